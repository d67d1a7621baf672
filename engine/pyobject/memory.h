// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace postern::pyobject {

/// What the objects of this thread hold, in bytes: they say so themselves, those that a render
/// makes no less than those it was given.
class Memory
{
public:
    /// Throws the limit error when a render would hold more than it may; then nothing is taken.
    static void take(std::size_t bytes)
    {
        const std::int64_t held = s_held + static_cast<std::int64_t>(bytes);
        if (held > s_most)
            fail();
        s_held = held;
    }
    static void give(std::size_t bytes) noexcept { s_held -= static_cast<std::int64_t>(bytes); }

    /// While it lives, no more than so many bytes can be taken beside what is held already. One
    /// inside another can't allow more.
    class Limit
    {
    public:
        explicit Limit(std::size_t bytes);
        ~Limit() { s_most = m_outer; }
        Limit(const Limit &) = delete;
        Limit &operator=(const Limit &) = delete;

    private:
        const std::int64_t m_outer;
    };

    /// Bytes that are held outside of objects, until it goes.
    class Share
    {
    public:
        Share() = default;
        ~Share() { release(); }
        Share(const Share &) = delete;
        Share &operator=(const Share &) = delete;
        /// Takes what is more than it had.
        void growTo(std::size_t bytes)
        {
            if (bytes <= m_bytes)
                return;
            take(bytes - m_bytes);
            m_bytes = bytes;
        }
        void release() noexcept { give(std::exchange(m_bytes, 0)); }

    private:
        std::size_t m_bytes = 0;
    };

private:
    [[noreturn]] static void fail();

    static inline thread_local std::int64_t s_held = 0;
    static inline thread_local std::int64_t s_most = INT64_MAX;
};

/// What containers of objects allocate with.
template<typename T>
struct CountedAllocator
{
    using value_type = T;

    CountedAllocator() noexcept = default;
    template<typename U>
    CountedAllocator(const CountedAllocator<U> &) noexcept
    {}

    T *allocate(std::size_t count)
    {
        Memory::take(count * sizeof(T));
        return std::allocator<T>().allocate(count);
    }
    void deallocate(T *items, std::size_t count) noexcept
    {
        Memory::give(count * sizeof(T));
        std::allocator<T>().deallocate(items, count);
    }
    friend bool operator==(const CountedAllocator &, const CountedAllocator &) noexcept
    {
        return true;
    }
};

} // namespace postern::pyobject

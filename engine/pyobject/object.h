// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/pyobject/memory.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::pyobject {

enum class Kind : std::uint8_t {
    Missing, ///< nothing there: an unset name, an absent attribute; never seen by a template
    None,
    Bool,
    Int,
    Float,
    // From here on the object lives on the heap and is shared.
    Str,
    BigInt,
    Bytes,
    List,
    Tuple,
    Dict,
    Range,
    Slice,
    Undefined,
    Host ///< an object of the run time with behaviour of its own: macro, loop, iterator ...
};

/// What a shared object begins with. Counted without atomics: a render is one thread's work.
struct HeapObject
{
    explicit HeapObject(Kind objectKind)
        : kind(objectKind)
    {}
    HeapObject(const HeapObject &) = delete;
    HeapObject &operator=(const HeapObject &) = delete;
    virtual ~HeapObject() = default;

    static void *operator new(std::size_t size)
    {
        Memory::take(size);
        return ::operator new(size);
    }
    static void operator delete(void *object, std::size_t size) noexcept
    {
        Memory::give(size);
        ::operator delete(object, size);
    }

    std::uint32_t references = 0;
    const Kind kind;
    bool tracked = false; ///< known to the render, which empties it at its end
};

class Object;
using Objects = std::vector<Object, CountedAllocator<Object>>;

/// A value while a template runs, with Python's identity and mutability: copies share.
class Object
{
public:
    Object() noexcept = default;
    Object(bool value) noexcept
        : m_kind(Kind::Bool)
    {
        m_data.boolean = value;
    }
    Object(std::int64_t value) noexcept
        : m_kind(Kind::Int)
    {
        m_data.integer = value;
    }
    Object(int value) noexcept
        : Object(static_cast<std::int64_t>(value))
    {}
    Object(double value) noexcept
        : m_kind(Kind::Float)
    {
        m_data.real = value;
    }
    /// Shares ownership of `heap`.
    explicit Object(HeapObject *heap) noexcept
        : m_kind(heap->kind)
    {
        m_data.heap = heap;
        ++heap->references;
    }
    Object(const Object &other) noexcept
        : m_kind(other.m_kind)
        , m_data(other.m_data)
    {
        if (m_kind >= Kind::Str)
            ++m_data.heap->references;
    }
    Object(Object &&other) noexcept
        : m_kind(other.m_kind)
        , m_data(other.m_data)
    {
        other.m_kind = Kind::Missing;
    }
    Object &operator=(const Object &other) noexcept
    {
        Object copy(other);
        swap(copy);
        return *this;
    }
    Object &operator=(Object &&other) noexcept
    {
        Object moved(std::move(other));
        swap(moved);
        return *this;
    }
    ~Object()
    {
        if (m_kind >= Kind::Str && --m_data.heap->references == 0)
            destroy(m_data.heap);
    }

    void swap(Object &other) noexcept
    {
        std::swap(m_kind, other.m_kind);
        std::swap(m_data, other.m_data);
    }

    static Object none() noexcept
    {
        Object object;
        object.m_kind = Kind::None;
        return object;
    }
    static Object string(std::string text);
    static Object string(std::string_view text) { return string(std::string(text)); }
    static Object string(const char *text) { return string(std::string(text)); }
    /// Text that needs no escaping any more, markupsafe's Markup.
    static Object markup(std::string text);
    /// A str, or a Markup when `safe`.
    static Object text(std::string text, bool safe)
    {
        return safe ? markup(std::move(text)) : string(std::move(text));
    }
    static Object list(Objects items);
    static Object tuple(Objects items);
    static Object bytes(std::string data);

    Kind kind() const noexcept { return m_kind; }
    bool isMissing() const noexcept { return m_kind == Kind::Missing; }
    bool isNone() const noexcept { return m_kind == Kind::None; }
    bool isBool() const noexcept { return m_kind == Kind::Bool; }
    bool isInt() const noexcept { return m_kind == Kind::Int; }
    bool isFloat() const noexcept { return m_kind == Kind::Float; }
    bool isString() const noexcept { return m_kind == Kind::Str; }
    bool isList() const noexcept { return m_kind == Kind::List; }
    bool isTuple() const noexcept { return m_kind == Kind::Tuple; }
    bool isDict() const noexcept { return m_kind == Kind::Dict; }
    bool isUndefined() const noexcept { return m_kind == Kind::Undefined; }
    bool isHost() const noexcept { return m_kind == Kind::Host; }
    /// A Python int: bool, small or big.
    bool isIntegral() const noexcept
    {
        return m_kind == Kind::Int || m_kind == Kind::Bool || m_kind == Kind::BigInt;
    }
    bool isNumber() const noexcept { return isIntegral() || m_kind == Kind::Float; }
    bool isMarkup() const noexcept;

    bool asBool() const noexcept { return m_data.boolean; }
    std::int64_t asInt() const noexcept { return m_data.integer; }
    double asFloat() const noexcept { return m_data.real; }
    HeapObject *heap() const noexcept { return m_data.heap; }
    const std::string &asString() const noexcept;
    Objects &items() const; ///< of a list or a tuple

    /// The heap object, whose type the kind has told.
    template<typename T>
    T &as() const noexcept
    {
        return *static_cast<T *>(m_data.heap);
    }
    /// The host object when it is of this class, else null.
    template<typename T>
    T *host() const noexcept
    {
        return m_kind == Kind::Host ? dynamic_cast<T *>(m_data.heap) : nullptr;
    }

    /// Python's `is`.
    bool same(const Object &other) const noexcept;

private:
    static void destroy(HeapObject *heap) noexcept;

    Kind m_kind = Kind::Missing;
    union {
        bool boolean;
        std::int64_t integer;
        double real;
        HeapObject *heap;
    } m_data{.integer = 0};
};

/// What a text takes beside the object that it is in.
inline std::size_t heapOf(const std::string &text) noexcept
{
    return text.capacity() < sizeof(text) ? 0 : text.capacity();
}

struct StringObject final : HeapObject
{
    StringObject(std::string value, bool safe)
        : HeapObject(Kind::Str)
        , text(m_own)
        , markup(safe)
        , m_own(std::move(value))
    {
        Memory::take(heapOf(m_own));
    }
    /// Shares the text of a value from outside.
    explicit StringObject(const Value &source)
        : HeapObject(Kind::Str)
        , text(source.asString())
        , markup(false)
        , m_source(source)
    {}
    ~StringObject() override { Memory::give(heapOf(m_own)); }

    const std::string &text; ///< UTF-8, lone surrogates in three bytes
    const bool markup;
    /// Number of code points; equal to the bytes when all is ASCII.
    std::size_t length() const;
    bool isAscii() const { return length() == text.size(); }
    /// The byte at which that code point begins; the text's size for the one after the last.
    std::size_t byteOf(std::size_t index) const;

    mutable std::size_t cachedLength = std::string::npos;
    mutable std::size_t hash = 0; ///< 0: not yet computed

private:
    mutable std::vector<std::size_t> m_marks; ///< bytes of every 64th code point, once asked for
    const std::string m_own;
    const Value m_source; ///< keeps the text where it isn't its own
};

struct BytesObject final : HeapObject
{
    explicit BytesObject(std::string value)
        : HeapObject(Kind::Bytes)
        , data(std::move(value))
    {
        Memory::take(heapOf(data));
    }
    ~BytesObject() override { Memory::give(heapOf(data)); }
    const std::string data;
};

/// A list or a tuple. One that came from outside converts its items when first touched.
struct SequenceObject final : HeapObject
{
    SequenceObject(Kind sequenceKind, Objects value)
        : HeapObject(sequenceKind)
        , m_items(std::move(value))
    {}
    SequenceObject(Kind sequenceKind, const Value &source, bool listsAsLines = false)
        : HeapObject(sequenceKind)
        , printsLines(listsAsLines)
        , m_source(source)
        , m_lazy(true)
    {}
    ~SequenceObject() override;

    Objects &items()
    {
        if (m_lazy)
            convert();
        return m_items;
    }
    std::size_t size() const { return m_lazy ? m_source.asList().size() : m_items.size(); }
    /// The fields' names when this is groupby's named tuple.
    bool isGroup = false;
    /// str() is the items, one a line; so it is for lists inside.
    const bool printsLines = false;

private:
    void convert();

    Objects m_items;
    Value m_source;
    bool m_lazy = false;
};

struct RangeObject final : HeapObject
{
    RangeObject(std::int64_t from, std::int64_t to, std::int64_t by);

    const std::int64_t start, stop, step;
    std::int64_t count; ///< len(range)
    std::int64_t at(std::int64_t index) const { return start + index * step; }
};

struct SliceObject final : HeapObject
{
    SliceObject(Object from, Object to, Object by)
        : HeapObject(Kind::Slice)
        , start(std::move(from))
        , stop(std::move(to))
        , step(std::move(by))
    {}
    const Object start, stop, step;
};

inline const std::string &Object::asString() const noexcept
{
    return as<StringObject>().text;
}

inline bool Object::isMarkup() const noexcept
{
    return m_kind == Kind::Str && as<StringObject>().markup;
}

inline Objects &Object::items() const
{
    return as<SequenceObject>().items();
}

} // namespace postern::pyobject

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace postern::python {

/// Which file a path leads to, and when that, or what is known of it, last changed. That there is
/// none is a state like others.
class FileStamp
{
public:
    explicit FileStamp(std::string path);

    bool isUnchanged() const;
    /// Whether it had its state before `time`, as far as a file's time can tell.
    bool isOlderThan(std::chrono::system_clock::time_point time) const;

private:
    struct State
    {
        std::uint64_t device = 0;
        std::uint64_t number = 0;
        std::int64_t changed = 0; ///< nanoseconds since 1970; nobody can set it back

        bool operator==(const State &) const = default;
    };
    static State stateOf(const std::string &path);

    std::string m_path;
    State m_state;
};

} // namespace postern::python

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/filestamp.h"

#include <sys/stat.h>

#include <utility>

namespace postern::python {

namespace {
/// The kernel stamps files with a clock that is up to a tick behind.
constexpr std::chrono::milliseconds kTick{20};
constexpr std::int64_t kNanoseconds = 1'000'000'000;
} // namespace

FileStamp::FileStamp(std::string path)
    : m_path(std::move(path))
    , m_state(stateOf(m_path))
{}

FileStamp::State FileStamp::stateOf(const std::string &path)
{
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0)
        return {};
    return {found.st_dev, found.st_ino, found.st_ctim.tv_sec * kNanoseconds + found.st_ctim.tv_nsec};
}

bool FileStamp::isUnchanged() const
{
    return stateOf(m_path) == m_state;
}

bool FileStamp::isOlderThan(std::chrono::system_clock::time_point time) const
{
    const auto changed = std::chrono::nanoseconds(m_state.changed);
    return changed < (time - kTick).time_since_epoch();
}

} // namespace postern::python

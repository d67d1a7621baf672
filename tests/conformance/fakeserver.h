// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace postern::conformance {

/// The recorded cases' model server, as a child process on a free port.
class FakeServer
{
public:
    /// Throws std::runtime_error when it doesn't come up.
    explicit FakeServer(const std::filesystem::path &script);
    ~FakeServer();
    FakeServer(const FakeServer &) = delete;
    FakeServer &operator=(const FakeServer &) = delete;

    /// "127.0.0.1:12345"
    const std::string &address() const { return m_address; }

private:
    pid_t m_child = -1;
    std::string m_address;
};

} // namespace postern::conformance

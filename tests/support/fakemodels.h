// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/types.h>

#include <string>

namespace postern::test {

/// A fake model server, tests/conformance/echo_server.py, on a free port of loopback: a peer that isn't
/// ours. It echoes each request, so that a test can look at bodies.
class FakeModels
{
public:
    /// Starts it and waits until it listens. Throws std::runtime_error.
    FakeModels();
    ~FakeModels();
    FakeModels(const FakeModels &) = delete;
    FakeModels &operator=(const FakeModels &) = delete;

    /// "http://127.0.0.1:port"
    const std::string &url() const { return m_url; }

private:
    pid_t m_pid = -1;
    int m_output = -1;
    std::string m_url;
};

} // namespace postern::test

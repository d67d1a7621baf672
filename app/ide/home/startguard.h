// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <memory>

class QLockFile;

namespace postern::ide {

/// Knows how many starts before this one ended before their window had stood for a moment. While a
/// program starts, a file with that number lies in the home folder under `starts`, with a lock that
/// only the end of the program frees: so another program that is starting now isn't taken for one
/// that failed.
class StartGuard final
{
public:
    StartGuard();
    /// A program that is ended in the ordinary way has not failed to start.
    ~StartGuard();

    /// In a row, up to now.
    int failedStarts() const { return m_failed; }
    /// From then on a start uses nothing of what is remembered of the window.
    static constexpr int kTooMany = 2;

    /// The window stands: this start has not failed.
    void succeed();

private:
    std::unique_ptr<QLockFile> m_marker;
    int m_failed = 0;
};

} // namespace postern::ide

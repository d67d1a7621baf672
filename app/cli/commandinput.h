// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace postern::cli {

/// The lines of a script or of standard input, for who has to hear of other things meanwhile. While
/// it lives Ctrl+C and SIGTERM end a wait and nothing else, unless nobody hears of them: the third
/// one ends the process at once, and the groups of its children with it. One at a time.
class CommandInput
{
public:
    enum class Event {
        Line,        ///< there is one to take
        End,         ///< there will be none any more
        Woken,       ///< by wake()
        Interrupted, ///< Ctrl+C
        Terminated   ///< SIGTERM
    };

    /// `script`: its lines; nothing: those of standard input. Throws Error LimitExceeded.
    explicit CommandInput(std::optional<std::string> script);
    ~CommandInput();
    CommandInput(const CommandInput &) = delete;
    CommandInput &operator=(const CommandInput &) = delete;

    /// Whether somebody types.
    bool isTerminal() const;
    /// Ends a wait. From any thread.
    void wake() const;
    /// Waits for what comes first; lines are looked for only where they are wanted.
    Event wait(bool wantsLine);
    /// The next line without its end, where there is one.
    const std::string *nextLine();
    std::string takeLine();
    /// Of the line that was taken last, counted from 1.
    int lineNumber() const { return m_lineNumber; }

private:
    bool splitLine();
    void fill();

    const bool m_isScript;
    int m_wake = -1;
    std::string m_text;
    std::size_t m_at = 0; ///< of what wasn't taken yet
    std::optional<std::string> m_line;
    int m_lineNumber = 0;
    bool m_hasEnded = false;
};

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output.h"
#include "engine/debug/breakpoint.h"
#include "engine/debug/snapshot.h"
#include "engine/run/flowrun.h"

#include <map>
#include <string>
#include <vector>

namespace postern::cli {

/// What a debugger answers and tells, on standard output: a JSON object a line, or text. Secrets are
/// replaced; a text shows the beginning of what is long.
class DebugTalk
{
public:
    explicit DebugTalk(Format format)
        : m_isJson(format == Format::Json)
    {}

    // Events.
    void started(const Value &inputs) const;
    void paused(const debug::HeldNode &node) const;
    /// Python code stands at a line.
    void pausedAtLine(const std::string &node, const dap::LineStop &line) const;
    void died(const debug::Notice &notice) const;
    void logged(const debug::Notice &notice) const;
    void finished(const run::FlowRunResult &result, const std::vector<std::string> &pinned) const;

    // Answers.
    void breakpoint(const debug::Breakpoint &breakpoint) const;
    void cleared(std::size_t count) const;
    void printed(const std::string &expression, const Value &value) const;
    /// An input, or the output where none is named.
    void set(const std::string &node, const std::string &input, const Value &value) const;
    void pinned(const std::string &node, const Value &value) const;
    /// Of what has nothing to say but that it was done.
    void done(const std::string &command, const std::string &text) const;
    void where(const debug::Snapshot &now) const;
    void stack(const dap::LineStop &line) const;
    void locals(const std::vector<dap::Variable> &variables) const;
    /// An expression of Python, and its value as Python prints it.
    void evaluated(const dap::Variable &value) const;
    void list(const debug::Snapshot &now,
              const std::vector<debug::Breakpoint> &breakpoints,
              const std::map<std::string, Value> &pins) const;
    void help(const std::string &command) const;
    /// A command that can't be done. The code is the one that it would end a command with.
    ExitCode error(const Error &error, bool verbose) const;

private:
    void write(const Dict &dict) const;
    void say(const std::string &text) const;
    /// A value in a line of text.
    static std::string shortText(const Value &value);
    static void addNode(Dict &dict, const debug::HeldNode &node);
    static std::string nodeText(const debug::HeldNode &node);

    const bool m_isJson;
};

} // namespace postern::cli

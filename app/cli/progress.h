// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/run/loglines.h"

namespace postern::cli {

/// Tells what code writes, after the name of its node, on standard error.
void printLines(const std::vector<run::LogLine> &lines);

/// Tells what code writes that is imported outside a run, by lines.
class ImportNotes
{
public:
    ImportNotes() = default;
    ~ImportNotes() { printLines(m_lines.rest()); }
    ImportNotes(const ImportNotes &) = delete;
    ImportNotes &operator=(const ImportNotes &) = delete;

    void add(std::string_view source, bool isError, std::string_view text)
    {
        printLines(m_lines.take(source, isError, text));
    }

private:
    run::LogLines m_lines;
};

/// Tells a run on standard error: a line when a node has ended, what its tool wrote, and, when
/// verbose, a line when it starts.
class Progress final : public run::RunObserver
{
public:
    explicit Progress(bool verbose)
        : m_verbose(verbose)
    {}

    void onEvent(const run::RunEvent &event) override;

private:
    const bool m_verbose;
    run::LogLines m_lines;
};

} // namespace postern::cli

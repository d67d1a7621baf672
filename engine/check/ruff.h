// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"
#include "engine/flow/sourcefolder.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace postern::check {

/// The ruff that looks at a folder's Python files: the one beside the interpreter that the flow runs
/// with, else the one on PATH. It runs nothing of what it reads.
struct Ruff
{
    std::filesystem::path program; ///< empty: there is none
    std::filesystem::path folder;  ///< whose settings hold
    bool isIsolated = false;       ///< settings of files are left alone, as of a restricted folder

    /// The folder's own environment isn't asked while it is restricted. `interpreter`: the one that
    /// was chosen; empty: the one a run would take.
    static Ruff locate(const std::filesystem::path &folder,
                       flow::Trust trust,
                       const std::filesystem::path &interpreter = {});

    bool operator==(const Ruff &) const = default;
};

struct RuffFinding
{
    std::string code; ///< "F401"; empty: the text is no Python
    std::string message;
    int line = 0;
    std::size_t begin = 0; ///< bytes of the text
    std::size_t end = 0;
    std::string fix; ///< what `edits` do, in ruff's words; empty: there are none
    TextEdits edits;
    bool isSafe = false; ///< ruff is sure that the code does the same afterwards

    /// Whether the code can't run so, rather than that it could be better.
    bool isError() const;
};

/// What ruff says of a file's text, which needn't be saved; waits for it. Throws Error
/// EnvironmentFailed when it can't be run or says nothing that can be read.
std::vector<RuffFinding> lintPython(const Ruff &ruff,
                                    const std::filesystem::path &file,
                                    const std::string &text);
/// The text as ruff formats it. Throws Error InvalidInput with its reason when it is no Python.
std::string formatPython(const Ruff &ruff,
                         const std::filesystem::path &file,
                         const std::string &text);

/// What ruff's report of a text in JSON says. Throws Error EnvironmentFailed.
std::vector<RuffFinding> readRuffReport(std::string_view report, std::string_view text);

} // namespace postern::check

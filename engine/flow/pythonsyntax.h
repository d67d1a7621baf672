// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// A syntax error of a Python file.
struct PythonProblem
{
    std::size_t file = 0; ///< index into the texts
    int line = 0;
    int column = 0;
    std::string message; ///< CPython's own: "invalid syntax"
};

enum class PythonCheck { Done, NoInterpreter, Failed };

/// Reads files with the `ast` of the system's own interpreter, `python3 -I -S`, which runs none of
/// them, sees neither the folder nor site-packages and gets their text through its standard input.
/// One process for all; it is killed after `seconds`.
PythonCheck findPythonProblems(const std::vector<std::string> &texts,
                               std::vector<PythonProblem> &problems,
                               int seconds = 20);

/// What a script answers to a text on its standard input; `arguments` are those after
/// `python3 -I -S`. Nothing when there is no interpreter of the system's own, or when it takes more
/// than `seconds` or answers more than 1 MB: it is killed then.
std::optional<std::string> askPython(std::vector<std::string> arguments,
                                     std::string_view question,
                                     int seconds = 20);

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// A module that Python code imports.
struct PythonImport
{
    int level = 0;                  ///< dots before it: 0 is absolute
    std::string module;             ///< "pkg.sub"; empty: `from . import x`
    std::vector<std::string> names; ///< of `from module import a, b`: each may be a module
};

/// What can be seen of a Python file without running it.
struct PythonCode
{
    std::vector<PythonImport> imports;
    /// What in it looks as if two calls with the same arguments might give different values: it
    /// reads the clock, chance, files, a network, other processes or the system, keeps state between
    /// calls, or runs code that can't be read. One sentence each, in the order of the text.
    std::vector<Message> doubts;
    /// It says of itself, in a comment, that it is repeatable, or that it isn't.
    bool saysRepeatable = false;
    bool saysUnrepeatable = false;
};

/// Reads the tokens of a file; never fails. Strings and comments are passed over, but for what stands
/// in f-strings. When in doubt, there is one.
PythonCode readPythonCode(std::string_view text);

/// Whether a module of Python's own, or of a few packages, only computes.
bool isHarmlessModule(std::string_view module);

} // namespace postern::replay

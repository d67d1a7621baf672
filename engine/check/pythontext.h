// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::check {

/// What the text of a Python file shows that it needs, read without Python and without running it:
/// words, not meaning. What is made up while it runs isn't seen.
struct PythonText
{
    struct Import
    {
        std::string module; ///< the first part: "openai" of openai.types
        int line = 0;
    };

    std::vector<Import> imports;                   ///< in their order; none that are relative
    std::vector<std::string> environmentVariables; ///< that os.environ or os.getenv is asked for
    std::vector<std::string> addresses;            ///< texts that begin with http:// or https://
    std::map<std::string, std::string> connectionTypes; ///< class by parameter
};

PythonText readPythonText(std::string_view text);

/// Whether a module comes with Python.
bool isStandardModule(std::string_view module);

} // namespace postern::check

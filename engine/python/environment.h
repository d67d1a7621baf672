// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string_view>

namespace postern::python {

/// Who named an interpreter; the first of these that does wins.
enum class InterpreterOrigin {
    Caller,   ///< an option of the command
    Folder,   ///< the flow folder's .venv
    Variable, ///< POSTERN_PYTHON
    Settings, ///< python.interpreter of `postern config`
    Path,     ///< python3 on PATH
    Bundled   ///< the one that an archive of Postern brings along
};
std::string_view toString(InterpreterOrigin origin);

struct Interpreter
{
    std::filesystem::path program;
    InterpreterOrigin origin = InterpreterOrigin::Path;
};

/// The interpreter for a flow. `named` is the caller's wish, or empty. Throws Error
/// EnvironmentFailed, whose hint says how to name one.
Interpreter locateInterpreter(const std::filesystem::path &flowFolder,
                              const std::filesystem::path &named = {});
/// The same without the folder's .venv: what a new one is made with.
Interpreter locateBaseInterpreter(const std::filesystem::path &named = {});

/// The folder of our own Python packages, of store::resourcesFolder().
std::filesystem::path resourcesFolder();

} // namespace postern::python

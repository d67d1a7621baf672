// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/environment.h"

#include "engine/base/error.h"
#include "engine/process/program.h"
#include "engine/python/worker.h"
#include "engine/store/resources.h"
#include "engine/store/settings.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace postern::python {
namespace {

namespace fs = std::filesystem;

/// A program that was named by path or, without a slash, by its name on PATH.
fs::path requireProgram(const fs::path &program, const Message &whoNames, Message hint)
{
    fs::path found = program.has_parent_path() ? fs::absolute(program)
                                               : process::findOnPath(program.string());
    if (!process::isProgram(found)) {
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("%1 names %2, which is no program that can be run.",
                       whoNames,
                       program.string()),
                    std::move(hint));
    }
    return found;
}

} // namespace

std::string_view toString(InterpreterOrigin origin)
{
    switch (origin) {
    case InterpreterOrigin::Caller:
        return "the command";
    case InterpreterOrigin::Folder:
        return "the folder's .venv";
    case InterpreterOrigin::Variable:
        return "POSTERN_PYTHON";
    case InterpreterOrigin::Settings:
        return "python.interpreter of `postern config`";
    case InterpreterOrigin::Path:
        return "PATH";
    case InterpreterOrigin::Bundled:
        break;
    }
    return "Postern's own";
}

Interpreter locateBaseInterpreter(const fs::path &named)
{
    if (!named.empty()) {
        return {requireProgram(named, tr("The command"), tr("Name a Python 3.9 or newer.")),
                InterpreterOrigin::Caller};
    }
    const char *variable = std::getenv("POSTERN_PYTHON");
    if (variable != nullptr && *variable != '\0') {
        return {requireProgram(variable,
                               "POSTERN_PYTHON",
                               tr("Set POSTERN_PYTHON to a Python 3.9 or newer.")),
                InterpreterOrigin::Variable};
    }
    const store::Settings settings = store::Settings::load();
    if (!settings.pythonInterpreter().empty()) {
        return {requireProgram(settings.pythonInterpreter(),
                               tr("The setting python.interpreter"),
                               tr("Change it with `postern config set python.interpreter=PATH`.")),
                InterpreterOrigin::Settings};
    }
    fs::path found = process::findOnPath("python3");
    if (!found.empty()) {
        return {std::move(found), InterpreterOrigin::Path};
    }
    found = store::bundledProgram("python/bin/python3");
    if (!found.is_absolute()) {
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("No Python was found for this flow's Python nodes."),
                    tr("Install Python 3.9 or newer, make a .venv in the flow's folder, or name an "
                       "interpreter in POSTERN_PYTHON."));
    }
    return {std::move(found), InterpreterOrigin::Bundled};
}

Interpreter locateInterpreter(const fs::path &flowFolder, const fs::path &named)
{
    fs::path own = fs::absolute(flowFolder / ".venv" / "bin" / "python");
    if (named.empty() && process::isProgram(own)) {
        return {std::move(own), InterpreterOrigin::Folder};
    }
    return locateBaseInterpreter(named);
}

fs::path findInterpreter(const fs::path &flowFolder)
{
    return locateInterpreter(flowFolder).program;
}

fs::path resourcesFolder()
{
    return store::resourcesFolder() / "python";
}

} // namespace postern::python

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/flow/sourcefolder.h"
#include "engine/python/environment.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::python {

/// What an interpreter says of itself.
struct InterpreterInfo
{
    Interpreter interpreter;
    std::string version;          ///< "3.11.2"
    std::filesystem::path folder; ///< its sys.prefix: the environment's, or the installation's
    bool isVirtual = false;       ///< folder is a virtual environment
};

/// One entry of requirements.txt, or of a file that it includes.
struct RequirementState
{
    enum class State {
        Met,
        Missing,
        OtherVersion,
        ExtraMissing,
        Invalid,   ///< no requirement
        Provided,  ///< not installed, but of prompt flow's packages that Postern stands in for
        NotNeeded, ///< its marker says: not here
        Unchecked  ///< a path or an address
    };

    std::string requirement; ///< as written
    std::filesystem::path file;
    int line = 0;
    std::string name;
    std::string installed; ///< version; empty: none
    std::string needs;     ///< the extra's requirement that isn't met, or why it is invalid
    State state = State::Unchecked;
    bool isImport = false; ///< no requirement, but what a Python file of the flow imports in vain

    /// The flow lacks it.
    bool isProblem() const { return state >= State::Missing && state <= State::Invalid; }
};
std::string_view toString(RequirementState::State state);

struct RequirementsReport
{
    InterpreterInfo interpreter;
    std::vector<RequirementState> requirements;
};

struct CreateOptions
{
    std::filesystem::path python; ///< to make it with; empty: locateBaseInterpreter()
    std::filesystem::path wheels; ///< install from this folder alone, without network
    std::string indexUrl;         ///< instead of pip's own; never shown
    bool replace = false;         ///< an environment that is there is replaced
    /// What venv and pip write, in pieces.
    std::function<void(std::string_view text)> onOutput;
};

/// The Python environment of a flow folder: FOLDER/.venv and FOLDER/requirements.txt.
class PythonEnvironment
{
public:
    /// `python` is the interpreter that is wished for; empty: found, for a restricted folder never
    /// in the folder itself.
    explicit PythonEnvironment(flow::SourceFolder folder, std::filesystem::path python = {});

    /// Makes .venv and installs requirements.txt, if there is one. The environment is built aside
    /// and takes its place only when all of it is there: a failure, a cancellation or a crash
    /// leaves what was there before. Throws Error FileUnwritable when there is one and `replace`
    /// isn't set, EnvironmentFailed when venv or pip fails, Refused for a restricted folder, whose
    /// requirements are code to run, Cancelled.
    Task<void> create(CreateOptions options) const;
    /// Throws Error EnvironmentFailed.
    Task<InterpreterInfo> show() const;
    /// Compares requirements.txt with what is installed, and looks for the modules that the flow's
    /// Python files import, in one call of the interpreter; imports nothing of them. Those that
    /// aren't there come last. Throws Error FileUnreadable for requirements.txt, EnvironmentFailed,
    /// Refused when a restricted folder names files outside of it; its imports aren't looked at.
    Task<RequirementsReport> check() const;

private:
    Task<RequirementsReport> ask(std::vector<std::string> arguments, std::string file) const;

    flow::SourceFolder m_folder;
    std::filesystem::path m_python;
};

} // namespace postern::python

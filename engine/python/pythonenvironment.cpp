// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/pythonenvironment.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/includes.h"
#include "engine/process/child.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <boost/algorithm/string/replace.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace fs = std::filesystem;

namespace postern::python {
namespace {

constexpr std::array<std::string_view, 8> kStates{"ok",
                                                  "missing",
                                                  "other version",
                                                  "extra missing",
                                                  "invalid",
                                                  "provided",
                                                  "not needed",
                                                  "unchecked"};

/// A folder that goes with this object, unless it is moved away first.
class BuildFolder
{
public:
    explicit BuildFolder(const fs::path &parent)
    {
        std::string pattern = fs::absolute(parent / ".venv.new-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw Error(ErrorCode::FileUnwritable,
                        tr("No environment can be made in %1: %2.",
                           parent.string(),
                           std::strerror(errno)),
                        tr("Check that the folder exists and that you may write to it."));
        }
        m_path = pattern;
    }
    ~BuildFolder()
    {
        // What was killed may write its last file while the rest is removed.
        std::error_code failed;
        for (int attempt = 0; attempt < 5; ++attempt) {
            fs::remove_all(m_path, failed);
            if (!failed) {
                return;
            }
        }
    }
    BuildFolder(const BuildFolder &) = delete;
    BuildFolder &operator=(const BuildFolder &) = delete;

    const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

[[noreturn]] void throwExists(const fs::path &environment)
{
    throw Error(ErrorCode::FileUnwritable,
                tr("There is an environment already: %1.", environment.string()),
                tr("Keep it, or replace it with --replace."));
}

/// The scripts that pip and venv wrote name the folder they were made in.
void renameInScripts(const fs::path &scripts, const fs::path &from, const fs::path &to)
{
    for (const fs::directory_entry &entry : fs::directory_iterator(scripts)) {
        if (entry.is_symlink() || !entry.is_regular_file()) {
            continue;
        }
        std::string text = store::readFile(entry.path());
        if (text.find('\0') == std::string::npos && text.find(from.string()) != std::string::npos) {
            boost::algorithm::replace_all(text, from.string(), to.string());
            store::writeFile(entry.path(), text);
        }
    }
}

/// Puts the new environment in its place; what was there is then at the new one's old path.
void moveInPlace(const fs::path &built, const fs::path &place, bool replace)
{
    if (::renameat2(AT_FDCWD, built.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) {
        return;
    }
    if (errno == EEXIST && !replace) {
        throwExists(place);
    }
    if (errno == EEXIST
        && ::renameat2(AT_FDCWD, built.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0) {
        return;
    }
    throw Error(ErrorCode::FileUnwritable,
                tr("The new environment can't be moved to %1: %2.",
                   place.string(),
                   std::strerror(errno)),
                tr("Check that you may write to the folder."));
}

Task<void> runStep(process::Command command,
                   const std::function<void(std::string_view)> &onOutput,
                   Message failure,
                   Message hint)
{
    std::string errors; // the end of them tells why
    const process::ExitStatus status
        = co_await process::stream(std::move(command), [&](bool isError, std::string_view text) {
              if (isError) {
                  errors.append(text);
                  errors.erase(0, errors.size() > 20000 ? errors.size() - 20000 : 0);
              }
              if (onOutput) {
                  onOutput(text);
              }
          });
    if (!status.ok()) {
        Error error(ErrorCode::EnvironmentFailed, tr("%1: %2.", failure, status.text()), hint);
        error.setDetails(std::move(errors));
        throw std::move(error);
    }
}

process::Command pipCommand(const fs::path &built,
                            const fs::path &requirements,
                            const CreateOptions &options)
{
    process::Command command;
    command.program = built / "bin" / "python";
    command.arguments = {"-m", "pip", "install", "--disable-pip-version-check", "--no-input"};
    command.arguments.insert(command.arguments.end(), {"--progress-bar", "off"});
    if (!options.wheels.empty()) {
        const std::string wheels = fs::absolute(options.wheels).string();
        command.arguments.insert(command.arguments.end(), {"--no-index", "--find-links", wheels});
    }
    // Not an argument: it may hold a password, and arguments can be seen by everyone here.
    if (!options.indexUrl.empty()) {
        command.environment.emplace_back("PIP_INDEX_URL", options.indexUrl);
    }
    command.arguments.insert(command.arguments.end(), {"-r", requirements.filename().string()});
    command.folder = requirements.parent_path();
    return command;
}

/// The wheel of pip that a package of Postern brings along, for distributions whose Python comes
/// without one; empty where there is none.
fs::path bundledPip()
{
    std::error_code none;
    for (const fs::directory_entry &entry :
         fs::directory_iterator(store::resourcesFolder() / "wheels", none)) {
        if (entry.path().filename().string().starts_with("pip-")) {
            return entry.path();
        }
    }
    return {};
}

/// pip, run from its wheel, installs itself.
process::Command installPip(const fs::path &built, const fs::path &wheel)
{
    process::Command command;
    command.program = built / "bin" / "python";
    command.arguments
        = {wheel / "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel};
    return command;
}

std::string textOf(const Value &dict, std::string_view key)
{
    const Value *value = dict.find(key);
    return value != nullptr && value->isString() ? value->asString() : std::string();
}

RequirementState requirementOf(const Value &value)
{
    RequirementState found;
    found.requirement = textOf(value, "requirement");
    found.file = textOf(value, "file");
    const Value *line = value.find("line");
    found.line = line != nullptr && line->isInt() ? static_cast<int>(line->asInt()) : 0;
    found.name = textOf(value, "name");
    found.installed = textOf(value, "installed");
    found.needs = textOf(value, "needs");
    const std::string state = textOf(value, "state");
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (kStates[i] == state) {
            found.state = static_cast<RequirementState::State>(i);
        }
    }
    return found;
}

RequirementState importOf(const Value &value, const fs::path &folder)
{
    RequirementState found;
    found.isImport = true;
    found.name = textOf(value, "module");
    found.requirement = "import " + found.name;
    const fs::path file = textOf(value, "file");
    const fs::path relative = file.lexically_relative(fs::weakly_canonical(folder));
    const bool isInside = !relative.empty() && *relative.begin() != "..";
    found.file = isInside ? folder / relative : file;
    const Value *line = value.find("line");
    found.line = line != nullptr && line->isInt() ? static_cast<int>(line->asInt()) : 0;
    found.state = RequirementState::State::Missing;
    return found;
}

/// Where a flow's Python code begins, and where its own modules lie.
struct FlowSources
{
    List folders;
    List files;
};

void addSource(FlowSources &sources,
               const flow::SourceFolder &folder,
               const std::vector<flow::Include> &includes,
               const std::string &path)
{
    const auto file = flow::findSource(folder, includes, path);
    if (file && file->extension() == ".py")
        sources.files.emplace_back(file->string());
}

/// What a run would import first. A folder without a flow that can be read has none.
FlowSources flowSources(const fs::path &folder)
{
    FlowSources sources;
    sources.folders.emplace_back(fs::weakly_canonical(folder).string());
    try {
        const flow::FlowLocation location = flow::locateFlow(folder);
        const flow::FlowDocument document = flow::FlowDocument::load(location);
        const flow::Flow &flow = document.flow();
        const flow::SourceFolder own = document.sources(flow::Trust::Trusted);
        const auto includes = flow::resolveIncludes(flow, own);
        for (const flow::Include &include : includes)
            sources.folders.emplace_back(include.source.parent_path().string());
        for (const flow::Node &node : flow.nodes)
            addSource(sources, own, includes, node.source.path);
        std::string module = flow.entry.substr(0, flow.entry.find(':'));
        boost::algorithm::replace_all(module, ".", "/");
        addSource(sources, own, includes, module + ".py");
    } catch (const Error &) { // told by validation, and by a run
    }
    return sources;
}

} // namespace

std::string_view toString(RequirementState::State state)
{
    return kStates.at(static_cast<std::size_t>(state));
}

PythonEnvironment::PythonEnvironment(flow::SourceFolder folder, fs::path python)
    : m_folder(std::move(folder))
    , m_python(std::move(python))
{}

Task<void> PythonEnvironment::create(CreateOptions options) const
{
    if (m_folder.trust == flow::Trust::Restricted) {
        throw Error(ErrorCode::Refused,
                    tr("The folder is restricted, so what its requirements name isn't installed."),
                    tr("Trust the folder to allow this."));
    }
    const fs::path place = fs::absolute(m_folder.path / ".venv").lexically_normal();
    if (!options.replace && fs::symlink_status(place).type() != fs::file_type::not_found) {
        throwExists(place);
    }
    const Interpreter base = locateBaseInterpreter(options.python);
    const BuildFolder built(m_folder.path);
    process::Command venv;
    venv.program = base.program;
    const fs::path pip = bundledPip();
    venv.arguments = {"-m", "venv", built.path().string()};
    if (!pip.empty()) {
        venv.arguments.emplace_back("--without-pip");
    }
    co_await runStep(std::move(venv),
                     options.onOutput,
                     tr("No environment could be made with %1", base.program.string()),
                     tr("Look at its output; on Debian the package python3-venv is needed."));
    if (!pip.empty()) {
        co_await runStep(installPip(built.path(), pip),
                         options.onOutput,
                         tr("The new environment could not be given pip"),
                         tr("Look at its output; nothing was changed."));
    }
    const fs::path requirements = fs::absolute(m_folder.path / "requirements.txt");
    if (fs::exists(requirements)) {
        co_await runStep(pipCommand(built.path(), requirements, options),
                         options.onOutput,
                         tr("requirements.txt could not be installed"),
                         tr("Look at pip's output; nothing was changed."));
    }
    renameInScripts(built.path() / "bin", built.path(), place);
    ::chmod(built.path().c_str(), 0755); // mkdtemp's is for us alone
    moveInPlace(built.path(), place, options.replace);
}

Task<InterpreterInfo> PythonEnvironment::show() const
{
    std::vector<std::string> nothing;
    std::string noFile;
    auto asking = ask(std::move(nothing), std::move(noFile));
    RequirementsReport report = co_await std::move(asking);
    co_return std::move(report.interpreter);
}

Task<RequirementsReport> PythonEnvironment::check() const
{
    const bool isRestricted = m_folder.trust == flow::Trust::Restricted;
    const fs::path requirements = isRestricted ? fs::absolute(m_folder.path / "requirements.txt")
                                               : m_folder.path / "requirements.txt";
    const FlowSources sources = isRestricted ? FlowSources() : flowSources(m_folder.path);
    std::vector<std::string> arguments{"--imports",
                                       json::write(Value(sources.folders)),
                                       json::write(Value(sources.files))};
    if (fs::exists(flow::pathInFolder(m_folder, "requirements.txt"))) {
        arguments.push_back(requirements.string());
    }
    co_return co_await ask(std::move(arguments), requirements.string());
}

Task<RequirementsReport> PythonEnvironment::ask(std::vector<std::string> arguments,
                                                std::string file) const
{
    RequirementsReport report;
    const bool isRestricted = m_folder.trust == flow::Trust::Restricted;
    report.interpreter.interpreter = isRestricted ? locateBaseInterpreter(m_python)
                                                  : locateInterpreter(m_folder.path, m_python);
    const fs::path program = report.interpreter.interpreter.program;
    process::Command command;
    command.program = program;
    command.arguments
        = {"-B", "-X", "utf8", resourcesFolder() / "postern_environment" / "__main__.py"};
    if (isRestricted) {
        // A relative entry of PYTHONPATH would lead into the folder when we stand in it.
        command.folder = "/";
        command.arguments.insert(command.arguments.end(),
                                 {"--inside", fs::absolute(m_folder.path).string()});
    }
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    const process::Output output = co_await process::run(std::move(command));
    if (!output.status.ok()) {
        Error error(ErrorCode::EnvironmentFailed,
                    tr("The interpreter %1 doesn't answer: %2.",
                       program.string(),
                       output.status.text()),
                    tr("Postern needs Python 3.9 or newer."));
        error.setDetails(output.errors);
        throw std::move(error);
    }
    const Value answer = json::parse(output.output);
    if (const std::string outside = textOf(answer, "outside"); !outside.empty()) {
        throw Error(
            ErrorCode::Refused,
            tr("The requirements name '%1', which leads outside their folder, which is restricted.",
               outside),
            tr("Trust the folder to allow this."));
    }
    const std::string problem = textOf(answer, "error");
    if (!problem.empty()) {
        throw Error(ErrorCode::FileUnreadable,
                    tr("The requirements can't be read: %1.", problem),
                    tr("Correct the file, or the -r line that names it."),
                    Place{file});
    }
    report.interpreter.version = textOf(answer, "version");
    report.interpreter.folder = textOf(answer, "prefix");
    report.interpreter.isVirtual = textOf(answer, "prefix") != textOf(answer, "base");
    const Value *requirements = answer.find("requirements");
    for (const Value &requirement : requirements != nullptr ? requirements->asList() : List()) {
        report.requirements.push_back(requirementOf(requirement));
    }
    const Value *imports = answer.find("imports");
    for (const Value &import : imports != nullptr ? imports->asList() : List()) {
        report.requirements.push_back(importOf(import, m_folder.path));
    }
    co_return report;
}

} // namespace postern::python

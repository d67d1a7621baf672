// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"

#include "engine/base/log.h"
#include "engine/base/textencoding.h"
#include "engine/base/utf8.h"
#include "engine/flow/nearest.h"

#include <CLI/CLI.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <new>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace postern::cli {

namespace {

/// The system wouldn't do something that it always does: for want of means, or by a bug of ours.
Error scarce(int number, const char *what)
{
    if (number == EMFILE || number == ENFILE)
        return Error(ErrorCode::LimitExceeded,
                     "There are no descriptors left for this.",
                     "Raise the limit of open files (ulimit -n).");
    if (number == EAGAIN || number == ENOMEM)
        return Error(ErrorCode::LimitExceeded,
                     "There isn't enough memory, or there are too many threads, for this.",
                     "Raise the limits of the process (ulimit).");
    return Error(ErrorCode::Internal,
                 what,
                 "This is a bug of Postern: please report it with what you did.");
}

ExitCode perform(const CommandLine &line)
{
    if (line.verbose)
        log::setLevel(log::Level::Info);
    try {
        return line.action();
    } catch (const Error &error) {
        return printError(error, line.format, line.verbose);
    } catch (const std::filesystem::filesystem_error &error) {
        const Error unreadable(ErrorCode::FileUnreadable,
                               "'" + error.path1().string()
                                   + "' can't be read: " + error.code().message() + ".",
                               "Check the path and its permissions.");
        return printError(unreadable, line.format, line.verbose);
    } catch (const std::bad_alloc &) {
        const Error full(ErrorCode::LimitExceeded,
                         "There isn't enough memory for this.",
                         "Use smaller files or values, or give the process more memory.");
        return printError(full, line.format, line.verbose);
    } catch (const std::system_error &error) {
        return printError(scarce(error.code().value(), error.what()), line.format, line.verbose);
    } catch (const boost::system::system_error &error) {
        return printError(scarce(error.code().value(), error.what()), line.format, line.verbose);
    } catch (const std::exception &error) {
        const Error bug(ErrorCode::Internal,
                        error.what(),
                        "This is a bug of Postern: please report it with what you did.");
        return printError(bug, line.format, line.verbose);
    }
}

/// Throws Error Usage for an argument that isn't UTF-8. A file's name may be anything.
void requireText(const std::vector<std::string> &arguments)
{
    for (const std::string &argument : arguments) {
        std::error_code ignored;
        if (utf8::isValid(argument) || std::filesystem::exists(argument, ignored))
            continue;
        const std::size_t equals = argument.find('=');
        const std::string what = equals == std::string::npos
                                     ? "The argument '" + repairedUtf8(argument) + "'"
                                     : "What is given for '"
                                           + repairedUtf8(argument.substr(0, equals)) + "'";
        throw Error(ErrorCode::Usage,
                    what + " isn't UTF-8.",
                    "Set the terminal to UTF-8, or write the values into a file saved as UTF-8 and "
                    "name that.");
    }
}

/// Says of a word that stands where a command is to be named and names none, at the first such place.
std::optional<Error> misnamedCommand(const CLI::App &app)
{
    std::string path = app.get_name();
    for (const CLI::App *group = &app; group->get_require_subcommand_min() > 0;) {
        const std::vector<std::string> words = group->remaining();
        if (!words.empty() && !words.front().starts_with('-')) {
            std::vector<std::string_view> known;
            for (const CLI::App *command : group->get_subcommands({}))
                known.emplace_back(command->get_name());
            const std::string near = flow::nearest(words.front(), known);
            return Error(ErrorCode::Usage,
                         tr("There is no command '%1 %2'.", path, words.front()),
                         near.empty() ? tr("`%1 --help` lists what there is.", path)
                                      : tr("Did you mean '%1 %2'?", path, near));
        }
        if (group->get_subcommands().empty())
            break;
        group = group->get_subcommands().front();
        path += " " + group->get_name();
    }
    return {};
}

} // namespace

void addCommonOptions(CLI::App &command,
                      CommandLine &line,
                      const std::vector<std::pair<std::string, Format>> &formats)
{
    std::map<std::string, Format> known{{"text", Format::Text}, {"json", Format::Json}};
    std::vector<std::string> names{"text", "json"};
    std::string form = "text|json";
    for (const auto &[name, format] : formats) {
        known.emplace(name, format);
        names.push_back(name);
        form += "|" + name;
    }
    // Given the enum itself CLI11 would take its numbers, too.
    command
        .add_option_function<std::string>(
            "--format",
            [known, &line](const std::string &name) { line.format = known.at(name); },
            "How results and errors are printed")
        ->check(CLI::IsMember(names))
        ->option_text(form);
    command.add_flag("-v,--verbose,-d,--debug",
                     line.verbose,
                     "Tell more on standard error, tracebacks included");
}

int runCommandLine(std::vector<std::string> arguments)
{
    CommandLine line;
    CLI::App app("Runs, tests and checks prompt flow folders.", "postern");
    app.set_version_flag("--version", "postern " POSTERN_VERSION);
    app.require_subcommand(1);
    app.footer("`postern COMMAND --help` tells more of each.");
    addFlowCommands(app, line);
    addConnectionCommands(app, line);
    addConfigCommands(app, line);
    addEnvCommands(app, line);
    addRunCommands(app, line);
    addRenderCommand(app, line);
    addDoctorCommand(app, line);
    addSimulateCommand(app, line);
    addToolCommands(app, line);
    addDiffCommand(app, line);
    addMergeCommand(app, line);
    addGitCommands(app, line);
    addScanSecretsCommand(app, line);
    addEvalCommand(app, line);
    addDataCommands(app, line);
    addCompletionCommands(app, line);
    const std::vector<std::string> given = arguments;
    std::ranges::reverse(arguments); // as CLI11 wants it
    try {
        app.parse(std::move(arguments));
    } catch (const CLI::Success &success) {
        std::ostringstream text;
        app.exit(success, text);
        line.action = [help = text.str()] {
            printResult(help);
            return ExitCode::Done;
        };
    } catch (const CLI::ParseError &error) {
        const Error other(ErrorCode::Usage,
                          error.what(),
                          "`postern --help` and `postern COMMAND --help` list what there is.");
        return static_cast<int>(
            printError(misnamedCommand(app).value_or(other), line.format, line.verbose));
    }
    try {
        requireText(given);
    } catch (const Error &error) {
        return static_cast<int>(printError(error, line.format, line.verbose));
    }
    return static_cast<int>(perform(line));
}

} // namespace postern::cli

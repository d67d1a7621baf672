// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowinit.h"

#include "app/cli/commandline.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct FlowInitOptions
{
    fs::path flow;
    std::string type = "standard";
    bool yes = false;
};

/// The template's files, relative to it, in order.
std::vector<fs::path> filesOf(const fs::path &folder)
{
    std::vector<fs::path> files;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.push_back(fs::relative(entry.path(), folder));
    }
    std::ranges::sort(files);
    return files;
}

ExitCode initFlow(const FlowInitOptions &options)
{
    if (options.flow.empty())
        throw Error(ErrorCode::Usage, "The folder's name is empty.", "Name the folder to make.");
    const fs::path source = store::resourcesFolder() / "templates" / options.type;
    const std::vector<fs::path> files = filesOf(source);
    for (const fs::path &file : files) {
        if (!options.yes && fs::exists(options.flow / file))
            throw Error(ErrorCode::FileUnwritable,
                        "The file " + (options.flow / file).string() + " is already there.",
                        "Name another folder, or overwrite it with -y.");
    }
    for (const fs::path &file : files) {
        store::writeFile(options.flow / file, store::readFile(source / file));
        printNote("Created " + (options.flow / file).string());
    }
    printNote("Try it: postern flow test --flow " + options.flow.string()
              + (options.type == "chat" ? " --inputs question=hello --simulate" : ""));
    return ExitCode::Done;
}

} // namespace

void addFlowInit(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("init", "Makes a folder with a new flow");
    auto options = std::make_shared<FlowInitOptions>();
    command->add_option("--flow", options->flow, "The folder to make")->required();
    command->add_option("--type", options->type, "What kind of flow")
        ->check(CLI::IsMember({"standard", "evaluation", "chat"}))
        ->capture_default_str();
    command->add_flag("-y,--yes,--assume-yes", options->yes, "Overwrite files that are there");
    addCommonOptions(*command, line);
    command->footer("Example:\n  postern flow init --flow my-chat --type chat");
    command->callback([options, &line] { line.action = [options] { return initFlow(*options); }; });
}

} // namespace postern::cli

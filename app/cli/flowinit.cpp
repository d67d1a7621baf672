// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowinit.h"

#include "app/cli/codeflow.h"
#include "app/cli/commandline.h"
#include "engine/base/json.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct FlowInitOptions
{
    fs::path flow;
    std::string type = "standard";
    std::string entry;
    std::string function;
    std::vector<std::string> promptTemplates;
    std::string connection;
    std::string deployment;
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

/// Puts a name where the template has its own: behind a key of YAML.
void rename(std::string &text, std::string_view key, std::string_view own, const std::string &name)
{
    const std::string line = std::string(key) + ": " + std::string(own) + "\n";
    for (std::size_t at = text.find(line); !name.empty() && at != std::string::npos;
         at = text.find(line, at + key.size()))
        text.replace(at + key.size() + 2, own.size(), json::write(Value(name)));
}

/// The template's file with the names that were given.
std::string fileText(const fs::path &file, const FlowInitOptions &options)
{
    std::string text = store::readFile(file);
    const std::string name = file.extension().string();
    if (name != ".yaml" && name != ".prompty")
        return text;
    for (const std::string_view key : {"connection", "name"}) {
        if (key == "connection" || file.filename() == "aoai.yaml")
            rename(text, key, "aoai", options.connection);
    }
    for (const std::string_view key : {"deployment_name", "azure_deployment"}) {
        for (const std::string_view own : {"gpt-4o", "gpt-4o-mini"})
            rename(text, key, own, options.deployment);
    }
    return text;
}

void requireFree(const fs::path &file, const FlowInitOptions &options)
{
    if (!options.yes && fs::exists(file))
        throw Error(ErrorCode::FileUnwritable,
                    "The file " + file.string() + " is already there.",
                    "Name another folder, or overwrite it with -y.");
}

std::string firstTry(const FlowInitOptions &options)
{
    const std::string command = "Try it: postern flow test --flow ";
    if (options.type == "prompty")
        return command + (options.flow / "answer.prompty").string() + " --simulate";
    const bool asksModel = options.type == "chat" || options.type == "rag"
                           || options.type == "classification" || options.type == "flex";
    return command + options.flow.string()
           + (options.type == "chat" ? " --inputs question=hello" : "")
           + (asksModel ? " --simulate" : "");
}

ExitCode initFlow(const FlowInitOptions &options)
{
    if (options.flow.empty())
        throw Error(ErrorCode::Usage, "The folder's name is empty.", "Name the folder to make.");
    if (!options.entry.empty() || !options.function.empty() || !options.promptTemplates.empty()) {
        const CodeFlow code{options.flow,
                            options.entry,
                            options.function,
                            options.promptTemplates,
                            options.connection};
        const std::string text = flowOfCode(code);
        requireFree(options.flow / "flow.dag.yaml", options);
        store::writeFile(options.flow / "flow.dag.yaml", text);
        printNote("Created " + (options.flow / "flow.dag.yaml").string());
        return ExitCode::Done;
    }
    const fs::path source = store::resourcesFolder() / "templates" / options.type;
    const std::vector<fs::path> files = filesOf(source);
    for (const fs::path &file : files)
        requireFree(options.flow / file, options);
    for (const fs::path &file : files) {
        store::writeFile(options.flow / file, fileText(source / file, options));
        printNote("Created " + (options.flow / file).string());
    }
    printNote(firstTry(options));
    return ExitCode::Done;
}

} // namespace

void addFlowInit(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("init", "Makes a folder with a new flow");
    auto options = std::make_shared<FlowInitOptions>();
    command->add_option("--flow", options->flow, "The folder to make")->required();
    command->add_option("--type", options->type, "What kind of flow")
        ->check(CLI::IsMember(
            {"standard", "evaluation", "chat", "rag", "classification", "flex", "prompty"}))
        ->capture_default_str();
    command->add_option("--entry",
                        options->entry,
                        "Make a flow of this Python file, which is in the folder already");
    command->add_option("--function", options->function, "The function of it that is the tool");
    command
        ->add_option("--prompt-template",
                     options->promptTemplates,
                     "KEY=FILE pairs: parameters of it that get the text of a template")
        ->expected(1, -1);
    command->add_option("--connection",
                        options->connection,
                        "The connection's name, instead of aoai");
    command->add_option("--deployment", options->deployment, "The deployment's name");
    command->add_flag("-y,--yes,--assume-yes", options->yes, "Overwrite files that are there");
    addCommonOptions(*command, line);
    command->footer("Examples:\n  postern flow init --flow my-chat --type chat\n"
                    "  postern flow init --flow mine --entry hello.py --function hello "
                    "--prompt-template prompt=hello.jinja2");
    command->callback([options, &line] { line.action = [options] { return initFlow(*options); }; });
}

} // namespace postern::cli

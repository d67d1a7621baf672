// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/request/keyvalues.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/inputtypes.h"
#include "engine/jinja/template.h"
#include "engine/prompty/prompty.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/prompttemplate.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct RenderOptions
{
    fs::path file;
    std::vector<std::string> inputs;
    bool messages = false;
    bool restricted = false;

    flow::Trust trust() const
    {
        return restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    }
};

/// What is rendered, and what with.
struct Job
{
    std::string text;
    Dict inputs;
    int linesBefore = 0; ///< of the file, above the template
    bool isChat = true;
};

Job readPrompty(const RenderOptions &options)
{
    const auto document = flow::FlowDocument::load(flow::locateFlow(options.file), options.trust());
    document.requireLoaded();
    // No model is asked: only the template and the sample's file matter.
    const prompty::Prompty prompty = prompty::readPrompty(document, {}, options.trust());
    Job job;
    job.text = prompty.templateText;
    job.isChat = prompty.api != "completion";
    job.linesBefore = static_cast<int>(std::ranges::count(document.text(), '\n')
                                       - std::ranges::count(job.text, '\n'));
    const Dict given = options.inputs.empty()
                           ? prompty::sampleInputs(prompty.sample, prompty.folder)
                           : request::readInputs(options.inputs);
    job.inputs = document.flow().inputs.empty()
                     ? given
                     : flow::resolveInputs(document.flow(), given, std::nullopt);
    return job;
}

Job readJob(const RenderOptions &options)
{
    if (options.file.extension() == ".prompty")
        return readPrompty(options);
    Job job;
    const fs::path file = fs::absolute(options.file);
    job.text = tool::readTemplate({file.parent_path(), options.trust()},
                                  file,
                                  options.file.string());
    if (!options.inputs.empty())
        job.inputs = request::readInputs(options.inputs);
    return job;
}

/// The error with its place in the file as the user sees it.
Error placed(const Error &error, const fs::path &file, int linesBefore)
{
    Place place = error.place().value_or(Place());
    place.file = file.string();
    if (place.line > 0)
        place.line += linesBefore;
    Error result(error.code(), error.message(), error.hint(), place);
    result.setDetails(error.details());
    if (error.promptflow())
        return std::move(result).as(error.promptflow()->codes, error.promptflow()->message);
    return result;
}

List missingNames(const jinja::Template &compiled, const Dict &inputs)
{
    List missing;
    for (const std::string &name : compiled.undeclaredVariables()) {
        if (!inputs.contains(name))
            missing.emplace_back(name);
    }
    return missing;
}

void printMissing(const List &missing)
{
    std::string names;
    for (const Value &name : missing)
        names += (names.empty() ? "" : ", ") + name.asString();
    if (!names.empty())
        printNote("note: not given, so undefined: " + names);
}

ExitCode render(const RenderOptions &options, Format format)
{
    const Job job = readJob(options);
    std::string text;
    List missing;
    try {
        const auto compiled = jinja::Template::compile(job.text, jinja::Options::promptflow());
        missing = missingNames(compiled, job.inputs);
        text = compiled.render(job.inputs);
    } catch (const Error &error) {
        throw placed(error, options.file, job.linesBefore);
    }
    printMissing(missing);
    Dict result{{"text", text}, {"missing", missing}};
    if (options.messages) {
        if (!job.isChat)
            throw Error(ErrorCode::InvalidFlow,
                        "A prompty of the completion API has no messages.",
                        "Leave out --messages.",
                        Place{options.file.string()});
        try {
            result.append("messages", tool::messagesOf(text));
        } catch (const Error &error) {
            throw placed(error, options.file, 0);
        }
    }
    if (format == Format::Json)
        printResult(prettyJson(result));
    else
        printResult(options.messages ? prettyJson(*result.find(std::string_view("messages")))
                                     : text);
    return ExitCode::Done;
}

} // namespace

void addRenderCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("render", "Renders a template or a prompty");
    auto options = std::make_shared<RenderOptions>();
    command->add_option("file", options->file, "The .jinja2 or .prompty file")->required();
    command
        ->add_option("--inputs,--input",
                     options->inputs,
                     "KEY=VALUE pairs, or one .json, .jsonl or .yaml file; a prompty's default "
                     "is its sample")
        ->expected(1, -1);
    command->add_flag("--messages", options->messages, "Print the chat messages it splits into");
    command->add_flag("--restricted",
                      options->restricted,
                      "Read nothing outside the file's folder, follow no ${env:} and ${file:}");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern render chat.jinja2 --inputs question=\"What is this?\"\n"
                    "  postern render basic.prompty --inputs inputs.json --messages");
    command->callback([options, &line] {
        line.action = [options, &line] { return render(*options, line.format); };
    });
}

} // namespace postern::cli

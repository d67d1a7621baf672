// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/gitcommands.h"
#include "app/cli/reporttext.h"
#include "engine/base/pathtext.h"
#include "engine/git/flowmerge.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct MergeOptions
{
    fs::path base;
    fs::path ours;
    fs::path theirs;
    std::string path;
    std::string oursLabel = "ours";
    std::string theirsLabel = "theirs";
    std::size_t markerSize = 7;
};

bool isYaml(const std::string &path)
{
    return path.empty() || path.ends_with(".yaml") || path.ends_with(".yml");
}

std::string readSide(const fs::path &file)
{
    return file == "/dev/null" ? std::string() : store::readFile(file);
}

ExitCode mergeFiles(const MergeOptions &options, Format format)
{
    const std::string base = readSide(options.base);
    const std::string ours = readSide(options.ours);
    const std::string theirs = readSide(options.theirs);
    git::MergeMarks marks;
    marks.size = options.markerSize;
    marks.ours = options.oursLabel;
    marks.theirs = options.theirsLabel;
    const git::FlowMerge merge = isYaml(options.path) ? git::mergeFlows(base, ours, theirs, marks)
                                                      : git::mergeTexts(base, ours, theirs, marks);
    store::writeFile(options.ours, merge.text);
    const std::string name = options.path.empty() ? pathText(options.ours) : options.path;
    List places;
    for (const git::MergePart &part : merge.parts) {
        if (part.isConflict)
            places.emplace_back(part.place);
    }
    if (format == Format::Json) {
        printJson(Dict{{"path", name},
                       {"merged", merge.conflicts == 0},
                       {"conflicts", std::move(places)},
                       {"by_lines", merge.byLines.english()}});
    } else {
        if (!merge.byLines.isEmpty())
            printNote(name + ": merged by lines. " + merge.byLines.english());
        for (const Value &place : places) {
            if (!place.asString().empty())
                printNote(name + ": conflict in " + place.asString());
        }
    }
    return merge.conflicts == 0 ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

void addMergeCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("merge-driver",
                                           "Merges three versions of a flow by its nodes, for git");
    auto options = std::make_shared<MergeOptions>();
    command->add_option("BASE", options->base, "The common ancestor")->required();
    command->add_option("OURS", options->ours, "Our version; the result is written over it")
        ->required();
    command->add_option("THEIRS", options->theirs, "Their version")->required();
    command->add_option("PATH", options->path, "What the file is called in the repository");
    command->add_option("--marker-size", options->markerSize, "Signs of a conflict marker (7)")
        ->check(CLI::Range(1, 200))
        ->option_text("N");
    command->add_option("--ours", options->oursLabel, "What our side is called at a conflict")
        ->option_text("NAME");
    command->add_option("--theirs", options->theirsLabel, "The same for theirs")->option_text("NAME");
    addNeverRuns(*command);
    addCommonOptions(*command, line);
    command->footer(
        "The exit code is 0 when all is merged and 1 when there are conflicts, which stand "
        "between git's\nmarkers around the smallest entry. `postern git setup` has git call it.");
    command->callback([options, &line] {
        line.action = [options, &line] { return mergeFiles(*options, line.format); };
    });
}

} // namespace postern::cli

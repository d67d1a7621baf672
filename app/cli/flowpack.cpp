// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowpack.h"

#include "app/cli/commandline.h"
#include "engine/base/pathtext.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/flowparcel.h"
#include "engine/store/ziparchive.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct PackOptions
{
    fs::path source;
    fs::path output;
    bool force = false;
};

/// The folder of the flow that is named, which must be one.
fs::path flowFolder(const fs::path &source)
{
    return flow::locateFlow(source).folder;
}

fs::path absoluteFolder(const fs::path &folder)
{
    return fs::absolute(folder / "").parent_path().lexically_normal();
}

Value parcelJson(const fs::path &output, const flow::FlowParcel &parcel)
{
    List files;
    files.reserve(parcel.files.size());
    for (const flow::FlowParcel::File &file : parcel.files)
        files.emplace_back(file.name);
    List leftOut;
    leftOut.reserve(parcel.leftOut.size());
    for (const flow::FlowParcel::LeftOut &left : parcel.leftOut)
        leftOut.emplace_back(Dict{{"name", left.name}, {"reason", left.reason.english()}});
    return Value(Dict{{"output", pathText(output)},
                      {"files", std::move(files)},
                      {"left_out", std::move(leftOut)}});
}

void tellParcel(const fs::path &output, const flow::FlowParcel &parcel, Format format)
{
    for (const flow::FlowParcel::LeftOut &left : parcel.leftOut)
        printNote("left out: " + left.name + ": " + left.reason.english());
    if (format == Format::Json)
        printJson(parcelJson(output, parcel));
    else
        printNote("Wrote " + pathText(output) + " (" + std::to_string(parcel.files.size())
                  + (parcel.files.size() == 1 ? " file)" : " files)"));
}

ExitCode packFlow(PackOptions options, const CommandLine &line)
{
    const fs::path folder = flowFolder(options.source);
    if (options.output.empty())
        options.output = pathText(absoluteFolder(folder).filename()) + ".zip";
    if (!options.force && fs::exists(options.output))
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file %1 is already there.", pathText(options.output)),
                    tr("Name another file, or overwrite it with -y."));
    tellParcel(options.output, flow::packFlow(folder, options.output), line.format);
    return ExitCode::Done;
}

ExitCode unpackFlow(PackOptions options, const CommandLine &line)
{
    const store::ZipArchive archive(options.source);
    if (options.output.empty())
        options.output = options.source.stem();
    archive.unpackTo(options.output);
    flow::FlowParcel unpacked;
    unpacked.files.reserve(archive.files().size());
    for (const store::ZipArchive::File &file : archive.files())
        unpacked.files.push_back({file.path, {}});
    tellParcel(options.output, unpacked, line.format);
    return ExitCode::Done;
}

ExitCode copyFlow(const PackOptions &options, const CommandLine &line)
{
    tellParcel(options.output,
               flow::copyFlow(flowFolder(options.source), options.output),
               line.format);
    return ExitCode::Done;
}

} // namespace

void addFlowPack(CLI::App &group, CommandLine &line)
{
    CLI::App *pack = group.add_subcommand("pack", "Writes a flow as a zip file for somebody else");
    auto packed = std::make_shared<PackOptions>();
    pack->add_option("--source", packed->source, "Folder of the flow, or its file")->required();
    pack->add_option("--output", packed->output, "The zip file; default: named as the folder");
    pack->add_flag("-y,--yes,--assume-yes", packed->force, "Overwrite a file that is there");
    addCommonOptions(*pack, line);
    pack->footer(
        "Keys, .env files, hidden folders, caches and environments stay behind; what of them "
        "somebody\nmay miss is named.\n\n"
        "Example:\n  postern flow pack --source chat --output chat.zip");
    pack->callback(
        [packed, &line] { line.action = [packed, &line] { return packFlow(*packed, line); }; });

    CLI::App *unpack = group.add_subcommand("unpack", "Makes a folder of a flow's zip file");
    auto unpacked = std::make_shared<PackOptions>();
    unpack->add_option("FILE", unpacked->source, "A zip file, from a portal or a colleague")
        ->required();
    unpack->add_option("--output", unpacked->output, "The folder; default: named as the file");
    addCommonOptions(*unpack, line);
    unpack->footer("The folder is made whole or not at all. An archive with paths that lead out of "
                   "it, links,\npasswords or more than 1 GB is refused.\n\n"
                   "Example:\n  postern flow unpack chat.zip --output chat");
    unpack->callback([unpacked, &line] {
        line.action = [unpacked, &line] { return unpackFlow(*unpacked, line); };
    });

    CLI::App *copy = group.add_subcommand("copy", "Copies a flow's folder, without its caches");
    auto copied = std::make_shared<PackOptions>();
    copy->add_option("--source", copied->source, "Folder of the flow, or its file")->required();
    copy->add_option("--output", copied->output, "The folder to make")->required();
    addCommonOptions(*copy, line);
    copy->footer("Example:\n  postern flow copy --source chat --output chat-shorter");
    copy->callback(
        [copied, &line] { line.action = [copied, &line] { return copyFlow(*copied, line); }; });
}

} // namespace postern::cli

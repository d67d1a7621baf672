// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "app/cli/reporttext.h"
#include "engine/base/pathtext.h"
#include "engine/git/zipimport.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct ZipImportOptions
{
    std::string zip;
    std::string folder;
};

Value importJson(const git::ZipImport &import)
{
    List left;
    left.reserve(import.leftOut.size());
    for (const git::ZipImport::LeftOut &each : import.leftOut)
        left.emplace_back(Dict{{"name", each.name}, {"reason", each.reason.english()}});
    List secrets;
    secrets.reserve(import.secrets.size());
    for (const git::FoundSecret &secret : import.secrets)
        secrets.emplace_back(Dict{{"path", secret.path},
                                  {"line", secret.line},
                                  {"rule", secret.rule},
                                  {"masked", secret.masked},
                                  {"advice", secret.advice.english()}});
    return Dict{{"folder", pathText(import.folder)},
                {"new_repository", import.isNewRepository},
                {"commit", import.commit},
                {"files", List(import.files.begin(), import.files.end())},
                {"left_out", std::move(left)},
                {"secrets", std::move(secrets)}};
}

void tellImport(const git::ZipImport &import)
{
    for (const git::ZipImport::LeftOut &left : import.leftOut)
        printNote("left out: " + left.name + ": " + left.reason.english());
    std::set<std::string> files;
    for (const git::FoundSecret &secret : import.secrets) {
        printNote("secret: " + secret.path + ":" + std::to_string(secret.line) + ": "
                  + secret.title.english() + " " + secret.masked + ". " + secret.advice.english());
        files.insert(secret.path);
    }
    if (!files.empty())
        printNote("note: " + counted(files.size(), "file")
                  + " with secrets not committed; take the secrets out, or allow them in "
                  + git::AllowedSecrets::kFileName + ", and commit");
    std::string text = pathText(import.folder);
    if (!import.commit.empty())
        text += ": " + counted(import.files.size(), "file") + " in commit "
                + import.commit.substr(0, 12);
    printResult(text);
}

ExitCode importZip(const ZipImportOptions &options, Format format)
{
    CommandLoop loop;
    const fs::path zip = fs::absolute(options.zip);
    const fs::path folder = options.folder.empty() ? fs::path(options.zip).stem()
                                                   : fs::path(options.folder);
    const git::ZipImport import = loop.run(
        git::importZip(git::Program(fs::current_path()), zip, fs::absolute(folder)));
    if (format == Format::Json)
        printJson(importJson(import));
    else
        tellImport(import);
    return import.secrets.empty() ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

void addZipImport(CLI::App &group, CommandLine &line)
{
    CLI::App *command
        = group.add_subcommand("import-zip", "Makes the first commit of a flow's zip from a portal");
    auto options = std::make_shared<ZipImportOptions>();
    command->add_option("ZIP", options->zip, "A zip file, from a portal or a colleague")->required();
    command->add_option("FOLDER", options->folder, "The folder to make; default: named as the file");
    addCommonOptions(*command, line);
    command->footer(
        "The folder becomes a repository, unless it lies in one. What the portal left "
        "(.promptflow, "
        "its\nruntime) stays out, each with the reason. A file with a secret is unpacked and not "
        "committed; the\nexit code is 5 then.\n\n"
        "Example:\n  postern git import-zip chat.zip flows/chat");
    command->callback([options, &line] {
        line.action = [options, &line] { return importZip(*options, line.format); };
    });
}

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "app/cli/reporttext.h"
#include "engine/git/secretscan.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct SecretOptions
{
    std::vector<fs::path> paths;
    bool staged = false;
};

Dict foundJson(const git::FoundSecret &found)
{
    return Dict{{"path", found.path},
                {"line", found.line},
                {"column", found.column},
                {"rule", found.rule},
                {"title", found.title.english()},
                {"masked", found.masked},
                {"fingerprint", found.fingerprint},
                {"notebook_output", found.isNotebookOutput},
                {"advice", found.advice.english()}};
}

Value secretsJson(const git::SecretReport &report)
{
    List found;
    found.reserve(report.found.size());
    for (const git::FoundSecret &each : report.found)
        found.emplace_back(foundJson(each));
    return Dict{{"found", std::move(found)},
                {"allowed", static_cast<std::int64_t>(report.allowed.size())},
                {"files", static_cast<std::int64_t>(report.files)},
                {"lines", static_cast<std::int64_t>(report.lines)},
                {"skipped", List(report.skipped.begin(), report.skipped.end())}};
}

std::string escapedUri(std::string_view path)
{
    std::string uri;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (std::isalnum(byte) != 0)
                             || std::string_view("-._~/").find(c) != std::string_view::npos;
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        uri += isPlain ? std::string(1, c)
                       : std::string{'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return uri;
}

Value secretsSarif(const git::SecretReport &report)
{
    List rules;
    std::set<std::string> known;
    List results;
    for (const git::FoundSecret &found : report.found) {
        if (known.insert(found.rule).second)
            rules.emplace_back(
                Dict{{"id", found.rule},
                     {"shortDescription", Dict{{"text", titled(found.title.english())}}},
                     {"defaultConfiguration", Dict{{"level", "error"}}}});
        Dict physical{{"artifactLocation",
                       Dict{{"uri", escapedUri(found.path)}, {"uriBaseId", "SRCROOT"}}},
                      {"region",
                       Dict{{"startLine", found.line},
                            {"startColumn", found.column},
                            {"endColumn", found.endColumn}}}};
        results.emplace_back(
            Dict{{"ruleId", found.rule},
                 {"level", "error"},
                 {"message",
                  Dict{{"text",
                        titled(found.title.english()) + " " + found.masked + ". "
                            + found.advice.english()}}},
                 {"locations", List{Dict{{"physicalLocation", std::move(physical)}}}},
                 {"partialFingerprints", Dict{{"posternSecret/v1", found.fingerprint}}}});
    }
    Dict driver{{"name", "postern"}, {"version", POSTERN_VERSION}, {"rules", std::move(rules)}};
    Dict run{{"tool", Dict{{"driver", std::move(driver)}}},
             {"columnKind", "unicodeCodePoints"},
             {"results", std::move(results)}};
    return Dict{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", List{Value(std::move(run))}}};
}

std::string secretsText(const git::SecretReport &report)
{
    std::string text;
    for (const git::FoundSecret &found : report.found) {
        text += found.path + ":" + std::to_string(found.line) + ":" + std::to_string(found.column)
                + ": " + found.title.english();
        if (!found.masked.empty())
            text += " " + found.masked;
        if (found.isNotebookOutput)
            text += ", in a notebook's output";
        text += " [" + found.rule + " " + found.fingerprint + "]\n  " + found.advice.english()
                + "\n";
    }
    text += counted(report.found.size(), "secret") + " in " + counted(report.files, "file")
            + " and " + counted(report.lines, "line");
    if (!report.allowed.empty())
        text += ", " + std::to_string(report.allowed.size()) + " allowed by "
                + git::AllowedSecrets::kFileName;
    return text + ".\n";
}

ExitCode scanForSecrets(const SecretOptions &options, Format format)
{
    git::SecretReport report;
    if (options.staged) {
        if (!options.paths.empty())
            throw Error(ErrorCode::Usage,
                        tr("With --staged all that is staged is looked at."),
                        tr("Leave out the paths, or --staged."));
        CommandLoop loop;
        // Looking runs nothing that the repository names.
        report = loop.run(
            git::scanStaged(git::Program(fs::current_path(), flow::Trust::Restricted)));
    } else {
        report = git::scanPaths(options.paths.empty() ? std::vector<fs::path>{"."} : options.paths);
    }
    for (const std::string &skipped : report.skipped)
        printNote("skipped " + skipped);
    if (format == Format::Json)
        printJson(secretsJson(report));
    else if (format == Format::Sarif)
        printJson(secretsSarif(report));
    else
        printResult(secretsText(report));
    return report.found.empty() ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

void addScanSecretsCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("scan-secrets",
                                           "Looks for keys, tokens and passwords in files");
    auto options = std::make_shared<SecretOptions>();
    command->add_option("PATH", options->paths, "Files and folders (this one)")->expected(0, -1);
    command->add_flag("--staged", options->staged, "Look at what would be committed");
    addNeverRuns(*command);
    addCommonOptions(*command, line, {{"sarif", Format::Sarif}});
    command->footer("What it finds is never printed whole. The exit code is 5 when it found "
                    "something. What is no "
                    "secret is\nallowed, with a reason, in .postern-secrets.yaml:\n\n"
                    "  allow:\n"
                    "  - {fingerprint: 0011223344556677, reason: \"made up for a test\"}\n"
                    "  - {path: docs/*.md, rule: named-secret, reason: \"a table of words\"}\n\n"
                    "Examples:\n  postern scan-secrets flows\n  postern scan-secrets --staged");
    command->callback([options, &line] {
        line.action = [options, &line] { return scanForSecrets(*options, line.format); };
    });
}

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowscan.h"

#include "app/cli/commandline.h"
#include "app/cli/scanpage.h"
#include "app/cli/scanreport.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace postern::cli {

namespace {

ExitCode scanFlows(const std::filesystem::path &folder, Format format)
{
    const check::Inventory inventory = check::takeInventory(folder);
    switch (format) {
    case Format::Json:
    case Format::Sarif:
        printJson(scanJson(inventory, folder));
        break;
    case Format::Csv:
        printResult(scanCsv(inventory));
        break;
    case Format::Html:
        printResult(scanPage(inventory, folder));
        break;
    case Format::Text:
    case Format::Png:
        printResult(scanText(inventory, folder));
        break;
    }
    if (format == Format::Csv) { // it has no place for them
        for (const check::SkippedPath &skipped : inventory.skipped)
            printNote("skipped " + skipped.path + ": " + skipped.reason.english());
    }
    const bool isInvalid = std::ranges::any_of(inventory.flows, [](const check::ScannedFlow &flow) {
        return std::ranges::any_of(flow.problems, [](const flow::Diagnostic &problem) {
            return problem.severity == flow::Severity::Error;
        });
    });
    return isInvalid ? ExitCode::Invalid : ExitCode::Done;
}

} // namespace

void addFlowScan(CLI::App &group, CommandLine &line)
{
    CLI::App *scan
        = group.add_subcommand("scan",
                               "Says what the flows in a folder and below need, and what "
                               "of them will break");
    auto folder = std::make_shared<std::filesystem::path>();
    scan->add_option("DIR", *folder, "A folder with flow folders in it")->required();
    addCommonOptions(*scan, line, {{"csv", Format::Csv}, {"html", Format::Html}});
    scan->footer(
        "Nothing of the flows runs, and nothing outside the folder is read. The exit code is "
        "3 when one\nof them has an error.\n\n"
        "Examples:\n  postern flow scan flows\n"
        "  postern flow scan flows --format html > flows.html");
    scan->callback([folder, &line] {
        line.action = [folder, &line] { return scanFlows(*folder, line.format); };
    });
}

} // namespace postern::cli

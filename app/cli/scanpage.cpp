// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/scanpage.h"

#include "app/cli/reporttext.h"
#include "app/cli/scanreport.h"
#include "engine/base/pathtext.h"

#include <string_view>

namespace postern::cli {

namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flows</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
section { border: 1px solid #8886; border-radius: 8px; padding: 0.8rem 1rem; margin: 0.8rem 0; }
dl { display: grid; grid-template-columns: 12rem 1fr; gap: 0.2rem 1rem; margin: 0.6rem 0 0; }
dt { opacity: 0.75; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.25rem 0.6rem;
border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
.state { float: right; border: 1px solid; border-radius: 4px; padding: 0 0.5rem; }
.breaks { color: #b3261e; } .attention { color: #8a5300; } .ready { color: #1a7f37; }
@media (prefers-color-scheme: dark) { .breaks { color: #ff8a80; } .attention { color: #ffc46b; }
.ready { color: #7ee2a0; } }
ul { margin: 0; padding-left: 1.2rem; }
</style>
</head>
<body>
)";

void addTerm(std::string_view what, const std::vector<std::string> &texts, std::string &page)
{
    if (texts.empty())
        return;
    page += "<dt>" + inHtml(what) + "</dt><dd>";
    if (texts.size() == 1) {
        page += inHtml(texts.front());
    } else {
        page += "<ul>";
        for (const std::string &text : texts)
            page += "<li>" + inHtml(text) + "</li>";
        page += "</ul>";
    }
    page += "</dd>\n";
}

void addFlow(const check::ScannedFlow &flow, std::string &page)
{
    const NeedTexts needs(flow);
    const std::string state(readinessText(flow.readiness()));
    page += "<section><span class=\"state " + state + "\">" + state + "</span><h2>"
            + inHtml(flow.file) + "</h2>\n<dl>\n";
    addTerm("Kind", {kindText(flow)}, page);
    for (const auto &[what, texts] : needs.rows())
        addTerm(titled(what), texts, page);
    std::vector<std::string> tools;
    tools.reserve(flow.needs.tools.size());
    for (const check::UsedTool &tool : flow.needs.tools)
        tools.push_back(tool.name + ": " + std::string(runnerText(tool.runner)));
    addTerm("Run by", tools, page);
    addTerm("Will break", needs.breaks, page);
    addTerm("Worth a look", needs.others, page);
    page += "</dl>\n</section>\n";
}

void addCounts(std::string_view what,
               const std::map<std::string, std::size_t> &counts,
               std::string &page)
{
    if (counts.empty())
        return;
    page += "<table><tr><th>" + inHtml(what) + "</th><th>Flows</th></tr>\n";
    for (const auto &[name, count] : counts)
        page += "<tr><td>" + inHtml(name) + "</td><td>" + std::to_string(count) + "</td></tr>\n";
    page += "</table>\n";
}

} // namespace

std::string scanPage(const check::Inventory &inventory, const std::filesystem::path &root)
{
    const ScanTotals totals(inventory);
    std::string page(kHead);
    page += "<h1>" + inHtml(pathText(root)) + "</h1>\n<p>" + counted(inventory.flows.size(), "flow")
            + ": " + totals.states() + ".</p>\n";
    for (const auto &[what, counts] : totals.rows())
        addCounts(titled(what), counts, page);
    for (const check::ScannedFlow &flow : inventory.flows)
        addFlow(flow, page);
    if (!inventory.skipped.empty()) {
        page += "<section><h2>Skipped</h2>\n<dl>\n";
        for (const check::SkippedPath &skipped : inventory.skipped)
            addTerm(skipped.path, {skipped.reason.english()}, page);
        page += "</dl>\n</section>\n";
    }
    return page + "</body>\n</html>";
}

} // namespace postern::cli

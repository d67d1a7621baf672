// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/scanreport.h"

#include "app/cli/reporttext.h"
#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"

#include <algorithm>

namespace postern::cli {

namespace {

List listOf(const std::vector<std::string> &texts)
{
    List list;
    for (const std::string &text : texts)
        list.emplace_back(text);
    return list;
}

List listOf(const std::set<std::string> &texts)
{
    return listOf(std::vector<std::string>(texts.begin(), texts.end()));
}

Dict countsOf(const std::map<std::string, std::size_t> &counts)
{
    Dict dict;
    for (const auto &[name, count] : counts)
        dict.append(name, static_cast<std::int64_t>(count));
    return dict;
}

Value scannedProblemJson(const flow::Diagnostic &problem)
{
    Dict dict = problemJson(problem);
    dict.append("breaks", check::willBreak(problem));
    return dict;
}

std::string_view kindName(flow::FlowKind kind)
{
    switch (kind) {
    case flow::FlowKind::Dag:
        return "dag";
    case flow::FlowKind::Flex:
        return "flex";
    case flow::FlowKind::Prompty:
        break;
    }
    return "prompty";
}

Dict needsJson(const check::FlowNeeds &needs)
{
    List connections;
    for (const check::NeededConnection &connection : needs.connections)
        connections.emplace_back(Dict{{"name", connection.name},
                                      {"types", listOf(connection.types)},
                                      {"nodes", listOf(connection.nodes)}});
    List deployments;
    for (const check::NeededDeployment &deployment : needs.deployments)
        deployments.emplace_back(
            Dict{{"name", deployment.name}, {"nodes", listOf(deployment.nodes)}});
    List hosts;
    for (const check::NeededHost &host : needs.hosts)
        hosts.emplace_back(Dict{{"host", host.host}, {"from", host.from}});
    List packages;
    for (const check::NeededPackage &package : needs.packages)
        packages.emplace_back(Dict{{"name", package.name},
                                   {"specifier", package.specifier},
                                   {"pinned", package.isPinned},
                                   {"file", package.file},
                                   {"line", package.line}});
    return Dict{{"connections", std::move(connections)},
                {"deployments", std::move(deployments)},
                {"hosts", std::move(hosts)},
                {"packages", std::move(packages)},
                {"imports", listOf(needs.imports)},
                {"python", needs.pythonVersion.empty() ? Value() : Value(needs.pythonVersion)},
                {"environment_variables", listOf(needs.environmentVariables)}};
}

Dict knowsJson(const check::ScannedFlow &flow)
{
    List tools;
    for (const check::UsedTool &tool : flow.needs.tools)
        tools.emplace_back(Dict{{"tool", tool.name},
                                {"runs", runnerText(tool.runner)},
                                {"nodes", listOf(tool.nodes)}});
    return Dict{{"tools", std::move(tools)},
                {"chat", flow.isChat},
                {"aggregation", flow.hasAggregation},
                {"variants", static_cast<std::int64_t>(flow.variants)}};
}

Value flowJson(const check::ScannedFlow &flow)
{
    Dict dict{{"folder", flow.folder},
              {"file", flow.file},
              {"kind", kindName(flow.kind)},
              {"state", readinessText(flow.readiness())},
              {"nodes", static_cast<std::int64_t>(flow.nodes)}};
    for (const auto &[name, value] : needsJson(flow.needs))
        dict.append(name, value);
    dict.append("knows", knowsJson(flow));
    List problems;
    List breaks;
    for (const flow::Diagnostic &problem : flow.problems) {
        problems.push_back(scannedProblemJson(problem));
        if (check::willBreak(problem))
            breaks.push_back(scannedProblemJson(problem));
    }
    dict.append("breaks", std::move(breaks));
    dict.append("problems", std::move(problems));
    return dict;
}

std::string problemText(const flow::Diagnostic &problem)
{
    return toPlainText(toString(problem.place), Breaks::Escape) + ": "
           + toPlainText(problem.message.english(), Breaks::Escape);
}

std::string joinedText(const std::vector<std::string> &texts, std::string_view separator)
{
    std::string joined;
    for (const std::string &text : texts) {
        if (!joined.empty())
            joined += separator;
        joined += text;
    }
    return joined;
}

/// "  hosts: a, b" and the like; nothing of nothing.
void addLine(std::string_view what, const std::vector<std::string> &texts, std::string &report)
{
    if (!texts.empty())
        report += "  " + std::string(what) + ": "
                  + toPlainText(joinedText(texts, ", "), Breaks::Escape) + "\n";
}

void addFlowText(const check::ScannedFlow &flow, std::string &report)
{
    const NeedTexts needs(flow);
    report += toPlainText(flow.file, Breaks::Escape) + ": "
              + std::string(readinessText(flow.readiness())) + ", " + kindText(flow) + "\n";
    for (const auto &[what, texts] : needs.rows())
        addLine(what, texts, report);
    for (const check::UsedTool &tool : flow.needs.tools) {
        if (tool.runner == check::Runner::StandIn)
            addLine("answered by a stand-in only", {tool.name}, report);
        else if (tool.runner == check::Runner::Nobody)
            addLine("run by nobody any more", {tool.name}, report);
    }
    for (const std::string &problem : needs.breaks)
        report += "  breaks: " + problem + "\n";
    for (const std::string &problem : needs.others)
        report += "  note: " + problem + "\n";
}

void addTotals(std::string_view what,
               const std::map<std::string, std::size_t> &counts,
               std::string &report)
{
    std::vector<std::string> texts;
    texts.reserve(counts.size());
    for (const auto &[name, count] : counts)
        texts.push_back(name + " (" + std::to_string(count) + ")");
    addLine(what, texts, report);
}

/// A cell between quotes where it needs them; what a spreadsheet would compute is told as text.
std::string cell(const std::string &text)
{
    std::string safe = text;
    if (!safe.empty() && std::string_view("=+-@\t\r\n").find(safe.front()) != std::string_view::npos)
        safe.insert(safe.begin(), '\'');
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

} // namespace

std::string_view readinessText(check::Readiness readiness)
{
    switch (readiness) {
    case check::Readiness::Ready:
        return "ready";
    case check::Readiness::Attention:
        return "attention";
    case check::Readiness::Breaks:
        break;
    }
    return "breaks";
}

std::string kindText(const check::ScannedFlow &flow)
{
    std::string text(kindName(flow.kind));
    if (flow.kind == flow::FlowKind::Dag)
        text += ", " + counted(flow.nodes, "node");
    return text;
}

std::string_view runnerText(check::Runner runner)
{
    switch (runner) {
    case check::Runner::Engine:
        return "engine";
    case check::Runner::Python:
        return "python";
    case check::Runner::StandIn:
        return "stand-in";
    case check::Runner::Nobody:
        break;
    }
    return "nobody";
}

NeedTexts::NeedTexts(const check::ScannedFlow &flow)
    : imports(flow.needs.imports)
    , variables(flow.needs.environmentVariables)
    , python(flow.needs.pythonVersion)
{
    for (const check::NeededConnection &connection : flow.needs.connections) {
        const std::vector<std::string> types(connection.types.begin(), connection.types.end());
        connections.push_back(connection.name
                              + (types.empty() ? "" : " (" + joinedText(types, " or ") + ")"));
    }
    for (const check::NeededDeployment &deployment : flow.needs.deployments)
        deployments.push_back(deployment.name);
    for (const check::NeededHost &host : flow.needs.hosts)
        hosts.push_back(host.host);
    for (const check::NeededPackage &package : flow.needs.packages) {
        std::string text = package.name + (package.specifier.starts_with('@') ? " " : "")
                           + package.specifier;
        if (std::ranges::find(packages, text) == packages.end())
            packages.push_back(std::move(text));
    }
    for (const flow::Diagnostic &problem : flow.problems)
        (check::willBreak(problem) ? breaks : others).push_back(problemText(problem));
}

std::vector<std::pair<std::string_view, std::vector<std::string>>> NeedTexts::rows() const
{
    return {{"connections", connections},
            {"deployments", deployments},
            {"hosts", hosts},
            {"packages", packages},
            {"imports", imports},
            {"python", python.empty() ? std::vector<std::string>() : std::vector{python}},
            {"environment variables", variables}};
}

ScanTotals::ScanTotals(const check::Inventory &inventory)
    : readiness{{"ready", 0}, {"attention", 0}, {"breaks", 0}}
{
    for (const check::ScannedFlow &flow : inventory.flows) {
        ++readiness[std::string(readinessText(flow.readiness()))];
        for (const check::NeededConnection &connection : flow.needs.connections) {
            ++connections[connection.name];
            connectionTypes[connection.name].insert(connection.types.begin(),
                                                    connection.types.end());
        }
        for (const check::NeededDeployment &deployment : flow.needs.deployments)
            ++deployments[deployment.name];
        for (const check::NeededHost &host : flow.needs.hosts)
            ++hosts[host.host];
        const NeedTexts texts(flow);
        for (const std::string &package : texts.packages)
            ++packages[package];
        if (!texts.python.empty())
            ++python[texts.python];
        for (const std::string &variable : texts.variables)
            ++variables[variable];
    }
}

std::string ScanTotals::states() const
{
    return std::to_string(readiness.at("ready")) + " ready, "
           + std::to_string(readiness.at("attention")) + " to be looked at, "
           + std::to_string(readiness.at("breaks")) + " will break";
}

std::vector<std::pair<std::string_view, std::map<std::string, std::size_t>>> ScanTotals::rows() const
{
    return {{"connections", connections},
            {"deployments", deployments},
            {"hosts", hosts},
            {"packages", packages},
            {"python", python},
            {"environment variables", variables}};
}

Value scanJson(const check::Inventory &inventory, const std::filesystem::path &root)
{
    List flows;
    for (const check::ScannedFlow &flow : inventory.flows)
        flows.push_back(flowJson(flow));
    List skipped;
    for (const check::SkippedPath &path : inventory.skipped)
        skipped.emplace_back(Dict{{"path", path.path}, {"reason", path.reason.english()}});
    const ScanTotals totals(inventory);
    List connections;
    for (const auto &[name, count] : totals.connections)
        connections.emplace_back(Dict{{"name", name},
                                      {"types", listOf(totals.connectionTypes.at(name))},
                                      {"flows", static_cast<std::int64_t>(count)}});
    Dict summary{{"flows", static_cast<std::int64_t>(inventory.flows.size())}};
    for (const auto &[state, count] : totals.readiness)
        summary.append(state, static_cast<std::int64_t>(count));
    summary.append("connections", std::move(connections));
    summary.append("deployments", countsOf(totals.deployments));
    summary.append("hosts", countsOf(totals.hosts));
    summary.append("packages", countsOf(totals.packages));
    summary.append("python", countsOf(totals.python));
    summary.append("environment_variables", countsOf(totals.variables));
    return Dict{{"folder", pathText(root)},
                {"summary", std::move(summary)},
                {"flows", std::move(flows)},
                {"skipped", std::move(skipped)}};
}

std::string scanText(const check::Inventory &inventory, const std::filesystem::path &root)
{
    std::string report;
    for (const check::ScannedFlow &flow : inventory.flows)
        addFlowText(flow, report);
    for (const check::SkippedPath &path : inventory.skipped)
        report += "skipped " + toPlainText(path.path, Breaks::Escape) + ": "
                  + toPlainText(path.reason.english(), Breaks::Escape) + "\n";
    const ScanTotals totals(inventory);
    report += counted(inventory.flows.size(), "flow") + " in "
              + toPlainText(pathText(root), Breaks::Escape) + ": " + totals.states() + "\n";
    for (const auto &[what, counts] : totals.rows())
        addTotals(what, counts, report);
    report.pop_back();
    return report;
}

std::string scanCsv(const check::Inventory &inventory)
{
    std::string csv = "file,kind,state,nodes,connections,deployments,hosts,packages,imports,python,"
                      "environment_variables,breaks,notes\r\n";
    for (const check::ScannedFlow &flow : inventory.flows) {
        const NeedTexts needs(flow);
        std::vector<std::string> cells{flow.file,
                                       std::string(kindName(flow.kind)),
                                       std::string(readinessText(flow.readiness())),
                                       std::to_string(flow.nodes)};
        for (const auto &[what, texts] : needs.rows())
            cells.push_back(joinedText(texts, "; "));
        cells.push_back(joinedText(needs.breaks, "; "));
        cells.push_back(joinedText(needs.others, "; "));
        std::string row;
        for (const std::string &text : cells)
            row += (&text == &cells.front() ? "" : ",") + cell(text);
        csv += row + "\r\n";
    }
    csv.pop_back(); // the end of line that printing adds
    return csv;
}

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/scanreport.h"

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

std::string_view severityWord(flow::Severity severity)
{
    switch (severity) {
    case flow::Severity::Error:
        return "error";
    case flow::Severity::Warning:
        return "warning";
    case flow::Severity::Hint:
        break;
    }
    return "hint";
}

Value problemJson(const flow::Diagnostic &problem)
{
    return Dict{{"severity", severityWord(problem.severity)},
                {"code", problem.code},
                {"message", problem.message.english()},
                {"hint", problem.hint.english()},
                {"file", problem.place.file},
                {"line", problem.place.line},
                {"column", problem.place.column},
                {"node", problem.node},
                {"breaks", check::willBreak(problem)}};
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
              {"kind", kindText(flow.kind)},
              {"state", readinessText(flow.readiness())},
              {"nodes", static_cast<std::int64_t>(flow.nodes)}};
    for (const auto &[name, value] : needsJson(flow.needs))
        dict.append(name, value);
    dict.append("knows", knowsJson(flow));
    List problems;
    List breaks;
    for (const flow::Diagnostic &problem : flow.problems) {
        problems.push_back(problemJson(problem));
        if (check::willBreak(problem))
            breaks.push_back(problemJson(problem));
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

std::string_view kindText(flow::FlowKind kind)
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
    for (const check::ScannedFlow &flow : inventory.flows) {
        const NeedTexts needs(flow);
        report += toPlainText(flow.file, Breaks::Escape) + ": "
                  + std::string(readinessText(flow.readiness())) + ", "
                  + std::string(kindText(flow.kind));
        if (flow.kind == flow::FlowKind::Dag)
            report += ", " + std::to_string(flow.nodes) + (flow.nodes == 1 ? " node" : " nodes");
        report += "\n";
        addLine("connections", needs.connections, report);
        addLine("deployments", needs.deployments, report);
        addLine("hosts", needs.hosts, report);
        addLine("packages", needs.packages, report);
        addLine("imports", needs.imports, report);
        if (!needs.python.empty())
            addLine("python", {needs.python}, report);
        addLine("environment variables", needs.variables, report);
        for (const check::UsedTool &tool : flow.needs.tools) {
            if (tool.runner == check::Runner::StandIn || tool.runner == check::Runner::Nobody)
                addLine(tool.runner == check::Runner::StandIn ? "answered by a stand-in only"
                                                              : "run by nobody any more",
                        {tool.name},
                        report);
        }
        for (const std::string &problem : needs.breaks)
            report += "  breaks: " + problem + "\n";
        for (const std::string &problem : needs.others)
            report += "  note: " + problem + "\n";
    }
    for (const check::SkippedPath &path : inventory.skipped)
        report += "skipped " + toPlainText(path.path, Breaks::Escape) + ": "
                  + toPlainText(path.reason.english(), Breaks::Escape) + "\n";
    const ScanTotals totals(inventory);
    report += std::to_string(inventory.flows.size())
              + (inventory.flows.size() == 1 ? " flow in " : " flows in ")
              + toPlainText(pathText(root), Breaks::Escape) + ": "
              + std::to_string(totals.readiness.at("ready")) + " ready, "
              + std::to_string(totals.readiness.at("attention")) + " to be looked at, "
              + std::to_string(totals.readiness.at("breaks")) + " will break\n";
    addTotals("connections", totals.connections, report);
    addTotals("deployments", totals.deployments, report);
    addTotals("hosts", totals.hosts, report);
    addTotals("packages", totals.packages, report);
    addTotals("python", totals.python, report);
    addTotals("environment variables", totals.variables, report);
    report.pop_back();
    return report;
}

std::string scanCsv(const check::Inventory &inventory)
{
    std::string csv = "file,kind,state,nodes,connections,deployments,hosts,packages,imports,python,"
                      "environment_variables,breaks,notes\r\n";
    for (const check::ScannedFlow &flow : inventory.flows) {
        const NeedTexts needs(flow);
        const std::vector<std::string> cells{flow.file,
                                             std::string(kindText(flow.kind)),
                                             std::string(readinessText(flow.readiness())),
                                             std::to_string(flow.nodes),
                                             joinedText(needs.connections, "; "),
                                             joinedText(needs.deployments, "; "),
                                             joinedText(needs.hosts, "; "),
                                             joinedText(needs.packages, "; "),
                                             joinedText(needs.imports, "; "),
                                             needs.python,
                                             joinedText(needs.variables, "; "),
                                             joinedText(needs.breaks, "; "),
                                             joinedText(needs.others, "; ")};
        std::string row;
        for (const std::string &text : cells)
            row += (&text == &cells.front() ? "" : ",") + cell(text);
        csv += row + "\r\n";
    }
    csv.pop_back(); // the end of line that printing adds
    return csv;
}

} // namespace postern::cli

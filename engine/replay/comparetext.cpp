// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/compare.h"
#include "engine/run/record.h"

#include <fmt/format.h>

namespace postern::replay {

namespace {

std::string indentedBy(std::string_view indent, std::string_view text)
{
    std::string lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.append(indent).append(text.substr(0, end)).append("\n");
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

std::string secondsText(std::chrono::microseconds time)
{
    return fmt::format("{:.3f} s", static_cast<double>(time.count()) / 1e6);
}

/// "  output:" and what differs below it.
std::string aspectText(const AspectDifference &difference)
{
    std::string text = fmt::format("  {}:\n", nameOf(difference.aspect));
    if (!difference.diff.empty())
        return text + indentedBy("    ", difference.diff);
    for (const Difference &value : difference.values)
        text += "    " + inWords(value) + "\n";
    return text;
}

std::string nodeText(const NodeComparison &node)
{
    if (!node.before)
        return node.name + ": only in the second run\n";
    if (!node.after)
        return node.name + ": only in the first run\n";
    const std::string times = fmt::format("{} -> {}",
                                          secondsText(node.before->elapsed),
                                          secondsText(node.after->elapsed));
    if (node.isSame())
        return fmt::format("{}: same ({})\n", node.name, times);
    std::string text = fmt::format("{}: differs ({})\n", node.name, times);
    for (const AspectDifference &difference : node.differences)
        text += aspectText(difference);
    return text;
}

std::string sourceText(const SourceDifference &source)
{
    const char *where = !source.isBefore  ? " (only in the second run)"
                        : !source.isAfter ? " (only in the first run)"
                                          : "";
    return "  " + source.path + where + "\n" + indentedBy("    ", source.diff);
}

Value aspectJson(const AspectDifference &difference)
{
    List values;
    for (const Difference &value : difference.values) {
        const char *kind = value.kind == Difference::Kind::Added     ? "added"
                           : value.kind == Difference::Kind::Removed ? "removed"
                                                                     : "changed";
        Dict members;
        members.append("path", value.path);
        members.append("kind", kind);
        members.append("before", run::recordedValue(value.before, {}));
        members.append("after", run::recordedValue(value.after, {}));
        values.emplace_back(std::move(members));
    }
    Dict members;
    members.append("aspect", nameOf(difference.aspect));
    members.append("values", std::move(values));
    members.append("diff", difference.diff);
    return members;
}

Value aspectsJson(const std::vector<AspectDifference> &differences)
{
    List list;
    list.reserve(differences.size());
    for (const AspectDifference &difference : differences)
        list.push_back(aspectJson(difference));
    return list;
}

double secondsOfTime(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

Value nodeFacts(const RecordedNode *node)
{
    if (!node)
        return {};
    Dict facts;
    facts.append("status", run::statusText(node->state));
    facts.append("seconds", secondsOfTime(node->elapsed));
    facts.append("tokens", node->usage.total);
    facts.append("cost", node->cost ? Value(*node->cost) : Value());
    return facts;
}

Value runFacts(const RecordedRun &run)
{
    Dict facts;
    facts.append("name", run.name);
    facts.append("status", run::statusText(run.state));
    facts.append("seconds", secondsOfTime(run.elapsed));
    facts.append("tokens", run.usage.total);
    facts.append("cost", run.cost ? Value(*run.cost) : Value());
    return facts;
}

} // namespace

std::string toText(const RunComparison &comparison)
{
    std::string text = fmt::format("A: {}, {}, {}\nB: {}, {}, {}\n",
                                   comparison.before->name,
                                   run::statusText(comparison.before->state),
                                   secondsText(comparison.before->elapsed),
                                   comparison.after->name,
                                   run::statusText(comparison.after->state),
                                   secondsText(comparison.after->elapsed));
    if (comparison.isSame())
        return text + "Both runs are the same, but for the time they took.\n";
    if (const NodeComparison *first = comparison.first()) {
        const std::optional<Aspect> aspect = comparison.firstAspect();
        text += "First difference: " + first->name
                + (aspect ? fmt::format(", {}", nameOf(*aspect)) : std::string()) + "\n";
    }
    text += "\n";
    if (!comparison.sources.empty())
        text += "flow source: differs\n";
    for (const SourceDifference &source : comparison.sources)
        text += sourceText(source);
    for (const NodeComparison &node : comparison.nodes)
        text += nodeText(node);
    if (!comparison.run.empty())
        text += "run: differs\n";
    for (const AspectDifference &difference : comparison.run)
        text += aspectText(difference);
    return text;
}

Value toJson(const RunComparison &comparison)
{
    List nodes;
    for (const NodeComparison &node : comparison.nodes) {
        Dict members;
        members.append("node", node.name);
        members.append("same", node.isSame());
        members.append("a", nodeFacts(node.before));
        members.append("b", nodeFacts(node.after));
        members.append("differences", aspectsJson(node.differences));
        nodes.emplace_back(std::move(members));
    }
    List sources;
    for (const SourceDifference &source : comparison.sources) {
        Dict members;
        members.append("path", source.path);
        members.append("in_a", source.isBefore);
        members.append("in_b", source.isAfter);
        members.append("diff", source.diff);
        sources.emplace_back(std::move(members));
    }
    Value first;
    if (const NodeComparison *node = comparison.first()) {
        const std::optional<Aspect> aspect = comparison.firstAspect();
        first = Value(
            Dict{{"node", node->name}, {"aspect", aspect ? Value(nameOf(*aspect)) : Value()}});
    }
    Dict whole;
    whole.append("a", runFacts(*comparison.before));
    whole.append("b", runFacts(*comparison.after));
    whole.append("same", comparison.isSame());
    whole.append("first_difference", std::move(first));
    whole.append("run", aspectsJson(comparison.run));
    whole.append("nodes", std::move(nodes));
    whole.append("source", comparison.knowsSources ? Value(std::move(sources)) : Value());
    return whole;
}

} // namespace postern::replay

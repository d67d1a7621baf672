// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/description.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/plaintext.h"
#include "engine/base/sequencediff.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <ranges>
#include <utility>

namespace postern::githost {

namespace {

constexpr std::size_t kMostListed = 30;
constexpr std::size_t kMostDrawn = 60;
constexpr std::size_t kLongestValue = 60;

/// The first lines of a list, and how many more there are.
void addList(std::string &text, const std::vector<std::string> &lines)
{
    for (std::size_t i = 0; i < std::min(lines.size(), kMostListed); ++i)
        text += "- " + lines[i] + "\n";
    if (lines.size() > kMostListed)
        text += "- and " + std::to_string(lines.size() - kMostListed) + " more\n";
}

std::string valueInCode(const std::optional<Value> &value)
{
    if (!value)
        return "nothing";
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    const std::string text = value->isString() ? value->asString() : json::write(*value, options);
    const std::string_view head = std::string_view(text).substr(0, kLongestValue);
    const std::string shown(head.substr(0, utf8::validPrefix(head)));
    return inCode(shown.size() < text.size() ? shown + "..." : shown);
}

void addFields(std::vector<std::string> &lines,
               const std::string &what,
               const std::vector<git::FieldChange> &fields)
{
    for (const git::FieldChange &field : fields)
        lines.push_back(what + inCode(field.path) + ": " + valueInCode(field.before) + " \u2192 "
                        + valueInCode(field.after));
}

void addParts(std::vector<std::string> &lines, const git::PartsDiff &parts, const std::string &what)
{
    for (const std::string &name : parts.added)
        lines.push_back("added " + what + " " + inCode(name));
    for (const std::string &name : parts.removed)
        lines.push_back("removed " + what + " " + inCode(name));
    for (const git::Renamed &each : parts.renamed)
        lines.push_back("renamed " + what + " " + inCode(each.from) + " to " + inCode(each.to));
    for (const git::ChangedPart &each : parts.changed)
        addFields(lines, what + " " + inCode(each.name) + ", ", each.fields);
}

std::string fileLine(const git::FileChange &file)
{
    std::string line = file.kind == git::FileChange::Kind::Added     ? "added "
                       : file.kind == git::FileChange::Kind::Removed ? "removed "
                                                                     : "changed ";
    line += inCode(file.path);
    if (!file.isBinary) {
        std::size_t gone = 0;
        std::size_t come = 0;
        for (const SequenceChange &each :
             changesBetween(linesOf(file.before), linesOf(file.after))) {
            gone += each.aEnd - each.aBegin;
            come += each.bEnd - each.bBegin;
        }
        line += " (+" + std::to_string(come) + " \u2212" + std::to_string(gone) + ")";
    }
    for (std::size_t i = 0; i < file.nodes.size(); ++i)
        line += (i == 0 ? " of " : ", ") + inCode(file.nodes[i]);
    return line;
}

/// Quotes and brackets end a label of Mermaid, "#" and ";" begin and end its own characters.
std::string labelOfMermaid(std::string_view sign, const std::string &name)
{
    std::string label = std::string(sign);
    for (const char c : toPlainText(name, Breaks::Escape))
        label += std::string_view("\"`<>#&;[]{}|()\\").find(c) == std::string_view::npos ? c : '_';
    return label;
}

/// The graph with what came, went and changed, as GitHub draws it.
class MermaidPicture
{
public:
    explicit MermaidPicture(const git::SnapshotDiff &diff)
        : m_diff(diff)
    {}

    std::string draw()
    {
        const git::PartsDiff &nodes = m_diff.flow.nodes;
        if (m_diff.keptNodes.size() + nodes.added.size() + nodes.removed.size() > kMostDrawn)
            return {};
        for (const std::string &name : m_diff.keptNodes)
            add(name, isChanged(name) ? "\u2248 " : "", isChanged(name) ? ":::changed" : "");
        for (const std::string &name : nodes.added)
            add(name, "+ ", ":::added");
        for (const std::string &name : nodes.removed)
            add(name, "\u2212 ", ":::removed");
        if (m_index.empty())
            return {};
        addEdges(m_diff.keptEdges, " --> ");
        addEdges(m_diff.flow.addedEdges, " ==> ");
        addEdges(m_diff.flow.removedEdges, " -.-> ");
        return "```mermaid\nflowchart LR\n" + m_text
               + "  classDef added stroke:#1a7f37,stroke-width:3px\n"
                 "  classDef removed stroke:#b3261e,stroke-dasharray:6 4\n"
                 "  classDef changed stroke:#8a5300,stroke-width:3px\n```\n";
    }

private:
    bool isChanged(const std::string &name) const
    {
        const git::PartsDiff &nodes = m_diff.flow.nodes;
        return std::ranges::find(nodes.changed, name, &git::ChangedPart::name)
                   != nodes.changed.end()
               || nodes.nameBefore(name) != name
               || std::ranges::any_of(m_diff.files, [&name](const git::FileChange &file) {
                      return std::ranges::find(file.nodes, name) != file.nodes.end();
                  });
    }

    void add(const std::string &name, std::string_view sign, std::string_view state)
    {
        const std::size_t id = m_index.size();
        if (m_index.emplace(name, id).second)
            m_text += "  n" + std::to_string(id) + "[\"" + labelOfMermaid(sign, name) + "\"]"
                      + std::string(state) + "\n";
    }

    void addEdges(const std::vector<git::FlowEdge> &edges, const std::string &arrow)
    {
        for (const git::FlowEdge &edge : edges) {
            const auto from = m_index.find(edge.from);
            const auto to = m_index.find(edge.to);
            if (from != m_index.end() && to != m_index.end())
                m_text += "  n" + std::to_string(from->second) + arrow + "n"
                          + std::to_string(to->second) + "\n";
        }
    }

    const git::SnapshotDiff &m_diff;
    std::map<std::string, std::size_t> m_index;
    std::string m_text;
};

void addFlow(std::string &text, const FlowChanges &flow, bool showsPicture)
{
    text += "\n## Flow " + inCode(flow.folder.empty() ? "." : flow.folder) + "\n\n";
    if (!flow.failure.empty()) {
        text += "It couldn't be compared: " + inCode(flow.failure) + "\n";
        return;
    }
    if (showsPicture && !flow.diff.flow.isEmpty()) {
        const std::string picture = MermaidPicture(flow.diff).draw();
        text += picture + (picture.empty() ? "" : "\n");
    }
    std::vector<std::string> lines;
    addParts(lines, flow.diff.flow.nodes, "node");
    addParts(lines, flow.diff.flow.inputs, "input");
    addParts(lines, flow.diff.flow.outputs, "output");
    addFields(lines, "setting ", flow.diff.flow.settings);
    for (const git::FileChange &file : flow.diff.files)
        lines.push_back(fileLine(file));
    if (lines.empty())
        lines.emplace_back("only places, comments and the order of keys");
    addList(text, lines);
}

bool isTable(const Value &metrics)
{
    return metrics.isDict() && !metrics.asDict().empty()
           && std::ranges::all_of(metrics.asDict(),
                                  [](const auto &entry) { return entry.second.isDict(); });
}

std::string cellOf(const Value &value)
{
    std::string cell = valueInCode(value);
    for (std::size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2))
        cell.insert(at, 1, '\\');
    return cell;
}

/// A row for each metric, a column for each variant.
std::string metricsByVariant(const Dict &variants)
{
    std::string head = "| metric |";
    std::string rule = "|---|";
    std::vector<std::string> names;
    for (const auto &[variant, metrics] : variants) {
        head += " " + cellOf(variant) + " |";
        rule += "---|";
        for (const auto &entry : metrics.asDict()) {
            std::string name = entry.first.isString() ? entry.first.asString() : std::string();
            if (std::ranges::find(names, name) == names.end())
                names.push_back(std::move(name));
        }
    }
    std::string table = head + "\n" + rule + "\n";
    for (const std::string &name : names) {
        table += "| " + cellOf(name) + " |";
        for (const auto &entry : variants) {
            const Value *const value = entry.second.asDict().find(name);
            table += " " + (value == nullptr ? std::string() : cellOf(*value)) + " |";
        }
        table += "\n";
    }
    return table;
}

} // namespace

std::string inCode(std::string_view text)
{
    const std::string line = log::redact(toPlainText(text, Breaks::Escape));
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : line) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const std::string gap = longest > 0 || line.empty() ? " " : "";
    return fence + gap + line + gap + fence;
}

std::string titleOf(const std::vector<git::Commit> &commits, const std::string &branch)
{
    if (commits.size() == 1 && !commits.front().subject.empty())
        return log::redact(commits.front().subject);
    std::string words = branch.substr(branch.rfind('/') + 1);
    std::ranges::replace_if(words, [](char c) { return c == '-' || c == '_'; }, ' ');
    if (!words.empty())
        words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    return words;
}

std::string describe(const DescriptionParts &parts)
{
    std::string text;
    if (parts.commits.size() == 1 && !parts.commits.front().body.empty()) {
        text += parts.commits.front().body + "\n";
    } else if (parts.commits.size() > 1) {
        std::vector<std::string> lines;
        lines.reserve(parts.commits.size());
        for (const auto &commit : std::views::reverse(parts.commits))
            lines.push_back(inCode(commit.subject) + " (" + commit.id.substr(0, 8) + ")");
        text += "## Commits\n\n";
        addList(text, lines);
    }
    for (const FlowChanges &flow : parts.flows)
        addFlow(text, flow, parts.showsPicture);
    if (parts.otherFlows > 0)
        text += "\nFlows that were changed, too: " + std::to_string(parts.otherFlows) + "\n";
    if (!parts.evaluation.empty())
        text += "\n## Evaluation\n\n" + parts.evaluation
                + (parts.evaluation.ends_with('\n') ? "" : "\n");
    text.erase(0, text.find_first_not_of('\n'));
    return log::redact(text);
}

std::string evaluationTable(const std::string &text)
{
    Value metrics;
    try {
        metrics = json::parse(text);
    } catch (const Error &) {
        return text;
    }
    if (isTable(metrics))
        return metricsByVariant(metrics.asDict());
    if (!metrics.isDict())
        return inCode(text) + "\n";
    std::string table = "| metric | value |\n|---|---|\n";
    for (const auto &[name, value] : metrics.asDict())
        table += "| " + cellOf(name) + " | " + cellOf(value) + " |\n";
    return table;
}

} // namespace postern::githost

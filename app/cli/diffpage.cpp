// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/diffpage.h"

#include "app/cli/diffreport.h"
#include "app/cli/reporttext.h"
#include "engine/base/unifieddiff.h"
#include "engine/layout/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace postern::cli {

namespace {

constexpr std::string_view kPageHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flow diff</title>
<style>
:root { color-scheme: light dark; --added: #1a7f37; --removed: #b3261e; --changed: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --added: #7ee2a0; --removed: #ff8a80; --changed: #ffc46b; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; }
svg { max-width: 100%; height: auto; } svg text { fill: currentColor; font: 13px system-ui, sans-serif; }
svg .box { fill: none; stroke: currentColor; } svg path { fill: none; stroke: currentColor; opacity: 0.7; }
svg .added { stroke: var(--added); stroke-width: 2.5; opacity: 1; }
svg .removed { stroke: var(--removed); stroke-width: 2; stroke-dasharray: 6 4; opacity: 1; }
svg .changed { stroke: var(--changed); stroke-width: 2.5; opacity: 1; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.25rem 0.6rem;
border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8886; border-radius: 8px; padding: 0.6rem; }
ins { color: var(--added); } del { color: var(--removed); }
.added { color: var(--added); } .removed { color: var(--removed); } .changed { color: var(--changed); }
</style>
</head>
<body>
)";

/// What the picture shows of a node.
struct Box
{
    std::string name;
    std::string state; ///< "", "added", "removed", "changed"
    std::string note;
};

struct Arrow
{
    std::size_t from = 0;
    std::size_t to = 0;
    std::string state;
};

struct Picture
{
    std::vector<Box> boxes;
    std::vector<Arrow> arrows;
};

class PictureMaker
{
public:
    explicit PictureMaker(const git::SnapshotDiff &diff)
        : m_diff(diff)
    {}

    Picture make()
    {
        const git::PartsDiff &nodes = m_diff.flow.nodes;
        for (const std::string &name : m_diff.keptNodes)
            addKept(name);
        for (const std::string &name : nodes.added)
            add({name, "added", "added"});
        for (const std::string &name : nodes.removed)
            add({name, "removed", "removed"});
        addArrows(m_diff.keptEdges, "");
        addArrows(m_diff.flow.addedEdges, "added");
        addArrows(m_diff.flow.removedEdges, "removed");
        return std::move(m_picture);
    }

private:
    void addKept(const std::string &name)
    {
        const git::PartsDiff &nodes = m_diff.flow.nodes;
        Box box{name, "", ""};
        const std::string before = nodes.nameBefore(name);
        const auto changed = std::ranges::find(nodes.changed, name, &git::ChangedPart::name);
        if (changed != nodes.changed.end()) {
            box.note = changed->fields.size() == 1 ? changed->fields.front().path
                                                   : counted(changed->fields.size(), "field");
        }
        const bool hasOtherFile = std::ranges::any_of(m_diff.files,
                                                      [&name](const git::FileChange &file) {
                                                          return std::ranges::find(file.nodes, name)
                                                                 != file.nodes.end();
                                                      });
        if (hasOtherFile)
            box.note += box.note.empty() ? "its file" : ", its file";
        if (before != name)
            box.note = "was " + before + (box.note.empty() ? "" : ", " + box.note);
        if (!box.note.empty())
            box.state = "changed";
        add(std::move(box));
    }

    void add(Box box)
    {
        m_index.emplace(box.name, m_picture.boxes.size());
        m_picture.boxes.push_back(std::move(box));
    }

    void addArrows(const std::vector<git::FlowEdge> &edges, const std::string &state)
    {
        for (const git::FlowEdge &edge : edges) {
            const auto from = m_index.find(edge.from);
            const auto to = m_index.find(edge.to);
            if (from != m_index.end() && to != m_index.end())
                m_picture.arrows.push_back({from->second, to->second, state});
        }
    }

    const git::SnapshotDiff &m_diff;
    Picture m_picture;
    std::map<std::string, std::size_t> m_index;
};

std::string signOf(const Box &box)
{
    return box.state == "added"     ? "+ "
           : box.state == "removed" ? "\u2212 "
           : box.state == "changed" ? "\u2248 "
                                    : "";
}

std::string svgOf(const Picture &picture)
{
    constexpr double kHeight = 44;
    constexpr double kMargin = 8;
    layout::Graph graph;
    for (const Box &box : picture.boxes) {
        const auto letters = static_cast<double>(std::max(box.name.size() + 2, box.note.size()));
        graph.nodes.push_back({std::clamp((letters * 7.5) + 24, 120.0, 420.0), kHeight});
    }
    for (const Arrow &arrow : picture.arrows)
        graph.edges.emplace_back(arrow.from, arrow.to);
    const layout::Positions places = layout::layered(graph);
    double width = 0;
    double height = 0;
    std::string body;
    for (std::size_t i = 0; i < picture.arrows.size(); ++i) {
        const Arrow &arrow = picture.arrows[i];
        const layout::Point from = places.nodes[arrow.from];
        const layout::Point to = places.nodes[arrow.to];
        std::string line = fmt::format("M{:.0f} {:.0f}", from.x, from.y + (kHeight / 2));
        for (const layout::Point &bend : places.edges[i])
            line += fmt::format(" L{:.0f} {:.0f}", bend.x, bend.y);
        line += fmt::format(" L{:.0f} {:.0f}", to.x, to.y - (kHeight / 2));
        body += "<path class=\"" + arrow.state + "\" d=\"" + line
                + "\" marker-end=\"url(#tip)\"/>\n";
    }
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
        const Box &box = picture.boxes[i];
        const layout::Point at = places.nodes[i];
        const double half = graph.nodes[i].width / 2;
        width = std::max(width, at.x + half);
        height = std::max(height, at.y + (kHeight / 2));
        body += fmt::format("<rect class=\"box {}\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" "
                            "height=\"{:.0f}\" rx=\"6\"/>\n",
                            box.state,
                            at.x - half,
                            at.y - (kHeight / 2),
                            2 * half,
                            kHeight);
        body += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">{}{}</text>\n",
                            at.x - half + 10,
                            at.y + (box.note.empty() ? 4 : -4),
                            signOf(box),
                            inHtml(box.name));
        if (!box.note.empty())
            body += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n",
                                at.x - half + 10,
                                at.y + 14,
                                inHtml(box.note));
    }
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" "
                       "height=\"{1:.0f}\" viewBox=\"{2:.0f} {2:.0f} {0:.0f} {1:.0f}\" "
                       "role=\"img\" aria-label=\"The graph\">\n"
                       "<defs><marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" "
                       "refY=\"4\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8\"/></marker></defs>\n",
                       width + (2 * kMargin),
                       height + (2 * kMargin),
                       -kMargin)
           + body + "</svg>\n";
}

void addRow(std::string &page,
            std::string_view state,
            const std::string &what,
            const std::string &text)
{
    page += "<tr><td class=\"" + std::string(state) + "\">" + std::string(state) + "</td><td>"
            + inHtml(what) + "</td><td>" + text + "</td></tr>\n";
}

std::string fieldsHtml(const std::vector<git::FieldChange> &fields)
{
    std::string html;
    for (const git::FieldChange &field : fields) {
        html += inHtml(field.path) + ": ";
        if (field.before)
            html += "<del>" + inHtml(shortValue(field.before)) + "</del> ";
        if (field.after)
            html += "<ins>" + inHtml(shortValue(field.after)) + "</ins>";
        html += "<br>";
    }
    return html;
}

void addPartsTable(std::string &page, const git::PartsDiff &parts, const std::string &what)
{
    for (const std::string &name : parts.added)
        addRow(page, "added", fmt::format("{} {}", what, name), "");
    for (const std::string &name : parts.removed)
        addRow(page, "removed", fmt::format("{} {}", what, name), "");
    for (const git::Renamed &each : parts.renamed)
        addRow(page, "renamed", fmt::format("{} {}", what, each.to), "was " + inHtml(each.from));
    for (const std::string &name : parts.moved)
        addRow(page, "moved", fmt::format("{} {}", what, name), "");
    for (const git::ChangedPart &each : parts.changed)
        addRow(page, "changed", fmt::format("{} {}", what, each.name), fieldsHtml(each.fields));
}

std::string fileHtml(const git::FileChange &file)
{
    if (file.isBinary)
        return "<p>Not a text.</p>\n";
    std::string html = "<pre>";
    if (file.isTemplate) {
        for (const git::WordChange &word : git::wordChanges(file.before, file.after)) {
            const char *const tag = word.kind == git::WordChange::Kind::Kept    ? nullptr
                                    : word.kind == git::WordChange::Kind::Added ? "ins"
                                                                                : "del";
            html += tag == nullptr ? inHtml(word.text)
                                   : fmt::format("<{0}>{1}</{0}>", tag, inHtml(word.text));
        }
    } else {
        html += inHtml(lineChanges(file.before, file.after));
    }
    return html + "</pre>\n";
}

std::string dotQuoted(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string dotStyle(const std::string &state)
{
    if (state == "added")
        return ",color=\"#1a7f37\",penwidth=2.5";
    if (state == "removed")
        return ",color=\"#b3261e\",style=dashed";
    return state == "changed" ? ",color=\"#8a5300\",penwidth=2.5" : "";
}

} // namespace

std::string diffPage(const git::SnapshotDiff &diff,
                     const std::string &before,
                     const std::string &after)
{
    std::string page(kPageHead);
    page += "<h1>" + inHtml(diffName(before)) + " \u2192 " + inHtml(diffName(after)) + "</h1>\n";
    if (diff.isEmpty())
        return page + "<p>Nothing differs.</p>\n</body>\n</html>";
    const Picture picture = PictureMaker(diff).make();
    if (!picture.boxes.empty())
        page += svgOf(picture);
    page += "<table>\n";
    addPartsTable(page, diff.flow.inputs, "input");
    addPartsTable(page, diff.flow.nodes, "node");
    addPartsTable(page, diff.flow.outputs, "output");
    if (!diff.flow.settings.empty())
        addRow(page, "changed", "flow", fieldsHtml(diff.flow.settings));
    page += "</table>\n";
    for (const git::FileChange &file : diff.files)
        page += "<h2>" + inHtml(diffName(file.path)) + "</h2>\n" + fileHtml(file);
    return page + "</body>\n</html>";
}

std::string diffDot(const git::SnapshotDiff &diff)
{
    const Picture picture = PictureMaker(diff).make();
    std::string text = "digraph flow {\nbgcolor=white;\nnode "
                       "[shape=box,style=rounded,fontname=\"sans-serif\",fontsize=11];\n";
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
        const Box &box = picture.boxes[i];
        const std::string label = signOf(box) + diffName(box.name);
        std::string quoted = dotQuoted(label);
        if (!box.note.empty()) {
            quoted.pop_back();
            quoted += "\\n" + dotQuoted(diffName(box.note)).substr(1);
        }
        text += fmt::format("n{} [label={}{}];\n", i, quoted, dotStyle(box.state));
    }
    for (const Arrow &arrow : picture.arrows)
        text += fmt::format("n{} -> n{} [arrowsize=0.7{}];\n",
                            arrow.from,
                            arrow.to,
                            dotStyle(arrow.state));
    return text + "}\n";
}

} // namespace postern::cli

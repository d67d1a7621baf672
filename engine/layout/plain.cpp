// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/plain.h"

#include "engine/base/error.h"
#include "engine/layout/ranks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace postern::layout {

namespace {

constexpr double kInch = 72; // Graphviz's sizes are inches, one of its points is our pixel

[[noreturn]] void failUnreadable()
{
    throw Error(ErrorCode::EnvironmentFailed,
                tr("Graphviz gave a layout that can't be read."),
                tr("Check that `dot -V` says 2.43 or newer."));
}

/// The words of one line, taken from the left.
class Words
{
public:
    explicit Words(std::string_view line)
        : m_rest(line)
    {}

    std::string_view word()
    {
        const auto begin = std::min(m_rest.find_first_not_of(' '), m_rest.size());
        const auto end = std::min(m_rest.find(' ', begin), m_rest.size());
        const auto result = m_rest.substr(begin, end - begin);
        m_rest.remove_prefix(end);
        return result;
    }

    double number()
    {
        const auto text = word();
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
            failUnreadable();
        return value;
    }

    std::size_t index(std::size_t limit)
    {
        auto text = word();
        if (!text.empty() && text.front() == 'n')
            text.remove_prefix(1);
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value >= limit)
            failUnreadable();
        return value;
    }

private:
    std::string_view m_rest;
};

using Spline = std::vector<Point>;

/// What the file says, in pixels, y downwards.
struct Plain
{
    std::vector<Point> nodes;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Spline>> splines;
};

Plain parsePlain(std::string_view text, const Graph &graph)
{
    Plain result;
    result.nodes.resize(graph.nodes.size());
    std::size_t nodes = 0;
    double height = 0;
    const auto readPoint = [&height](Words &words) {
        const double x = words.number() * kInch;
        return Point{x, (height - words.number()) * kInch};
    };
    constexpr std::size_t kMostPoints = 1'000'000;
    bool isComplete = false;
    while (!text.empty() && !isComplete) {
        const auto end = std::min(text.find('\n'), text.size());
        Words words(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto kind = words.word();
        if (kind == "graph") {
            words.number(); // scale
            words.number(); // width
            height = words.number();
        } else if (kind == "node") {
            const std::size_t node = words.index(graph.nodes.size());
            result.nodes[node] = readPoint(words);
            ++nodes;
        } else if (kind == "edge") {
            const std::size_t from = words.index(graph.nodes.size());
            const std::size_t to = words.index(graph.nodes.size());
            Spline spline(words.index(kMostPoints));
            for (Point &point : spline)
                point = readPoint(words);
            result.splines[{from, to}].push_back(std::move(spline));
        }
        isComplete = kind == "stop";
    }
    if (!isComplete || nodes != graph.nodes.size())
        failUnreadable();
    return result;
}

double cubic(double a, double b, double c, double d, double t)
{
    const double s = 1 - t;
    return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/// x where a piecewise cubic curve passes a height. Curves between ranks go one way, so halving
/// the piece that holds the height finds it.
double xAt(const Spline &spline, double y)
{
    for (std::size_t i = 0; i + 3 < spline.size(); i += 3) {
        const Point *p = &spline[i];
        if ((y - p[0].y) * (y - p[3].y) > 0)
            continue;
        double low = 0;
        double high = 1;
        const bool falls = p[3].y >= p[0].y;
        for (int step = 0; step < 24; ++step) {
            const double t = (low + high) / 2;
            const bool above = cubic(p[0].y, p[1].y, p[2].y, p[3].y, t) < y;
            (above == falls ? low : high) = t;
        }
        return cubic(p[0].x, p[1].x, p[2].x, p[3].x, low);
    }
    return spline.empty() ? 0 : spline.back().x;
}

/// Heights of the ranks' middle lines, from the top: Graphviz centres the boxes of a rank.
std::vector<double> findRanks(const Plain &plain)
{
    std::vector<double> heights;
    heights.reserve(plain.nodes.size());
    for (const Point &node : plain.nodes)
        heights.push_back(node.y);
    std::ranges::sort(heights);
    constexpr double kSameRank = 4;
    std::vector<double> ranks;
    for (const double height : heights) {
        if (ranks.empty() || height - ranks.back() > kSameRank)
            ranks.push_back(height);
    }
    return ranks;
}

std::size_t rankOf(const std::vector<double> &ranks, double height)
{
    const auto below = static_cast<std::size_t>(std::ranges::upper_bound(ranks, height)
                                                - ranks.begin());
    if (below == ranks.size() || (below > 0 && height - ranks[below - 1] < ranks[below] - height))
        return below - 1;
    return below;
}

} // namespace

std::string toDot(const Graph &graph, const Spacing &spacing)
{
    const auto inches = [](double pixels) { return std::to_string(pixels / kInch); };
    std::string text = "digraph {\nnodesep=" + inches(spacing.columnGap)
                       + ";\nranksep=" + inches(spacing.rankGap)
                       + ";\nnode [shape=box, fixedsize=true, label=\"\"];\n"
                         "edge [arrowhead=none];\n";
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        text += "n" + std::to_string(i) + " [width=" + inches(graph.nodes[i].width)
                + ", height=" + inches(graph.nodes[i].height) + "];\n";
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        if (joinsBoxes(graph, e))
            text += "n" + std::to_string(graph.edges[e].first) + " -> n"
                    + std::to_string(graph.edges[e].second) + ";\n";
    }
    return text + "}\n";
}

Positions fromPlain(std::string_view plain, const Graph &graph, const Spacing &spacing)
{
    Plain parsed = parsePlain(plain, graph);
    const std::vector<double> heights = findRanks(parsed);
    std::vector<std::size_t> ranks;
    ranks.reserve(parsed.nodes.size());
    for (const Point &node : parsed.nodes)
        ranks.push_back(rankOf(heights, node.y));
    Rows rows = makeRows(graph, std::move(ranks));

    std::vector<double> x(rows.size());
    for (std::size_t node = 0; node < rows.boxes; ++node)
        x[node] = parsed.nodes[node].x;
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        auto found = parsed.splines.find(graph.edges[e]);
        if (found == parsed.splines.end() || found->second.empty())
            continue;
        for (const std::size_t bend : rows.chains[e])
            x[bend] = xAt(found->second.back(), heights[rows.rank[bend]]);
        found->second.pop_back();
    }
    for (auto &row : rows.rows)
        std::ranges::stable_sort(row, {}, [&x](std::size_t point) { return x[point]; });
    return arrange(graph, rows, spacing);
}

} // namespace postern::layout

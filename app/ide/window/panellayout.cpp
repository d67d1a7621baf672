// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/panellayout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kLayoutVersion = 1;
constexpr int kDeepestPart = 16; // far more than there are panels
constexpr int kSmallestPanel = 40;
constexpr int kLargestPanel = 10'000;
constexpr int kFarthestPanel = 100'000;

struct LayoutSide
{
    const char *name;
    PanelPart PanelLayout::*part;
};
constexpr std::array kLayoutSides{LayoutSide{"left", &PanelLayout::left},
                                  LayoutSide{"right", &PanelLayout::right},
                                  LayoutSide{"top", &PanelLayout::top},
                                  LayoutSide{"bottom", &PanelLayout::bottom}};

PanelPart joinedParts(bool isRow, std::vector<PanelPart> parts)
{
    PanelPart made;
    made.isRow = isRow;
    for (PanelPart &part : parts) {
        if (part.isEmpty())
            continue;
        if (part.parts.empty() || part.isRow != isRow)
            made.parts.push_back(std::move(part));
        else // a row in a row is one row
            std::ranges::move(part.parts, std::back_inserter(made.parts));
    }
    if (made.parts.size() == 1) {
        PanelPart only = std::move(made.parts.front());
        return only;
    }
    if (made.parts.empty())
        made.isRow = false;
    return made;
}

void collectPanels(const PanelPart &part, QStringList &found)
{
    found += part.tabs;
    for (const PanelPart &inner : part.parts)
        collectPanels(inner, found);
}

/// Where a panel stands: behind another, or beside it in a row or column.
struct Neighbour
{
    QString panel;
    enum class Way { Tab, Row, Column } way = Way::Tab;
    bool isBefore = false; ///< the panel comes before its neighbour
};

/// The nearest neighbour that is one of `known`.
std::optional<Neighbour> neighbourOf(const QString &panel,
                                     const PanelPart &part,
                                     const QStringList &known)
{
    for (const QString &other : part.tabs) {
        if (part.tabs.contains(panel) && other != panel && known.contains(other))
            return Neighbour{other, Neighbour::Way::Tab};
    }
    const auto holds = [&panel](const PanelPart &inner) { return panelsOf(inner).contains(panel); };
    const auto at = std::ranges::find_if(part.parts, holds);
    if (at == part.parts.end())
        return {};
    if (const auto within = neighbourOf(panel, *at, known))
        return within;
    const auto way = part.isRow ? Neighbour::Way::Row : Neighbour::Way::Column;
    // The ones before it, the nearest first, then the ones after.
    for (auto before = at; before != part.parts.begin();) {
        --before;
        for (const QString &other : panelsOf(*before)) {
            if (known.contains(other))
                return Neighbour{other, way, false};
        }
    }
    for (auto behind = at + 1; behind != part.parts.end(); ++behind) {
        for (const QString &other : panelsOf(*behind)) {
            if (known.contains(other))
                return Neighbour{other, way, true};
        }
    }
    return {};
}

PanelPart placedBeside(const PanelPart &part, const QString &panel, const Neighbour &neighbour)
{
    if (!part.parts.empty()) {
        std::vector<PanelPart> parts;
        parts.reserve(part.parts.size());
        for (const PanelPart &inner : part.parts)
            parts.push_back(placedBeside(inner, panel, neighbour));
        return joinedParts(part.isRow, std::move(parts));
    }
    if (!part.tabs.contains(neighbour.panel))
        return part;
    if (neighbour.way == Neighbour::Way::Tab)
        return tabGroup(part.tabs + QStringList{panel}, part.front);
    std::vector<PanelPart> pair{part, tabGroup({panel})};
    if (neighbour.isBefore)
        std::swap(pair[0], pair[1]);
    return joinedParts(neighbour.way == Neighbour::Way::Row, std::move(pair));
}

QJsonObject writtenPart(const PanelPart &part)
{
    if (part.parts.empty())
        return {{"tabs", QJsonArray::fromStringList(part.tabs)}, {"front", part.front}};
    QJsonArray parts;
    for (const PanelPart &inner : part.parts)
        parts.append(writtenPart(inner));
    return {{part.isRow ? "row" : "column", parts}};
}

/// Takes the names it finds from those that are still free.
PanelPart readPart(const QJsonObject &kept, QStringList &free, int depth)
{
    for (const bool isRow : {true, false}) {
        const QJsonValue inner = kept.value(QLatin1String(isRow ? "row" : "column"));
        if (!inner.isArray() || depth >= kDeepestPart)
            continue;
        std::vector<PanelPart> parts;
        for (const auto &part : inner.toArray())
            parts.push_back(readPart(part.toObject(), free, depth + 1));
        return joinedParts(isRow, std::move(parts));
    }
    QStringList names;
    for (const auto &name : kept.value("tabs").toArray()) {
        if (free.removeAll(name.toString()) > 0)
            names.append(name.toString());
    }
    return tabGroup(names, kept.value("front").toString());
}

int numberAt(const QJsonArray &numbers, int index, int least, int most)
{
    // By the double: what is no int would be 0, and no number at all is.
    return static_cast<int>(std::clamp(numbers.at(index).toDouble(), double(least), double(most)));
}

} // namespace

QStringList panelsOf(const PanelPart &part)
{
    QStringList found;
    collectPanels(part, found);
    return found;
}

PanelPart tabGroup(const QStringList &panels, const QString &front)
{
    PanelPart part;
    part.tabs = panels;
    part.front = panels.contains(front) ? front : panels.value(0);
    return part;
}

PanelPart partRow(std::vector<PanelPart> parts)
{
    return joinedParts(true, std::move(parts));
}

PanelPart partColumn(std::vector<PanelPart> parts)
{
    return joinedParts(false, std::move(parts));
}

std::optional<PanelPart> partOf(std::vector<PlacedPanels> panels)
{
    if (panels.empty())
        return PanelPart();
    if (panels.size() == 1)
        return tabGroup(panels.front().tabs, panels.front().front);
    for (const bool isRow : {true, false}) {
        const auto begin = [isRow](const PlacedPanels &one) {
            return isRow ? one.place.left() : one.place.top();
        };
        const auto end = [isRow](const PlacedPanels &one) {
            return isRow ? one.place.right() : one.place.bottom();
        };
        std::ranges::sort(panels, {}, begin);
        std::vector<std::vector<PlacedPanels>> slices;
        int reached = std::numeric_limits<int>::min();
        for (const PlacedPanels &one : panels) {
            if (slices.empty() || begin(one) > reached)
                slices.emplace_back();
            slices.back().push_back(one);
            reached = std::max(reached, end(one));
        }
        if (slices.size() < 2)
            continue;
        std::vector<PanelPart> parts;
        for (auto &slice : slices) {
            const auto part = partOf(std::move(slice));
            if (!part)
                return {};
            parts.push_back(*part);
        }
        return joinedParts(isRow, std::move(parts));
    }
    return {};
}

QStringList PanelLayout::panels() const
{
    QStringList found;
    for (const LayoutSide &side : kLayoutSides)
        collectPanels(this->*side.part, found);
    return found;
}

bool PanelLayout::contains(const QString &panel) const
{
    return panels().contains(panel);
}

void PanelLayout::adopt(const QString &panel, const PanelLayout &from)
{
    if (contains(panel))
        return;
    const QStringList known = panels();
    for (const LayoutSide &side : kLayoutSides) {
        const PanelPart &there = from.*side.part;
        if (!panelsOf(there).contains(panel))
            continue;
        if (const auto neighbour = neighbourOf(panel, there, known)) {
            for (const LayoutSide &own : kLayoutSides)
                this->*own.part = placedBeside(this->*own.part, panel, *neighbour);
            return;
        }
        PanelPart &part = this->*side.part;
        const bool isRow = &part == &top || &part == &bottom;
        part = joinedParts(isRow, {part, tabGroup({panel})});
        return;
    }
}

PanelLayout PanelLayout::resized(double factor) const
{
    PanelLayout made = *this;
    for (QSize &size : made.sizes)
        size = (size.toSizeF() * factor).toSize();
    return made;
}

QByteArray PanelLayout::toJson() const
{
    QJsonObject kept{{"version", kLayoutVersion}, {"hidden", QJsonArray::fromStringList(hidden)}};
    for (const LayoutSide &side : kLayoutSides) {
        if (!(this->*side.part).isEmpty())
            kept.insert(QLatin1String(side.name), writtenPart(this->*side.part));
    }
    QJsonObject sized;
    for (auto it = sizes.begin(); it != sizes.end(); ++it)
        sized.insert(it.key(), QJsonArray{it->width(), it->height()});
    kept.insert("sizes", sized);
    QJsonObject floats;
    for (auto it = floating.begin(); it != floating.end(); ++it)
        floats.insert(it.key(), QJsonArray{it->x(), it->y(), it->width(), it->height()});
    kept.insert("floating", floats);
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

std::optional<PanelLayout> PanelLayout::fromJson(const QByteArray &json, const PanelLayout &standard)
{
    const QJsonObject kept = QJsonDocument::fromJson(json).object();
    if (kept.value("version").toInt() != kLayoutVersion)
        return {};
    const QStringList known = standard.panels();
    QStringList free = known;
    PanelLayout layout;
    for (const LayoutSide &side : kLayoutSides)
        layout.*side.part = readPart(kept.value(QLatin1String(side.name)).toObject(), free, 0);
    for (const QString &unnamed : std::as_const(free)) {
        layout.adopt(unnamed, standard);
        if (standard.hidden.contains(unnamed))
            layout.hidden.append(unnamed);
    }
    for (const auto &name : kept.value("hidden").toArray()) {
        if (known.contains(name.toString()) && !layout.hidden.contains(name.toString()))
            layout.hidden.append(name.toString());
    }
    layout.sizes = standard.sizes;
    const QJsonObject sized = kept.value("sizes").toObject();
    const QJsonObject floats = kept.value("floating").toObject();
    for (const QString &panel : known) {
        if (const QJsonArray size = sized.value(panel).toArray(); size.size() == 2)
            layout.sizes[panel] = {numberAt(size, 0, kSmallestPanel, kLargestPanel),
                                   numberAt(size, 1, kSmallestPanel, kLargestPanel)};
        if (const QJsonArray place = floats.value(panel).toArray(); place.size() == 4)
            layout.floating[panel] = {numberAt(place, 0, -kFarthestPanel, kFarthestPanel),
                                      numberAt(place, 1, -kFarthestPanel, kFarthestPanel),
                                      numberAt(place, 2, kSmallestPanel, kLargestPanel),
                                      numberAt(place, 3, kSmallestPanel, kLargestPanel)};
    }
    return layout;
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/panelplaces.h"

#include "widgets/theme/theme.h"

#include <algorithm>

namespace postern::ide {

namespace {

using Side = PanelPlace::Side;

constexpr int kOneAtRight = 400; // the width of a panel, where there is room for one

Side sideOf(const PanelPlace &place, bool isNarrow)
{
    return isNarrow ? place.sideWhenNarrow.value_or(place.side) : place.side;
}

/// Those that share a place as tabs, place after place: those above, or those below.
std::vector<QStringList> groupsAt(const std::vector<Panel> &panels,
                                  Side side,
                                  const Arrangement &arrangement,
                                  bool isBelow = false)
{
    std::vector<QStringList> groups;
    int last = 0;
    for (const Panel *panel : panelsAt(panels, side, arrangement)) {
        const PanelPlace &place = *placeOf(*panel, arrangement.mode);
        const int group = place.group;
        // Where there is room for one at the right, all of them share it.
        const bool isShared = side == Side::Right && arrangement.isNarrow;
        if (place.isBelow != isBelow && !isShared)
            continue;
        if (groups.empty() || (group != last && !isShared))
            groups.emplace_back();
        groups.back().append(panel->id);
        last = group;
    }
    return groups;
}

std::vector<PanelPart> partsOf(const std::vector<QStringList> &groups)
{
    std::vector<PanelPart> parts;
    parts.reserve(groups.size());
    for (const QStringList &group : groups)
        parts.push_back(tabGroup(group));
    return parts;
}

} // namespace

const PanelPlace *placeOf(const Panel &panel, Mode mode)
{
    const auto place = std::ranges::find(panel.places, mode, &PanelPlace::mode);
    return place == panel.places.end() ? nullptr : &*place;
}

std::vector<const Panel *> panelsAt(const std::vector<Panel> &panels,
                                    Side side,
                                    const Arrangement &arrangement)
{
    std::vector<const Panel *> found;
    for (const Panel &panel : panels) {
        const PanelPlace *const place = placeOf(panel, arrangement.mode);
        if (place && sideOf(*place, arrangement.isNarrow) == side)
            found.push_back(&panel);
    }
    std::ranges::stable_sort(found, {}, [&arrangement](const Panel *panel) {
        return placeOf(*panel, arrangement.mode)->group;
    });
    return found;
}

PanelLayout standardLayout(const std::vector<Panel> &panels,
                           const Arrangement &arrangement,
                           int windowWidth)
{
    PanelLayout layout;
    const auto left = groupsAt(panels, Side::Left, arrangement);
    const auto right = groupsAt(panels, Side::Right, arrangement);
    layout.left = partColumn(partsOf(left));
    layout.right = partRow(partsOf(right));
    if (!arrangement.isNarrow)
        layout.right = partColumn(
            {std::move(layout.right),
             partRow(partsOf(groupsAt(panels, Side::Right, arrangement, true)))});
    layout.bottom = partRow(partsOf(groupsAt(panels, Side::Bottom, arrangement)));
    // However large the text is, the graph keeps its half of the window.
    const int one = std::min(theme::scaled(kOneAtRight), std::max(kOneAtRight, windowWidth / 2));
    const int tooMuch = theme::scaled(kOneAtRight) - one;
    for (const QString &id : layout.panels()) {
        const auto panel = std::ranges::find(panels, id, &Panel::id);
        const PanelPlace &place = *placeOf(*panel, arrangement.mode);
        QSize &size = layout.sizes[id];
        size = {theme::scaled(place.size.width()), theme::scaled(place.size.height())};
        const Side side = sideOf(place, arrangement.isNarrow);
        if (side == Side::Right && arrangement.isNarrow)
            size.setWidth(one);
        else if (side == Side::Right && (place.isBelow || right.front().contains(id)))
            size.setWidth(size.width() - tooMuch);
        if (place.isClosed || (side == Side::Left && arrangement.isNarrow))
            layout.hidden.append(id);
    }
    return layout;
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMap>
#include <QRect>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace postern::ide {

/// Panels that share one place as tabs, or parts side by side or one above the other.
struct PanelPart
{
    QStringList tabs; ///< names of panels; empty when there are parts
    QString front;    ///< the tab that is shown
    bool isRow = false;
    std::vector<PanelPart> parts;

    bool isEmpty() const { return tabs.isEmpty() && parts.empty(); }
    bool operator==(const PanelPart &) const = default;
};

/// Where the panels of a window stand and how large they are wanted: what is kept of them between
/// starts. It is a description of our own and not QMainWindow's state, which can't be looked into
/// and which Qt takes over unseen.
///
/// A panel that is hidden or floats has a place among the parts too: there it comes back.
struct PanelLayout
{
    PanelPart left;
    PanelPart right;
    PanelPart top;
    PanelPart bottom;
    QMap<QString, QSize> sizes;
    QMap<QString, QRect> floating;
    QStringList hidden;

    bool operator==(const PanelLayout &) const = default;

    /// In the order in which they are placed.
    QStringList panels() const;
    bool contains(const QString &panel) const;
    /// Gives a panel that stands nowhere the place it has in another layout: beside or behind the
    /// same neighbour, or else at the end of the same side.
    void adopt(const QString &panel, const PanelLayout &from);

    /// The same with other sizes, as for letters that much larger.
    PanelLayout resized(double factor) const;

    QByteArray toJson() const;
    /// Reads what toJson() has written. Whatever is wrong in it counts as not written: of panels
    /// only those of `standard` are taken, each once, and those that aren't named get their place
    /// in it; sizes are of this world. Nothing when it is no layout at all, or one of a later
    /// version.
    static std::optional<PanelLayout> fromJson(const QByteArray &json, const PanelLayout &standard);
};

/// The panels of a part, as they are placed.
QStringList panelsOf(const PanelPart &part);

/// A part with its panels as tabs, or with parts; what is empty or needless in it is left out.
PanelPart tabGroup(const QStringList &panels, const QString &front = {});
PanelPart partRow(std::vector<PanelPart> parts);
PanelPart partColumn(std::vector<PanelPart> parts);

/// Finds out how places lie to each other: cuts them apart by straight lines. Nothing when they
/// overlap.
struct PlacedPanels
{
    QStringList tabs;
    QString front;
    QRect place;
};
std::optional<PanelPart> partOf(std::vector<PlacedPanels> panels);

} // namespace postern::ide

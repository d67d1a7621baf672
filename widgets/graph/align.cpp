// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/align.h"

#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <algorithm>
#include <cmath>

namespace postern::graph {

namespace {

/// The faces as they would stand.
using Faces = std::vector<std::pair<QString, QRectF>>;

double begin(const QRectF &face, bool isAcross)
{
    return isAcross ? face.left() : face.top();
}

double length(const QRectF &face, bool isAcross)
{
    return isAcross ? face.width() : face.height();
}

void moveTo(QRectF &face, bool isAcross, double where)
{
    if (isAcross)
        face.moveLeft(std::round(where));
    else
        face.moveTop(std::round(where));
}

void spread(Faces &faces, bool isAcross)
{
    std::ranges::stable_sort(faces, {}, [isAcross](const auto &face) {
        return begin(face.second, isAcross);
    });
    const QRectF &last = faces.back().second;
    double free = begin(last, isAcross) + length(last, isAcross)
                  - begin(faces.front().second, isAcross);
    for (const auto &[id, face] : faces)
        free -= length(face, isAcross);
    const double gap = free / static_cast<double>(faces.size() - 1);
    double at = begin(faces.front().second, isAcross);
    for (auto &[id, face] : faces) {
        moveTo(face, isAcross, at);
        at += length(face, isAcross) + gap;
    }
}

void shareSide(Faces &faces, Align how)
{
    QRectF all;
    for (const auto &[id, face] : faces)
        all |= face;
    for (auto &[id, face] : faces) {
        switch (how) {
        case Align::Left:
            face.moveLeft(all.left());
            break;
        case Align::Right:
            face.moveRight(all.right());
            break;
        case Align::Top:
            face.moveTop(all.top());
            break;
        case Align::Bottom:
            face.moveBottom(all.bottom());
            break;
        case Align::Centre:
            moveTo(face, true, all.center().x() - face.width() / 2);
            break;
        default:
            moveTo(face, false, all.center().y() - face.height() / 2);
            break;
        }
    }
}

} // namespace

void align(GraphView &view, Align how)
{
    const bool spreads = how == Align::SpreadAcross || how == Align::SpreadDown;
    Faces faces;
    Places former;
    for (const QString &id : view.selectedNodes()) {
        const NodeItem *const node = view.graphScene()->node(id);
        faces.emplace_back(id, node->sceneFace());
        former.insert(id, node->pos());
    }
    if (faces.size() < (spreads ? 3U : 2U))
        return;
    if (spreads)
        spread(faces, how == Align::SpreadAcross);
    else
        shareSide(faces, how);
    Places places;
    for (const auto &[id, face] : faces)
        places.insert(id, face.topLeft());
    view.graphScene()->moveNodes(places);
    view.graphScene()->keepPlaces(former, GraphView::tr("Align %1 nodes").arg(faces.size()));
}

} // namespace postern::graph

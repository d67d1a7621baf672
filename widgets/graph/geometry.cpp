// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/geometry.h"

#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QPainter>

#include <algorithm>

namespace postern::graph {

Detail detailAt(double scale)
{
    if (scale >= kFullScale)
        return Detail::Full;
    if (scale >= kCompactScale)
        return Detail::Compact;
    return scale >= 0.35 ? Detail::Reduced : Detail::Block;
}

Detail detailOf(const QPainter &painter)
{
    return detailAt(painter.worldTransform().m11());
}

QPen screenPen(const QPainter &painter, const QColor &colour, double width)
{
    // A cosmetic pen counts the device's pixels.
    QPen pen(colour, width * painter.device()->devicePixelRatioF());
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QColor stateColour(run::NodeState state, const theme::Tokens &theme)
{
    switch (state) {
    case run::NodeState::Running:
    case run::NodeState::Streaming:
        return theme.run;
    case run::NodeState::Done:
        return theme.ok;
    case run::NodeState::Cached:
        return theme.cache;
    case run::NodeState::Failed:
        return theme.err;
    case run::NodeState::Paused:
        return theme.pause;
    default:
        return theme.text3;
    }
}

QString stateGlyph(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Idle:
        return {};
    case run::NodeState::Queued:
        return QStringLiteral("clock");
    case run::NodeState::Running:
        return QStringLiteral("triangle");
    case run::NodeState::Streaming:
        return QStringLiteral("triple-line");
    case run::NodeState::Done:
        return QStringLiteral("tick");
    case run::NodeState::Cached:
        return QStringLiteral("sheets");
    case run::NodeState::Bypassed:
        return QStringLiteral("skip");
    case run::NodeState::Failed:
        return QStringLiteral("cross");
    case run::NodeState::Paused:
        return QStringLiteral("pause");
    case run::NodeState::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QColor stateColour(const NodeStatus &status, const theme::Tokens &theme)
{
    switch (status.moment) {
    case Moment::SteppedBack:
        return theme.pause;
    case Moment::NotYet:
        return theme.text3;
    case Moment::Now:
        break;
    }
    return stateColour(status.state, theme);
}

QString stateGlyph(const NodeStatus &status)
{
    switch (status.moment) {
    case Moment::SteppedBack:
        return QStringLiteral("to-start");
    case Moment::NotYet:
        return QStringLiteral("ring");
    case Moment::Now:
        break;
    }
    return stateGlyph(status.state);
}

QColor differenceColour(Difference difference, const theme::Tokens &theme)
{
    switch (difference) {
    case Difference::Added:
        return theme.ok;
    case Difference::Removed:
    case Difference::Conflict:
        return theme.err;
    case Difference::Changed:
    case Difference::Renamed:
    case Difference::Merged:
        return theme.warn;
    case Difference::None:
    case Difference::Same:
        break;
    }
    return theme.text3;
}

QString differenceSign(Difference difference)
{
    switch (difference) {
    case Difference::Added:
        return QStringLiteral("plus");
    case Difference::Removed:
        return QStringLiteral("minus");
    case Difference::Changed:
    case Difference::Renamed:
    case Difference::Merged:
        return QStringLiteral("changed");
    case Difference::Conflict:
        return QStringLiteral("conflict");
    case Difference::None:
    case Difference::Same:
        break;
    }
    return {};
}

void paintBreakpointAt(QPainter &painter, const QPointF &centre, Breakpoint breakpoint)
{
    if (breakpoint == Breakpoint::None)
        return;
    const theme::Tokens &theme = theme::current();
    const bool isDisc = breakpoint == Breakpoint::Enabled || breakpoint == Breakpoint::Disabled;
    const bool isHollow = breakpoint == Breakpoint::Disabled || breakpoint == Breakpoint::Logpoint;
    painter.setPen(QPen(isHollow ? theme.err : theme.bgCanvas, isHollow ? 2 : 1));
    painter.setBrush(isHollow ? theme.bgCanvas : theme.err);
    painter.drawPath(portShape(isDisc ? PortType::String : PortType::Object).translated(centre));
}

QPainterPath portShape(PortType type, double size)
{
    const double r = size / 2;
    QPainterPath path;
    switch (type) {
    case PortType::String:
    case PortType::Unknown:
        path.addEllipse(QPointF(0, 0), r, r);
        break;
    case PortType::List:
        path.addRect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8);
        break;
    case PortType::Object:
        path.addPolygon(QPolygonF({{0, -r * 1.15}, {r * 1.15, 0}, {0, r * 1.15}, {-r * 1.15, 0}}));
        path.closeSubpath();
        break;
    case PortType::Number:
        path.addPolygon(QPolygonF({{0, -r}, {r, r * 0.8}, {-r, r * 0.8}}));
        path.closeSubpath();
        break;
    case PortType::Bool:
        path.moveTo(-r, r * 0.5);
        path.arcTo(QRectF(-r, -r * 0.5, size, size), 180, -180);
        path.closeSubpath();
        break;
    case PortType::Image:
        path.addPolygon(QPolygonF({{-r, 0},
                                   {-r / 2, -r * 0.87},
                                   {r / 2, -r * 0.87},
                                   {r, 0},
                                   {r / 2, r * 0.87},
                                   {-r / 2, r * 0.87}}));
        path.closeSubpath();
        break;
    }
    return path;
}

void paintPorts(QPainter &painter,
                const QPointF &topLeft,
                const std::vector<PlacedPort> &ports,
                const NodeStatus &status)
{
    const theme::Tokens &theme = theme::current();
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double kLeastShown = 6; // pixels of the screen
    const double size = std::max(kPortSize, kLeastShown / painter.worldTransform().m11());
    const bool dimmed = status.state == run::NodeState::Bypassed || status.moment == Moment::NotYet;
    for (const PlacedPort &placed : ports) {
        if (placed.isActivate) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.pause);
            painter.drawPath(portShape(PortType::Object, size).translated(topLeft + placed.centre));
            continue;
        }
        painter.setPen(QPen(dimmed ? theme.text3 : theme.edge, 1.5));
        painter.setBrush(theme.bgNode);
        painter.drawPath(portShape(placed.port.type, size).translated(topLeft + placed.centre));
        if (placed.port.type == PortType::Unknown) {
            painter.setBrush(theme.bgCanvas);
            painter.drawEllipse(topLeft + placed.centre, 2, 2);
        }
    }
}

} // namespace postern::graph

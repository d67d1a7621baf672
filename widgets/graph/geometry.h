// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"
#include "widgets/graph/nodename.h"

#include <QColor>
#include <QPainterPath>
#include <QPen>
#include <QRectF>

class QPainter;

namespace postern::theme {
struct Tokens;
} // namespace postern::theme

namespace postern::graph {

inline constexpr double kNodeWidth = 192;
inline constexpr double kNodeHeight = 64;
inline constexpr double kBoxHeight = 44;
inline constexpr double kHeaderHeight = 22;
inline constexpr double kBodyHeight = 22;
inline constexpr double kFooterHeight = 20;
inline constexpr double kColumnGap = 56;
inline constexpr double kRankPitch = 98;
inline constexpr double kNodeRadius = 6;
inline constexpr double kPortSize = 10;
/// Room around a face for rings, ports, the breakpoint and the focus ring.
inline constexpr double kNodeMargin = 10;

/// How much of the canvas is drawn at a zoom, the most first. Compact faces have a name and one
/// line, in letters of the screen's size.
enum class Detail { Full, Compact, Reduced, Block };
Detail detailAt(double scale);
inline constexpr double kFullScale = 0.8; ///< from there on
inline constexpr double kCompactScale = 0.6;
/// Ports, and what stands beside lines, are drawn down to there.
inline bool showsPorts(Detail detail)
{
    return detail <= Detail::Compact;
}

/// Colour of a state's ring, glyph and footer.
QColor stateColour(run::NodeState state, const theme::Tokens &theme);
/// The same at the moment that is looked at.
QColor stateColour(const NodeStatus &status, const theme::Tokens &theme);
QString stateGlyph(const NodeStatus &status);
/// Name of a state's glyph; empty for idle.
QString stateGlyph(run::NodeState state);

/// Colour and sign of what became of a node or a line; no sign for what stayed.
QColor differenceColour(Difference difference, const theme::Tokens &theme);
QString differenceSign(Difference difference);

/// Draws a breakpoint around a point: a disc, a ring where it is disabled, a diamond where it has a
/// condition, a hollow one where it only writes.
void paintBreakpointAt(QPainter &painter, const QPointF &centre, Breakpoint breakpoint);

/// The outline of a port of a type, around 0, 0.
QPainterPath portShape(PortType type, double size = kPortSize);

/// A pen of the same width on the screen at every zoom, in logical pixels.
QPen screenPen(const QPainter &painter, const QColor &colour, double width);
/// The zoom that a painter of the scene draws at.
Detail detailOf(const QPainter &painter);

/// What goes around a face.
struct FaceLook
{
    bool isSelected = false;
    bool isHovered = false;
    bool hasFocus = false;

    bool operator==(const FaceLook &) const = default;
};

/// A port as it stands on a face, relative to the face's top left.
struct PlacedPort
{
    Port port;
    QPointF centre;
    bool isActivate = false; ///< of a condition: a rhombus in its colour
    QStringList names;       ///< what is bound here

    bool operator==(const PlacedPort &) const = default;
};

/// Whether a header is an outline: of what was passed by, and where colours of our own may not be.
bool isHollow(const NodeStatus &status);
/// Draws a node's face into `rect`; `name` is where its name goes when it is drawn small.
void paintFace(QPainter &painter,
               const QRectF &rect,
               const GraphNode &node,
               const NodeStatus &status,
               const NodeMarks &marks,
               const NamePlace &name,
               Detail detail);
/// Draws what the look adds. Apart from the face, which is kept as a picture: to point at a node
/// shall not paint it.
void paintRings(QPainter &painter,
                const QRectF &rect,
                const NodeStatus &status,
                const FaceLook &look,
                Detail detail);
/// Names of the inputs, or of the outputs, in a box's body.
void paintBoxLabels(QPainter &painter, const QRectF &rect, const GraphNode &node);
void paintPorts(QPainter &painter,
                const QPointF &topLeft,
                const std::vector<PlacedPort> &ports,
                const NodeStatus &status);

} // namespace postern::graph

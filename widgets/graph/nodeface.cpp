// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/geometry.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace postern::graph {

namespace {

using run::NodeState;

const QString kBeforeTarget = QStringLiteral(" · ");

double borderWidth()
{
    return theme::currentScheme() == theme::Scheme::HighContrast ? 2 : 1;
}

QPen differencePen(const QPainter &painter, Difference difference)
{
    QPen pen = screenPen(painter,
                         differenceColour(difference, theme::current()),
                         difference == Difference::Conflict ? 3 : 2);
    if (difference == Difference::Removed)
        pen.setDashPattern({3, 2});
    return pen;
}

QPen ringPen(const QPainter &painter, const NodeStatus &status, const NodeMarks &marks)
{
    const theme::Tokens &theme = theme::current();
    if (!differenceSign(marks.difference).isEmpty())
        return differencePen(painter, marks.difference);
    const QColor colour = stateColour(status, theme);
    const auto dashed = [&](double width, const QList<double> &pattern) {
        QPen pen = screenPen(painter, colour, width);
        pen.setDashPattern(pattern);
        return pen;
    };
    if (status.moment == Moment::NotYet)
        return dashed(1.5, {1.5, 1.5});
    if (status.moment == Moment::SteppedBack)
        return screenPen(painter, colour, 2);
    switch (status.state) {
    case NodeState::Idle:
        return screenPen(painter, theme.border, borderWidth());
    case NodeState::Queued:
    case NodeState::Cancelled:
        return dashed(1.5, {1.5, 1.5});
    case NodeState::Cached:
        return dashed(2, {6, 2.5});
    case NodeState::Bypassed:
        return dashed(1.5, {3, 2.5});
    case NodeState::Paused:
        return screenPen(painter, colour, 3);
    default:
        return screenPen(painter, colour, 2);
    }
}

QPainterPath headerPath(const QRectF &rect, double height)
{
    QPainterPath path;
    if (height >= rect.height()) {
        path.addRoundedRect(rect, kNodeRadius, kNodeRadius);
        return path;
    }
    path.moveTo(rect.left(), rect.top() + height);
    path.lineTo(rect.left(), rect.top() + kNodeRadius);
    path.arcTo(rect.left(), rect.top(), 2 * kNodeRadius, 2 * kNodeRadius, 180, -90);
    path.arcTo(rect.right() - 2 * kNodeRadius, rect.top(), 2 * kNodeRadius, 2 * kNodeRadius, 90, -90);
    path.lineTo(rect.right(), rect.top() + height);
    path.closeSubpath();
    return path;
}

/// Of the inputs, or of the outputs, of a box.
QStringList portNames(const GraphNode &node)
{
    QStringList names;
    for (const Port &port : node.kind == NodeKind::Input ? node.outputs : node.inputs)
        names << port.name;
    return names;
}

class FacePainter
{
public:
    FacePainter(QPainter &painter,
                const QRectF &rect,
                const GraphNode &node,
                const NodeStatus &status,
                const NodeMarks &marks)
        : m_painter(painter)
        , m_rect(rect)
        , m_node(node)
        , m_status(status)
        , m_marks(marks)
        , m_theme(theme::current())
        , m_isHollow(isHollow(status) || marks.difference == Difference::Same
                     || marks.difference == Difference::Removed)
    {}

    void paintBackground(double headerHeight)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.bgNode);
        m_painter.drawRoundedRect(m_rect, kNodeRadius, kNodeRadius);
        if (!m_isHollow) {
            m_painter.setBrush(kindColour(m_node.kind));
            m_painter.drawPath(headerPath(m_rect, headerHeight));
            return;
        }
        m_painter.setPen(QPen(m_theme.border, 1));
        m_painter.drawLine(m_rect.topLeft() + QPointF(0, headerHeight),
                           m_rect.topRight() + QPointF(0, headerHeight));
    }

    QColor ink() const { return m_isHollow ? m_theme.text : QColor(Qt::white); }

    void paintHeader()
    {
        const QColor ink = this->ink();
        const QRectF icon(m_rect.left() + 8, m_rect.top() + 4, 14, 14);
        theme::paintIcon(m_painter, icon, kindIcon(m_node.kind), ink);
        double left = icon.right() + 6;
        if (m_marks.isEdited) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(ink);
            m_painter.drawEllipse(QPointF(left + 3, icon.center().y()), 3, 3);
            left += 10;
        }
        const bool hasChip = m_status.state != NodeState::Idle
                             || !differenceSign(m_marks.difference).isEmpty();
        const double right = m_rect.right() - (hasChip ? 24 : 8);
        QFont font = theme::fixedFont(12, QFont::DemiBold);
        font.setStrikeOut(m_marks.difference == Difference::Removed);
        drawText({left, m_rect.top(), right - left, kHeaderHeight},
                 m_node.name,
                 font,
                 ink,
                 Qt::ElideMiddle);
        if (hasChip)
            paintChip();
    }

    void paintBody()
    {
        const QRectF body(m_rect.left() + 8,
                          m_rect.top() + kHeaderHeight,
                          m_rect.width() - 16,
                          kBodyHeight);
        QString line = m_node.subtitle;
        QColor ink = m_theme.text2;
        auto elide = Qt::ElideMiddle;
        if (!m_status.detail.isEmpty() && m_status.state == NodeState::Streaming) {
            line = m_status.detail.right(28).simplified();
            elide = Qt::ElideLeft;
        } else if (!m_status.detail.isEmpty() && m_status.state == NodeState::Failed) {
            line = m_status.detail.simplified();
            ink = m_theme.err;
            elide = Qt::ElideRight;
        } else if (m_node.isBox()) { // it has no footer
            line = m_status.footer;
            ink = stateColour(m_status, m_theme);
        }
        if (!m_marks.lines.isEmpty()) {
            line = m_marks.lines.front();
            if (m_marks.difference == Difference::Conflict)
                ink = m_theme.err;
        }
        drawText(body, line, theme::fixedFont(11), ink, elide);
    }

    /// The one line of a compact face: what a run says, else what the node is.
    void paintCompactLine(double headerHeight)
    {
        const bool isFailed = m_status.state == NodeState::Failed && !m_status.detail.isEmpty();
        QString line = m_status.footer.isEmpty() ? defaultFooter() : m_status.footer;
        const bool isDone = m_status.state == NodeState::Done && m_status.moment == Moment::Now;
        QColor ink = isDone ? m_theme.text2 : stateColour(m_status, m_theme);
        if (isFailed) {
            line = m_status.detail.simplified();
            ink = m_theme.err;
        } else if (!m_marks.lines.isEmpty()) {
            line = m_marks.lines.front();
            ink = m_theme.text2;
        } else if (line.isEmpty()) {
            // The icon says the kind; what it is about comes after it.
            const qsizetype about = m_node.subtitle.indexOf(kBeforeTarget);
            if (!m_node.isBox())
                line = about < 0 ? m_node.subtitle
                                 : m_node.subtitle.mid(about + kBeforeTarget.size());
            ink = m_theme.text2;
        }
        QRectF area = m_rect.adjusted(8, headerHeight, -8, 0);
        if (!m_node.isBox())
            area.setRight(paintBadges(area));
        if (line.isEmpty() && m_node.isBox())
            paintSmallSummary(m_painter, area, portNames(m_node), ink);
        else
            paintSmallLine(m_painter, area, line, ink, isFailed ? Qt::ElideRight : Qt::ElideMiddle);
    }

    void paintFooter()
    {
        QRectF footer(m_rect.left() + 8,
                      m_rect.top() + kHeaderHeight + kBodyHeight,
                      m_rect.width() - 16,
                      kFooterHeight - 4); // the ports reach up to here
        footer.setRight(paintBadges(footer));
        QColor ink = stateColour(m_status, m_theme);
        QString line = m_status.footer;
        if (m_status.state == NodeState::Done && m_status.moment == Moment::Now)
            ink = m_theme.text2;
        if (m_marks.difference != Difference::None) {
            line = m_marks.lines.value(1, differenceText(m_marks.difference));
            ink = m_theme.text2;
        } else if (line.isEmpty()) {
            line = defaultFooter();
        }
        drawText(footer, line, theme::fixedFont(10.5), ink, Qt::ElideRight);
    }

    /// Returns where the text left of the badges has to end.
    double paintBadges(const QRectF &footer)
    {
        double right = footer.right();
        const auto badge = [&](const QString &icon, const QColor &colour, const QString &count) {
            if (!count.isEmpty()) {
                const QFont font = theme::fixedFont(10.5);
                const double width = QFontMetricsF(font).horizontalAdvance(count);
                drawText({right - width, footer.top(), width, footer.height()},
                         count,
                         font,
                         m_theme.text2,
                         Qt::ElideNone);
                right -= width + 2;
            }
            theme::paintIcon(m_painter, {right - 12, footer.center().y() - 6, 12, 12}, icon, colour);
            right -= 16;
        };
        if (m_marks.problem == Problem::Error)
            badge(QStringLiteral("error"), m_theme.err, {});
        else if (m_marks.problem == Problem::Warning)
            badge(QStringLiteral("warning"), m_theme.warn, {});
        if (m_marks.isPinned)
            badge(QStringLiteral("padlock"), m_theme.text2, {});
        if (m_node.variants > 0)
            badge(QStringLiteral("fork"), m_theme.text2, QString::number(m_node.variants));
        if (m_marks.isMuted)
            badge(QStringLiteral("muted"), m_theme.text2, {});
        if (m_marks.repeats > 1)
            badge(QStringLiteral("repeat"), m_theme.text2, QString::number(m_marks.repeats));
        return right;
    }

    void paintBreakpoint()
    {
        paintBreakpointAt(m_painter,
                          {m_rect.left(), m_rect.top() + kHeaderHeight / 2},
                          m_marks.breakpoint);
    }

private:
    void paintChip()
    {
        const QRectF chip(m_rect.right() - 20, m_rect.top() + 3, 16, 16);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.bgNode);
        m_painter.drawRoundedRect(chip, 3, 3);
        const QString sign = differenceSign(m_marks.difference);
        theme::paintIcon(m_painter,
                         chip.adjusted(2, 2, -2, -2),
                         sign.isEmpty() ? stateGlyph(m_status) : sign,
                         sign.isEmpty() ? stateColour(m_status, m_theme)
                                        : differenceColour(m_marks.difference, m_theme));
    }

    QString defaultFooter() const
    {
        if (m_status.moment != Moment::Now)
            return stateText(m_status);
        switch (m_status.state) {
        case NodeState::Queued:
        case NodeState::Cached:
        case NodeState::Failed:
        case NodeState::Cancelled:
        case NodeState::Paused:
            return stateText(m_status.state);
        case NodeState::Bypassed:
            return QCoreApplication::translate("postern::graph::Words", "condition false");
        default:
            return {};
        }
    }

    void drawText(const QRectF &box,
                  const QString &line,
                  const QFont &font,
                  const QColor &colour,
                  Qt::TextElideMode elide)
    {
        if (line.isEmpty() || box.width() <= 0)
            return;
        m_painter.setFont(font);
        m_painter.setPen(colour);
        m_painter.drawText(box,
                           Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                           QFontMetricsF(font).elidedText(line, elide, box.width()));
    }

    QPainter &m_painter;
    const QRectF m_rect;
    const GraphNode &m_node;
    const NodeStatus &m_status;
    const NodeMarks &m_marks;
    const theme::Tokens &m_theme;
    const bool m_isHollow;
};

/// Glyph and name at a size of the screen: what shrank with the zoom could not be told apart.
void paintSmallHeader(QPainter &painter,
                      const QRectF &rect,
                      const GraphNode &node,
                      const NodeStatus &status,
                      const NamePlace &place,
                      Difference difference,
                      const QColor &ink)
{
    const double scale = painter.worldTransform().m11();
    const double height = nameHeight(scale, rect.height());
    constexpr double kGlyph = 14;
    const double side = std::min(kGlyph / scale, height);
    const QRectF glyph(rect.left() + 4 / scale, rect.top() + (height - side) / 2, side, side);
    if (const QString sign = differenceSign(difference); !sign.isEmpty()) {
        painter.fillRect(glyph, theme::current().bgNode);
        theme::paintIcon(painter, glyph, sign, differenceColour(difference, theme::current()));
    } else if (status.state != NodeState::Idle) {
        painter.fillRect(glyph, theme::current().bgNode);
        theme::paintIcon(painter, glyph, stateGlyph(status), stateColour(status, theme::current()));
    } else if (place.hasIcon) {
        theme::paintIcon(painter, glyph, kindIcon(node.kind), ink);
    }
    paintName(painter, rect, node.name, place, ink);
}

void paintBlock(QPainter &painter,
                const QRectF &rect,
                const GraphNode &node,
                const NodeStatus &status,
                const NodeMarks &marks,
                const NamePlace &place)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool isPlain = marks.difference == Difference::Same
                         || marks.difference == Difference::Removed;
    painter.fillRect(rect, isPlain ? theme::current().bgNode : kindColour(node.kind));
    if (!differenceSign(marks.difference).isEmpty()) {
        painter.setPen(differencePen(painter, marks.difference));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
    } else if (status.state != NodeState::Idle) {
        painter.setPen(screenPen(painter, stateColour(status, theme::current()), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
    }
    paintSmallHeader(painter,
                     rect,
                     node,
                     status,
                     place,
                     marks.difference,
                     isPlain ? theme::current().text : QColor(Qt::white));
}

void paintRing(QPainter &painter, const QRectF &rect, const QPen &pen, double offset)
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double radius = kNodeRadius + offset;
    painter.drawRoundedRect(rect.adjusted(-offset, -offset, offset, offset), radius, radius);
}

} // namespace

bool isHollow(const NodeStatus &status)
{
    return status.state == NodeState::Bypassed || status.moment == Moment::NotYet
           || theme::currentScheme() == theme::Scheme::HighContrast;
}

void paintFace(QPainter &painter,
               const QRectF &rect,
               const GraphNode &node,
               const NodeStatus &status,
               const NodeMarks &marks,
               const NamePlace &name,
               Detail detail)
{
    if (detail == Detail::Block) {
        paintBlock(painter, rect, node, status, marks, name);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        FacePainter face(painter, rect, node, status, marks);
        const double header = detail == Detail::Full
                                  ? kHeaderHeight
                                  : nameHeight(painter.worldTransform().m11(), rect.height());
        face.paintBackground(header);
        if (detail == Detail::Full) {
            face.paintHeader();
            face.paintBody();
            if (!node.isBox())
                face.paintFooter();
        } else {
            paintSmallHeader(painter, rect, node, status, name, marks.difference, face.ink());
            constexpr double kBadges = 16;
            if (detail == Detail::Compact)
                face.paintCompactLine(header);
            else if (!node.isBox() && rect.height() - header >= kBadges)
                face.paintBadges(rect.adjusted(8, header, -8, 0));
        }
        paintRing(painter, rect, ringPen(painter, status, marks), 0);
        face.paintBreakpoint();
    }
}

void paintRings(QPainter &painter,
                const QRectF &rect,
                const NodeStatus &status,
                const FaceLook &look,
                Detail detail)
{
    const theme::Tokens &theme = theme::current();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isIdle = status.state == NodeState::Idle;
    if (look.isHovered && isIdle && detail != Detail::Block)
        paintRing(painter, rect, screenPen(painter, theme.borderStrong, borderWidth()), 0);
    if (look.isSelected)
        paintRing(painter, rect, screenPen(painter, theme.accent, 2), isIdle ? 4 : 5);
    if (look.hasFocus) {
        QPen pen = screenPen(painter, theme.focus, 2);
        pen.setDashPattern({1.5, 1.5});
        paintRing(painter, rect, pen, 8);
    }
}

void paintBoxLabels(QPainter &painter, const QRectF &rect, const GraphNode &node)
{
    const QStringList all = portNames(node);
    const QFont font = theme::fixedFont(11);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme::current().text2);
    constexpr int kFlags = Qt::AlignCenter | Qt::TextSingleLine;
    constexpr double kReadable = 36; // less than this holds three letters
    const double width = rect.width() / static_cast<double>(std::max<qsizetype>(1, all.size()));
    QRectF box(rect.left(), rect.top() + kHeaderHeight, width, kBodyHeight - 3);
    if (width < kReadable) {
        box.setWidth(rect.width());
        painter.drawText(box, kFlags, summaryOf(all, metrics, rect.width() - 16));
        return;
    }
    for (const QString &name : shortNames(all, metrics, width - 6)) {
        painter.drawText(box, kFlags, name);
        box.translate(width, 0);
    }
}

} // namespace postern::graph

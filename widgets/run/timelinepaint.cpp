// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/timelinepaint.h"

#include "widgets/graph/geometry.h"
#include "widgets/run/amounts.h"
#include "widgets/run/timelineview.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace postern::widgets {

using run::NodeState;
using std::chrono::microseconds;
using Kind = TimelineSegment::Kind;

namespace {

constexpr int kLabelRoom = 84;
constexpr qreal kBarHeight = 12;
constexpr qreal kInstant = 8; // how wide something is drawn that took no time
constexpr qreal kLeastWait = 3;

QColor barColour(NodeState state)
{
    return graph::stateColour(state, theme::current());
}

void paintHatched(QPainter &painter, const QRectF &bar, const QColor &colour)
{
    painter.setPen(QPen(colour, 1));
    painter.setBrush(QBrush(colour, Qt::BDiagPattern));
    painter.drawRect(bar);
}

void paintSegment(QPainter &painter, const QRectF &bar, const TimelineSegment &segment, bool isKnown)
{
    if (!isKnown) {
        if (segment.kind != Kind::Work)
            return;
        painter.setPen(QPen(theme::current().text3, 1.5, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(bar, 2, 2);
        return;
    }
    if (segment.kind == Kind::Retry) {
        painter.setPen(QPen(barColour(NodeState::Failed), 1.5, Qt::DotLine));
        painter.drawLine(QPointF(bar.left(), bar.center().y()),
                         QPointF(bar.right(), bar.center().y()));
        return;
    }
    if (segment.kind == Kind::Queued || segment.kind == Kind::Held) {
        const bool isHeld = segment.kind == Kind::Held;
        if (bar.width() >= kLeastWait)
            paintHatched(painter,
                         bar,
                         isHeld ? theme::current().pause : theme::current().borderStrong);
        return;
    }
    const QColor colour = barColour(segment.state);
    const bool isWork = segment.state != NodeState::Cached && segment.state != NodeState::Bypassed
                        && segment.state != NodeState::Cancelled;
    painter.setPen(QPen(colour, 1.5, isWork ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(isWork ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(bar, 2, 2);
}

} // namespace

TimelineScale::TimelineScale(const QRect &cell, microseconds span)
    : m_left(cell.left() + 4)
    , m_width(std::max(cell.width() - 8 - theme::scaled(kLabelRoom), 20))
    , m_span(std::max(span, microseconds(1)))
{}

qreal TimelineScale::x(microseconds time) const
{
    return m_left + m_width * static_cast<qreal>(time.count()) / static_cast<qreal>(m_span.count());
}

microseconds TimelineScale::time(qreal x) const
{
    const qreal part = std::clamp((x - m_left) / m_width, 0.0, 1.0);
    return microseconds(static_cast<microseconds::rep>(part * static_cast<qreal>(m_span.count())));
}

microseconds TimelineScale::step() const
{
    const qreal marks = std::max(m_width / theme::scaled(70), 1.0);
    const qreal least = static_cast<qreal>(m_span.count()) / marks;
    const qreal power = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const int times : {1, 2, 5, 10}) {
        if (power * times >= least)
            return microseconds(static_cast<microseconds::rep>(power * times));
    }
    return m_span;
}

TimelineDelegate::TimelineDelegate(const TimelineModel &timeline, TimelineView *view)
    : QStyledItemDelegate(view)
    , m_timeline(timeline)
    , m_view(view)
{}

void TimelineDelegate::paint(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    const TimelineScale scale(option.rect, m_view->span());
    painter->setPen(QPen(theme::current().border, 1));
    for (microseconds mark = scale.step(); mark <= scale.span(); mark += scale.step())
        painter->drawLine(QPointF(scale.x(mark), option.rect.top()),
                          QPointF(scale.x(mark), option.rect.bottom() + 1));
    const TimelineRow &row = m_timeline.rows()[static_cast<std::size_t>(index.row())];
    paintBars(*painter, option.rect, row);
    paintLabel(*painter, option, row, scale);
    if (const auto end = m_view->hollowEnd()) {
        painter->setPen(QPen(theme::current().text3, 1, Qt::DotLine));
        painter->drawLine(QPointF(scale.x(*end), option.rect.top()),
                          QPointF(scale.x(*end), option.rect.bottom() + 1));
    }
    painter->setPen(QPen(theme::current().pause, 1.5));
    const qreal head = scale.x(m_view->playhead());
    painter->drawLine(QPointF(head, option.rect.top()), QPointF(head, option.rect.bottom() + 1));
    painter->restore();
}

void TimelineDelegate::paintBars(QPainter &painter, const QRect &cell, const TimelineRow &row) const
{
    const TimelineScale scale(cell, m_view->span());
    const qreal height = theme::scaled(static_cast<int>(kBarHeight));
    const qreal top = cell.center().y() - height / 2 + 0.5;
    const microseconds now = m_timeline.duration();
    const bool isKnown = m_timeline.isKnown(row);
    for (const TimelineSegment &segment : row.segments) {
        const microseconds end = segment.isOpen ? std::max(now, segment.begin) : segment.end;
        if (segment.isOpen && segment.begin > now)
            continue; // waits for its turn
        qreal width = scale.x(end) - scale.x(segment.begin);
        if (segment.kind == Kind::Work && end == segment.begin)
            width = kInstant;
        else if (segment.kind == Kind::Work)
            width = std::max(width, 2.0);
        paintSegment(painter, QRectF(scale.x(segment.begin), top, width, height), segment, isKnown);
    }
}

// Behind the bars, or before them where there is more room for a long one.
std::pair<QRectF, Qt::Alignment> TimelineDelegate::labelRoom(const QRect &cell,
                                                             const TimelineRow &row,
                                                             const TimelineScale &scale,
                                                             qreal wanted) const
{
    constexpr qreal kGap = 6;
    qreal end = scale.x(microseconds(0));
    const qreal begin = row.segments.empty() ? end : scale.x(row.segments.front().begin);
    for (const TimelineSegment &segment : row.segments) {
        const microseconds at = segment.isOpen ? m_timeline.duration() : segment.end;
        end = std::max({end, scale.x(at), scale.x(segment.begin) + kInstant});
    }
    const qreal behind = cell.right() - end - kGap;
    const qreal before = begin - kGap - cell.left();
    if (wanted > behind && before > behind)
        return {QRectF(cell.left(), cell.top(), before, cell.height()), Qt::AlignRight};
    return {QRectF(end + kGap, cell.top(), behind, cell.height()), Qt::AlignLeft};
}

void TimelineDelegate::paintLabel(QPainter &painter,
                                  const QStyleOptionViewItem &option,
                                  const TimelineRow &row,
                                  const TimelineScale &scale) const
{
    const QString label = m_timeline.labelOf(row);
    if (label.isEmpty())
        return;
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const bool isKnown = m_timeline.isKnown(row);
    const bool isLoud = row.state == NodeState::Failed || row.state == NodeState::Paused
                        || row.state == NodeState::Cached;
    QColor colour = isLoud && isKnown ? barColour(row.state) : theme::current().text2;
    if (isSelected)
        colour = theme::currentScheme() == theme::Scheme::HighContrast ? theme::current().onSelected
                                                                       : theme::current().text2;
    painter.setPen(colour);
    painter.setFont(theme::font(10.5));
    const qreal wanted = painter.fontMetrics().horizontalAdvance(label);
    const auto [room, side] = labelRoom(option.rect, row, scale, wanted);
    painter.drawText(room,
                     side | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(label,
                                                      Qt::ElideRight,
                                                      static_cast<int>(room.width())));
}

TimelineHeader::TimelineHeader(TimelineView *view)
    : QHeaderView(Qt::Horizontal, view)
    , m_view(view)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void TimelineHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (section != TimelineModel::Time) {
        QHeaderView::paintSection(painter, rect, section);
        return;
    }
    painter->save();
    painter->fillRect(rect, theme::current().bgPanel);
    painter->setClipRect(rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(theme::font(10.5));
    painter->setPen(theme::current().text2);
    const TimelineScale scale(rect, m_view->span());
    const int decimals = scale.step() >= std::chrono::milliseconds(100) ? 1 : 3;
    for (microseconds mark(0); mark <= scale.span(); mark += scale.step()) {
        const QString text = TimelineModel::tr("%1 s").arg(static_cast<double>(mark.count()) / 1e6,
                                                           0,
                                                           'f',
                                                           decimals);
        painter->drawText(QRectF(scale.x(mark), rect.top(), rect.width(), rect.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          text);
    }
    const auto paintHead = [&](microseconds at, bool isHollow) {
        const qreal x = scale.x(at);
        const qreal bottom = rect.bottom() + 1;
        const QPolygonF mark{{x - 4, bottom - 9},
                             {x + 4, bottom - 9},
                             {x + 4, bottom - 4},
                             {x, bottom},
                             {x - 4, bottom - 4}};
        painter->setPen(QPen(isHollow ? theme::current().text3 : theme::current().pause, 1));
        painter->setBrush(isHollow ? QBrush(Qt::NoBrush) : QBrush(theme::current().pause));
        painter->drawPolygon(mark);
    };
    if (const auto end = m_view->hollowEnd())
        paintHead(*end, true);
    if (!m_view->model() || m_view->model()->rowCount() > 0)
        paintHead(m_view->playhead(), false);
    painter->restore();
}

} // namespace postern::widgets

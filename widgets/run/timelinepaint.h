// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/timelinemodel.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <utility>

namespace postern::widgets {

class TimelineView;

/// Where a time stands in the cell or heading of the chart. The room at its end is the labels'.
class TimelineScale
{
public:
    TimelineScale(const QRect &cell, std::chrono::microseconds span);

    qreal x(std::chrono::microseconds time) const;
    std::chrono::microseconds time(qreal x) const;
    /// Between two marks of the heading: 1, 2 or 5 of a power of ten.
    std::chrono::microseconds step() const;
    std::chrono::microseconds span() const { return m_span; }

private:
    qreal m_left;
    qreal m_width;
    std::chrono::microseconds m_span;
};

/// Draws the bars of a row.
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TimelineDelegate(const TimelineModel &timeline, TimelineView *view);
    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintBars(QPainter &painter, const QRect &cell, const TimelineRow &row) const;
    std::pair<QRectF, Qt::Alignment> labelRoom(const QRect &cell,
                                               const TimelineRow &row,
                                               const TimelineScale &scale,
                                               qreal wanted) const;
    void paintLabel(QPainter &painter,
                    const QStyleOptionViewItem &option,
                    const TimelineRow &row,
                    const TimelineScale &scale) const;

    const TimelineModel &m_timeline;
    const TimelineView *const m_view;
};

/// The heading of the chart has the times, and the playhead's mark.
class TimelineHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit TimelineHeader(TimelineView *view);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    const TimelineView *const m_view;
};

} // namespace postern::widgets

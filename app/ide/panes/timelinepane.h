// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace postern::widgets {
class TimelineModel;
class TimelineView;
} // namespace postern::widgets

namespace postern::ide {

class Session;

/// The latest run's nodes over its time, and below them what all of it took and what that costs.
class TimelinePane final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePane(Session &session, QWidget *parent = nullptr);

    widgets::TimelineView *view() const { return m_view; }

private:
    void showSum();
    QString amountOf(const widgets::TimelineModel &timeline) const;
    /// The playhead goes along where one steps back, and leaves a hollow end behind.
    void showMoment();
    void showCosts();

    Session &m_session;
    widgets::TimelineView *const m_view; // child of this
    QLabel *const m_sum;                 // child of this
    QToolButton *const m_costs;          // child of this
    QTimer m_tick;                       ///< active while a run goes on
};

} // namespace postern::ide

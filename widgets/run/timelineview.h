// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QTreeView>

#include <chrono>
#include <optional>

namespace postern::widgets {

class TimelineModel;

/// A run's nodes over its time: a bar for each piece of work, what it waited hatched before it. The
/// playhead stands where the chosen node ended, or now; left and right move it from end to end.
class TimelineView final : public QTreeView
{
    Q_OBJECT

public:
    explicit TimelineView(TimelineModel &timeline, QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Chooses a node's row; none for what isn't one's name.
    void select(const QString &node);
    QString selected() const;
    /// Where the playhead stands; nothing: where the chosen node ended, or now. `end`, where what
    /// is shown has been left behind, is marked hollow, and then no choice moves it.
    void setPlayhead(std::optional<std::chrono::microseconds> at,
                     std::optional<std::chrono::microseconds> end = {});
    std::chrono::microseconds playhead() const;
    std::optional<std::chrono::microseconds> hollowEnd() const { return m_hollowEnd; }
    /// The time that the width of the chart stands for.
    std::chrono::microseconds span() const;

signals:
    /// By the user.
    void nodeChosen(const QString &node);
    /// The node's row was activated: all of it is to be seen.
    void nodeOpened(const QString &node);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void fitColumns();
    void onChanged();
    void watchTime();
    void letGoOfPlayhead();
    /// Moves the playhead to the next time at which a node began or ended.
    void step(bool forward);
    void choose(const QString &node);

    TimelineModel &m_timeline;
    QTimer m_tick; ///< active while a run goes on that is seen
    std::optional<std::chrono::microseconds> m_playhead;
    std::optional<std::chrono::microseconds> m_hollowEnd;
    bool m_isChoosing = false;
};

} // namespace postern::widgets

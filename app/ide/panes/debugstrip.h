// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QPushButton;

namespace postern::dap {
struct LineStop;
} // namespace postern::dap

namespace postern::widgets {
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
enum class ActionId;
class Session;
class StripArea;

/// The strips of a run that is held, that holds a failure, or that one looks back at: where it
/// stands, why, and what can be done.
class DebugStrip final : public QObject
{
    Q_OBJECT

public:
    DebugStrip(Session &session, const Actions &actions, StripArea &area);

private:
    QPushButton *offer(widgets::Strip *strip, ActionId id, bool isPrimary = false);
    void refresh();
    void showStop();
    void showLine(const dap::LineStop &line);
    void showFailures();
    void showMoment();
    QString reasonText() const;

    Session &m_session;
    const Actions &m_actions;
    StripArea &m_area;
    widgets::Strip *const m_stop;    // child of the area
    widgets::Strip *const m_failure; // child of the area
    widgets::Strip *const m_moment;  // child of the area
    QPushButton *const m_editInputs; // children of m_stop, in this order
    QPushButton *const m_retry;
    QPushButton *const m_supply;
    QPushButton *m_openFile = nullptr;
    QString m_file;
    int m_line = 1;
};

} // namespace postern::ide

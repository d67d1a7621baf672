// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/mode.h"
#include "widgets/graph/graphview.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

namespace postern::ide {

class Session;

/// How a window stands over its flow: what one that is built anew, or after a restart, takes over.
struct WindowPlace
{
    QString selected;
    graph::ViewPlace graph;
    Mode mode = kModes.front().mode;
    int line = 0; ///< of the caret in the flow's text, from 0
    int column = 0;
};

/// Remembers for each flow folder how the window stood over it.
class WindowMemory final : public QObject
{
    Q_OBJECT

public:
    /// `look` says how the window stands now.
    WindowMemory(Session &session, std::function<WindowPlace()> look, QObject *parent);

    /// Something has changed: it is looked at a moment later.
    void touch();
    /// Looks now, if something has changed: the window is about to go.
    void flush();
    /// Of the open folder; false when nothing is remembered of it.
    bool recall(WindowPlace &place) const;

private:
    void keep();

    Session &m_session;
    const std::function<WindowPlace()> m_look;
    QTimer m_settle;
};

} // namespace postern::ide

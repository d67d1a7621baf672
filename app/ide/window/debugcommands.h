// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/replay/outputcache.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace postern::widgets {
class NodeIo;
class ValueView;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class EditorPane;
class NodeViews;
class RunPane;
class Session;
struct RunChoices;

/// The commands of a run under the debugger, and of runs of a part of the flow: when they can be
/// given, what they ask first, and what is done.
class DebugCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        EditorPane *editors;
        RunPane *runPane;
        widgets::NodeIo *io;
    };

    DebugCommands(Session &session, const Actions &actions, Views views, QWidget *window);

signals:
    /// A run was asked for: it has started, or its inputs have to be mended first.
    void asked(bool isStarted);

private:
    void connectRun();
    void connectSteps();
    void connectEdits();
    void refresh();
    void showEditable();
    bool start(RunChoices choices);
    void restart();
    void next();
    void stepBack();
    void runToHere();
    void runFromHere();
    void fork();
    void editInputs();
    void supplyOutput();
    /// Lists what is reused and what runs, and runs it when that is meant.
    void confirmReuse(const QString &from, const std::vector<replay::ReuseEntry> &plan);
    QString node() const;

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    widgets::ValueView *const m_inputs; ///< of the selected node
    widgets::ValueView *const m_output;
    QWidget *const m_window;
    bool m_isRestarting = false;
    bool m_isInText = false; ///< the keyboard is
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace postern::flow {
struct Diagnostic;
} // namespace postern::flow

namespace postern::widgets {
class NodeInspector;
class NodeIo;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class BottomPane;
class EditorPane;
class NodeViews;
class RunPane;
class Session;
class StripArea;
class WorkArea;

/// Leads from what went wrong, wherever it is told, to its place in the files and to the ways out of
/// it; and marks in the files what the latest run failed of.
class ProblemLinks final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        WorkArea *area;
        EditorPane *editors;
        widgets::NodeInspector *inspector;
        widgets::NodeIo *io;
        RunPane *runPane;
        BottomPane *bottom;
        StripArea *strips;
    };

    ProblemLinks(Session &session, const Actions &actions, Views views, QObject *parent);

private:
    void markFailures();
    void goToProblem(const flow::Diagnostic &problem);
    /// Brings a place of a file of the folder to the front, whatever the mode.
    void goTo(const QString &file, int line, int column) const;

    Session &m_session;
    const Views m_views;
};

} // namespace postern::ide

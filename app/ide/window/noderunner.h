// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"

#include <QObject>
#include <QString>

#include <map>
#include <string>
#include <vector>

namespace postern::ide {

class Actions;
class EditorPane;
class NodeViews;
class Session;
struct ShownNode;

/// Runs the selected node alone, with inputs that are asked for: filled in as it had them last.
class NodeRunner final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        EditorPane *editors;
    };

    NodeRunner(Session &session, const Actions &actions, Views views, QWidget *window);

    /// What a node is asked for: what it takes from elsewhere, each with the type that is known of it.
    static std::vector<flow::FlowInput> askedInputs(const flow::Flow &flow,
                                                    const ShownNode &shown,
                                                    const Dict &known);

signals:
    /// A run of that node has started.
    void started(const QString &node);

private:
    void refresh();
    void run();
    void remember(const QStringList &names);
    /// What is known of what it takes. `isOfLastRun`: as it had it.
    Dict knownInputs(const flow::Node &node, bool &isOfLastRun) const;

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
    std::map<std::string, Dict> m_latest; ///< inputs by node: a run of another keeps none of it
};

} // namespace postern::ide

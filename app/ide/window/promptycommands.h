// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace postern::ide {

class Actions;
class EditorPane;
class NodeViews;
class Session;

/// Makes a prompty of an llm node, and an llm node of a prompty. Each leaves what it was made of as it
/// is, and is a step to undo.
class PromptyCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        EditorPane *editors;
    };

    PromptyCommands(Session &session, const Actions &actions, Views views, QWidget *window);

    /// The prompty is opened, and not saved yet.
    void makePrompty(const QString &name);
    void makeNode(const QString &prompty);

signals:
    void failed(const QString &title, const QString &reason);

private:
    void enable(const Actions &actions) const;

    Session &m_session;
    const Views m_views;
};

} // namespace postern::ide

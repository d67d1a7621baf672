// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/home/guide.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace postern::ide {

class Actions;
class BottomPane;
class EditorPane;
class GuidePane;
class NodeViews;
class Session;
class WorkArea;

/// The guide with the list of all commands and their keys as they are now.
Guide guideWithCommands(const QString &language, const Actions &actions);

/// A pane with that guide, which is read once it is to be seen.
GuidePane *makeGuide(Session &session, const Actions &actions, QWidget *parent);

/// F1: brings up the guide at the section for what has the keyboard. A widget says by its property
/// "helpTopic" what it is about; what stands in it says more where it can: the kind of the selected
/// node, the chosen problem, the key at the caret.
class GuideLinks final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        WorkArea *area;
        EditorPane *editors;
        BottomPane *bottom;
        GuidePane *guide;
    };

    GuideLinks(Session &session, const Actions &actions, Views views, QObject *parent);

    /// What the guide is asked for, the nearest first.
    QStringList topics() const;

private:
    void addOfText(QStringList &topics) const;
    void addOfNode(QStringList &topics) const;

    Session &m_session;
    const Views m_views;
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/inspector/nodeform.h"

#include <QObject>

namespace postern::widgets {
class NodeInspector;
} // namespace postern::widgets

namespace postern::ide {

class EditorPane;
class Session;
struct ShownNode;

/// The inspector's forms over the open flow: writes what is changed in them, and knows what they
/// offer.
class InspectorForms final : public QObject
{
    Q_OBJECT

public:
    InspectorForms(Session &session, widgets::NodeInspector *inspector, EditorPane *editors);

    /// What the form of a node has to know beside it.
    widgets::FormFacts factsOf(const ShownNode &shown) const;

    /// Shows what the file says of the flow's own inputs or outputs.
    void showPorts() const;

signals:
    void nodeRenamed(const QString &newName);

private:
    QString write(const widgets::FormIntent &intent, const QString &label);
    void showBlocker();
    QStringList connections() const;
    QStringList deployments() const;
    QStringList files() const;

    Session &m_session;
    widgets::NodeInspector *const m_inspector;
};

} // namespace postern::ide

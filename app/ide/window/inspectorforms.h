// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/connection/connection.h"
#include "engine/run/foldercheck.h"
#include "widgets/graph/connection.h"
#include "widgets/inspector/nodeform.h"

#include <QObject>

#include <map>
#include <string>

namespace postern::widgets {
class NodeInspector;
} // namespace postern::widgets

namespace postern::ide {

class EditorPane;
class PackageForms;
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
    widgets::FormFacts factsOf(const ShownNode &shown);

    /// Shows what the file says of the flow's own inputs or outputs.
    void showPorts() const;

    /// Looks at what the node's file says now; factsChanged() when it is something else.
    void lookAt(const flow::Node &node);

signals:
    /// Of the node that was looked at last.
    void factsChanged();
    /// What an input, an output of the flow or a condition refers to is to be pointed at.
    void pickWanted(const postern::graph::WireStart &start);
    void nodeRenamed(const QString &newName);

private:
    QString write(const widgets::FormIntent &intent,
                  const QString &label,
                  const std::vector<widgets::FormCopy> &copies);
    void showBlocker();
    /// Of the connections file, read again when it has changed.
    const connection::ConnectionSet &knownConnections() const;
    /// Those of the vault as they were when they were listed last, as files().
    QStringList connections();
    void lookIntoVault();
    QStringList deployments() const;
    /// As they were when they were listed last; they are listed anew for the next time.
    QStringList files();
    bool hasFile(const QString &path) const;

    Session &m_session;
    widgets::NodeInspector *const m_inspector;
    std::map<std::string, run::FolderCheck::Source> m_sources; ///< by type and path
    PackageForms *const m_packages;                            // child of this
    BackgroundTask m_look;
    BackgroundTask m_listing;
    BackgroundTask m_unlocking;
    std::map<std::string, std::string> m_vault; ///< classes of the vault's connections, by name
    QStringList m_files;        ///< that can be a source, by their paths in the folder
    mutable QString m_readFile; ///< name and time of what m_known was read from
    mutable connection::ConnectionSet m_known;
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/editing/workspace.h"
#include "engine/base/textedits.h"
#include "engine/flow/flowchange.h"
#include "engine/flow/flowdocument.h"
#include "engine/run/foldercheck.h"
#include "engine/run/signature.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace postern::ide {

/// An open flow: its text, what the text says and what is wrong with it.
///
/// The text is the flow file's buffer in the workspace, whoever edits it. What is typed is read
/// once typing pauses; the last flow that parsed stays while the text doesn't. The folder, with
/// what is unsaved in any of its files, is checked on another thread.
class Document final : public QObject
{
    Q_OBJECT

public:
    Document(flow::FlowDocument flow, flow::Trust trust, QObject *parent = nullptr);
    ~Document() override;

    const flow::FlowDocument &flow() const { return m_flow; }
    /// With the default variants in place of their nodes; the plain flow where the variants are
    /// wrong. A flex flow or a prompty has one node, which stands for all of it.
    const flow::Flow &shownFlow() const { return m_shownFlow; }
    /// As it is drawn: a DAG with all its variants, anything else as its one node.
    const flow::Flow &drawnFlow() const;
    /// What it takes and gives; of code, as far as that has been read by now.
    const run::Signature &signature() const { return m_signature; }
    bool isDag() const { return m_flow.location().kind == flow::FlowKind::Dag; }
    QString folder() const;
    QString filePath() const;
    /// The flow file's name, relative to the folder.
    QString fileName() const;

    /// The folder's files that are being edited.
    Workspace &workspace() { return m_workspace; }
    Buffer *buffer() const { return m_buffer; }
    /// Changes the flow's text, as one step to undo, and reads it at once.
    void edit(const TextEdit &edit);
    /// Reads what was typed now instead of after the pause.
    void readNow();
    /// Whether flow() has been read from the buffer's text as it is now.
    bool isSettled() const { return !m_pause.isActive(); }

    /// Knows the folder's files as they are, unsaved texts and all; for threads of the pool.
    std::shared_ptr<run::FolderCheck> folderCheck() const { return m_folderCheck; }
    /// The flow with what is unsaved of the folder, for such a thread.
    flow::FlowDocument snapshot() const;

    flow::Trust trust() const { return m_trust; }
    void setTrust(flow::Trust trust);

    /// What was found last; of the text as it is only when isChecked().
    const std::vector<flow::Diagnostic> &diagnostics() const { return m_diagnostics; }
    /// Whether the check that follows each reading is done.
    bool isChecked() const { return !m_check.isRunning() && !m_othersPause.isActive(); }
    /// False when the text has never parsed since it was opened.
    bool hasGoodFlow() const { return m_lastGood.isValid(); }
    /// When the flow that flow() shows was read.
    QDateTime lastGood() const { return m_lastGood; }

public slots:
    /// Takes the text that parsed last, as a step to undo.
    void undoToLastGood();

signals:
    /// The text was read anew, or the code behind it, and says something else: only what `change`
    /// names. Not emitted where nothing but places and comments between the entries are others.
    void changed(const postern::flow::FlowChange &change);
    void diagnosticsChanged();
    /// A file that the flow names, or something in its folder, is another on the disk.
    void filesChanged();

private:
    void read();
    /// Follows the files that the nodes name.
    void watch();
    QStringList sourcePaths() const;
    void validate();
    void show();
    void take(run::Signature signature);

    flow::FlowDocument m_flow;
    Workspace m_workspace;
    Buffer *m_buffer;
    TextEdits m_unread; // what was done to the buffer's text since it was read
    flow::Flow m_shownFlow;
    run::Signature m_signature;
    flow::Trust m_trust;
    std::vector<flow::Diagnostic> m_diagnostics;
    QDateTime m_lastGood;
    std::string m_lastGoodText;
    BackgroundTask m_check;
    bool m_wasCurrent = false; // when it was read last
    QFileSystemWatcher m_watcher;
    QStringList m_watched; // paths that m_watcher was asked for; some may not be there
    const std::shared_ptr<run::FolderCheck> m_folderCheck; // checks go on when this is gone
    QTimer m_pause;                                        // typing has paused
    QTimer m_othersPause; // typing in another of the folder's files
    QTimer m_settle;      // one save is often several changes
};

} // namespace postern::ide

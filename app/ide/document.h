// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flowdocument.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <vector>

namespace postern::ide {

/// An open flow: its text, what the text says and what is wrong with it.
///
/// Follows the files on disk: when the flow's file changes the text is read anew, and the last
/// flow that parsed stays while it doesn't. The folder is checked on another thread.
class Document final : public QObject
{
    Q_OBJECT

public:
    Document(flow::FlowDocument flow, flow::Trust trust, QObject *parent = nullptr);

    const flow::FlowDocument &flow() const { return m_flow; }
    /// With the default variants in place of their nodes, as it is drawn; the plain flow where
    /// the variants are wrong.
    const flow::Flow &shownFlow() const { return m_shownFlow; }
    QString folder() const;
    QString filePath() const;
    /// The flow file's name, relative to the folder.
    QString fileName() const;

    flow::Trust trust() const { return m_trust; }
    void setTrust(flow::Trust trust);

    const std::vector<flow::Diagnostic> &diagnostics() const { return m_diagnostics; }
    /// False when the text has never parsed since it was opened.
    bool hasGoodFlow() const { return m_lastGood.isValid(); }
    /// When the flow that flow() shows was read.
    QDateTime lastGood() const { return m_lastGood; }

public slots:
    void reload();

signals:
    /// The text, and with it perhaps the flow, is another.
    void changed();
    void diagnosticsChanged();
    /// The flow's file can't be read any more; what was read last stays.
    void becameUnreadable(const QString &reason);

private:
    void read();
    void watch();
    void validate();

    flow::FlowDocument m_flow;
    flow::Flow m_shownFlow;
    flow::Trust m_trust;
    std::vector<flow::Diagnostic> m_diagnostics;
    QDateTime m_lastGood;
    int m_validation = 0; // number of the latest check; older ones are dropped
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // one save is often several changes
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/git/gitdiff.h"
#include "app/ide/git/graphoverlay.h"
#include "app/ide/git/mergefile.h"

#include <QObject>

namespace postern::ide {

class Actions;
class GitChangesPane;
class GitCommands;
class GitCommitPane;
class GitDiffPane;
class GitLogPane;
class GitMergePane;
class GitStore;
class GraphPane;
class Session;

/// All of the window that is about git: its panels, its commands, and what the canvas shows of two
/// flows while the mode is Git's.
class GitParts final : public QObject
{
    Q_OBJECT

public:
    /// With the panels, which the window gives a place.
    GitParts(Session &session, const Actions &actions, GraphPane *graph, QWidget *window);

    GitChangesPane *changes() const { return m_changes; }
    GitCommitPane *commit() const { return m_commit; }
    GitDiffPane *diff() const { return m_diff; }
    GitLogPane *log() const { return m_log; }

public slots:
    /// Whether the mode is Git's: only then is anything compared, and seen on the canvas.
    void setActive(bool isActive);

signals:
    /// A file of the work tree is to be edited.
    void fileWanted(const QString &path);
    /// A folder is there, to be opened.
    void folderWanted(const QString &folder);
    void failed(const QString &title, const QString &reason);

private:
    void connectPanes();
    void connectHunks();
    /// Reads what is looked at anew.
    void look();
    void lookAtFile();
    void lookAtFlow();
    void lookAtMerge();
    void showCommit(const std::string &id);
    void stageChosenNode();
    /// The canvas: the chosen side of the two texts, or of the merge.
    void showGraph();
    bool isMerging() const;

    Session &m_session;
    GitStore &m_store;
    const Actions &m_actions;
    GraphPane *const m_graph;
    GitChangesPane *const m_changes; // children of the window
    GitCommitPane *const m_commit;
    GitMergePane *const m_merge; // child of m_diff
    GitDiffPane *const m_diff;
    GitLogPane *const m_log;
    GitCommands *const m_commands; // child of the window
    GitFlowTextsPointer m_texts;   ///< of the open flow
    GitCommitViewPointer m_commitView;
    DiffSide m_side = DiffSide::Both;
    int m_mergeSide = 3; ///< the result
    bool m_isActive = false;
    BackgroundTask m_fileTask;
    BackgroundTask m_flowTask;
    BackgroundTask m_mergeTask;
    BackgroundTask m_commitTask;
};

} // namespace postern::ide

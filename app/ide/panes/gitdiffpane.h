// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/gitdiff.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace postern::theme {
class ElidedLabel;
} // namespace postern::theme

namespace postern::widgets {
class DiffPage;
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class GitHunkView;
class GitMergePane;
class GitStore;

/// What is different in a file, hunk by hunk; a commit; or the conflicts of a merge. Above it the branch,
/// and what goes to a server and comes from it.
class GitDiffPane final : public QWidget
{
    Q_OBJECT

public:
    GitDiffPane(GitStore &store,
                const Actions &actions,
                GitMergePane *merge,
                QWidget *parent = nullptr);

    void showFile(const GitFileDiffPointer &diff);
    void showCommit(const GitCommitViewPointer &commit);
    void showMerge();
    /// No file is chosen.
    void showNothing();
    bool isShowingCommit() const;

    /// Scrolls the first hunk that is about the node into view, and makes it the current one.
    void showNode(const std::string &node);
    /// The hunk that commands mean: that with the keyboard, else the first; null: none.
    const GitHunkView *currentHunk() const { return m_current; }
    const GitFileDiffPointer &file() const { return m_file; }
    /// Says under the bar what went wrong; it stays until it is dismissed or something else is begun.
    void showFailure(const QString &what, const QString &reason, const QString &details);

signals:
    void stageWanted(const postern::ide::GitHunk &hunk);
    void nodeWanted(const postern::ide::GitHunk &hunk, const std::string &node);
    void discardWanted(const postern::ide::GitHunk &hunk);
    /// The changes are to be seen again in the commit's place.
    void changesWanted();
    void branchChosen(const std::string &branch);

private:
    QWidget *makeBar(const Actions &actions);
    QWidget *makeCommitPage();
    void showStore();
    void showBusy();
    void fillBranches();
    void fillHunks();
    void setCurrent(GitHunkView *hunk);

    GitStore &m_store;
    const Actions &m_actions;
    GitMergePane *const m_merge;          // child of m_pages
    QToolButton *const m_branch;          // child of this
    QToolButton *const m_push;            // child of this
    QToolButton *const m_stop;            // child of this
    widgets::Strip *const m_failure;      // child of this
    theme::ElidedLabel *const m_progress; // child of this
    QWidget *m_fileHead = nullptr;        // child of m_pages
    theme::ElidedLabel *const m_fileName; // child of m_fileHead
    QLabel *const m_fileCount;            // child of m_fileHead
    QScrollArea *const m_hunks;           // child of m_pages
    widgets::DiffPage *const m_patch;     // child of m_pages
    QStackedWidget *const m_pages;        // child of this
    QList<GitHunkView *> m_views;         // children of what m_hunks shows
    GitHunkView *m_current = nullptr;     // one of them
    GitFileDiffPointer m_file;
    QString m_details; ///< of the last failure
};

} // namespace postern::ide

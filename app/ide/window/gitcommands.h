// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/gitstore.h"

#include <QObject>

#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace postern::ide {

class Actions;
class GitChangesPane;
class GitCommitPane;
class Session;
struct GitHunk;

/// What can be done with the repository: each asks what it needs to know and hands the rest to the
/// store. What touches files of the work tree goes by way of the folder's undo steps.
class GitCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        GitChangesPane *changes;
        GitCommitPane *commit;
    };

    GitCommands(Session &session, const Actions &actions, Views views, QWidget *window);

    void stage(const std::vector<std::string> &paths, bool isStaged);
    /// Nothing is staged if the hunk isn't what was seen any more.
    void stageHunk(const std::string &path, const GitHunk &hunk);
    void stageNode(const std::string &path, const std::string &node, bool isStaged);
    void discardHunk(const std::string &path,
                     const GitHunk &hunk,
                     const std::string &staged,
                     const std::string &working);
    /// A merged text becomes the file, as a step to undo, and is staged.
    void settle(const std::string &path, const std::string &text);
    /// One side's file is taken as it is, or isn't there any more as it says.
    void settleWhole(const std::string &path, bool isOurs, bool isThere);
    void switchTo(const std::string &branch);
    /// Shows what was found in what is staged, and offers to say that it is none.
    void showSecrets();

signals:
    /// A clone is there, to be opened.
    void cloned(const QString &folder);
    void failed(const QString &title, const QString &reason);

private:
    void connectActions();
    void connectBranchActions();
    void refresh();
    void stageSelected();
    void discardSelected();
    void commit();
    bool askForAuthor();
    void commitNow(const std::string &message, bool isAmending);
    void allowSecret(const git::FoundSecret &secret);
    void pull();
    void push();
    void fetch();
    void clone();
    void newBranch();
    /// Has one of the branches chosen; empty: none.
    QString askForBranch(const QString &title, const QString &label, bool withCurrent = false);
    void mergeBranch();
    void rebase();
    void stash();
    void tag();
    void blame();
    void offerIgnore();
    void offerSetUp();
    /// Of the work tree's file.
    QString fileOf(const std::string &path) const;
    void ask(const QString &question, const GitStore::Answer &answer);

    Session &m_session;
    GitStore &m_store;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
    BackgroundTask m_blame;
};

} // namespace postern::ide

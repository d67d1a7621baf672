// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/gitstore.h"
#include "engine/githost/pullrequestplan.h"

#include <QObject>

#include <memory>

class QWidget;

namespace postern::ide {

class Actions;
class Session;

/// How commits get to others: by a pull request, or as a file where no server is reached.
class GitReview final : public QObject
{
    Q_OBJECT

public:
    GitReview(Session &session, const Actions &actions, QWidget *window);

signals:
    void failed(const QString &title, const QString &reason);
    /// Something is done that the user should know of.
    void told(const QString &title, const QString &text);

private:
    void refresh();
    void planRequest();
    void askForRequest(const githost::PullRequestPlan &plan);
    void openRequest(const githost::PullRequestPlan &plan);
    void tellOpened(const QString &page, bool wasThere);
    void exportCommits();
    void importCommits();

    Session &m_session;
    GitStore &m_store;
    const Actions &m_actions;
    QWidget *const m_window;
    BackgroundTask m_plan;
};

} // namespace postern::ide

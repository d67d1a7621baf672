// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/gitdiffpane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/git/gitstore.h"
#include "app/ide/panes/githunkview.h"
#include "app/ide/panes/gitmergepane.h"
#include "widgets/run/diffpage.h"
#include "widgets/run/strip.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

enum GitPage : int { HunksPage, CommitPage, MergePage };
constexpr std::size_t kMostHunks = 200;

QToolButton *gitButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty("role", "button");
    return button;
}

} // namespace

GitDiffPane::GitDiffPane(GitStore &store,
                         const Actions &actions,
                         GitMergePane *merge,
                         QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_merge(merge)
    , m_branch(new QToolButton(this))
    , m_push(gitButton(actions[ActionId::GitPush], this))
    , m_stop(gitButton(actions[ActionId::GitStop], this))
    , m_failure(new widgets::Strip(widgets::Strip::Kind::Error, this))
    , m_progress(new theme::ElidedLabel(this))
    , m_fileName(new theme::ElidedLabel(this))
    , m_fileCount(new QLabel(this))
    , m_hunks(new QScrollArea(this))
    , m_patch(new widgets::DiffPage(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName("gitDiff");
    m_failure->setObjectName("gitFailure");
    m_failure->hide();
    connect(m_failure->addButton(tr("Copy details")), &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_details);
    });
    connect(m_failure->addButton(tr("Dismiss")), &QPushButton::clicked, m_failure, &QWidget::hide);
    m_progress->setObjectName("gitProgress");
    m_progress->setProperty("role", "secondary");
    m_progress->setContentsMargins(12, 2, 12, 2);
    auto *page = new QWidget(m_pages);
    m_fileHead = new QWidget(page);
    m_fileHead->setProperty("role", "header");
    m_fileHead->setAttribute(Qt::WA_StyledBackground);
    m_fileName->setProperty("role", "heading");
    m_fileCount->setProperty("role", "secondary");
    auto *head = new QHBoxLayout(m_fileHead);
    head->setContentsMargins(12, 4, 12, 4);
    head->addWidget(m_fileName, 1);
    head->addWidget(m_fileCount);
    m_hunks->setObjectName("gitHunks");
    m_hunks->setWidgetResizable(true);
    m_hunks->setFrameShape(QFrame::NoFrame);
    m_hunks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *info = new theme::Prose(tr("Only the lines that you changed are staged. Comments, quotes "
                                     "and order are kept."),
                                  page);
    info->setProperty("role", "secondary");
    info->setContentsMargins(12, 4, 12, 4);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_fileHead);
    column->addWidget(m_hunks, 1);
    column->addWidget(info);
    m_pages->insertWidget(HunksPage, page);
    m_pages->insertWidget(CommitPage, makeCommitPage());
    m_pages->insertWidget(MergePage, m_merge);
    // What isn't seen takes no room: the page would be scrolled in its panel, and the hunks in it.
    const auto takeRoom = [this] {
        for (int i = 0; i < m_pages->count(); ++i) {
            QSizePolicy policy = m_pages->widget(i)->sizePolicy();
            policy.setVerticalPolicy(i == m_pages->currentIndex() ? QSizePolicy::Preferred
                                                                  : QSizePolicy::Ignored);
            m_pages->widget(i)->setSizePolicy(policy);
        }
    };
    connect(m_pages, &QStackedWidget::currentChanged, this, takeRoom);
    takeRoom();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar(actions));
    layout->addWidget(m_failure);
    layout->addWidget(m_progress);
    layout->addWidget(m_pages, 1);
    connect(&store, &GitStore::changed, this, &GitDiffPane::showStore);
    connect(&store, &GitStore::busyChanged, this, &GitDiffPane::showBusy);
    connect(&store, &GitStore::failed, this, &GitDiffPane::showFailure);
    connect(&store, &GitStore::progressed, m_progress, &QLabel::setText);
    showStore();
    showBusy();
    showNothing();
}

QWidget *GitDiffPane::makeBar(const Actions &actions)
{
    auto *bar = new QWidget(this);
    bar->setProperty("role", "header");
    bar->setAttribute(Qt::WA_StyledBackground);
    m_branch->setObjectName("gitBranch");
    m_branch->setIcon(theme::icon("git"));
    m_branch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_branch->setPopupMode(QToolButton::InstantPopup);
    m_branch->setProperty("role", "button");
    m_branch->setMenu(new QMenu(m_branch));
    connect(m_branch->menu(), &QMenu::aboutToShow, this, &GitDiffPane::fillBranches);
    auto *more = new QToolButton(bar);
    more->setObjectName("gitMore");
    more->setIcon(theme::icon("more"));
    more->setToolTip(tr("More of git"));
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    for (const ActionId id : {ActionId::GitPullRequest,
                              ActionId::GitExport,
                              ActionId::GitImport,
                              ActionId::GitStash,
                              ActionId::GitPopStash,
                              ActionId::GitTag,
                              ActionId::GitRebase,
                              ActionId::GitCherryPick,
                              ActionId::GitBlame,
                              ActionId::GitIgnore,
                              ActionId::GitSetUp,
                              ActionId::GitRefresh})
        menu->addAction(actions[id]);
    more->setMenu(menu);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(6);
    row->addWidget(m_branch);
    row->addWidget(gitButton(actions[ActionId::GitPull], bar));
    row->addWidget(m_push);
    row->addWidget(gitButton(actions[ActionId::GitFetch], bar));
    row->addWidget(m_stop);
    row->addStretch(1);
    row->addWidget(more);
    return bar;
}

QWidget *GitDiffPane::makeCommitPage()
{
    auto *page = new QWidget(m_pages);
    auto *back = new QPushButton(theme::icon("chevron-left"), tr("Back to the changes"), page);
    back->setObjectName("backToChanges");
    m_patch->setObjectName("commitPatch");
    m_patch->setAccessibleName(tr("What the commit changed"));
    connect(back, &QPushButton::clicked, this, &GitDiffPane::changesWanted);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 4, 8, 4);
    head->addWidget(back);
    head->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_patch, 1);
    return page;
}

void GitDiffPane::showStore()
{
    const auto &snapshot = m_store.snapshot();
    if (snapshot && snapshot->conflictCount() > 0)
        m_failure->hide(); // what git called a failure are conflicts to be settled
    m_branch->setEnabled(snapshot != nullptr);
    m_branch->setText(snapshot ? snapshot->branchText() : tr("No repository"));
    m_branch->setAccessibleName(tr("Branch %1").arg(m_branch->text()));
    const QString push = tr("Push");
    const int ahead = snapshot ? snapshot->status.ahead : 0;
    m_actions[ActionId::GitPush]->setIconText(
        ahead > 0 ? QStringLiteral("%1 %2").arg(push).arg(ahead) : push);
    showBusy();
}

void GitDiffPane::showBusy()
{
    const bool isBusy = m_store.isBusy();
    const auto &snapshot = m_store.snapshot();
    m_stop->setVisible(isBusy);
    m_actions[ActionId::GitStop]->setEnabled(isBusy);
    m_progress->setVisible(isBusy);
    if (isBusy) {
        m_progress->setText(m_store.doing() + QStringLiteral("…"));
        m_failure->hide();
    }
    const bool canReach = snapshot && !snapshot->remotes.empty() && !isBusy
                          && m_store.trust() == flow::Trust::Trusted;
    for (const ActionId id : {ActionId::GitPull, ActionId::GitPush, ActionId::GitFetch})
        m_actions[id]->setEnabled(canReach);
}

void GitDiffPane::fillBranches()
{
    QMenu *const menu = m_branch->menu();
    menu->clear();
    for (const ActionId id : {ActionId::GitNewBranch, ActionId::GitMerge, ActionId::GitSwitchBranch})
        menu->addAction(m_actions[id]);
    menu->addSeparator();
    if (!m_store.snapshot())
        return;
    for (const git::Branch &branch : m_store.snapshot()->branches) {
        QAction *const choice = menu->addAction(gitText(branch.name), this, [this, branch] {
            emit branchChosen(branch.name);
        });
        choice->setCheckable(true);
        choice->setChecked(branch.isCurrent);
        choice->setEnabled(!branch.isCurrent);
    }
}

void GitDiffPane::showNothing()
{
    m_file.reset();
    m_fileName->setText(tr("No file is chosen."));
    m_fileCount->clear();
    fillHunks();
    m_pages->setCurrentIndex(HunksPage);
}

void GitDiffPane::showFile(const GitFileDiffPointer &diff)
{
    m_pages->setCurrentIndex(HunksPage);
    const bool isSame = m_file && m_file->path == diff->path;
    const int scrolled = isSame ? m_hunks->verticalScrollBar()->value() : 0;
    m_file = diff;
    m_fileName->setText(
        QStringLiteral("%1   +%2 −%3").arg(gitText(diff->path)).arg(diff->added).arg(diff->removed));
    m_fileCount->setText(
        tr("%1 of %2 hunks staged").arg(diff->stagedCount()).arg(diff->hunks.size()));
    fillHunks();
    QMetaObject::invokeMethod(
        m_hunks->verticalScrollBar(),
        [bar = m_hunks->verticalScrollBar(), scrolled] { bar->setValue(scrolled); },
        Qt::QueuedConnection);
}

void GitDiffPane::fillHunks()
{
    const bool hadFocus = m_hunks->isAncestorOf(QApplication::focusWidget());
    m_current = nullptr;
    m_views.clear();
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto note = [&](const QString &text) {
        auto *said = new theme::Prose(text, list);
        said->setObjectName("hunkNote");
        said->setProperty("role", "secondary");
        said->setContentsMargins(12, 8, 12, 8);
        column->addWidget(said);
    };
    if (m_file && m_file->lfs)
        note(tr("Git LFS keeps this file elsewhere; here is only a pointer to it (%1 bytes).")
                 .arg(m_file->lfs->size));
    else if (m_file && m_file->isBinary)
        note(tr("This is no text: it can be staged as a whole."));
    else if (m_file && m_file->hunks.empty())
        note(tr("No line of it is another: only its name, mode or place."));
    for (std::size_t i = 0; m_file && i < std::min(m_file->hunks.size(), kMostHunks); ++i) {
        auto *view = new GitHunkView(m_file->hunks[i], list);
        connect(view, &GitHunkView::stageWanted, this, &GitDiffPane::stageWanted);
        connect(view, &GitHunkView::nodeWanted, this, &GitDiffPane::nodeWanted);
        connect(view, &GitHunkView::discardWanted, this, &GitDiffPane::discardWanted);
        connect(view, &GitHunkView::entered, this, [this, view] { setCurrent(view); });
        column->addWidget(view);
        m_views.append(view);
    }
    if (m_file && m_file->hunks.size() > kMostHunks)
        note(tr("%1 more hunks aren't shown: stage the file as a whole.")
                 .arg(m_file->hunks.size() - kMostHunks));
    column->addStretch(1);
    m_hunks->setWidget(list); // which deletes the one before
    if (!m_views.isEmpty())
        setCurrent(m_views.front());
    if (hadFocus)
        m_hunks->setFocus();
    const bool hasHunk = m_current != nullptr;
    m_actions[ActionId::GitStageHunk]->setEnabled(hasHunk);
}

void GitDiffPane::setCurrent(GitHunkView *hunk)
{
    if (m_current == hunk)
        return;
    if (m_current)
        m_current->setCurrent(false);
    m_current = hunk;
    m_current->setCurrent(true);
}

void GitDiffPane::showNode(const std::string &node)
{
    for (GitHunkView *const view : std::as_const(m_views)) {
        if (!view->isAbout(node))
            continue;
        setCurrent(view);
        m_hunks->verticalScrollBar()->setValue(view->y());
        return;
    }
}

void GitDiffPane::showCommit(const GitCommitViewPointer &commit)
{
    m_patch->setDiff(commit->patch);
    m_pages->setCurrentIndex(CommitPage);
}

bool GitDiffPane::isShowingCommit() const
{
    return m_pages->currentIndex() == CommitPage;
}

void GitDiffPane::showMerge()
{
    m_file.reset();
    fillHunks();
    m_pages->setCurrentIndex(MergePage);
}

void GitDiffPane::showFailure(const QString &what, const QString &reason, const QString &details)
{
    m_details = QStringList{what, reason, details}.join(u'\n');
    m_failure->setText(tr("%1 didn't work").arg(what), reason);
    m_failure->show();
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/gitchangespane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/git/gitstore.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr int kGitPathRole = Qt::UserRole;
constexpr int kGitConflictRole = Qt::UserRole + 1;

/// What the letter of a state means; for a screen reader and a tool tip.
QString gitLetterText(char letter)
{
    switch (letter) {
    case 'A':
        return GitChangesPane::tr("added");
    case 'D':
        return GitChangesPane::tr("deleted");
    case 'R':
        return GitChangesPane::tr("renamed");
    case 'C':
        return GitChangesPane::tr("copied");
    case 'T':
        return GitChangesPane::tr("another kind of file");
    case '?':
        return GitChangesPane::tr("not in the repository yet");
    case 'U':
        return GitChangesPane::tr("in conflict");
    default:
        return GitChangesPane::tr("changed");
    }
}

QColor gitLetterColour(char letter)
{
    const theme::Tokens &theme = theme::current();
    if (letter == 'A' || letter == '?')
        return theme.ok;
    return letter == 'D' || letter == 'U' ? theme.err : theme.warn;
}

QString operationText(const std::string &operation)
{
    if (operation == "merge")
        return GitChangesPane::tr("A merge is half done.");
    if (operation == "rebase")
        return GitChangesPane::tr("A rebase is half done.");
    if (operation == "cherry-pick")
        return GitChangesPane::tr("A cherry-pick is half done.");
    if (operation == "revert")
        return GitChangesPane::tr("A revert is half done.");
    return operation.empty() ? QString() : GitChangesPane::tr("A search by bisect is under way.");
}

} // namespace

GitChangesPane::GitChangesPane(GitStore &store, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_state(new theme::Prose(this))
    , m_halfDone(new QWidget(this))
    , m_save(new QToolButton(this))
    , m_files(new QTreeWidget(this))
{
    setObjectName("gitChanges");
    m_state->setObjectName("gitState");
    m_state->setContentsMargins(8, 6, 8, 6);
    auto *ways = new QHBoxLayout(m_halfDone);
    ways->setContentsMargins(8, 0, 8, 6);
    for (const ActionId id : {ActionId::GitContinue, ActionId::GitAbort}) {
        auto *button = new QToolButton(m_halfDone);
        button->setDefaultAction(actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setProperty("role", "button");
        ways->addWidget(button);
    }
    ways->addStretch();
    m_save->setObjectName("saveForGit");
    m_save->setDefaultAction(actions[ActionId::SaveAll]);
    m_save->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_save->setProperty("role", "button");
    m_save->hide();
    m_files->setObjectName("gitFiles");
    m_files->setAccessibleName(tr("Changed files"));
    m_files->setHeaderHidden(true);
    m_files->setColumnCount(2);
    m_files->setFrameShape(QFrame::NoFrame);
    m_files->setUniformRowHeights(true);
    m_files->setAllColumnsShowFocus(true);
    m_files->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_files->header()->setStretchLastSection(false);
    m_files->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_files->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    theme::follow(m_files, [this] {
        m_files->setIndentation(theme::scaled(12));
        m_files->setColumnWidth(1, theme::scaled(24));
        m_shown.clear();
        fill();
    });
    for (const ActionId id : {ActionId::GitStageFile, ActionId::GitDiscard})
        m_files->addAction(actions[id]);
    m_files->setContextMenuPolicy(Qt::ActionsContextMenu);
    new widgets::EmptyNote(m_files, tr("Nothing has changed since the last commit."));
    setFocusProxy(m_files);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_save, 0, Qt::AlignLeft);
    layout->addWidget(m_halfDone);
    layout->addWidget(m_files, 1);
    connect(m_files, &QTreeWidget::itemChanged, this, &GitChangesPane::takeTick);
    connect(m_files, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (m_isFilling || !item)
            return;
        m_current = item->data(0, kGitPathRole).toByteArray().toStdString();
        emit fileChosen();
    });
    connect(m_files, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const QByteArray path = item->data(0, kGitPathRole).toByteArray(); !path.isEmpty())
            emit openWanted(path.toStdString());
    });
    connect(&store, &GitStore::changed, this, &GitChangesPane::showStore);
    showStore();
}

void GitChangesPane::showStore()
{
    showState();
    fill();
}

void GitChangesPane::showState()
{
    const auto &snapshot = m_store.snapshot();
    QStringList said;
    if (!snapshot) {
        said.append(m_store.problem().isEmpty() ? tr("Looking at the repository…")
                                                : m_store.problem());
        said.append(m_store.problemHint());
    } else {
        said.append(operationText(snapshot->status.operation));
        if (const std::size_t conflicts = snapshot->conflictCount(); conflicts > 0)
            said.append(conflicts == 1 ? tr("1 file is in conflict.")
                                       : tr("%1 files are in conflict.").arg(conflicts));
        if (snapshot->status.commit.empty())
            said.append(tr("There is no commit yet: the first one begins the branch %1.")
                            .arg(snapshot->branchText()));
        else if (snapshot->status.isDetached() && snapshot->status.operation.empty())
            said.append(tr("No branch is checked out: commits made here belong to none. Make a "
                           "branch to keep them."));
        if (snapshot->isShallow)
            said.append(tr("The clone is shallow: its history isn't all here."));
        if (m_store.trust() == flow::Trust::Restricted)
            said.append(
                tr("Restricted: hooks, filters and helpers of this repository stay off, and "
                   "nothing is fetched or pushed."));
    }
    if (m_unsaved > 0)
        said.append(
            m_unsaved == 1
                ? tr("1 file isn't saved: what is compared and staged is what is on the disk.")
                : tr("%1 files aren't saved: what is compared and staged is what is on the disk.")
                      .arg(m_unsaved));
    said.removeAll(QString());
    m_state->setText(said.join(u' '));
    m_state->setVisible(!said.isEmpty());
    m_halfDone->setVisible(snapshot && !snapshot->status.operation.empty());
}

void GitChangesPane::setUnsaved(std::size_t count)
{
    if (count == m_unsaved)
        return;
    m_unsaved = count;
    m_save->setVisible(count > 0);
    showState();
}

QTreeWidgetItem *GitChangesPane::addGroup(const QString &title, const QString &key)
{
    auto *group = new QTreeWidgetItem(m_files, {title});
    group->setData(0, Qt::AccessibleTextRole, title);
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    group->setFont(0, theme::font(12, QFont::DemiBold));
    group->setData(0, kGitConflictRole, key);
    return group;
}

void GitChangesPane::addFile(QTreeWidgetItem *group,
                             const std::string &path,
                             char letter,
                             Qt::CheckState tick)
{
    const auto &snapshot = m_store.snapshot();
    QString shown = gitText(path);
    const QString folder = gitText(snapshot->flowFolder);
    if (!folder.isEmpty() && shown.startsWith(folder + u'/'))
        shown = shown.mid(folder.size() + 1);
    auto *item = new QTreeWidgetItem(group, {shown, QString(QLatin1Char(letter))});
    item->setData(0, kGitPathRole, QByteArray::fromStdString(path));
    item->setData(0, kGitConflictRole, letter == 'U');
    item->setData(0,
                  Qt::AccessibleTextRole,
                  QStringLiteral("%1, %2").arg(shown, gitLetterText(letter)));
    item->setToolTip(0, QStringLiteral("%1 (%2)").arg(gitText(path), gitLetterText(letter)));
    item->setToolTip(1, gitLetterText(letter));
    item->setForeground(1, gitLetterColour(letter));
    item->setTextAlignment(1, Qt::AlignCenter);
    if (letter != 'U') {
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(0, tick);
    }
}

void GitChangesPane::fillGroups()
{
    std::vector<const git::FileState *> conflicts;
    std::vector<const git::FileState *> staged;
    std::vector<const git::FileState *> unstaged;
    for (const git::FileState &file : m_store.snapshot()->status.files) {
        if (file.isConflict) {
            conflicts.push_back(&file);
            continue;
        }
        if (file.staged != '.' && !file.isUntracked)
            staged.push_back(&file);
        if (file.unstaged != '.' || file.isUntracked)
            unstaged.push_back(&file);
    }
    const auto title = [](const QString &words, std::size_t count) {
        return QStringLiteral("%1  %2").arg(words).arg(count);
    };
    if (!conflicts.empty()) {
        QTreeWidgetItem *const group = addGroup(title(tr("Conflicts"), conflicts.size()), "u");
        for (const git::FileState *file : conflicts)
            addFile(group, file->path, 'U', Qt::Unchecked);
    }
    if (!staged.empty()) {
        QTreeWidgetItem *const group = addGroup(title(tr("Staged"), staged.size()), "s");
        for (const git::FileState *file : staged)
            addFile(group,
                    file->path,
                    file->staged,
                    file->unstaged == '.' ? Qt::Checked : Qt::PartiallyChecked);
    }
    if (!unstaged.empty()) {
        QTreeWidgetItem *const group = addGroup(title(tr("Not staged"), unstaged.size()), "w");
        for (const git::FileState *file : unstaged)
            addFile(group, file->path, file->isUntracked ? '?' : file->unstaged, Qt::Unchecked);
    }
}

void GitChangesPane::fill()
{
    QString wanted;
    if (const auto &snapshot = m_store.snapshot()) {
        for (const git::FileState &file : snapshot->status.files) {
            wanted += gitText(file.path) + u'\n' + QLatin1Char(file.staged)
                      + QLatin1Char(file.unstaged) + (file.isConflict ? u'U' : u' ');
        }
    }
    if (wanted != m_shown || wanted.isEmpty()) {
        m_shown = wanted;
        m_isFilling = true;
        const std::string before = m_current;
        const bool hadFocus = m_files->hasFocus();
        m_files->clear();
        if (m_store.snapshot())
            fillGroups();
        m_files->expandAll();
        QTreeWidgetItem *item = itemOf(m_current);
        if (!item && m_store.snapshot())
            item = itemOf(m_store.snapshot()->flowPath);
        if (!item && m_files->topLevelItemCount() > 0)
            item = m_files->topLevelItem(0)->child(0);
        m_files->setCurrentItem(item);
        m_current = item ? item->data(0, kGitPathRole).toByteArray().toStdString() : std::string();
        if (hadFocus)
            m_files->setFocus();
        m_isFilling = false;
        if (m_current != before)
            emit fileChosen();
    }
}

QTreeWidgetItem *GitChangesPane::itemOf(const std::string &path) const
{
    if (path.empty())
        return nullptr;
    for (int i = 0; i < m_files->topLevelItemCount(); ++i) {
        QTreeWidgetItem *const group = m_files->topLevelItem(i);
        for (int row = 0; row < group->childCount(); ++row) {
            if (group->child(row)->data(0, kGitPathRole).toByteArray().toStdString() == path)
                return group->child(row);
        }
    }
    return nullptr;
}

void GitChangesPane::takeTick(QTreeWidgetItem *item, int column)
{
    if (m_isFilling || column != 0 || item->childCount() > 0)
        return;
    const std::string path = item->data(0, kGitPathRole).toByteArray().toStdString();
    const bool isStaged = item->checkState(0) == Qt::Checked;
    m_shown.clear(); // the tick is the repository's to set, when it has done so
    emit stageWanted({path}, isStaged);
}

bool GitChangesPane::isCurrentConflict() const
{
    const auto &snapshot = m_store.snapshot();
    return snapshot && std::ranges::any_of(snapshot->status.files, [this](const auto &file) {
               return file.path == m_current && file.isConflict;
           });
}

std::vector<std::string> GitChangesPane::selectedPaths() const
{
    std::vector<std::string> paths;
    const QList<QTreeWidgetItem *> items = m_files->selectedItems();
    paths.reserve(static_cast<std::size_t>(items.size()));
    for (const QTreeWidgetItem *item : items) {
        std::string path = item->data(0, kGitPathRole).toByteArray().toStdString();
        if (!path.empty() && std::ranges::find(paths, path) == paths.end())
            paths.push_back(std::move(path));
    }
    return paths;
}

void GitChangesPane::select(const std::string &path)
{
    if (QTreeWidgetItem *const item = itemOf(path))
        m_files->setCurrentItem(item);
}

} // namespace postern::ide

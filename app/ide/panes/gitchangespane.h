// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::ide {

class Actions;
class GitStore;

/// The files of the repository that aren't as they were committed: in conflict, staged, not staged.
/// A tick stages a file or takes it back.
class GitChangesPane final : public QWidget
{
    Q_OBJECT

public:
    GitChangesPane(GitStore &store, const Actions &actions, QWidget *parent = nullptr);

    /// The file that is looked at, as git has it; empty: none.
    std::string currentPath() const { return m_current; }
    bool isCurrentConflict() const;
    /// The files whose rows are selected.
    std::vector<std::string> selectedPaths() const;
    /// How many files of the folder have changes that no disk has yet.
    void setUnsaved(std::size_t count);
    /// Looks at that file, if it is there.
    void select(const std::string &path);

signals:
    /// Another file is looked at, or what there is of it is another.
    void fileChosen();
    void stageWanted(const std::vector<std::string> &paths, bool isStaged);
    /// Twice clicked, or Enter: to be edited.
    void openWanted(const std::string &path);

private:
    void showStore();
    void showState();
    void fill();
    QTreeWidgetItem *addGroup(const QString &title, const QString &key);
    void addFile(QTreeWidgetItem *group, const std::string &path, char letter, Qt::CheckState tick);
    void fillGroups();
    void takeTick(QTreeWidgetItem *item, int column);
    QTreeWidgetItem *itemOf(const std::string &path) const;

    GitStore &m_store;
    theme::Prose *const m_state; // child of this: what is the matter with the repository
    QWidget *const m_halfDone;   // child of this: ways out of a merge that isn't finished
    QToolButton *const m_save;   // child of this: what isn't saved is neither compared nor staged
    QTreeWidget *const m_files;  // child of this
    std::size_t m_unsaved = 0;
    std::string m_current;
    QString m_shown; ///< what the rows were made of
    bool m_isFilling = false;
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::ide {

class Actions;
class GitStore;

/// The message of the next commit, what was found in what is staged, and the commits before it.
class GitCommitPane final : public QWidget
{
    Q_OBJECT

public:
    GitCommitPane(GitStore &store, const Actions &actions, QWidget *parent = nullptr);

    /// The subject, and after an empty line the rest.
    QString message() const;
    bool isAmending() const;
    /// Why nothing can be committed now; empty when it can.
    QString blocker() const;
    /// It is committed: the next message begins empty.
    void clear();
    /// Puts the keyboard into the subject.
    void focusSubject();
    /// The commit whose row is current; empty: none.
    std::string currentCommit() const;

signals:
    /// A commit is to be looked at.
    void commitChosen(const std::string &id);
    /// What was found in what is staged is to be shown.
    void secretsWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showStore();
    void showScan();
    void showCommits();
    void showButton();
    void showAmended();

    GitStore &m_store;
    const Actions &m_actions;
    QLineEdit *const m_subject;   // child of this
    QLabel *const m_count;        // child of this
    QPlainTextEdit *const m_body; // child of this
    QPushButton *const m_scan;    // child of this
    QCheckBox *const m_amend;     // child of this
    theme::Prose *const m_why;    // child of this
    QPushButton *const m_commit;  // child of this
    QListWidget *const m_commits; // child of this
    QString m_listed;             ///< the commits that are
    QString m_kept;               ///< what was typed before the last commit's message came
};

} // namespace postern::ide

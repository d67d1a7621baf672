// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/gitdiff.h"

#include <QWidget>

namespace postern::widgets {
class DiffPage;
} // namespace postern::widgets

namespace postern::ide {

/// A hunk under its head: which nodes it is about, whether it is staged, and what can be done.
class GitHunkView final : public QWidget
{
    Q_OBJECT

public:
    explicit GitHunkView(GitHunk hunk, QWidget *parent = nullptr);

    const GitHunk &hunk() const { return m_hunk; }
    /// Whether it touches the node.
    bool isAbout(const std::string &node) const;
    /// It is the one that commands mean.
    void setCurrent(bool isCurrent);

signals:
    void stageWanted(const postern::ide::GitHunk &hunk);
    void nodeWanted(const postern::ide::GitHunk &hunk, const std::string &node);
    void discardWanted(const postern::ide::GitHunk &hunk);
    /// The keyboard came into it.
    void entered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead();

    const GitHunk m_hunk;
    QWidget *const m_head;            // child of this
    widgets::DiffPage *const m_lines; // child of this
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/mergefile.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class CodeView;
class Strip;
} // namespace postern::widgets

namespace postern::ide {

/// The conflicts of a file: each field with what the sides say, a choice, and the result as it would be
/// written. Space or Enter goes through the choices, 1 to 3 take one.
class GitMergePane final : public QWidget
{
    Q_OBJECT

public:
    explicit GitMergePane(QWidget *parent = nullptr);

    /// What was chosen of a file that is the same still stays.
    void showFile(const MergeSidesPointer &sides);
    void clear();
    const MergeFile *file() const { return m_file.get(); }
    /// Chooses the first row of a node.
    void showNode(const std::string &node);
    /// To the next conflict without a choice.
    void goToNext();

signals:
    /// There is another choice, so that the graph is another.
    void choicesChanged();
    /// The result is to be written and staged. `side`: of a file that is only taken as a whole, whose.
    void settleWanted(const std::string &path, const std::string &text);
    void wholeWanted(const std::string &path, bool isOurs);
    /// By the user: the row of a node.
    void nodeChosen(const std::string &node);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    QWidget *makeOwn();
    QWidget *makeFoot();
    void fillTable();
    void fillRow(int row);
    void showState();
    void choose(int row, Choice choice);
    void chooseOwn();
    void takeSide(Choice choice);
    void settle();

    std::unique_ptr<MergeFile> m_file;
    widgets::Strip *const m_strip;     // child of this
    QPushButton *const m_next;         // child of m_strip
    QTableWidget *const m_table;       // child of this
    QPlainTextEdit *const m_own;       // child of this
    QPushButton *const m_useOwn;       // child of this
    QPushButton *const m_both;         // child of this
    widgets::CodeView *const m_result; // child of this
    QPushButton *const m_ours;         // child of this
    QPushButton *const m_theirs;       // child of this
    QPushButton *const m_settle;       // child of this
    theme::Prose *const m_why;         // child of this
    bool m_isFilling = false;
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/editor/textsearch.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;

namespace postern::widgets {

class CodeEditor;

/// Finds and replaces in one editor at a time.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Shows the bar and looks for what is selected in the editor.
    void open(CodeEditor *editor, bool withReplace);
    /// What is looked for from now on is looked for here.
    void setEditor(CodeEditor *editor);
    /// Selects the next match after the selection, or the one before it, around the ends.
    void step(bool forward);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();
    void onTermsChanged();
    void replaceOne();
    void replaceAll();
    void showCount(std::size_t current);
    SearchTerms terms() const;
    std::vector<Match> matches();

    QPointer<CodeEditor> m_editor;
    QLineEdit *const m_term;     // child of this
    QLineEdit *const m_with;     // child of this
    QToolButton *const m_case;   // child of this
    QToolButton *const m_word;   // child of this
    QToolButton *const m_regex;  // child of this
    QLabel *const m_count;       // child of this
    QWidget *const m_replaceRow; // child of this
    TextSearch m_search;
    std::string m_text; // of the editor when it was searched last
    std::size_t m_found = 0;
};

} // namespace postern::widgets

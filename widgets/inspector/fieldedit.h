// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>

class QCompleter;
class QKeyEvent;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace postern::widgets {

/// A text that a form shows and lets one change. What is typed counts once Enter is pressed or the
/// field is left, never a key earlier; Escape takes it back. While nothing is typed the keys of
/// undoing are the window's. A text of several lines is left by Ctrl+Enter.
class FieldEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldEdit(QWidget *parent = nullptr);

    void setHasLines(bool hasLines);
    void setName(const QString &name);
    /// "literal", "reference", "remark" or none: see the style sheet.
    void setRole(const QString &role);
    void setPlaceholder(const QString &text);
    void setEditable(bool isEditable);
    /// What is offered: asked for when the list opens, and once while something is typed. Null:
    /// nothing.
    void setChoices(std::function<QStringList()> choices);
    /// Has the value pointed at elsewhere; null: that can't be.
    void setPick(std::function<void()> pick);
    /// What is offered is another now: the list that is open shows it.
    void renewList();
    /// Differs from what holds by default; without words for the way back there is no button.
    void setChanged(bool isChanged, const QString &wayBack);
    /// Stands for several values that differ.
    void setMixed(bool isMixed);
    void setWrong(bool isWrong) const;

    QString text() const;
    /// What the file says. What is being typed stays.
    void setStated(const QString &text);
    /// The same, in place of what is being typed.
    void showText(const QString &text);
    /// Another text than the file's, which was refused before.
    void keepTyped(const QString &text);
    /// Whether it holds something that the file doesn't say.
    bool isPending() const { return text() != m_stated; }
    /// Tells what was typed, if anything and unless it was refused as it is.
    void take();

    /// Where the keyboard is while it is in the field.
    QWidget *input() const;

signals:
    void committed(const QString &text);
    /// What was typed is gone again.
    void takenBack();
    void revertWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Whether the key has been dealt with.
    bool onKey(QKeyEvent &event);
    void onTyped();
    void enter();
    void openList();
    void placeButtons();
    QToolButton *makeButton(const QString &icon);

    QLineEdit *const m_line;           // child of this
    QPlainTextEdit *m_lines = nullptr; // child of this, once there are several
    QToolButton *m_open = nullptr;     // child of m_line
    QToolButton *m_point = nullptr;    // child of m_line
    QToolButton *m_wayBack = nullptr;  // child of m_line
    QCompleter *m_completer = nullptr; // child of this
    std::function<QStringList()> m_choices;
    std::function<void()> m_pick;
    QString m_stated;
    QString m_told; ///< what was told last; what is still typed then was refused
    bool m_wasTold = false;
    bool m_isListWanted = false; ///< until something is typed or told
    bool m_isListAsked = false;  ///< since the field has the keyboard
    bool m_isEditable = true;
};

} // namespace postern::widgets

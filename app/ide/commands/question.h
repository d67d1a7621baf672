// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QDialogButtonBox;
class QPushButton;
class QVBoxLayout;

namespace postern::ide {

/// Asks before something is done that can't be taken back. Not QMessageBox, whose pictures, buttons
/// and words are the desktop's, and which grows out of the screen with a list of names.
class Question final : public QDialog
{
    Q_OBJECT

public:
    enum class Button {
        Meant,     ///< what was asked for: the one that Return presses
        Other,     ///< another way to go on
        Cancel,    ///< as the Escape key
        SafeCancel ///< the same, and what Return presses
    };

    Question(const QString &title, const QString &text, QWidget *parent);

    /// What it is about, below the text; the list scrolls when it is long.
    void setNames(const QStringList &names);
    QPushButton *add(Button kind, const QString &text);
    /// Waits for the answer: the button, null when the question was dismissed.
    const QPushButton *ask();

private:
    QVBoxLayout *m_words;              // child of the layout
    QDialogButtonBox *const m_buttons; // child of this
    const QPushButton *m_answer = nullptr;
};

} // namespace postern::ide

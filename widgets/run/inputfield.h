// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

struct ImageAccess;
class ImageField;
class InputsModel;

/// A view of one input of a model: its name and type, a field that suits the type, and what is wrong
/// with what was typed.
class InputField final : public QWidget
{
    Q_OBJECT

public:
    InputField(InputsModel &model, int index, const ImageAccess &images, QWidget *parent);

    /// Which of the model's.
    int index() const { return m_index; }
    /// Where the keyboard goes.
    QWidget *editor() const;

private:
    QWidget *makeField(const ImageAccess &images);
    QWidget *makeLine();
    QWidget *makeText();
    void arrange(QWidget *field);
    QWidget *makeHeldRow();
    QString name() const;
    /// What the field holds, as what the user typed.
    QString typedText() const;
    /// Of a text too long to be edited here the field shows the beginning.
    void fillText(const QString &text);
    void showText();
    void showProblem();
    void onEdited();

    InputsModel &m_model;
    const int m_index;
    QString m_shown; ///< the model's text that the field shows
    bool m_isFilling = false;
    QCheckBox *m_check = nullptr;     // child of this; of a bool
    QLineEdit *m_line = nullptr;      // child of this; of a number or a secret
    ImageField *m_image = nullptr;    // child of this; of an image
    QPlainTextEdit *m_edit = nullptr; // child of this; of all else
    QWidget *m_heldRow = nullptr;     // child of this; of all else
    theme::Prose *const m_problem;    // child of this
    QPushButton *const m_leaveEmpty;  // child of this
};

} // namespace postern::widgets

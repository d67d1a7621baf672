// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

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

/// One input of a flow: its name and type, a field that suits the type, and what is wrong with
/// what was typed.
class InputField final : public QWidget
{
    Q_OBJECT

public:
    InputField(const flow::FlowInput &input, const ImageAccess &images, QWidget *parent);

    const std::string &name() const { return m_name; }
    QString text() const;
    void setText(const QString &text);
    /// Back to the default, as nobody touched it.
    void reset();
    void setValue(const Value &value);
    /// Whether it holds anything but the input's default.
    bool isChanged() const { return text() != m_default || m_isMeantEmpty; }
    /// Whether what it holds may be kept on the disk.
    bool isSecret() const { return m_isSecret; }

    /// Adds what the field holds, read as its type, to the values. False when it can't be read, or
    /// is needed and missing: then the field says so, and problem() too. An empty field of an input
    /// that may be left out adds nothing. A text may be empty where the input has a default or the
    /// user says so.
    bool read(Dict &values);
    QString problem() const;
    /// Where the keyboard goes.
    QWidget *editor() const;

signals:
    /// By the user.
    void edited();

private:
    enum class Type { String, Int, Double, Bool, List, Object, Image };

    static Type typeOf(const std::string &type);
    QWidget *makeField(const ImageAccess &images);
    QWidget *makeLine();
    void arrange(const flow::FlowInput &input, QWidget *field);
    QWidget *makeHeldRow();
    /// Of a text too long to be edited here the field shows the beginning and keeps the rest.
    void showText(const QString &text);
    Value parse(const QString &text) const;
    Value parseJson(const QString &text) const;
    void onChanged();
    void showProblem(const QString &sentence, bool mayBeEmpty = false);

    const std::string m_name;
    const Type m_type;
    const bool m_isSecret;
    const bool m_hasDefault;
    const bool m_isOptional; ///< left out when the field is empty
    QString m_default;
    bool m_isFilling = false;
    bool m_isMeantEmpty = false;      ///< an empty text is what the user wants
    QString m_held;                   ///< the text, when it is too long for the field
    QCheckBox *m_check = nullptr;     // child of this; of a bool
    QLineEdit *m_line = nullptr;      // child of this; of a number or a secret
    ImageField *m_image = nullptr;    // child of this; of an image
    QPlainTextEdit *m_edit = nullptr; // child of this; of all else
    QWidget *m_heldRow = nullptr;     // child of this; of all else
    theme::Prose *const m_problem;    // child of this
    QPushButton *const m_leaveEmpty;  // child of this
};

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// One input of a flow: its name and type, a field that suits the type, and what is wrong with
/// what was typed.
class InputField final : public QWidget
{
    Q_OBJECT

public:
    InputField(const flow::FlowInput &input, QWidget *parent);

    const std::string &name() const { return m_name; }
    QString text() const;
    void setText(const QString &text);
    void setValue(const Value &value);
    /// Whether it holds anything but the input's default.
    bool isChanged() const { return text() != m_default; }

    /// What the field holds, read as its type; nothing when it can't be, and then the field says
    /// why and problem() too. An empty field of a type other than string is no value.
    std::optional<Value> read();
    QString problem() const;

signals:
    /// By the user.
    void edited();

private:
    enum class Type { String, Int, Double, Bool, Json };

    QWidget *makeField();
    QWidget *makeHeldRow();
    /// Of a text too long to be edited here the field shows the beginning and keeps the rest.
    void showText(const QString &text);
    Value parse(const QString &text) const;
    void onChanged();
    void showProblem(const QString &sentence);

    const std::string m_name;
    Type m_type = Type::String;
    QString m_default;
    bool m_isFilling = false;
    QString m_held;                   ///< the text, when it is too long for the field
    QCheckBox *m_check = nullptr;     // child of this; of a bool
    QLineEdit *m_line = nullptr;      // child of this; of a number
    QPlainTextEdit *m_edit = nullptr; // child of this; of all else
    QWidget *m_heldRow = nullptr;     // child of this; of all else
    theme::Prose *const m_problem;    // child of this
};

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace postern::widgets {

/// Asks for a value in place of another, as JSON. Says while one types whether it can be read, and
/// whether it is of the type that stood there.
class ValueEditor final : public QDialog
{
    Q_OBJECT

public:
    ValueEditor(const QString &title, const Value &before, QWidget *parent = nullptr);

    /// Nothing while the text can't be read.
    std::optional<Value> value() const { return m_value; }
    /// Waits for the answer; nothing when it was dismissed.
    static std::optional<Value> ask(const QString &title, const Value &before, QWidget *parent);

private:
    void check();

    const Value m_before;
    QPlainTextEdit *const m_text; // child of this
    QLabel *const m_type;         // child of this
    QPushButton *const m_take;    // child of this
    std::optional<Value> m_value;
};

} // namespace postern::widgets

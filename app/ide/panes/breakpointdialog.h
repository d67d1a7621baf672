// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/breakpoints.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLineEdit;
class QSpinBox;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::ide {

/// How one breakpoint stops: before or after, if what, from which visit on, or what it writes.
class BreakpointDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What is wrong with a breakpoint as it was entered, one sentence; empty: nothing.
    using Check = std::function<QString(const Breakpoint &breakpoint)>;

    BreakpointDialog(const Breakpoint &breakpoint, Check check, QWidget *parent);

    Breakpoint breakpoint() const;

    void accept() override;

private:
    const Breakpoint m_before;
    const Check m_check;
    QComboBox *const m_side;       // child of this
    QLineEdit *const m_condition;  // child of this
    QSpinBox *const m_hits;        // child of this
    QSpinBox *const m_tokens;      // child of this
    QLineEdit *const m_log;        // child of this
    QCheckBox *const m_isEnabled;  // child of this
    theme::Prose *const m_problem; // child of this
};

} // namespace postern::ide

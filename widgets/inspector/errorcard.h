// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"

#include <QFrame>

class QPlainTextEdit;
class QPushButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// Says why something failed: what happened, what to do, and the evidence on demand.
class ErrorCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *parent = nullptr);

    void setError(const Error &error);

private:
    Error m_error{ErrorCode::Internal, {}};
    theme::Prose *const m_message;   // child of this
    theme::Prose *const m_hint;      // child of this
    theme::Prose *const m_code;      // child of this
    QPlainTextEdit *const m_details; // child of this
    QPushButton *const m_toggle;     // child of this
};

/// Everything an error says, for whoever is asked about it: without secrets, with our version.
QString errorReport(const Error &error);

} // namespace postern::widgets

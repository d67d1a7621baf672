// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"

#include <QFrame>
#include <QList>

#include <functional>

class QAction;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class TextPage;

/// What to do about an error where it is shown: a sentence, and commands that do it.
struct ErrorAdvice
{
    QString hint;
    QList<QAction *> actions;
};
using ErrorAdviser = std::function<ErrorAdvice(const Error &)>;

/// Says why something failed: the reason, what to do, where it is, and the evidence on demand.
class ErrorCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *parent = nullptr);

    /// Without one the error's own hint is shown, and no commands.
    void setAdviser(ErrorAdviser adviser) { m_adviser = std::move(adviser); }
    void setError(const Error &error);

signals:
    /// The place is to be seen; line and column count from 1, 0 is unknown.
    void placeChosen(const QString &file, int line, int column);

private:
    void showAdvice();
    void choosePlace();

    Error m_error{ErrorCode::Internal, {}};
    ErrorAdviser m_adviser;
    theme::Prose *const m_message;  // child of this
    theme::Prose *const m_hint;     // child of this
    QToolButton *const m_place;     // child of this
    theme::Prose *const m_code;     // child of this
    TextPage *const m_details;      // child of this
    QPushButton *const m_toggle;    // child of this
    QVBoxLayout *m_ways = nullptr;  // owned by this
    QList<QPushButton *> m_buttons; // children of this, in m_ways
};

/// Everything an error says, for whoever is asked about it: without secrets, with our version.
QString errorReport(const Error &error);

/// "start.py:11", for a link; the file's name alone where its folders make it long.
QString placeText(const Place &place);

} // namespace postern::widgets

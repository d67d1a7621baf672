// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/http/watch.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QComboBox;
class QLabel;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class TextPage;

/// A request as it went: its line, its headers and its body, without secrets.
std::string requestText(const http::Attempt &attempt);
/// What was answered, or why nothing was.
std::string answerText(const http::Attempt &attempt);

/// The requests that were sent for something, one chosen: what was sent beside what came back.
class RequestView final : public QWidget
{
    Q_OBJECT

public:
    using Attempts = std::vector<std::shared_ptr<const http::Attempt>>;

    explicit RequestView(QWidget *parent = nullptr);

    /// The chosen one stays, as long as it is among them; else the last is chosen.
    void setAttempts(const Attempts &attempts);
    /// Shows one in a window of its own.
    static void open(const std::shared_ptr<const http::Attempt> &attempt, QWidget *window);

private:
    void showChosen();

    Attempts m_attempts;
    std::shared_ptr<const http::Attempt> m_shown;
    QComboBox *const m_choice;   // child of this
    theme::Prose *const m_empty; // child of this
    QWidget *const m_pages;      // child of this
    TextPage *const m_request;   // child of m_pages
    TextPage *const m_answer;    // child of m_pages
};

} // namespace postern::widgets

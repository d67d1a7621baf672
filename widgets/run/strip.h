// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// A line across the window that says something is the matter and offers what to do about it.
class Strip final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Warning, Error };

    Strip(Kind kind, QWidget *parent = nullptr);

    /// `title` stands out; `text` may be long and wraps.
    void setText(const QString &title, const QString &text);
    QString text() const;
    /// Buttons stand at the right, in the order they were added.
    QPushButton *addButton(const QString &text);

private:
    QLabel *const m_title;       // child of this
    theme::Prose *const m_text;  // child of this
    QHBoxLayout *const m_layout; // owned by this
};

} // namespace postern::widgets

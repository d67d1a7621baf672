// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <utility>

class QPushButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class StripLayout;

/// A strip that says something is the matter and offers what to do about it. It takes the width it
/// is given and asks for none: its text wraps under its title.
class Strip final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Warning, Error };

    Strip(Kind kind, QWidget *parent = nullptr);

    /// `title` stands out; both may be long and wrap.
    void setText(const QString &title, const QString &text);
    QString title() const { return m_whole.first; }
    QString text() const;
    /// Buttons stand at the right or below, in the order they were added.
    QPushButton *addButton(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    static void fill(theme::Prose *label, const QString &text);
    void measure();

    theme::Prose *const m_title;     // child of this
    theme::Prose *const m_text;      // child of this
    StripLayout *m_layout = nullptr; // owned by this
    std::pair<QString, QString> m_whole;
};

} // namespace postern::widgets

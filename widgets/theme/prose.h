// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace postern::theme {

/// Plain text that wraps. In Korean its lines stand 1.45 em apart, where Qt would set lines without
/// Hangul closer than those with it, and it is broken between words only, where Qt would break
/// after any syllable.
class Prose final : public QLabel
{
    Q_OBJECT

public:
    explicit Prose(QWidget *parent = nullptr);
    explicit Prose(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    /// As it was given; QLabel's own text is markup in Korean.
    QString text() const { return m_text; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void render();

    QString m_text;
    int m_lineHeight = 0; ///< that the markup asks for, in pixels
};

} // namespace postern::theme

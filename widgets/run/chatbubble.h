// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QStringList>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace postern::widgets {

/// What one side of a chat said: the text on a ground of its own, and below it a line in smaller
/// letters with what can be done with it. Of a text longer than can be read at once it shows the
/// beginning; copying takes all of it, and a link opens it in a window of its own.
class ChatBubble final : public QFrame
{
    Q_OBJECT

public:
    enum class Side { Question, Answer };

    ChatBubble(Side side, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    /// `isWhole`: nothing more is to come, so that Markdown is shown as it is meant.
    void setText(const QString &text, bool isWhole = true);
    /// The answer didn't come: why.
    void setFailure(const QString &reason);
    bool isFailure() const { return m_isFailure; }
    void setAbout(const QString &about);
    QString about() const;
    /// What an answer rests on, below it; long ones are cut.
    void setCitations(const QStringList &citations);
    QStringList citations() const { return m_citations; }
    /// A button in the line below.
    QToolButton *addButton(const QString &text);

private:
    /// The beginning of the text, and the way to the rest.
    QString shownText();
    void openLarge();

    const Side m_side;
    QString m_text;
    bool m_isFailure = false;
    QStringList m_citations;
    QLabel *const m_words; // child of this
    QLabel *const m_about; // child of this
    QLabel *const m_cited; // child of this
    QHBoxLayout *m_line;   // of this
    QToolButton *m_open;   // child of this
};

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/chatbubble.h"

#include "widgets/run/markdown.h"
#include "widgets/run/valuedialog.h"
#include "widgets/theme/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr qsizetype kMostRead = 8'000;
constexpr int kBubbleMargin = 10;
constexpr qsizetype kMostCitations = 8;
constexpr qsizetype kLongestCitation = 60;
constexpr int kSideIndent = 32; ///< that shows whose side it is

} // namespace

ChatBubble::ChatBubble(Side side, QWidget *parent)
    : QFrame(parent)
    , m_side(side)
    , m_words(new QLabel(this))
    , m_about(new QLabel(this))
    , m_cited(new QLabel(this))
    , m_line(new QHBoxLayout)
{
    const bool isQuestion = side == Side::Question;
    m_words->setObjectName(isQuestion ? "chatQuestion" : "chatAnswer");
    m_words->setProperty("bubble", isQuestion ? "question" : "answer");
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setMargin(kBubbleMargin);
    // A word without an end must not widen the column.
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_about->setProperty("role", "meta");
    m_line->setContentsMargins(0, 0, 0, 0);
    m_line->setSpacing(8);
    if (isQuestion)
        m_line->addStretch(1);
    m_line->addWidget(m_about);
    if (!isQuestion)
        m_line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(isQuestion ? kSideIndent : 0, 0, isQuestion ? 0 : kSideIndent, 0);
    layout->setSpacing(2);
    m_cited->setObjectName("chatCitations");
    m_cited->setProperty("role", "secondary");
    m_cited->setTextFormat(Qt::PlainText);
    m_cited->setWordWrap(true);
    m_cited->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_cited->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cited->hide();
    layout->addWidget(m_words);
    layout->addWidget(m_cited);
    layout->addLayout(m_line);
    m_about->hide();
    m_open = addButton(tr("Open large"));
    m_open->setObjectName("chatOpen");
    m_open->hide();
    connect(m_open, &QToolButton::clicked, this, &ChatBubble::openLarge);
}

QString ChatBubble::shownText()
{
    m_open->setVisible(m_text.size() > kMostRead);
    return theme::shortened(m_text, kMostRead);
}

void ChatBubble::openLarge()
{
    const QString title = m_side == Side::Question ? tr("Question") : tr("Answer");
    ValueDialog::open(title, Value(m_text.toStdString()), window());
}

void ChatBubble::setText(const QString &text, bool isWhole)
{
    m_text = text;
    const QString shown = shownText();
    const bool isRich = isWhole && m_side == Side::Answer && looksLikeMarkdown(shown);
    m_words->setTextFormat(isRich ? Qt::RichText : Qt::PlainText);
    m_words->setText(isRich ? fromMarkdown(shown).toHtml() : shown);
}

void ChatBubble::setFailure(const QString &reason)
{
    m_text = reason;
    m_isFailure = true;
    m_words->setTextFormat(Qt::PlainText);
    m_words->setText(shownText());
    m_words->setProperty("bubble", "failure");
    m_words->style()->unpolish(m_words);
    m_words->style()->polish(m_words);
}

void ChatBubble::setAbout(const QString &about)
{
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

QString ChatBubble::about() const
{
    return m_about->text();
}

void ChatBubble::setCitations(const QStringList &citations)
{
    m_citations = citations;
    QStringList shown;
    for (const QString &citation : citations.first(std::min(citations.size(), kMostCitations)))
        shown.append(theme::shortened(citation, kLongestCitation));
    if (citations.size() > kMostCitations)
        shown.append(QStringLiteral("…"));
    m_cited->setText(tr("Rests on: %1").arg(shown.join(QStringLiteral(" · "))));
    m_cited->setToolTip(theme::plainToolTip(citations.join(QLatin1Char('\n'))));
    m_cited->setVisible(!citations.isEmpty());
}

QToolButton *ChatBubble::addButton(const QString &text)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setProperty("role", "link");
    m_line->insertWidget(m_side == Side::Question ? m_line->count() : m_line->count() - 1, button);
    return button;
}

} // namespace postern::widgets

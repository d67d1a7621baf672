// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/promptview.h"

#include <QFrame>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace postern::widgets {

namespace {

constexpr int kMostMessages = 200;
constexpr qsizetype kMostCharacters = 20'000;

} // namespace

PromptView::PromptView(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setPrompt({});
}

void PromptView::setPrompt(const std::string &text)
{
    if (m_page && text == m_text)
        return;
    m_text = text;
    m_page = new QWidget;
    m_page->setProperty("role", "panel");
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->setSpacing(8);

    // Prompt flow's rule: a role and a colon alone on a line begin a message.
    static const QRegularExpression
        kRole(QStringLiteral(
                  R"(^[ \t]*#?[ \t]*(system|user|assistant|function|tool|developer):[ \t]*\r?$)"),
              QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const QString all = QString::fromStdString(text);
    QString role;
    qsizetype begin = 0;
    int count = 0;
    for (auto it = kRole.globalMatch(all); it.hasNext() && count < kMostMessages; ++count) {
        const QRegularExpressionMatch match = it.next();
        addMessage(role, all.mid(begin, match.capturedStart() - begin));
        role = match.captured(1).toLower();
        begin = match.capturedEnd();
    }
    addMessage(role, all.mid(begin));
    m_layout->addStretch();
    setWidget(m_page);
}

void PromptView::addMessage(const QString &role, const QString &text)
{
    const QString body = text.trimmed();
    if (body.isEmpty() && role.isEmpty())
        return;
    auto *card = new QFrame(m_page);
    card->setProperty("role", "card");
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    if (!role.isEmpty()) {
        auto *heading = new QLabel(role, card);
        heading->setProperty("role", "secondary");
        layout->addWidget(heading);
    }
    auto *content = new QLabel(card);
    content->setTextFormat(Qt::PlainText);
    content->setWordWrap(true);
    content->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    content->setText(
        body.size() <= kMostCharacters ? body : body.left(kMostCharacters) + QStringLiteral(" …"));
    layout->addWidget(content);
    m_layout->addWidget(card);
}

} // namespace postern::widgets

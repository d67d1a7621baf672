// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/promptview.h"

#include "engine/base/error.h"
#include "engine/tool/chatprompt.h"
#include "widgets/run/valuemodel.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>
#include <vector>

namespace postern::widgets {

namespace {

constexpr std::size_t kMostMessages = 200;
constexpr qsizetype kMostCharacters = 20'000;

using Message = std::pair<QString, QString>;

// A message's content is a text, or a list of texts and images.
QString contentText(const Value &content)
{
    return content.isString() ? QString::fromStdString(content.asString()) : fullText(content);
}

// As the model gets them. What can't be split is shown whole: the node's error says why.
std::vector<Message> messages(const std::string &prompt)
{
    std::vector<Message> found;
    try {
        for (const Value &message : tool::messagesOf(prompt)) {
            const Value *role = message.find("role");
            const Value *content = message.find("content");
            found.emplace_back(role ? contentText(*role) : QString(),
                               content ? contentText(*content) : fullText(message));
            if (found.size() == kMostMessages)
                break;
        }
    } catch (const Error &) {
        found.clear();
    }
    if (found.empty())
        found.emplace_back(QString(), QString::fromStdString(prompt));
    return found;
}

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

    for (const auto &[role, content] : messages(text))
        addMessage(role, content);
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

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/promptview.h"

#include "engine/base/error.h"
#include "engine/tool/chatprompt.h"
#include "widgets/inspector/bubbletext.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace postern::widgets {

namespace {

constexpr std::size_t kMessages = 30; // at a time
constexpr std::size_t kMostBytes = 4'000;
constexpr qsizetype kLongestRole = 60;

std::string trimmed(const std::string &text)
{
    constexpr std::string_view kBlank = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(kBlank);
    return begin == std::string::npos
               ? std::string()
               : text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// Parts given in bytes as begin and size in characters of Qt's.
std::vector<std::pair<int, int>> markedIn(std::string_view text,
                                          const std::vector<TextRange> &ranges)
{
    std::vector<std::pair<int, int>> marked;
    std::size_t done = 0;
    qsizetype at = 0;
    const auto goTo = [&](std::size_t place) {
        at += fromUtf8(text.substr(done, place - done)).size();
        done = place;
        return static_cast<int>(at);
    };
    for (const TextRange &range : ranges) {
        if (range.begin >= text.size())
            break;
        const int begin = goTo(range.begin);
        const int end = goTo(std::min(range.end, text.size()));
        marked.emplace_back(begin, end - begin);
    }
    return marked;
}

} // namespace

// As the model gets them. What can't be split is shown whole: the node's error says why.
std::vector<PromptView::Message> PromptView::messagesOf(const std::string &prompt)
{
    std::vector<Message> found;
    try {
        for (const Value &message : tool::messagesOf(prompt)) {
            const Value *role = message.find("role");
            const Value *content = message.find("content"); // a text, or a list with images
            found.push_back({role ? theme::shortened(fullText(*role), kLongestRole) : QString(),
                             trimmed(fullTextUtf8(content ? *content : message)),
                             {}});
        }
    } catch (const Error &) {
        found.clear();
    }
    if (found.empty())
        found.push_back({QString(), trimmed(prompt), {}});
    return found;
}

PromptView::PromptView(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setPrompt({});
}

// A message's content stands in the prompt as it is, unless it has images.
void PromptView::markInserted(const std::vector<TextRange> &inserted)
{
    std::size_t from = 0;
    for (Message &message : m_messages) {
        const std::size_t begin = message.text.empty() ? std::string::npos
                                                       : m_text.find(message.text, from);
        if (begin == std::string::npos)
            continue;
        from = begin + message.text.size();
        for (const TextRange &range : inserted) {
            const std::size_t first = std::max(range.begin, begin);
            const std::size_t last = std::min(range.end, from);
            if (first < last)
                message.inserted.push_back({first - begin, last - begin});
        }
    }
}

void PromptView::shareOut(std::int64_t tokens)
{
    std::size_t all = 0;
    for (const Message &message : m_messages)
        all += message.text.size();
    for (Message &message : m_messages)
        message.tokens = all == 0 ? 0
                                  : static_cast<std::int64_t>(
                                        std::llround(static_cast<double>(tokens)
                                                     * static_cast<double>(message.text.size())
                                                     / static_cast<double>(all)));
}

void PromptView::setPrompt(const std::string &text,
                           const std::vector<TextRange> &inserted,
                           std::int64_t tokens)
{
    if (m_page && text == m_text && tokens == m_tokens)
        return;
    m_text = text;
    m_tokens = tokens;
    m_messages = messagesOf(text);
    markInserted(inserted);
    shareOut(tokens);
    m_shown = 0;
    m_page = new QWidget;
    m_page->setProperty("role", "panel");
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->setSpacing(8);
    m_more = new QPushButton(m_page);
    m_more->setObjectName("moreMessages");
    connect(m_more, &QPushButton::clicked, this, &PromptView::showMore);
    m_layout->addWidget(m_more, 0, Qt::AlignLeft);
    m_layout->addStretch();
    showMore();
    setWidget(m_page);
}

void PromptView::showMore()
{
    const std::size_t end = std::min(m_messages.size(), m_shown + kMessages);
    while (m_shown < end)
        addMessage(m_messages[m_shown++]);
    const std::size_t left = m_messages.size() - end;
    m_more->setText(tr("Show more messages (%1 left)").arg(left));
    m_more->setVisible(left > 0);
}

void PromptView::addMessage(const Message &message)
{
    const QString &role = message.role;
    const std::string &text = message.text;
    if (text.empty() && role.isEmpty())
        return;
    auto *card = new QFrame(m_page);
    card->setProperty("role", "card");
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    if (!role.isEmpty()) {
        auto *heading = new QLabel(role, card);
        heading->setTextFormat(Qt::PlainText);
        heading->setProperty("role", "secondary");
        auto *head = new QHBoxLayout;
        head->addWidget(heading, 1);
        if (message.tokens > 0) {
            auto *tokens = new QLabel(tr("about %1 tok")
                                          .arg(QLocale().toString(
                                              static_cast<qlonglong>(message.tokens))),
                                      card);
            tokens->setObjectName("messageTokens");
            tokens->setProperty("role", "meta");
            head->addWidget(tokens);
        }
        layout->addLayout(head);
    }
    auto *content = new BubbleText(card);
    content->setAccessibleName(role.isEmpty() ? tr("Prompt") : role);
    const std::size_t size = wholeCharacters(text, kMostBytes);
    const std::string_view shown = std::string_view(text).substr(0, size);
    content->setText(fromUtf8(shown), markedIn(shown, message.inserted));
    if (!message.inserted.empty())
        content->setAccessibleDescription(tr("Underlined: what values put there"));
    layout->addWidget(content);
    if (size < text.size()) {
        auto *all = new QToolButton(card);
        all->setObjectName("wholeMessage");
        all->setProperty("role", "link");
        all->setText(tr("This is the beginning. Show all of it"));
        connect(all, &QToolButton::clicked, this, [this, role, text] {
            ValueDialog::open(role, Value(text), window());
        });
        layout->addWidget(all);
    }
    m_layout->insertWidget(m_layout->indexOf(m_more), card);
}

} // namespace postern::widgets

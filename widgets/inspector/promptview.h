// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/renderedtext.h"

#include <QScrollArea>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace postern::widgets {

/// A rendered prompt as the chat messages it stands for, a card each: of many the first, of long
/// ones the beginning, the rest on demand. What values put there is underlined.
class PromptView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PromptView(QWidget *parent = nullptr);

    /// `inserted`: the parts that came from values. `tokens` that a model counted in all of it are
    /// shared out among the messages by their length; 0: nobody counted.
    void setPrompt(const std::string &text,
                   const std::vector<TextRange> &inserted = {},
                   std::int64_t tokens = 0);

private:
    struct Message
    {
        QString role;
        std::string text;
        std::vector<TextRange> inserted; ///< of the text
        std::int64_t tokens = 0;         ///< about
    };
    static std::vector<Message> messagesOf(const std::string &prompt);
    void markInserted(const std::vector<TextRange> &inserted);
    void shareOut(std::int64_t tokens);
    void showMore();
    void addMessage(const Message &message);

    std::string m_text;
    std::int64_t m_tokens = 0;
    std::vector<Message> m_messages;
    std::size_t m_shown = 0;
    QWidget *m_page = nullptr;       // owned by this
    QVBoxLayout *m_layout = nullptr; // owned by m_page
    QPushButton *m_more = nullptr;   // child of m_page
};

} // namespace postern::widgets

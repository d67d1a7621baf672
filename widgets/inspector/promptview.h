// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace postern::widgets {

/// A rendered prompt as the chat messages it stands for, a card each: of many the first, of long
/// ones the beginning, the rest on demand.
class PromptView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PromptView(QWidget *parent = nullptr);

    void setPrompt(const std::string &text);

private:
    using Message = std::pair<QString, std::string>; ///< role and content
    static std::vector<Message> messagesOf(const std::string &prompt);
    void showMore();
    void addMessage(const Message &message);

    std::string m_text;
    std::vector<Message> m_messages;
    std::size_t m_shown = 0;
    QWidget *m_page = nullptr;       // owned by this
    QVBoxLayout *m_layout = nullptr; // owned by m_page
    QPushButton *m_more = nullptr;   // child of m_page
};

} // namespace postern::widgets

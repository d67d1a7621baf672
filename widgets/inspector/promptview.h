// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace postern::widgets {

/// A rendered prompt as the chat messages it stands for, a card each.
class PromptView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PromptView(QWidget *parent = nullptr);

    void setPrompt(const std::string &text);

private:
    void addMessage(const QString &role, const QString &text);

    std::string m_text;
    QWidget *m_page = nullptr;       // owned by this
    QVBoxLayout *m_layout = nullptr; // owned by m_page
};

} // namespace postern::widgets

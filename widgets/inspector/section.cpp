// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/section.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace postern::widgets {

Section::Section(const QString &title, QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_title(new QToolButton(this))
    , m_remark(new QLabel(this))
    , m_content(content)
{
    auto *head = new QWidget(this);
    head->setProperty("role", "section");
    head->setAttribute(Qt::WA_StyledBackground);
    m_title->setText(title);
    m_title->setProperty("role", "section");
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    theme::follow(this, [this, head] {
        head->setMinimumHeight(theme::scaled(theme::kTabHeight));
        m_title->setIconSize({theme::scaled(12), theme::scaled(12)});
    });
    m_title->setCheckable(true);
    m_title->setFocusPolicy(Qt::StrongFocus);
    m_remark->setProperty("role", "secondary");
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(4, 0, 8, 0);
    m_head->setSpacing(4);
    m_head->addWidget(m_title);
    m_head->addWidget(m_remark);
    m_head->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(content);
    connect(m_title, &QToolButton::toggled, this, &Section::setOpen);
    m_title->setChecked(true);
}

void Section::setTitle(const QString &title)
{
    m_title->setText(title);
}

void Section::setRemark(const QString &text)
{
    m_remark->setText(text);
}

void Section::addButton(QToolButton *button)
{
    m_head->addWidget(button);
}

void Section::setOpen(bool open)
{
    m_content->setVisible(open);
    m_title->setIcon(theme::icon(open ? "chevron-down" : "chevron-right"));
}

} // namespace postern::widgets

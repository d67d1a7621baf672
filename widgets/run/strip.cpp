// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/strip.h"

#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace postern::widgets {

namespace {
constexpr int kIconSize = 16;
constexpr qsizetype kLongestText = 600;
constexpr int kWidestTitle = 320; // names may be of any length
} // namespace

Strip::Strip(Kind kind, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_text(new theme::Prose(this))
    , m_layout(new QHBoxLayout(this))
{
    setProperty("strip", kind == Kind::Error ? "err" : "warn");
    auto *icon = new QLabel(this);
    const auto tint = kind == Kind::Error ? &theme::Tokens::err : &theme::Tokens::warn;
    icon->setPixmap(
        theme::icon(kind == Kind::Error ? QStringLiteral("error") : QStringLiteral("warning"), tint)
            .pixmap(kIconSize));
    m_title->setProperty("role", "heading");
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setTextFormat(Qt::PlainText);
    m_layout->setContentsMargins(12, 4, 8, 4);
    m_layout->setSpacing(8);
    m_layout->addWidget(icon);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_text, 1);
}

void Strip::setText(const QString &title, const QString &text)
{
    m_title->ensurePolished();
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideMiddle, kWidestTitle));
    m_title->setToolTip(m_title->text() == title ? QString() : theme::plainToolTip(title));
    m_title->setVisible(!title.isEmpty());
    m_text->setText(theme::shortened(text, kLongestText));
    setAccessibleName(title + ' ' + m_text->text());
}

QString Strip::text() const
{
    return m_text->text();
}

QPushButton *Strip::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_layout->addWidget(button);
    return button;
}

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/entrybutton.h"

#include "widgets/theme/prose.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::theme {

EntryButton::EntryButton(const QString &title, const QString &key, QWidget *parent)
    : QPushButton(parent)
    , m_lines(new QVBoxLayout(this))
{
    setProperty("role", "entry");
    setAccessibleName(title);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto *name = new QLabel(title, this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(name, 1);
    if (!key.isEmpty()) {
        auto *keys = new QLabel(key, this);
        keys->setProperty("role", "meta");
        line->addWidget(keys);
    }
    m_lines->setContentsMargins(12, 6, 12, 6);
    m_lines->setSpacing(2);
    m_lines->addLayout(line);
}

void EntryButton::setAbout(const QString &text)
{
    auto *about = new Prose(text, this);
    about->setProperty("role", "secondary");
    about->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_lines->addWidget(about);
    setAccessibleDescription(text);
}

void EntryButton::setPath(const QString &path)
{
    m_path = path;
    m_pathLabel = new QLabel(path, this);
    m_pathLabel->setProperty("role", "secondary");
    m_pathLabel->setTextFormat(Qt::PlainText);
    m_pathLabel->setToolTip(path);
    m_pathLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_lines->addWidget(m_pathLabel);
    setToolTip(path);
    setAccessibleDescription(path);
}

QSize EntryButton::sizeHint() const
{
    return m_lines->sizeHint();
}

QSize EntryButton::minimumSizeHint() const
{
    return m_lines->minimumSize();
}

int EntryButton::heightForWidth(int width) const
{
    return m_lines->hasHeightForWidth() ? m_lines->heightForWidth(width) : sizeHint().height();
}

void EntryButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    showPath();
}

void EntryButton::showPath()
{
    if (m_pathLabel == nullptr)
        return;
    const QMargins margins = m_lines->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    m_pathLabel->ensurePolished();
    m_pathLabel->setText(m_pathLabel->fontMetrics().elidedText(m_path, Qt::ElideMiddle, room));
}

} // namespace postern::theme

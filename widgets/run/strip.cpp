// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/strip.h"

#include "widgets/run/striplayout.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace postern::widgets {

namespace {

constexpr int kStripIcon = 16;
constexpr qsizetype kLongestText = 600;
constexpr int kWidestWord = 200; // paths and names may be of any length, and are not broken

/// A text whose words all fit in a narrow strip.
QString withShortWords(const QString &text, const QFontMetrics &metrics)
{
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        if (!word.contains(u'\n'))
            word = metrics.elidedText(word, Qt::ElideMiddle, theme::scaled(kWidestWord));
    }
    return words.join(u' ');
}

int widthInLine(const QLabel &label, const QString &text)
{
    constexpr int kEndless = 100'000;
    if (text.contains(u'\n'))
        return kEndless;
    return text.isEmpty() ? 0 : label.fontMetrics().horizontalAdvance(text) + 2;
}

} // namespace

Strip::Strip(Kind kind, QWidget *parent)
    : QFrame(parent)
    , m_title(new theme::Prose(this))
    , m_text(new theme::Prose(this))
{
    setProperty("strip", kind == Kind::Error ? "err" : "warn");
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *icon = new QLabel(this);
    const auto tint = kind == Kind::Error ? &theme::Tokens::err : &theme::Tokens::warn;
    const QIcon sign = theme::icon(kind == Kind::Error ? QStringLiteral("error")
                                                       : QStringLiteral("warning"),
                                   tint);
    theme::follow(icon, [icon, sign] { icon->setPixmap(sign.pixmap(theme::scaled(kStripIcon))); });
    m_title->setProperty("role", "heading");
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout = new StripLayout(icon, m_title, m_text, this);
}

void Strip::setText(const QString &title, const QString &text)
{
    m_whole = {title, theme::shortened(text, kLongestText)};
    fill(m_title, title);
    fill(m_text, m_whole.second);
    setAccessibleName(title + ' ' + m_whole.second);
    measure();
}

void Strip::fill(theme::Prose *label, const QString &text)
{
    label->ensurePolished();
    label->setText(withShortWords(text, label->fontMetrics()));
    label->setToolTip(label->text() == text ? QString() : theme::plainToolTip(text));
    label->setVisible(!text.isEmpty());
}

void Strip::measure()
{
    m_layout->setTextWidths(widthInLine(*m_title, m_title->text()),
                            widthInLine(*m_text, m_text->text()));
}

QString Strip::text() const
{
    return m_whole.second;
}

QPushButton *Strip::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_layout->addWidget(button);
    return button;
}

void Strip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Texts may have grown: the same ones, measured anew.
    if (event->type() == QEvent::StyleChange && m_layout)
        setText(m_whole.first, m_whole.second);
}

} // namespace postern::widgets

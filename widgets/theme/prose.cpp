// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/prose.h"

#include <QEvent>
#include <QFontInfo>
#include <QLocale>

#include <cmath>

namespace postern::theme {

namespace {

constexpr double kLineHeight = 1.45;
constexpr QChar kWordJoiner(0x2060);

bool isHangul(QChar character)
{
    return character.script() == QChar::Script_Hangul;
}

QString withWordsWhole(const QString &text)
{
    QString joined;
    joined.reserve(text.size() * 2);
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar here = text[at];
        if (at > 0) {
            const QChar before = text[at - 1];
            if ((isHangul(before) || isHangul(here)) && !before.isSpace() && !here.isSpace())
                joined += kWordJoiner;
        }
        joined += here;
    }
    return joined;
}

} // namespace

Prose::Prose(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
}

Prose::Prose(const QString &text, QWidget *parent)
    : Prose(parent)
{
    setText(text);
}

void Prose::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    render();
}

void Prose::render()
{
    if (QLocale().language() != QLocale::Korean) {
        QLabel::setText(m_text);
        return;
    }
    m_lineHeight = static_cast<int>(std::lround(QFontInfo(font()).pixelSize() * kLineHeight));
    setTextFormat(Qt::RichText);
    setAccessibleName(m_text);
    // What can be copied holds nothing that can't be seen.
    const bool isCopied = (textInteractionFlags() & Qt::TextSelectableByMouse) != 0;
    const QString words = (isCopied ? m_text : withWordsWhole(m_text)).toHtmlEscaped();
    QLabel::setText(m_text.isEmpty()
                        ? QString()
                        : QStringLiteral("<p style=\"margin:0; line-height:%1px; "
                                         "-qt-line-height-type:fixed\">%2</p>")
                              .arg(QString::number(m_lineHeight),
                                   QString(words).replace(u'\n', QStringLiteral("<br>"))));
}

void Prose::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange && textFormat() == Qt::RichText
        && m_lineHeight
               != static_cast<int>(std::lround(QFontInfo(font()).pixelSize() * kLineHeight)))
        render();
}

} // namespace postern::theme

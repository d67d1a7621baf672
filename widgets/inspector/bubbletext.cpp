// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/bubbletext.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace postern::widgets {

BubbleText::BubbleText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setProperty("role", "bubble");
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    document()->setDocumentMargin(0);
    theme::follow(this, [this] {
        document()->setDefaultFont(theme::font(12));
        underline();
        fit();
    });
}

void BubbleText::setText(const QString &text, const std::vector<std::pair<int, int>> &marked)
{
    setPlainText(text);
    m_marked = marked;
    underline();
    fit();
}

void BubbleText::underline()
{
    QList<ExtraSelection> selections;
    selections.reserve(static_cast<qsizetype>(m_marked.size()));
    const int last = document()->characterCount() - 1;
    for (const auto &[begin, size] : m_marked) {
        ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(std::min(begin, last));
        selection.cursor.setPosition(std::min(begin + size, last), QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        selection.format.setUnderlineColor(theme::current().accent);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

void BubbleText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void BubbleText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

void BubbleText::fit()
{
    document()->setTextWidth(viewport()->width());
    const int around = height() - viewport()->height();
    setFixedHeight(static_cast<int>(std::ceil(document()->size().height())) + around);
}

} // namespace postern::widgets

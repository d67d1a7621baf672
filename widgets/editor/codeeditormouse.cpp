// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the mouse does in an editor beyond what Scintilla does.

#include "widgets/editor/codeeditor.h"
#include "widgets/theme/composition.h"

#include <QMouseEvent>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace postern::widgets {

std::size_t CodeEditor::offsetAt(const QPoint &inView) const
{
    const auto position = SendScintilla(SCI_POSITIONFROMPOINT,
                                        static_cast<unsigned long>(inView.x()),
                                        static_cast<long>(inView.y()));
    return static_cast<std::size_t>(std::max(0L, position)) + m_mark.size();
}

void CodeEditor::moveCaretTo(const QPoint &at)
{
    const std::size_t offset = offsetAt(viewport()->mapFrom(this, at));
    const auto [begin, end] = selected();
    if (offset < begin || offset > end)
        setCaret(offset);
}

void CodeEditor::setHinter(std::function<QString(std::size_t)> hinter)
{
    m_hinter = std::move(hinter);
}

QString CodeEditor::hintAt(const QPoint &inView) const
{
    const long near = SendScintilla(SCI_POSITIONFROMPOINT,
                                    static_cast<unsigned long>(inView.x()),
                                    static_cast<long>(inView.y()));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(near));
    QStringList texts;
    for (const LineProblem &problem : m_problems) {
        if (problem.line == line + 1)
            texts.append(problem.message);
    }
    // Between a line's end and the edge there is nothing to say something of.
    const long exact = SendScintilla(SCI_POSITIONFROMPOINTCLOSE,
                                     static_cast<unsigned long>(inView.x()),
                                     static_cast<long>(inView.y()));
    if (m_hinter && exact >= 0 && !m_isComposing) {
        if (const QString hint = m_hinter(static_cast<std::size_t>(exact) + m_mark.size());
            !hint.isEmpty())
            texts.append(hint);
    }
    return texts.join('\n');
}

void CodeEditor::mousePressEvent(QMouseEvent *event)
{
    m_isFollowing = event->button() == Qt::LeftButton
                    && (event->modifiers()
                        & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier))
                           == Qt::ControlModifier;
    if (!m_isFollowing) {
        CodeView::mousePressEvent(event);
        return;
    }
    theme::commitComposition();
    const std::size_t offset = offsetAt(event->pos()); // before anything scrolls
    setFocus(Qt::MouseFocusReason);
    setCaret(offset);
    event->accept();
}

// Once the button is up: what is gone to may take the mouse's place.
void CodeEditor::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_isFollowing, false)) {
        event->accept();
        emit definitionWanted();
    } else {
        CodeView::mouseReleaseEvent(event);
    }
}

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/rowrepaint.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr int kMargins = 5;

} // namespace

RowRepaint::RowRepaint(QsciScintilla &view)
    : m_view(view)
    , m_isActive(view.isVisible() && view.viewport()->updatesEnabled())
{
    if (!m_isActive)
        return;
    // Not by setUpdatesEnabled(), which paints all of it in the end. First of all: what asks for
    // colours asks for a painting.
    for (QWidget *widget : {static_cast<QWidget *>(&m_view), m_view.viewport()})
        widget->setAttribute(Qt::WA_UpdatesDisabled, true);
    m_before = picture();
}

RowRepaint::~RowRepaint()
{
    if (!m_isActive)
        return;
    const Picture after = picture();
    QWidget *const viewport = m_view.viewport();
    for (QWidget *widget : {static_cast<QWidget *>(&m_view), viewport})
        widget->setAttribute(Qt::WA_UpdatesDisabled, false);
    if (!m_before.isPlain || !after.isPlain || m_before.left != after.left
        || m_before.rows.size() != after.rows.size()) {
        viewport->update();
        return;
    }
    const auto height = static_cast<int>(ask(QsciScintilla::SCI_TEXTHEIGHT));
    for (std::size_t i = 0; i < after.rows.size(); ++i) {
        const Row &old = m_before.rows[i];
        const Row &now = after.rows[i];
        if (old == now)
            continue;
        // What tints a line reaches to the right edge.
        const int width = old.marks == now.marks ? std::max(old.width, now.width)
                                                 : viewport->width();
        viewport->update(0, static_cast<int>(i) * height, width, height);
    }
}

RowRepaint::Picture RowRepaint::picture() const
{
    Picture made;
    for (std::size_t style = 0; style < made.colours.size(); ++style)
        made.colours[style] = static_cast<unsigned>(
            ask(QsciScintilla::SCI_STYLEGETFORE, static_cast<long>(style)));
    const auto height = static_cast<int>(ask(QsciScintilla::SCI_TEXTHEIGHT));
    const auto top = ask(QsciScintilla::SCI_GETFIRSTVISIBLELINE);
    const auto lines = static_cast<int>(ask(QsciScintilla::SCI_GETLINECOUNT));
    made.isPlain = ask(QsciScintilla::SCI_GETSELECTIONEMPTY) != 0;
    made.left = marginWidth() - static_cast<int>(ask(QsciScintilla::SCI_GETXOFFSET));
    int last = -1;
    for (int i = 0; i * height < m_view.viewport()->height(); ++i) {
        const auto line = static_cast<int>(ask(QsciScintilla::SCI_DOCLINEFROMVISIBLE, top + i));
        // Below the text there is nothing; it answers the last line there.
        if (line >= lines || line == last) {
            made.rows.emplace_back();
            continue;
        }
        last = line;
        made.rows.push_back(row(line, made.colours));
    }
    return made;
}

RowRepaint::Row RowRepaint::row(int line, const Colours &colours) const
{
    const long begin = ask(QsciScintilla::SCI_POSITIONFROMLINE, line);
    const long end = ask(QsciScintilla::SCI_GETLINEENDPOSITION, line);
    if (ask(QsciScintilla::SCI_GETENDSTYLED) < end)
        ask(QsciScintilla::SCI_COLOURISE, ask(QsciScintilla::SCI_GETENDSTYLED), end);
    Row made;
    made.line = line;
    QByteArray cells(2 * static_cast<qsizetype>(end - begin) + 2, '\0'); // with Scintilla's own end
    m_view.SendScintilla(QsciScintilla::SCI_GETSTYLEDTEXT, begin, end, cells.data());
    for (qsizetype at = 0; at + 3 < cells.size(); at += 2)
        made.text.emplace_back(cells[at], colours[static_cast<unsigned char>(cells[at + 1])]);
    made.marks = static_cast<unsigned>(ask(QsciScintilla::SCI_MARKERGET, line));
    made.fold = static_cast<int>(ask(QsciScintilla::SCI_GETFOLDLEVEL, line)
                                 & QsciScintilla::SC_FOLDLEVELHEADERFLAG)
                + static_cast<int>(ask(QsciScintilla::SCI_GETFOLDEXPANDED, line));
    const long caret = ask(QsciScintilla::SCI_GETCURRENTPOS);
    if (m_view.hasFocus() && caret >= begin && caret <= end)
        made.caret = static_cast<int>(caret - begin);
    for (long at = begin; at < end; ++at) {
        if (const long squiggle = ask(QsciScintilla::SCI_INDICATORALLONFOR, at); squiggle != 0)
            made.squiggles += QByteArray::number(static_cast<qlonglong>(at - begin)) + ':'
                              + QByteArray::number(static_cast<qlonglong>(squiggle)) + ' ';
    }
    // The margin has a number however far the text is scrolled.
    constexpr int kCaretRoom = 4;
    const auto textEnd = static_cast<int>(ask(QsciScintilla::SCI_POINTXFROMPOSITION, 0, end));
    made.width = std::max(textEnd + kCaretRoom, marginWidth());
    return made;
}

int RowRepaint::marginWidth() const
{
    long width = 0;
    for (int margin = 0; margin < kMargins; ++margin)
        width += ask(QsciScintilla::SCI_GETMARGINWIDTHN, margin);
    return static_cast<int>(width);
}

long RowRepaint::ask(unsigned int message, long first, long second) const
{
    return m_view.SendScintilla(message, static_cast<unsigned long>(first), second);
}

} // namespace postern::widgets

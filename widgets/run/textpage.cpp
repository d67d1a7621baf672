// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/textpage.h"

#include "widgets/run/valuetext.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <vector>

namespace postern::widgets {

namespace {

constexpr std::size_t kPageBytes = 32'000; // bytes
constexpr std::size_t kMostInLine = 2'000; // bytes; a line is laid out whole, seen or not
constexpr std::size_t kMostFollowed = 1'000'000;
constexpr int kMostFollowedLines = 20'000;
constexpr int kGoesOn = 1;     // state of a block whose line goes on in the next
constexpr int kKeptInView = 4; // a quarter of the view is still read when it goes on to the next

/// Where a text may be broken after at most that many bytes: after a blank when one is near.
std::size_t breakBefore(std::string_view text, std::size_t most)
{
    if (text.size() <= most || most == 0)
        return std::min(text.size(), most);
    const std::size_t blank = text.rfind(' ', most - 1);
    if (blank != std::string_view::npos && blank >= most / 2)
        return blank + 1;
    const std::size_t end = wholeCharacters(text, most);
    return end > 0 || most < kMostInLine ? end : most; // what isn't UTF-8 is cut all the same
}

/// What a document would take for the end of a line, or not take at all, is none of those here.
QString shownLine(std::string_view line)
{
    QString shown = fromUtf8(line);
    for (const char16_t unfit : {u'\u2029', u'\ufdd0', u'\ufdd1'})
        shown.replace(QChar(unfit), QChar::ReplacementCharacter);
    return shown;
}

/// A text in lines that can be laid out.
struct Broken
{
    QString text;
    std::vector<int> goesOn; ///< numbers of lines that go on in the next, the first being 0
};

Broken broken(std::string_view text, std::size_t room)
{
    Broken made;
    int line = 0;
    while (!text.empty()) {
        const std::size_t end = text.substr(0, room + 1).find_first_of("\r\n");
        const std::size_t size = end != std::string_view::npos ? end : breakBefore(text, room);
        made.text += shownLine(text.substr(0, size));
        text.remove_prefix(size);
        if (end != std::string_view::npos)
            text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
        else if (text.empty())
            break;
        else
            made.goesOn.push_back(line);
        made.text += u'\n';
        ++line;
        room = kMostInLine;
    }
    return made;
}

/// The end of a long text, from the beginning of a line.
std::string_view endOf(std::string_view text)
{
    std::size_t begin = text.size() > kMostFollowed ? text.size() - kMostFollowed : 0;
    std::size_t line = text.size();
    for (int count = 0; count < kMostFollowedLines && line > begin && line > 0; ++count) {
        line = text.rfind('\n', line - 1);
        if (line == std::string_view::npos)
            line = 0;
    }
    begin = std::max(begin, line > 0 ? line + 1 : 0);
    if (begin > 0 && text[begin - 1] != '\n') {
        if (const std::size_t next = text.find('\n', begin); next != std::string_view::npos)
            begin = next + 1;
    }
    return text.substr(std::min(begin, text.size()));
}

} // namespace

TextPage::TextPage(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    theme::follow(this, [this] { setFont(theme::monoFont(11)); });
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TextPage::fill);
    connect(verticalScrollBar(),
            &QScrollBar::rangeChanged,
            this,
            &TextPage::fill,
            Qt::QueuedConnection);
}

void TextPage::restart(bool follows)
{
    m_follows = follows;
    m_shown = m_text.size(); // an emptied page is not to be filled from here
    clear();
    m_shown = 0;
    setMaximumBlockCount(follows ? kMostFollowedLines : 0);
    setCenterOnScroll(follows); // there is room below the end, for what comes
}

void TextPage::setText(const std::string &text)
{
    if (!m_follows && text == m_text)
        return;
    m_text = text;
    restart(false);
    showPage();
    moveCursor(QTextCursor::Start);
}

void TextPage::follow(const std::string &text)
{
    if (m_follows && text == m_text)
        return;
    const bool wasAtEnd = isEndInView();
    const bool goesOn = m_follows && !m_text.empty() && text.starts_with(m_text)
                        && text.size() - m_text.size() < kMostFollowed
                        && document()->characterCount() < static_cast<int>(2 * kMostFollowed);
    const std::size_t known = goesOn ? m_text.size() : 0;
    m_text = text;
    if (!goesOn)
        restart(true);
    if (goesOn)
        appendToEnd(std::string_view(m_text).substr(known));
    else
        append(endOf(m_text));
    m_shown = m_text.size();
    if (!goesOn)
        moveCursor(QTextCursor::Start); // it went along with what was put in
    if (wasAtEnd && !isEndInView())
        showEnd(goesOn);
}

bool TextPage::isEndInView() const
{
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    const QRect last = cursorRect(end);
    return last.top() >= 0 && last.bottom() <= viewport()->height();
}

void TextPage::showEnd(bool withRoom)
{
    const int lines = viewport()->height() / std::max(1, fontMetrics().lineSpacing());
    // Not line by line: each time all that is in view is painted, and sent to a remote desktop.
    const int kept = withRoom ? lines / kKeptInView : lines - 1;
    QScrollBar *const bar = verticalScrollBar();
    bar->setValue(bar->maximum() - kept);
    while (!isEndInView() && bar->value() < bar->maximum())
        bar->setValue(bar->value() + 1);
}

void TextPage::showPage()
{
    const std::string_view rest = std::string_view(m_text).substr(m_shown);
    const std::size_t size = breakBefore(rest, kPageBytes);
    m_shown += size;
    append(rest.substr(0, size));
}

void TextPage::append(std::string_view more)
{
    const auto open = static_cast<std::size_t>(document()->lastBlock().length() - 1);
    const Broken lines = broken(more, kMostInLine - std::min(open, kMostInLine));
    const int first = document()->blockCount() - 1;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(lines.text);
    const auto added = static_cast<int>(lines.text.count(u'\n'));
    const int dropped = first + added - (document()->blockCount() - 1);
    for (const int line : lines.goesOn) {
        if (QTextBlock block = document()->findBlockByNumber(first + line - dropped);
            block.isValid())
            block.setUserState(kGoesOn);
    }
}

void TextPage::appendToEnd(std::string_view more)
{
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    // The last word may move into the next line.
    QTextCursor word = end;
    word.movePosition(QTextCursor::PreviousWord);
    const QRect first = cursorRect(word.block() == end.block() ? word : end);
    const int blocks = document()->blockCount();
    // The base class would paint the whole paragraph that grows.
    viewport()->setAttribute(Qt::WA_UpdatesDisabled, true);
    append(more);
    const bool isDropping = document()->blockCount() == document()->maximumBlockCount()
                            && blocks == document()->blockCount();
    end.movePosition(QTextCursor::End);
    const QRect last = cursorRect(end);
    viewport()->setAttribute(Qt::WA_UpdatesDisabled, false);
    if (isDropping) // lines went at the beginning: all others moved
        return viewport()->update();
    const int right = viewport()->width();
    if (last.top() == first.top()) {
        constexpr int kOverhang = 4; // of a slanted letter
        viewport()->update(first.left(),
                           first.top(),
                           last.right() + kOverhang - first.left(),
                           first.height());
        return;
    }
    viewport()->update(first.left(), first.top(), right - first.left(), first.height());
    viewport()->update(0, first.bottom() + 1, right, std::max(0, last.bottom() - first.bottom()));
}

void TextPage::fill()
{
    const QScrollBar *const bar = verticalScrollBar();
    if (isWhole() || !isVisible() || bar->value() + bar->pageStep() < bar->maximum())
        return;
    showPage();
}

void TextPage::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    fill();
}

QString TextPage::selectedLines() const
{
    const QTextCursor selection = textCursor();
    QString text;
    for (QTextBlock block = document()->findBlock(selection.selectionStart());
         block.isValid() && block.position() < selection.selectionEnd();
         block = block.next()) {
        const int begin = std::max(0, selection.selectionStart() - block.position());
        const int end = selection.selectionEnd() - block.position();
        text += block.text().mid(begin, std::max(0, end - begin));
        if (end >= block.length() && block.userState() != kGoesOn)
            text += u'\n';
    }
    return text;
}

QMimeData *TextPage::createMimeDataFromSelection() const
{
    const QTextCursor selection = textCursor();
    const bool isAll = selection.selectionStart() == 0
                       && selection.selectionEnd() == document()->characterCount() - 1;
    auto *data = new QMimeData; // the clipboard's
    data->setText(isAll ? fromUtf8(m_text) : selectedLines());
    return data;
}

qsizetype TextPage::toText(int position) const
{
    qsizetype place = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (position < block.position() + block.length())
            return place + position - block.position();
        place += block.length() - (block.userState() == kGoesOn ? 1 : 0);
    }
    return place;
}

int TextPage::toDocument(qsizetype place) const
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const qsizetype length = block.length() - (block.userState() == kGoesOn ? 1 : 0);
        if (place < length)
            return block.position() + static_cast<int>(place);
        place -= length;
    }
    return -1;
}

bool TextPage::findText(const QString &words, bool backward)
{
    if (words.isEmpty())
        return false;
    QString all = fromUtf8(m_text);
    all.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    const QTextCursor current = textCursor();
    const auto look = [&](qsizetype from) {
        return backward ? (from < 0 ? -1 : all.lastIndexOf(words, from, Qt::CaseInsensitive))
                        : all.indexOf(words, from, Qt::CaseInsensitive);
    };
    qsizetype found = backward ? look(toText(current.selectionStart()) - 1)
                               : look(toText(current.selectionEnd()));
    if (found < 0)
        found = look(backward ? all.size() - 1 : 0);
    if (found < 0)
        return false;
    while (!isWhole() && toDocument(found + words.size()) < 0)
        showPage();
    QTextCursor place(document());
    place.setPosition(toDocument(found));
    place.setPosition(toDocument(found + words.size()), QTextCursor::KeepAnchor);
    setTextCursor(place);
    ensureCursorVisible();
    return true;
}

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/diffpage.h"

#include "widgets/run/valuetext.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QTextBlock>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr std::size_t kMostDiff = 400'000;

void addMark(QList<QTextEdit::ExtraSelection> &marks,
             const QTextBlock &block,
             std::pair<qsizetype, qsizetype> part,
             const QColor &colour,
             bool isLine)
{
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(block);
    mark.format.setBackground(colour);
    if (isLine) {
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    } else {
        const int begin = block.position() + 1 + static_cast<int>(part.first); // after the sign
        mark.cursor.setPosition(begin);
        mark.cursor.setPosition(begin + static_cast<int>(part.second), QTextCursor::KeepAnchor);
        mark.format.setFontUnderline(true); // not by colour alone
    }
    marks.append(mark);
}

bool isLetterAt(QStringView text, qsizetype at)
{
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

} // namespace

DifferingWords differingWords(QStringView before, QStringView after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before[head] == after[head])
        ++head;
    if (isLetterAt(before, head) || isLetterAt(after, head)) {
        while (head > 0 && isLetterAt(before, head - 1))
            --head;
    }
    qsizetype tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    if (isLetterAt(before, before.size() - tail - 1) || isLetterAt(after, after.size() - tail - 1)) {
        while (tail > 0 && isLetterAt(before, before.size() - tail))
            --tail;
    }
    return {{head, before.size() - head - tail}, {head, after.size() - head - tail}};
}

DiffPage::DiffPage(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    theme::follow(this, [this] {
        setFont(theme::monoFont(12));
        mark();
    });
}

void DiffPage::setDiff(const std::string &diff)
{
    const std::size_t size = wholeCharacters(diff, kMostDiff);
    QString text = fromUtf8(std::string_view(diff).substr(0, size));
    if (size < diff.size())
        text += QStringLiteral("\n…");
    setPlainText(text);
    mark();
}

void DiffPage::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const theme::Tokens &theme = theme::current();
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        const bool isRemoved = line.startsWith('-');
        if (!isRemoved && !line.startsWith('+'))
            continue;
        addMark(marks, block, {}, isRemoved ? theme.bgErr : theme.bgOk, true);
        const QTextBlock next = block.next();
        // A line of a run of several has no other of which it could be said to be the new one.
        const bool isPair = isRemoved && next.text().startsWith('+')
                            && !block.previous().text().startsWith('-')
                            && !next.next().text().startsWith('+');
        if (!isPair)
            continue;
        const DifferingWords words = differingWords(QStringView(line).sliced(1),
                                                    QStringView(next.text()).sliced(1));
        addMark(marks, next, {}, theme.bgOk, true);
        addMark(marks, block, words.before, theme.bgErr, false);
        addMark(marks, next, words.after, theme.bgOk, false);
        block = next;
    }
    setExtraSelections(marks);
}

} // namespace postern::widgets

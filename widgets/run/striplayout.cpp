// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/striplayout.h"

#include <QLabel>
#include <QWidget>

#include <algorithm>
#include <limits>

namespace postern::widgets {

namespace {

constexpr int kStripLeft = 12;
constexpr int kStripRight = 8;
constexpr int kStripAbove = 4; // and below
constexpr int kStripSpace = 8;
constexpr int kRowSpace = 4; // of rows of buttons
constexpr int kStripHeight = 28;
constexpr int kLeastWords = 220; // narrower than that they have the buttons under them

enum Item : std::size_t { IconItem, TitleItem, TextItem, FirstButton };

int itemHeight(const QLayoutItem &item, int width)
{
    if (item.isEmpty()) // hidden
        return 0;
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

} // namespace

StripLayout::StripLayout(QLabel *icon, QLabel *title, QLabel *text, QWidget *strip)
    : QLayout(strip)
{
    for (QLabel *label : {icon, title, text})
        addWidget(label);
}

StripLayout::~StripLayout() = default;

void StripLayout::setTextWidths(int title, int text)
{
    m_titleWidth = title;
    m_textWidth = text;
    invalidate();
}

void StripLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *StripLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *StripLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    const auto at = m_items.begin() + index;
    QLayoutItem *const item = at->release();
    m_items.erase(at);
    return item;
}

int StripLayout::count() const
{
    return static_cast<int>(m_items.size());
}

int StripLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

QSize StripLayout::sizeHint() const
{
    return minimumSize();
}

QSize StripLayout::minimumSize() const
{
    return {0, kStripHeight};
}

void StripLayout::setGeometry(const QRect &place)
{
    QLayout::setGeometry(place);
    arrange(place, true);
}

QList<QLayoutItem *> StripLayout::buttons() const
{
    QList<QLayoutItem *> shown;
    for (std::size_t i = FirstButton; i < m_items.size(); ++i) {
        if (!m_items[i]->isEmpty())
            shown.append(m_items[i].get());
    }
    return shown;
}

int StripLayout::arrange(const QRect &place, bool isMeant) const
{
    const QSize icon = m_items[IconItem]->sizeHint();
    int widest = 0;
    int tallest = 0;
    for (const QLayoutItem *button : buttons()) {
        widest += kStripSpace + button->sizeHint().width();
        tallest = std::max(tallest, button->sizeHint().height());
    }
    const int begin = place.left() + kStripLeft + icon.width() + kStripSpace;
    const int room = std::max(1, place.right() + 1 - kStripRight - begin);
    const bool isInLine = m_titleWidth + kStripSpace + m_textWidth + widest <= room;
    const bool isBeside = isInLine || room - widest >= kLeastWords;
    const int wordsWidth = isBeside ? room - widest : room;
    const int least = std::max(
        {kStripHeight - 2 * kStripAbove, isBeside ? tallest : 0, icon.height()});

    const QRect words(begin, place.top() + kStripAbove, wordsWidth, 0);
    const int wordsHeight = arrangeWords(words, least, isInLine, isMeant);
    int height = wordsHeight;
    if (isBeside) {
        // At the first line, where the eye is.
        arrangeButtons({begin + wordsWidth + (widest > 0 ? kStripSpace : 0),
                        place.top() + kStripAbove
                            + std::max(0, std::min(least, wordsHeight) - tallest) / 2,
                        std::numeric_limits<int>::max() / 2,
                        0},
                       isMeant);
    } else {
        height += kRowSpace
                  + arrangeButtons({begin, words.top() + wordsHeight + kRowSpace, room, 0}, isMeant);
    }
    if (isMeant)
        m_items[IconItem]->setGeometry({place.left() + kStripLeft,
                                        words.top() + std::max(0, least - icon.height()) / 2,
                                        icon.width(),
                                        icon.height()});
    return height + 2 * kStripAbove;
}

int StripLayout::arrangeWords(const QRect &place, int height, bool isInLine, bool isMeant) const
{
    QLayoutItem &title = *m_items[TitleItem];
    QLayoutItem &text = *m_items[TextItem];
    if (isInLine) {
        const int titleWidth = title.isEmpty() ? 0 : m_titleWidth;
        const int begin = place.left() + (titleWidth > 0 ? titleWidth + kStripSpace : 0);
        if (isMeant) {
            title.setGeometry({place.left(), place.top(), titleWidth, height});
            text.setGeometry({begin, place.top(), place.right() + 1 - begin, height});
        }
        return height;
    }
    const int titleHeight = itemHeight(title, place.width());
    const int textHeight = itemHeight(text, place.width());
    const int all = titleHeight + textHeight;
    const int top = place.top() + std::max(0, height - all) / 2;
    if (isMeant) {
        title.setGeometry({place.left(), top, place.width(), titleHeight});
        text.setGeometry({place.left(), top + titleHeight, place.width(), textHeight});
    }
    return std::max(height, all);
}

int StripLayout::arrangeButtons(const QRect &place, bool isMeant) const
{
    int x = place.left();
    int y = place.top();
    int tallest = 0;
    for (QLayoutItem *button : buttons()) {
        const QSize size = button->sizeHint();
        if (x > place.left() && x + size.width() > place.left() + place.width()) {
            x = place.left();
            y += tallest + kRowSpace;
            tallest = 0;
        }
        if (isMeant)
            button->setGeometry({x, y, size.width(), size.height()});
        x += size.width() + kStripSpace;
        tallest = std::max(tallest, size.height());
    }
    return y - place.top() + tallest;
}

} // namespace postern::widgets

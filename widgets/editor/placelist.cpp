// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/placelist.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr qsizetype kMostBefore = 40;
constexpr qsizetype kMostShown = 400;

/// Draws a line with what was found in it on a ground of its own, and what would stand there
/// instead after it.
class PlaceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        if (!index.data(PlaceModel::BeginRole).isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        const QStyle *const style = item.widget ? item.widget->style() : QApplication::style();
        const QString text = std::exchange(item.text, QString());
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        item.text = text;
        const QRect place = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
        drawLine(*painter, place, item, index);
    }

private:
    static void drawLine(QPainter &painter,
                         const QRect &place,
                         const QStyleOptionViewItem &item,
                         const QModelIndex &index)
    {
        const theme::Tokens &tokens = theme::current();
        const bool isSelected = (item.state & QStyle::State_Selected) != 0;
        const QString shown = item.text;
        const qsizetype head = shown.indexOf(QStringLiteral(": ")) + 2; // after the line's number
        QString line = shown.mid(head);
        qsizetype begin = index.data(PlaceModel::BeginRole).toLongLong();
        qsizetype length = index.data(PlaceModel::LengthRole).toLongLong();
        begin = std::clamp<qsizetype>(begin, 0, line.size());
        length = std::clamp<qsizetype>(length, 0, std::min(line.size() - begin, kMostShown));
        qsizetype indent = 0;
        while (indent < begin && line[indent].isSpace())
            ++indent;
        QString before = line.mid(indent, begin - indent);
        if (before.size() > kMostBefore)
            before = QChar(0x2026) + before.right(kMostBefore);
        const QVariant replacement = index.data(PlaceModel::ReplacementRole);
        const QString with = replacement.toString().left(kMostShown);
        QString all = shown.left(head) + before;
        QList<QTextLayout::FormatRange> formats;
        const auto add = [&](const QString &text, const QColor &ground, bool isStruck) {
            QTextLayout::FormatRange range{static_cast<int>(all.size()),
                                           static_cast<int>(text.size()),
                                           {}};
            range.format.setBackground(ground);
            range.format.setForeground(tokens.text);
            range.format.setFontStrikeOut(isStruck);
            // There all grounds are the same.
            range.format.setFontUnderline(!isStruck
                                          && theme::currentScheme() == theme::Scheme::HighContrast);
            formats.append(range);
            all += text;
        };
        if (head > 2) {
            QTextLayout::FormatRange number{0, static_cast<int>(head - 1), {}};
            number.format.setForeground(isSelected ? tokens.onSelected : tokens.text3);
            formats.append(number);
        }
        add(line.mid(begin, length),
            replacement.isValid() ? tokens.bgErr : tokens.bgWarn,
            replacement.isValid());
        if (replacement.isValid())
            add(with, tokens.bgOk, false);
        all += line.mid(begin + length, kMostShown);
        QTextLayout layout(all.replace('\t', ' '), item.font);
        QTextOption wrap;
        wrap.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(wrap);
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine only = layout.createLine();
        only.setLineWidth(place.width());
        layout.endLayout();
        painter.save();
        painter.setClipRect(place);
        painter.setPen(isSelected ? tokens.onSelected : tokens.text);
        layout.draw(&painter,
                    QPointF(place.left() + 2, place.top() + (place.height() - only.height()) / 2));
        painter.restore();
    }
};

} // namespace

PlaceList::PlaceList(QWidget *parent)
    : QTreeView(parent)
    , m_places(new PlaceModel(this))
{
    setModel(m_places);
    setItemDelegate(new PlaceDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setExpandsOnDoubleClick(false);
    connect(this, &QTreeView::activated, this, &PlaceList::choose);
    connect(m_places,
            &QAbstractItemModel::rowsInserted,
            this,
            [this](const QModelIndex &parent, int row) {
                if (!parent.isValid())
                    expand(m_places->index(row, 0));
            });
}

void PlaceList::show(std::vector<PlaceGroup> groups)
{
    m_places->setGroups(std::move(groups));
    expandAll();
    if (const QModelIndex file = m_places->index(0, 0); file.isValid())
        setCurrentIndex(m_places->index(0, 0, file));
}

void PlaceList::choose(const QModelIndex &index)
{
    const PlaceGroup *const group = m_places->group(index);
    const ListedPlace *const place = m_places->place(index);
    if (place)
        emit placeChosen(group->path,
                         place->line,
                         static_cast<int>(place->column > 0 ? place->column : place->begin + 1));
    else if (group)
        setExpanded(index, !isExpanded(index));
}

void PlaceList::step(bool forward)
{
    if (m_places->placeCount() == 0)
        return;
    QModelIndex at = currentIndex();
    do {
        at = forward ? indexBelow(at) : indexAbove(at);
        if (!at.isValid()) {
            const QModelIndex file = m_places->index(forward ? 0 : m_places->rowCount() - 1, 0);
            at = m_places->index(forward ? 0 : m_places->rowCount(file) - 1, 0, file);
        }
    } while (!m_places->place(at));
    setCurrentIndex(at);
    choose(at);
}

} // namespace postern::widgets

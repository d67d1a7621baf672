// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/watches.h"

#include "app/ide/home/folderstate.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
const QString kWatchesKey = QStringLiteral("watches");
constexpr qsizetype kMostWatches = 200;
constexpr qsizetype kLongestTip = 2000;

QString textOf(const WatchAnswer &answer)
{
    switch (answer.kind) {
    case WatchAnswer::Kind::None:
        return {};
    case WatchAnswer::Kind::NotYet:
        return Watches::tr("not yet");
    default:
        return answer.text;
    }
}

QColor colourOf(const WatchAnswer &answer)
{
    const theme::Tokens &tokens = theme::current();
    switch (answer.kind) {
    case WatchAnswer::Kind::Error:
        return tokens.err;
    case WatchAnswer::Kind::Value:
        return tokens.text;
    default:
        return tokens.text3;
    }
}
} // namespace

Watches::Watches(FolderState &state, QObject *parent)
    : QAbstractTableModel(parent)
    , m_state(state)
{}

void Watches::open()
{
    beginResetModel();
    m_rows.clear();
    const QJsonArray kept = m_state.value(kWatchesKey).toArray();
    for (const auto &value : kept) {
        const QString expression = value.toString().trimmed();
        if (!expression.isEmpty() && std::ssize(m_rows) < kMostWatches)
            m_rows.push_back({expression});
    }
    endResetModel();
    emit wanted();
}

QStringList Watches::expressions() const
{
    QStringList all;
    all.reserve(static_cast<qsizetype>(m_rows.size()));
    for (const Row &row : m_rows)
        all.append(row.expression);
    return all;
}

void Watches::add(const QString &expression)
{
    const QString trimmed = expression.trimmed();
    const bool isThere = std::ranges::any_of(m_rows, [&trimmed](const Row &row) {
        return row.expression == trimmed;
    });
    if (trimmed.isEmpty() || isThere || std::ssize(m_rows) >= kMostWatches)
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.push_back({trimmed});
    endInsertRows();
    keep();
    emit wanted();
}

void Watches::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    keep();
}

void Watches::answer(const std::vector<WatchAnswer> &answers)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const WatchAnswer now = i < answers.size() ? answers[i] : WatchAnswer();
        if (std::exchange(m_rows[i].answer, now) == now)
            continue;
        const QModelIndex changed = index(static_cast<int>(i), Result);
        emit dataChanged(changed, changed);
    }
}

int Watches::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int Watches::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant Watches::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isExpression = index.column() == Expression;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        // A value may be very long; a row shows its beginning.
        return isExpression ? row.expression : theme::shortened(textOf(row.answer), kLongestTip);
    case Qt::ToolTipRole:
        return theme::plainToolTip(
            isExpression ? row.expression : theme::shortened(textOf(row.answer), kLongestTip));
    case Qt::ForegroundRole:
        return isExpression ? QVariant() : QVariant(colourOf(row.answer));
    case Qt::FontRole:
        return theme::monoFont();
    case Qt::TextAlignmentRole:
        return isExpression ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

bool Watches::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Expression || role != Qt::EditRole)
        return false;
    const QString expression = value.toString().trimmed();
    if (expression.isEmpty()) {
        remove(index.row());
        return true;
    }
    Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (row.expression == expression)
        return true;
    row = {expression};
    emit dataChanged(index, index.siblingAtColumn(Result));
    keep();
    emit wanted();
    return true;
}

Qt::ItemFlags Watches::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Expression)
        flags |= Qt::ItemIsEditable;
    return flags;
}

void Watches::keep()
{
    m_state.set(kWatchesKey, QJsonArray::fromStringList(expressions()));
}

} // namespace postern::ide

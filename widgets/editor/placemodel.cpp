// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/placemodel.h"

#include "widgets/theme/icon.h"

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr quintptr kOfGroup = 0; // else the group's row + 1

} // namespace

void PlaceModel::setGroups(std::vector<PlaceGroup> groups)
{
    beginResetModel();
    m_groups = std::move(groups);
    m_replacements.clear();
    m_placeCount = 0;
    for (const PlaceGroup &group : m_groups)
        m_placeCount += group.places.size();
    endResetModel();
}

void PlaceModel::addGroup(PlaceGroup group)
{
    const int row = static_cast<int>(m_groups.size());
    beginInsertRows({}, row, row);
    m_placeCount += group.places.size();
    m_groups.push_back(std::move(group));
    endInsertRows();
}

std::size_t PlaceModel::chosenCount() const
{
    std::size_t count = 0;
    for (const PlaceGroup &group : m_groups)
        count += static_cast<std::size_t>(
            std::ranges::count_if(group.places, &ListedPlace::isChosen));
    return count;
}

void PlaceModel::setReplacements(std::vector<std::vector<QString>> replacements)
{
    m_replacements = std::move(replacements);
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex file = index(row, 0);
        emit dataChanged(file, file);
        if (const int count = rowCount(file); count > 0)
            emit dataChanged(index(0, 0, file), index(count - 1, 0, file));
    }
}

const PlaceGroup *PlaceModel::group(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto row = index.internalId() == kOfGroup ? static_cast<std::size_t>(index.row())
                                                    : index.internalId() - 1;
    return &m_groups[row];
}

const ListedPlace *PlaceModel::place(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kOfGroup)
        return nullptr;
    return &group(index)->places[static_cast<std::size_t>(index.row())];
}

QModelIndex PlaceModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return createIndex(row,
                       column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kOfGroup);
}

QModelIndex PlaceModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kOfGroup)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, kOfGroup);
}

int PlaceModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    return place(parent) ? 0 : static_cast<int>(group(parent)->places.size());
}

int PlaceModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::CheckState PlaceModel::stateOf(const PlaceGroup &group)
{
    const auto chosen = std::ranges::count_if(group.places, &ListedPlace::isChosen);
    if (chosen == 0)
        return Qt::Unchecked;
    return chosen == std::ssize(group.places) ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant PlaceModel::groupData(const PlaceGroup &group, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1 (%2)").arg(group.name).arg(group.places.size());
    case Qt::AccessibleTextRole:
        return tr("%1, places: %2").arg(group.name, QString::number(group.places.size()));
    case Qt::DecorationRole:
        return theme::icon(group.name.endsWith(".py") ? QStringLiteral("python")
                                                      : QStringLiteral("file-text"));
    case Qt::CheckStateRole:
        return isReplacing() ? QVariant(stateOf(group)) : QVariant();
    default:
        return {};
    }
}

QVariant PlaceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ListedPlace *const at = place(index);
    if (!at)
        return groupData(*group(index), role);
    const auto replacement = [&]() -> QString {
        const auto file = static_cast<std::size_t>(index.internalId() - 1);
        const auto row = static_cast<std::size_t>(index.row());
        return file < m_replacements.size() && row < m_replacements[file].size()
                   ? m_replacements[file][row]
                   : QString();
    };
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1: %2").arg(at->line).arg(at->text);
    case Qt::AccessibleTextRole:
        return at->note.isEmpty()
                   ? tr("Line %1: %2").arg(at->line).arg(at->text.trimmed())
                   : tr("Line %1, %3: %2")
                         .arg(QString::number(at->line), at->text.trimmed(), at->note);
    case Qt::ToolTipRole:
        return at->note.isEmpty() ? QVariant() : QVariant(at->note);
    case Qt::CheckStateRole:
        return isReplacing() ? QVariant(at->isChosen ? Qt::Checked : Qt::Unchecked) : QVariant();
    case BeginRole:
        return at->begin;
    case LengthRole:
        return at->length;
    case ReplacementRole:
        return isReplacing() && at->isChosen ? QVariant(replacement()) : QVariant();
    default:
        return {};
    }
}

bool PlaceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || !isReplacing())
        return false;
    const bool isChosen = value.toInt() == Qt::Checked;
    const auto file = index.internalId() == kOfGroup ? static_cast<std::size_t>(index.row())
                                                     : index.internalId() - 1;
    std::vector<ListedPlace> &places = m_groups[file].places;
    if (place(index)) {
        places[static_cast<std::size_t>(index.row())].isChosen = isChosen;
        emit dataChanged(index, index);
        emit dataChanged(index.parent(), index.parent());
    } else {
        for (ListedPlace &each : places)
            each.isChosen = isChosen;
        emit dataChanged(index, index);
        emit dataChanged(this->index(0, 0, index), this->index(rowCount(index) - 1, 0, index));
    }
    emit chosenChanged();
    return true;
}

Qt::ItemFlags PlaceModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (isReplacing() && index.isValid())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace postern::widgets

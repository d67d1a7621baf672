// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/palettemodel.h"

#include "app/ide/commands/fuzzymatch.h"

#include <QPixmap>

#include <algorithm>
#include <climits>
#include <iterator>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kIconSize = 16;

QIcon iconOf(const PaletteEntry &entry)
{
    if (!entry.icon.isNull())
        return entry.icon;
    QPixmap none(kIconSize, kIconSize); // keeps the names in line
    none.fill(Qt::transparent);
    return none;
}

} // namespace

void PaletteModel::add(std::vector<PaletteEntry> entries)
{
    for (PaletteEntry &entry : entries)
        entry.name.remove('&');
    std::ranges::move(entries, std::back_inserter(m_entries));
    filter(m_typed);
}

void PaletteModel::filter(const QString &typed)
{
    beginResetModel();
    m_typed = typed;
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t index = 0; index < m_entries.size(); ++index) {
        const PaletteEntry &entry = m_entries[index];
        const auto own = fuzzyScore(entry.name, typed);
        const auto other = entry.otherName.isEmpty() ? std::nullopt
                                                     : fuzzyScore(entry.otherName, typed);
        if (own || other)
            found.emplace_back(std::max(own.value_or(INT_MIN), other.value_or(INT_MIN)), index);
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &std::pair<int, std::size_t>::first);
    m_shown.clear();
    for (const auto &[score, index] : found)
        m_shown.push_back(index);
    m_typedEntry = m_makeTyped ? m_makeTyped(typed) : std::nullopt;
    const bool isListed = m_typedEntry
                          && std::ranges::find(m_entries, m_typedEntry->name, &PaletteEntry::name)
                                 != m_entries.end();
    if (m_typedEntry && !isListed)
        m_shown.push_back(m_entries.size());
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int PaletteModel::columnCount(const QModelIndex &) const
{
    return 2;
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry &at = entry(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? at.name : at.note;
    if (role == Qt::DecorationRole && index.column() == 0)
        return iconOf(at);
    if (role == Qt::TextAlignmentRole && index.column() == 1)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace postern::ide {

/// Something that can be chosen by its name.
struct PaletteEntry
{
    QString name;
    QString note;      ///< at the right: a key, or what it is
    QString otherName; ///< it is found by this too
    QIcon icon;
    std::function<void()> choose;
};

/// Those of the entries that are meant by what was typed, the best first; all, in their order, while
/// nothing is.
class PaletteModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void add(std::vector<PaletteEntry> entries);
    /// What a text means beside the entries: one more, below those that it finds, or nothing.
    using Typed = std::function<std::optional<PaletteEntry>(const QString &typed)>;
    void setTyped(Typed made) { m_makeTyped = std::move(made); }
    void filter(const QString &typed);
    const PaletteEntry &entry(int row) const
    {
        const std::size_t index = m_shown[static_cast<std::size_t>(row)];
        return index < m_entries.size() ? m_entries[index] : *m_typedEntry;
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_shown;
    QString m_typed;
    Typed m_makeTyped;
    std::optional<PaletteEntry> m_typedEntry; ///< shown as the one behind m_entries
};

} // namespace postern::ide

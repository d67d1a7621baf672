// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemModel>
#include <QString>

#include <cstddef>
#include <vector>

namespace postern::widgets {

/// A place of a file: a line, and the bytes in it that matter.
struct ListedPlace
{
    int line = 0; ///< from 1
    QString text; ///< of the line
    qsizetype begin = 0;
    qsizetype length = 0;
    qsizetype column = 0;    ///< where it begins in the whole line, from 1; 0: `text` is whole
    QString note;            ///< what it is; may be empty
    std::size_t offset = 0;  ///< in the file, for whoever lists it
    std::size_t removed = 0; ///< bytes there
    bool isChosen = true;
};

/// The places of one file.
struct PlaceGroup
{
    QString name; ///< that is shown
    QString path;
    std::vector<ListedPlace> places;
};

/// Places in files, file by file. Where they are to be changed each shows what comes in its stead
/// and can be left out.
class PlaceModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// What a row is painted from, beside its text.
    enum Role { BeginRole = Qt::UserRole, LengthRole, ReplacementRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setGroups(std::vector<PlaceGroup> groups);
    /// One more file, after the others.
    void addGroup(PlaceGroup group);
    const std::vector<PlaceGroup> &groups() const { return m_groups; }
    std::size_t placeCount() const { return m_placeCount; }
    std::size_t chosenCount() const;
    /// What comes in place of each match, in the order of groups and places; empty: nothing is to
    /// be changed.
    void setReplacements(std::vector<std::vector<QString>> replacements);
    bool isReplacing() const { return !m_replacements.empty(); }

    /// Null for the row of a file.
    const ListedPlace *place(const QModelIndex &index) const;
    const PlaceGroup *group(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void chosenChanged();

private:
    QVariant groupData(const PlaceGroup &group, int role) const;
    static Qt::CheckState stateOf(const PlaceGroup &group);

    std::vector<PlaceGroup> m_groups;
    std::vector<std::vector<QString>> m_replacements;
    std::size_t m_placeCount = 0;
};

} // namespace postern::widgets

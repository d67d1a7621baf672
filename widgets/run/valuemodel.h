// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <memory>

namespace postern::widgets {

/// A value as a tree of name and content. Children are made when they are looked at, a page at a
/// time, so that a list of a million items costs what is seen of it.
class ValueModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Content, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< "items[2].name"
        TextRole,                ///< the whole value: a string as it is, all else as JSON
        CountRole                ///< how many children there are, made or not
    };

    explicit ValueModel(QObject *parent = nullptr);
    ~ValueModel() override;

    /// A dict's members or a list's items become the rows; any other value is one row.
    void setValue(const Value &value);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Of a row.
    Value value(const QModelIndex &index) const;
    /// The whole value with another one in a row's place.
    Value wholeWith(const QModelIndex &index, Value value) const;
    /// These of the outermost names wear the word "edited".
    void setEdited(const QStringList &names);
    bool isEdited(const QModelIndex &index) const;

private:
    struct Item;

    Item *item(const QModelIndex &index) const;
    static void load(Item &item, std::size_t count);

    std::unique_ptr<Item> m_root;
    QStringList m_edited;
};

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <vector>

namespace postern::ide {

class FolderState;

/// What an expression came to.
struct WatchAnswer
{
    enum class Kind {
        None,   ///< nothing runs
        Value,  ///< `text` is it, as JSON
        Error,  ///< `text` says why it has none
        NotYet, ///< what it is about isn't known at this point
    };
    Kind kind = Kind::None;
    QString text{};

    bool operator==(const WatchAnswer &) const = default;
};

/// The expressions that are watched, as rows: the expression, and what it comes to at the point where
/// the run is. Remembered for the folder. Whoever can evaluate them answers wanted().
class Watches final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Expression, Result, ColumnCount };

    explicit Watches(FolderState &state, QObject *parent = nullptr);

    /// Those that were remembered of the folder that is open now.
    void open();
    QStringList expressions() const;
    /// Does nothing with one that is there, or is empty.
    void add(const QString &expression);
    void remove(int row);
    /// In the order of expressions(); those that are too few count as None.
    void answer(const std::vector<WatchAnswer> &answers);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Changes an expression; an empty one takes the row away.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// The expressions are others: they are to be answered.
    void wanted();

private:
    struct Row
    {
        QString expression;
        WatchAnswer answer{};
    };

    void keep();

    FolderState &m_state;
    std::vector<Row> m_rows;
};

} // namespace postern::ide

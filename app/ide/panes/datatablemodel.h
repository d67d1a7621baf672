// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/editing/filerows.h"
#include "app/ide/editing/jsonrows.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ide {

/// The rows of a data set, JSON Lines or a JSON list, as a table whose columns are the members' names.
/// 200 rows are read at once, and more when the view comes to their end. Cells can be edited where
/// the rows are of a text that is being edited: that gives the smallest edit of the text. Of a file
/// on the disk only some pages are held.
class DataTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit DataTableModel(QObject *parent = nullptr);

    using Text = std::function<std::string_view()>;
    /// Of a text, which is asked for whenever it is needed.
    void showText(Text text, bool isList, bool isEditable);
    /// Of a file of JSON Lines.
    void showFile(const QString &path);
    /// The text is another: reads as many rows anew as were read.
    void refresh();
    bool hasAll() const { return m_hasAll; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void edited(const postern::TextEdit &edit);
    /// Rows were read, or can't be; empty when all is well.
    void rowsRead(const QString &problem);

private:
    struct Page // of a file
    {
        qint64 begin;
        int firstRow;
        std::vector<std::string> rows; ///< none while it isn't held
        std::size_t count;
    };

    void start();
    RowPage nextOfText(std::size_t at, std::size_t most) const;
    void readPage(qint64 from, std::size_t index);
    void takePage(std::size_t index, qint64 from, FilePage page);
    /// The rows' text; null for what has to be read first, which then happens.
    std::string_view rowText(int row) const;
    const std::vector<RowMember> &members(int row) const;
    std::string_view valueAt(const QModelIndex &index) const;
    QString shown(const QModelIndex &index, qsizetype most) const;
    QString editable(const QModelIndex &index) const;
    void addColumns(const QStringList &names);
    QStringList namesOf(std::string_view row) const;

    Text m_text;
    QString m_file;
    bool m_isList = false;
    bool m_isEditable = false;
    std::vector<RowSpan> m_rows; ///< of the text
    std::size_t m_end = 0;       ///< of what was read of it
    std::vector<Page> m_pages;   ///< of the file
    qint64 m_next = 0;
    int m_fileRows = 0;
    bool m_hasAll = true;
    QStringList m_columns;
    BackgroundTask m_reading;
    mutable std::vector<std::size_t> m_wanted; ///< pages to be read again
    mutable int m_parsedRow = -1;
    mutable std::vector<RowMember> m_parsed;
};

} // namespace postern::ide

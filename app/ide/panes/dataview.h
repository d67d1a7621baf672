// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace postern::ide {

class DataTableModel;

/// A data set as a table, with a line that says how much of it is read.
class DataView final : public QWidget
{
    Q_OBJECT

public:
    explicit DataView(QWidget *parent = nullptr);

    /// Whether a file of this name can be a data set, and whether it is a JSON list.
    static bool isDataSet(const QString &name);
    static bool isList(const QString &name);
    /// Whether a file is a data set too large to be held as a text: it is shown as a table, from the
    /// disk, and can't be edited.
    static bool isTooLargeForText(const QString &path);

    DataTableModel &rows() const { return *m_rows; }
    QTableView &table() const { return *m_table; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showCount(const QString &problem);

    DataTableModel *const m_rows; // child of this
    QTableView *const m_table;    // child of this
    QLabel *const m_count;        // child of this
};

} // namespace postern::ide

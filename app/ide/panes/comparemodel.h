// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/historystore.h"

#include <QAbstractTableModel>

#include <memory>

namespace postern::ide {

/// The nodes of two runs side by side, and what they differ in; the last row is the run as a whole.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Node, Before, After, Differs, Delta, ColumnCount };
    enum Role { NameRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::shared_ptr<const ComparedRuns> runs);
    /// Null for the row of the whole run.
    const replay::NodeComparison *node(int row) const;
    QModelIndex indexOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(int row, int column) const;

    std::shared_ptr<const ComparedRuns> m_runs;
};

/// "prompt", "output": what two runs of a node differ in, in the window's language.
QString aspectText(replay::Aspect aspect);

} // namespace postern::ide

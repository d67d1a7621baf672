// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/diagnostic.h"

#include <QAbstractTableModel>

#include <vector>

namespace postern::widgets {

/// What is wrong with the flow, a row each, errors first.
class ProblemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Message, Node, Location, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setProblems(std::vector<flow::Diagnostic> problems);
    const flow::Diagnostic &problem(int row) const
    {
        return m_problems[static_cast<std::size_t>(row)];
    }
    int count(flow::Severity severity) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<flow::Diagnostic> m_problems;
};

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"

#include <QAbstractTableModel>

#include <string>
#include <utility>
#include <vector>

namespace postern::widgets {

/// What a node's inputs are bound to in the file, a row each.
class BindingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setInputs(std::vector<std::pair<std::string, flow::Binding>> inputs);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<std::pair<std::string, flow::Binding>> m_inputs;
};

} // namespace postern::widgets

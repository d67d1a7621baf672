// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <QByteArray>
#include <QString>
#include <Qt>

#include <optional>
#include <vector>

class QStandardItemModel;

namespace postern::ide {

/// What rows of the model hold beside their text.
enum DatasetRole {
    RowJsonRole = Qt::UserRole, ///< an object, as bytes; none for what is typed
    RowNameRole,                ///< the same in every language
};

/// Fills the model with the rows of the flow folder's *.jsonl and data/*.jsonl, after a first one
/// for what is typed: the first 10 of each file, 30 in all. Only rows that fit the inputs: they
/// have all that is needed, or, where nothing is, one at least.
void loadRows(QStandardItemModel &model,
              const QString &folder,
              const std::vector<flow::FlowInput> &inputs);

/// A row as it is written in JSON; none when it can't be read or is no object.
std::optional<Dict> readRow(const QByteArray &json);

/// The inputs that a row of the model stands for; empty for the first.
Dict rowInputs(const QStandardItemModel &model, int row);

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/http/egress.h"

#include <QAbstractTableModel>

#include <vector>

namespace postern::widgets {

/// The egress ledger as a table: a row for each host, port and purpose, in the order of the first
/// contact.
class EgressModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Host, Port, Purpose, Requests, Sent, Received, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Adds the entry, or shows what became of it since.
    void update(const http::EgressLedger::Entry &entry);
    /// Different hosts beyond this machine that something was sent to.
    int hostCount() const;
    /// All of it with a line of headings, columns parted by tabs.
    QString text() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<http::EgressLedger::Entry> m_entries;
};

} // namespace postern::widgets

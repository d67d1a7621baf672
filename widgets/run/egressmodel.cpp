// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/egressmodel.h"

#include "widgets/theme/icon.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <set>

namespace postern::widgets {

namespace {

using Entry = http::EgressLedger::Entry;

bool isSame(const Entry &one, const Entry &other)
{
    return one.host == other.host && one.port == other.port && one.purpose == other.purpose;
}

bool isThisMachine(const std::string &host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

QString purposeText(http::Purpose purpose)
{
    switch (purpose) {
    case http::Purpose::Model:
        return EgressModel::tr("Model");
    case http::Purpose::Image:
        return EgressModel::tr("Image");
    case http::Purpose::Python:
        return EgressModel::tr("Python code");
    case http::Purpose::Packages:
        return EgressModel::tr("Packages");
    case http::Purpose::Other:
        break;
    }
    return EgressModel::tr("Request");
}

QString stateText(const Entry &entry)
{
    if (entry.isAllowed)
        return EgressModel::tr("Allowed");
    return entry.refused > 0 ? EgressModel::tr("Refused")
                             : EgressModel::tr("Not on the allow-list");
}

QString timeText(const Entry &entry)
{
    const auto passed = entry.last.time_since_epoch();
    const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss"));
}

/// Contacts of other programs are only heard of.
bool isCounted(const Entry &entry)
{
    return entry.purpose != http::Purpose::Python && entry.purpose != http::Purpose::Packages;
}

QString bytesText(const Entry &entry, std::uint64_t bytes)
{
    return isCounted(entry) ? QLocale().formattedDataSize(static_cast<qint64>(bytes))
                            : QStringLiteral("–");
}

QString requestsText(const Entry &entry)
{
    return isCounted(entry)
               ? QLocale().toString(static_cast<qulonglong>(entry.requests + entry.refused))
               : QStringLiteral("–");
}

QString cellText(const Entry &entry, int column)
{
    switch (column) {
    case EgressModel::Time:
        return timeText(entry);
    case EgressModel::Host:
        return QString::fromStdString(entry.host);
    case EgressModel::Port:
        return entry.port == 0 ? QStringLiteral("–") : QString::number(entry.port);
    case EgressModel::Purpose:
        return purposeText(entry.purpose);
    case EgressModel::Requests:
        return requestsText(entry);
    case EgressModel::Sent:
        return bytesText(entry, entry.bytesSent);
    case EgressModel::Received:
        return bytesText(entry, entry.bytesReceived);
    case EgressModel::State:
        return stateText(entry);
    default:
        return {};
    }
}

} // namespace

void EgressModel::update(const Entry &entry)
{
    const auto known = std::ranges::find_if(m_entries, [&entry](const Entry &one) {
        return isSame(one, entry);
    });
    if (known == m_entries.end()) {
        const int row = rowCount();
        beginInsertRows({}, row, row);
        m_entries.push_back(entry);
        endInsertRows();
        return;
    }
    *known = entry;
    const int row = static_cast<int>(known - m_entries.begin());
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int EgressModel::hostCount() const
{
    std::set<std::string_view> hosts;
    for (const Entry &entry : m_entries) {
        if (entry.requests > 0 && !isThisMachine(entry.host))
            hosts.insert(entry.host);
    }
    return static_cast<int>(hosts.size());
}

QString EgressModel::text() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines.append(cells.join('\t'));
    for (const Entry &entry : m_entries) {
        cells.clear();
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(cellText(entry, column));
        lines.append(cells.join('\t'));
    }
    return lines.join('\n') + '\n';
}

int EgressModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int EgressModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EgressModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cellText(entry, index.column());
    if (role == Qt::DecorationRole && index.column() == State)
        return entry.isAllowed ? theme::icon("tick", &theme::Tokens::ok)
                               : theme::icon("warning", &theme::Tokens::warn);
    return {};
}

QVariant EgressModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Last contact");
    case Host:
        return tr("Host");
    case Port:
        return tr("Port");
    case Purpose:
        return tr("For");
    case Requests:
        return tr("Attempts");
    case Sent:
        return tr("Sent");
    case Received:
        return tr("Received");
    case State:
        return tr("Allow-list");
    default:
        return {};
    }
}

} // namespace postern::widgets

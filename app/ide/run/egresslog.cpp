// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/egresslog.h"

#include <utility>

namespace postern::ide {

EgressLog::EgressLog(QObject *parent)
    : QObject(parent)
    , m_ledger(std::make_shared<http::EgressLedger>())
{
    m_ledger->setObserver([this](const http::EgressLedger::Entry &entry) { onEntry(entry); });
}

void EgressLog::onEntry(const http::EgressLedger::Entry &entry)
{
    {
        const std::lock_guard lock(m_mutex);
        const bool isSame = !m_pending.empty() && m_pending.back().host == entry.host
                            && m_pending.back().port == entry.port
                            && m_pending.back().purpose == entry.purpose;
        // A streamed answer changes its entry with every piece.
        if (isSame) {
            m_pending.back() = entry;
            return;
        }
        m_pending.push_back(entry);
        if (m_pending.size() > 1)
            return;
    }
    QMetaObject::invokeMethod(this, &EgressLog::deliver, Qt::QueuedConnection);
}

void EgressLog::deliver()
{
    std::vector<http::EgressLedger::Entry> entries;
    {
        const std::lock_guard lock(m_mutex);
        entries.swap(m_pending);
    }
    for (const http::EgressLedger::Entry &entry : entries)
        m_model.update(entry);
    emit changed();
}

} // namespace postern::ide

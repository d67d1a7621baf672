// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/http/egress.h"
#include "widgets/run/egressmodel.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <vector>

namespace postern::ide {

/// Every host contacted since the program started: the ledger that all runs share, which belongs
/// to the engine's thread, and a table of it for the UI's. Must outlive the engine's thread.
class EgressLog final : public QObject
{
    Q_OBJECT

public:
    explicit EgressLog(QObject *parent = nullptr);

    const std::shared_ptr<http::EgressLedger> &ledger() const { return m_ledger; }
    widgets::EgressModel &model() { return m_model; }

signals:
    void changed();

private:
    void onEntry(const http::EgressLedger::Entry &entry); // engine thread
    void deliver();

    widgets::EgressModel m_model;
    const std::shared_ptr<http::EgressLedger> m_ledger;

    std::mutex m_mutex; // guards what stands below
    std::vector<http::EgressLedger::Entry> m_pending;
};

} // namespace postern::ide

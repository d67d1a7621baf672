// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/statenames.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern::widgets {

namespace {

// For lupdate, and to keep the words together.
struct States
{
    Q_DECLARE_TR_FUNCTIONS(States)
};

} // namespace

QString stateName(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Idle:
        return States::tr("not run");
    case run::NodeState::Queued:
        return States::tr("queued");
    case run::NodeState::Running:
        return States::tr("running");
    case run::NodeState::Streaming:
        return States::tr("streaming");
    case run::NodeState::Done:
        return States::tr("done");
    case run::NodeState::Cached:
        return States::tr("cached");
    case run::NodeState::Bypassed:
        return States::tr("bypassed");
    case run::NodeState::Failed:
        return States::tr("failed");
    case run::NodeState::Paused:
        return States::tr("paused");
    case run::NodeState::Cancelled:
        return States::tr("stopped");
    }
    return {};
}

QString stateColour(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Running:
    case run::NodeState::Streaming:
        return QStringLiteral("run");
    case run::NodeState::Done:
        return QStringLiteral("ok");
    case run::NodeState::Cached:
        return QStringLiteral("cache");
    case run::NodeState::Failed:
        return QStringLiteral("err");
    case run::NodeState::Paused:
        return QStringLiteral("pause");
    default:
        return {};
    }
}

QString seconds(std::chrono::microseconds time)
{
    return States::tr("%1 s").arg(static_cast<double>(time.count()) / 1e6, 0, 'f', 2);
}

QString tokens(const TokenUsage &usage)
{
    return usage.total == 0 ? QString() : States::tr("%1 tok").arg(QLocale().toString(usage.total));
}

} // namespace postern::widgets

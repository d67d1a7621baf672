// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/amounts.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern::widgets {

namespace {

struct Amounts
{
    Q_DECLARE_TR_FUNCTIONS(Amounts)
};

} // namespace

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
    return Amounts::tr("%1 s").arg(static_cast<double>(time.count()) / 1e6, 0, 'f', 2);
}

QString tokens(const TokenUsage &usage)
{
    return usage.total == 0 ? QString()
                            : Amounts::tr("%1 tok").arg(QLocale().toString(usage.total));
}

} // namespace postern::widgets

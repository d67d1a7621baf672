// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runprices.h"

#include <QCoreApplication>

namespace postern::widgets {

namespace {

struct Prices
{
    Q_DECLARE_TR_FUNCTIONS(Prices)
};

} // namespace

void Spent::addUnpaid(const TokenUsage &more)
{
    usage += more;
    unpaid += more.total;
}

void Spent::add(const TokenUsage &more, std::optional<double> price)
{
    usage += more;
    if (price)
        cost += *price;
    else
        unpriced += more.total;
}

Spent &Spent::operator+=(const Spent &other)
{
    usage += other.usage;
    cost += other.cost;
    unpriced += other.unpriced;
    unpaid += other.unpaid;
    return *this;
}

QString costText(const Spent &spent)
{
    if (!spent.hasCost())
        return QStringLiteral("–");
    QString known = QString::number(spent.cost, 'f', spent.cost < 0.01 ? 6 : 4);
    if (spent.unpriced == 0)
        return known;
    return spent.cost > 0 ? Prices::tr("%1 + unknown price").arg(known)
                          : Prices::tr("unknown price");
}

QString dollars(const Spent &spent)
{
    const bool isKnown = spent.hasCost() && (spent.unpriced == 0 || spent.cost > 0);
    return (isKnown ? QStringLiteral("$") : QString()) + costText(spent);
}

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runprices.h"

#include <QCoreApplication>

#include <string_view>

namespace postern::widgets {

namespace {

struct Prices
{
    Q_DECLARE_TR_FUNCTIONS(Prices)
};

/// The text of the member "model" near the beginning of a JSON text or of the first event of a
/// stream: large bodies aren't parsed for one word.
std::string modelNamedIn(const http::SharedBody &body)
{
    constexpr std::size_t kModelWithin = 4'096;
    if (!body)
        return {};
    const std::string_view text = std::string_view(*body).substr(0, kModelWithin);
    constexpr std::string_view kKey = "\"model\"";
    const std::size_t key = text.find(kKey);
    if (key == std::string_view::npos)
        return {};
    const std::size_t begin = text.find_first_not_of(" \t\r\n:", key + kKey.size());
    if (begin == std::string_view::npos || text[begin] != '"')
        return {};
    const std::size_t end = text.find('"', begin + 1);
    return end == std::string_view::npos ? std::string()
                                         : std::string(text.substr(begin + 1, end - begin - 1));
}

std::string deploymentIn(const std::string &target)
{
    constexpr std::string_view kSegment = "/deployments/";
    const std::size_t found = target.find(kSegment);
    if (found == std::string::npos)
        return {};
    const std::size_t begin = found + kSegment.size();
    return target.substr(begin, target.find_first_of("/?", begin) - begin);
}

} // namespace

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
    return *this;
}

QString costText(const Spent &spent)
{
    if (spent.usage.total == 0)
        return QStringLiteral("–");
    const QString known = QString::number(spent.cost, 'f', spent.cost < 0.01 ? 6 : 4);
    if (spent.unpriced == 0)
        return known;
    return spent.cost > 0 ? Prices::tr("%1 + unknown price").arg(known)
                          : Prices::tr("unknown price");
}

QString dollars(const Spent &spent)
{
    const bool isKnown = spent.usage.total > 0 && (spent.unpriced == 0 || spent.cost > 0);
    return (isKnown ? QStringLiteral("$") : QString()) + costText(spent);
}

std::string modelOf(const http::Attempt &attempt)
{
    if (std::string model = modelNamedIn(attempt.received); !model.empty())
        return model;
    if (std::string deployment = deploymentIn(attempt.target); !deployment.empty())
        return deployment;
    return modelNamedIn(attempt.sent);
}

} // namespace postern::widgets

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/connection.h"

#include "widgets/graph/words.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <map>

namespace postern::graph {

namespace {

const GraphNode *findNode(const GraphModel &model, const QString &id)
{
    const auto found = std::ranges::find(model.nodes, id, &GraphNode::id);
    return found == model.nodes.end() ? nullptr : &*found;
}

const Port *findPort(const std::vector<Port> &ports, const QString &name)
{
    const auto found = std::ranges::find(ports, name, &Port::name);
    return found == ports.end() ? nullptr : &*found;
}

/// The node with all that it waits for.
QSet<QString> leadingTo(const GraphModel &model, const QString &id)
{
    QHash<QString, QStringList> sources;
    for (const GraphEdge &edge : model.edges) {
        if (edge.kind != EdgeKind::Broken)
            sources[edge.to].append(edge.from);
    }
    QSet<QString> reached{id};
    QStringList open{id};
    while (!open.isEmpty()) {
        for (const QString &source : sources.value(open.takeLast())) {
            if (!reached.contains(source)) {
                reached.insert(source);
                open.append(source);
            }
        }
    }
    return reached;
}

PortType declaredType(const Port &port)
{
    return port.isGuessed ? PortType::Unknown : port.type;
}

/// As prompt flow has it: an object is whatever JSON says, so an input of that type takes all.
bool fits(PortType given, PortType taken)
{
    return given == taken || given == PortType::Unknown || taken == PortType::Unknown
           || taken == PortType::Object;
}

/// An output, and what has to be known of it to look at many inputs.
struct Source
{
    const GraphNode *node = nullptr;
    const Port *port = nullptr;
    QSet<QString> upstream;

    Source(const GraphModel &model, const QString &from, const QString &fromPort)
        : node(findNode(model, from))
        , port(node ? findPort(node->outputs, fromPort) : nullptr)
        , upstream(leadingTo(model, from))
    {}
};

Fit fitOf(const Source &source, const GraphNode &to, const Port &port)
{
    if (to.id == source.node->id)
        return {Fit::Kind::Loop, Words::tr("%1 can't take what it gives itself.").arg(to.name)};
    if (source.upstream.contains(to.id))
        return {Fit::Kind::Loop,
                Words::tr("%1 waits for %2: this would be a loop.").arg(source.node->name, to.name)};
    if (source.node->isAggregation && !to.isAggregation && !to.isBox())
        return {Fit::Kind::Aggregation,
                Words::tr("%1 runs once, after all rows: %2, which runs for each, can't read it.")
                    .arg(source.node->name, to.name)};
    if (!fits(declaredType(*source.port), declaredType(port)))
        return {Fit::Kind::Type,
                Words::tr("%1 of %2 takes %3, not %4.")
                    .arg(port.name,
                         to.name,
                         portTypeText(port.type),
                         portTypeText(source.port->type))};
    return {};
}

} // namespace

Fit connectionPossible(const GraphModel &model,
                       const QString &from,
                       const QString &fromPort,
                       const QString &to,
                       const QString &toPort)
{
    const Source source(model, from, fromPort);
    const GraphNode *const node = findNode(model, to);
    const Port *const port = node && node->kind != NodeKind::Input ? findPort(node->inputs, toPort)
                                                                   : nullptr;
    if (!source.port)
        return {Fit::Kind::Missing, Words::tr("There is no output %1.").arg(fromPort)};
    if (!port)
        return {Fit::Kind::Missing, Words::tr("There is no input %1.").arg(toPort)};
    return fitOf(source, *node, *port);
}

std::vector<WireTarget> wireTargets(const GraphModel &model,
                                    const QString &from,
                                    const QString &fromPort)
{
    const Source source(model, from, fromPort);
    std::vector<WireTarget> targets;
    if (!source.port)
        return targets;
    QSet<QString> wired;
    for (const GraphEdge &edge : model.edges) {
        if (edge.from != from || edge.fromPort != fromPort || edge.kind != EdgeKind::Data)
            continue;
        for (const QString &target : edge.targets)
            wired.insert(edge.to + u'\n' + target);
    }
    for (const GraphNode &node : model.nodes) {
        if (node.kind == NodeKind::Input)
            continue;
        for (const Port &port : node.inputs) {
            if (!port.isSetting)
                targets.push_back({node.id,
                                   port,
                                   fitOf(source, node, port),
                                   wired.contains(node.id + u'\n' + port.name)});
        }
    }
    return targets;
}

QString spliceInput(const GraphModel &model, const QString &node, const GraphEdge &edge)
{
    const GraphNode *const between = findNode(model, node);
    const GraphNode *const to = findNode(model, edge.to);
    if (between == nullptr || to == nullptr || between->outputs.empty() || edge.from == node
        || edge.to == node)
        return {};
    const QString output = between->outputs.front().name;
    const auto isTaken = [&](const QString &target) {
        return connectionPossible(model, node, output, edge.to, target).isPossible();
    };
    if (!std::ranges::all_of(edge.targets, isTaken))
        return {};
    QSet<QString> wired;
    for (const GraphEdge &other : model.edges) {
        if (other.to == node && other.kind != EdgeKind::Activate)
            wired += QSet<QString>(other.targets.begin(), other.targets.end());
    }
    for (const Port &port : between->inputs) {
        if (!port.isSetting && !wired.contains(port.name)
            && connectionPossible(model, edge.from, edge.fromPort, node, port.name).isPossible())
            return port.name;
    }
    return {};
}

QString notOffered(const std::vector<WireTarget> &targets, PortType type)
{
    std::map<PortType, int> ofType;
    int loops = 0;
    int aggregations = 0;
    for (const WireTarget &target : targets) {
        if (target.fit.kind == Fit::Kind::Type)
            ++ofType[target.port.type];
        loops += target.fit.kind == Fit::Kind::Loop ? 1 : 0;
        aggregations += target.fit.kind == Fit::Kind::Aggregation ? 1 : 0;
    }
    QStringList parts;
    for (const auto &[taken, count] : ofType) {
        if (taken != type)
            parts << Words::tr("%1 take %2").arg(QString::number(count), portTypeText(taken));
    }
    if (loops > 0)
        parts << Words::tr("%1 would make a loop").arg(loops);
    if (aggregations > 0)
        parts << Words::tr("%1 run for each row").arg(aggregations);
    return parts.isEmpty() ? QString()
                           : Words::tr("not offered: %1").arg(parts.join(QStringLiteral(", ")));
}

QString portText(const GraphModel &model, const QString &node, const QString &port)
{
    const GraphNode *const found = findNode(model, node);
    return (found ? found->name : node) + u'.' + port;
}

} // namespace postern::graph

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

/// The node with all that it waits for, or downwards all that waits for it.
QSet<QString> reachedFrom(const GraphModel &model, const QString &id, bool downwards)
{
    QHash<QString, QStringList> next;
    for (const GraphEdge &edge : model.edges) {
        if (edge.kind != EdgeKind::Broken)
            next[downwards ? edge.from : edge.to].append(downwards ? edge.to : edge.from);
    }
    QSet<QString> reached{id};
    QStringList open{id};
    while (!open.isEmpty()) {
        for (const QString &other : next.value(open.takeLast())) {
            if (!reached.contains(other)) {
                reached.insert(other);
                open.append(other);
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

/// The two ends of a wire.
struct Ends
{
    const GraphNode &from;
    const Port &output;
    const GraphNode &to;
    const Port &input;
};

/// `waits`: the one that gives waits for the one that would take.
Fit fitOf(const Ends &ends, bool waits)
{
    const GraphNode &from = ends.from;
    const GraphNode &to = ends.to;
    if (to.id == from.id)
        return {Fit::Kind::Loop, Words::tr("%1 can't take what it gives itself.").arg(to.name)};
    if (waits)
        return {Fit::Kind::Loop,
                Words::tr("%1 waits for %2: this would be a loop.").arg(from.name, to.name)};
    if (from.isAggregation && !to.isAggregation && !to.isBox())
        return {Fit::Kind::Aggregation,
                Words::tr("%1 runs once, after all rows: %2, which runs for each, can't read it.")
                    .arg(from.name, to.name)};
    if (!fits(declaredType(ends.output), declaredType(ends.input)))
        return {Fit::Kind::Type,
                Words::tr("%1 of %2 takes %3, not %4.")
                    .arg(ends.input.name,
                         to.name,
                         portTypeText(ends.input.type),
                         portTypeText(ends.output.type))};
    return {};
}

QString endText(const QString &node, const QString &port)
{
    return node + u'\n' + port;
}

/// The outputs that an input, or a condition, takes now.
QSet<QString> wiredTo(const GraphModel &model, const WireStart &start)
{
    const bool isCondition = start.kind == WireStart::Kind::Condition;
    QSet<QString> wired;
    for (const GraphEdge &edge : model.edges) {
        if (edge.to == start.node && (edge.kind == EdgeKind::Activate) == isCondition
            && (isCondition || edge.targets.contains(start.port)))
            wired.insert(endText(edge.from, edge.fromPort));
    }
    return wired;
}

std::vector<WireTarget> wireSources(const GraphModel &model, const WireStart &start)
{
    std::vector<WireTarget> sources;
    const GraphNode *const to = findNode(model, start.node);
    if (to == nullptr)
        return sources;
    const Port *const known = findPort(to->inputs, start.port);
    const Port any{start.port}; // of a condition, or an input that nobody declared
    const Port &input = known && start.kind == WireStart::Kind::Input ? *known : any;
    const QSet<QString> later = reachedFrom(model, start.node, true);
    const QSet<QString> wired = wiredTo(model, start);
    for (const GraphNode &node : model.nodes) {
        for (const Port &port : node.outputs)
            sources.push_back({node.id,
                               port,
                               fitOf({node, port, *to, input}, later.contains(node.id)),
                               wired.contains(endText(node.id, port.name))});
    }
    return sources;
}

} // namespace

Fit connectionPossible(const GraphModel &model,
                       const QString &from,
                       const QString &fromPort,
                       const QString &to,
                       const QString &toPort)
{
    const GraphNode *const source = findNode(model, from);
    const Port *const output = source ? findPort(source->outputs, fromPort) : nullptr;
    const GraphNode *const node = findNode(model, to);
    const Port *const port = node && node->kind != NodeKind::Input ? findPort(node->inputs, toPort)
                                                                   : nullptr;
    if (!output)
        return {Fit::Kind::Missing, Words::tr("There is no output %1.").arg(fromPort)};
    if (!port)
        return {Fit::Kind::Missing, Words::tr("There is no input %1.").arg(toPort)};
    return fitOf({*source, *output, *node, *port}, reachedFrom(model, from, false).contains(to));
}

std::vector<WireTarget> wireTargets(const GraphModel &model,
                                    const QString &from,
                                    const QString &fromPort)
{
    std::vector<WireTarget> targets;
    const GraphNode *const source = findNode(model, from);
    const Port *const output = source ? findPort(source->outputs, fromPort) : nullptr;
    if (!output)
        return targets;
    QSet<QString> wired;
    for (const GraphEdge &edge : model.edges) {
        if (edge.from != from || edge.fromPort != fromPort || edge.kind != EdgeKind::Data)
            continue;
        for (const QString &target : edge.targets)
            wired.insert(endText(edge.to, target));
    }
    const QSet<QString> earlier = reachedFrom(model, from, false);
    for (const GraphNode &node : model.nodes) {
        if (node.kind == NodeKind::Input)
            continue;
        for (const Port &port : node.inputs) {
            if (!port.isSetting)
                targets.push_back({node.id,
                                   port,
                                   fitOf({*source, *output, node, port}, earlier.contains(node.id)),
                                   wired.contains(endText(node.id, port.name))});
        }
    }
    return targets;
}

std::vector<WireTarget> wireTargets(const GraphModel &model, const WireStart &start)
{
    return start.isBackward() ? wireSources(model, start)
                              : wireTargets(model, start.node, start.port);
}

GraphModel withInputs(GraphModel model, const QHash<QString, std::vector<Port>> &more)
{
    for (GraphNode &node : model.nodes) {
        for (const Port &port : more.value(node.id)) {
            if (findPort(node.inputs, port.name) == nullptr)
                node.inputs.push_back(port);
        }
    }
    return model;
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
    return parts.join(QStringLiteral(", "));
}

QString portText(const GraphModel &model, const QString &node, const QString &port)
{
    const GraphNode *const found = findNode(model, node);
    return (found ? found->name : node) + u'.' + port;
}

} // namespace postern::graph

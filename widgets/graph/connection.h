// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QHash>

namespace postern::graph {

/// Whether an output may feed an input.
struct Fit
{
    enum class Kind { Fits, Missing, Loop, Type, Aggregation };

    Kind kind = Kind::Fits;
    QString why; ///< a sentence; empty when it fits

    bool isPossible() const { return kind == Kind::Fits; }
};

/// Whether the input `toPort` of `to`, a node or the outputs, can take what `fromPort` of `from`, a
/// node or the inputs, gives, whatever it takes now: nothing waits for itself, nothing but outputs and
/// aggregation nodes reads an aggregation node, and the types are such as prompt flow hands on. A type
/// that isn't declared fits all.
Fit connectionPossible(const GraphModel &model,
                       const QString &from,
                       const QString &fromPort,
                       const QString &to,
                       const QString &toPort);

/// Where a wire begins: at an output; or at an input, or at the condition on which a node runs, to
/// look for what it takes.
struct WireStart
{
    enum class Kind { Output, Input, Condition };

    QString node;
    QString port; ///< of a condition: nothing
    Kind kind = Kind::Output;

    bool isBackward() const { return kind != Kind::Output; }
    bool operator==(const WireStart &) const = default;
};

/// An input, or to a wire that begins at one an output, that the wire could end at.
struct WireTarget
{
    QString node;
    Port port;
    Fit fit;
    bool isWired = false; ///< that is what the flow says already
};

/// All inputs of nodes and the outputs of the flow, and how they fit that output. Settings are none:
/// what a tool is told by a literal.
std::vector<WireTarget> wireTargets(const GraphModel &model,
                                    const QString &from,
                                    const QString &fromPort);

/// The same for any start: to an input or a condition all outputs of nodes, and the flow's inputs.
std::vector<WireTarget> wireTargets(const GraphModel &model, const WireStart &start);

/// The model with inputs, by the node's id, that its nodes could take beside what it knows.
GraphModel withInputs(GraphModel model, const QHash<QString, std::vector<Port>> &more);

/// The input of a node that would take what the line brings, were the node put into the line: one that
/// takes nothing yet. Empty when it has none, when that can't be, and when the line is the node's own.
QString spliceInput(const GraphModel &model, const QString &node, const GraphEdge &edge);

/// "7 take string, 3 would make a loop"; empty when all are offered.
QString notOffered(const std::vector<WireTarget> &targets, PortType type);

/// "answer.context": an input or output as the YAML's reader calls it.
QString portText(const GraphModel &model, const QString &node, const QString &port);

} // namespace postern::graph

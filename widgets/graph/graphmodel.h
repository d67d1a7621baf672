// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "engine/run/event.h"
#include "widgets/graph/nodekind.h"

#include <QString>
#include <QStringList>

#include <string_view>
#include <vector>

namespace postern::tool {
class ToolTable;
} // namespace postern::tool

namespace postern::graph {

/// Ids of the two boxes that are no nodes. A node's id is its name; no name looks like these.
inline const QString kInputsId = QStringLiteral("${inputs}");
inline const QString kOutputsId = QStringLiteral("${outputs}");

enum class PortType { Unknown, String, List, Object, Number, Bool, Image };
enum class EdgeKind { Data, Activate, Broken };
enum class Breakpoint { None, Enabled, Disabled, Conditional, Logpoint };
enum class Problem { None, Warning, Error };

struct Port
{
    QString name;
    PortType type = PortType::Unknown;
    bool isGuessed = false; ///< an input's type is that of what it takes now: nobody declared it
    bool isSetting = false; ///< an input that tells the tool how, by a literal or its default

    bool operator==(const Port &) const = default;
};

/// What the flow says of a node.
struct GraphNode
{
    QString id;
    NodeKind kind = NodeKind::Python;
    QString name;              ///< as shown in the header
    QString subtitle;          ///< "llm · gpt-4o-prod"
    std::vector<Port> inputs;  ///< that it has, or its tool must have
    std::vector<Port> outputs; ///< one, but for the inputs box, which has one for each input
    int variants = 0;
    bool isAggregation = false; ///< runs once, after all rows

    bool isBox() const { return kind == NodeKind::Input || kind == NodeKind::Output; }
    bool operator==(const GraphNode &) const = default;
};

/// All references from one output to one node: drawn as one line.
struct GraphEdge
{
    EdgeKind kind = EdgeKind::Data;
    QString from;     ///< id; empty when a broken reference names nothing that exists
    QString fromPort; ///< name of the output port
    QString to;
    QStringList references; ///< literal texts: "${search_tickets.output}"
    QStringList targets;    ///< the inputs they are bound to, in the same order
    QString condition;      ///< of an activate edge: the value that lets the node run
    PortType type = PortType::Unknown;

    QString key() const; ///< the same for the same edge of a later model
    bool operator==(const GraphEdge &) const = default;
};

struct GraphModel
{
    std::vector<GraphNode> nodes; ///< inputs box, nodes in the file's order, outputs box
    std::vector<GraphEdge> edges;

    bool operator==(const GraphModel &) const = default;
};

/// What the canvas shows of a flow. `variant` chooses one as "${node.variant}"; other nodes show
/// their default variants. Never fails: what is wrong in the flow is drawn as broken.
GraphModel buildGraph(const flow::Flow &flow, std::string_view variant = {});
/// The same where other tools are known than the engine's.
GraphModel buildGraph(const flow::Flow &flow,
                      std::string_view variant,
                      const tool::ToolTable &tools);

/// Where a node stands when one looks at an earlier moment of a run.
enum class Moment {
    Now,         ///< one doesn't, or it had finished by then
    SteppedBack, ///< its turn comes next
    NotYet       ///< later
};

/// What a run says of a node.
struct NodeStatus
{
    run::NodeState state = run::NodeState::Idle;
    QString detail; ///< replaces the subtitle: the streamed text, or the reason of a failure
    QString footer; ///< "0.61 s · 412 tok · $0.0001", "blocked by X"; empty: the state's own word
    Moment moment = Moment::Now; ///< if it isn't, the state is what comes later

    bool operator==(const NodeStatus &) const = default;
};

/// What became of a node or a line where two flows, or two runs, are shown as one.
enum class Difference {
    None, ///< nothing is compared
    Same, ///< a node without its colour: it is there to be found by
    Added,
    Removed, ///< a ghost: it isn't there any more
    Changed,
    Renamed,
    Merged,  ///< sides of a merge changed it, and that went together
    Conflict ///< both did, and somebody has to choose
};

/// What the session says of a node: nothing of it is in the flow's files.
struct NodeMarks
{
    Breakpoint breakpoint = Breakpoint::None;
    Problem problem = Problem::None;
    QString problemText{};
    bool isPinned = false;
    bool isMuted = false;
    bool isEdited = false;    ///< changed since the file was saved
    int repeats = 0;          ///< shown when above 1
    QString breakpointText{}; ///< how it stops
    Difference difference = Difference::None;
    QStringList
        lines{}; ///< what is different, in place of what the node is: two, and more in its tool tip

    bool operator==(const NodeMarks &) const = default;
};

/// What session and run say of a line.
struct EdgeMarks
{
    Breakpoint breakpoint = Breakpoint::None;
    bool isNotYet = false; ///< nothing has come along it at the moment that is looked at
    bool isEdited = false; ///< what it brings was changed by hand
    Difference difference = Difference::None;

    bool operator==(const EdgeMarks &) const = default;
};

/// "done", "paused": the state's word.
QString stateText(run::NodeState state);
/// The same at the moment that is looked at: "not yet".
QString stateText(const NodeStatus &status);
/// "breakpoint", "disabled breakpoint"; empty: none.
QString breakpointText(Breakpoint breakpoint);
/// "added", "in conflict"; empty: none.
QString differenceText(Difference difference);
QString portTypeText(PortType type);
PortType portType(std::string_view flowType);

} // namespace postern::graph

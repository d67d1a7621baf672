// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphmodel.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/tool/llmapi.h"
#include "engine/tool/tooltable.h"
#include "widgets/graph/words.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace postern::graph {

namespace {

/// Gives the words a context of their own.
QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString literalText(const Value &value)
{
    if (value.isString())
        return text(value.asString());
    try {
        return text(json::write(value));
    } catch (const Error &) {
        return text(py::str(value)); // a date is no JSON
    }
}

QString literalInput(const flow::Node &node, std::initializer_list<std::string_view> names)
{
    for (const auto name : names) {
        const flow::Binding *binding = node.input(name);
        if (binding == nullptr || binding->kind != flow::Binding::Kind::Literal)
            continue;
        const QString value = literalText(binding->literal);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(QStringLiteral(" · "));
}

QString subtitleOf(const flow::Node &node, NodeKind kind)
{
    const QString file = text(node.source.path).section(u'/', -1);
    switch (kind) {
    case NodeKind::Llm:
        return joined({QStringLiteral("llm"),
                       literalInput(node, {"deployment_name", "model", "model_name"})});
    case NodeKind::Prompt:
        return joined({QStringLiteral("prompt"), file});
    case NodeKind::Embedding:
        return joined(
            {QStringLiteral("embedding"), literalInput(node, {"deployment_name", "model"})});
    case NodeKind::Search: {
        const QString top = literalInput(node, {"top_k", "top", "num"});
        return joined({QStringLiteral("search"),
                       literalInput(node, {"index_name", "index", "engine"}),
                       top.isEmpty() ? QString() : QStringLiteral("top ") + top});
    }
    case NodeKind::Package:
        return joined({QStringLiteral("package"), text(node.source.tool).section(u'.', -1)});
    default:
        return joined({QStringLiteral("python"), file});
    }
}

PortType outputTypeOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Llm:
    case NodeKind::Prompt:
        return PortType::String;
    case NodeKind::Search:
    case NodeKind::Embedding:
        return PortType::List;
    default:
        return PortType::Unknown;
    }
}

/// The node as its default variant, or the chosen one, has it.
const flow::Node &effectiveNode(const flow::Flow &flow,
                                const flow::Node &node,
                                std::string_view choice)
{
    const auto found = flow.variants.find(node.name);
    if (found == flow.variants.end() || found->second.variants.empty())
        return node;
    const auto &variants = found->second.variants;
    std::string wanted = found->second.defaultVariantId;
    for (const auto &variant : variants) {
        if (choice == "${" + node.name + "." + variant.id + "}")
            wanted = variant.id;
    }
    const auto chosen = std::ranges::find(variants, wanted, &flow::Variant::id);
    return chosen == variants.end() ? variants.front().node : chosen->node;
}

class Builder
{
public:
    Builder(const flow::Flow &flow, const tool::ToolTable &tools)
        : m_flow(flow)
        , m_tools(tools)
    {}

    GraphModel build(std::string_view variant)
    {
        addInputsBox();
        for (const flow::Node &node : m_flow.nodes)
            addNode(node, effectiveNode(m_flow, node, variant));
        addOutputsBox();
        connect();
        return std::move(m_model);
    }

private:
    struct Use
    {
        QString to;
        QString input;
        const flow::Binding *binding;
        const Value *condition = nullptr; ///< of an activate condition
    };

    void addInputsBox()
    {
        if (m_flow.inputs.empty())
            return;
        GraphNode box{kInputsId, NodeKind::Input, Words::tr("inputs"), {}, {}, {}};
        for (const flow::FlowInput &input : m_flow.inputs)
            box.outputs.push_back({text(input.name), portType(input.type)});
        m_model.nodes.push_back(std::move(box));
    }

    void addNode(const flow::Node &node, const flow::Node &effective)
    {
        GraphNode result;
        result.name = text(node.name);
        result.id = result.name;
        // Two nodes of one name are an error of the flow, yet both have to be seen.
        for (int copy = 2; m_nodeById.contains(result.id); ++copy)
            result.id = QStringLiteral("%1 (%2)").arg(result.name).arg(copy);
        m_nodeById.insert(result.id, m_model.nodes.size());
        result.kind = nodeKind(m_tools.kindOf(effective));
        result.subtitle = subtitleOf(effective, result.kind);
        result.outputs.push_back({QStringLiteral("output"), outputTypeOf(result.kind)});
        m_outputTypes.insert(result.id, result.outputs.front().type);
        result.isAggregation = node.aggregation || effective.aggregation;
        addInputs(result, effective);
        const auto variants = m_flow.variants.find(node.name);
        if (variants != m_flow.variants.end())
            result.variants = static_cast<int>(variants->second.variants.size());
        const auto &activate = effective.activate ? effective.activate : node.activate;
        if (activate)
            m_uses.push_back(
                {result.id, QStringLiteral("activate"), &activate->when, &activate->is});
        m_model.nodes.push_back(std::move(result));
    }

    /// Of an input that the node's tool names; nothing for the variables of a template.
    static std::optional<std::string_view> declaredTypeOf(const flow::Node &node,
                                                          const tool::ToolDescriptor *tool,
                                                          std::string_view name)
    {
        if (node.type == flow::NodeType::Llm) {
            const auto *const api = tool::findLlmApi("AzureOpenAI",
                                                     node.api.empty() ? "chat" : node.api);
            const auto *const known = api ? api->parameter(name) : nullptr;
            return known ? std::optional(known->type) : std::nullopt;
        }
        if (tool == nullptr)
            return {};
        const auto found = std::ranges::find(tool->parameters, name, &python::Parameter::name);
        return found == tool->parameters.end() ? std::nullopt
                                               : std::optional<std::string_view>(found->type);
    }

    void addInputs(GraphNode &result, const flow::Node &node)
    {
        const tool::ToolDescriptor *const tool = m_tools.find(node);
        for (const auto &[name, binding] : node.inputs) {
            Port port{text(name)};
            if (const auto type = declaredTypeOf(node, tool, name)) {
                port.type = portType(*type);
                port.isSetting = binding.kind == flow::Binding::Kind::Literal;
            }
            result.inputs.push_back(std::move(port));
            m_uses.push_back({result.id, text(name), &binding});
        }
        if (tool == nullptr || !tool->isPackage())
            return; // what a template or a function takes isn't the tool's to say
        for (const python::Parameter &parameter : tool->parameters) {
            if (!parameter.hasDefault && !parameter.isConnection
                && node.input(parameter.name) == nullptr)
                result.inputs.push_back({text(parameter.name), portType(parameter.type)});
        }
    }

    void addOutputsBox()
    {
        if (m_flow.outputs.empty())
            return;
        GraphNode box{kOutputsId, NodeKind::Output, Words::tr("outputs"), {}, {}, {}};
        for (const flow::FlowOutput &output : m_flow.outputs) {
            box.inputs.push_back({text(output.name), portType(output.type)});
            m_uses.push_back({kOutputsId, text(output.name), &output.reference});
        }
        m_nodeById.insert(kOutputsId, m_model.nodes.size());
        m_model.nodes.push_back(std::move(box));
    }

    void connect()
    {
        for (const Use &use : m_uses) {
            if (use.binding->kind != flow::Binding::Kind::Literal)
                addReference(use);
        }
    }

    void addReference(const Use &use)
    {
        GraphEdge edge = source(*use.binding);
        edge.to = use.to;
        edge.references = {text(use.binding->text)};
        edge.targets = {use.input};
        if (use.condition != nullptr) {
            edge.condition = literalText(*use.condition);
            if (edge.kind == EdgeKind::Data)
                edge.kind = EdgeKind::Activate;
        } else {
            setInputType(use, edge.type);
        }
        const QString key = edge.key();
        const auto known = m_edgeByKey.constFind(key);
        if (known == m_edgeByKey.constEnd()) {
            m_edgeByKey.insert(key, m_model.edges.size());
            m_model.edges.push_back(std::move(edge));
            return;
        }
        GraphEdge &merged = m_model.edges[*known];
        merged.references += edge.references;
        merged.targets += edge.targets;
        if (merged.type != edge.type)
            merged.type = PortType::Unknown;
    }

    GraphEdge source(const flow::Binding &binding) const
    {
        GraphEdge edge;
        const QString name = text(binding.name);
        if (binding.kind == flow::Binding::Kind::FlowInput) {
            const flow::FlowInput *input = m_flow.input(binding.name);
            if (input == nullptr) {
                edge.kind = EdgeKind::Broken;
                return edge;
            }
            edge.from = kInputsId;
            edge.fromPort = name;
            edge.type = portType(input->type);
            return edge;
        }
        const auto type = m_outputTypes.constFind(name);
        if (type == m_outputTypes.constEnd()) {
            edge.kind = EdgeKind::Broken;
            return edge;
        }
        edge.from = name;
        edge.fromPort = QStringLiteral("output");
        edge.type = binding.property.empty() ? *type : PortType::Unknown;
        return edge;
    }

    void setInputType(const Use &use, PortType type)
    {
        if (type == PortType::Unknown)
            return;
        for (Port &port : m_model.nodes[m_nodeById.value(use.to)].inputs) {
            if (port.name == use.input && port.type == PortType::Unknown) {
                port.type = type;
                port.isGuessed = true;
            }
        }
    }

    const flow::Flow &m_flow;
    const tool::ToolTable &m_tools;
    GraphModel m_model;
    QHash<QString, std::size_t> m_nodeById;
    QHash<QString, PortType> m_outputTypes;
    std::vector<Use> m_uses;
    QHash<QString, std::size_t> m_edgeByKey;
};

} // namespace

QString GraphEdge::key() const
{
    // A broken reference has no source to be gathered by: each is an edge of its own.
    const QString end = kind == EdgeKind::Broken ? targets.value(0) : QString();
    return QStringList{from, fromPort, to, QString::number(static_cast<int>(kind)), end}.join(
        QChar(u'\n'));
}

GraphModel buildGraph(const flow::Flow &flow, std::string_view variant)
{
    return buildGraph(flow, variant, tool::ToolTable::builtIn());
}

GraphModel buildGraph(const flow::Flow &flow, std::string_view variant, const tool::ToolTable &tools)
{
    return Builder(flow, tools).build(variant);
}

QString stateText(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Idle:
        return Words::tr("idle");
    case run::NodeState::Queued:
        return Words::tr("queued");
    case run::NodeState::Running:
        return Words::tr("running");
    case run::NodeState::Streaming:
        return Words::tr("streaming");
    case run::NodeState::Done:
        return Words::tr("done");
    case run::NodeState::Cached:
        return Words::tr("cached");
    case run::NodeState::Bypassed:
        return Words::tr("bypassed");
    case run::NodeState::Failed:
        return Words::tr("failed");
    case run::NodeState::Paused:
        return Words::tr("paused");
    case run::NodeState::Cancelled:
        return Words::tr("cancelled");
    }
    return {};
}

QString stateText(const NodeStatus &status)
{
    switch (status.moment) {
    case Moment::SteppedBack:
        return Words::tr("stepped back");
    case Moment::NotYet:
        return Words::tr("not yet");
    case Moment::Now:
        break;
    }
    return stateText(status.state);
}

QString breakpointText(Breakpoint breakpoint)
{
    switch (breakpoint) {
    case Breakpoint::None:
        return {};
    case Breakpoint::Enabled:
        return Words::tr("breakpoint");
    case Breakpoint::Disabled:
        return Words::tr("disabled breakpoint");
    case Breakpoint::Conditional:
        return Words::tr("conditional breakpoint");
    case Breakpoint::Logpoint:
        return Words::tr("logpoint");
    }
    return {};
}

QString differenceText(Difference difference)
{
    switch (difference) {
    case Difference::None:
        return {};
    case Difference::Same:
        return Words::tr("unchanged");
    case Difference::Added:
        return Words::tr("added");
    case Difference::Removed:
        return Words::tr("removed");
    case Difference::Changed:
        return Words::tr("changed");
    case Difference::Renamed:
        return Words::tr("renamed");
    case Difference::Merged:
        return Words::tr("merged");
    case Difference::Conflict:
        return Words::tr("in conflict");
    }
    return {};
}

QString portTypeText(PortType type)
{
    switch (type) {
    case PortType::Unknown:
        return QStringLiteral("unknown");
    case PortType::String:
        return QStringLiteral("string");
    case PortType::List:
        return QStringLiteral("list");
    case PortType::Object:
        return QStringLiteral("object");
    case PortType::Number:
        return QStringLiteral("number");
    case PortType::Bool:
        return QStringLiteral("bool");
    case PortType::Image:
        return QStringLiteral("image");
    }
    return {};
}

PortType portType(std::string_view flowType)
{
    if (flowType == "string")
        return PortType::String;
    if (flowType == "list")
        return PortType::List;
    if (flowType == "object")
        return PortType::Object;
    if (flowType == "int" || flowType == "double" || flowType == "float")
        return PortType::Number;
    if (flowType == "bool")
        return PortType::Bool;
    if (flowType == "image")
        return PortType::Image;
    return PortType::Unknown;
}

} // namespace postern::graph

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/linerunner.h"

#include "engine/tool/packagetool.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace postern::run {

namespace {

/// What a tool can't change in place: the value itself may cross instead of the slot's name.
bool isImmutable(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::List:
    case Value::Kind::Tuple:
    case Value::Kind::Dict:
    case Value::Kind::Image:
    case Value::Kind::Handle:
        return false;
    default:
        return true;
    }
}

const Value *slotValue(const std::string &slot, const LineValues &values)
{
    constexpr std::string_view kInputs = "inputs.";
    constexpr std::string_view kNodes = "nodes.";
    const std::string_view name = slot;
    if (name.starts_with(kInputs))
        return values.inputs.find(name.substr(kInputs.size()));
    const auto output = values.outputs.find(name.substr(kNodes.size()));
    return output == values.outputs.end() ? nullptr : &output->second;
}

bool holdsHandle(const Value &value)
{
    if (value.isHandle())
        return true;
    if (value.isList() || value.kind() == Value::Kind::Tuple)
        return std::ranges::any_of(value.asList(), holdsHandle);
    return value.isDict() && std::ranges::any_of(value.asDict(), [](const Dict::Member &member) {
               return holdsHandle(member.second);
           });
}

/// The words of a template, among them all attributes that it names.
std::string wordsOf(std::string_view text)
{
    constexpr std::string_view kLetters
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    std::set<std::string_view> words;
    std::string joined;
    for (std::size_t at = text.find_first_of(kLetters); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_not_of(kLetters, at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (words.insert(word).second)
            joined.append(joined.empty() ? "" : " ").append(word);
        at = text.find_first_of(kLetters, end);
    }
    return joined;
}

} // namespace

LineRunner::LineRunner(const Shared &shared, std::unique_ptr<python::Line> line)
    : m_shared(shared)
    , m_line(std::move(line))
{}

Task<Value> LineRunner::run(const PlannedNode &planned,
                            const ResolvedInputs &inputs,
                            LineValues &values,
                            NodeReport &report)
{
    if (tool::Tool *engineTool = m_shared.registry.find(planned.node))
        return runEngineTool(*engineTool, planned, inputs, report);
    return runPython(planned.node, inputs, values, report);
}

Task<Value> LineRunner::runEngineTool(tool::Tool &tool,
                                      const PlannedNode &planned,
                                      const ResolvedInputs &inputs,
                                      NodeReport &report)
{
    tool::ToolContext
        context{planned.node, m_shared.sources, {}, nullptr, nullptr, false, {}, {}, {}};
    for (const auto &[name, input] : inputs) {
        Value value = input.value;
        if (!m_shared.registry.hasStandIn(planned.node.name))
            value = co_await visible(planned.node, input);
        context.inputs.append(Value(name), std::move(value));
    }
    context.connection = m_shared.registry.connectionOf(planned.node, m_shared.connections);
    if (context.connection)
        context.channel = m_shared.channels.of(*context.connection);
    context.escapedPrompts = &m_escapedPrompts;
    context.stream = planned.stream && (m_shared.streams || m_pieces);
    context.onPrompt = [&report](const RenderedText &text) { report.prompt(text); };
    context.atPrompt = [&report] { return report.atPrompt(); };
    context.onChunk = [this, &report, &planned](std::string_view text) {
        report.chunk(text);
        if (m_pieces && planned.stream)
            m_pieces(planned.node.name, text);
    };
    context.onUsage = [&report](const TokenUsage &usage) { report.usage(usage); };
    context.watch = report.watch();
    co_return co_await tool.run(std::move(context));
}

/// Objects of Python among a template's variables come with what the template may look at.
Task<Value> LineRunner::visible(const flow::Node &node, const ResolvedValue &input)
{
    if (!m_line || !m_knownSlots.contains(input.slot) || !holdsHandle(input.value))
        co_return input.value;
    python::SlotReference reference{input.slot, input.property};
    std::string names = wordsOf(tool::promptTextOf(node, m_shared.sources));
    co_return co_await m_line->view(std::move(reference), std::move(names));
}

Task<void> LineRunner::giveSlot(const std::string &slot, const LineValues &values)
{
    // Marked before it is sent: the worker reads in order, so a second call needn't send it again.
    if (!m_knownSlots.insert(slot).second)
        co_return;
    const Value *value = slotValue(slot, values);
    co_await m_line->setSlot(slot, value ? *value : Value());
}

Task<python::Argument> LineRunner::argument(const ResolvedValue &input, const LineValues &values)
{
    if (!input.classes.isNull()) {
        python::Literal literal{input.value, input.classes};
        co_return python::Argument(std::move(literal));
    }
    // What the worker holds may be of a class of its own, which the engine's value has not.
    if (input.slot.empty() || (isImmutable(input.value) && !m_knownSlots.contains(input.slot)))
        co_return python::Argument(input.value);
    co_await giveSlot(input.slot, values);
    python::SlotReference reference{input.slot, input.property};
    co_return python::Argument(std::move(reference));
}

Task<Value> LineRunner::runPython(const flow::Node &node,
                                  const ResolvedInputs &inputs,
                                  LineValues &values,
                                  NodeReport &report)
{
    python::ToolCall call;
    call.node = node.name;
    call.toolId = node.name;
    call.aggregation = m_isAggregating;
    for (const auto &[name, input] : inputs) {
        python::Argument value = co_await argument(input, values);
        call.arguments.emplace_back(name, std::move(value));
    }
    python::ToolResult result;
    try {
        result = co_await m_line->call(std::move(call), report.callObserver());
    } catch (const Error &error) {
        throw m_shared.folder.withRealPaths(error);
    }
    m_knownSlots.insert("nodes." + node.name);
    if (!result.changed.empty())
        report.changedInputs();
    for (auto &[slot, snapshot] : result.changed)
        values.update(slot, std::move(snapshot));
    for (const auto &[key, value] : result.metrics)
        addMetric(key, value);
    co_return std::move(result.value);
}

Task<Value> LineRunner::property(const ResolvedValue &reference, std::string_view node)
{
    if (!m_line || !m_knownSlots.contains(reference.slot))
        throw invalidProperty(node, reference.property);
    python::SlotReference slot{reference.slot, reference.property};
    co_return co_await m_line->resolve(std::move(slot));
}

Task<flow::Node> LineRunner::preparedAnew(const flow::Node &node, const flow::FlowDocument &document)
{
    return m_shared.prepareAnew(node, document);
}

bool LineRunner::hasDefault(const flow::Node &node, std::string_view input) const
{
    if (const tool::Tool *engineTool = m_shared.registry.find(node))
        return engineTool->hasDefault(node, input);
    const auto tool = m_shared.tools.find(node.name);
    if (tool == m_shared.tools.end())
        return false;
    const std::vector<python::Parameter> &parameters = tool->second.parameters;
    const auto parameter = std::ranges::find(parameters, input, &python::Parameter::name);
    return parameter != parameters.end() && parameter->hasDefault;
}

void LineRunner::valueReplaced(const std::string &node)
{
    m_knownSlots.erase("nodes." + node);
}

Task<List> LineRunner::itemsOf(const Handle &generator,
                               const std::function<void(const Value &)> &onItem)
{
    List items;
    while (m_line) {
        std::optional<Value> item = co_await m_line->next(generator.slot);
        if (!item)
            break;
        if (onItem)
            onItem(*item);
        items.push_back(std::move(*item));
    }
    co_return items;
}

Task<Value> LineRunner::serialized(Value value)
{
    switch (value.kind()) {
    case Value::Kind::Handle:
        if (m_line)
            co_return co_await m_line->serialize(value.asHandle().slot);
        break;
    case Value::Kind::DateTime:
        if (!value.asDateTime().dateOnly) {
            std::string iso = value.asDateTime().iso;
            iso[10] = 'T';
            co_return Value(iso + "Z");
        }
        break;
    case Value::Kind::List: {
        List list;
        for (const Value &item : value.asList()) {
            Value part = co_await serialized(item);
            list.push_back(std::move(part));
        }
        co_return Value(std::move(list));
    }
    case Value::Kind::Dict: {
        Dict dict;
        for (const auto &[key, member] : value.asDict()) {
            Value part = co_await serialized(member);
            dict.append(key, std::move(part));
        }
        co_return Value(std::move(dict));
    }
    default:
        break;
    }
    co_return value;
}

void LineRunner::beginAggregation()
{
    m_isAggregating = true;
    std::erase_if(m_knownSlots, [](const std::string &slot) { return slot.starts_with("inputs."); });
}

void LineRunner::addMetric(const std::string &key, const Value &value)
{
    const auto known = std::ranges::find(m_metrics, key, &std::pair<std::string, Value>::first);
    if (known != m_metrics.end())
        known->second = value;
    else
        m_metrics.emplace_back(key, value);
}

} // namespace postern::run

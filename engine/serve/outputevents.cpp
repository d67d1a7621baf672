// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/outputevents.h"

#include "engine/base/json.h"
#include "engine/run/plan.h"
#include "engine/run/values.h"

#include <algorithm>
#include <utility>

namespace postern::serve {

namespace {

using Kind = flow::Binding::Kind;

std::string eventText(const Value &value)
{
    json::WriteOptions options;
    options.reprUnknown = true;
    return "data: " + json::write(value, options) + "\n\n";
}

} // namespace

OutputEvents::OutputEvents(flow::Flow flow, bool isGraph, std::set<std::string> hidden)
    : m_flow(std::move(flow))
    , m_isGraph(isGraph)
    , m_hidden(std::move(hidden))
{}

void OutputEvents::onEvent(const run::RunEvent &event)
{
    if (event.isNested())
        return;
    if (const auto *started = std::get_if<run::RunStarted>(&event.data))
        m_inputs = started->inputs;
    const auto *finished = std::get_if<run::NodeFinished>(&event.data);
    if (finished && !finished->runsAgain && finished->state != run::NodeState::Failed)
        m_outputs.insert_or_assign(event.origin.node, finished->output);
}

/// A model's text begins and ends with an empty piece there, as the first and the last message of
/// a model's stream are.
bool OutputEvents::isModels(const std::string &output) const
{
    if (!m_isGraph)
        return false;
    return std::ranges::any_of(m_flow.outputs, [&](const flow::FlowOutput &one) {
        const flow::Node *node = one.reference.kind == Kind::NodeOutput
                                     ? m_flow.node(one.reference.name)
                                     : nullptr;
        return one.name == output && node && run::streams(m_flow, *node)
               && one.reference.property.empty();
    });
}

/// How many outputs may be streamed: with more than one, all is held until it is known.
std::size_t OutputEvents::likelyStreams() const
{
    if (!m_isGraph)
        return 1;
    return static_cast<std::size_t>(
        std::ranges::count_if(m_flow.outputs, [this](const flow::FlowOutput &output) {
            const auto found = m_outputs.find(output.reference.name);
            const bool isGenerator = output.reference.kind == Kind::NodeOutput
                                     && found != m_outputs.end() && found->second.isHandle()
                                     && found->second.asHandle().isGenerator;
            return isShown(output.name) && (isGenerator || isModels(output.name));
        }));
}

void OutputEvents::piece(const std::string &output, const Value &piece)
{
    if (!isShown(output))
        return;
    const bool isFirst = m_names.insert(output).second;
    if (isFirst && isModels(output))
        send(output, Value(""));
    send(output, piece);
}

void OutputEvents::send(const std::string &name, const Value &value)
{
    m_pieces += eventText(Value(Dict{{name, value}}));
}

std::optional<Value> OutputEvents::knownValue(const flow::FlowOutput &output) const
{
    const flow::Binding &reference = output.reference;
    if (reference.kind == Kind::Literal)
        return reference.literal;
    if (reference.kind == Kind::FlowInput) {
        const Value *input = m_inputs.find(reference.name);
        return input ? std::optional(*input) : std::nullopt;
    }
    const auto found = m_outputs.find(reference.name);
    if (found == m_outputs.end() || !found->second.isJson())
        return std::nullopt;
    try {
        return run::propertyOf(found->second, reference.name, reference.property);
    } catch (const Error &) { // the line will end with it
        return std::nullopt;
    }
}

/// What isn't streamed, if all of it is known.
std::optional<Dict> OutputEvents::knownFields() const
{
    Dict fields;
    if (!m_isGraph)
        return m_names.contains("output") ? std::optional(fields) : std::nullopt;
    for (const flow::FlowOutput &output : m_flow.outputs) {
        if (!isShown(output.name) || m_names.contains(output.name))
            continue;
        std::optional<Value> value = knownValue(output);
        if (!value)
            return std::nullopt;
        fields.append(Value(output.name), std::move(*value));
    }
    return fields;
}

std::string OutputEvents::take()
{
    if (!m_hasBegun && !m_isOver && !m_pieces.empty() && likelyStreams() == 1) {
        if (const std::optional<Dict> fields = knownFields()) {
            m_hasBegun = true;
            if (!fields->empty())
                m_text += eventText(Value(*fields));
        }
    }
    if (m_hasBegun || m_isOver)
        m_text += std::exchange(m_pieces, {});
    return std::exchange(m_text, {});
}

void OutputEvents::end(const run::FlowRunResult &result)
{
    // A model that said nothing, or whose answer came as a whole.
    for (const flow::FlowOutput &output : m_flow.outputs) {
        const Value *value = isShown(output.name) && isModels(output.name)
                                 ? result.outputs.find(output.name)
                                 : nullptr;
        if (!value || !value->isString())
            continue;
        if (!m_names.contains(output.name) && m_hasBegun)
            continue;
        if (!m_names.contains(output.name))
            piece(output.name, *value);
        send(output.name, Value(""));
    }
    m_isOver = true;
    if (m_hasBegun || !result.outputs.isDict())
        return;
    Dict fields;
    for (const auto &[name, value] : result.outputs.asDict()) {
        if (name.isString() && isShown(name.asString()) && !m_names.contains(name.asString()))
            fields.append(name, value);
    }
    if (!fields.empty())
        m_text = eventText(Value(std::move(fields))) + m_text;
}

} // namespace postern::serve

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/conversation.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postern::run {

namespace {

Error noChat(Message message, Message hint, const std::string &promptflow)
{
    return Error(ErrorCode::InvalidFlow, std::move(message), std::move(hint))
        .as({"UserError"}, "Only support chat flow in interactive mode, " + promptflow + ".");
}

std::string historyOf(const flow::Flow &flow)
{
    const flow::FlowInput *history = flow.chatHistory();
    if (history)
        return history->name;
    throw noChat(tr("The flow has no input for the history of a chat."),
                 tr("Add an input chat_history of type list."),
                 "chat_history is required in the inputs of chat flow");
}

/// The output marked as the answer; empty when there is none.
std::string chatOutput(const flow::Flow &flow)
{
    const auto isChat = [](const flow::FlowOutput &output) { return output.isChatOutput; };
    if (std::ranges::count_if(flow.outputs, isChat) > 1)
        throw noChat(tr("The flow has more than one chat output."),
                     tr("Leave is_chat_output: true at one of them."),
                     "chat flow does not support multiple chat outputs");
    const auto found = std::ranges::find_if(flow.outputs, isChat);
    return found == flow.outputs.end() ? std::string() : found->name;
}

ChatShape dagShape(const flow::Flow &flow)
{
    ChatShape shape;
    const flow::FlowInput *input = flow.chatInput();
    if (!input)
        throw noChat(tr("The flow hasn't exactly one chat input."),
                     tr("Mark the input for the user's text with is_chat_input: true."),
                     "chat flow does not support multiple chat inputs");
    shape.input = input->name;
    shape.output = chatOutput(flow);
    if (shape.output.empty() && !flow.outputs.empty())
        throw noChat(tr("The flow has no chat output."),
                     tr("Mark the output for the answer with is_chat_output: true."),
                     "chat output is not configured");
    shape.history = historyOf(flow);
    const flow::FlowOutput *output = flow.output(shape.output);
    if (output && output->reference.kind == flow::Binding::Kind::NodeOutput
        && output->reference.property.empty())
        shape.node = output->reference.name;
    return shape;
}

/// Inputs that the document names: declared ones without a default, or those of its sample.
std::vector<std::string> openInputs(const flow::Flow &flow)
{
    std::vector<std::string> names;
    for (const flow::FlowInput &input : flow.inputs) {
        if (!input.defaultValue)
            names.push_back(input.name);
    }
    const Value *sample = flow.raw.find("sample");
    if (sample && flow.kind == flow::FlowKind::Flex)
        sample = sample->find("inputs");
    if (flow.inputs.empty() && sample && sample->isDict()) {
        for (const auto &[name, value] : sample->asDict())
            names.push_back(py::str(name));
    }
    return names;
}

/// Flex flows and prompties seldom mark a chat input: then it is the only one that is open.
ChatShape codeShape(const flow::Flow &flow, const Dict &given)
{
    ChatShape shape;
    shape.byRole = true;
    shape.output = chatOutput(flow);
    const flow::FlowInput *history = flow.chatHistory();
    shape.history = history ? history->name : "chat_history";
    if (const flow::FlowInput *input = flow.chatInput()) {
        shape.input = input->name;
        return shape;
    }
    std::vector<std::string> open = openInputs(flow);
    std::erase_if(open, [&](const std::string &name) {
        return name == shape.history || given.contains(name);
    });
    if (open.size() != 1)
        throw noChat(tr("It isn't clear which input takes the user's text."),
                     tr("Mark it with is_chat_input: true under inputs of the flow's file."),
                     "chat flow does not support multiple chat inputs");
    shape.input = open.front();
    return shape;
}

} // namespace

Conversation::Conversation(const flow::Flow &flow, Dict given)
    : m_given(std::move(given))
    , m_shape(flow.kind == flow::FlowKind::Dag ? dagShape(flow) : codeShape(flow, m_given))
    , m_history(firstHistory(flow))
{
    const flow::FlowInput *declared = flow.input(m_shape.input);
    m_takesParts = declared && declared->type == "list";
}

/// The history that was given, or the flow's default one.
List Conversation::firstHistory(const flow::Flow &flow) const
{
    const flow::FlowInput *declared = flow.input(m_shape.history);
    const Value *given = m_given.find(m_shape.history);
    Value history = given ? *given : Value();
    if (!given && declared && declared->defaultValue)
        history = *declared->defaultValue;
    if (history.isString() && !history.asString().empty())
        history = json::parse(history.asString());
    return history.isList() ? history.asList() : List();
}

Value Conversation::question(const std::string &text) const
{
    if (!m_takesParts || text.starts_with('['))
        return {text};
    return Value(List{Value(text)});
}

Dict Conversation::inputs(const Value &question) const
{
    Dict inputs = m_given;
    inputs.set(m_shape.input, question);
    inputs.set(m_shape.history, Value(m_history));
    return inputs;
}

Value Conversation::answer(const Value &outputs) const
{
    const Value *answer = m_shape.output.empty() ? nullptr : outputs.find(m_shape.output);
    return answer ? *answer : outputs;
}

void Conversation::remember(const Value &question, const Value &outputs)
{
    ++m_turns;
    if (m_shape.byRole) {
        m_history.emplace_back(Dict{{"role", "user"}, {"content", question}});
        m_history.emplace_back(Dict{{"role", "assistant"}, {"content", answer(outputs)}});
    } else {
        m_history.emplace_back(
            Dict{{"inputs", Dict{{m_shape.input, question}}}, {"outputs", outputs}});
    }
}

void Conversation::goBackTo(std::size_t turns)
{
    const std::size_t items = m_shape.byRole ? 2 : 1;
    while (m_turns > turns) {
        --m_turns;
        m_history.resize(m_history.size() - items);
    }
}

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/modelcall.h"

#include "engine/base/json.h"
#include "engine/tool/llmanswer.h"
#include "engine/tool/streamedanswer.h"
#include "engine/tool/toolerror.h"

#include <optional>
#include <utility>

namespace postern::tool {

namespace {

using azure::OpenAiOperation;

/// A body with, say, a worker's object in it can't be sent.
void checkJson(const Dict &body)
{
    const Value value(body);
    if (value.isJson())
        return;
    try {
        json::write(value);
    } catch (const Error &error) {
        throw llmError(tr("An input of the node can't be sent to the model: %1",
                          error.translatableMessage()),
                       tr("Hand in text, numbers, lists or dicts."),
                       "TypeError",
                       error.promptflow() && !error.promptflow()->message.empty()
                           ? error.promptflow()->message
                           : error.message());
    }
}

void tellUsage(const Value &answer, const ToolContext &context)
{
    const auto usage = azure::usageOf(answer);
    if (usage && context.onUsage)
        context.onUsage(*usage);
}

Value resultOf(const Value &answer, const ModelCall &call, const ToolContext &context)
{
    tellUsage(answer, context);
    return call.operation == OpenAiOperation::Chat ? chatResult(answer, call.wantsMessage)
                                                   : completionResult(answer);
}

/// The text of the stream that the node asked for; services that don't stream answer all the same.
Task<Value> callStream(azure::OpenAiClient &model, ModelCall call, const ToolContext &context)
{
    const bool isChat = call.operation == OpenAiOperation::Chat;
    auto chunks = co_await model.open(call.operation, std::move(call.body));
    if (const auto whole = co_await chunks->whole())
        co_return resultOf(*whole, call, context);
    std::string text;
    while (const auto chunk = co_await chunks->next()) {
        tellUsage(*chunk, context);
        const std::string piece = chunkText(*chunk, isChat);
        text += piece;
        if (context.onChunk && !piece.empty())
            context.onChunk(piece);
    }
    co_return Value(std::move(text));
}

Task<Value> callOnce(azure::OpenAiClient &model, ModelCall call, const ToolContext &context)
{
    if (call.stream)
        co_return co_await callStream(model, std::move(call), context);
    std::optional<Value> answer;
    if (call.show && isOneText(call.body))
        answer = co_await streamedAnswer(model, call.operation, call.body, context.onChunk);
    if (!answer)
        answer = co_await model.send(call.operation, call.body);
    co_return resultOf(*answer, call, context);
}

} // namespace

Task<Value> callModel(ModelLimits &limits, ModelCall call, const ToolContext &context)
{
    checkJson(call.body);
    if (context.atPrompt)
        co_await context.atPrompt();
    azure::OpenAiClient model(context.channel, *context.connection);
    model.setWatch(context.watch);
    if (!call.calledFrom.empty())
        model.addHeader("ms-azure-ai-promptflow-called-from", call.calledFrom);
    for (;;) {
        limits.apply(context.connection->name, call.body);
        try {
            co_return co_await callOnce(model, call, context);
        } catch (const Error &error) {
            if (!limits.learn(context.connection->name, call.body, error))
                throw;
        }
    }
}

} // namespace postern::tool

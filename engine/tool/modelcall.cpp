// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/modelcall.h"

#include "engine/base/json.h"
#include "engine/tool/llmanswer.h"
#include "engine/tool/toolerror.h"

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
        throw llmError("An input of the node can't be sent to the model: " + error.message(),
                       "Hand in text, numbers, lists or dicts.",
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

Task<Value> callOnce(azure::OpenAiClient &model, ModelCall call, const ToolContext &context)
{
    const bool isChat = call.operation == OpenAiOperation::Chat;
    if (!call.stream) {
        const Value answer = co_await model.send(call.operation, std::move(call.body));
        tellUsage(answer, context);
        co_return isChat ? chatResult(answer, call.wantsMessage) : completionResult(answer);
    }
    auto chunks = co_await model.open(call.operation, std::move(call.body));
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

} // namespace

Task<Value> callModel(http::Client &client,
                      const connection::Connection &connection,
                      ModelLimits &limits,
                      ModelCall call,
                      const ToolContext &context)
{
    checkJson(call.body);
    azure::OpenAiClient model(client, connection);
    if (!call.calledFrom.empty())
        model.addHeader("ms-azure-ai-promptflow-called-from", call.calledFrom);
    for (;;) {
        limits.apply(connection.name, call.body);
        try {
            co_return co_await callOnce(model, call, context);
        } catch (const Error &error) {
            if (!limits.learn(connection.name, call.body, error))
                throw;
        }
    }
}

} // namespace postern::tool

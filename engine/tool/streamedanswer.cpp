// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/streamedanswer.h"

#include "engine/tool/llmanswer.h"

#include <algorithm>
#include <array>
#include <string>

namespace postern::tool {

namespace {

using azure::OpenAiOperation;

/// Waiting is for a service that is busy: what streaming itself makes fail would fail again.
http::RetryPolicy onlyWhenBusy(http::RetryPolicy policy)
{
    policy.retriable = [all = policy.retriable](const http::Failure &failure) {
        return failure.status != 422 && failure.status < 500 && all(failure);
    };
    return policy;
}

/// Whether it may be the stream that the service refused.
bool mayBeTheStream(const Error &error)
{
    if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::Refused)
        return false;
    if (!error.promptflow())
        return true; // what came is no stream
    static constexpr std::array<std::string_view, 6> kRefusals{"BadRequestError",
                                                               "UnprocessableEntityError",
                                                               "InternalServerError",
                                                               "APIStatusError",
                                                               "APIError",
                                                               "JSONDecodeError"};
    return std::ranges::find(kRefusals, error.promptflow()->codes.back()) != kRefusals.end();
}

/// The pieces of an answer put together.
class Pieces
{
public:
    explicit Pieces(OpenAiOperation operation)
        : m_isChat(operation == OpenAiOperation::Chat)
    {}

    /// The text that a chunk adds.
    std::string add(const Value &chunk)
    {
        const Value *usage = chunk.find("usage");
        if (usage && usage->isDict())
            m_usage = *usage;
        const Value *choices = chunk.find("choices");
        const bool hasChoice = choices && choices->isList() && !choices->asList().empty();
        const Value *reason = hasChoice ? choices->asList().front().find("finish_reason") : nullptr;
        if (reason && !reason->isNull())
            m_reason = *reason;
        std::string piece = chunkText(chunk, m_isChat);
        m_text += piece;
        return piece;
    }

    bool isEmpty() const { return m_text.empty(); }

    Value answer() const
    {
        Dict choice;
        choice.append("index", 0);
        choice.append("finish_reason", m_reason);
        if (m_isChat)
            choice.append("message", Dict{{"role", "assistant"}, {"content", m_text}});
        else
            choice.append("text", m_text);
        Dict answer;
        answer.append("choices", List{std::move(choice)});
        answer.append("usage", m_usage);
        return answer;
    }

private:
    const bool m_isChat;
    std::string m_text;
    Value m_reason;
    Value m_usage;
};

bool isMoreThanOne(const Dict &body, std::string_view name)
{
    const Value *value = body.find(name);
    return value && !value->isNull() && *value != Value(1);
}

bool isGiven(const Dict &body, std::string_view name)
{
    const Value *value = body.find(name);
    return value && value->truthy();
}

} // namespace

bool isOneText(const Dict &body)
{
    return !isMoreThanOne(body, "n") && !isMoreThanOne(body, "best_of") && !isGiven(body, "tools")
           && !isGiven(body, "functions");
}

Task<std::optional<Value>> streamedAnswer(const azure::OpenAiClient &model,
                                          OpenAiOperation operation,
                                          Dict body,
                                          const std::function<void(std::string_view)> &onText)
{
    azure::OpenAiClient asking = model;
    asking.setRetryPolicy(onlyWhenBusy(model.retryPolicy()));
    body.set("stream", true);
    body.set("stream_options", Dict{{"include_usage", true}});
    Pieces pieces(operation);
    try {
        auto chunks = co_await asking.open(operation, std::move(body));
        if (std::optional<Value> whole = co_await chunks->whole())
            co_return whole;
        while (const auto chunk = co_await chunks->next()) {
            const std::string piece = pieces.add(*chunk);
            if (!piece.empty() && onText)
                onText(piece);
        }
    } catch (const Error &error) {
        if (!pieces.isEmpty() || !mayBeTheStream(error))
            throw;
        co_return std::nullopt;
    }
    if (pieces.isEmpty())
        co_return std::nullopt;
    co_return pieces.answer();
}

} // namespace postern::tool

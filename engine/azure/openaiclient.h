// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/openaierror.h"
#include "engine/azure/watchedcall.h"
#include "engine/base/task.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/http/channel.h"
#include "engine/http/sse.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::azure {

enum class OpenAiOperation { Chat, Completion, Embedding };

/// Tokens that an answer or a chunk tells of; nothing when it doesn't.
std::optional<TokenUsage> usageOf(const Value &answer);

/// An answer that arrives in chunks. Destroying it stops the transfer.
class OpenAiStream
{
public:
    OpenAiStream(std::unique_ptr<http::Exchange> exchange, OpenAiTarget target, WatchedCall call)
        : m_call(std::move(call))
        , m_exchange(std::move(exchange))
        , m_target(std::move(target))
    {}

    /// The answer of a service that doesn't stream though it was asked to; to be called first.
    /// Throws Error ConnectionFailed for what is neither.
    Task<std::optional<Value>> whole();
    /// The next chunk as the service sent it; empty optional at the end.
    /// Throws Error ConnectionFailed when it breaks off, and what the service reports amid it.
    Task<std::optional<Value>> next();

private:
    WatchedCall m_call;
    std::unique_ptr<http::Exchange> m_exchange;
    OpenAiTarget m_target;
    http::SseParser m_parser;
    std::deque<http::SseEvent> m_events;
    bool m_isDone = false;
    bool m_hasBegun = false; ///< an event has come
};

/// The models behind one connection: Azure OpenAI, OpenAI, a serverless endpoint, or anything
/// that speaks OpenAI's protocol.
///
/// Bodies are the caller's; their `model` is the deployment or model. Failures are prompt flow's
/// WrappedOpenAIError; those worth it are tried again as prompt flow does, up to 100 times.
class OpenAiClient
{
public:
    /// The channel is the connection's. Throws Error ConnectionFailed for a connection that is no
    /// model's or has no endpoint.
    OpenAiClient(std::shared_ptr<http::Channel> channel, const connection::Connection &connection);

    /// Sent along with every request.
    void addHeader(std::string name, std::string value);
    /// prompt flow's LLM nodes try 100 times again, its prompty 10 times.
    void setRetryPolicy(http::RetryPolicy policy) { m_policy = std::move(policy); }
    const http::RetryPolicy &retryPolicy() const { return m_policy; }
    /// Is told of every attempt, with the tokens that its answer tells of.
    void setWatch(std::shared_ptr<const http::Watch> watch) { m_watch = std::move(watch); }

    /// The whole answer.
    Task<Value> send(OpenAiOperation operation, Value body);
    /// For a body with `stream: true`.
    Task<std::unique_ptr<OpenAiStream>> open(OpenAiOperation operation, Value body);

private:
    http::ServiceCall makeCall(OpenAiOperation operation, const Value &body) const;
    OpenAiTarget targetOf(const Value &body) const;
    bool isRetriable(const http::Response &response) const;
    Task<std::unique_ptr<http::Exchange>> openExchange(OpenAiOperation operation,
                                                       Value body,
                                                       std::shared_ptr<const http::Watch> watch);

    std::shared_ptr<http::Channel> m_channel;
    http::RetryPolicy m_policy = http::RetryPolicy::promptflow();
    std::string m_connection;
    bool m_isAzure = false;
    std::string m_apiVersion;
    http::Headers m_headers{{"Content-Type", "application/json"}};
    std::shared_ptr<const http::Watch> m_watch;
};

} // namespace postern::azure

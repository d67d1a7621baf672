// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaiclient.h"

#include "engine/azure/serviceerror.h"
#include "engine/base/json.h"
#include "engine/connection/connectionfields.h"
#include "engine/http/url.h"

#include <algorithm>
#include <utility>

namespace postern::azure {

namespace {

constexpr std::string_view kDefaultApiVersion = "2024-02-01";

std::string_view pathOf(OpenAiOperation operation)
{
    switch (operation) {
    case OpenAiOperation::Chat:
        return "chat/completions";
    case OpenAiOperation::Completion:
        return "completions";
    case OpenAiOperation::Embedding:
        return "embeddings";
    }
    return {};
}

/// An answer with status 200 that is an error's all the same, as some gateways give it.
void checkAnswer(const Value &answer, const OpenAiTarget &target)
{
    const bool isAnswer = answer.find("choices") || answer.find("data");
    const bool isError = answer.find("error") || answer.find("detail") || answer.find("message");
    if (isAnswer || !isError)
        return;
    throw Error(ErrorCode::NodeFailed,
                tr("The endpoint of %1 answered with an error: %2",
                   connectionText(target.connection),
                   readServiceError(answer).shown),
                tr("Check the node's parameters and the connection."))
        .as({"UserError", "LLMError"},
            "OpenAI API hits exception: TypeError: 'NoneType' object is not subscriptable");
}

Value parsedAnswer(std::string_view text, const OpenAiTarget &target)
{
    try {
        Value answer = json::parse(text);
        checkAnswer(answer, target);
        return answer;
    } catch (const Error &error) {
        if (error.code() == ErrorCode::NodeFailed)
            throw;
        throw Error(ErrorCode::ConnectionFailed,
                    tr("The endpoint of %1 answered with something that isn't JSON.",
                       connectionText(target.connection)),
                    tr("Check the address of %1: a proxy or a web page may be answering there.",
                       connectionText(target.connection)));
    }
}

/// The error that the service reports in the middle of a stream.
Error streamError(const Value &chunk, const OpenAiTarget &target)
{
    const ServiceError error = readServiceError(chunk);
    const std::string sentence = error.message.empty() ? "An error occurred during streaming"
                                                       : error.message;
    return Error(ErrorCode::NodeFailed,
                 tr("The model '%1' broke its answer off: %2",
                    target.model,
                    error.shown.empty() ? sentence : error.shown),
                 tr("Try again."))
        .as({"SystemError", "APIError"}, sentence);
}

} // namespace

std::optional<TokenUsage> usageOf(const Value &answer)
{
    const Value *usage = answer.find("usage");
    if (!usage || !usage->isDict())
        return {};
    const auto count = [usage](std::string_view key) {
        const Value *value = usage->find(key);
        return value && value->isInt() ? value->asInt() : 0;
    };
    return TokenUsage{count("prompt_tokens"), count("completion_tokens"), count("total_tokens")};
}

/// A proxy's or a portal's page with status 200 has no event in it.
static Error noStreamError(const http::ResponseHead &head, const OpenAiTarget &target)
{
    const std::string type(http::header(head.headers, "Content-Type"));
    return {ErrorCode::ConnectionFailed,
            type.empty() ? tr("The endpoint of %1 answered with nothing instead of a stream.",
                              connectionText(target.connection))
                         : tr("The endpoint of %1 answered with %2 instead of a stream.",
                              connectionText(target.connection),
                              type),
            tr("Check that the connection's address is that of a model, and look for a proxy "
               "between.")};
}

/// Whether a chunk has the members of one, as far as they are read.
static bool isChunk(const Value &chunk)
{
    const Value *choices = chunk.find("choices");
    const auto isChoice = [](const Value &choice) {
        const Value *delta = choice.find("delta");
        return choice.isDict() && (!delta || delta->isNull() || delta->isDict());
    };
    return chunk.isDict()
           && (!choices || choices->isNull()
               || (choices->isList() && std::ranges::all_of(choices->asList(), isChoice)));
}

/// What an event of the stream says.
static Value chunkOf(const std::string &data, const OpenAiTarget &target)
{
    Message reason = tr("an event that is no chunk of an answer");
    try {
        Value chunk = json::parse(data);
        if (isChunk(chunk))
            return chunk;
    } catch (const Error &error) {
        reason = tr("an event that isn't JSON: %1", error.translatableMessage());
    }
    throw Error(ErrorCode::ConnectionFailed,
                tr("The endpoint of %1 sent %2", connectionText(target.connection), reason),
                tr("Check the address of the connection: a proxy or another service may be "
                   "answering there."));
}

Task<std::optional<Value>> OpenAiStream::whole()
{
    std::string text;
    while (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        const std::optional<std::string> bytes = co_await m_exchange->read();
        if (!bytes)
            break;
        text += *bytes;
    }
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || text[begin] != '{') { // no event begins like that
        for (http::SseEvent &event : m_parser.feed(text))
            m_events.push_back(std::move(event));
        co_return std::nullopt;
    }
    m_isDone = true;
    text += co_await http::readAll(*m_exchange);
    Value answer = parsedAnswer(text, m_target);
    m_call.take(answer);
    co_return answer;
}

Task<std::optional<Value>> OpenAiStream::next()
{
    while (m_events.empty() && !m_isDone) {
        const std::optional<std::string> bytes = co_await m_exchange->read();
        if (!bytes) {
            m_isDone = true;
            if (!m_hasBegun)
                throw noStreamError(m_exchange->head(), m_target);
            break;
        }
        for (http::SseEvent &event : m_parser.feed(*bytes))
            m_events.push_back(std::move(event));
    }
    if (m_events.empty())
        co_return std::nullopt;
    m_hasBegun = true;
    const std::string data = std::move(m_events.front().data);
    m_events.pop_front();
    if (data.starts_with("[DONE]")) {
        m_isDone = true;
        m_events.clear();
        co_return std::nullopt;
    }
    Value chunk = chunkOf(data, m_target);
    const Value *error = chunk.find("error");
    if (error && error->truthy())
        throw streamError(chunk, m_target);
    m_call.take(chunk);
    co_return chunk;
}

OpenAiClient::OpenAiClient(std::shared_ptr<http::Channel> channel,
                           const connection::Connection &connection)
    : m_channel(std::move(channel))
    , m_connection(connection.name)
    , m_isAzure(connection.kind() == connection::ConnectionKind::AzureOpenAi)
{
    using connection::ConnectionKind;
    const std::string name = "'" + connection.name + "'";
    const bool isServerless = connection.kind() == ConnectionKind::Serverless;
    if (!m_isAzure && !isServerless && connection.kind() != ConnectionKind::OpenAi)
        throw Error(ErrorCode::ConnectionFailed,
                    tr("Connection %1 is of type %2, which has no language models.",
                       name,
                       connection.type),
                    tr("Name a connection of type azure_open_ai, open_ai or serverless."));
    const connection::ConnectionFields fields = connection::fieldsOf(connection);
    if (fields.endpoint.empty() && (m_isAzure || isServerless))
        throw Error(ErrorCode::ConnectionFailed,
                    tr("Connection %1 has no api_base.", name),
                    tr("Set api_base of connection %1 to the address of its endpoint.", name));
    m_apiVersion = fields.apiVersion.empty() ? kDefaultApiVersion : fields.apiVersion;
}

void OpenAiClient::addHeader(std::string name, std::string value)
{
    m_headers.emplace_back(std::move(name), std::move(value));
}

OpenAiTarget OpenAiClient::targetOf(const Value &body) const
{
    const Value *model = body.find("model");
    return {m_connection, model && model->isString() ? model->asString() : "", m_isAzure};
}

http::ServiceCall OpenAiClient::makeCall(OpenAiOperation operation, const Value &body) const
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.compact = true;
    http::ServiceCall call;
    call.request.purpose = http::Purpose::Model;
    call.request.method = "POST";
    call.request.headers = m_headers;
    call.request.body = json::write(body, options);
    call.retries = m_policy;
    call.followsRedirects = true;
    call.path = pathOf(operation);
    if (m_isAzure) {
        const std::string deployment = http::escapeUrl(targetOf(body).model);
        call.path = "openai/deployments/" + deployment + "/" + call.path;
        call.query = {{"api-version", m_apiVersion}};
    }
    return call;
}

bool OpenAiClient::isRetriable(const http::Response &response) const
{
    http::Failure failure;
    failure.status = response.head.status;
    failure.headers = &response.head.headers;
    failure.body = response.body;
    return m_policy.retriable(failure);
}

Task<std::unique_ptr<http::Exchange>> OpenAiClient::openExchange(
    OpenAiOperation operation, Value body, std::shared_ptr<const http::Watch> watch)
{
    const OpenAiTarget target = targetOf(body);
    http::ServiceAnswer answer;
    try {
        http::ServiceCall call = makeCall(operation, body);
        call.request.watch = std::move(watch);
        answer = co_await m_channel->open(std::move(call));
    } catch (const http::TransferError &error) {
        http::Failure failure;
        failure.error = &error;
        throw openAiError(error, target, m_policy.retriable(failure));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::InvalidInput)
            throw;
        throw openAiError(error, target); // the address is no URL
    }
    const http::ResponseHead &head = answer.exchange->head();
    if (head.status < 300)
        co_return std::move(answer.exchange);
    if (head.status < 400)
        throw redirectError(target, head, answer.address);
    http::Response response;
    response.head = head;
    response.body = co_await http::readAll(*answer.exchange);
    throw openAiError(response, target, isRetriable(response));
}

Task<Value> OpenAiClient::send(OpenAiOperation operation, Value body)
{
    const OpenAiTarget target = targetOf(body);
    WatchedCall call(m_watch);
    std::unique_ptr<http::Exchange> exchange = co_await openExchange(operation,
                                                                     std::move(body),
                                                                     call.watch());
    std::string text;
    try {
        text = co_await http::readAll(*exchange);
    } catch (const http::TransferError &error) {
        throw openAiError(error, target, false);
    }
    Value answer = parsedAnswer(text, target);
    call.take(answer);
    co_return answer;
}

Task<std::unique_ptr<OpenAiStream>> OpenAiClient::open(OpenAiOperation operation, Value body)
{
    OpenAiTarget target = targetOf(body);
    WatchedCall call(m_watch);
    std::unique_ptr<http::Exchange> exchange = co_await openExchange(operation,
                                                                     std::move(body),
                                                                     call.watch());
    co_return std::make_unique<OpenAiStream>(std::move(exchange),
                                             std::move(target),
                                             std::move(call));
}

} // namespace postern::azure

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaierror.h"

#include "engine/azure/serviceerror.h"
#include "engine/http/redirect.h"
#include "engine/http/retry.h"

#include <chrono>
#include <utility>

namespace postern::azure {

namespace {

/// The openai package's exception for a status.
std::string className(int status)
{
    switch (status) {
    case 400:
        return "BadRequestError";
    case 401:
        return "AuthenticationError";
    case 403:
        return "PermissionDeniedError";
    case 404:
        return "NotFoundError";
    case 409:
        return "ConflictError";
    case 422:
        return "UnprocessableEntityError";
    case 429:
        return "RateLimitError";
    default:
        return status >= 500 ? "InternalServerError" : "APIStatusError";
    }
}

struct Words
{
    Message message;
    Message hint;
};

std::string inQuotes(std::string_view text)
{
    return "'" + std::string(text) + "'";
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The parameter that a 400 complains of: its `param`, else the first quoted word.
std::string unsupportedParameter(const ServiceError &error)
{
    if (!error.param.empty())
        return error.param;
    const std::size_t begin = error.message.find('\'');
    const std::size_t end = begin == std::string::npos ? begin
                                                       : error.message.find('\'', begin + 1);
    return end == std::string::npos ? std::string()
                                    : error.message.substr(begin + 1, end - begin - 1);
}

/// What the service says, after a colon.
Message withWords(Message sentence, const ServiceError &error)
{
    return error.shown.empty() ? tr("%1.", std::move(sentence))
                               : tr("%1: %2", std::move(sentence), error.shown);
}

/// A request that names no model is sent all the same: endpoints of one model need none.
Words withoutModel(const ServiceError &error, const OpenAiTarget &target)
{
    if (target.isAzure)
        return {
            withWords(tr("The deployment_name is empty, so the endpoint of %1 refused the request",
                         connectionText(target.connection)),
                      error),
            tr("Set %1 to a deployment of the connection's resource.", tr("deployment_name"))};
    return {withWords(tr("No model is named, and the endpoint of %1 refused the request",
                         connectionText(target.connection)),
                      error),
            tr("Set %1. deployment_name counts only with a connection of type azure_open_ai.",
               tr("model in the node's inputs"))};
}

Words filtered(const ServiceError &error, const std::string &model)
{
    std::string categories;
    for (const std::string &category : error.filtered)
        categories += (categories.empty() ? "" : ", ") + category;
    return {categories.empty()
                ? tr("The content filter of %1 refused the prompt.", model)
                : tr("The content filter of %1 refused the prompt: %2.", model, categories),
            tr("Reword the prompt or the input, or have the filter of the deployment adapted.")};
}

Words badRequest(const ServiceError &error, const std::string &model)
{
    if (error.code == "content_filter" || !error.filtered.empty())
        return filtered(error, model);
    if (error.code == "context_length_exceeded")
        return {tr("The prompt is too long for %1: %2", model, error.message),
                tr("Shorten the prompt, its context or its history, or lower max_tokens.")};
    if (error.code == "unsupported_parameter" || error.code == "unsupported_value"
        || contains(error.message, "Unsupported parameter")
        || contains(error.message, "Unsupported value")) {
        const std::string parameter = unsupportedParameter(error);
        return {tr("The model %1 doesn't take the parameter '%2'.", model, parameter),
                tr("Take %1 out of %2, or set the value the model accepts: %3",
                   parameter,
                   tr("the node's inputs"),
                   error.message)};
    }
    return {tr("The model %1 refused the request: %2",
               model,
               error.shown.empty() ? "400 Bad Request" : error.shown),
            tr("Check the node's prompt and parameters against what the model accepts.")};
}

Words forbidden(const ServiceError &error, const std::string &connection)
{
    const Message message
        = withWords(tr("The endpoint of %1 denied access", connectionText(connection)), error);
    if (contains(error.shown, "Public access") || contains(error.shown, "Virtual Network"))
        return {message,
                tr("Reach the resource through its private endpoint: its name must resolve to a "
                   "private address on this machine.")};
    return {message,
            tr("Have the identity or the network of this machine allowed on the resource.")};
}

Words notFound(const ServiceError &error, const OpenAiTarget &target)
{
    const bool isRoute = error.code == "404" || error.code.empty();
    if (target.isAzure && !isRoute)
        return {
            withWords(tr("The deployment '%1' was not found at the endpoint of '%2'",
                         target.model,
                         target.connection),
                      error),
            tr("Set %1 to a deployment of that resource; a new one takes some minutes to appear.",
               tr("deployment_name"))};
    if (target.isAzure)
        return {withWords(tr("The endpoint of '%1' has nothing at the address of deployment '%2'",
                             target.connection,
                             target.model),
                          error),
                tr("Check api_base and api_version of the connection and %1.",
                   tr("deployment_name of the node"))};
    return {withWords(tr("The model '%1' was not found at the endpoint of '%2'",
                         target.model,
                         target.connection),
                      error),
            tr("Check model of the node and base_url of the connection.")};
}

Words tooMany(const ServiceError &error, const OpenAiTarget &target)
{
    if (error.type == "insufficient_quota" || error.code == "insufficient_quota")
        return {tr("The account behind %1 has no quota left.", connectionText(target.connection)),
                tr("Raise the limit or pay the balance of the account, or use another "
                   "connection.")};
    return {tr("The quota of '%1' is used up: %2",
               target.model,
               error.shown.empty() ? "429 Too Many Requests" : error.shown),
            tr("Wait a minute, raise the tokens per minute of the deployment, or send fewer "
               "requests at a time.")};
}

Message shownWait(std::chrono::milliseconds wait)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    if (minutes < 120)
        return tr("%1 minutes", minutes);
    return tr("%1 hours", (minutes + 59) / 60);
}

Words tooLongAWait(int status,
                   std::chrono::milliseconds wait,
                   const ServiceError &error,
                   const OpenAiTarget &target)
{
    return {withWords(tr("The endpoint of %1 asks to wait %2 before the next request (%3)",
                         connectionText(target.connection),
                         shownWait(wait),
                         status),
                      error),
            tr("Postern waits ten minutes at most: try again then, or use another connection.")};
}

Words wordsFor(int status, const ServiceError &error, const OpenAiTarget &target)
{
    if (target.model.empty() && (status == 400 || status == 404 || status == 422))
        return withoutModel(error, target);
    switch (status) {
    case 400:
        return badRequest(error, inQuotes(target.model));
    case 401:
        return {withWords(tr("The endpoint of %1 refused its key",
                             connectionText(target.connection)),
                          error),
                tr("Put a current key into api_key of %1, and check that its address is the same "
                   "resource's.",
                   connectionText(target.connection))};
    case 403:
        return forbidden(error, target.connection);
    case 404:
        return notFound(error, target);
    case 429:
        return tooMany(error, target);
    default:
        break;
    }
    const std::string shown = std::to_string(status)
                              + (error.shown.empty() ? "" : ": " + error.shown);
    if (status >= 500)
        return {tr("The service behind %1 failed with %2", connectionText(target.connection), shown),
                tr("Try again later; if it stays, look at the health of the resource.")};
    return {tr("The service behind %1 refused the request with %2",
               connectionText(target.connection),
               shown),
            tr("Check the node's parameters and the connection.")};
}

std::string promptflowMessage(const std::string &errorClass,
                              const std::string &sentence,
                              bool retriesUsedUp)
{
    return (retriesUsedUp ? "Exceed max retry times. " : "") + ("OpenAI API hits " + errorClass)
           + ": " + sentence
           + " [Error reference: https://platform.openai.com/docs/guides/error-codes/api-errors]";
}

} // namespace

Message connectionText(const std::string &name)
{
    return tr("connection '%1'", name);
}

Error openAiError(const http::Response &response, const OpenAiTarget &target, bool retriesUsedUp)
{
    const int status = response.head.status;
    const ServiceError error = readServiceError(std::string_view(response.body));
    Words words = wordsFor(status, error, target);
    if (const auto wait = http::retryAfter(response.head.headers, std::chrono::system_clock::now());
        wait && *wait > http::RetryPolicy().longestWait)
        words = tooLongAWait(status, *wait, error, target);
    const std::string errorClass = className(status);
    const std::string sentence = "Error code: " + std::to_string(status)
                                 + (error.message.empty() ? "" : " - " + error.message);
    const bool isRequest = status == 400 || status == 409 || status == 422;
    return Error(isRequest ? ErrorCode::NodeFailed : ErrorCode::ConnectionFailed,
                 std::move(words.message),
                 std::move(words.hint))
        .as({"UserError", "OpenAIError", errorClass},
            promptflowMessage(errorClass, sentence, retriesUsedUp));
}

Error openAiError(const http::TransferError &error, const OpenAiTarget &target, bool retriesUsedUp)
{
    using Step = http::TransferError::Step;
    const bool isTimeout = error.step() == Step::Timeout || error.step() == Step::ConnectTimeout;
    const std::string errorClass = isTimeout ? "APITimeoutError" : "APIConnectionError";
    return Error(ErrorCode::ConnectionFailed,
                 tr("The endpoint of %1 could not be reached: %2",
                    connectionText(target.connection),
                    error.translatableMessage()),
                 error.translatableHint())
        .as({"UserError", "OpenAIError", errorClass},
            promptflowMessage(errorClass,
                              isTimeout ? "Request timed out." : "Connection error.",
                              retriesUsedUp));
}

Error openAiError(const Error &badAddress, const OpenAiTarget &target)
{
    return Error(ErrorCode::ConnectionFailed,
                 tr("Connection '%1' leads nowhere: %2",
                    target.connection,
                    badAddress.translatableMessage()),
                 badAddress.translatableHint())
        .as({"UserError", "OpenAIError", "APIConnectionError"},
            promptflowMessage("APIConnectionError", "Connection error.", false));
}

/// An address without its query, which may hold a key.
static std::string shownAddress(const std::string &address)
{
    return address.substr(0, address.find('?'));
}

static Message addressField(const OpenAiTarget &target)
{
    return target.isAzure ? "api_base" : tr("the address (base_url or api_base)");
}

/// What is said of a request that is sent on to `address`, which is empty where nobody says.
static Words redirectWords(const OpenAiTarget &target,
                           int status,
                           const std::string &from,
                           const std::string &address)
{
    const Message connection = connectionText(target.connection);
    const Message field = addressField(target);
    if (address.empty())
        return {tr("The endpoint of %1 redirects the request (%2), but doesn't say where to.",
                   connection,
                   status),
                tr("Check %1 of the connection.", field)};
    const bool isOwnHost = http::isSameHost(from, address);
    if (isOwnHost && http::isSameRequest(status))
        return {
            tr("The endpoint of %1 redirects the request (%2) in a circle, the last time to %3.",
               connection,
               status,
               shownAddress(address)),
            tr("Check %1 of the connection.", field)};
    return {tr("The endpoint of %1 redirects the request (%2) to %3.",
               connection,
               status,
               shownAddress(address)),
            isOwnHost ? tr("A request is sent on as it is after 307 and 308 alone: set %1 of the "
                           "connection to where the models really are.",
                           field)
                      : tr("A prompt goes to the host of its connection alone: set %1 of the "
                           "connection to where the models really are.",
                           field)};
}

Error redirectError(const OpenAiTarget &target,
                    const http::ResponseHead &head,
                    const std::string &from)
{
    Words words = redirectWords(target, head.status, from, http::redirectTarget(head, from));
    const std::string sentence = "Error code: " + std::to_string(head.status);
    return Error(ErrorCode::ConnectionFailed, std::move(words.message), std::move(words.hint))
        .as({"UserError", "OpenAIError", "APIStatusError"},
            promptflowMessage("APIStatusError", sentence, false));
}

} // namespace postern::azure

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaierror.h"

#include "engine/azure/serviceerror.h"

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
    std::string message;
    std::string hint;
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

/// What the service says, behind a colon.
std::string withWords(std::string sentence, const ServiceError &error)
{
    return std::move(sentence) + (error.shown.empty() ? "." : ": " + error.shown);
}

/// A request that names no model is sent all the same: endpoints of one model need none.
Words withoutModel(const ServiceError &error, const OpenAiTarget &target)
{
    if (target.isAzure)
        return {withWords("The deployment_name is empty, so the endpoint of connection "
                              + inQuotes(target.connection) + " refused the request",
                          error),
                "Set deployment_name to a deployment of the connection's resource."};
    return {withWords("No model is named, and the endpoint of connection "
                          + inQuotes(target.connection) + " refused the request",
                      error),
            "Set model in the node's inputs. deployment_name counts only with a connection of type "
            "azure_open_ai."};
}

Words filtered(const ServiceError &error, const std::string &model)
{
    std::string categories;
    for (const std::string &category : error.filtered)
        categories += (categories.empty() ? ": " : ", ") + category;
    return {"The content filter of " + model + " refused the prompt"
                + (categories.empty() ? "." : categories + "."),
            "Reword the prompt or the input, or have the filter of the deployment adapted."};
}

Words badRequest(const ServiceError &error, const std::string &model)
{
    if (error.code == "content_filter" || !error.filtered.empty())
        return filtered(error, model);
    if (error.code == "context_length_exceeded")
        return {"The prompt is too long for " + model + ": " + error.message,
                "Shorten the prompt, its context or its history, or lower max_tokens."};
    if (error.code == "unsupported_parameter" || error.code == "unsupported_value"
        || contains(error.message, "Unsupported parameter")
        || contains(error.message, "Unsupported value")) {
        const std::string parameter = unsupportedParameter(error);
        return {"The model " + model + " doesn't take the parameter '" + parameter + "'.",
                "Take " + parameter
                    + " out of the node's inputs, or set the value the model accepts: "
                    + error.message};
    }
    return {"The model " + model + " refused the request: "
                + (error.shown.empty() ? "400 Bad Request" : error.shown),
            "Check the node's prompt and parameters against what the model accepts."};
}

Words forbidden(const ServiceError &error, const std::string &connection)
{
    const std::string message = "The endpoint of " + connection + " denied access"
                                + (error.shown.empty() ? "." : ": " + error.shown);
    if (contains(error.shown, "Public access") || contains(error.shown, "Virtual Network"))
        return {message,
                "Reach the resource through its private endpoint: its name must resolve to a "
                "private address on this machine."};
    return {message, "Have the identity or the network of this machine allowed on the resource."};
}

Words notFound(const ServiceError &error, const OpenAiTarget &target)
{
    const std::string connection = inQuotes(target.connection);
    const bool isRoute = error.code == "404" || error.code.empty();
    if (target.isAzure && !isRoute)
        return {withWords("The deployment " + inQuotes(target.model)
                              + " was not found at the endpoint of " + connection,
                          error),
                "Set deployment_name to a deployment of that resource; a new one takes some "
                "minutes to appear."};
    if (target.isAzure)
        return {
            withWords("The endpoint of " + connection + " has nothing at the address of deployment "
                          + inQuotes(target.model),
                      error),
            "Check api_base and api_version of the connection and deployment_name of the node."};
    return {withWords("The model " + inQuotes(target.model) + " was not found at the endpoint of "
                          + connection,
                      error),
            "Check model of the node and base_url of the connection."};
}

Words tooMany(const ServiceError &error, const OpenAiTarget &target)
{
    const std::string model = inQuotes(target.model);
    if (error.type == "insufficient_quota" || error.code == "insufficient_quota")
        return {"The account behind connection " + inQuotes(target.connection)
                    + " has no quota left.",
                "Raise the limit or pay the balance of the account, or use another connection."};
    return {"The quota of " + model
                + " is used up: " + (error.shown.empty() ? "429 Too Many Requests" : error.shown),
            "Wait a minute, raise the tokens per minute of the deployment, or send fewer requests "
            "at a time."};
}

Words wordsFor(int status, const ServiceError &error, const OpenAiTarget &target)
{
    const std::string connection = "connection " + inQuotes(target.connection);
    if (target.model.empty() && (status == 400 || status == 404 || status == 422))
        return withoutModel(error, target);
    switch (status) {
    case 400:
        return badRequest(error, inQuotes(target.model));
    case 401:
        return {withWords("The endpoint of " + connection + " refused its key", error),
                "Put a current key into api_key of " + connection
                    + ", and check that its address is the same resource's."};
    case 403:
        return forbidden(error, connection);
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
        return {"The service behind " + connection + " failed with " + shown,
                "Try again later; if it stays, look at the health of the resource."};
    return {"The service behind " + connection + " refused the request with " + shown,
            "Check the node's parameters and the connection."};
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

Error openAiError(const http::Response &response, const OpenAiTarget &target, bool retriesUsedUp)
{
    const int status = response.head.status;
    const ServiceError error = readServiceError(std::string_view(response.body));
    Words words = wordsFor(status, error, target);
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
                 "The endpoint of connection " + inQuotes(target.connection)
                     + " could not be reached: " + error.message(),
                 error.hint())
        .as({"UserError", "OpenAIError", errorClass},
            promptflowMessage(errorClass,
                              isTimeout ? "Request timed out." : "Connection error.",
                              retriesUsedUp));
}

Error openAiError(const Error &badAddress, const OpenAiTarget &target)
{
    return Error(ErrorCode::ConnectionFailed,
                 "Connection " + inQuotes(target.connection)
                     + " leads nowhere: " + badAddress.message(),
                 badAddress.hint())
        .as({"UserError", "OpenAIError", "APIConnectionError"},
            promptflowMessage("APIConnectionError", "Connection error.", false));
}

/// An address without its query, which may hold a key.
static std::string shownAddress(const std::string &address)
{
    return address.substr(0, address.find('?'));
}

static std::string addressField(const OpenAiTarget &target)
{
    return target.isAzure ? "api_base" : "the address (base_url or api_base)";
}

Error redirectError(const OpenAiTarget &target, int status, const std::string &address)
{
    const std::string where = address.empty() ? ", but doesn't say where to"
                                              : " to " + shownAddress(address);
    const std::string hint = address.empty()
                                 ? "Check " + addressField(target) + " of the connection."
                                 : "Set " + addressField(target)
                                       + " of the connection to where the models really are.";
    return Error(ErrorCode::ConnectionFailed,
                 "The endpoint of connection " + inQuotes(target.connection)
                     + " redirects the request (" + std::to_string(status) + ")" + where + ".",
                 hint)
        .as({"UserError", "OpenAIError", "APIStatusError"},
            promptflowMessage("APIStatusError", "Error code: " + std::to_string(status), false));
}

Error keyNotSentError(const OpenAiTarget &target, const std::string &address)
{
    return Error(ErrorCode::ConnectionFailed,
                 "The endpoint of connection " + inQuotes(target.connection)
                     + " redirects the request to " + shownAddress(address)
                     + ", which asks for a key; the key of the connection goes to its own host "
                       "alone.",
                 "If that host is to be trusted, set " + addressField(target)
                     + " of the connection to it.")
        .as({"UserError", "OpenAIError", "AuthenticationError"},
            promptflowMessage("AuthenticationError", "Error code: 401", false));
}

} // namespace postern::azure

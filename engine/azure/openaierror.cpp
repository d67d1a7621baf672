// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaierror.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/value.h"

#include <utility>

namespace postern::azure {

namespace {

/// What the service says about a refused request.
struct ServiceError
{
    std::string message;
    std::string code;
    std::string type;
    std::string param;
};

std::string textOf(const Value &parent, std::string_view key)
{
    const Value *value = parent.find(key);
    return value && value->isString() ? log::redact(value->asString()) : std::string();
}

ServiceError readError(std::string_view body)
{
    Value document;
    try {
        document = json::parse(body);
    } catch (const Error &) {
        return {}; // a gateway's page, not the service's answer
    }
    const Value *inner = document.find("error");
    const Value &error = inner ? *inner : document;
    return {textOf(error, "message"),
            textOf(error, "code"),
            textOf(error, "type"),
            textOf(error, "param")};
}

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

Words badRequest(const ServiceError &error, const std::string &model)
{
    if (error.code == "content_filter")
        return {"The content filter of " + model + " refused the prompt.",
                "Reword the prompt or the input, or have the filter of the deployment adapted."};
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
                + (error.message.empty() ? "400 Bad Request" : error.message),
            "Check the node's prompt and parameters against what the model accepts."};
}

Words forbidden(const ServiceError &error, const std::string &connection)
{
    const std::string message = "The endpoint of " + connection + " denied access"
                                + (error.message.empty() ? "." : ": " + error.message);
    if (contains(error.message, "Public access") || contains(error.message, "Virtual Network"))
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
        return {"The deployment " + inQuotes(target.model) + " was not found at the endpoint of "
                    + connection + ".",
                "Set deployment_name to a deployment of that resource; a new one takes some "
                "minutes to appear."};
    if (target.isAzure)
        return {
            "The endpoint of " + connection + " has nothing at the address of deployment "
                + inQuotes(target.model) + ".",
            "Check api_base and api_version of the connection and deployment_name of the node."};
    return {"The model " + inQuotes(target.model) + " was not found at the endpoint of "
                + connection + ".",
            "Check model of the node and base_url of the connection."};
}

Words tooMany(const ServiceError &error, const OpenAiTarget &target)
{
    const std::string model = inQuotes(target.model);
    if (error.type == "insufficient_quota" || error.code == "insufficient_quota")
        return {"The account behind connection " + inQuotes(target.connection)
                    + " has no quota left.",
                "Raise the limit or pay the balance of the account, or use another connection."};
    return {"The quota of " + model + " is used up: "
                + (error.message.empty() ? "429 Too Many Requests" : error.message),
            "Wait a minute, raise the tokens per minute of the deployment, or send fewer requests "
            "at a time."};
}

Words wordsFor(int status, const ServiceError &error, const OpenAiTarget &target)
{
    const std::string connection = "connection " + inQuotes(target.connection);
    switch (status) {
    case 400:
        return badRequest(error, inQuotes(target.model));
    case 401:
        return {"The endpoint of " + connection + " refused its key.",
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
                              + (error.message.empty() ? "" : ": " + error.message);
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
    const ServiceError error = readError(response.body);
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

} // namespace postern::azure

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/answers.h"

#include "engine/base/json.h"
#include "engine/base/log.h"

#include <utility>

namespace postern::serve {

namespace {

constexpr int kBadRequest = 400;
constexpr int kFailed = 500;

bool isUsersError(const Error &error)
{
    if (error.promptflow() && !error.promptflow()->codes.empty())
        return error.promptflow()->codes.front() == "UserError";
    return error.code() != ErrorCode::Internal && error.code() != ErrorCode::LimitExceeded;
}

} // namespace

http::Response jsonAnswer(const Value &value, int status)
{
    json::WriteOptions options;
    options.sortKeys = true;
    options.compact = true;
    options.reprUnknown = true;
    return textAnswer(json::write(value, options) + "\n", status, "application/json");
}

http::Response textAnswer(std::string text, int status, std::string_view type)
{
    http::Response response;
    response.head.status = status;
    response.head.headers.emplace_back("Content-Type", std::string(type));
    response.body = std::move(text);
    return response;
}

http::Response errorAnswer(const Error &error)
{
    const bool isUsers = isUsersError(error);
    const std::string &message = error.promptflow() && !error.promptflow()->message.empty()
                                     ? error.promptflow()->message
                                     : error.message();
    return errorAnswer(isUsers ? kBadRequest : kFailed,
                       isUsers ? "UserError" : "SystemError",
                       message);
}

http::Response errorAnswer(int status, std::string_view code, std::string_view message)
{
    Dict told;
    told.append("code", std::string(code));
    told.append("message", log::redact(message));
    Dict answer;
    answer.append("error", Value(std::move(told)));
    return jsonAnswer(Value(std::move(answer)), status);
}

} // namespace postern::serve

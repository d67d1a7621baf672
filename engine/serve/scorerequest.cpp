// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/scorerequest.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/serve/answers.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::serve {

namespace {

constexpr int kNotAcceptable = 406;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error badRequest(Message message, Message hint, const char *className, std::string promptflow)
{
    Error error(ErrorCode::InvalidInput, std::move(message), std::move(hint));
    return std::move(error).as({"UserError", "BadRequest", className}, std::move(promptflow));
}

std::optional<Value> parsed(std::string_view body)
{
    if (body.starts_with(kByteOrderMark))
        body.remove_prefix(kByteOrderMark.size());
    try {
        return json::parse(body);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::LimitExceeded)
            throw;
        return std::nullopt;
    }
}

Value textAsInput(std::string_view body, const std::vector<run::LineInput> &inputs)
{
    if (inputs.size() > 1)
        throw badRequest(tr("The request is no JSON, and the flow takes more than one input."),
                         tr("Send a JSON object with the inputs by name."),
                         "JsonPayloadRequiredForMultipleInputFields",
                         "Promptflow executor received non json data, but there's more than 1 "
                         "input fields, please use json request data instead.");
    if (!utf8::isValid(body))
        throw badRequest(tr("The request is neither JSON nor text in UTF-8."),
                         tr("Send a JSON object with the inputs by name."),
                         "JsonPayloadRequiredForMultipleInputFields",
                         "The request data is neither JSON nor text in UTF-8.");
    return Value(Dict{{inputs.front().name, Value(std::string(body))}});
}

void requireAll(const Value &data, const std::vector<run::LineInput> &inputs)
{
    List missing;
    for (const run::LineInput &input : inputs) {
        if (!input.hasDefault && !data.find(input.name))
            missing.emplace_back(input.name);
    }
    if (!missing.empty())
        throw badRequest(tr("The request lacks inputs of the flow: %1.", py::repr(Value(missing))),
                         tr("Send a JSON object with the inputs by name."),
                         "MissingRequiredFlowInput",
                         "Required input fields " + py::repr(Value(missing))
                             + " are missing in request data " + py::repr(data));
    if (!data.isDict())
        throw badRequest(tr("The request is JSON and no object."),
                         tr("Send a JSON object with the inputs by name."),
                         "MissingRequiredFlowInput",
                         "The request data is no JSON object: " + py::repr(data));
}

std::string trimmed(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = text.find_last_not_of(" \t");
    return std::string(text.substr(begin, end == std::string_view::npos ? 0 : end + 1 - begin));
}

/// A media type of an Accept header in small letters, without its parameters.
std::string mediaType(std::string_view item)
{
    std::string type = trimmed(item.substr(0, item.find(';')));
    std::ranges::transform(type, type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return type;
}

} // namespace

Dict inputsOf(std::string_view body, const std::vector<run::LineInput> &inputs)
{
    if (inputs.empty())
        return {};
    std::optional<Value> data = parsed(body);
    if (!data)
        data = textAsInput(body, inputs);
    requireAll(*data, inputs);
    return data->asDict();
}

Accepted acceptedBy(const http::Headers &headers)
{
    Accepted accepted;
    for (std::string_view rest = http::header(headers, "Accept"); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string type = mediaType(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!type.empty())
            accepted.types.push_back(std::move(type));
    }
    const auto names = [&accepted](std::string_view type) {
        return std::ranges::find(accepted.types, type) != accepted.types.end();
    };
    accepted.events = names("text/event-stream");
    accepted.json = accepted.types.empty() || names("application/json") || names("application/*")
                    || names("*/*");
    return accepted;
}

http::Response notAcceptable(const Accepted &accepted, bool hasEvents)
{
    std::string types;
    for (const std::string &type : accepted.types)
        types += (types.empty() ? "" : ",") + type;
    const std::string supported = hasEvents ? "text/event-stream, application/json"
                                            : "application/json";
    return errorAnswer(kNotAcceptable,
                       "UserError",
                       "Media type " + types
                           + " in Accept header is not acceptable. Supported media type(s) - "
                           + supported);
}

} // namespace postern::serve

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/chat.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/answer.h"
#include "engine/simulator/prompt.h"
#include "engine/simulator/schemavalue.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace postern::simulator {
namespace {

constexpr std::int64_t kTokensPerMessage = 4;
constexpr std::int64_t kTokensPerImage = 85;

std::string textOf(const Value &mapping, std::string_view key)
{
    const Value *value = mapping.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

void takePart(const Value &part, Message &message)
{
    const std::string type = textOf(part, "type");
    if (type == "text") {
        message.text += (message.text.empty() ? "" : "\n") + textOf(part, "text");
    } else if (type == "image_url") {
        ++message.images;
    } else {
        throw Refusal{400,
                      "",
                      "Invalid content part type: " + type,
                      "invalid_request_error",
                      "messages"};
    }
}

Message readMessage(const Value &value)
{
    static constexpr std::array<std::string_view, 6> kRoles{"system",
                                                            "developer",
                                                            "user",
                                                            "assistant",
                                                            "tool",
                                                            "function"};
    Message message;
    message.role = textOf(value, "role");
    if (std::ranges::find(kRoles, message.role) == kRoles.end()) {
        throw Refusal{400,
                      "",
                      "'" + message.role
                          + "' is not one of ['system', 'assistant', 'user', "
                            "'function', 'tool', 'developer'] - 'messages.role'",
                      "invalid_request_error",
                      "messages"};
    }
    message.name = textOf(value, "name");
    if (message.name.empty())
        message.name = textOf(value, "tool_call_id");
    const Value *content = value.find("content");
    if (content && content->isString())
        message.text = content->asString();
    if (content && content->isList()) {
        for (const Value &part : content->asList())
            takePart(part, message);
    }
    return message;
}

std::vector<Message> readMessages(const Call &call)
{
    const Value *list = call.body.find("messages");
    if (!list || !list->isList() || list->asList().empty()) {
        throw Refusal{400, "", "[] is too short - 'messages'", "invalid_request_error", "messages"};
    }
    std::vector<Message> messages;
    for (const Value &item : list->asList())
        messages.push_back(readMessage(item));
    return messages;
}

/// The functions offered, whichever way, as {name, description, parameters}.
List offeredFunctions(const Call &call)
{
    List functions;
    if (const Value *tools = call.body.find("tools"); tools && tools->isList()) {
        for (const Value &tool : tools->asList()) {
            if (const Value *function = tool.find("function"))
                functions.push_back(*function);
        }
    } else if (const Value *old = call.body.find("functions"); old && old->isList()) {
        functions = old->asList();
    }
    return functions;
}

struct FunctionCall
{
    std::string name;
    std::string arguments;
};

/// The name that tool_choice or function_call prescribes; "none", "auto" or "required" otherwise.
std::string chosenName(const Call &call)
{
    for (const char *key : {"tool_choice", "function_call"}) {
        const Value *choice = call.body.find(key);
        if (!choice || choice->isNull())
            continue;
        if (choice->isString())
            return choice->asString();
        const Value *function = choice->find("function");
        return textOf(function ? *function : *choice, "name");
    }
    return "auto";
}

std::optional<FunctionCall> callFunction(const Call &call, const Prompt &prompt)
{
    const List functions = offeredFunctions(call);
    const std::string lastRole = prompt.messages().back().role;
    std::string name = chosenName(call);
    if (functions.empty() || name == "none" || lastRole == "tool" || lastRole == "function")
        return {};
    if (name == "auto")
        name = chooseFunction(prompt, functions);
    else if (name == "required")
        name = textOf(functions.front(), "name");
    const auto found = std::ranges::find_if(functions, [&](const Value &function) {
        return textOf(function, "name") == name;
    });
    if (name.empty() || found == functions.end())
        return {};
    const Value *parameters = found->find("parameters");
    const Value schema = parameters ? *parameters : Value(Dict{{"type", "object"}});
    return FunctionCall{name, toJson(valueForSchema(schema, prompt.question(), prompt.question()))};
}

/// The content of an answer in the format asked for.
std::string contentOf(const Call &call, const Prompt &prompt)
{
    const Value *format = call.body.find("response_format");
    const std::string type = format ? textOf(*format, "type") : "";
    std::string text = answerText(prompt);
    if (type == "json_schema") {
        const Value *wrapper = format->find("json_schema");
        const Value *schema = wrapper ? wrapper->find("schema") : nullptr;
        if (!schema || !schema->isDict()) {
            throw Refusal{400,
                          "",
                          "Missing required parameter: 'response_format.json_schema.schema'.",
                          "invalid_request_error",
                          "response_format"};
        }
        return toJson(valueForSchema(*schema, text, prompt.lastUserText()));
    }
    if (type == "json_object" && !text.starts_with('{'))
        return toJson(Dict{{"answer", text}});
    return text;
}

/// One answer, before it is put on the wire.
struct Reply
{
    std::vector<std::string_view> tokens; // of content
    std::string content;
    std::optional<FunctionCall> function;
    bool legacyFunction = false;
    std::string finish;
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    std::int64_t choices = 1;
};

std::int64_t promptTokens(const Prompt &prompt)
{
    std::int64_t tokens = 3;
    for (const Message &message : prompt.messages()) {
        tokens += kTokensPerMessage + countTokens(message.text) + kTokensPerImage * message.images;
    }
    return tokens;
}

/// Fills the reply in place: its tokens point into its own content.
void compose(const Call &call, Reply &reply)
{
    const Prompt prompt(readMessages(call));
    reply.choices = integerParameter(call, "n", 1, 1, 128);
    constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();
    const std::int64_t limit = integerParameter(call,
                                                "max_completion_tokens",
                                                integerParameter(call, "max_tokens", kAny, 1, kAny),
                                                1,
                                                kAny);
    reply.promptTokens = promptTokens(prompt);
    reply.function = callFunction(call, prompt);
    if (reply.function) {
        reply.legacyFunction = !call.body.find("tools");
        reply.finish = reply.legacyFunction ? "function_call" : "tool_calls";
        reply.completionTokens = countTokens(reply.function->arguments) + 8;
        return;
    }
    reply.content = contentOf(call, prompt);
    CutText text = cut(reply.content, stopSequences(call), limit);
    reply.tokens = std::move(text.tokens);
    reply.finish = text.tooLong ? "length" : "stop";
    reply.completionTokens = static_cast<std::int64_t>(reply.tokens.size());
}

Value functionValue(const FunctionCall &function, std::string arguments)
{
    return Dict{{"name", function.name}, {"arguments", std::move(arguments)}};
}

Value toolCall(const Call &call, const FunctionCall &function, std::string arguments)
{
    return Dict{{"id", identifier("call_", call)},
                {"type", "function"},
                {"function", functionValue(function, std::move(arguments))}};
}

Value messageOf(const Call &call, const Reply &reply)
{
    Dict message{{"role", "assistant"}};
    if (!reply.function) {
        std::string text;
        for (const std::string_view token : reply.tokens)
            text += token;
        message.append("content", std::move(text));
    } else {
        message.append("content", nullptr);
    }
    message.append("refusal", nullptr);
    if (reply.function && reply.legacyFunction)
        message.append("function_call", functionValue(*reply.function, reply.function->arguments));
    else if (reply.function)
        message.append("tool_calls",
                       List{toolCall(call, *reply.function, reply.function->arguments)});
    return message;
}

Dict envelope(const Call &call, std::string_view object)
{
    return Dict{{"id", identifier("chatcmpl-", call)},
                {"object", object},
                {"created", kCreated},
                {"model", call.model},
                {"system_fingerprint", "fp_simulator"}};
}

Value wholeAnswer(const Call &call, const Reply &reply)
{
    List choices;
    for (std::int64_t i = 0; i < reply.choices; ++i) {
        Dict choice{{"index", i},
                    {"message", messageOf(call, reply)},
                    {"logprobs", nullptr},
                    {"finish_reason", reply.finish}};
        if (call.azure)
            choice.append("content_filter_results", harmless());
        choices.emplace_back(std::move(choice));
    }
    Dict body = envelope(call, "chat.completion");
    body.append("choices", std::move(choices));
    if (call.azure)
        body.append("prompt_filter_results", promptFilterResults());
    body.append("usage", usageOf(reply.promptTokens, reply.completionTokens * reply.choices));
    return body;
}

/// The deltas of one choice: the role, the tokens or the call's arguments.
List deltasOf(const Call &call, const Reply &reply)
{
    List deltas;
    if (!reply.function) {
        deltas.emplace_back(Dict{{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}});
        for (const std::string_view token : reply.tokens)
            deltas.emplace_back(Dict{{"content", token}});
        return deltas;
    }
    const auto delta = [&](bool first, std::string_view arguments) {
        Dict piece;
        if (first) {
            piece.append("role", "assistant");
            piece.append("content", nullptr);
        }
        if (reply.legacyFunction) {
            Dict function;
            if (first)
                function.append("name", reply.function->name);
            function.append("arguments", arguments);
            piece.append("function_call", std::move(function));
        } else if (first) {
            Dict tool{{"index", 0}};
            const Value whole = toolCall(call, *reply.function, "");
            for (const auto &[key, value] : whole.asDict())
                tool.append(key, value);
            piece.append("tool_calls", List{std::move(tool)});
        } else {
            const Dict function{{"arguments", arguments}};
            piece.append("tool_calls", List{Dict{{"index", 0}, {"function", function}}});
        }
        return Value(std::move(piece));
    };
    deltas.push_back(delta(true, ""));
    for (const std::string_view token : splitTokens(reply.function->arguments))
        deltas.push_back(delta(false, token));
    return deltas;
}

std::vector<Value> streamedAnswer(const Call &call, const Reply &reply)
{
    const Value *options = call.body.find("stream_options");
    const Value *include = options ? options->find("include_usage") : nullptr;
    const bool withUsage = include && include->truthy();
    std::vector<Value> chunks;
    if (call.azure) {
        chunks.emplace_back(Dict{{"id", ""},
                                 {"object", ""},
                                 {"created", 0},
                                 {"model", ""},
                                 {"prompt_filter_results", promptFilterResults()},
                                 {"choices", List{}}});
    }
    const auto chunk = [&](List choices, Value usage) {
        Dict body = envelope(call, "chat.completion.chunk");
        body.append("choices", std::move(choices));
        if (withUsage)
            body.append("usage", std::move(usage));
        chunks.emplace_back(std::move(body));
    };
    const auto choice = [&](std::int64_t index, Value delta, Value finish) {
        Dict one{{"index", index},
                 {"delta", std::move(delta)},
                 {"logprobs", nullptr},
                 {"finish_reason", std::move(finish)}};
        if (call.azure)
            one.append("content_filter_results", Dict{});
        chunk(List{std::move(one)}, nullptr);
    };
    for (std::int64_t i = 0; i < reply.choices; ++i) {
        for (const Value &delta : deltasOf(call, reply))
            choice(i, delta, nullptr);
        choice(i, Dict{}, reply.finish);
    }
    if (withUsage)
        chunk({}, usageOf(reply.promptTokens, reply.completionTokens * reply.choices));
    return chunks;
}

} // namespace

SimulatedAnswer chatAnswer(const Call &call)
{
    Reply reply;
    compose(call, reply);
    if (flagParameter(call, "stream"))
        return streamAnswer(streamedAnswer(call, reply));
    return jsonAnswer(200, wholeAnswer(call, reply));
}

} // namespace postern::simulator

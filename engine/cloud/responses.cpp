// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/responses.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/wire.h"
#include "engine/simulator/words.h"

#include <algorithm>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostKept = 1000;

std::string newId(std::string_view prefix)
{
    std::string id = uuid() + uuid();
    std::erase(id, '-');
    return std::string(prefix) + id.substr(0, 48);
}

Failure invalidRequest(const std::string &message, const std::string &parameter)
{
    return {400, "invalid_request_error", message, parameter};
}

Value contentOf(const Value &content)
{
    if (!content.isList())
        return content;
    List parts;
    for (const Value &part : content.asList()) {
        if (textOf(part, "type") == "input_image")
            parts.emplace_back(Dict{{"type", "image_url"},
                                    {"image_url", Dict{{"url", textOf(part, "image_url")}}}});
        else
            parts.emplace_back(Dict{{"type", "text"}, {"text", textOf(part, "text")}});
    }
    return parts;
}

/// An item of the input as a message of a chat.
Value messageOf(const Value &item)
{
    const std::string type = textOf(item, "type");
    if (type == "function_call_output") {
        return Dict{{"role", "tool"},
                    {"tool_call_id", textOf(item, "call_id")},
                    {"content", textOf(item, "output")}};
    }
    if (type == "function_call") {
        const Dict function{{"name", textOf(item, "name")},
                            {"arguments", textOf(item, "arguments")}};
        const Dict call{{"id", textOf(item, "call_id")},
                        {"type", "function"},
                        {"function", function}};
        return Dict{{"role", "assistant"}, {"content", nullptr}, {"tool_calls", List{Value(call)}}};
    }
    const Value *content = item.find("content");
    return Dict{{"role", textOf(item, "role")},
                {"content", content ? contentOf(*content) : Value()}};
}

void addInput(const Value &body, List &messages)
{
    const Value *input = body.find("input");
    if (input && input->isString()) {
        messages.emplace_back(Dict{{"role", "user"}, {"content", *input}});
        return;
    }
    if (!input || !input->isList() || input->asList().empty())
        throw invalidRequest("Missing required parameter: 'input'.", "input");
    for (const Value &item : input->asList())
        messages.push_back(messageOf(item));
}

Dict chatBody(const Value &body, const List &messages)
{
    Dict chat{{"model", textOf(body, "model")}, {"messages", messages}};
    if (const Value *most = body.find("max_output_tokens"); most && most->isInt())
        chat.append("max_completion_tokens", *most);
    if (const Value *tools = body.find("tools"); tools && tools->isList()) {
        List functions;
        for (const Value &tool : tools->asList()) {
            if (textOf(tool, "type") == "function")
                functions.emplace_back(Dict{{"type", "function"}, {"function", tool}});
        }
        if (!functions.empty())
            chat.append("tools", std::move(functions));
    }
    if (const Value *choice = body.find("tool_choice"); choice && choice->isString())
        chat.append("tool_choice", *choice);
    const Value *text = body.find("text");
    const Value *format = text ? text->find("format") : nullptr;
    const std::string type = format ? textOf(*format, "type") : std::string();
    if (type == "json_schema")
        chat.append("response_format", Dict{{"type", type}, {"json_schema", *format}});
    else if (type == "json_object")
        chat.append("response_format", Dict{{"type", type}});
    return chat;
}

/// What the response holds: a message, or the call of a function.
Value outputItem(const Value &message)
{
    if (const Value *calls = message.find("tool_calls"); calls && calls->isList()) {
        const Value &call = calls->asList().front();
        const Value *function = call.find("function");
        return Dict{{"id", newId("fc_")},
                    {"type", "function_call"},
                    {"status", "completed"},
                    {"call_id", textOf(call, "id")},
                    {"name", textOf(*function, "name")},
                    {"arguments", textOf(*function, "arguments")}};
    }
    const Dict text{{"type", "output_text"},
                    {"text", textOf(message, "content")},
                    {"annotations", List()}};
    return Dict{{"id", newId("msg_")},
                {"type", "message"},
                {"status", "completed"},
                {"role", "assistant"},
                {"content", List{Value(text)}}};
}

Dict responseOf(const Value &body, const std::string &id, std::int64_t now)
{
    const auto given = [&](const char *name, const Value &fallback) {
        const Value *value = body.find(name);
        return value ? *value : fallback;
    };
    return Dict{{"id", id},
                {"object", "response"},
                {"created_at", now},
                {"status", "in_progress"},
                {"error", nullptr},
                {"incomplete_details", nullptr},
                {"instructions", given("instructions", {})},
                {"max_output_tokens", given("max_output_tokens", {})},
                {"model", textOf(body, "model")},
                {"output", List()},
                {"parallel_tool_calls", true},
                {"previous_response_id", given("previous_response_id", {})},
                {"reasoning", Dict{{"effort", nullptr}, {"summary", nullptr}}},
                {"store", given("store", true)},
                {"temperature", given("temperature", 1.0)},
                {"text", given("text", Dict{{"format", Dict{{"type", "text"}}}})},
                {"tool_choice", given("tool_choice", "auto")},
                {"tools", given("tools", List())},
                {"top_p", given("top_p", 1.0)},
                {"truncation", "disabled"},
                {"usage", nullptr},
                {"user", nullptr},
                {"metadata", given("metadata", Dict())}};
}

Dict finished(Dict response, const Value &chat, const Value &item)
{
    const Value &choice = chat.find("choices")->asList().front();
    const std::string finish = textOf(choice, "finish_reason");
    const bool isWhole = finish != "length" && finish != "content_filter";
    response.set("status", isWhole ? "completed" : "incomplete");
    if (!isWhole)
        response.set("incomplete_details",
                     Dict{{"reason", finish == "length" ? "max_output_tokens" : "content_filter"}});
    response.set("output", List{item});
    const Value *usage = chat.find("usage");
    response.set("usage",
                 Dict{{"input_tokens", numberOf(*usage, "prompt_tokens", 0)},
                      {"input_tokens_details", Dict{{"cached_tokens", 0}}},
                      {"output_tokens", numberOf(*usage, "completion_tokens", 0)},
                      {"output_tokens_details", Dict{{"reasoning_tokens", 0}}},
                      {"total_tokens", numberOf(*usage, "total_tokens", 0)}});
    return response;
}

/// The events of a streamed response, numbered.
class Events
{
public:
    void add(std::string_view type, const Dict &members)
    {
        Dict event{{"type", type}, {"sequence_number", m_number++}};
        for (const auto &[key, value] : members)
            event.append(key, value);
        m_pieces.push_back("event: " + std::string(type)
                           + "\ndata: " + simulator::toJson(Value(std::move(event))) + "\n\n");
    }
    std::vector<std::string> take() { return std::move(m_pieces); }

private:
    std::int64_t m_number = 0;
    std::vector<std::string> m_pieces;
};

void addMessageEvents(Events &events, const Value &item)
{
    const std::string id = textOf(item, "id");
    const Value &part = item.find("content")->asList().front();
    const auto at = [&](const Dict &more) {
        Dict place{{"item_id", id}, {"output_index", 0}, {"content_index", 0}};
        for (const auto &[key, value] : more)
            place.append(key, value);
        return place;
    };
    const Dict nothing{{"type", "output_text"}, {"text", ""}, {"annotations", List()}};
    events.add("response.content_part.added", at(Dict{{"part", nothing}}));
    const std::string text = textOf(part, "text");
    for (const std::string_view token : simulator::splitTokens(text))
        events.add("response.output_text.delta", at(Dict{{"delta", token}, {"logprobs", List()}}));
    events.add("response.output_text.done", at(Dict{{"text", text}, {"logprobs", List()}}));
    events.add("response.content_part.done", at(Dict{{"part", part}}));
}

void addCallEvents(Events &events, const Value &item)
{
    const std::string id = textOf(item, "id");
    const std::string arguments = textOf(item, "arguments");
    for (const std::string_view token : simulator::splitTokens(arguments))
        events.add("response.function_call_arguments.delta",
                   Dict{{"item_id", id}, {"output_index", 0}, {"delta", token}});
    events.add("response.function_call_arguments.done",
               Dict{{"item_id", id},
                    {"output_index", 0},
                    {"name", textOf(item, "name")},
                    {"arguments", arguments}});
}

Answer streamed(const Dict &begun, const Dict &done, const Value &item)
{
    Events events;
    events.add("response.created", Dict{{"response", begun}});
    events.add("response.in_progress", Dict{{"response", begun}});
    const bool isMessage = textOf(item, "type") == "message";
    Dict opened = item.asDict();
    opened.set("status", "in_progress");
    if (isMessage)
        opened.set("content", List());
    else
        opened.set("arguments", "");
    events.add("response.output_item.added", Dict{{"output_index", 0}, {"item", opened}});
    if (isMessage)
        addMessageEvents(events, item);
    else
        addCallEvents(events, item);
    events.add("response.output_item.done", Dict{{"output_index", 0}, {"item", item}});
    events.add("response." + done.find("status")->asString(), Dict{{"response", done}});
    Answer answer;
    answer.head.status = 200;
    answer.head.headers = {{"Content-Type", "text/event-stream; charset=utf-8"}};
    answer.pieces = events.take();
    return answer;
}

} // namespace

void Responses::keep(const std::string &id, Kept kept)
{
    if (m_kept.size() >= kMostKept)
        m_kept.erase(m_kept.begin());
    m_kept.insert_or_assign(id, std::move(kept));
}

Answer Responses::create(const Question &question, const Chat &chat, std::int64_t now)
{
    const Value body = readBody(question);
    if (textOf(body, "model").empty())
        throw invalidRequest("Missing required parameter: 'model'.", "model");
    List messages;
    if (const std::string before = textOf(body, "previous_response_id"); !before.empty()) {
        const auto kept = m_kept.find(before);
        if (kept == m_kept.end())
            throw invalidRequest("Previous response with id '" + before + "' not found.",
                                 "previous_response_id");
        messages = kept->second.messages;
    }
    if (const std::string instructions = textOf(body, "instructions"); !instructions.empty())
        messages.insert(messages.begin(),
                        Value(Dict{{"role", "system"}, {"content", instructions}}));
    addInput(body, messages);
    Answer answered = chat(Value(chatBody(body, messages)));
    if (answered.head.status != 200)
        return answered;
    const Value reply = postern::json::parse(answered.body());
    const Value message = *reply.find("choices")->asList().front().find("message");
    const Value item = outputItem(message);
    const std::string id = newId("resp_");
    const Dict begun = responseOf(body, id, now);
    const Dict done = finished(begun, reply, item);
    messages.push_back(message);
    if (flagOf(body, "store", true))
        keep(id, {std::move(messages), Value(done)});
    Answer answer = flagOf(body, "stream", false) ? streamed(begun, done, item) : json(200, done);
    for (const auto &[name, value] : answered.head.headers) {
        if (name.starts_with("x-ratelimit"))
            answer.head.headers.emplace_back(name, value);
    }
    return answer;
}

Answer Responses::answer(const Question &question, const Chat &chat, std::int64_t now)
{
    const std::string &last = question.segments.back();
    if (last == "responses" && question.method == "POST")
        return create(question, chat, now);
    const auto kept = m_kept.find(last);
    if (kept == m_kept.end())
        throw Failure{404, "not_found", "Response with id '" + last + "' not found."};
    if (question.method == "DELETE") {
        m_kept.erase(kept);
        return json(200, Dict{{"id", last}, {"object", "response"}, {"deleted", true}});
    }
    return json(200, kept->second.response);
}

} // namespace postern::cloud

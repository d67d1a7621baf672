// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/wire.h"

#include "engine/base/json.h"
#include "engine/simulator/words.h"

#include <algorithm>

namespace postern::simulator {

std::int64_t integerParameter(const Call &call,
                              std::string_view name,
                              std::int64_t fallback,
                              std::int64_t low,
                              std::int64_t high)
{
    const Value *value = call.body.find(name);
    if (!value || value->isNull())
        return fallback;
    const std::string parameter(name);
    if (!value->isInt()) {
        throw Refusal{400,
                      "invalid_type",
                      "Invalid type for '" + parameter + "': expected an integer.",
                      "invalid_request_error",
                      parameter};
    }
    const std::int64_t number = value->asInt();
    if (number < low || number > high) {
        throw Refusal{400,
                      "integer_out_of_range",
                      "Invalid '" + parameter + "': expected a value from " + std::to_string(low)
                          + " to " + std::to_string(high) + ", but got " + std::to_string(number)
                          + " instead.",
                      "invalid_request_error",
                      parameter};
    }
    return number;
}

bool flagParameter(const Call &call, std::string_view name)
{
    const Value *value = call.body.find(name);
    return value && value->isBool() && value->asBool();
}

std::vector<std::string> stopSequences(const Call &call)
{
    std::vector<std::string> stops;
    const Value *stop = call.body.find("stop");
    if (stop && stop->isString())
        stops.push_back(stop->asString());
    if (stop && stop->isList()) {
        for (const Value &item : stop->asList()) {
            if (item.isString())
                stops.push_back(item.asString());
        }
    }
    std::erase(stops, "");
    return stops;
}

std::string CutText::text() const
{
    std::string text;
    for (const std::string_view token : tokens)
        text += token;
    return text;
}

CutText cut(std::string_view text, const std::vector<std::string> &stops, std::int64_t limit)
{
    for (const std::string &stop : stops)
        text = text.substr(0, text.find(stop));
    CutText result{splitTokens(text)};
    if (static_cast<std::int64_t>(result.tokens.size()) > limit) {
        result.tokens.resize(static_cast<std::size_t>(limit));
        result.tooLong = true;
    }
    return result;
}

std::string toJson(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.compact = true;
    return json::write(value, options);
}

SimulatedAnswer jsonAnswer(int status, const Value &body)
{
    SimulatedAnswer answer;
    answer.head.status = status;
    answer.pieces.push_back(toJson(body));
    answer.head.headers = {{"Content-Type", "application/json"}};
    return answer;
}

SimulatedAnswer streamAnswer(const std::vector<Value> &chunks)
{
    SimulatedAnswer answer;
    answer.head.status = 200;
    answer.head.headers = {{"Content-Type", "text/event-stream; charset=utf-8"}};
    answer.pieces.reserve(chunks.size() + 1);
    for (const Value &chunk : chunks)
        answer.pieces.push_back("data: " + toJson(chunk) + "\n\n");
    answer.pieces.emplace_back("data: [DONE]\n\n");
    return answer;
}

Value usageOf(std::int64_t prompt, std::int64_t completion)
{
    return Dict{{"prompt_tokens", prompt},
                {"completion_tokens", completion},
                {"total_tokens", prompt + completion}};
}

Value harmless()
{
    const Dict safe{{"filtered", false}, {"severity", "safe"}};
    return Dict{{"hate", safe}, {"self_harm", safe}, {"sexual", safe}, {"violence", safe}};
}

Value promptFilterResults()
{
    return List{Dict{{"prompt_index", 0}, {"content_filter_results", harmless()}}};
}

std::string identifier(std::string_view prefix, const Call &call)
{
    constexpr std::string_view kLetters
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string id(prefix);
    std::uint64_t hash = hashOf(call.requestId);
    for (int i = 0; i < 24; ++i) {
        id += kLetters[hash % kLetters.size()];
        hash = i % 8 == 7 ? hashOf(id) : hash / kLetters.size();
    }
    return id;
}

} // namespace postern::simulator

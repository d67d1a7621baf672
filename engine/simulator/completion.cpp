// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/completion.h"

#include "engine/simulator/answer.h"
#include "engine/simulator/words.h"

namespace postern::simulator {
namespace {

std::vector<std::string> readPrompts(const Call &call)
{
    const Value *prompt = call.body.find("prompt");
    if (!prompt || prompt->isNull())
        return {""};
    if (prompt->isString())
        return {prompt->asString()};
    std::vector<std::string> prompts;
    if (prompt->isList()) {
        for (const Value &item : prompt->asList())
            prompts.push_back(item.isString() ? item.asString() : toJson(item));
    }
    return prompts;
}

Value choiceValue(const Call &call, std::int64_t index, std::string text, Value finish)
{
    Dict choice{{"text", std::move(text)},
                {"index", index},
                {"finish_reason", std::move(finish)},
                {"logprobs", nullptr}};
    if (call.azure)
        choice.append("content_filter_results", harmless());
    return choice;
}

Value body(const Call &call, List choices)
{
    return Dict{{"id", identifier("cmpl-", call)},
                {"object", "text_completion"},
                {"created", kCreated},
                {"model", call.model},
                {"choices", std::move(choices)}};
}

} // namespace

SimulatedAnswer completionAnswer(const Call &call)
{
    const std::int64_t limit = integerParameter(call, "max_tokens", 16, 1, 1'000'000);
    const std::int64_t n = integerParameter(call, "n", 1, 1, 128);
    const std::vector<std::string> stops = stopSequences(call);
    const bool stream = flagParameter(call, "stream");
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    std::vector<Value> chunks;
    List choices;
    std::int64_t index = 0;
    for (const std::string &prompt : readPrompts(call)) {
        promptTokens += countTokens(prompt);
        const std::string text = answerText(Prompt({Message{"user", prompt, "", 0}}));
        const CutText shown = cut(text, stops, limit);
        const std::string finish = shown.tooLong ? "length" : "stop";
        const std::string echo = flagParameter(call, "echo") ? prompt : "";
        for (std::int64_t i = 0; i < n; ++i, ++index) {
            completionTokens += static_cast<std::int64_t>(shown.tokens.size());
            choices.push_back(choiceValue(call, index, echo + shown.text(), finish));
            if (!stream)
                continue;
            if (!echo.empty())
                chunks.push_back(body(call, {choiceValue(call, index, echo, nullptr)}));
            for (const std::string_view token : shown.tokens) {
                chunks.push_back(
                    body(call, {choiceValue(call, index, std::string(token), nullptr)}));
            }
            chunks.push_back(body(call, {choiceValue(call, index, "", finish)}));
        }
    }
    if (stream)
        return streamAnswer(chunks);
    Dict whole = body(call, std::move(choices)).asDict();
    if (call.azure)
        whole.append("prompt_filter_results", promptFilterResults());
    whole.append("usage", usageOf(promptTokens, completionTokens));
    return jsonAnswer(200, std::move(whole));
}

} // namespace postern::simulator

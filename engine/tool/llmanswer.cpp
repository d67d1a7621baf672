// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/llmanswer.h"

#include "engine/tool/toolerror.h"

#include <initializer_list>
#include <string_view>

namespace postern::tool {

namespace {

const Value *firstChoice(const Value &answer)
{
    const Value *choices = answer.find("choices");
    return choices && choices->isList() && !choices->asList().empty() ? &choices->asList().front()
                                                                      : nullptr;
}

const Value &requireChoice(const Value &answer)
{
    const Value *choice = firstChoice(answer);
    if (!choice)
        throw llmError(tr("The model answered without any choice."),
                       tr("Check that the connection's address is that of a model."),
                       "IndexError",
                       "list index out of range");
    return *choice;
}

/// The dict with these keys first, null where absent when `fill`; then what else it has.
Value ordered(const Value &source, std::initializer_list<std::string_view> keys, bool fill)
{
    Dict result;
    for (const std::string_view key : keys) {
        const Value *value = source.find(key);
        if (value || fill)
            result.append(key, value ? *value : Value());
    }
    for (const auto &[key, value] : source.asDict()) {
        if (!result.find(key))
            result.append(key, value);
    }
    return result;
}

Value orderedCall(const Value &call)
{
    if (!call.isDict())
        return call;
    Dict result;
    // Named: a loop over a member of a temporary would read freed memory.
    const Value members = ordered(call, {"id", "function", "type"}, false);
    for (const auto &[key, value] : members.asDict()) {
        const bool isFunction = key == Value("function") && value.isDict();
        result.append(key, isFunction ? ordered(value, {"arguments", "name"}, false) : value);
    }
    return result;
}

Value orderedMessage(const Value &message)
{
    Dict result;
    const Value all = ordered(
        message,
        {"content", "refusal", "role", "annotations", "audio", "function_call", "tool_calls"},
        true);
    for (const auto &[key, value] : all.asDict()) {
        if (key == Value("function_call") && value.isDict()) {
            result.append(key, ordered(value, {"arguments", "name"}, false));
        } else if (key == Value("tool_calls") && value.isList()) {
            List calls;
            for (const Value &call : value.asList())
                calls.push_back(orderedCall(call));
            result.append(key, std::move(calls));
        } else {
            result.append(key, value);
        }
    }
    return result;
}

Value member(const Value &parent, std::string_view key)
{
    const Value *value = parent.find(key);
    return value ? *value : Value();
}

} // namespace

Value chatResult(const Value &answer, bool wantsMessage)
{
    const Value message = member(requireChoice(answer), "message");
    if (!message.isDict())
        return {};
    return wantsMessage ? orderedMessage(message) : member(message, "content");
}

Value completionResult(const Value &answer)
{
    return member(requireChoice(answer), "text");
}

std::string chunkText(const Value &chunk, bool isChat)
{
    const Value *choice = firstChoice(chunk);
    if (!choice)
        return {};
    const Value *delta = isChat ? choice->find("delta") : choice;
    const Value *text = delta ? delta->find(isChat ? "content" : "text") : nullptr;
    return text && text->isString() ? text->asString() : std::string();
}

} // namespace postern::tool

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/property.h"

#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/flow/flow.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace postern::flow {

namespace {

/// Python's \w in a str pattern: isalnum() or an underscore.
bool isWord(char32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || c == '_';
    const auto point = static_cast<UChar32>(c);
    return u_isalpha(point) != 0 || (U_GET_GC_MASK(point) & U_GC_N_MASK) != 0
           || u_getIntPropertyValue(point, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

/// The end of the word at `at`; `at` itself when there is none.
std::size_t endOfWord(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        std::size_t next = at;
        if (!isWord(utf8::next(text, next)))
            break;
        at = next;
    }
    return at;
}

/// The end of ['...'] at `at`, the shortest, on one line; 0 when there is none.
std::size_t endOfKey(std::string_view text, std::size_t at)
{
    if (!text.substr(at).starts_with("['"))
        return 0;
    const std::size_t close = text.find("']", at + 2);
    const std::size_t line = text.find('\n', at);
    return close == std::string_view::npos || line < close ? 0 : close + 2;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The end of [3] at `at`; 0 when there is none.
std::size_t endOfIndex(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return text[at] == '[' && end > at + 1 && end < text.size() && text[end] == ']' ? end + 1 : 0;
}

Error invalidProperty(std::string_view node, std::string_view property)
{
    const std::string message = "Flow execution failed. Invalid property '" + std::string(property)
                                + "' when accessing the node '" + std::string(node)
                                + "'. Please check the property and try again.";
    return Error(ErrorCode::InvalidInput,
                 tr("The output of '%1' has no property '%2'.",
                    std::string(node),
                    std::string(property)),
                 tr("Look at the node's output and correct the reference."))
        .as({"UserError", "NodeReferenceError", "InvalidReferenceProperty"}, message);
}

Error typeError(const std::string &message)
{
    return Error(ErrorCode::InvalidInput,
                 tr("A reference subscripts what can't be subscripted so: %1.", message),
                 tr("Look at the node's output and correct the reference."))
        .as({"SystemError", "TypeError"}, message);
}

Value subscriptSequence(const Value &value, const PropertyStep &step, const Error &missing)
{
    const auto *index = std::get_if<std::int64_t>(&step.key);
    const bool isString = value.isString();
    if (index == nullptr && isString)
        throw typeError("string indices must be integers, not 'str'");
    if (index == nullptr)
        throw typeError(value.typeName() + " indices must be integers or slices, not str");
    const auto at = static_cast<std::size_t>(*index);
    if (!isString) {
        if (at >= value.asList().size())
            throw Error(missing);
        return value.asList()[at];
    }
    const std::string &text = value.asString();
    std::size_t begin = 0;
    for (std::size_t i = 0; i < at && begin < text.size(); ++i)
        utf8::next(text, begin);
    if (begin >= text.size())
        throw Error(missing);
    std::size_t end = begin;
    utf8::next(text, end);
    return Value(text.substr(begin, end - begin));
}

Value member(const Value &dict, const PropertyStep &step, const Error &missing)
{
    const auto *name = std::get_if<std::string>(&step.key);
    const Value *found = name != nullptr
                             ? dict.asDict().find(std::string_view(*name))
                             : dict.asDict().find(Value(std::get<std::int64_t>(step.key)));
    if (found == nullptr)
        throw Error(missing);
    return *found;
}

} // namespace

std::vector<PropertyStep> parseProperty(std::string_view property)
{
    std::vector<PropertyStep> steps;
    std::size_t at = 0;
    while (at < property.size()) {
        if (const std::size_t end = endOfWord(property, at); end > at) {
            steps.push_back({std::string(property.substr(at, end - at)), false});
            at = end;
        } else if (const std::size_t keyEnd = endOfKey(property, at); keyEnd != 0) {
            steps.push_back({std::string(property.substr(at + 2, keyEnd - at - 4)), true});
            at = keyEnd;
        } else if (const std::size_t indexEnd = endOfIndex(property, at); indexEnd != 0) {
            std::int64_t index = 0;
            const char *first = property.data() + at + 1;
            const auto [stop, error] = std::from_chars(first, property.data() + indexEnd - 1, index);
            // No list is that long: the largest number misses as well.
            if (error != std::errc())
                index = std::numeric_limits<std::int64_t>::max();
            steps.push_back({index, true});
            at = indexEnd;
        } else {
            utf8::next(property, at);
        }
    }
    return steps;
}

Value resolveProperty(const Value &value, std::string_view nodeName, std::string_view property)
{
    Value current = value;
    const Error missing = invalidProperty(nodeName, property);
    for (const PropertyStep &step : parseProperty(property)) {
        const bool isSequence = current.isList() || current.kind() == Value::Kind::Tuple
                                || current.isString();
        if (current.isDict())
            current = member(current, step, missing);
        else if (!step.subscript)
            throw Error(missing);
        else if (isSequence)
            current = subscriptSequence(current, step, missing);
        else
            throw typeError("'" + current.typeName() + "' object is not subscriptable");
    }
    return current;
}

} // namespace postern::flow

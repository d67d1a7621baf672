// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/escape.h"

#include "engine/pyobject/text.h"
#include "engine/tool/roleheader.h"

#include <algorithm>
#include <functional>
#include <random>

namespace postern::tool {

namespace {

/// A version 4 UUID. Its digits and dashes hold no role word.
std::string makeStandIn()
{
    static std::random_device random;
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string id = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    unsigned bits = 0;
    int left = 0;
    for (char &c : id) {
        if (c != 'x')
            continue;
        if (left == 0) {
            bits = random();
            left = 8;
        }
        c = kDigits[bits & 0xFU];
        bits >>= 4U;
        --left;
    }
    return id;
}

void collectFromText(std::string_view text, EscapeMap &roles)
{
    // The line end stands for the one that the template may have after the value.
    const std::string closed = std::string(text) + '\n';
    for (const RoleHeader &header : findRoleHeaders(closed)) {
        const std::string_view word
            = std::string_view(closed).substr(header.roleBegin, header.roleEnd - header.roleBegin);
        const bool known = std::any_of(roles.begin(), roles.end(), [word](const auto &pair) {
            return pair.second == word;
        });
        if (!known)
            roles.emplace_back(makeStandIn(), word);
    }
}

using TextChange = std::function<std::string(const std::string &)>;

/// Whether a text could open a message when a template prints it.
bool holdsHeader(const std::string &text)
{
    return !findRoleHeaders(text + '\n').empty();
}

/// Rebuilds strings, lists and dicts with every text changed.
Value changeTexts(const Value &value, const TextChange &change)
{
    switch (value.kind()) {
    case Value::Kind::String:
        return change(value.asString());
    case Value::Kind::List: {
        List items;
        items.reserve(value.asList().size());
        for (const Value &item : value.asList())
            items.push_back(changeTexts(item, change));
        return items;
    }
    case Value::Kind::Dict: {
        Dict members;
        for (const auto &[key, member] : value.asDict())
            members.set(changeTexts(key, change), changeTexts(member, change));
        return members;
    }
    default:
        return value;
    }
}

} // namespace

void collectRoles(const Value &value, EscapeMap &roles)
{
    if (value.isString()) {
        collectFromText(value.asString(), roles);
    } else if (value.isList()) {
        for (const Value &item : value.asList())
            collectRoles(item, roles);
    } else if (value.isDict()) {
        for (const auto &[key, member] : value.asDict()) {
            collectRoles(key, roles);
            collectRoles(member, roles);
        }
    }
}

Value escapeRoles(const Value &value, const EscapeMap &roles)
{
    if (roles.empty())
        return value;
    return changeTexts(value, [&roles](const std::string &text) {
        std::string changed = text;
        if (!holdsHeader(text))
            return changed;
        for (const auto &[standIn, word] : roles)
            changed = pyobject::replaceAll(changed, word, standIn);
        return changed;
    });
}

std::string unescapeRoles(std::string text, const EscapeMap &roles)
{
    for (const auto &[standIn, word] : roles)
        text = pyobject::replaceAll(text, standIn, word);
    return text;
}

// A stand-in is never partly of a value: what lies between the marks is looked at piece by piece.
RenderedText unescapeRoles(RenderedText rendered, const EscapeMap &roles)
{
    if (roles.empty())
        return rendered;
    RenderedText shown;
    std::size_t done = 0;
    const auto take = [&](std::size_t end) {
        shown.text += unescapeRoles(rendered.text.substr(done, end - done), roles);
        done = end;
    };
    shown.inserted.reserve(rendered.inserted.size());
    for (const TextRange &range : rendered.inserted) {
        take(range.begin);
        const std::size_t begin = shown.text.size();
        take(range.end);
        shown.inserted.push_back({begin, shown.text.size()});
    }
    take(rendered.text.size());
    return shown;
}

Value unescapeRoles(const Value &value, const EscapeMap &roles)
{
    if (roles.empty())
        return value;
    return changeTexts(value,
                       [&roles](const std::string &text) { return unescapeRoles(text, roles); });
}

} // namespace postern::tool

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/replay/requestmatch.h"
#include "tests/support/anyvalue.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace postern::replay {

namespace {

/// The value with its members in another order.
Value turned(const Value &value)
{
    if (value.isList()) {
        List items;
        for (const Value &item : value.asList())
            items.push_back(turned(item));
        return Value(std::move(items));
    }
    if (!value.isDict())
        return value;
    std::vector<Dict::Member> members(value.asDict().begin(), value.asDict().end());
    std::ranges::reverse(members);
    Dict dict;
    for (const auto &[key, member] : members)
        dict.append(key, turned(member));
    return Value(std::move(dict));
}

Recording recordingOfBody(const Value &body)
{
    Recording recording;
    recording.method = "POST";
    recording.target = "/v1/chat/completions";
    recording.request = {body, {}, true};
    return recording;
}

AskedRequest askedWith(const Value &body, int indent)
{
    json::WriteOptions options;
    options.indent = indent;
    http::Request request;
    request.method = "POST";
    request.url = "https://any.example/v1/chat/completions";
    request.body = json::write(body, options);
    return AskedRequest::of(request);
}

Value anyBody()
{
    Dict body;
    const auto texts = *rc::gen::container<std::vector<std::string>>(test::anyText());
    for (const std::string &text : texts)
        body.set(Value(text), *test::anyScalar());
    List messages;
    for (const std::string &text : texts)
        messages.emplace_back(Dict{{"role", "user"}, {"content", text}});
    body.set("messages", Value(std::move(messages)));
    return Value(std::move(body));
}

RC_GTEST_PROP(RequestMatch, looksThroughOrderAndBlanks, ())
{
    const Value body = anyBody();
    RC_ASSERT(isSameRequest(recordingOfBody(body), askedWith(turned(body), 3)));
    RC_ASSERT(requestDifferences(recordingOfBody(body), askedWith(turned(body), 0)).empty());
}

RC_GTEST_PROP(RequestMatch, seesEveryOtherText, ())
{
    const Value body = anyBody();
    Dict other = body.asDict();
    const auto more = *test::anyText();
    other.set("messages", List{Value("another " + more)});
    RC_ASSERT(!isSameRequest(recordingOfBody(body), askedWith(Value(other), -1)));
    RC_ASSERT(!requestDifferences(recordingOfBody(body), askedWith(Value(other), -1)).empty());
}

} // namespace

} // namespace postern::replay

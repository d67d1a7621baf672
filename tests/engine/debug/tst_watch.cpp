// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Expressions of conditions and watches.

#include "engine/base/error.h"
#include "engine/debug/watch.h"

#include <gtest/gtest.h>

#include <string>

using namespace postern;
using namespace postern::debug;

namespace {

Dict scope()
{
    const Value usage = Dict{{"total_tokens", 12}};
    const Value answer = Dict{{"output", Dict{{"items", List{Value(1), Value(2)}}}},
                              {"usage", usage}};
    const Value nodes = Dict{{"answer", answer}, {"my node", Dict()}};
    return {{"inputs", Dict{{"question", "hi"}}}, {"nodes", nodes}};
}

Value evaluated(std::string_view text)
{
    return Watch(text).evaluate(scope());
}

Error errorOf(std::string_view text)
{
    try {
        evaluated(text);
    } catch (const Error &error) {
        return error;
    }
    return {ErrorCode::Internal, "none"};
}

} // namespace

TEST(Watch, givesValues)
{
    EXPECT_EQ(evaluated("inputs.question"), Value("hi"));
    EXPECT_EQ(evaluated("{{ inputs.question | upper }}"), Value("HI"));
    EXPECT_EQ(evaluated("nodes.answer.output['items']"), Value(List{Value(1), Value(2)}));
    EXPECT_EQ(evaluated("nodes.answer.usage.total_tokens > 10 and -1 < 0"), Value(true));
    EXPECT_EQ(evaluated("{'a': 1, 'b': [1, (2, 3)]}").find("a")->asInt(), 1);
    EXPECT_EQ(evaluated("-1"), Value(-1));
    EXPECT_EQ(evaluated("'}}'"), Value("}}"));
    EXPECT_EQ(evaluated("1, 2").kind(), Value::Kind::Tuple);
}

TEST(Watch, whatIsNotThereIsNull)
{
    EXPECT_TRUE(evaluated("nodes.answer.prompt").isNull());
    EXPECT_TRUE(evaluated("nodes.later").isNull());
    EXPECT_EQ(errorOf("nodes.later.output").code(), ErrorCode::InvalidInput);
}

TEST(Watch, takesOneExpressionAndNoMore)
{
    for (const char *text : {"",
                             "  ",
                             "{{ }}",
                             "1 }} {{ 2",
                             "1 }} text",
                             "1 +",
                             "a b",
                             "{% set x = 1 %}",
                             "x = 1",
                             "1 }}{% for i in [1] %}{{ i }}{% endfor %}",
                             "((((",
                             "'"})
        EXPECT_EQ(errorOf(text).code(), ErrorCode::InvalidInput) << text;
}

TEST(Watch, endsWhatDoesNot)
{
    EXPECT_EQ(errorOf("('x' * 20000000) | title").code(), ErrorCode::LimitExceeded);
    EXPECT_EQ(errorOf("'x' * 99999999999").code(), ErrorCode::LimitExceeded);
    EXPECT_EQ(errorOf(std::string(70'000, '1')).code(), ErrorCode::LimitExceeded);
    EXPECT_NE(errorOf(std::string(20'000, '(')).code(), ErrorCode::Internal);
}

TEST(Watch, looksBehindNoCurtain)
{
    EXPECT_NE(errorOf("''.__class__.__mro__[1].__subclasses__()").code(), ErrorCode::Internal);
}

TEST(Watch, saysWhatItNames)
{
    const Watch watch("nodes.answer.output ~ nodes['my node'] ~ inputs.x ~ other");
    EXPECT_EQ(watch.nodes(), (std::vector<std::string>{"answer", "my node"}));
    EXPECT_EQ(watch.names(), (std::vector<std::string>{"inputs", "nodes", "other"}));
}

TEST(Watch, aLogFillsItsExpressionsIn)
{
    EXPECT_EQ(logText("got {{ inputs.question }}: {{ nodes.answer.output['items'] }}", scope()),
              "got hi: [1, 2]");
    EXPECT_THROW(checkLogText("{{ 1 +"), Error);
}

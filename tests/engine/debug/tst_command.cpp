// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// The language of `flow debug`.

#include "engine/debug/command.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::debug;
using Kind = Command::Kind;

namespace {

Error errorOf(std::string_view line)
{
    try {
        parseCommand(line, Place{"steps", 7, 0});
    } catch (const Error &error) {
        return error;
    }
    return {ErrorCode::Internal, "none"};
}

} // namespace

TEST(DebugCommand, breakpointsHaveTheirOptionsInAnyOrder)
{
    Breakpoint expected;
    expected.node = "answer";
    expected.moment = Moment::After;
    expected.condition = "nodes.a.output == ' log ' and x[' hits 3']";
    expected.hits = 3;
    expected.log = "got {{ inputs.q }} # not a comment";
    const Command command = parseCommand(
        "  break answer after if nodes.a.output == ' log ' and x[' hits 3'] hits 3 log got {{ "
        "inputs.q }} # not a comment");
    EXPECT_EQ(command.kind, Kind::Break);
    EXPECT_EQ(command.breakpoint, expected);
    EXPECT_EQ(parseCommand("b answer hits 3 if x after").breakpoint.condition, "x after");
}

TEST(DebugCommand, aWordOfTheLanguageIsANodeInQuotes)
{
    EXPECT_EQ(parseCommand("break error").breakpoint.on, BreakOn::Error);
    EXPECT_EQ(parseCommand("break \"error\"").breakpoint.on, BreakOn::Node);
    EXPECT_EQ(parseCommand("break \"error\"").breakpoint.node, "error");
    EXPECT_EQ(parseCommand("break \"my node\" prompt").breakpoint.node, "my node");
    EXPECT_EQ(parseCommand("break \"my node\" prompt").breakpoint.moment, Moment::Prompt);
    EXPECT_EQ(parseCommand("break error if 1").breakpoint.node, "");
    EXPECT_EQ(parseCommand("break error call/say if 1").breakpoint.node, "call/say");
}

TEST(DebugCommand, edgesTokensAndSearches)
{
    const Breakpoint edge = parseCommand("break \"my node\".inputs.text if value").breakpoint;
    EXPECT_EQ(edge.on, BreakOn::Edge);
    EXPECT_EQ(edge.node, "my node");
    EXPECT_EQ(edge.input, "text");
    const Breakpoint tokens = parseCommand("break tokens 500 answer").breakpoint;
    EXPECT_EQ(tokens.on, BreakOn::Tokens);
    EXPECT_EQ(tokens.tokens, 500);
    EXPECT_EQ(tokens.node, "answer");
    EXPECT_EQ(parseCommand("break empty").breakpoint.on, BreakOn::EmptyRetrieval);
    EXPECT_EQ(parseCommand("break schema").breakpoint.on, BreakOn::SchemaMismatch);
}

TEST(DebugCommand, setTakesJson)
{
    const Command input = parseCommand("set a.inputs.k = {\"x\": [1, \"=\"]}");
    EXPECT_EQ(input.kind, Kind::SetInput);
    EXPECT_EQ(input.node, "a");
    EXPECT_EQ(input.input, "k");
    EXPECT_EQ(*input.value, Value(Dict{{"x", List{Value(1), Value("=")}}}));
    const Command output = parseCommand("set call/say.output=null");
    EXPECT_EQ(output.kind, Kind::SetOutput);
    EXPECT_EQ(output.node, "call/say");
    EXPECT_TRUE(output.value->isNull());
    EXPECT_EQ(*parseCommand("pin a = 3").value, Value(3));
    EXPECT_FALSE(parseCommand("pin a").value);
}

TEST(DebugCommand, setTakesTheNamesOfExpressions)
{
    const auto nodeOf = [](std::string_view line) { return parseCommand(line).node; };
    EXPECT_EQ(nodeOf("set nodes.answer.output = 1"), "answer");
    EXPECT_EQ(nodeOf("set nodes.\"my node\".output = 1"), "my node");
    EXPECT_EQ(nodeOf("set nodes.call/say.output = 1"), "call/say");
    const Command input = parseCommand("set nodes.answer.inputs.k = 1");
    EXPECT_EQ(input.node, "answer");
    EXPECT_EQ(input.input, "k");
    EXPECT_EQ(nodeOf("set nodes.output = 1"), "nodes") << "of that name";
    EXPECT_EQ(nodeOf("set nodes.inputs.k = 1"), "nodes");
    EXPECT_EQ(nodeOf("set nodes.nodes.output = 1"), "nodes");
    EXPECT_EQ(nodeOf("set nodes.inputs.output = 1"), "inputs");
    EXPECT_EQ(nodeOf("set \"nodes.a\".output = 1"), "nodes.a");
    EXPECT_EQ(errorOf("set nodes = 1").code(), ErrorCode::Usage);
}

TEST(DebugCommand, whatIsWrongHasItsPlace)
{
    EXPECT_EQ(toString(*errorOf("brek a").place()), "steps:7:1");
    EXPECT_EQ(errorOf("brek a").hint(), "Did you mean 'break'?");
    EXPECT_EQ(toString(*errorOf("set a.output = tru").place()), "steps:7:16");
    EXPECT_EQ(errorOf("set a.output = tru").code(), ErrorCode::InvalidInput);
    EXPECT_EQ(toString(*errorOf("set ñ.x = 1").place()), "steps:7:5");
    EXPECT_EQ(toString(*errorOf("break ñandú sideways").place()), "steps:7:13");
    EXPECT_EQ(toString(*errorOf("break tokens many").place()), "steps:7:14");
    EXPECT_EQ(toString(*errorOf("run now").place()), "steps:7:5");
    for (const char *line : {"break",
                             "print",
                             "until",
                             "set",
                             "set a = 1",
                             "break a if",
                             "break a log",
                             "break \"a",
                             "break a hits",
                             "break tokens 1e9",
                             "\xff\xfe",
                             "clear 1 2"})
        EXPECT_NE(errorOf(line).code(), ErrorCode::Internal) << line;
}

TEST(DebugCommand, emptyLinesAndCommentsAreNothing)
{
    for (const char *line : {"", "   ", "# break a", "\t#"})
        EXPECT_EQ(parseCommand(line).kind, Kind::Nothing) << line;
}

TEST(DebugCommand, helpTellsOfEveryCommand)
{
    for (const CommandHelp &help : commandHelp()) {
        std::string line(help.name);
        if (help.name == "break" || help.name == "until" || help.name == "revert"
            || help.name == "pin" || help.name == "print")
            line += " a";
        if (help.name == "set")
            line += " a.output = 1";
        EXPECT_NO_THROW(parseCommand(line)) << line;
        EXPECT_NE(parseCommand(line).kind, Kind::Nothing) << line;
    }
}

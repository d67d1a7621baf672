// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/connection/dotenv.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <map>

using namespace postern;
using namespace postern::connection;
using namespace postern::test;

namespace {

using Variables = std::map<std::string, std::string>;

struct File
{
    const char *text;
    Variables variables;
};

// What python-dotenv, with which prompt flow reads such files, makes of them.
const std::vector<File> kFiles{
    {"A=1", {{"A", "1"}}},
    {"A = 1", {{"A", "1"}}},
    {"  A=1", {{"A", "1"}}},
    {"export A=1", {{"A", "1"}}},
    {"export  A=1", {{"A", "1"}}},
    {"A=", {{"A", ""}}},
    {"A=\"\"", {{"A", ""}}},
    {"A=''", {{"A", ""}}},
    {"A=\"a b\"", {{"A", "a b"}}},
    {"A='a b'", {{"A", "a b"}}},
    {"A=a b", {{"A", "a b"}}},
    {"A=a b # c", {{"A", "a b"}}},
    {"A=a#b", {{"A", "a#b"}}},
    {"A=a #b", {{"A", "a"}}},
    {"A=\"a\" # c", {{"A", "a"}}},
    {"A='a' # c", {{"A", "a"}}},
    {"A=\"a#b\"", {{"A", "a#b"}}},
    {"A=\"a\\nb\"", {{"A", "a\nb"}}},
    {"A='a\\nb'", {{"A", "a\\nb"}}},
    {"A=a\\nb", {{"A", "a\\nb"}}},
    {"A=\"a\\tb\"", {{"A", "a\tb"}}},
    {"A=\"a\\\\b\"", {{"A", "a\\b"}}},
    {"A=\"a\\\"b\"", {{"A", "a\"b"}}},
    {"A='a\"b'", {{"A", "a\"b"}}},
    {"A=\"it's\"", {{"A", "it's"}}},
    {"A=it's", {{"A", "it's"}}},
    {"A=a=b", {{"A", "a=b"}}},
    {"A=\"a=b\"", {{"A", "a=b"}}},
    {"A=a==", {{"A", "a=="}}},
    {"A=한글", {{"A", "한글"}}},
    {"A=\"한글\"", {{"A", "한글"}}},
    {"# A=1", {}},
    {"  # A=1", {}},
    {"", {}},
    {"A=1\nB=2", {{"A", "1"}, {"B", "2"}}},
    {"A=1\r\nB=2\r\n", {{"A", "1"}, {"B", "2"}}},
    {"A=1\n\n\nB=2", {{"A", "1"}, {"B", "2"}}},
    {"A=1\nA=2", {{"A", "2"}}},
    {"A=1\nB=${A}", {{"A", "1"}, {"B", "1"}}},
    {"A=1\nB=${A}2", {{"A", "1"}, {"B", "12"}}},
    {"B=${NOPE_X}", {{"B", ""}}},
    {"B=${NOPE_X:-d}", {{"B", "d"}}},
    {"A=1\nB=\"${A}\"", {{"A", "1"}, {"B", "1"}}},
    {"A=1\nB=$A", {{"A", "1"}, {"B", "$A"}}},
    {"A=1\nB=${A", {{"A", "1"}, {"B", "${A"}}},
    {"B=${NOPE_X:-}", {{"B", ""}}},
    {"B=${NOPE_X:-a b}", {{"B", "a b"}}},
    {"A=http://h/x?y=z&k=v", {{"A", "http://h/x?y=z&k=v"}}},
    {"A=`x`", {{"A", "`x`"}}},
    {"A=\t1\t", {{"A", "1"}}},
    {"A=\"  a  \"", {{"A", "  a  "}}},
    {"A=  a  ", {{"A", "a"}}},
    {"a.b=1", {{"a.b", "1"}}},
    {"A-B=1", {{"A-B", "1"}}},
    {"A= # c", {{"A", "# c"}}},
    {"A=#c", {{"A", "#c"}}},
    {"A=1;B=2", {{"A", "1;B=2"}}},
    {"A=\"x\"\nB='y'\nC=z", {{"A", "x"}, {"B", "y"}, {"C", "z"}}},
    {"A={\"k\": \"v\"}", {{"A", "{\"k\": \"v\"}"}}},
    {"A=[1, 2]", {{"A", "[1, 2]"}}},
    {"A=\\", {{"A", "\\"}}},
    {"A=\"\\x\"", {{"A", "\\x"}}},
    {"A='it\\'s'", {{"A", "it's"}}},
    {"A='a\\\\b'", {{"A", "a\\b"}}},
    {"A=\"a\\a\\b\\f\\r\\v\"", {{"A", "a\a\b\f\r\v"}}},
};

/// The last value of a name is that it has.
Variables read(std::string_view text)
{
    Variables variables;
    for (auto &[name, value] : parseDotenv(text, "a.env"))
        variables.insert_or_assign(name, value);
    return variables;
}

TEST(Dotenv, isReadAsPromptFlowReadsIt)
{
    ::unsetenv("NOPE_X");
    for (const auto &[text, variables] : kFiles)
        EXPECT_EQ(read(text), variables) << text;
}

TEST(Dotenv, isTheSameWhateverItsLinesEndWith)
{
    for (const auto &[text, variables] : kFiles) {
        for (const char *end : {"\r\n", "\r"}) {
            std::string other;
            for (const char *c = text; *c != '\0'; ++c) {
                if (*c == '\n')
                    other += end;
                else if (*c != '\r')
                    other += *c;
            }
            EXPECT_EQ(read(other), variables) << text;
        }
    }
}

TEST(Dotenv, isTheSameInTheEncodingsOfWindows)
{
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "A=1"),
              (Variables{{"A", "1"}}));
    EXPECT_EQ(read(std::string("\xFF\xFE"
                               "A\0=\0\x00\xAC\n\0",
                               10)),
              (Variables{{"A", "\uac00"}}));
}

TEST(Dotenv, saysWhichLineIsNone)
{
    const std::vector<std::pair<const char *, int>> cases{
        {"no equals sign", 1},
        {"A=1\n\n=x", 3},
        {"A='open", 1},
        {"A=\"open\n\"", 1},
        {"A='x' y", 1},
        {"A=1\r\nB C=1", 2},
        {"A=\"x\"y", 1},
        {"'A'=1", 1},
    };
    for (const auto &[text, line] : cases) {
        const auto error = failureOf([t = text] { parseDotenv(t, "a.env"); });
        ASSERT_TRUE(error) << text;
        EXPECT_EQ(error->code(), ErrorCode::InvalidInput) << text;
        EXPECT_EQ(error->place()->line, line) << text;
        EXPECT_EQ(error->place()->file, "a.env") << text;
    }
    EXPECT_EQ(messageOf([] { parseDotenv("A=\xB0\xA1", "a.env"); }),
              "A line of the .env file isn't UTF-8.");
}

TEST(Dotenv, anErrorRepeatsNoValue)
{
    const auto error = failureOf([] { parseDotenv("KEY='s3cr3t-value", "a.env"); });
    ASSERT_TRUE(error);
    EXPECT_EQ((error->message() + error->hint()).find("s3cr3t"), std::string::npos);
}

TEST(Dotenv, takesVariablesOfTheProcessBehindThoseOfTheFile)
{
    ::setenv("POSTERN_TEST_DOTENV", "process", 1);
    EXPECT_EQ(read("B=${POSTERN_TEST_DOTENV:-d}").at("B"), "process");
    EXPECT_EQ(read("POSTERN_TEST_DOTENV=file\nB=${POSTERN_TEST_DOTENV}").at("B"), "file");
    ::unsetenv("POSTERN_TEST_DOTENV");
    EXPECT_EQ(read("B=${POSTERN_TEST_DOTENV:-d}").at("B"), "d");
    EXPECT_EQ(read("B=${aoai.api_key}").at("B"), "${aoai.api_key}"); // a connection's, for later
}

} // namespace

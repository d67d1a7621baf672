// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"

#include <gtest/gtest.h>

using namespace postern;

namespace {

TEST(Place, showsWhatIsKnownOfIt)
{
    EXPECT_EQ(toString(Place{"a/b.py", 3, 7}), "a/b.py:3:7");
    EXPECT_EQ(toString(Place{"a/b.py", 3, 0}), "a/b.py:3");
    EXPECT_EQ(toString(Place{"a/b.py", 0, 7}), "a/b.py"); // a column of no line says nothing
    EXPECT_EQ(toString(Place{}), "");
}

TEST(ErrorCodes, areWrittenAsScriptsReadThem)
{
    const std::vector<std::pair<ErrorCode, std::string_view>> names{
        {ErrorCode::Usage, "Usage"},
        {ErrorCode::InvalidFlow, "InvalidFlow"},
        {ErrorCode::InvalidInput, "InvalidInput"},
        {ErrorCode::FileUnreadable, "FileUnreadable"},
        {ErrorCode::FileUnwritable, "FileUnwritable"},
        {ErrorCode::NodeFailed, "NodeFailed"},
        {ErrorCode::ConnectionMissing, "ConnectionMissing"},
        {ErrorCode::ConnectionFailed, "ConnectionFailed"},
        {ErrorCode::EnvironmentFailed, "EnvironmentFailed"},
        {ErrorCode::Refused, "Refused"},
        {ErrorCode::LimitExceeded, "LimitExceeded"},
        {ErrorCode::Cancelled, "Cancelled"},
        {ErrorCode::Internal, "Internal"},
    };
    for (const auto &[code, name] : names)
        EXPECT_EQ(toString(code), name);
}

TEST(Error, keepsTheFirstPlaceItWasGiven)
{
    const Error inner = Error(ErrorCode::InvalidFlow, "m").at(Place{"inner", 1, 1});
    EXPECT_EQ(Error(inner).at(Place{"outer", 2, 2}).place(), (Place{"inner", 1, 1}));
    EXPECT_EQ(Error(ErrorCode::InvalidFlow, "m", "h", Place{"a", 0, 0}).at(Place{"b", 1, 1}).place(),
              (Place{"a", 0, 0}));
    EXPECT_FALSE(Error(ErrorCode::InvalidFlow, "m").place());
}

TEST(Error, speaksOurSentenceWherePromptFlowHasNone)
{
    const Error same = Error(ErrorCode::NodeFailed, "It failed.").as({"UserError", "ToolError"});
    EXPECT_EQ(same.promptflow()->message, "It failed.");
    EXPECT_EQ(same.promptflow()->path(), "UserError/ToolError");
    const Error other = Error(ErrorCode::NodeFailed, "It failed.").as({"X"}, "Execution failure");
    EXPECT_EQ(other.promptflow()->message, "Execution failure");
    EXPECT_STREQ(other.what(), "It failed.");
    EXPECT_EQ(PromptflowError{}.path(), "");
}

TEST(Error, isCopiedWithAllThatItSays)
{
    Error error = Error(ErrorCode::Refused, "m", "h", Place{"f", 1, 2}).as({"A"}, "p");
    error.setDetails("Traceback");
    const Error copy = error;
    EXPECT_EQ(copy.code(), ErrorCode::Refused);
    EXPECT_EQ(copy.message(), "m");
    EXPECT_EQ(copy.hint(), "h");
    EXPECT_EQ(copy.details(), "Traceback");
    EXPECT_EQ(copy.place(), (Place{"f", 1, 2}));
    EXPECT_EQ(copy.promptflow()->message, "p");
}

} // namespace

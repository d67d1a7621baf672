// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/dap/message.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::dap;

namespace {

std::string messageOf(std::string_view body)
{
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

ErrorCode refusal(std::string_view bytes)
{
    try {
        MessageReader().feed(bytes);
    } catch (const Error &error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

TEST(DapMessages, comeHoweverTheBytesAreCut)
{
    const std::string bytes = messageOf(R"({"seq": 1})") + messageOf(R"({"text": "한글"})");
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        MessageReader reader;
        std::vector<Value> all;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            for (Value &message : reader.feed(std::string_view(bytes).substr(at, size)))
                all.push_back(std::move(message));
        }
        ASSERT_EQ(all.size(), 2U) << size;
        EXPECT_EQ(all[0].find("seq")->asInt(), 1);
        EXPECT_EQ(all[1].find("text")->asString(), "한글");
    }
}

TEST(DapMessages, areReadAsTheyAreWritten)
{
    const Value message(Dict{{"command", "next"}, {"arguments", Dict{{"threadId", 7}}}});
    const std::vector<Value> read = MessageReader().feed(framed(message));
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0], message);
}

TEST(DapMessages, mayHaveOtherLinesInTheirHead)
{
    const std::vector<Value> read = MessageReader().feed(
        "Content-Type: application/vscode-jsonrpc\r\ncontent-LENGTH:  2\r\n\r\n{}");
    ASSERT_EQ(read.size(), 1U);
}

TEST(DapMessages, areRefusedWhereTheyAreNone)
{
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\n\r\n"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("Content-Length: -1\r\n\r\n"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("Content-Length: 2 3\r\n\r\n{}"), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal(messageOf("[1]")), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal(messageOf("{")), ErrorCode::InvalidInput);
    EXPECT_EQ(refusal("Content-Length: 99999999999\r\n\r\n"), ErrorCode::LimitExceeded);
    EXPECT_EQ(refusal(std::string(5000, 'x')), ErrorCode::InvalidInput); // no end of a head
}

} // namespace

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/sse.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace postern::http {
namespace {

std::vector<SseEvent> parse(std::string_view text)
{
    return SseParser().feed(text);
}

std::vector<std::string> dataOf(std::string_view text)
{
    std::vector<std::string> data;
    for (const SseEvent &event : parse(text))
        data.push_back(event.data);
    return data;
}

using Strings = std::vector<std::string>;

TEST(Sse, DataLinesOfOneBlockAreJoined)
{
    EXPECT_EQ(dataOf("data: a\ndata: b\n\ndata:c\n\n"), (Strings{"a\nb", "c"}));
}

TEST(Sse, EveryLineEndCounts)
{
    EXPECT_EQ(dataOf("data: a\r\n\r\ndata: b\r\rdata: c\n\n"), (Strings{"a", "b", "c"}));
}

TEST(Sse, OnlyOneSpaceAfterTheColonIsTaken)
{
    EXPECT_EQ(dataOf("data:  a \n\ndata:b\n\n"), (Strings{" a ", "b"}));
}

TEST(Sse, CommentsAndUnknownFieldsAreNothing)
{
    EXPECT_EQ(dataOf(": hello\nfoo: bar\n\n:\n\ndata: x\n: y\n\n"), (Strings{"x"}));
}

TEST(Sse, ABlockWithoutDataIsNoEvent)
{
    const std::vector<SseEvent> events = parse("event: ping\n\ndata: x\n\n");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].type, "message"); // the block without data took its type with it
}

TEST(Sse, EmptyDataIsAnEvent)
{
    EXPECT_EQ(dataOf("data\n\ndata:\n\ndata\ndata\n\n"), (Strings{"", "", "\n"}));
}

TEST(Sse, TypeIdAndRetryAreRead)
{
    const auto events = parse("event: add\nid: 7\nretry: 250\ndata: x\n\ndata: y\nretry: 1s\n\n");
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0], (SseEvent{"add", "x", "7", 250}));
    EXPECT_EQ(events[1], (SseEvent{"message", "y", "7", std::nullopt}));
}

TEST(Sse, AByteOrderMarkAtTheStartIsSkipped)
{
    EXPECT_EQ(dataOf("\xEF\xBB\xBF"
                     "data: x\n\n\xEF\xBB\xBF"
                     "data: y\n\n"),
              (Strings{"x"}));
}

TEST(Sse, WhatTheEndCutsOffIsLost)
{
    EXPECT_EQ(dataOf("data: whole\n\ndata: half\n"), (Strings{"whole"}));
}

TEST(Sse, AnEventBeyondTheLimitIsRefused)
{
    SseParser oneLine(100);
    EXPECT_THROW(oneLine.feed("data: " + std::string(200, 'x')), Error);
    SseParser manyLines(100);
    EXPECT_THROW(
        {
            for (int i = 0; i < 100; ++i)
                manyLines.feed("data: xxxx\n");
        },
        Error);
    SseParser endless(100);
    std::size_t events = 0;
    for (int i = 0; i < 100; ++i)
        events += endless.feed("data: xxxx\n\n").size();
    EXPECT_EQ(events, 100U);
}

RC_GTEST_PROP(Sse, AnySplitOfTheBytesGivesTheSameEvents, ())
{
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("data: a",
                                      "data:b",
                                      "data",
                                      "event: e",
                                      "id: 1",
                                      "retry: 5",
                                      ": c",
                                      "\r",
                                      "\n",
                                      "\r\n",
                                      "\n\n",
                                      "\xEF\xBB\xBF",
                                      "\xED\x95\x9C"));
    std::string text;
    for (const std::string &word : words)
        text += word;
    const auto cuts = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, text.size() + 1));

    SseParser parser;
    std::vector<SseEvent> events;
    std::size_t at = 0;
    std::vector<std::size_t> sorted = cuts;
    sorted.push_back(text.size());
    std::ranges::sort(sorted);
    for (const std::size_t cut : sorted) {
        const auto some = parser.feed(std::string_view(text).substr(at, cut - at));
        events.insert(events.end(), some.begin(), some.end());
        at = cut;
    }
    RC_ASSERT(events == parse(text));
}

} // namespace
} // namespace postern::http

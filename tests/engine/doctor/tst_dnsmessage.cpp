// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/dnsmessage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::doctor {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;

/// a.test -> b.cc.test -> 10.0.0.5, with names that point back.
std::string answerBytes()
{
    return "\x12\x34\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00"
           "\x01"
           "a"
           "\x04"
           "test\x00\x00\x01\x00\x01"
           "\xc0\x0c\x00\x05\x00\x01\x00\x00\x00\x10\x00\x07"
           "\x01"
           "b"
           "\x02"
           "cc\xc0\x0e"
           "\xc0\x24\x00\x01\x00\x01\x00\x00\x00\x10\x00\x04\x0a\x00\x00\x05"s;
}

TEST(DnsMessage, AsksForTheAddressesOfAName)
{
    const std::string question = dnsQuestion("a.test.", 0x1234);
    EXPECT_EQ(question,
              "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01"s
              "a\x04test\x00\x00\x01\x00\x01"s);
    EXPECT_EQ(dnsQuestion("", 1), "");
    EXPECT_EQ(dnsQuestion("a..b", 1), "");
    EXPECT_EQ(dnsQuestion(std::string(64, 'a'), 1), "");
}

TEST(DnsMessage, TellsAliasesAndAddresses)
{
    const auto answer = readDnsAnswer(answerBytes(), 0x1234);
    ASSERT_TRUE(answer);
    EXPECT_THAT(answer->aliases, ElementsAre("b.cc.test"));
    EXPECT_THAT(answer->addresses, ElementsAre("10.0.0.5"));
    EXPECT_EQ(answer->code, 0);
}

TEST(DnsMessage, TakesNoAnswerToAnotherQuestion)
{
    EXPECT_FALSE(readDnsAnswer(answerBytes(), 0x1235));
    EXPECT_FALSE(readDnsAnswer(dnsQuestion("a.test", 0x1234), 0x1234));
}

TEST(DnsMessage, TakesNoneThatEndsEarlyOrTurnsInCircles)
{
    const std::string bytes = answerBytes();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(readDnsAnswer(bytes.substr(0, size), 0x1234)) << size;
    std::string circle = bytes;
    circle[12] = '\xc0';
    circle[13] = '\x0c'; // a name that is itself
    EXPECT_FALSE(readDnsAnswer(circle, 0x1234));
}

TEST(DnsMessage, ShowsNoNameThatATerminalWouldObey)
{
    std::string bytes = answerBytes();
    bytes[bytes.find("\x02"
                     "cc")
          + 1]
        = '\x1b';
    const auto answer = readDnsAnswer(bytes, 0x1234);
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->aliases.empty());
}

} // namespace
} // namespace postern::doctor

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/plaintext.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"

#include <gtest/gtest.h>

namespace postern {
namespace {

constexpr auto kKey = "-----BEGIN KEY-----\nabcdefgh12\r\nijklmnop34\n-----END KEY-----\n";

TEST(Redact, KnowsASecretInEveryFormThatItIsWrittenIn)
{
    const std::string secret = "k\"e'y\\ with\nan é&";
    log::registerSecret(secret);
    const std::string once = json::write(Value(secret));
    json::WriteOptions plain;
    plain.ensureAscii = false;
    for (const std::string &text : {secret,
                                    once,
                                    json::write(Value(secret), plain),
                                    json::write(Value(once)),
                                    py::repr(Value(secret)),
                                    py::repr(Value(List{secret})),
                                    json::write(Value(py::reprString(secret))),
                                    std::string("k%22e%27y%5C%20with%0Aan%20%C3%A9%26")}) {
        EXPECT_EQ(log::redact(text).find("with"), std::string::npos) << text;
    }
}

TEST(Redact, KnowsEveryWayToWriteASecretIntoAnAddress)
{
    log::registerSecret("abcD/efGh+1234==");
    for (const char *text : {"abcD%2FefGh%2B1234%3D%3D",
                             "abcD/efGh%2B1234%3D%3D",
                             "abcD%2fefGh%2b1234%3d%3d",
                             "abcD/efGh%2B1234==",
                             "abcD%2FefGh%2B1234=="}) {
        EXPECT_EQ(log::redact(text), "******") << text;
    }
}

TEST(Redact, KnowsAHeadersValueHoweverItIsWrittenDown)
{
    for (const char *text : {"Authorization: Bearer abcd1234",
                             "authorization:   Basic abcd1234\r",
                             R"({"Authorization": "Bearer abcd1234"})",
                             R"({"api-key":"abcd1234"})",
                             R"({'x-api-key': 'abcd1234', 'a': 1})",
                             R"({\"api-key\": \"abcd1234\"})",
                             R"("{\\\"api-key\\\": \\\"abcd1234\\\"}")",
                             R"([('Authorization', 'Bearer abcd1234')])",
                             R"([(b'authorization', b'Bearer abcd1234')])",
                             R"(x-functions-key: "abcd1234")",
                             R"('Ocp-Apim-Subscription-Key' : 'abcd1234')"}) {
        const std::string masked = log::redact(text);
        EXPECT_EQ(masked.find("abcd1234"), std::string::npos) << masked;
        EXPECT_NE(masked.find("******"), std::string::npos) << masked;
    }
    const Value headers = json::parse(R"({"Authorization": "Bearer abcd1234", "accept": "text"})");
    EXPECT_EQ(json::write(log::redact(headers)), R"({"Authorization": "******", "accept": "text"})");
}

TEST(Redact, LeavesWhatIsNoHeadersValueAndJsonJson)
{
    for (const char *text : {R"({"api-key": "", "next": "stays"})",
                             R"({"authorization": {"kind": "none"}, "api-key": null})",
                             R"({"authorization": [], "a": 1})",
                             R"({\"api-key\": \"\", \"next\": \"stays\"})",
                             "an api-key, as many have",
                             "authorization, then 'this'"})
        EXPECT_EQ(log::redact(text), text);
    EXPECT_EQ(log::redact(R"({"api-key": "k", "next": "stays"})"),
              R"({"api-key": "******", "next": "stays"})");
}

TEST(Redact, KnowsTheLinesOfASecretButNoFrameOfThem)
{
    log::registerSecret(kKey);
    EXPECT_EQ(log::redact("> abcdefgh12"), "> ******");
    EXPECT_EQ(log::redact("ijklmnop34 <"), "****** <");
    EXPECT_EQ(log::redact("-----BEGIN KEY-----"), "-----BEGIN KEY-----");
}

TEST(Redact, LeavesTheShapeOfAValueAlone)
{
    for (const char *word : {"null", "true", "status", "1000", "a-long-secret"})
        log::registerSecret(word);
    const Value value = json::parse(R"({"status": null, "n": [true, 1000, "null"],
                                        "a-long-secret!": {"name": "a status"}})");
    EXPECT_EQ(json::write(log::redact(value)),
              R"({"status": null, "n": [true, 1000, "******"], "******!": {"name": "a ******"}})");
}

TEST(Redact, MasksOverlappingSecretsAndHeadersOnce)
{
    log::registerSecret("overlap-one");
    log::registerSecret("one-and-more");
    EXPECT_EQ(log::redact("<overlap-one-and-more>"), "<******>");
    EXPECT_EQ(log::redact("API-Key:  overlap-one rest\nnext"), "API-Key:  ******\nnext");
    EXPECT_EQ(log::redact("x?code=&code=b c"), "x?code=&code=****** c");
}

TEST(Redact, TakesMegabytesOfMarkers)
{
    std::string text;
    for (int i = 0; i < 400'000; ++i)
        text += "api-key: a\n?code=b ";
    EXPECT_EQ(log::redact(text).find("api-key: a"), std::string::npos);
}

TEST(PlainText, WritesOutWhatATerminalObeys)
{
    EXPECT_EQ(toPlainText("a\x1b[31m\tb\r\nc\rd"), "a\\u001b[31m\tb\nc\\u000dd");
    EXPECT_EQ(toPlainText("\xC2\x9B\x7F\xE2\x80\xAE"), "\\u009b\\u007f\\u202e");
    EXPECT_EQ(toPlainText("a\nb", Breaks::Escape), "a\\u000ab");
    EXPECT_EQ(toPlainText("한글 é 😀"), "한글 é 😀");
}

TEST(PlainText, IsUtf8WhateverItComesFrom)
{
    EXPECT_EQ(toValidUtf8("a\xED\xA0\x80z\xFF"), "a\xEF\xBF\xBDz\xEF\xBF\xBD");
    for (const char *text : {"\xFF\xFE", "\xED\xA0\x80", "\xE2\x82", "ok"}) {
        EXPECT_TRUE(utf8::isValid(toValidUtf8(text)));
        EXPECT_TRUE(utf8::isValid(toPlainText(text)));
        json::WriteOptions plain;
        plain.ensureAscii = false;
        EXPECT_TRUE(utf8::isValid(json::write(Value(text), plain)));
    }
    json::WriteOptions plain;
    plain.ensureAscii = false;
    EXPECT_EQ(json::write(Value("\xED\xA0\x80"), plain), R"("\ud800")");
}

TEST(Json, ReadsObjectsOfManyMembers)
{
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i)
        text += "\"k" + std::to_string(i % 150'000) + "\": " + std::to_string(i) + ",";
    const Value value = json::parse(text + "\"last\": 1}");
    EXPECT_EQ(value.asDict().size(), 150'001U);
    EXPECT_EQ(*value.find("k0"), Value(150'000)); // the last of two wins, in the place of the first
    EXPECT_EQ(value.asDict().begin()->first, Value("k0"));
}

} // namespace
} // namespace postern

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::http {
namespace {

TEST(Url, JoinsWithOneSlashWhateverTheBaseEndsWith)
{
    for (const char *base : {"https://a.example", "https://a.example/", "https://a.example//"}) {
        EXPECT_EQ(joinUrl(base, "/openai/x"), "https://a.example/openai/x");
        EXPECT_EQ(joinUrl(base, "openai/x"), "https://a.example/openai/x");
    }
    EXPECT_EQ(joinUrl("http://h:8080/v1", "chat/completions"), "http://h:8080/v1/chat/completions");
    EXPECT_EQ(joinUrl("http://h/v1/", ""), "http://h/v1/");
}

TEST(Url, KeepsTheQueryOfTheBaseAndEscapesWhatIsAdded)
{
    EXPECT_EQ(joinUrl("https://h/a?x=%201", "b", {{"api-version", "2024-02-01"}, {"q", "a b&c=한"}}),
              "https://h/a/b?x=%201&api-version=2024-02-01&q=a%20b%26c%3D%ED%95%9C");
}

TEST(Url, EscapesAllButUnreserved)
{
    EXPECT_EQ(escapeUrl("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(escapeUrl("a/b?c#d%"), "a%2Fb%3Fc%23d%25");
    EXPECT_EQ(escapeUrl(""), "");
}

TEST(Url, TellsHostAndPort)
{
    const Endpoint plain = endpointOf("https://Name.Example.com/path?x");
    EXPECT_EQ(plain.scheme, "https");
    EXPECT_EQ(plain.host, "name.example.com");
    EXPECT_EQ(plain.port, 443);
    EXPECT_EQ(endpointOf("http://h").port, 80);
    EXPECT_EQ(endpointOf("http://h:").port, 80);
    EXPECT_EQ(endpointOf("HTTP://h").scheme, "http");
    const Endpoint six = endpointOf("http://[::1]:8080/");
    EXPECT_EQ(six.host, "::1");
    EXPECT_EQ(six.port, 8080);
}

TEST(Url, RefusesWhatIsNoEndpointWithoutRepeatingIt)
{
    for (const char *text : {"",
                             "name.example.com",
                             "//h/x?sig=secret",
                             "ftp://h/?sig=secret",
                             "https://?sig=secret",
                             "https:///x",
                             "https://h:99999/?sig=secret",
                             "https://h:0/",
                             "https://h/with space?sig=secret",
                             "https://h/%zz",
                             "https://h/\n"}) {
        try {
            endpointOf(text);
            ADD_FAILURE() << text;
        } catch (const Error &e) {
            EXPECT_EQ(e.code(), ErrorCode::InvalidInput);
            EXPECT_THAT(e.message() + e.hint(), Not(testing::HasSubstr("secret")));
        }
        EXPECT_THROW(joinUrl(text, "x"), Error) << text;
    }
}

} // namespace
} // namespace postern::http

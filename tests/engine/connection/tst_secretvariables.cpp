// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/connection/secretvariables.h"

#include <gtest/gtest.h>

namespace postern::connection {
namespace {

bool isMaskedAs(const std::string &name, const std::string &value)
{
    registerSecrets({{name, value}});
    return log::redact("> " + value + " <") == "> ****** <";
}

TEST(SecretVariables, AreKnownByWhatTheyAreCalled)
{
    EXPECT_TRUE(isMaskedAs("OPENAI_API_KEY", "made-up-one"));
    EXPECT_TRUE(isMaskedAs("SEARCH_KEY", "k7made2up"));
    EXPECT_TRUE(isMaskedAs("SEARCH_KEY_2", "k7made3up"));
    EXPECT_TRUE(isMaskedAs("githubToken", "ghp_madeUp4"));
    EXPECT_TRUE(isMaskedAs("DB_PASSWORD", "correct horse"));
    EXPECT_TRUE(isMaskedAs("client-secret", "/a/secret/with/slashes"));
    EXPECT_TRUE(isMaskedAs("STORAGE_CONNECTION_STRING", "Endpoint=x;Key=made5up"));
}

TEST(SecretVariables, AreNoneWhereTheValueIsPlainlySomethingElse)
{
    EXPECT_FALSE(isMaskedAs("SORT_KEY", "created_at"));
    EXPECT_FALSE(isMaskedAs("EOS_TOKEN", "<|im_end_2|>"));
    EXPECT_FALSE(isMaskedAs("LAST_TOKEN", "100000000"));
    EXPECT_FALSE(isMaskedAs("MAX_TOKENS", "tokens4096"));
    EXPECT_FALSE(isMaskedAs("API_KEY", "<your-api-key>"));
    EXPECT_FALSE(isMaskedAs("API_KEY", "${aoai.api_key}"));
    EXPECT_FALSE(isMaskedAs("API_KEY", "none"));
    EXPECT_FALSE(isMaskedAs("SSH_KEY", "/proc/self/fd"));
    EXPECT_FALSE(isMaskedAs("DEPLOYMENT", "gpt-4o-2024-08-06"));
}

TEST(SecretVariables, AnAddressTellsItsPassword)
{
    registerSecrets({{"DATABASE_URL", "postgres://me:made%2Fup-6@db:5432/x?a=b@c"},
                     {"PLAIN_URL", "https://example.org:8443/path@home"}});
    EXPECT_EQ(log::redact("made/up-6 and made%2Fup-6"), "****** and ******");
    EXPECT_EQ(log::redact("https://example.org:8443/path@home"),
              "https://example.org:8443/path@home");
}

TEST(SecretVariables, OfAFileAreKnownBesideLinesThatAreNone)
{
    registerSecretsOfDotenv("# one\r\nno variable\n'\nexport MY_TOKEN=\"mad3up-seven\"\r\nA=b\n");
    EXPECT_EQ(log::redact("mad3up-seven b"), "****** b");
    registerSecretsOfDotenv("LAST_SECRET=mad3up-eight");
    EXPECT_EQ(log::redact("mad3up-eight"), "******");
}

} // namespace
} // namespace postern::connection

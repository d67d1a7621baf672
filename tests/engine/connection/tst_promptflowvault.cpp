// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/connection/promptflowvault.h"
#include "tests/support/temporaryfolder.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace postern::connection {
namespace {

/// The example of Fernet's specification.
const std::string kKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
const std::string kToken
    = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPg"
      "JobwOz7JcbmrR64jVmpU4IwqDA==";

TEST(PromptflowVault, OpensWhatItsKeySealedAndNothingElse)
{
    EXPECT_EQ(openFernet(kKey, kToken), "hello");
    for (std::size_t i = 0; i < kToken.size() - 2; i += 7) {
        std::string changed = kToken;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(openFernet(kKey, changed).has_value()) << i;
    }
    EXPECT_FALSE(openFernet("aw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=", kToken).has_value());
    for (const char *text : {"", "gAAAA", "not base64 !", "plain-old-secret"})
        EXPECT_FALSE(openFernet(kKey, text).has_value()) << text;
    EXPECT_FALSE(openFernet("", kToken).has_value());
}

TEST(PromptflowVault, FindsTheKeyInAPlainKeyring)
{
    const test::TemporaryFolder folder;
    const auto keyring = folder.write("keyring_pass.cfg",
                                      "[other]\nencryption_5fkey = eA==\n[promptflow]\n"
                                      "encryption_5fkey = \n\t"
                                      "Y3dfMHg2ODlScEktanRSUjdvRThoX2VRc0tJbXZKYXBMZVNiWHB3RjRl"
                                      "ND0=\n\t\n[more]\nx = y\n");
    EXPECT_EQ(promptflowKeyOf(keyring), kKey);
    EXPECT_EQ(promptflowKeyOf(folder.write("key", kKey + "\r\n")), kKey);
    EXPECT_EQ(promptflowKeyOf(folder.write("empty.cfg", "[promptflow]\nx = y\n")), "");
}

TEST(PromptflowVault, ReadsEveryConnectionThatTheKeyOpens)
{
    const test::TemporaryFolder folder;
    {
        SQLite::Database database((folder.path() / "pf.sqlite").string(),
                                  SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(
            "CREATE TABLE connection (connectionName TEXT PRIMARY KEY, connectionType TEXT, "
            "configs TEXT, customConfigs TEXT, createdDate TEXT)");
        const auto add = [&database](const char *name,
                                     const char *type,
                                     const std::string &configs,
                                     const std::string &custom) {
            SQLite::Statement row(database, "INSERT INTO connection VALUES (?, ?, ?, ?, '')");
            row.bind(1, name);
            row.bind(2, type);
            row.bind(3, configs);
            row.bind(4, custom);
            row.exec();
        };
        add("aoai",
            "AzureOpenAI",
            R"({"api_base": "https://x", "api_version": "2024-02-01", "resource_id": null, "api_key": ")"
                + kToken + R"("})",
            "{}");
        add("mine",
            "Custom",
            "{}",
            R"({"a": {"configValueType": "String", "value": "b"}, "t": {"configValueType": "Secret",
               "value": ")"
                + kToken + R"("}})");
        add("old", "OpenAI", R"({"api_key": "never sealed"})", "{}");
        add("odd", "Quantum", "{}", "{}");
        add("torn", "OpenAI", "{", "{}");
    }
    const PromptflowConnections read = readPromptflowConnections(folder.path(), kKey);
    ASSERT_EQ(read.connections.size(), 2U);
    EXPECT_EQ(read.connections[0].type, "azure_open_ai");
    EXPECT_EQ(read.connections[0].get("api_base"), "https://x");
    EXPECT_EQ(read.connections[0].secrets.at("api_key"), "hello");
    EXPECT_EQ(read.connections[1].configs.at("a"), "b");
    EXPECT_EQ(read.connections[1].secrets.at("t"), "hello");
    EXPECT_EQ(read.unreadable, (std::vector<std::string>{"odd", "old", "torn"}));
    EXPECT_EQ(readPromptflowConnections(folder.path(), "").connections.size(), 0U);
    EXPECT_THROW(readPromptflowConnections(folder.write("no.sqlite", "words"), kKey), Error);
    EXPECT_THROW(readPromptflowConnections(folder.path() / "none", kKey), Error);
}

TEST(PromptflowVault, TakesWhatVariablesAreEnoughFor)
{
    setenv("AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com", 1);
    unsetenv("AZURE_OPENAI_API_KEY");
    setenv("OPENAI_API_KEY", "a-made-up-key", 1);
    const std::vector<Connection> all = connectionsOfVariables();
    unsetenv("AZURE_OPENAI_ENDPOINT");
    unsetenv("OPENAI_API_KEY");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].get("auth_mode"), "meid_token") << "there is no key";
    EXPECT_EQ(all[1].secrets.at("api_key"), "a-made-up-key");
    EXPECT_TRUE(connectionsOfVariables().empty());
}

} // namespace
} // namespace postern::connection

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/connection/connectionstore.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace postern::connection {
namespace {

class ConnectionStoreTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ::setenv("POSTERN_VAULT_KEY", std::string(64, 'a').c_str(), 1);
        std::string name
            = (std::filesystem::temp_directory_path() / "postern-store-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        m_home = name;
    }
    void TearDown() override
    {
        ::unsetenv("POSTERN_VAULT_KEY");
        std::filesystem::remove_all(m_home);
    }

    static Connection azure(const std::string &key)
    {
        const Value document = json::parse(
            R"({"name": "aoai", "type": "azure_open_ai", "api_key": ")" + key
            + R"(", "api_base": "https://x.openai.azure.com"})");
        return ConnectionSet::fromValue(document, "aoai.json").get("aoai");
    }

    std::filesystem::path m_home;
};

TEST_F(ConnectionStoreTest, KeepsWhatIsPut)
{
    ConnectionStore(m_home).put(azure("first-key"));
    const StoredConnection stored = ConnectionStore(m_home).get("aoai");
    EXPECT_EQ(stored.connection.get("api_key"), "first-key");
    EXPECT_EQ(stored.connection.get("api_base"), "https://x.openai.azure.com");
    EXPECT_EQ(stored.connection.className(), "AzureOpenAIConnection");
    EXPECT_EQ(ConnectionStore(m_home).all().names(), std::vector<std::string>{"aoai"});
}

TEST_F(ConnectionStoreTest, AnUpdateKeepsTheDateOfCreation)
{
    const StoredConnection first = ConnectionStore(m_home).put(azure("first-key"));
    const StoredConnection second = ConnectionStore(m_home).put(azure("second-key"));
    EXPECT_EQ(second.created, first.created);
    EXPECT_GT(second.modified, first.modified);
    EXPECT_EQ(ConnectionStore(m_home).list().size(), 1U);
}

TEST_F(ConnectionStoreTest, ShowsNoSecretAndRedactsThemFromThenOn)
{
    const StoredConnection stored = ConnectionStore(m_home).put(azure("very-secret-key"));
    const Value shown = toDisplay(stored);
    EXPECT_EQ(*shown.find("api_key"), Value("******"));
    EXPECT_EQ(json::write(shown).find("very-secret-key"), std::string::npos);
    EXPECT_EQ(log::redact("a very-secret-key b"), "a ****** b");
}

TEST_F(ConnectionStoreTest, RemovesAndSaysWhatIsMissing)
{
    ConnectionStore store(m_home);
    EXPECT_FALSE(store.remove("aoai"));
    EXPECT_FALSE(std::filesystem::exists(m_home / "vault"));
    store.put(azure("k-e-y"));
    EXPECT_TRUE(store.remove("aoai"));
    try {
        store.get("aoai");
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::ConnectionMissing);
        EXPECT_EQ(error.promptflow()->codes.back(), "ConnectionNotFoundError");
    }
}

TEST_F(ConnectionStoreTest, SetsFieldsWhereTheyBelong)
{
    Connection connection = azure("old-key");
    setField(connection, "api_key", "new-key");
    setField(connection, "api_version", "2024-06-01");
    EXPECT_EQ(connection.secrets["api_key"], "new-key");
    EXPECT_EQ(connection.configs["api_version"], "2024-06-01");
    EXPECT_THROW(setField(connection, "colour", "red"), Error);
    Connection custom;
    custom.type = "custom";
    setField(custom, "configs.a", "1");
    setField(custom, "secrets.b", "2");
    EXPECT_EQ(custom.configs["a"], "1");
    EXPECT_EQ(custom.secrets["b"], "2");
}

} // namespace
} // namespace postern::connection

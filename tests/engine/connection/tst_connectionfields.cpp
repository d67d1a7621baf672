// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectionfields.h"

#include <gtest/gtest.h>

namespace postern::connection {
namespace {

TEST(ConnectionFields, EachTypeSaysTheSameUnderItsOwnKeys)
{
    ConnectionFields fields;
    fields.endpoint = "https://service.example";
    fields.key = "k";
    for (const ConnectionType &type : connectionTypes()) {
        const Connection made = makeConnection("c", type.kind, fields);
        EXPECT_EQ(made.type, type.type);
        EXPECT_EQ(made.module, type.module);
        EXPECT_EQ(made.kind(), type.kind);
        EXPECT_EQ(fieldsOf(made).endpoint, fields.endpoint) << type.type;
        EXPECT_EQ(fieldsOf(made).key, fields.key) << type.type;
        EXPECT_EQ(made.secrets.size(), 1U) << type.type;
    }
    EXPECT_EQ(makeConnection("c", ConnectionKind::OpenAi, fields).get("base_url"), fields.endpoint);
    EXPECT_EQ(makeConnection("c", ConnectionKind::ContentSafety, fields).get("endpoint"),
              fields.endpoint);
    EXPECT_EQ(makeConnection("c", ConnectionKind::Custom, fields).get("endpoint_api_key"), "k");
}

TEST(ConnectionFields, WhatIsNotSaidIsAsTheTypeHasIt)
{
    const Connection made = makeConnection("c", ConnectionKind::AzureOpenAi, {});
    EXPECT_EQ(fieldsOf(made).apiVersion, "2024-02-01");
    EXPECT_FALSE(fieldsOf(made).wantsToken);
    EXPECT_EQ(made.configs.count("api_base"), 0U);
    EXPECT_TRUE(made.secrets.empty());
}

TEST(ConnectionFields, ATokenIsWantedByItsMode)
{
    ConnectionFields fields;
    fields.wantsToken = true;
    const Connection made = makeConnection("c", ConnectionKind::AzureOpenAi, fields);
    EXPECT_EQ(made.get("auth_mode"), "meid_token");
    EXPECT_TRUE(fieldsOf(made).wantsToken);
}

TEST(ConnectionFields, ARedirectedConnectionHasOneSecretAndLeadsElsewhereByKey)
{
    ConnectionFields fields;
    fields.endpoint = "https://mine.example";
    fields.wantsToken = true;
    Connection azure = makeConnection("c", ConnectionKind::AzureOpenAi, fields);
    azure.secrets = {{"api_key", "old"}, {"other", "secret"}};
    redirect(azure, "https://theirs.example", "new");
    EXPECT_EQ(fieldsOf(azure).endpoint, "https://theirs.example");
    EXPECT_FALSE(fieldsOf(azure).wantsToken);
    EXPECT_EQ(azure.secrets.size(), 1U);
    EXPECT_EQ(fieldsOf(azure).key, "new");
    redirect(azure, "", "newer");
    EXPECT_EQ(fieldsOf(azure).endpoint, "https://theirs.example");

    Connection plain = makeConnection("c", ConnectionKind::OpenAi, {});
    redirect(plain, "https://theirs.example/v1", "new");
    EXPECT_EQ(plain.get("base_url"), "https://theirs.example/v1");
    EXPECT_EQ(plain.configs.count("auth_mode"), 0U); // its type has none
}

TEST(ConnectionFields, AnUnknownTypeHasNoAddress)
{
    Connection odd;
    odd.type = "OddConnection";
    odd.configs["api_base"] = "https://x";
    EXPECT_EQ(odd.kind(), ConnectionKind::Unknown);
    EXPECT_EQ(fieldsOf(odd).endpoint, "");
}

} // namespace
} // namespace postern::connection

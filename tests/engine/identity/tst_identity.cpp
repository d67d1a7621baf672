// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/identity.h"
#include "engine/identity/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::identity {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// A machine with these variables.
Lookup machine(Fields variables)
{
    return [variables](std::string_view name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::string() : found->second;
    };
}

TEST(Identity, IsWhatTheVariablesAreEnoughFor)
{
    const auto kindWith = [](Fields more) {
        more.merge(Fields{{"AZURE_TENANT_ID", "t"}, {"AZURE_CLIENT_ID", "c"}});
        return identityOf({}, machine(more)).kind;
    };
    EXPECT_EQ(kindWith({{"AZURE_CLIENT_SECRET", "s"}}), Kind::ClientSecret);
    EXPECT_EQ(kindWith({{"AZURE_CLIENT_CERTIFICATE_PATH", "/c.pem"}}), Kind::ClientCertificate);
    EXPECT_EQ(kindWith({{"AZURE_FEDERATED_TOKEN_FILE", "/token"}}), Kind::WorkloadIdentity);
    EXPECT_EQ(identityOf({}, machine({{"IDENTITY_ENDPOINT", "http://x"}})).kind,
              Kind::ManagedIdentity);
    EXPECT_EQ(identityOf({}, machine({{"AZURE_CLIENT_ID", "user-assigned"}})).kind,
              Kind::ManagedIdentity);
    EXPECT_EQ(identityOf({}, machine({})).kind, Kind::Automatic);
}

TEST(Identity, FieldsGoBeforeVariables)
{
    const Identity who = identityOf({{"identity", "client_secret"},
                                     {"tenant_id", "mine"},
                                     {"client_id", "me"},
                                     {"client_secret", "made-up-secret"}},
                                    machine({{"AZURE_TENANT_ID", "t"}, {"AZURE_CLIENT_ID", "c"}}));
    EXPECT_EQ(who.tenant, "mine");
    EXPECT_THAT(variablesOf(who),
                ElementsAre(Pair("AZURE_CLIENT_ID", "me"),
                            Pair("AZURE_TENANT_ID", "mine"),
                            Pair("AZURE_CLIENT_SECRET", "made-up-secret")));
}

TEST(Identity, WhatLacksSomethingIsSaid)
{
    EXPECT_THROW(identityOf({{"identity", "client_secret"}}, machine({})), Error);
    EXPECT_THROW(identityOf({{"identity", "butler"}}, machine({})), Error);
    EXPECT_THROW(identityOf({{"identity", "workload_identity"}, {"tenant_id", "t"}}, machine({})),
                 Error);
    EXPECT_TRUE(isIdentityKind("azure_cli"));
    EXPECT_FALSE(isIdentityKind("me"));
}

TEST(Identity, SecretsGoToHttpsAlone)
{
    Identity who;
    who.tenant = "t/../x";
    EXPECT_EQ(authorityOf(who), "https://login.microsoftonline.com/t%2F..%2Fx/oauth2/v2.0");
    who.tenant = "t";
    who.authority = "login.example/";
    EXPECT_EQ(authorityOf(who), "https://login.example/t/oauth2/v2.0");
    for (const char *open :
         {"http://login.example", "http://127.login.example", "http://10.0.0.1"}) {
        who.authority = open;
        EXPECT_THROW(static_cast<void>(authorityOf(who)), Error) << open;
    }
    who.authority = "http://127.0.0.1:8080";
    EXPECT_EQ(authorityOf(who), "http://127.0.0.1:8080/t/oauth2/v2.0");
}

} // namespace
} // namespace postern::identity

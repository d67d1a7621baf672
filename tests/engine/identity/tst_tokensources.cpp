// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curltransport.h"
#include "engine/identity/sources.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace postern::identity {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using test::HttpServer;
using testing::HasSubstr;
using testing::Not;
using Peer = HttpServer::Peer;
using Received = HttpServer::Received;

constexpr std::string_view kToken = R"({"access_token": "the-token", "expires_in": "3600"})";

struct Said
{
    int status;
    std::string body;
    http::Headers headers;
};

/// An authority that gives one answer after the other, the last one for ever.
class TokenSourcesTest : public testing::Test
{
protected:
    TokenSourcesTest()
    {
        m_client.setTime([this] { return m_now; },
                         [this](milliseconds wait) -> Task<> {
                             m_waits.push_back(wait);
                             m_now += wait;
                             co_return;
                         });
    }

    void serve(std::vector<Said> answers)
    {
        m_server = std::make_unique<HttpServer>(
            m_loop, [answers, at = std::size_t(0)](Peer &peer, const Received &) mutable -> Task<> {
                const Said said = answers[std::min(at++, answers.size() - 1)];
                co_await peer.answer(said.status, said.body, said.headers);
            });
        m_identity.authority = m_server->url("");
        m_identity.tenant = "the-tenant";
        m_identity.clientId = "the-client";
    }

    std::string tokenBy(TokenSource &source)
    {
        return test::run(m_loop, source.fetch("https://vault.azure.net/.default")).value;
    }

    std::string refusalBy(TokenSource &source)
    {
        try {
            tokenBy(source);
        } catch (const Error &error) {
            return error.message() + " " + error.hint();
        }
        return {};
    }

    Lookup machine(const std::string &variable, const std::string &header = {})
    {
        return [this, variable, header](std::string_view name) {
            if (name == variable)
                return m_server->url("/msi/token");
            return name == header ? std::string("the-header") : std::string();
        };
    }

    boost::asio::io_context m_loop;
    http::Client m_client{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    Time m_now{1'700'000'000s};
    std::vector<milliseconds> m_waits;
    std::unique_ptr<HttpServer> m_server;
    Identity m_identity;
};

TEST_F(TokenSourcesTest, AnApplicationGivesItsSecret)
{
    serve({{503, "", {}}, {200, std::string(kToken), {}}});
    m_identity.kind = Kind::ClientSecret;
    m_identity.clientSecret = "s&cret";
    ApplicationSource source(m_identity, m_client);
    EXPECT_EQ(tokenBy(source), "the-token");
    const Received &request = m_server->requests().back();
    EXPECT_EQ(request.target, "/the-tenant/oauth2/v2.0/token");
    EXPECT_EQ(
        request.body,
        "client_id=the-client&grant_type=client_credentials&scope=https%3A%2F%2Fvault.azure.net"
        "%2F.default&client_secret=s%26cret");
}

TEST_F(TokenSourcesTest, AWorkloadsTokenIsReadEachTime)
{
    serve({{200, std::string(kToken), {}}});
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "token";
    m_identity.kind = Kind::WorkloadIdentity;
    m_identity.tokenFile = file.string();
    ApplicationSource source(m_identity, m_client);
    for (const char *text : {"first-token\n", "second-token"}) {
        std::ofstream(file) << text;
        tokenBy(source);
    }
    EXPECT_THAT(m_server->requests().at(0).body, HasSubstr("client_assertion=first-token"));
    EXPECT_THAT(m_server->requests().at(1).body, HasSubstr("client_assertion=second-token"));
}

TEST_F(TokenSourcesTest, WhatEntraRefusesIsSaidWithItsReason)
{
    serve({{401,
            R"({"error": "invalid_client", "error_description":
               "AADSTS7000222: The provided client secret keys are expired. Trace ID: 1\r\nX"})",
            {}}});
    m_identity.kind = Kind::ClientSecret;
    ApplicationSource source(m_identity, m_client);
    const std::string said = refusalBy(source);
    EXPECT_THAT(said, HasSubstr("AADSTS7000222: The provided client secret keys are expired."));
    EXPECT_THAT(said, HasSubstr("have another one made"));
    EXPECT_THAT(said, Not(HasSubstr("Trace")));
    serve({{200, "<html>a portal</html>", {}}});
    ApplicationSource other(m_identity, m_client);
    EXPECT_THAT(refusalBy(other), HasSubstr("no token"));
}

TEST_F(TokenSourcesTest, SomebodySignsInByACodeAndIsNotAskedAgain)
{
    const std::string pending = R"({"error": "authorization_pending"})";
    serve({{200,
            R"({"device_code": "the-device", "user_code": "ABCD", "interval": 5, "expires_in": 900,
                "verification_uri": "https://sign.in"})",
            {}},
           {400, pending, {}},
           {400, R"({"error": "slow_down"})", {}},
           {200, R"({"access_token": "t1", "expires_in": 60, "refresh_token": "again"})", {}},
           {200, R"({"access_token": "t2", "expires_in": 60})", {}}});
    std::vector<std::string> shown;
    DeviceCodeSource source(m_identity, m_client, [&shown](const std::string &sentence) {
        shown.push_back(sentence);
    });
    EXPECT_EQ(tokenBy(source), "t1");
    EXPECT_EQ(m_waits, (std::vector<milliseconds>{5s, 5s, 10s}));
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_THAT(shown.front(), HasSubstr("https://sign.in"));
    EXPECT_THAT(shown.front(), HasSubstr("ABCD"));
    EXPECT_EQ(tokenBy(source), "t2");
    EXPECT_THAT(m_server->requests().back().body, HasSubstr("refresh_token=again"));
    EXPECT_EQ(shown.size(), 1U);
}

TEST_F(TokenSourcesTest, ACodeThatNobodyEntersEnds)
{
    serve({{200, R"({"device_code": "d", "user_code": "ABCD", "expires_in": 12})", {}},
           {400, R"({"error": "authorization_pending"})", {}}});
    DeviceCodeSource source(m_identity, m_client, [](const std::string &) {});
    EXPECT_THAT(refusalBy(source), HasSubstr("Nobody entered the code ABCD"));
    serve({{200, R"({"device_code": "d", "user_code": "ABCD"})", {}},
           {400, R"({"error": "authorization_declined"})", {}}});
    DeviceCodeSource declined(m_identity, m_client, [](const std::string &) {});
    EXPECT_THAT(refusalBy(declined), HasSubstr("authorization_declined"));
}

TEST_F(TokenSourcesTest, MachinesAreAskedInTheirOwnWay)
{
    serve({{200, std::string(kToken), {}}});
    const auto requestOf = [this](const Lookup &lookup) {
        ManagedSource source(m_identity, m_client, lookup);
        EXPECT_EQ(tokenBy(source), "the-token");
        return m_server->requests().back();
    };
    const Received app = requestOf(machine("IDENTITY_ENDPOINT", "IDENTITY_HEADER"));
    EXPECT_EQ(http::header(app.headers, "X-IDENTITY-HEADER"), "the-header");
    EXPECT_EQ(app.target,
              "/msi/token?resource=https%3A%2F%2Fvault.azure.net&api-version=2019-08-01&"
              "client_id=the-client");
    const Received aml = requestOf(machine("MSI_ENDPOINT", "MSI_SECRET"));
    EXPECT_EQ(http::header(aml.headers, "secret"), "the-header");
    EXPECT_THAT(aml.target, HasSubstr("clientid=the-client"));
    m_identity.clientId.clear();
    m_identity.resourceId = "/subscriptions/x";
    const Received imds = requestOf(machine("AZURE_POD_IDENTITY_AUTHORITY_HOST"));
    EXPECT_EQ(http::header(imds.headers, "Metadata"), "true");
    EXPECT_THAT(imds.target, HasSubstr("/metadata/identity/oauth2/token?"));
    EXPECT_THAT(imds.target, HasSubstr("msi_res_id=%2Fsubscriptions%2Fx"));
}

TEST_F(TokenSourcesTest, ImdsIsWaitedForWhileItIsUpdatedAndNotWhereThereIsNoIdentity)
{
    serve({{410, "", {}}, {410, "", {}}, {404, "", {}}, {200, std::string(kToken), {}}});
    ManagedSource source(m_identity, m_client, machine("AZURE_POD_IDENTITY_AUTHORITY_HOST"));
    EXPECT_EQ(tokenBy(source), "the-token");
    EXPECT_EQ(m_waits.size(), 3U);
    serve({{400, R"({"error": "invalid_request", "error_description": "Identity not found"})", {}}});
    ManagedSource none(m_identity, m_client, machine("AZURE_POD_IDENTITY_AUTHORITY_HOST"));
    EXPECT_THAT(refusalBy(none), HasSubstr("Identity not found"));
    EXPECT_EQ(m_server->requests().size(), 1U);
    serve({{403, "A socket operation was attempted to an unreachable network", {}}});
    ManagedSource container(m_identity, m_client, machine("AZURE_POD_IDENTITY_AUTHORITY_HOST"));
    EXPECT_THAT(refusalBy(container), HasSubstr("no managed identity"));
}

TEST_F(TokenSourcesTest, ArcsFileIsReadInItsFolderAlone)
{
    serve({{401, "", {{"WWW-Authenticate", "Basic realm=/etc/shadow.key"}}}});
    ManagedSource source(m_identity, m_client, machine("IDENTITY_ENDPOINT"));
    EXPECT_FALSE(refusalBy(source).empty());
    EXPECT_EQ(m_server->requests().size(), 1U);
}

TEST_F(TokenSourcesTest, ARestrictedFolderAsksNobody)
{
    serve({{200, std::string(kToken), {}}});
    m_client.refuseAll(tr("The folder is restricted"));
    ApplicationSource application(m_identity, m_client);
    ManagedSource managed(m_identity, m_client, machine("MSI_ENDPOINT"));
    AzureCliSource cli(m_identity, m_client);
    for (TokenSource *source : std::initializer_list<TokenSource *>{&application, &managed, &cli})
        EXPECT_THAT(refusalBy(*source), HasSubstr("The folder is restricted"));
    EXPECT_EQ(m_server->connections(), 0);
}

/// A program that stands in for `az` on the PATH.
TEST_F(TokenSourcesTest, TheAzureCliIsRunAndItsWordsAreUnderstood)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path az = folder.path() / "az";
    const auto install = [&az](const std::string &script) {
        std::ofstream(az) << "#!/bin/sh\n" << script;
        std::filesystem::permissions(az, std::filesystem::perms::owner_all);
    };
    const std::string path = std::getenv("PATH");
    setenv("PATH", (folder.path().string() + ":" + path).c_str(), 1);
    AzureCliSource source({}, m_client);
    install("echo \"{\\\"accessToken\\\": \\\"cli-$6\\\", \\\"expires_on\\\": 1700003600}\"\n");
    EXPECT_EQ(tokenBy(source), "cli-https://vault.azure.net");
    install("echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1\n");
    EXPECT_THAT(refusalBy(source), HasSubstr("Nobody is signed in"));
    install("echo no json\n");
    EXPECT_THAT(refusalBy(source), HasSubstr("no token"));
    setenv("PATH", path.c_str(), 1);
}

} // namespace
} // namespace postern::identity

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/githost/hostlogin.h"
#include "engine/githost/remoteplace.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using namespace postern::githost;

namespace {

struct Expected
{
    std::string address;
    std::string name;
    std::string api;
};

void expectAll(const std::vector<Expected> &all)
{
    for (const Expected &each : all) {
        const RemotePlace place = placeOf(each.address);
        EXPECT_EQ(place.name(), each.name) << each.address;
        EXPECT_EQ(place.apiAddress(), each.api) << each.address;
    }
}

} // namespace

TEST(RemotePlace, gitHubInEveryForm)
{
    const std::string api = "https://api.github.com/repos/team/flows";
    expectAll({{"https://github.com/team/flows.git", "team/flows", api},
               {"https://github.com/team/flows/", "team/flows", api},
               {"https://someone:secret@github.com/team/flows", "team/flows", api},
               {"git@github.com:team/flows.git", "team/flows", api},
               {"ssh://git@github.com/team/flows", "team/flows", api},
               {"ssh://git@ssh.github.com:443/team/flows.git", "team/flows", api},
               {"git@github.com:team/flows.git.git",
                "team/flows.git",
                "https://api.github.com/repos/team/flows.git"}});
    expectAll({{"https://github.example.com:8443/team/flows.git",
                "team/flows",
                "https://github.example.com:8443/api/v3/repos/team/flows"},
               {"ssh://git@github.example.com:2222/team/flows.git",
                "team/flows",
                "https://github.example.com/api/v3/repos/team/flows"},
               {"https://octo.ghe.com/team/flows",
                "team/flows",
                "https://api.octo.ghe.com/repos/team/flows"}});
}

TEST(RemotePlace, azureDevOpsInEveryForm)
{
    const std::string api
        = "https://dev.azure.com/contoso/Chat%20flows/_apis/git/repositories/support";
    expectAll({{"https://dev.azure.com/contoso/Chat%20flows/_git/support",
                "contoso/Chat flows/support",
                api},
               {"https://contoso@dev.azure.com/contoso/Chat%20flows/_git/support",
                "contoso/Chat flows/support",
                api},
               {"https://contoso.visualstudio.com/Chat%20flows/_git/support",
                "contoso/Chat flows/support",
                api},
               {"https://contoso.visualstudio.com/DefaultCollection/Chat%20flows/_git/support",
                "contoso/Chat flows/support",
                api},
               {"git@ssh.dev.azure.com:v3/contoso/Chat%20flows/support",
                "contoso/Chat flows/support",
                api},
               {"contoso@vs-ssh.visualstudio.com:v3/contoso/Chat%20flows/support",
                "contoso/Chat flows/support",
                api}});
    expectAll({{"https://dev.azure.com/contoso/_git/support",
                "contoso/support/support",
                "https://dev.azure.com/contoso/support/_apis/git/repositories/support"},
               {"https://tfs.example.com/tfs/Main/Flows/_git/_full/chat",
                "tfs/Main/Flows/chat",
                "https://tfs.example.com/tfs/Main/Flows/_apis/git/repositories/chat"},
               {"http://tfs.example.com:8080/tfs/Main/_git/chat",
                "tfs/Main/chat/chat",
                "http://tfs.example.com:8080/tfs/Main/chat/_apis/git/repositories/chat"}});
}

TEST(RemotePlace, pagesAreEscaped)
{
    const RemotePlace azure = placeOf("https://dev.azure.com/contoso/Chat%20flows/_git/a%3Fb");
    EXPECT_EQ(azure.pageAddress(), "https://dev.azure.com/contoso/Chat%20flows/_git/a%3Fb");
    EXPECT_EQ(azure.newPullRequestPage("fix/one&two", "main"),
              azure.pageAddress() + "/pullrequestcreate?sourceRef=fix%2Fone%26two&targetRef=main");
    const RemotePlace gitHub = placeOf("git@github.com:team/flows.git");
    EXPECT_EQ(gitHub.newPullRequestPage("fix/one two", "main"),
              "https://github.com/team/flows/compare/main...fix/one%20two?expand=1");
}

TEST(RemotePlace, aServerWhoseNameTellsNothingIsNamed)
{
    EXPECT_THROW(placeOf("https://git.example.com/team/flows.git"), Error);
    EXPECT_EQ(placeOf("https://git.example.com/team/flows.git", HostKind::GitHub).apiAddress(),
              "https://git.example.com/api/v3/repos/team/flows");
    EXPECT_EQ(placeOf("https://git.example.com/Main/Flows/_git/chat").kind, HostKind::AzureDevOps);
}

TEST(RemotePlace, whatIsNoHostIsSaidWithoutItsPassword)
{
    for (const char *const address : {"/srv/git/flows.git",
                                      "../flows",
                                      "C:/flows",
                                      "file:///srv/flows.git",
                                      "https://github.com/flows",
                                      "https://github.com/a/b/c",
                                      "https://dev.azure.com/contoso/flows",
                                      "https://:80/a/b",
                                      "https://github.com:x/a/b",
                                      "https://thief.example#.ghe.com/a/b",
                                      "https://thief.example?.ghe.com/a/b",
                                      "https://thief.example\\.ghe.com/a/b",
                                      "https://thief.example%2f.ghe.com/a/b",
                                      "ext::sh -c touch% /tmp/x",
                                      "",
                                      "https://"})
        EXPECT_THROW(placeOf(address), Error) << address;
    try {
        placeOf("https://me:hunter2@github.com/flows");
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), testing::Not(testing::HasSubstr("hunter2")));
    }
}

TEST(RemotePlace, aVariablesTokenGoesToNoServerThatOnlyARemoteNames)
{
    for (const char *const name : {"GH_HOST",
                                   "GITHUB_SERVER_URL",
                                   "SYSTEM_COLLECTIONURI",
                                   "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"})
        unsetenv(name);
    for (const char *const name : {"GH_TOKEN", "GH_ENTERPRISE_TOKEN", "AZURE_DEVOPS_EXT_PAT"})
        setenv(name, "a-token-of-mine", 1);
    const auto isGiven = [](const char *address) {
        return loginOfEnvironment(placeOf(address)).has_value();
    };
    EXPECT_TRUE(isGiven("git@github.com:a/b"));
    EXPECT_TRUE(isGiven("https://acme.ghe.com/a/b"));
    EXPECT_TRUE(isGiven("https://dev.azure.com/a/b/_git/c"));
    EXPECT_TRUE(isGiven("https://acme.visualstudio.com/b/_git/c"));
    EXPECT_TRUE(isGiven("http://127.0.0.1:8080/a/b/_git/c"));
    for (const char *const address : {"https://github.thief.example/a/b",
                                      "https://thief.example/a/b/_git/c",
                                      "https://127.thief.example/a/b/_git/c",
                                      "https://thiefvisualstudio.com/a/b/_git/c"})
        EXPECT_FALSE(isGiven(address)) << address;
    EXPECT_THAT(noLogin(placeOf("https://github.corp.example/a/b")).hint(),
                testing::HasSubstr("GH_ENTERPRISE_TOKEN + GH_HOST=github.corp.example"));
    setenv("GH_HOST", "GitHub.corp.example", 1);
    setenv("SYSTEM_COLLECTIONURI", "https://tfs.corp.example:8080/tfs/Main/", 1);
    EXPECT_TRUE(isGiven("https://github.corp.example:8443/a/b"));
    EXPECT_TRUE(isGiven("https://tfs.corp.example:8080/tfs/Main/b/_git/c"));
    EXPECT_FALSE(isGiven("https://github.thief.example/a/b"));
    EXPECT_FALSE(isGiven("https://thief.example/a/b/_git/c"));
}

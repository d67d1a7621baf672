// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/network.h"
#include "engine/doctor/tlsprobe.h"
#include "tests/support/loop.h"

#include <boost/asio/ip/tcp.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace postern::doctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(PrivateAddress, IsOfAPrivateNetwork)
{
    for (const char *address : {"10.20.4.17",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "127.0.0.1",
                                "::1",
                                "fd00::1",
                                "100.64.0.1"})
        EXPECT_TRUE(isPrivateAddress(address)) << address;
    for (const char *address :
         {"20.1.2.3", "172.32.0.1", "11.0.0.1", "2603:1030::1", "", "no address"})
        EXPECT_FALSE(isPrivateAddress(address)) << address;
}

TEST(NameServers, AreReadFromTheSystemsFile)
{
    EXPECT_THAT(
        nameServersIn(
            "# made by hand\nsearch corp.example\nnameserver 10.0.0.4\nnameserver\t10.0.0.5 \n"),
        ElementsAre("10.0.0.4", "10.0.0.5"));
    EXPECT_TRUE(nameServersIn("").empty());
}

TEST(Gateway, IsThatOfTheNarrowestRoute)
{
    const char *const table
        = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
          "eth0\t00000000\t0100140A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
          "eth1\t0004140A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
    EXPECT_EQ(gatewayIn(table, "10.20.4.17").device, "eth1");
    EXPECT_EQ(gatewayIn(table, "10.20.4.17").gateway, "");
    EXPECT_EQ(gatewayIn(table, "8.8.8.8").device, "eth0");
    EXPECT_EQ(gatewayIn(table, "8.8.8.8").gateway, "10.20.0.1");
    EXPECT_EQ(gatewayIn("", "8.8.8.8").device, "");
}

class ProxyTest : public testing::Test
{
protected:
    ProxyDecision decide(const char *host, const http::Route &route = {}) const
    {
        return decideProxy({"https", host, 443}, route, [this](std::string_view name) {
            const auto found = m_variables.find(std::string(name));
            return found == m_variables.end() ? std::string() : found->second;
        });
    }

    std::map<std::string, std::string> m_variables;
};

TEST_F(ProxyTest, IsNoneWithoutASetting)
{
    EXPECT_EQ(decide("a.search.windows.net").host, "");
    EXPECT_THAT(decide("a.search.windows.net").reason, HasSubstr("none is set"));
}

TEST_F(ProxyTest, IsTheEnvironmentsUnlessTheHostIsExcepted)
{
    m_variables["HTTPS_PROXY"] = "http://user:secret@10.20.0.20:3128";
    m_variables["NO_PROXY"] = "localhost, .search.windows.net,10.0.0.0/8";
    const ProxyDecision used = decide("a.openai.azure.com");
    EXPECT_EQ(used.host, "10.20.0.20");
    EXPECT_EQ(used.port, 3128);
    EXPECT_THAT(used.reason, HasSubstr("HTTPS_PROXY"));
    EXPECT_THAT(used.reason, Not(HasSubstr("secret")));
    EXPECT_EQ(decide("a.search.windows.net").host, "");
    EXPECT_THAT(decide("a.search.windows.net").reason, HasSubstr(".search.windows.net"));
    EXPECT_EQ(decide("10.20.4.17").host, "");
    EXPECT_EQ(decide("notsearch.windows.net").host, "10.20.0.20");
}

TEST_F(ProxyTest, IsTheSettingsBeforeTheEnvironments)
{
    m_variables["HTTPS_PROXY"] = "http://10.20.0.20:3128";
    http::Route route;
    route.proxy = "http://other:8080";
    EXPECT_EQ(decide("a.openai.azure.com", route).host, "other");
    route.noProxy = "*.azure.com";
    EXPECT_EQ(decide("a.openai.azure.com", route).host, "");
    route.proxy = "-";
    EXPECT_THAT(decide("a.openai.azure.com", route).reason, HasSubstr("settings"));
}

TEST(TimeOfHeader, IsThatOfHttp)
{
    EXPECT_EQ(timeOfHeader("Thu, 01 Jan 1970 00:00:10 GMT"), 10);
    EXPECT_EQ(timeOfHeader("Tue, 14 Nov 2023 22:13:20 GMT"), 1'700'000'000);
    for (const char *text :
         {"", "Tue, 14 Nox 2023 22:13:20 GMT", "yesterday", "Tue, 14 Nov 2023 22:13 GMT    "})
        EXPECT_EQ(timeOfHeader(text), 0) << text;
}

TEST(Probe, BeginsNothingOnceItsTimeIsOver)
{
    boost::asio::io_context loop;
    boost::asio::ip::tcp::acceptor silent(loop, {boost::asio::ip::address_v4::loopback(), 0});
    ProbeTarget target;
    target.endpoint = {"http", "localhost", silent.local_endpoint().port()};
    target.address = "127.0.0.1";
    target.patience = std::chrono::milliseconds(0);
    EXPECT_EQ(test::run(loop, probe(target)).tcpFailure, "no answer in time");
}

} // namespace
} // namespace postern::doctor

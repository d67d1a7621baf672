// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/environment.h"

#include <gmock/gmock.h>

namespace postern::connection {
namespace {

using testing::Contains;
using testing::Pair;

TEST(Environment, PythonCodeIsToldTheWayToTheNetwork)
{
    connection::Environment environment{{"HTTPS_PROXY", "http://own:1"}};
    http::Route route;
    route.proxy = "http://proxy:3128";
    route.caFile = "/etc/ca.pem";
    connection::addRoute(environment, route);
    EXPECT_THAT(environment, Contains(Pair("https_proxy", "http://proxy:3128")));
    EXPECT_THAT(environment, Contains(Pair("REQUESTS_CA_BUNDLE", "/etc/ca.pem")));
    EXPECT_THAT(environment, Contains(Pair("HTTPS_PROXY", "http://own:1"))); // the flow's own stays
    EXPECT_THAT(environment, testing::Not(Contains(Pair("HTTPS_PROXY", "http://proxy:3128"))));
}

TEST(Environment, NoProxyIsSaidAndNoRouteSaysNothing)
{
    connection::Environment environment;
    http::Route route;
    connection::addRoute(environment, route);
    EXPECT_TRUE(environment.empty());
    route.proxy = "-";
    connection::addRoute(environment, route);
    EXPECT_THAT(environment, Contains(Pair("no_proxy", "*")));
}

} // namespace
} // namespace postern::connection

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/redirect.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace postern::http;

namespace {

std::string target(std::string_view location,
                   std::string_view from = "http://a/b/c/d;p?q",
                   int status = 302)
{
    return redirectTarget({status, {{"Location", std::string(location)}}}, from);
}

TEST(RedirectTarget, isResolvedAsTheStandardResolvesReferences)
{
    // RFC 3986, sections 5.4.1 and 5.4.2, without their fragments, which aren't sent.
    const std::vector<std::pair<const char *, const char *>> cases{
        {"http:g", ""}, // strict: a scheme without a host
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g?y#s", "http://a/b/c/g?y"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (const auto &[location, expected] : cases)
        EXPECT_EQ(target(location), expected) << location;
}

TEST(RedirectTarget, agreesWithPythonsUrljoin)
{
    const std::vector<std::string> bases{"http://a/b/c/d;p?q",
                                         "https://host:8443/",
                                         "http://h",
                                         "http://h/x/y/z",
                                         "https://h/a%20b/c?d=/e"};
    const std::vector<std::string> references{"x",
                                              "/x/y",
                                              "x/../y",
                                              "?z",
                                              "//other/p",
                                              "https://other:1/q?r",
                                              "x%2Fy",
                                              "%EA%B0%80",
                                              "a:1/b",
                                              "./a:b",
                                              "x/./y/"};
    std::vector<std::string> questions;
    for (const std::string &base : bases) {
        for (const std::string &reference : references)
            questions.push_back(base + ' ' + reference);
    }
    const std::vector<std::string> answers = postern::test::askPython(
        "from urllib.parse import urljoin, urlsplit\n"
        "def answer(t):\n"
        "    joined = urljoin(*t.split(' '))\n"
        "    return joined if urlsplit(joined).scheme in ('http', 'https') else ''",
        questions);
    std::size_t i = 0;
    for (const std::string &base : bases) {
        for (const std::string &reference : references) {
            EXPECT_EQ(target(reference, base), answers[i]) << questions[i];
            ++i;
        }
    }
}

TEST(RedirectTarget, isThatOfARedirectingStatusAlone)
{
    for (const int status : {301, 302, 303, 307, 308})
        EXPECT_EQ(target("/x", "http://h/y", status), "http://h/x") << status;
    for (const int status : {200, 201, 300, 304, 309, 400, 500})
        EXPECT_EQ(target("/x", "http://h/y", status), "") << status;
}

TEST(RedirectTarget, isNoneWhereNothingCanBeFetched)
{
    for (const char *location : {"",
                                 "ftp://h/x",
                                 "file:///etc/passwd",
                                 "javascript:alert(1)",
                                 "http://h:99999/",
                                 "http://",
                                 "a b",
                                 "http://h/\r\nX: y"})
        EXPECT_EQ(target(location, "http://h/y"), "") << location;
    EXPECT_EQ(redirectTarget({302, {}}, "http://h/y"), "");
    EXPECT_EQ(target("/x", "no url"), "");
}

TEST(RedirectTarget, readsTheHeaderWhateverItsCase)
{
    EXPECT_EQ(redirectTarget({301, {{"location", "/x"}}}, "http://h/"), "http://h/x");
    EXPECT_EQ(redirectTarget({301, {{"LOCATION", "/x"}}}, "http://h/"), "http://h/x");
}

TEST(SameRequest, isSentWhereTheStandardSaysSo)
{
    // RFC 9110, section 15.4: the others may turn a POST into a GET.
    EXPECT_TRUE(isSameRequest(307));
    EXPECT_TRUE(isSameRequest(308));
    for (const int status : {301, 302, 303})
        EXPECT_FALSE(isSameRequest(status)) << status;
}

struct Move
{
    const char *from;
    const char *to;
    bool isSame;
};

TEST(Redirect, knowsTheSameHost)
{
    const std::vector<Move> moves{
        {"https://h/a", "https://h/b", true},
        {"https://H/a", "https://h:443/b", true},
        {"http://h/a", "https://h/b", true},
        {"http://h:80/a", "https://h:443/b", true},
        {"http://[::1]:8080/a", "http://[::1]:8080/b", true},
        {"https://h/a", "http://h/b", false}, // in the open
        {"https://h/a", "https://h:8443/b", false},
        {"http://h:8080/a", "https://h/b", false},
        {"http://h/a", "https://h:8443/b", false},
        {"https://h/a", "https://h.evil/b", false},
        {"https://h.com/a", "https://sub.h.com/b", false},
        {"https://a@h/a", "https://h@evil/b", false},
    };
    for (const auto &[from, to, isSame] : moves)
        EXPECT_EQ(isSameHost(from, to), isSame) << from << " -> " << to;
}

TEST(Header, isTheFirstOfItsNameWhateverTheCase)
{
    const Headers headers{{"A", ""}, {"b", "1"}, {"B", "2"}};
    EXPECT_EQ(header(headers, "B"), "1");
    EXPECT_EQ(header(headers, "a"), "");
    EXPECT_EQ(header(headers, "c"), "");
    EXPECT_EQ(header({}, "a"), "");
}

} // namespace

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/url.h"
#include "tests/support/anyvalue.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::http;

namespace {

TEST(UrlPeer, escapesAsPythonQuotes)
{
    const std::vector<std::string> texts = test::samplesOf(test::anyText(), 500);
    const std::vector<std::string> quoted
        = test::askPython("from urllib.parse import quote\ndef answer(t): return quote(t, safe='')",
                          texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(escapeUrl(texts[i]), quoted[i]);
}

TEST(UrlPeer, aQueryIsReadByPythonAsItWasGiven)
{
    const std::vector<std::string> texts = test::samplesOf(test::anyText(), 300);
    std::vector<std::string> urls;
    for (const std::string &text : texts)
        urls.push_back(joinUrl("https://h/base/?v=1", "/path", {{"q", text}, {"r", "2"}}));
    const std::vector<std::string> values = test::askPython(
        "from urllib.parse import urlsplit, parse_qs\n"
        "def answer(t):\n"
        "    parts = urlsplit(t)\n"
        "    query = parse_qs(parts.query, keep_blank_values=True, errors='strict')\n"
        "    assert parts.path == '/base/path' and query['v'] == ['1'] and query['r'] == ['2']\n"
        "    return query['q'][0]",
        urls);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(values[i], texts[i]) << urls[i];
}

TEST(UrlPeer, anEndpointIsWhatPythonsUrlsplitSees)
{
    const std::vector<std::string> urls{"http://h",
                                        "HTTPS://Name.Example:8443/x?y#z",
                                        "http://user:pass@host:81/",
                                        "http://[FD00::1]/",
                                        "http://[::1]:65535",
                                        "https://h?x=http://other:1/",
                                        "https://127.0.0.1:1/a:b@c"};
    const std::vector<std::string> seen
        = test::askPython("from urllib.parse import urlsplit\n"
                          "def answer(t):\n"
                          "    p = urlsplit(t)\n"
                          "    port = p.port or {'http': 80, 'https': 443}[p.scheme]\n"
                          "    return f'{p.scheme} {p.hostname} {port}'",
                          urls);
    for (std::size_t i = 0; i < urls.size(); ++i) {
        const Endpoint endpoint = endpointOf(urls[i]);
        EXPECT_EQ(endpoint.scheme + ' ' + endpoint.host + ' ' + std::to_string(endpoint.port),
                  seen[i])
            << urls[i];
    }
}

} // namespace

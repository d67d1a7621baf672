// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/servemetrics.h"

#include <gtest/gtest.h>

namespace postern::serve {
namespace {

TEST(ServeMetrics, areInPrometheusForm)
{
    ServeMetrics metrics;
    metrics.count("/score", 200, std::chrono::milliseconds(30));
    metrics.count("/score", 200, std::chrono::seconds(1000));
    metrics.count("/score", 429, std::chrono::milliseconds(1));
    metrics.countTokens({5, 2, 7});
    metrics.countReload(false);
    const std::string text = metrics.text(3, 4, 5);
    for (const char *line : {"postern_requests_total{route=\"/score\",status=\"200\"} 2\n",
                             "postern_requests_total{route=\"/score\",status=\"429\"} 1\n",
                             "postern_request_seconds_bucket{route=\"/score\",le=\"0.005\"} 1\n",
                             "postern_request_seconds_bucket{route=\"/score\",le=\"0.025\"} 1\n",
                             "postern_request_seconds_bucket{route=\"/score\",le=\"0.05\"} 2\n",
                             "postern_request_seconds_bucket{route=\"/score\",le=\"300\"} 2\n",
                             "postern_request_seconds_bucket{route=\"/score\",le=\"+Inf\"} 3\n",
                             "postern_request_seconds_count{route=\"/score\"} 3\n",
                             "postern_tokens_total{kind=\"prompt\"} 5\n",
                             "postern_tokens_total{kind=\"completion\"} 2\n",
                             "postern_running 3\n",
                             "postern_waiting 4\n",
                             "postern_connections 5\n",
                             "postern_reloads_total 0\n",
                             "postern_failed_reloads_total 1\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    EXPECT_NE(text.find("# TYPE postern_request_seconds histogram\n"), std::string::npos);
}

} // namespace
} // namespace postern::serve

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/servemetrics.h"

#include <fmt/format.h>

#include <iterator>

namespace postern::serve {

namespace {

void addHead(std::string &text, const char *name, const char *type, const char *help)
{
    fmt::format_to(std::back_inserter(text), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void addOne(
    std::string &text, const char *name, const char *type, const char *help, std::uint64_t value)
{
    addHead(text, name, type, help);
    fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

} // namespace

void ServeMetrics::count(const std::string &route, int status, Duration elapsed)
{
    ++m_requests[{route, status}];
    Histogram &histogram = m_seconds[route];
    const double seconds = std::chrono::duration<double>(elapsed).count();
    ++histogram.count;
    histogram.sum += seconds;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
        if (seconds <= kBounds[i]) {
            ++histogram.atMost[i];
            break;
        }
    }
}

void ServeMetrics::countTokens(const TokenUsage &usage)
{
    m_tokens += usage;
}

std::string ServeMetrics::text(std::size_t running,
                               std::size_t waiting,
                               std::size_t connections) const
{
    std::string text;
    auto out = std::back_inserter(text);
    addHead(text, "postern_requests_total", "counter", "Requests answered.");
    for (const auto &[key, count] : m_requests)
        fmt::format_to(out,
                       "postern_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                       key.first,
                       key.second,
                       count);
    addHead(text,
            "postern_request_seconds",
            "histogram",
            "Time from a request to its answer's end.");
    for (const auto &[route, histogram] : m_seconds) {
        std::uint64_t sofar = 0;
        for (std::size_t i = 0; i < kBounds.size(); ++i) {
            sofar += histogram.atMost[i];
            fmt::format_to(out,
                           "postern_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                           route,
                           kBounds[i],
                           sofar);
        }
        fmt::format_to(out,
                       "postern_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
                       "postern_request_seconds_sum{{route=\"{0}\"}} {2}\n"
                       "postern_request_seconds_count{{route=\"{0}\"}} {1}\n",
                       route,
                       histogram.count,
                       histogram.sum);
    }
    addHead(text, "postern_tokens_total", "counter", "Tokens that models counted.");
    fmt::format_to(out,
                   "postern_tokens_total{{kind=\"prompt\"}} {}\n"
                   "postern_tokens_total{{kind=\"completion\"}} {}\n",
                   m_tokens.prompt,
                   m_tokens.completion);
    addOne(text, "postern_running", "gauge", "Runs of the flow under way.", running);
    addOne(text, "postern_waiting", "gauge", "Requests that wait for their turn.", waiting);
    addOne(text, "postern_connections", "gauge", "Clients that are connected.", connections);
    addOne(text, "postern_reloads_total", "counter", "Times the folder was read anew.", m_reloads);
    addOne(text,
           "postern_failed_reloads_total",
           "counter",
           "Times it couldn't be, and what was served went on.",
           m_failedReloads);
    return text;
}

} // namespace postern::serve

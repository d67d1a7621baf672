// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/retry.h"

#include "engine/base/json.h"
#include "engine/http/curlapi.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace postern::http {

using std::chrono::milliseconds;
using Time = std::chrono::system_clock::time_point;

namespace {

/// No wait is longer; one that is may not even fit the clock.
constexpr std::chrono::hours kWeek{7 * 24};

/// Of a number that std::from_chars() has no room for: whether it is too large, not too small.
bool isTooLarge(std::string_view number)
{
    const std::size_t exponent = number.find_first_of("eE");
    if (exponent != number.npos)
        return number.substr(exponent + 1, 1) != "-";
    return number.substr(0, number.find('.')).find_first_not_of('0') != number.npos;
}

std::optional<milliseconds> parseNumber(std::string_view text, double unitInMilliseconds)
{
    constexpr milliseconds kMost = kWeek;
    double number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc::result_out_of_range && stop == end && !text.starts_with('-'))
        return isTooLarge(text) ? kMost : milliseconds(0);
    if (error != std::errc() || stop != end || !std::isfinite(number) || number < 0)
        return {};
    return milliseconds(static_cast<std::int64_t>(
        std::ceil(std::min(number * unitInMilliseconds, static_cast<double>(kMost.count())))));
}

std::optional<milliseconds> parseRetryAfter(std::string_view text, Time now)
{
    if (const auto seconds = parseNumber(text, 1000))
        return seconds;
    // curl_getdate is lenient: a plain number, say a negative one, isn't a date of HTTP.
    if (text.find(':') == text.npos)
        return {};
    const std::time_t date = curlApi().getdate(std::string(text).c_str(), nullptr);
    if (date < 0)
        return {};
    const std::int64_t sinceEpoch
        = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    constexpr auto kWeekSeconds = std::chrono::seconds(kWeek).count();
    if (static_cast<std::int64_t>(date) - sinceEpoch > kWeekSeconds)
        return kWeek;
    const auto wait = std::chrono::system_clock::from_time_t(date) - now;
    return std::max(std::chrono::ceil<milliseconds>(wait), milliseconds(0));
}

bool hasInsufficientQuota(std::string_view body)
{
    try {
        const Value document = json::parse(body);
        const Value *error = document.find("error");
        const Value *type = (error ? *error : document).find("type");
        return type && type->isString() && type->asString() == "insufficient_quota";
    } catch (const Error &) {
        return false;
    }
}

bool isRetriableForPromptflow(const Failure &failure)
{
    using Step = TransferError::Step;
    if (failure.error) {
        const Step step = failure.error->step();
        return step == Step::Timeout || step == Step::ConnectTimeout || step == Step::NoAnswer;
    }
    if (failure.status == 429)
        return !hasInsufficientQuota(failure.body);
    return failure.status == 422 || failure.status >= 500;
}

milliseconds promptflowWait(const Failure &failure, Time now)
{
    if (failure.headers) {
        if (const auto wait = parseRetryAfter(header(*failure.headers, "retry-after"), now))
            return *wait;
    }
    return std::chrono::seconds(std::min(60, 2 + (1 << std::min(failure.attempt, 6))));
}

} // namespace

std::optional<milliseconds> retryAfter(const Headers &headers, Time now)
{
    for (const std::string_view name : {"retry-after-ms", "x-ms-retry-after-ms"}) {
        if (const auto wait = parseNumber(header(headers, name), 1))
            return wait;
    }
    return parseRetryAfter(header(headers, "retry-after"), now);
}

milliseconds leastWait(int attempt)
{
    constexpr milliseconds kFirst{100};
    constexpr milliseconds kMost{10'000};
    return std::min(kFirst * (1 << std::min(attempt, 7)), kMost);
}

bool isTransient(const Failure &failure)
{
    using Step = TransferError::Step;
    if (failure.error) {
        const Step step = failure.error->step();
        return step != Step::Tls && step != Step::Broken && step != Step::Other;
    }
    switch (failure.status) {
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

milliseconds usualWait(const Failure &failure, Time now)
{
    if (failure.headers) {
        if (const auto wait = retryAfter(*failure.headers, now))
            return *wait;
    }
    return milliseconds(500 << std::min(failure.attempt, 4));
}

RetryPolicy RetryPolicy::standard()
{
    RetryPolicy policy;
    policy.attempts = 4;
    return policy;
}

RetryPolicy RetryPolicy::promptflow(int tries)
{
    RetryPolicy policy;
    policy.attempts = tries + 1;
    policy.unprocessableAttempts = 3;
    policy.retriable = isRetriableForPromptflow;
    policy.wait = promptflowWait;
    return policy;
}

} // namespace postern::http

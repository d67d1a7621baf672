// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/limiter.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace postern::http {

using std::chrono::milliseconds;

namespace {

constexpr std::chrono::seconds kMinute{60};
constexpr std::chrono::hours kLongestReset{1};

std::optional<std::uint64_t> countOf(const Headers &headers, std::string_view name)
{
    const std::string_view text = header(headers, name);
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return count;
}

/// Milliseconds of a unit, which is taken from the text; seconds where there is none.
double takeUnit(std::string_view &text)
{
    struct Unit
    {
        std::string_view name;
        double milliseconds;
    };
    constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}};
    for (const Unit &unit : kUnits) {
        if (!text.starts_with(unit.name))
            continue;
        text.remove_prefix(unit.name.size());
        return unit.milliseconds;
    }
    return text.empty() ? 1'000 : 0;
}

} // namespace

std::optional<milliseconds> parseReset(std::string_view text)
{
    double whole = 0;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || !(number >= 0))
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const double unit = takeUnit(text);
        if (unit == 0)
            return std::nullopt;
        whole += number * unit;
    }
    const double most = static_cast<double>(milliseconds(kLongestReset).count());
    return milliseconds(static_cast<std::int64_t>(std::min(whole, most)));
}

milliseconds Limiter::waitFor(std::uint64_t tokens, Time now) const
{
    Time free = m_heldUntil;
    if (m_tokensLeft && *m_tokensLeft < tokens)
        free = std::max(free, m_tokensReset);
    std::uint64_t tokensCounted = 0;
    for (const auto &admission : m_admitted)
        tokensCounted += admission->tokens;
    std::uint64_t requestsCounted = m_admitted.size();
    for (const auto &admission : m_admitted) {
        const bool hasTokens = m_limits.tokens == 0 || tokensCounted + tokens <= m_limits.tokens;
        const bool hasRequests = m_limits.requests == 0 || requestsCounted < m_limits.requests;
        if (hasTokens && hasRequests)
            break;
        tokensCounted -= admission->tokens;
        --requestsCounted;
        free = std::max(free, admission->at + kMinute);
    }
    return free <= now ? milliseconds(0) : std::chrono::ceil<milliseconds>(free - now);
}

milliseconds Limiter::admit(std::uint64_t tokens, Time now)
{
    while (!m_admitted.empty() && m_admitted.front()->at + kMinute <= now)
        m_admitted.pop_front();
    const milliseconds wait = waitFor(tokens, now);
    if (wait > milliseconds(0))
        return wait;
    if (m_tokensLeft)
        *m_tokensLeft -= std::min(*m_tokensLeft, tokens);
    m_latest.reset();
    if (m_limits == RateLimits())
        return wait;
    m_latest = std::make_shared<Admission>(Admission{now, tokens});
    m_admitted.push_back(m_latest);
    return wait;
}

void Limiter::learn(const Headers &headers, Time now)
{
    const auto tokens = countOf(headers, "x-ratelimit-remaining-tokens");
    const auto tokensReset = parseReset(header(headers, "x-ratelimit-reset-tokens"));
    if (tokens && tokensReset) {
        m_tokensLeft = tokens;
        m_tokensReset = now + *tokensReset;
    } else if (m_tokensReset <= now) {
        m_tokensLeft.reset();
    }
    const auto requests = countOf(headers, "x-ratelimit-remaining-requests");
    const auto requestsReset = parseReset(header(headers, "x-ratelimit-reset-requests"));
    if (requests && *requests == 0 && requestsReset)
        holdUntil(now + *requestsReset);
}

} // namespace postern::http

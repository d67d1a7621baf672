// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/token.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/identity/base64url.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace postern::identity {

namespace {

using std::chrono::seconds;

/// No token is good for longer, whatever is said.
constexpr std::chrono::hours kLongestLife{48};

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string textOfMember(const Value &answer, std::string_view key)
{
    const Value *member = answer.find(key);
    if (!member || member->isNull())
        return {};
    return member->isString() ? member->asString() : py::str(*member);
}

std::optional<seconds> duration(const Value &answer, std::string_view key)
{
    const auto number = wholeNumber(textOfMember(answer, key));
    if (!number || *number < 0)
        return std::nullopt;
    return std::min(seconds(*number), std::chrono::duration_cast<seconds>(kLongestLife));
}

/// The numbers of a text, in their order, up to six.
std::array<int, 6> numbersOf(std::string_view text, std::size_t &count)
{
    std::array<int, 6> numbers{};
    count = 0;
    while (!text.empty() && count < numbers.size()) {
        const std::size_t begin = text.find_first_of("0123456789");
        if (begin == std::string_view::npos)
            break;
        text.remove_prefix(begin);
        const auto [end, error] = std::from_chars(text.data(),
                                                  text.data() + text.size(),
                                                  numbers[count]);
        if (error != std::errc())
            break;
        ++count;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return numbers;
}

} // namespace

std::optional<Time> parseExpiry(std::string_view text)
{
    constexpr std::int64_t kFarAhead = 9'000'000'000; // as far as the clock counts, 2255
    if (const auto number = wholeNumber(text))
        return Time(seconds(std::clamp<std::int64_t>(*number, 0, kFarAhead)));
    std::size_t count = 0;
    auto [month, day, year, hour, minute, second] = numbersOf(text, count);
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    const bool isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second < 61;
    if (count < 6 || !date.ok() || !isTime || !text.ends_with("+00:00"))
        return std::nullopt;
    if (text.find(" PM") != std::string_view::npos && hour < 12)
        hour += 12;
    if (text.find(" AM") != std::string_view::npos && hour == 12)
        hour = 0;
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute)
           + seconds(second);
}

std::optional<Token> tokenOf(const Value &answer, Time now)
{
    const std::string value = textOfMember(answer, "access_token");
    if (value.empty() || value.find_first_of(" \r\n\t") != std::string::npos)
        return std::nullopt;
    log::registerSecret(value);
    std::optional<Time> expires = parseExpiry(textOfMember(answer, "expires_on"));
    if (!expires) {
        const auto lasts = duration(answer, "expires_in");
        if (!lasts)
            return std::nullopt;
        expires = now + *lasts;
    }
    Token token{value, std::min<Time>(*expires, now + kLongestLife), {}};
    constexpr std::chrono::hours kLong{2};
    const auto life = token.expires - now;
    token.refreshes = token.expires;
    if (const auto refresh = duration(answer, "refresh_in"))
        token.refreshes = now + *refresh;
    else if (life >= kLong)
        token.refreshes = now + life / 2;
    return token;
}

Dict claimsOf(std::string_view token)
{
    const std::size_t begin = token.find('.');
    const std::size_t end = begin == token.npos ? begin : token.find('.', begin + 1);
    if (end == token.npos)
        return {};
    try {
        const Value claims = json::parse(fromBase64Url(token.substr(begin + 1, end - begin - 1)));
        return claims.isDict() ? claims.asDict() : Dict();
    } catch (const Error &) {
        return {};
    }
}

} // namespace postern::identity

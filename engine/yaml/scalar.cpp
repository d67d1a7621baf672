// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/scalar.h"

#include "engine/base/base64.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <ranges>
#include <string>

namespace postern::yaml {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string withoutUnderscores(std::string_view text)
{
    std::string result(text);
    std::erase(result, '_');
    return result;
}

/// Value of digits in a base that is a power of two.
Value powerOfTwo(std::string_view digits, int bitsPerDigit, bool negative)
{
    std::string decimal = "0";
    for (const char c : digits) {
        int carry = isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
        for (char &place : std::views::reverse(decimal)) {
            carry += (place - '0') << bitsPerDigit;
            place = static_cast<char>('0' + carry % 10);
            carry /= 10;
        }
        for (; carry > 0; carry /= 10)
            decimal.insert(decimal.begin(), static_cast<char>('0' + carry % 10));
    }
    return Value::integer(negative ? "-" + decimal : decimal);
}

/// [-+]?0b[0-1_]+ | [-+]?0o[0-7_]+ | [-+]?[0-9_]+ | [-+]?0x[0-9a-fA-F_]+
std::optional<Value> asInteger(std::string_view text)
{
    // Decimal digits of a long hexadecimal number take quadratic time.
    constexpr std::size_t kMaxPrefixed = 1000;
    const bool negative = text.front() == '-';
    std::string_view body = text;
    if (negative || body.front() == '+')
        body.remove_prefix(1);
    if (body.empty())
        return {};
    struct Base
    {
        std::string_view prefix;
        std::string_view digits;
        int bits;
    };
    static constexpr std::array kBases = {Base{"0b", "01_", 1},
                                          Base{"0o", "01234567_", 3},
                                          Base{"0x", "0123456789abcdefABCDEF_", 4}};
    for (const Base &base : kBases) {
        if (!body.starts_with(base.prefix))
            continue;
        body.remove_prefix(base.prefix.size());
        const bool fits = body.find_first_not_of(base.digits) == std::string_view::npos;
        const std::string digits = withoutUnderscores(body);
        if (!fits || digits.empty() || digits.size() > kMaxPrefixed)
            return {};
        return powerOfTwo(digits, base.bits, negative);
    }
    if (body.find_first_not_of("0123456789_") != std::string_view::npos)
        return {};
    std::string digits = withoutUnderscores(body);
    if (digits.empty())
        return {};
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return Value::integer(negative && digits != "0" ? "-" + digits : digits);
}

/// Length of "[eE][-+]?[0-9]+" at the end of `text` from `at`, or npos when something else stands
/// there; no exponent is length 0.
bool isExponent(std::string_view text, bool signNeeded)
{
    if (text.empty())
        return true;
    if (text.front() != 'e' && text.front() != 'E')
        return false;
    text.remove_prefix(1);
    const bool hasSign = !text.empty() && (text.front() == '-' || text.front() == '+');
    if (hasSign)
        text.remove_prefix(1);
    return (hasSign || !signNeeded) && !text.empty()
           && std::all_of(text.begin(), text.end(), isDigit);
}

bool looksLikeDouble(std::string_view body)
{
    const auto isDigitOrLine = [](char c) { return isDigit(c) || c == '_'; };
    std::size_t at = 0;
    while (at < body.size() && isDigitOrLine(body[at]))
        ++at;
    const bool hasInteger = at > 0;
    if (hasInteger && !isDigit(body.front()))
        return false;
    if (at == body.size())
        return false;
    if (body[at] != '.')
        return hasInteger && isExponent(body.substr(at), false);
    const std::size_t fraction = ++at;
    while (at < body.size() && isDigitOrLine(body[at]))
        ++at;
    if (!hasInteger
        && (at == fraction || withoutUnderscores(body.substr(fraction, at - fraction)).empty()))
        return false;
    return isExponent(body.substr(at), !hasInteger);
}

std::optional<Value> asDouble(std::string_view text)
{
    std::string_view body = text;
    const bool negative = body.front() == '-';
    const bool hasSign = negative || body.front() == '+';
    if (hasSign)
        body.remove_prefix(1);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (body == ".inf" || body == ".Inf" || body == ".INF")
        return Value(negative ? -kInfinity : kInfinity);
    if (!hasSign && (body == ".nan" || body == ".NaN" || body == ".NAN"))
        return Value(std::numeric_limits<double>::quiet_NaN());
    if (!looksLikeDouble(body))
        return {};
    const std::string digits = withoutUnderscores(body);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range) {
        const std::size_t exponent = digits.find_first_of("eE");
        const bool tiny = exponent != std::string::npos && digits[exponent + 1] == '-';
        value = tiny ? 0.0 : kInfinity;
    }
    return Value(negative ? -value : value);
}

/// Reads between `least` and `most` digits and moves after them; -1 when they aren't there.
int number(std::string_view text, std::size_t &at, std::size_t least, std::size_t most)
{
    int value = 0;
    std::size_t count = 0;
    for (; count < most && at < text.size() && isDigit(text[at]); ++count, ++at)
        value = value * 10 + (text[at] - '0');
    return count < least ? -1 : value;
}

bool eat(std::string_view text, std::size_t &at, char c)
{
    if (at >= text.size() || text[at] != c)
        return false;
    ++at;
    return true;
}

std::string padded(int value, std::size_t width)
{
    std::string digits = std::to_string(value);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

bool isDate(int year, int month, int day)
{
    static constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= kDays.at(static_cast<std::size_t>(month - 1)) + (leap && month == 2 ? 1 : 0);
}

/// The rest of a time stamp after the seconds, as isoformat() writes it: microseconds and zone.
std::optional<std::string> fractionAndZone(std::string_view text, std::size_t at)
{
    std::string result;
    if (eat(text, at, '.')) {
        std::string fraction;
        for (; at < text.size() && isDigit(text[at]); ++at)
            fraction += text[at];
        const bool up = fraction.size() > 6 && fraction[6] > '4';
        fraction.resize(6, '0');
        int micros = std::stoi(fraction) + (up ? 1 : 0);
        micros = std::min(micros, 999'999);
        if (micros != 0)
            result = "." + padded(micros, 6);
    }
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    if (at == text.size())
        return result;
    if (eat(text, at, 'Z'))
        return at == text.size() ? std::optional(result + "+00:00") : std::nullopt;
    const char sign = text[at];
    if (sign != '+' && sign != '-')
        return {};
    ++at;
    const int hours = number(text, at, 1, 2);
    const bool hasMinutes = eat(text, at, ':');
    const int minutes = hasMinutes ? number(text, at, 2, 2) : 0;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || at != text.size())
        return {};
    const bool isZero = hours == 0 && minutes == 0;
    return result + (isZero ? '+' : sign) + padded(hours, 2) + ":" + padded(minutes, 2);
}

std::optional<Value> asDateTime(std::string_view text)
{
    std::size_t at = 0;
    const int year = number(text, at, 4, 4);
    if (year < 0 || !eat(text, at, '-'))
        return {};
    const int month = number(text, at, 1, 2);
    if (month < 0 || !eat(text, at, '-'))
        return {};
    const int day = number(text, at, 1, 2);
    if (day < 0 || !isDate(year, month, day))
        return {};
    const std::string date = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
    if (at == text.size())
        return text.size() == 10 ? std::optional<Value>(DateTime{date, true}) : std::nullopt;
    const bool hasT = text[at] == 'T' || text[at] == 't';
    if (hasT)
        ++at;
    while (!hasT && at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    const int hour = number(text, at, 1, 2);
    if (hour < 0 || hour > 23 || !eat(text, at, ':'))
        return {};
    const int minute = number(text, at, 2, 2);
    if (minute < 0 || minute > 59 || !eat(text, at, ':'))
        return {};
    const int second = number(text, at, 2, 2);
    if (second < 0 || second > 59)
        return {};
    const std::optional<std::string> rest = fractionAndZone(text, at);
    if (!rest)
        return {};
    const std::string time = padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2);
    return Value(DateTime{date + (hasT ? "T" : " ") + time + *rest, false});
}

} // namespace

Value typedScalar(std::string_view plain)
{
    if (plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL")
        return {};
    if (plain == "true" || plain == "True" || plain == "TRUE")
        return Value(true);
    if (plain == "false" || plain == "False" || plain == "FALSE")
        return Value(false);
    const char first = plain.front();
    if (!isDigit(first) && first != '-' && first != '+' && first != '.')
        return Value(plain);
    if (std::optional<Value> integer = first == '.' ? std::nullopt : asInteger(plain))
        return *integer;
    if (std::optional<Value> number = asDouble(plain))
        return *number;
    if (std::optional<Value> date = isDigit(first) ? asDateTime(plain) : std::nullopt)
        return *date;
    return Value(plain);
}

Value scalarValue(const Node &node)
{
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (node.tag.starts_with(kCore) && node.tag.substr(kCore.size()) != "str") {
        const std::string_view type = std::string_view(node.tag).substr(kCore.size());
        if (type == "null")
            return {};
        if (type == "binary") {
            const std::optional<std::string> bytes = fromBase64(node.text);
            return bytes ? Value(Bytes{*bytes}) : Value(node.text);
        }
        // !!int "5" reads quoted text as a number.
        Value value = typedScalar(node.text);
        if (type == "float" && value.isString()) {
            std::string digits = node.text;
            std::erase(digits, '_');
            const Value number = typedScalar(digits);
            value = number.isInt() || number.isDouble() ? number : value;
        }
        if (type == "float" && value.isInt())
            return Value(std::copysign(static_cast<double>(value.asInt()),
                                       node.text.starts_with('-') ? -1.0 : 1.0));
        return value;
    }
    // "!" alone says nothing of plain text.
    if (node.isQuoted() || (!node.tag.empty() && node.tag != "!"))
        return Value(node.text);
    return typedScalar(node.text);
}

} // namespace postern::yaml

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/number.h"

#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/work.h"

#include <unicode/uchar.h>

#include <charconv>
#include <cmath>

namespace postern::pyobject {

namespace {

constexpr std::size_t kMaxDigits = 4300; ///< CPython's limit of int <-> str

int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return 99;
}

/// The base that a prefix names; 0 for none.
int prefixBase(std::string_view text)
{
    if (text.size() < 2 || text[0] != '0')
        return 0;
    switch (text[1]) {
    case 'b':
    case 'B':
        return 2;
    case 'o':
    case 'O':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 0;
    }
}

/// Digits without their underscores; nothing when the underscores or the digits are off.
std::optional<std::string> plainDigits(std::string_view text, int base, bool leadingUnderscore)
{
    std::string digits;
    bool underscore = !leadingUnderscore;
    for (const char c : text) {
        if (c == '_') {
            if (underscore)
                return std::nullopt;
            underscore = true;
            continue;
        }
        if (digitValue(c) >= base)
            return std::nullopt;
        digits += c;
        underscore = false;
    }
    if (underscore || digits.empty())
        return std::nullopt;
    return digits;
}

/// As Python reads numbers: decimal digits of any script, and any blank around them. Of the ASCII
/// characters fewer are blanks than for str.strip().
std::string asciiDigits(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\n\v\f\r";
    std::string out;
    for (const char32_t c : decode(text)) {
        const std::int32_t digit = c < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(c));
        if (c < 0x80)
            out += static_cast<char>(c);
        else
            out += digit >= 0 ? static_cast<char>('0' + digit) : isSpace(c) ? ' ' : '?';
    }
    out.erase(0, out.find_first_not_of(kBlanks));
    out.erase(out.find_last_not_of(kBlanks) + 1);
    return out;
}

Integer fromDigits(const std::string &digits, int base)
{
    Integer value = 0;
    // Eighteen digits of base ten fit a word: one big multiplication for each group.
    std::uint64_t group = 0;
    std::uint64_t scale = 1;
    for (const char c : digits) {
        group = group * static_cast<std::uint64_t>(base)
                + static_cast<std::uint64_t>(digitValue(c));
        scale *= static_cast<std::uint64_t>(base);
        if (scale > 1'000'000'000'000'000ULL) {
            value = value * scale + group;
            group = 0;
            scale = 1;
        }
    }
    return value * scale + group;
}

} // namespace

Object makeInteger(Integer value)
{
    if (value >= INT64_MIN && value <= INT64_MAX)
        return static_cast<std::int64_t>(value);
    if (msb(value < 0 ? Integer(-value) : value) >= kMaxBits)
        throw PyError::limit("an integer became too large", "OverflowError");
    return Object(new BigIntObject(std::move(value)));
}

Integer toInteger(const Object &object)
{
    switch (object.kind()) {
    case Kind::Bool:
        return object.asBool() ? 1 : 0;
    case Kind::Int:
        return object.asInt();
    default:
        return object.as<BigIntObject>().value;
    }
}

std::uint64_t bitsOf(const Object &object)
{
    if (object.kind() != Kind::BigInt)
        return 64;
    return object.as<BigIntObject>().bytes() * 8;
}

Object truncated(double value)
{
    if (value >= -0x1p63 && value < 0x1p63)
        return static_cast<std::int64_t>(value);
    return makeInteger(Integer(std::trunc(value)));
}

std::optional<Object> parseInteger(std::string_view given, int base)
{
    const std::string ascii = asciiDigits(given);
    std::string_view text = ascii;
    bool minus = false;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        minus = text[0] == '-';
        text.remove_prefix(1);
    }
    const int prefixed = prefixBase(text);
    bool hasPrefix = false;
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
        base = prefixed;
        hasPrefix = true;
        text.remove_prefix(2);
    }
    const bool guess = base == 0;
    if (guess)
        base = 10;
    const auto digits = plainDigits(text, base, hasPrefix);
    if (!digits)
        return std::nullopt;
    if (guess && (*digits)[0] == '0' && digits->find_first_not_of('0') != std::string::npos)
        return std::nullopt;
    if (digits->size() <= 15) {
        std::int64_t value = 0;
        for (const char c : *digits)
            value = value * base + digitValue(c);
        if (base <= 16)
            return Object(minus ? -value : value);
    }
    if (digits->size() > kMaxDigits && (base & (base - 1)) != 0)
        throw PyError("ValueError",
                      "Exceeds the limit (4300 digits) for integer string conversion: value has "
                          + std::to_string(digits->size())
                          + " digits; use sys.set_int_max_str_digits() to increase the limit");
    // Before it is built: each digit of a power of two is that many bits.
    if (digits->size() > kMaxBits)
        throw PyError::limit("an integer became too large", "OverflowError");
    countWork(digits->size() * digits->size() / 32);
    Integer value = fromDigits(*digits, base);
    return makeInteger(minus ? Integer(-value) : value);
}

std::optional<double> parseFloat(std::string_view given)
{
    const std::string text = asciiDigits(given);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto isDigit = [&](std::size_t at) {
            return at < text.size() && text[at] >= '0' && text[at] <= '9';
        };
        if (text[i] == '_') {
            if (i == 0 || !isDigit(i - 1) || !isDigit(i + 1))
                return std::nullopt;
            continue;
        }
        plain += text[i];
    }
    std::string_view body = plain;
    bool minus = false;
    if (!body.empty() && (body[0] == '-' || body[0] == '+')) {
        minus = body[0] == '-';
        body.remove_prefix(1);
    }
    double value = 0;
    const std::string lower = asciiLower(body);
    if (lower == "inf" || lower == "infinity") {
        value = HUGE_VAL;
    } else if (lower == "nan") {
        value = std::nan("");
    } else {
        if (body.empty() || (body[0] != '.' && (body[0] < '0' || body[0] > '9')))
            return std::nullopt;
        const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
        if (end != body.data() + body.size())
            return std::nullopt;
        if (error == std::errc::result_out_of_range)
            value = std::strtod(std::string(body).c_str(), nullptr);
        else if (error != std::errc())
            return std::nullopt;
    }
    return minus ? -value : value;
}

std::string integerText(const Object &integer)
{
    if (integer.kind() == Kind::Int)
        return std::to_string(integer.asInt());
    const std::uint64_t words = bitsOf(integer) / 64;
    countWork(words * words * 8);
    const Integer value = toInteger(integer);
    // 4300 digits are some 14,284 bits: beyond 14,300 there is no need to count.
    std::string text = msb(value < 0 ? Integer(-value) : value) > 14'300
                           ? std::string(kMaxDigits + 2, '9')
                           : value.str();
    if (text.size() - (value < 0 ? 1 : 0) > kMaxDigits)
        throw PyError("ValueError",
                      "Exceeds the limit (4300 digits) for integer string conversion; use "
                      "sys.set_int_max_str_digits() to increase the limit");
    return text;
}

} // namespace postern::pyobject

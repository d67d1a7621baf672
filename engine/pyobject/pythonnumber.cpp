// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pythonnumber.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>

namespace postern::pyobject {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Error pythonError(const char *pythonClass, const std::string &message)
{
    return Error(ErrorCode::InvalidInput,
                 tr("The value is no number: %1.", message),
                 tr("Give a number."))
        .as({"SystemError", pythonClass}, message);
}

bool isDecimalDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits of any script as ASCII, white space around dropped, what can't be in a number as '?'.
std::string normalised(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        const auto point = static_cast<UChar32>(c);
        if (c >= 0x80 && u_charDigitValue(point) >= 0)
            result += static_cast<char>('0' + u_charDigitValue(point));
        else if (u_isUWhiteSpace(point) != 0)
            result += ' ';
        else
            result += c < 0x80 ? static_cast<char>(c) : '?';
    }
    result.erase(0, result.find_first_not_of(' '));
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

/// The text without its underscores when each stands between two digits.
std::optional<std::string> withoutUnderscores(const std::string &text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            result += text[i];
            continue;
        }
        if (i == 0 || i + 1 == text.size() || !isDecimalDigit(text[i - 1])
            || !isDecimalDigit(text[i + 1]))
            return {};
    }
    return result;
}

/// Takes a leading sign off; true for a minus.
bool takeSign(std::string &text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.erase(0, 1);
    return negative;
}

std::optional<Value> integerOf(std::string_view text)
{
    // CPython's sys.get_int_max_str_digits().
    constexpr std::size_t kMaxReadDigits = 4300;
    std::optional<std::string> body = withoutUnderscores(normalised(text));
    if (!body)
        return {};
    const bool negative = takeSign(*body);
    if (body->empty() || !std::all_of(body->begin(), body->end(), isDecimalDigit)
        || body->size() > kMaxReadDigits)
        return {};
    body->erase(0, std::min(body->find_first_not_of('0'), body->size() - 1));
    return Value::integer(negative && *body != "0" ? "-" + *body : *body);
}

std::optional<double> doubleOf(std::string_view text)
{
    std::optional<std::string> body = withoutUnderscores(normalised(text));
    if (!body)
        return {};
    const bool negative = takeSign(*body);
    std::string lower = *body;
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    if (lower == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (lower == "inf" || lower == "infinity")
        return negative ? -kInfinity : kInfinity;
    if (lower.empty() || (!isDecimalDigit(lower.front()) && lower.front() != '.'))
        return {};
    double value = 0;
    const char *last = lower.data() + lower.size();
    const auto [end, error] = std::from_chars(lower.data(), last, value);
    if (end != last || error == std::errc::invalid_argument)
        return {};
    if (error == std::errc::result_out_of_range) {
        const std::size_t exponent = lower.find('e');
        const bool isTiny = exponent == std::string::npos
                                ? lower.front() == '0' || lower.front() == '.'
                                : lower[exponent + 1] == '-';
        value = isTiny ? 0.0 : kInfinity;
    }
    return negative ? -value : value;
}

Value withoutFraction(double value)
{
    if (std::isnan(value))
        throw pythonError("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(value))
        throw pythonError("OverflowError", "cannot convert float infinity to integer");
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (std::abs(value) < kTwoTo63)
        return Value(static_cast<std::int64_t>(value));
    std::array<char, 400> digits{};
    const int length = std::snprintf(digits.data(), digits.size(), "%.0f", value);
    return Value::integer(std::string_view(digits.data(), static_cast<std::size_t>(length)));
}

} // namespace

Value pythonInt(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Int:
    case Value::Kind::BigInt:
        return value;
    case Value::Kind::Bool:
        return Value(value.asBool() ? 1 : 0);
    case Value::Kind::Double:
        return withoutFraction(value.asDouble());
    case Value::Kind::String:
        if (const std::optional<Value> integer = integerOf(value.asString()))
            return *integer;
        throw pythonError("ValueError",
                          "invalid literal for int() with base 10: " + py::repr(value));
    default:
        throw pythonError("TypeError",
                          "int() argument must be a string, a bytes-like object or a real number, "
                          "not '"
                              + value.typeName() + "'");
    }
}

Value pythonFloat(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Double:
        return value;
    case Value::Kind::Bool:
        return Value(value.asBool() ? 1.0 : 0.0);
    case Value::Kind::Int:
        return Value(static_cast<double>(value.asInt()));
    case Value::Kind::BigInt: {
        const std::optional<double> number = doubleOf(value.asBigInt().digits);
        if (!number || std::isinf(*number))
            throw pythonError("OverflowError", "int too large to convert to float");
        return Value(*number);
    }
    case Value::Kind::String:
        if (const std::optional<double> number = doubleOf(value.asString()))
            return Value(*number);
        throw pythonError("ValueError", "could not convert string to float: " + py::repr(value));
    default:
        throw pythonError("TypeError",
                          "float() argument must be a string or a real number, not '"
                              + value.typeName() + "'");
    }
}

} // namespace postern::pyobject

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/valuetype.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <system_error>

namespace postern {

namespace {

// CPython refuses longer texts (sys.set_int_max_str_digits).
constexpr std::size_t kMaxIntDigits = 4300;

[[noreturn]] void fail(std::string_view pythonClass, const std::string &message)
{
    throw Error(ErrorCode::InvalidInput, message).as({std::string(pythonClass)}, message);
}

bool isSpace(char32_t c)
{
    return (c >= 9 && c <= 13) || (c >= 28 && c <= 32) || c == 0x85 || c == 0xa0 || c == 0x1680
           || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f
           || c == 0x205f || c == 0x3000;
}

/// str.strip(): white space as Python has it.
std::string_view strip(std::string_view text)
{
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!isSpace(utf8::next(text, next)))
            break;
        begin = next;
    }
    std::size_t end = begin;
    for (std::size_t at = begin; at < text.size();) {
        if (!isSpace(utf8::next(text, at)))
            end = at;
    }
    return text.substr(begin, end - begin);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes out underscores, which may stand only between two digits; nothing when one doesn't.
std::optional<std::string> withoutUnderscores(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            plain += text[i];
            continue;
        }
        if (i == 0 || i + 1 == text.size() || !isDigit(text[i - 1]) || !isDigit(text[i + 1]))
            return std::nullopt;
    }
    return plain;
}

/// int(text), base 10.
Value parseInt(const std::string &original)
{
    const auto invalid = [&original] {
        fail("ValueError", "invalid literal for int() with base 10: " + py::reprString(original));
    };
    std::optional<std::string> text = withoutUnderscores(strip(original));
    if (!text || text->empty())
        invalid();
    const bool hasSign = text->front() == '-' || text->front() == '+';
    const bool negative = text->front() == '-';
    std::string digits = text->substr(hasSign ? 1 : 0);
    if (digits.empty() || !std::ranges::all_of(digits, isDigit))
        invalid();
    if (digits.size() > kMaxIntDigits)
        fail("ValueError", "Exceeds the limit (4300 digits) for integer string conversion");
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return Value::integer(negative && digits != "0" ? "-" + digits : digits);
}

/// float(text).
double parseDouble(const std::string &original)
{
    const auto invalid = [&original] {
        fail("ValueError", "could not convert string to float: " + py::reprString(original));
    };
    const std::optional<std::string> stripped = withoutUnderscores(strip(original));
    if (!stripped || stripped->empty())
        invalid();
    std::string text = *stripped;
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    const bool negative = text.front() == '-';
    if (negative || text.front() == '+')
        text.erase(0, 1);
    double value = 0;
    if (text == "inf" || text == "infinity") {
        value = std::numeric_limits<double>::infinity();
    } else if (text == "nan") {
        value = std::numeric_limits<double>::quiet_NaN();
    } else {
        const bool startsLikeNumber
            = !text.empty()
              && (isDigit(text[0]) || (text[0] == '.' && text.size() > 1 && isDigit(text[1])));
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (!startsLikeNumber || end != text.data() + text.size()
            || error == std::errc::invalid_argument)
            invalid();
        if (error == std::errc::result_out_of_range) {
            const std::size_t exponent = text.find('e');
            const bool tiny = exponent != std::string::npos && text[exponent + 1] == '-';
            value = tiny ? 0.0 : std::numeric_limits<double>::infinity();
        }
    }
    return negative ? -value : value;
}

Value intOf(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Bool:
        return {std::int64_t{value.asBool()}};
    case Value::Kind::Int:
    case Value::Kind::BigInt:
        return value;
    case Value::Kind::Double: {
        const double number = value.asDouble();
        if (!std::isfinite(number))
            fail("ValueError", "cannot convert float " + py::reprDouble(number) + " to integer");
        // %.0f of a truncated double is exact in glibc, whatever its size.
        std::array<char, 400> digits{};
        const int length = std::snprintf(digits.data(), digits.size(), "%.0f", std::trunc(number));
        const std::string_view text(digits.data(), static_cast<std::size_t>(length));
        return text == "-0" ? Value(0) : Value::integer(text);
    }
    case Value::Kind::String:
        return parseInt(value.asString());
    default:
        fail("TypeError",
             "int() argument must be a string, a bytes-like object or a real number, not '"
                 + value.typeName() + "'");
    }
}

Value doubleOf(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Bool:
        return {value.asBool() ? 1.0 : 0.0};
    case Value::Kind::Int:
        return {static_cast<double>(value.asInt())};
    case Value::Kind::BigInt: {
        const double number = parseDouble(value.asBigInt().digits);
        if (std::isinf(number))
            fail("OverflowError", "int too large to convert to float");
        return {number};
    }
    case Value::Kind::Double:
        return value;
    case Value::Kind::String:
        return {parseDouble(value.asString())};
    default:
        fail("TypeError",
             "float() argument must be a string or a real number, not '" + value.typeName() + "'");
    }
}

Value boolOf(const Value &value)
{
    if (value.isBool())
        return value;
    if (value.isString()) {
        std::string text = value.asString();
        std::ranges::transform(text, text.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        if (text == "true" || text == "false")
            return {text == "true"};
    }
    fail("ValueError", "Invalid boolean value " + py::repr(value));
}

Value listOf(const Value &value)
{
    Value list = value;
    if (value.isString()) {
        try {
            list = json::parse(value.asString());
        } catch (const Error &error) {
            fail("JSONDecodeError",
                 error.promptflow() ? error.promptflow()->message : error.message());
        }
    }
    if (!list.isList())
        fail("ValueError", "Invalid list value " + py::repr(value));
    return list;
}

Value objectOf(const Value &value)
{
    if (!value.isString())
        return value;
    try {
        return json::parse(value.asString());
    } catch (const Error &) {
        return value; // as prompt flow: text that is no JSON is itself
    }
}

} // namespace

bool isValueType(std::string_view type)
{
    static constexpr std::array<std::string_view, 11> kTypes{"int",
                                                             "double",
                                                             "bool",
                                                             "string",
                                                             "secret",
                                                             "prompt_template",
                                                             "list",
                                                             "object",
                                                             "file_path",
                                                             "image",
                                                             "assistant_definition"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

Value parseAs(std::string_view type, const Value &value)
{
    if (type == "int")
        return intOf(value);
    if (type == "double")
        return doubleOf(value);
    if (type == "bool")
        return boolOf(value);
    if (type == "string")
        return {py::str(value)};
    if (type == "list")
        return listOf(value);
    if (type == "object")
        return objectOf(value);
    return value;
}

} // namespace postern

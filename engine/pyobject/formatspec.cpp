// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/formatspec.h"

#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace postern::pyobject {

namespace {

constexpr std::int64_t kMaxPrecision = 100'000;

[[noreturn]] void valueError(std::string message)
{
    throw PyError("ValueError", std::move(message));
}

bool isAlign(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

std::int64_t number(std::string_view &text)
{
    std::int64_t value = 0;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        const int digit = text[0] - '0';
        if (value > (INT64_MAX - digit) / 10)
            valueError("Too many decimal digits in format string");
        value = value * 10 + digit;
        text.remove_prefix(1);
    }
    return value;
}

[[noreturn]] void unknownCode(char code, std::string_view typeName)
{
    valueError("Unknown format code '" + std::string(1, code) + "' for object of type '"
               + std::string(typeName) + "'");
}

std::string formatString(const Object &value, const FormatSpec &spec)
{
    if (spec.type != 0 && spec.type != 's')
        unknownCode(spec.type, typeName(value));
    if (spec.sign != 0)
        valueError(spec.sign == ' ' ? "Space not allowed in string format specifier"
                                    : "Sign not allowed in string format specifier");
    if (spec.noNegativeZero)
        valueError("Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate)
        valueError("Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        valueError("'=' alignment not allowed in string format specifier");
    std::string text = str(value);
    if (spec.precision >= 0) {
        std::size_t end = 0;
        for (std::int64_t i = 0; i < spec.precision && end < text.size(); ++i)
            utf8::next(text, end);
        text.resize(end);
    }
    return aligned(spec, {}, text, '<');
}

std::string digitsInBase(const Integer &magnitude, unsigned bits, bool capital)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    if (magnitude == 0)
        return "0";
    std::string digits;
    for (Integer rest = magnitude; rest != 0; rest >>= bits)
        digits += kDigits[static_cast<std::size_t>(rest & ((1U << bits) - 1))];
    std::reverse(digits.begin(), digits.end());
    return capital ? upper(digits) : digits;
}

std::string signOf(bool negative, char sign)
{
    if (negative)
        return "-";
    return sign == '+' || sign == ' ' ? std::string(1, sign) : std::string();
}

/// Groups the digits and, when zeros fill the width, groups those too.
std::string zeroGrouped(const FormatSpec &spec,
                        std::string digits,
                        std::string_view prefix,
                        std::string_view rest,
                        std::size_t size)
{
    if (spec.grouping == 0)
        return digits;
    std::string out = grouped(digits, spec.grouping, size);
    if (spec.fill != "0" || spec.align != '=')
        return out;
    const auto width = static_cast<std::size_t>(spec.width);
    while (prefix.size() + out.size() + rest.size() < width) {
        digits.insert(digits.begin(), '0');
        out = grouped(digits, spec.grouping, size);
    }
    return out;
}

std::string formatDouble(double value, const FormatSpec &spec);

std::string formatInteger(const Object &value, const FormatSpec &spec)
{
    constexpr std::string_view kTypes = "bcdoxXn";
    constexpr std::string_view kDoubleTypes = "eEfFgG%";
    if (spec.type != 0 && kDoubleTypes.find(spec.type) != std::string_view::npos)
        return formatDouble(toDouble(value), spec);
    if (spec.type != 0 && kTypes.find(spec.type) == std::string_view::npos)
        unknownCode(spec.type, typeName(value));
    if (spec.precision >= 0)
        valueError("Precision not allowed in integer format specifier");
    if (spec.noNegativeZero)
        valueError("Negative zero coercion (z) not allowed in integer format specifier");
    const Integer number = toInteger(value);
    const Integer magnitude = number < 0 ? Integer(-number) : number;
    std::string digits;
    std::string prefix;
    std::size_t group = 4;
    switch (spec.type) {
    case 0:
    case 'd':
    case 'n':
        digits = integerText(makeInteger(magnitude));
        group = 3;
        break;
    case 'b':
        digits = digitsInBase(magnitude, 1, false);
        prefix = "0b";
        break;
    case 'o':
        digits = digitsInBase(magnitude, 3, false);
        prefix = "0o";
        break;
    default: // x and X
        digits = digitsInBase(magnitude, 4, spec.type == 'X');
        prefix = spec.type == 'x' ? "0x" : "0X";
        break;
    case 'c': {
        if (spec.sign != 0)
            valueError("Sign not allowed with integer format specifier 'c'");
        if (spec.alternate)
            valueError("Alternate form (#) not allowed with integer format specifier 'c'");
        if (number < 0 || number > 0x10FFFF)
            throw PyError("OverflowError", "%c arg not in range(0x110000)");
        std::string text;
        utf8::append(text, static_cast<char32_t>(number));
        return aligned(spec, {}, text, '>');
    }
    }
    std::string head = signOf(number < 0, spec.sign);
    if (spec.alternate)
        head += prefix.empty() ? "" : prefix;
    return aligned(spec, head, zeroGrouped(spec, std::move(digits), head, {}, group), '>');
}

/// The digits of a float without a type: as repr, or like 'g' with a digit after the point.
std::string plainDouble(double magnitude, const FormatSpec &spec)
{
    if (spec.precision < 0 || !std::isfinite(magnitude))
        return py::reprDouble(magnitude);
    const auto precision = static_cast<int>(std::max<std::int64_t>(1, spec.precision));
    std::string scientific = doubleDigits(magnitude, 'e', precision - 1, spec.alternate);
    const std::size_t e = scientific.find('e');
    const int exponent = std::stoi(scientific.substr(e + 1));
    if (exponent < -4 || exponent > precision - 2) {
        std::size_t last = e;
        if (!spec.alternate && scientific.find('.') < e) {
            while (scientific[last - 1] == '0')
                --last;
            last -= scientific[last - 1] == '.' ? 1 : 0;
        }
        return scientific.substr(0, last) + scientific.substr(e);
    }
    std::string digits = doubleDigits(magnitude, 'g', precision, spec.alternate);
    return digits.find('.') == std::string::npos ? digits + ".0" : digits;
}

std::string formatDouble(double value, const FormatSpec &spec)
{
    if (spec.precision > INT32_MAX)
        valueError("precision too big");
    if (spec.precision > kMaxPrecision)
        throw PyError::limit("a precision is too large", "ValueError");
    const bool percent = spec.type == '%';
    const bool capital = spec.type == 'E' || spec.type == 'F' || spec.type == 'G';
    const double magnitude = std::abs(percent ? value * 100 : value);
    std::string digits;
    if (spec.type == 0) {
        digits = plainDouble(magnitude, spec);
    } else {
        char type = spec.type;
        if (percent)
            type = 'f';
        else if (type == 'n')
            type = 'g';
        if (std::string_view("eEfFgG").find(type) == std::string_view::npos)
            unknownCode(spec.type, "float");
        const auto precision = static_cast<int>(spec.precision < 0 ? 6 : spec.precision);
        digits = doubleDigits(magnitude, type, precision, spec.alternate);
    }
    if (capital)
        digits = upper(digits);
    bool negative = std::signbit(value) && !std::isnan(value);
    if (spec.noNegativeZero && digits.find_first_of("123456789nN") == std::string::npos)
        negative = false;
    const std::size_t whole = std::min(digits.find_first_not_of("0123456789"), digits.size());
    const std::string rest = digits.substr(whole) + (percent ? "%" : "");
    const std::string head = signOf(negative, spec.sign);
    return aligned(spec,
                   head,
                   zeroGrouped(spec, digits.substr(0, whole), head, rest, 3) + rest,
                   '>');
}

} // namespace

void FormatSpec::checkGrouping(char defaultType) const
{
    const char code = type != 0 ? type : defaultType;
    if (grouping == 0 || code == 0
        || std::string_view("defgEFG%").find(code) != std::string_view::npos
        || (grouping == '_' && std::string_view("boxX").find(code) != std::string_view::npos))
        return;
    valueError(std::string("Cannot specify '") + grouping + "' with '" + code + "'.");
}

FormatSpec FormatSpec::parse(std::string_view text, std::string_view typeName, bool isText)
{
    FormatSpec spec;
    const std::string_view whole = text;
    std::size_t first = 0;
    if (!text.empty())
        utf8::next(text, first);
    const bool fillGiven = !text.empty() && first < text.size() && isAlign(text[first]);
    if (fillGiven) {
        spec.fill = text.substr(0, first);
        spec.align = text[first];
        text.remove_prefix(first + 1);
    } else if (!text.empty() && isAlign(text[0])) {
        spec.align = text[0];
        text.remove_prefix(1);
    }
    const auto skip = [&text](char c) {
        if (text.empty() || text[0] != c)
            return false;
        text.remove_prefix(1);
        return true;
    };
    if (!text.empty() && (text[0] == '+' || text[0] == '-' || text[0] == ' ')) {
        spec.sign = text[0];
        text.remove_prefix(1);
    }
    spec.noNegativeZero = skip('z');
    spec.alternate = skip('#');
    if (!fillGiven && skip('0')) {
        spec.fill = "0";
        if (spec.align == 0 && !isText)
            spec.align = '=';
    }
    spec.width = number(text);
    if (!text.empty() && (text[0] == ',' || text[0] == '_')) {
        spec.grouping = text[0];
        text.remove_prefix(1);
        if (!text.empty() && (text[0] == ',' || text[0] == '_'))
            valueError(text[0] == spec.grouping ? std::string("Cannot specify '") + spec.grouping
                                                      + "' with '" + spec.grouping + "'."
                                                : "Cannot specify both ',' and '_'.");
    }
    if (skip('.')) {
        if (text.empty() || text[0] < '0' || text[0] > '9')
            valueError("Format specifier missing precision");
        spec.precision = number(text);
    }
    if (text.size() > 1)
        valueError("Invalid format specifier '" + std::string(whole) + "' for object of type '"
                   + std::string(typeName) + "'");
    if (!text.empty())
        spec.type = text[0];
    spec.checkGrouping(isText ? 's' : '\0');
    return spec;
}

std::string doubleDigits(double magnitude, char type, int precision, bool alternate)
{
    if (std::isnan(magnitude))
        return "nan";
    if (std::isinf(magnitude))
        return "inf";
    const bool isGeneral = type == 'g' || type == 'G';
    if (isGeneral && precision == 0)
        precision = 1;
    const auto form = type == 'e' || type == 'E'   ? std::chars_format::scientific
                      : type == 'f' || type == 'F' ? std::chars_format::fixed
                                                   : std::chars_format::general;
    std::string out(static_cast<std::size_t>(precision) + 350, '\0');
    const auto [end, error]
        = std::to_chars(out.data(), out.data() + out.size(), magnitude, form, precision);
    out.resize(static_cast<std::size_t>(end - out.data()));
    if (!alternate)
        return out;
    std::size_t mantissa = std::min(out.find('e'), out.size());
    if (out.find('.') == std::string::npos)
        out.insert(mantissa++, ".");
    if (isGeneral) {
        std::size_t significant = 0;
        const std::size_t nonZero = out.find_first_of("123456789");
        for (std::size_t i = nonZero == std::string::npos ? 0 : nonZero; i < mantissa; ++i)
            significant += out[i] != '.' ? 1 : 0;
        if (significant < static_cast<std::size_t>(precision))
            out.insert(mantissa, static_cast<std::size_t>(precision) - significant, '0');
    }
    return out;
}

std::string grouped(std::string_view digits, char separator, std::size_t size)
{
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % size == 0)
            out += separator;
        out += digits[i];
    }
    return out;
}

std::string aligned(const FormatSpec &spec,
                    std::string_view prefix,
                    std::string_view body,
                    char defaultAlign)
{
    const std::size_t length = utf8::length(prefix) + utf8::length(body);
    const auto width = static_cast<std::size_t>(spec.width);
    const std::size_t pad = width > length ? width - length : 0;
    checkTextSize(pad);
    const char align = spec.align != 0 ? spec.align : defaultAlign;
    std::size_t left = 0;
    if (align == '>' || align == '=')
        left = pad;
    else if (align == '^')
        left = pad / 2;
    std::string out;
    const auto fill = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            out += spec.fill;
    };
    if (align == '=')
        out += prefix;
    fill(left);
    if (align != '=')
        out += prefix;
    out += body;
    fill(pad - left);
    return out;
}

std::string formatValue(const Object &value, std::string_view format)
{
    if (format.empty())
        return str(value);
    switch (value.kind()) {
    case Kind::Str:
        return formatString(value, FormatSpec::parse(format, typeName(value), true));
    case Kind::Bool:
    case Kind::Int:
    case Kind::BigInt:
        return formatInteger(value, FormatSpec::parse(format, typeName(value), false));
    case Kind::Float:
        return formatDouble(value.asFloat(), FormatSpec::parse(format, "float", false));
    default:
        throw PyError("TypeError",
                      "unsupported format string passed to " + typeName(value) + ".__format__");
    }
}

} // namespace postern::pyobject

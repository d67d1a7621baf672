// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/scalarwriter.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace postern::yaml {

namespace {

/// What is neither shown nor kept by every reader, or is a line break to some.
bool needsEscape(char32_t c)
{
    return (c < 0x20 && c != '\t') || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028
           || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF
           || (c >= 0xD800 && c < 0xE000);
}

/// Words that are no text in YAML 1.1, or not in every reader's YAML 1.2.
bool isSpecialWord(std::string_view text)
{
    static constexpr std::array kWords
        = {"yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"};
    return std::ranges::find(kWords, text) != kWords.end();
}

/// Digits and what numbers, times and dates have beside them.
bool looksLikeNumber(std::string_view text)
{
    const std::size_t first = text.find_first_not_of("+-.");
    return first != std::string_view::npos && text[first] >= '0' && text[first] <= '9'
           && text.find_first_not_of("0123456789+-.,:_eExXoObBtTzZ ") == std::string_view::npos;
}

bool hasDigit(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos;
}

/// "0x_", "+_", "-._e+3": what has the form of a number, and no digit that counts.
bool isNumberWithoutDigits(std::string_view text)
{
    const bool hasSign = text.find_first_of("+-") == 0;
    text.remove_prefix(hasSign ? 1 : 0);
    const bool hasBase = text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b");
    if (hasBase || (hasSign && text.starts_with('_')))
        return text.find_first_not_of('_', hasBase ? 2 : 0) == std::string_view::npos;
    return text.starts_with("._") && !hasDigit(text.substr(0, text.find_first_of("eE")))
           && text.find_first_not_of("._eE+-0123456789") == std::string_view::npos;
}

/// "2024-13-01", with a time or without: a date by its form.
bool looksLikeDate(std::string_view text)
{
    const std::string_view day = text.substr(0, text.find_first_of("Tt \t"));
    const std::size_t month = day.find('-');
    return month == 4 && hasDigit(day) && day.find('-', 5) != std::string_view::npos
           && day.find_first_not_of("0123456789-") == std::string_view::npos;
}

std::string escapedCharacter(char32_t c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case 0:
        return "\\0";
    default:
        break;
    }
    static constexpr std::string_view kDigits = "0123456789abcdef";
    const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    std::string result = c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
    for (int i = digits - 1; i >= 0; --i)
        result += kDigits[(c >> (4 * i)) & 0xFU];
    return result;
}

std::string doubleQuoted(std::string_view text)
{
    std::string result = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(text, at);
        if (c == '"' || c == '\\' || c == '\t' || needsEscape(c))
            result += escapedCharacter(c);
        else
            result += text.substr(begin, at - begin);
    }
    return result + "\"";
}

std::string singleQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? "''" : std::string(1, c);
    return result + "'";
}

[[noreturn]] void cannotHold(const Message &what)
{
    throw Error(ErrorCode::InvalidInput,
                tr("YAML can't hold %1.", what),
                tr("Give a text, a number, a list or a mapping."));
}

std::string doubleText(double value)
{
    if (std::isnan(value))
        return ".nan";
    if (std::isinf(value))
        return value < 0 ? "-.inf" : ".inf";
    return py::reprDouble(value);
}

} // namespace

bool needsEscape(std::string_view line)
{
    for (std::size_t at = 0; at < line.size();) {
        if (needsEscape(utf8::next(line, at)))
            return true;
    }
    return false;
}

bool failsElsewhere(std::string_view plain)
{
    if (plain == "=" || plain == "<<")
        return true;
    return (isNumberWithoutDigits(plain) || looksLikeDate(plain)) && typedScalar(plain).isString();
}

bool canBePlain(std::string_view text, Site site)
{
    constexpr std::string_view kFirst = "-?:,[]{}#&*!|>'\"%@`";
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':')
        return false;
    if (text.find_first_of("\t\n\r") != std::string_view::npos || needsEscape(text))
        return false;
    if (kFirst.find(text.front()) != std::string_view::npos) {
        const bool isDashed = text.size() > 1 && text.front() == '-' && text[1] != ' '
                              && text[1] != '-' && kFirst.find(text[1]) == std::string_view::npos;
        if (!isDashed)
            return false;
    }
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos
        || text.starts_with("..."))
        return false;
    if (site == Site::Flow && text.find_first_of(",[]{}:?") != std::string_view::npos)
        return false;
    if (site == Site::BlockKey
        && (text.size() > 120 || text.find_first_of("{}[]?") != std::string_view::npos))
        return false;
    if (isSpecialWord(text) || looksLikeNumber(text) || failsElsewhere(text))
        return false;
    return typedScalar(text).isString();
}

std::string quoted(std::string_view text, Node::Style style)
{
    const bool isSingle = style == Node::Style::SingleQuoted && !needsEscape(text)
                          && text.find('\t') == std::string_view::npos;
    return isSingle ? singleQuoted(text) : doubleQuoted(text);
}

std::string writeScalar(const Value &scalar, Site site, Node::Style style, Node::Style quotes)
{
    switch (scalar.kind()) {
    case Value::Kind::Null:
        return "null";
    case Value::Kind::Bool:
        return scalar.asBool() ? "true" : "false";
    case Value::Kind::Int:
        return std::to_string(scalar.asInt());
    case Value::Kind::BigInt:
        return scalar.asBigInt().digits;
    case Value::Kind::Double:
        return doubleText(scalar.asDouble());
    case Value::Kind::DateTime:
        return scalar.asDateTime().iso;
    case Value::Kind::Bytes:
        return "!!binary " + doubleQuoted(toBase64(scalar.asBytes().data));
    case Value::Kind::String:
        break;
    default:
        cannotHold(tr("a value of the type %1", scalar.typeName()));
    }
    const std::string &text = scalar.asString();
    if (!utf8::isValid(text))
        cannotHold(tr("a text that isn't UTF-8"));
    if (style == Node::Style::SingleQuoted || style == Node::Style::DoubleQuoted)
        return quoted(text, style);
    return canBePlain(text, site) ? text : quoted(text, quotes);
}

bool canBeLiteral(std::string_view text)
{
    const std::size_t first = text.find_first_not_of('\n');
    if (text.find('\n') == std::string_view::npos || first == std::string_view::npos
        || text[first] == ' ' || !utf8::isValid(text))
        return false;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const bool isBlank = line.find_first_not_of(" \t") == std::string_view::npos;
        if ((isBlank && !line.empty()) || line.starts_with('\t') || needsEscape(line))
            return false;
        at = end + 1;
    }
    return true;
}

std::vector<std::string> literalLines(std::string_view text)
{
    const bool ends = text.ends_with('\n');
    std::vector<std::string> lines{!ends ? "|-" : text.ends_with("\n\n") ? "|+" : "|"};
    const std::string_view body = ends ? text.substr(0, text.size() - 1) : text;
    std::size_t at = 0;
    while (at <= body.size()) {
        const std::size_t end = std::min(body.find('\n', at), body.size());
        lines.emplace_back(body.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

} // namespace postern::yaml

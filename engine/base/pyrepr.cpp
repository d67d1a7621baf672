// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"

#include "engine/base/utf8.h"

#include <boost/uuid/detail/sha1.hpp>
#include <unicode/uchar.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace postern::py {

namespace {

/// Python's str.isprintable for one character: everything but "other" and "separator" except the space.
bool isPrintable(char32_t c)
{
    if (c == ' ')
        return true;
    switch (u_charType(static_cast<UChar32>(c))) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SPACE_SEPARATOR:
        return false;
    default:
        return true;
    }
}

void appendHex(std::string &out, char32_t value, int digits)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += kDigits[(value >> static_cast<unsigned>(shift)) & 0xFU];
}

void appendEscaped(std::string &out, char32_t c, char quote)
{
    if (c == static_cast<char32_t>(quote) || c == '\\') {
        out += '\\';
        out += static_cast<char>(c);
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (isPrintable(c)) {
        utf8::append(out, c);
    } else if (c <= 0xFF) {
        out += "\\x";
        appendHex(out, c, 2);
    } else if (c <= 0xFFFF) {
        out += "\\u";
        appendHex(out, c, 4);
    } else {
        out += "\\U";
        appendHex(out, c, 8);
    }
}

char quoteFor(std::string_view text)
{
    return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos
               ? '"'
               : '\'';
}

std::string reprBytes(std::string_view data)
{
    const char quote = quoteFor(data);
    std::string out = "b";
    out += quote;
    for (const char byte : data) {
        const auto c = static_cast<unsigned char>(byte);
        if (c >= 0x80 || (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
            out += "\\x";
            appendHex(out, c, 2);
        } else {
            appendEscaped(out, c, quote);
        }
    }
    out += quote;
    return out;
}

/// The parts of an ISO 8601 text as the arguments of Python's constructor.
std::string reprDateTime(const DateTime &value)
{
    std::string out = value.dateOnly ? "datetime.date(" : "datetime.datetime(";
    bool first = true;
    std::size_t at = 0;
    const std::string_view iso = value.iso;
    int fields = 0;
    while (at < iso.size() && fields < (value.dateOnly ? 3 : 7)) {
        const std::size_t end = std::min(iso.find_first_not_of("0123456789", at), iso.size());
        if (end == at)
            break;
        int number = 0;
        std::from_chars(iso.data() + at, iso.data() + end, number);
        // Python leaves out seconds and microseconds that are zero.
        if (fields < 5 || number != 0) {
            if (!first)
                out += ", ";
            out += std::to_string(number);
            first = false;
        }
        ++fields;
        if (end < iso.size()
            && (iso[end] == '+' || iso[end] == 'Z' || (iso[end] == '-' && fields > 3))) {
            if (iso.substr(end) == "+00:00" || iso[end] == 'Z')
                out += ", tzinfo=datetime.timezone.utc";
            break;
        }
        at = end + 1;
    }
    return out + ")";
}

void append(std::string &out, const Value &value);

void appendItems(std::string &out, const List &items)
{
    bool first = true;
    for (const Value &item : items) {
        if (!first)
            out += ", ";
        first = false;
        append(out, item);
    }
}

void appendDict(std::string &out, const Dict &dict)
{
    out += '{';
    bool first = true;
    for (const auto &[key, member] : dict) {
        if (!first)
            out += ", ";
        first = false;
        append(out, key);
        out += ": ";
        append(out, member);
    }
    out += '}';
}

/// As prompt flow's images show themselves: the first digits of their content's SHA-1.
std::string reprImage(const Image &image)
{
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(image.data.data(), image.data.size());
    boost::uuids::detail::sha1::digest_type digest{};
    hash.get_digest(digest);
    std::array<char, 9> text{};
    std::snprintf(text.data(), text.size(), "%08x", digest[0]);
    return "Image(" + std::string(text.data()) + ")";
}

void append(std::string &out, const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        out += "None";
        break;
    case Value::Kind::Bool:
        out += value.asBool() ? "True" : "False";
        break;
    case Value::Kind::Int:
        out += std::to_string(value.asInt());
        break;
    case Value::Kind::BigInt:
        out += value.asBigInt().digits;
        break;
    case Value::Kind::Double:
        out += reprDouble(value.asDouble());
        break;
    case Value::Kind::String:
        out += reprString(value.asString());
        break;
    case Value::Kind::Bytes:
        out += reprBytes(value.asBytes().data);
        break;
    case Value::Kind::List:
        out += '[';
        appendItems(out, value.asList());
        out += ']';
        break;
    case Value::Kind::Tuple:
        out += '(';
        appendItems(out, value.asList());
        out += value.asList().size() == 1 ? ",)" : ")";
        break;
    case Value::Kind::Dict:
        appendDict(out, value.asDict());
        break;
    case Value::Kind::DateTime:
        out += reprDateTime(value.asDateTime());
        break;
    case Value::Kind::Image:
        out += reprImage(value.asImage());
        break;
    case Value::Kind::Handle:
        out += value.asHandle().repr;
        break;
    }
}

} // namespace

std::string reprDouble(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(),
                                   buffer.data() + buffer.size(),
                                   value,
                                   std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));

    const std::size_t e = text.find('e');
    int exponent = 0;
    const std::size_t exponentBegin = e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(text.data() + exponentBegin, text.data() + text.size(), exponent);
    if (exponent < -4 || exponent >= 16)
        return std::string(text); // "1e+16", "1.5e-07": to_chars pads the exponent as Python does

    std::string result;
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (c == '-')
            result += '-';
        else if (c != '.')
            digits += c;
    }
    if (exponent < 0) {
        result += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
        return result;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
        return result + digits + std::string(whole - digits.size(), '0') + ".0";
    return result + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string reprString(std::string_view text)
{
    const char quote = quoteFor(text);
    std::string out(1, quote);
    for (std::size_t at = 0; at < text.size();)
        appendEscaped(out, utf8::next(text, at), quote);
    out += quote;
    return out;
}

std::string repr(const Value &value)
{
    std::string out;
    append(out, value);
    return out;
}

std::string str(const Value &value)
{
    if (value.isString())
        return value.asString();
    if (value.kind() == Value::Kind::DateTime)
        return value.asDateTime().iso;
    if (value.isHandle() && value.asHandle().view)
        return value.asHandle().view->text;
    return repr(value);
}

} // namespace postern::py

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pyliteral.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace postern::pyobject {

namespace {

/// Not a literal; caught by parsePythonLiteral().
struct NotALiteral
{};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c)
{
    return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || static_cast<unsigned char>(c) >= 0x80;
}

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {}

    Value parseAll()
    {
        while (takeIf(" ") || takeIf("\t")) {
        }
        skipEmptyLines();
        if (m_at > 0 && m_text[m_at - 1] == '\n' && (peek() == ' ' || peek() == '\t'))
            throw NotALiteral(); // an indented line
        Value value = parseItem();
        skip();
        if (takeIf(","))
            value = parseTuple(std::move(value));
        if (takeIf("\n"))
            skipEmptyLines();
        if (m_at != m_text.size())
            throw NotALiteral();
        return value;
    }

private:
    static constexpr int kDepthLimit = 100;

    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    char take()
    {
        if (m_at >= m_text.size())
            throw NotALiteral();
        return m_text[m_at++];
    }

    bool takeIf(std::string_view expected)
    {
        if (!m_text.substr(m_at).starts_with(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    /// Outside of brackets the end of a line ends the expression.
    void skip()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (c == ' ' || c == '\t' || c == '\f' || (c == '\n' && m_depth > 0))
                ++m_at;
            else if (!takeIf("\\\n"))
                break;
            else if (m_at == m_text.size()) // nothing that it goes on with
                throw NotALiteral();
        }
    }

    void skipEmptyLines()
    {
        while (m_at < m_text.size()) {
            const std::size_t begin = m_at;
            skip();
            if (takeIf("\n") || (m_at == m_text.size() && m_text.find('#', begin) != m_text.npos))
                continue;
            m_at = begin;
            return;
        }
    }

    /// What follows the comma of a tuple without parentheses.
    Value parseTuple(Value first)
    {
        List items{std::move(first)};
        bool comma = true;
        for (skip(); comma && m_at < m_text.size() && peek() != '\n'; skip()) {
            items.push_back(parseItem());
            skip();
            comma = takeIf(",");
        }
        return Tuple{std::move(items)};
    }

    Value parseItem()
    {
        skip();
        const char c = peek();
        if (c == '[' || c == '(' || c == '{')
            return parseNested();
        if (c == '-' || c == '+' || c == '.' || isDigit(c))
            return parseNumber();
        if (startsString())
            return parseStrings();
        if (takeWord("None"))
            return {};
        if (takeWord("True"))
            return true;
        if (takeWord("False"))
            return false;
        throw NotALiteral();
    }

    Value parseNested()
    {
        if (++m_depth > kDepthLimit)
            throw NotALiteral();
        const char open = take();
        Value value = open == '{' ? parseDict() : parseSequence(open);
        --m_depth;
        return value;
    }

    Value parseSequence(char open)
    {
        const char close = open == '[' ? ']' : ')';
        List items;
        bool comma = false;
        for (skip(); peek() != close; skip()) {
            if (!items.empty() && !comma)
                throw NotALiteral();
            items.push_back(parseItem());
            skip();
            comma = takeIf(",");
        }
        take();
        if (open == '[')
            return items;
        if (items.size() == 1 && !comma) // only parentheses around an expression
            return std::move(items.front());
        return Tuple{std::move(items)};
    }

    static bool isHashable(const Value &key)
    {
        if (key.kind() == Value::Kind::Tuple)
            return std::ranges::all_of(key.asList(), isHashable);
        return !key.isList() && !key.isDict();
    }

    Value parseDict()
    {
        Dict members;
        bool comma = true;
        for (skip(); peek() != '}'; skip()) {
            if (!comma)
                throw NotALiteral();
            Value key = parseItem();
            if (!isHashable(key))
                throw NotALiteral();
            skip();
            if (!takeIf(":"))
                throw NotALiteral();
            members.set(std::move(key), parseItem());
            skip();
            comma = takeIf(",");
        }
        take();
        return members;
    }

    bool takeWord(std::string_view word)
    {
        const std::size_t end = m_at + word.size();
        if (!m_text.substr(m_at).starts_with(word)
            || (end < m_text.size() && isWordCharacter(m_text[end])))
            return false;
        m_at = end;
        return true;
    }

    Value parseNumber()
    {
        const bool negative = peek() == '-';
        if (negative || peek() == '+')
            take();
        skip();
        std::string digits;
        bool isReal = false;
        while (isWordCharacter(peek()) || peek() == '.'
               || ((peek() == '-' || peek() == '+') && isReal
                   && (digits.back() == 'e' || digits.back() == 'E'))) {
            const char c = take();
            isReal = isReal || c == '.' || ((c == 'e' || c == 'E') && !isPrefixed(digits));
            if (c != '_')
                digits += c;
            else if (!mayBeParted(digits))
                throw NotALiteral();
        }
        return isReal ? toReal(digits, negative) : toInteger(digits, negative);
    }

    /// Whether an underscore may stand here: between two digits, or after 0x and its like.
    bool mayBeParted(std::string_view before) const
    {
        const bool isHex = before.starts_with("0x") || before.starts_with("0X");
        const auto isPart = [isHex](char c) {
            return isDigit(c) || (isHex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
        };
        const bool isBehindPrefix = before.size() == 2 && isPrefixed(before) && before[1] != '.'
                                    && (before[1] | 0x20) != 'e';
        const bool isBehindDigit = m_at >= 2 && isPart(m_text[m_at - 2]) && !before.empty();
        return (isBehindPrefix || isBehindDigit) && isPart(peek()) && m_text[m_at - 2] != '_';
    }

    static bool isPrefixed(std::string_view digits)
    {
        return digits.size() > 1 && digits[0] == '0' && !isDigit(digits[1]);
    }

    static Value toReal(const std::string &digits, bool negative)
    {
        double value = 0;
        const auto [end, error] = std::from_chars(digits.data(),
                                                  digits.data() + digits.size(),
                                                  value);
        if (end != digits.data() + digits.size() || error == std::errc::invalid_argument)
            throw NotALiteral();
        if (error == std::errc::result_out_of_range)
            value = std::strtod(digits.c_str(), nullptr);
        return negative ? -value : value;
    }

    static Value toInteger(const std::string &digits, bool negative)
    {
        if (isPrefixed(digits)) {
            const char kind = static_cast<char>(digits[1] | 0x20);
            const int base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
            if (base == 0 || digits.size() == 2)
                throw NotALiteral();
            return Value::integer((negative ? "-" : "") + decimalOf(digits.substr(2), base));
        }
        const bool allDigits = digits.find_first_not_of("0123456789") == std::string::npos;
        const bool allZero = digits.find_first_not_of('0') == std::string::npos;
        if (digits.empty() || !allDigits || (digits[0] == '0' && !allZero))
            throw NotALiteral();
        return Value::integer((negative ? "-" : "") + digits);
    }

    /// Digits of another base in that of ten.
    static std::string decimalOf(std::string_view digits, int base)
    {
        std::string decimal = "0"; // the last digit first
        for (const char c : digits) {
            int carry = 0;
            const auto [end, error] = std::from_chars(&c, &c + 1, carry, base);
            if (end != &c + 1 || error != std::errc())
                throw NotALiteral();
            for (char &digit : decimal) {
                carry += (digit - '0') * base;
                digit = static_cast<char>('0' + carry % 10);
                carry /= 10;
            }
            for (; carry > 0; carry /= 10)
                decimal += static_cast<char>('0' + carry % 10);
        }
        return {decimal.rbegin(), decimal.rend()};
    }

    bool startsString() const
    {
        const bool hasPrefix = peek() == 'r' || peek() == 'R' || peek() == 'u' || peek() == 'U';
        const char quote = peek(hasPrefix ? 1 : 0);
        return quote == '\'' || quote == '"';
    }

    Value parseStrings()
    {
        std::string text;
        while (startsString()) {
            parseString(text);
            skip();
        }
        return text;
    }

    void parseString(std::string &text)
    {
        bool raw = false;
        while (peek() != '\'' && peek() != '"') {
            const char prefix = take();
            raw = raw || prefix == 'r' || prefix == 'R';
        }
        const std::string quote(1, take());
        const bool isTriple = takeIf(quote + quote);
        const std::string close = isTriple ? quote + quote + quote : quote;
        while (!takeIf(close)) {
            const char c = take();
            if (c == '\n' && !isTriple)
                throw NotALiteral();
            if (c != '\\')
                text += c;
            else if (raw)
                text.append(1, c).append(1, take());
            else
                parseEscape(text);
        }
    }

    void parseEscape(std::string &text)
    {
        static constexpr std::string_view kFrom = "\\'\"abfnrtv";
        static constexpr std::string_view kTo = "\\'\"\a\b\f\n\r\t\v";
        const char c = take();
        if (c == '\n')
            return;
        if (c == 'x' || c == 'u' || c == 'U') {
            appendHex(text, c == 'x' ? 2 : c == 'u' ? 4 : 8);
        } else if (c >= '0' && c <= '7') {
            char32_t value = static_cast<char32_t>(c - '0');
            for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i)
                value = value * 8 + static_cast<char32_t>(take() - '0');
            utf8::append(text, value);
        } else if (const std::size_t known = kFrom.find(c); known != std::string_view::npos) {
            text += kTo[known];
        } else if (c == 'N') {
            throw NotALiteral(); // names of characters
        } else {
            text.append(1, '\\').append(1, c);
        }
    }

    void appendHex(std::string &text, std::size_t digits)
    {
        const std::string_view hex = m_text.substr(m_at, digits);
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
        if (hex.size() != digits || error != std::errc() || end != hex.data() + digits
            || value > 0x10FFFF)
            throw NotALiteral();
        m_at += digits;
        utf8::append(text, value);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<Value> parsePythonLiteral(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        return {};
    // As Python reads source, whatever its lines end with.
    std::string source;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            source += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            source += '\n';
    }
    try {
        return Parser(source).parseAll();
    } catch (const NotALiteral &) {
        return {};
    }
}

} // namespace postern::pyobject

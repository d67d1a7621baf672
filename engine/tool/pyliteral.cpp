// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/pyliteral.h"

#include "engine/base/utf8.h"

#include <charconv>
#include <cmath>
#include <string>

namespace postern::tool {

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
        Value value = parseItem();
        skip();
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

    void skip()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
                ++m_at;
            else
                break;
        }
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

    Value parseDict()
    {
        Dict members;
        bool comma = true;
        for (skip(); peek() != '}'; skip()) {
            if (!comma)
                throw NotALiteral();
            Value key = parseItem();
            if (key.isList() || key.isDict())
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
            else if (digits.empty() || !isWordCharacter(peek()))
                throw NotALiteral();
        }
        return isReal ? toReal(digits, negative) : toInteger(digits, negative);
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
            std::int64_t value = 0;
            const char *const end = digits.data() + digits.size();
            if (base == 0 || digits.size() == 2
                || std::from_chars(digits.data() + 2, end, value, base).ptr != end)
                throw NotALiteral();
            return negative ? -value : value;
        }
        const bool allDigits = digits.find_first_not_of("0123456789") == std::string::npos;
        const bool allZero = digits.find_first_not_of('0') == std::string::npos;
        if (digits.empty() || !allDigits || (digits[0] == '0' && !allZero))
            throw NotALiteral();
        return Value::integer((negative ? "-" : "") + digits);
    }

    bool startsString() const
    {
        std::size_t ahead = 0;
        while (ahead < 2
               && (peek(ahead) == 'r' || peek(ahead) == 'R' || peek(ahead) == 'u'
                   || peek(ahead) == 'U'))
            ++ahead;
        return peek(ahead) == '\'' || peek(ahead) == '"';
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
    try {
        return Parser(text).parseAll();
    } catch (const NotALiteral &) {
        return {};
    }
}

} // namespace postern::tool

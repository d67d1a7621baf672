// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/jinja/lexer.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace postern::jinja {

namespace {

constexpr std::array<std::string_view, 26> kOperators = {"+",  "-",  "/", "//", "*", "%",  "**",
                                                         "~",  "[",  "]", "(",  ")", "{",  "}",
                                                         "==", "!=", ">", ">=", "<", "<=", "=",
                                                         ".",  ":",  "|", ",",  ";"};

bool isDigitByte(char c)
{
    return c >= '0' && c <= '9';
}

/// `(_?digit)*` after `at`.
template<typename Digit>
std::size_t digitRun(std::string_view text, std::size_t at, const Digit &digit)
{
    for (;;) {
        const std::size_t next = at < text.size() && text[at] == '_' ? at + 1 : at;
        if (next >= text.size() || !digit(text[next]))
            return at;
        at = next + 1;
    }
}

/// `(\d+_)*\d+` at `at`: its end, or `at` itself.
std::size_t groupedDigits(std::string_view text, std::size_t at)
{
    if (at >= text.size() || !isDigitByte(text[at]))
        return at;
    return digitRun(text, at + 1, isDigitByte);
}

} // namespace

std::string_view describe(TokenType type)
{
    if (type < TokenType::Name)
        return kOperators[static_cast<std::size_t>(type)];
    switch (type) {
    case TokenType::Name:
        return "name";
    case TokenType::String:
        return "string";
    case TokenType::Integer:
        return "integer";
    case TokenType::Float:
        return "float";
    case TokenType::Data:
        return "template data / text";
    case TokenType::BlockBegin:
        return "begin of statement block";
    case TokenType::BlockEnd:
        return "end of statement block";
    case TokenType::VariableBegin:
        return "begin of print statement";
    case TokenType::VariableEnd:
        return "end of print statement";
    default:
        return "end of template";
    }
}

std::size_t Lexer::floatLength() const
{
    const std::string_view text = m_source;
    if (m_at > 0 && text[m_at - 1] == '.')
        return 0;
    const std::size_t whole = groupedDigits(text, m_at);
    if (whole == m_at)
        return 0;
    std::size_t end = whole;
    bool fraction = false;
    if (end < text.size() && text[end] == '.') {
        const std::size_t digits = groupedDigits(text, end + 1);
        if (digits > end + 1) {
            end = digits;
            fraction = true;
        }
    }
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        std::size_t exponent = end + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-'))
            ++exponent;
        const std::size_t digits = groupedDigits(text, exponent);
        if (digits > exponent)
            return digits - m_at;
    }
    return fraction ? end - m_at : 0;
}

std::size_t Lexer::integerLength() const
{
    const std::string_view text = m_source;
    if (!isDigitByte(text[m_at]))
        return 0;
    if (text[m_at] != '0')
        return digitRun(text, m_at + 1, isDigitByte) - m_at;
    if (m_at + 1 < text.size()) {
        const auto prefixed = [&](const auto &digit) -> std::size_t {
            const std::size_t end = digitRun(text, m_at + 2, digit);
            return end > m_at + 2 ? end - m_at : 0;
        };
        std::size_t length = 0;
        switch (text[m_at + 1]) {
        case 'b':
        case 'B':
            length = prefixed([](char c) { return c == '0' || c == '1'; });
            break;
        case 'o':
        case 'O':
            length = prefixed([](char c) { return c >= '0' && c <= '7'; });
            break;
        case 'x':
        case 'X':
            length = prefixed([](char c) {
                return isDigitByte(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            });
            break;
        default:
            break;
        }
        if (length > 0)
            return length;
    }
    return digitRun(text, m_at + 1, [](char c) { return c == '0'; }) - m_at;
}

std::optional<Token> Lexer::literal()
{
    const char c = m_source[m_at];
    if (isDigitByte(c)) {
        Token token{TokenType::Float, m_line, {}, {}};
        if (const std::size_t length = floatLength()) {
            token.value = *parseFloat(std::string_view(m_source).substr(m_at, length));
            advance(m_at + length);
            return token;
        }
        if (const std::size_t length = integerLength()) {
            token.type = TokenType::Integer;
            token.value = *parseInteger(std::string_view(m_source).substr(m_at, length), 0);
            advance(m_at + length);
            return token;
        }
    }
    if (c == '\'' || c == '"') {
        std::size_t end = m_at + 1;
        while (end < m_source.size() && m_source[end] != c)
            end += m_source[end] == '\\' ? 2 : 1;
        if (end >= m_source.size())
            return std::nullopt;
        return string();
    }
    std::size_t at = m_at;
    const char32_t first = utf8::next(m_source, at);
    if (isWord(first) || isIdentifierPart(first))
        return name();
    return std::nullopt;
}

Token Lexer::name()
{
    std::size_t end = m_at;
    bool plain = !isDigitByte(m_source[m_at]);
    while (end < m_source.size()) {
        const auto byte = static_cast<unsigned char>(m_source[end]);
        if (byte < 0x80) {
            if (byte != '_' && !isDigitByte(m_source[end])
                && ((byte | 0x20U) < 'a' || (byte | 0x20U) > 'z'))
                break;
            ++end;
            continue;
        }
        std::size_t after = end;
        const char32_t c = utf8::next(m_source, after);
        if (!isWord(c) && !isIdentifierPart(c))
            break;
        plain = false;
        end = after;
    }
    const std::string_view text = std::string_view(m_source).substr(m_at, end - m_at);
    if (!plain && !isIdentifier(text))
        fail("Invalid character in identifier");
    advance(end);
    return {TokenType::Name, m_line, text, {}};
}

Token Lexer::string()
{
    const char quote = m_source[m_at];
    std::size_t end = m_at + 1;
    bool plain = true;
    while (m_source[end] != quote) {
        plain = plain && m_source[end] != '\\' && m_source[end] != '\n';
        end += m_source[end] == '\\' ? 2 : 1;
    }
    const std::string_view inside = std::string_view(m_source).substr(m_at + 1, end - m_at - 1);
    Token token{TokenType::String, m_line, {}, {}};
    if (plain) {
        token.value = Object::string(inside);
    } else if (m_options.newlineSequence == "\n") {
        token.value = Object::string(unescaped(inside, m_line));
    } else {
        const Token changed = data(inside);
        token.value = Object::string(unescaped(changed.text, m_line));
    }
    m_line += static_cast<int>(std::count(inside.begin(), inside.end(), '\n'));
    advance(end + 1);
    return token;
}

Token Lexer::operatorToken()
{
    const std::string_view rest = std::string_view(m_source).substr(m_at, 2);
    std::size_t found = kOperators.size();
    for (std::size_t i = 0; i < kOperators.size(); ++i) {
        if (rest.starts_with(kOperators[i])
            && (found == kOperators.size() || kOperators[i].size() > kOperators[found].size()))
            found = i;
    }
    if (found == kOperators.size()) {
        std::size_t end = m_at;
        utf8::next(m_source, end);
        const std::string_view source = m_source;
        fail("unexpected char " + py::reprString(source.substr(m_at, end - m_at)) + " at "
             + std::to_string(utf8::length(source.substr(0, m_at))));
    }
    const char c = rest[0];
    if (c == '{')
        m_open += '}';
    else if (c == '(')
        m_open += ')';
    else if (c == '[')
        m_open += ']';
    else if (c == '}' || c == ')' || c == ']') {
        if (m_open.empty())
            fail(std::string("unexpected '") + c + "'");
        const char expected = m_open.back();
        m_open.pop_back();
        if (expected != c)
            fail(std::string("unexpected '") + c + "', expected '" + expected + "'");
    }
    advance(m_at + kOperators[found].size());
    return {static_cast<TokenType>(found), m_line, {}, {}};
}

namespace {

/// Decodes one literal's escapes, piece by piece.
class Unescaper
{
public:
    Unescaper(std::string_view text, int line)
        : m_text(text)
        , m_line(line)
    {}

    std::string run()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] != '\\')
                m_out += m_text[m_at++];
            else
                escape();
        }
        return std::move(m_out);
    }

private:
    [[noreturn]] void fail(const char *message) const
    {
        throw PyError("TemplateSyntaxError", message, m_line);
    }

    void escape()
    {
        static constexpr std::string_view kNames = "abfnrtv\\'\"";
        static constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"";
        ++m_at;
        if (m_at >= m_text.size())
            fail("\\ at end of string");
        const char c = m_text[m_at];
        if (const std::size_t known = kNames.find(c); known != std::string_view::npos) {
            m_out += kValues[known];
            ++m_at;
        } else if (c == '\n') {
            ++m_at;
        } else if (c >= '0' && c <= '7') {
            octal();
        } else if (c == 'x') {
            hex(2, "truncated \\xXX escape");
        } else if (c == 'u') {
            hex(4, "truncated \\uXXXX escape");
        } else if (c == 'U') {
            hex(8, "truncated \\UXXXXXXXX escape");
        } else if (c == 'N') {
            named();
        } else {
            m_out += '\\';
            literalEscape();
        }
    }

    /// Python escapes what isn't ASCII before it decodes, so "\é" comes out as "\xe9" spelt out.
    void literalEscape()
    {
        if (static_cast<unsigned char>(m_text[m_at]) < 0x80)
            return;
        const char32_t c = utf8::next(m_text, m_at);
        static constexpr std::string_view kDigits = "0123456789abcdef";
        m_out += c <= 0xFF ? 'x' : c <= 0xFFFF ? 'u' : 'U';
        for (int shift = c <= 0xFF ? 4 : c <= 0xFFFF ? 12 : 28; shift >= 0; shift -= 4)
            m_out += kDigits[(c >> static_cast<unsigned>(shift)) & 0xFU];
    }

    void octal()
    {
        char32_t value = 0;
        for (int i = 0; i < 3 && m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '7';
             ++i)
            value = value * 8 + static_cast<char32_t>(m_text[m_at++] - '0');
        utf8::append(m_out, value);
    }

    void hex(std::size_t digits, const char *error)
    {
        ++m_at;
        char32_t value = 0;
        for (std::size_t i = 0; i < digits; ++i, ++m_at) {
            const char c = m_at < m_text.size() ? m_text[m_at] : ' ';
            const auto lower = static_cast<char>(c | 0x20);
            if (isDigitByte(c))
                value = value * 16 + static_cast<char32_t>(c - '0');
            else if (lower >= 'a' && lower <= 'f')
                value = value * 16 + static_cast<char32_t>(lower - 'a' + 10);
            else
                fail(error);
        }
        if (value > 0x10FFFF)
            fail("illegal Unicode character");
        utf8::append(m_out, value);
    }

    void named()
    {
        const std::size_t close = m_text.find('}', m_at);
        if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '{' || close == std::string_view::npos)
            fail("malformed \\N character escape");
        const std::string name(m_text.substr(m_at + 2, close - m_at - 2));
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c = u_charFromName(U_UNICODE_CHAR_NAME, name.c_str(), &status);
        if (U_FAILURE(status)) {
            status = U_ZERO_ERROR;
            c = u_charFromName(U_CHAR_NAME_ALIAS, name.c_str(), &status);
        }
        if (U_FAILURE(status))
            fail("unknown Unicode character name");
        utf8::append(m_out, static_cast<char32_t>(c));
        m_at = close + 1;
    }

    std::string_view m_text;
    int m_line;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

std::string unescaped(std::string_view text, int line)
{
    return Unescaper(text, line).run();
}

} // namespace postern::jinja

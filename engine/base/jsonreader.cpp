// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace postern::json {

namespace {

constexpr int kMaxDepth = 1'000;

/// The members of an object while it is read; the last of two equal keys wins.
class Members
{
public:
    void add(std::string key, Value value)
    {
        const std::size_t position = find(key);
        if (position < m_members.size()) {
            m_members[position].second = std::move(value);
            return;
        }
        if (!m_index.empty())
            m_index.emplace(key, position);
        m_members.emplace_back(std::move(key), std::move(value));
    }

    Dict take()
    {
        Dict dict;
        for (auto &[key, value] : m_members)
            dict.append(Value(std::move(key)), std::move(value));
        return dict;
    }

private:
    /// Where the key is; the number of members when it is new.
    std::size_t find(const std::string &key)
    {
        constexpr std::size_t kSmall = 16; // up to here a walk is quicker than an index
        if (m_members.size() < kSmall) {
            const auto known = std::ranges::find(m_members, key, &Member::first);
            return static_cast<std::size_t>(known - m_members.begin());
        }
        if (m_index.empty()) {
            for (std::size_t i = 0; i < m_members.size(); ++i)
                m_index.emplace(m_members[i].first, i);
        }
        const auto known = m_index.find(key);
        return known == m_index.end() ? m_members.size() : known->second;
    }

    using Member = std::pair<std::string, Value>;
    std::vector<Member> m_members;
    std::unordered_map<std::string, std::size_t> m_index; ///< once there are many
};

/// A reader of our own: boost::json's parser refuses what CPython takes (lone surrogates, control
/// characters are refused by both, but not with CPython's sentences and offsets, which users see).
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {}

    Value document()
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
        // Texts of our own may hold the lone surrogates that an escape brought in.
        if (const std::size_t valid = utf8::validPrefix(m_text, true); valid < m_text.size())
            fail("Invalid UTF-8", valid);
        skipSpace();
        Value value = read(0);
        skipSpace();
        if (m_at < m_text.size())
            fail("Extra data", m_at);
        return value;
    }

private:
    [[noreturn]] void fail(const std::string &sentence, std::size_t at) const
    {
        const std::string_view before = m_text.substr(0, at);
        const int line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
        const std::size_t lineBegin = before.rfind('\n') + 1; // npos + 1 is 0
        const auto column = 1 + static_cast<int>(utf8::length(before.substr(lineBegin)));
        std::string cpython = sentence + ": line " + std::to_string(line) + " column "
                              + std::to_string(column) + " (char "
                              + std::to_string(utf8::length(before)) + ")";
        throw Error(ErrorCode::InvalidInput,
                    tr("This is not valid JSON: %1.", cpython),
                    tr("Mend the text at that place."),
                    Place{"", line, column})
            .as({"JSONDecodeError"}, std::move(cpython));
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_text.size()
               && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t'
                   || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool take(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }

    Value read(int depth)
    {
        if (depth > kMaxDepth)
            throw Error(ErrorCode::LimitExceeded,
                        tr("This JSON is nested deeper than 1,000 levels."),
                        tr("Flatten the data."));
        if (m_at >= m_text.size())
            fail("Expecting value", m_at);
        switch (m_text[m_at]) {
        case '{':
            return readObject(depth);
        case '[':
            return readArray(depth);
        case '"':
            ++m_at;
            return {readString()};
        default:
            return readScalar();
        }
    }

    Value readScalar()
    {
        if (take("null"))
            return {};
        if (take("true"))
            return {true};
        if (take("false"))
            return {false};
        if (take("NaN"))
            return {std::numeric_limits<double>::quiet_NaN()};
        if (take("Infinity"))
            return {std::numeric_limits<double>::infinity()};
        if (take("-Infinity"))
            return {-std::numeric_limits<double>::infinity()};
        return readNumber();
    }

    std::size_t digits(std::size_t at) const
    {
        while (at < m_text.size() && m_text[at] >= '0' && m_text[at] <= '9')
            ++at;
        return at;
    }

    Value readNumber()
    {
        const std::size_t begin = m_at;
        std::size_t end = begin + (peek() == '-' ? 1 : 0);
        const std::size_t whole = end;
        end = end < m_text.size() && m_text[end] == '0' ? end + 1 : digits(end);
        if (end == whole)
            fail("Expecting value", begin);
        bool isReal = false;
        if (end < m_text.size() && m_text[end] == '.' && digits(end + 1) > end + 1) {
            end = digits(end + 1);
            isReal = true;
        }
        if (end < m_text.size() && (m_text[end] == 'e' || m_text[end] == 'E')) {
            const std::size_t sign = end + 1;
            const bool signedExponent = sign < m_text.size()
                                        && (m_text[sign] == '+' || m_text[sign] == '-');
            const std::size_t power = sign + (signedExponent ? 1 : 0);
            if (digits(power) > power) {
                end = digits(power);
                isReal = true;
            }
        }
        m_at = end;
        const std::string_view text = m_text.substr(begin, end - begin);
        return isReal ? Value(toDouble(text)) : Value::integer(text);
    }

    static double toDouble(std::string_view text)
    {
        double number = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc::result_out_of_range) {
            // from_chars leaves the number untouched; Python gives inf or 0.
            const std::size_t e = text.find_first_of("eE");
            const bool tiny = e != std::string_view::npos && e + 1 < text.size()
                              && text[e + 1] == '-';
            number = tiny ? 0.0 : std::numeric_limits<double>::infinity();
            if (text.front() == '-')
                number = -number;
        }
        return number;
    }

    Value readArray(int depth)
    {
        ++m_at;
        List items;
        skipSpace();
        if (peek() == ']') {
            ++m_at;
            return {std::move(items)};
        }
        while (true) {
            items.push_back(read(depth + 1));
            skipSpace();
            const char c = peek();
            if (c == ']') {
                ++m_at;
                return {std::move(items)};
            }
            if (c != ',' || m_at >= m_text.size())
                fail("Expecting ',' delimiter", m_at);
            ++m_at;
            skipSpace();
        }
    }

    Value readObject(int depth)
    {
        ++m_at;
        Members members;
        skipSpace();
        if (peek() == '}') {
            ++m_at;
            return Value(Dict());
        }
        while (true) {
            if (peek() != '"')
                fail("Expecting property name enclosed in double quotes", m_at);
            ++m_at;
            std::string key = readString();
            skipSpace();
            if (peek() != ':')
                fail("Expecting ':' delimiter", m_at);
            ++m_at;
            skipSpace();
            Value value = read(depth + 1);
            members.add(std::move(key), std::move(value));
            skipSpace();
            const char c = peek();
            if (c == '}') {
                ++m_at;
                return Value(members.take());
            }
            if (c != ',' || m_at >= m_text.size())
                fail("Expecting ',' delimiter", m_at);
            ++m_at;
            skipSpace();
        }
    }

    char32_t readHex()
    {
        const std::size_t at = m_at;
        unsigned number = 0;
        // Python wants the closing quote, too, before it reads the digits.
        if (m_text.size() - at <= 4)
            fail("Invalid \\uXXXX escape", at - 1);
        const auto [end, error]
            = std::from_chars(m_text.data() + at, m_text.data() + at + 4, number, 16);
        if (error != std::errc() || end != m_text.data() + at + 4)
            fail("Invalid \\uXXXX escape", at - 1);
        m_at += 4;
        return number;
    }

    void readUnicodeEscape(std::string &out)
    {
        char32_t c = readHex();
        if (c >= 0xD800 && c <= 0xDBFF && m_text.substr(m_at).starts_with("\\u")) {
            const std::size_t back = m_at;
            m_at += 2;
            const char32_t low = readHex();
            if (low >= 0xDC00 && low <= 0xDFFF)
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            else
                m_at = back;
        }
        utf8::append(out, c);
    }

    void readEscape(std::string &out, std::size_t begin)
    {
        if (m_at >= m_text.size())
            fail("Unterminated string starting at", begin);
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const char letter = m_text[m_at++];
        if (letter == 'u') {
            readUnicodeEscape(out);
            return;
        }
        const std::size_t index = kLetters.find(letter);
        if (index == std::string_view::npos)
            fail("Invalid \\escape", m_at - 2);
        out += kMeanings[index];
    }

    /// After the opening quote.
    std::string readString()
    {
        const std::size_t begin = m_at - 1;
        std::string out;
        while (true) {
            const std::size_t chunk = m_at;
            while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\'
                   && static_cast<unsigned char>(m_text[m_at]) >= 0x20)
                ++m_at;
            out.append(m_text, chunk, m_at - chunk);
            if (m_at >= m_text.size())
                fail("Unterminated string starting at", begin);
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return out;
            }
            if (c != '\\')
                fail("Invalid control character at", m_at);
            ++m_at;
            readEscape(out, begin);
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};
} // namespace

Value parse(std::string_view text)
{
    return Reader(text).document();
}

} // namespace postern::json

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace postern::json {

namespace {

constexpr int kDeepestWritten = 1'000;

class Writer
{
public:
    explicit Writer(const WriteOptions &options)
        : m_options(options)
    {}

    std::string take() { return std::move(m_out); }

    void write(const Value &value, int depth)
    {
        if (depth > kDeepestWritten)
            throw Error(ErrorCode::LimitExceeded,
                        tr("A value is nested deeper than 1,000 levels."),
                        tr("Flatten the data."));
        switch (value.kind()) {
        case Value::Kind::Null:
            m_out += "null";
            break;
        case Value::Kind::Bool:
            m_out += value.asBool() ? "true" : "false";
            break;
        case Value::Kind::Int:
            m_out += std::to_string(value.asInt());
            break;
        case Value::Kind::BigInt:
            m_out += value.asBigInt().digits;
            break;
        case Value::Kind::Double:
            m_out += number(value.asDouble());
            break;
        case Value::Kind::String:
            writeString(value.asString());
            break;
        case Value::Kind::List:
        case Value::Kind::Tuple:
            writeList(value.asList(), depth);
            break;
        case Value::Kind::Dict:
            writeDict(value.asDict(), depth);
            break;
        case Value::Kind::Bytes:
        case Value::Kind::DateTime:
        case Value::Kind::Image:
        case Value::Kind::Handle:
            writeUnknown(value);
            break;
        }
    }

private:
    static std::string number(double value)
    {
        if (std::isnan(value))
            return "NaN";
        if (std::isinf(value))
            return value < 0 ? "-Infinity" : "Infinity";
        return py::reprDouble(value);
    }

    void writeUnknown(const Value &value)
    {
        if (!m_options.reprUnknown)
            throw Error(ErrorCode::InvalidInput,
                        tr("Object of type %1 is not JSON serializable", value.typeName()),
                        tr("Return text, numbers, lists or dictionaries."))
                .as({"TypeError"});
        writeString(py::str(value));
    }

    void newline(int depth)
    {
        if (m_options.indent < 0)
            return;
        m_out += '\n';
        for (int i = 0; i < depth && !m_options.indentText.empty(); ++i)
            m_out += m_options.indentText;
        m_out.append(static_cast<std::size_t>(m_options.indent) * static_cast<std::size_t>(depth),
                     ' ');
    }

    /// Between two items: json.dumps drops the space after the comma where a new line follows.
    void separator(int depth)
    {
        m_out += m_options.compact || m_options.indent >= 0 ? "," : ", ";
        newline(depth);
    }

    void writeList(const List &items, int depth)
    {
        if (items.empty()) {
            m_out += "[]";
            return;
        }
        m_out += '[';
        newline(depth + 1);
        bool first = true;
        for (const Value &item : items) {
            if (!first)
                separator(depth + 1);
            first = false;
            write(item, depth + 1);
        }
        newline(depth);
        m_out += ']';
    }

    std::string keyText(const Value &key) const
    {
        switch (key.kind()) {
        case Value::Kind::String:
            return key.asString();
        case Value::Kind::Null:
            return "null";
        case Value::Kind::Bool:
            return key.asBool() ? "true" : "false";
        case Value::Kind::Int:
            return std::to_string(key.asInt());
        case Value::Kind::BigInt:
            return key.asBigInt().digits;
        case Value::Kind::Double:
            return number(key.asDouble());
        default:
            break;
        }
        if (m_options.reprUnknown)
            return py::str(key);
        throw Error(ErrorCode::InvalidInput,
                    tr("keys must be str, int, float, bool or None, not %1", key.typeName()),
                    tr("Use text as the keys of dictionaries."))
            .as({"TypeError"});
    }

    /// As Python sorts keys of one type: numbers by value, text by its characters.
    bool isBefore(const Value &a, const Value &b) const
    {
        if (a.isString() && b.isString())
            return a.asString() < b.asString();
        if (a.isInt() && b.isInt())
            return a.asInt() < b.asInt();
        const auto real = [](const Value &key) {
            return key.isInt() ? static_cast<double>(key.asInt()) : key.asDouble();
        };
        const auto isNumber = [](const Value &key) { return key.isInt() || key.isDouble(); };
        if (isNumber(a) && isNumber(b))
            return real(a) < real(b);
        return keyText(a) < keyText(b);
    }

    void writeDict(const Dict &dict, int depth)
    {
        if (dict.empty()) {
            m_out += "{}";
            return;
        }
        std::vector<std::pair<const Value *, const Value *>> members;
        members.reserve(dict.size());
        for (const auto &[key, value] : dict)
            members.emplace_back(&key, &value);
        if (m_options.sortKeys)
            std::stable_sort(members.begin(), members.end(), [this](const auto &a, const auto &b) {
                return isBefore(*a.first, *b.first);
            });
        m_out += '{';
        newline(depth + 1);
        bool first = true;
        for (const auto &[key, value] : members) {
            if (!first)
                separator(depth + 1);
            first = false;
            writeString(keyText(*key));
            m_out += m_options.compact ? ":" : ": ";
            write(*value, depth + 1);
        }
        newline(depth);
        m_out += '}';
    }

    void appendUnicodeEscape(char32_t unit)
    {
        static constexpr std::string_view kDigits = "0123456789abcdef";
        m_out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            m_out += kDigits[(unit >> static_cast<unsigned>(shift)) & 0xFU];
    }

    bool writeShortEscape(char c)
    {
        static constexpr std::string_view kCharacters = "\"\\\n\r\t\b\f";
        static constexpr std::string_view kLetters = "\"\\nrtbf";
        const std::size_t index = kCharacters.find(c);
        if (index == std::string_view::npos)
            return false;
        m_out += '\\';
        m_out += kLetters[index];
        return true;
    }

    void writeString(std::string_view text)
    {
        m_out += '"';
        for (std::size_t at = 0; at < text.size();) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (c < 0x80) {
                ++at;
                if (writeShortEscape(static_cast<char>(c)))
                    continue;
                if (c < 0x20 || (c == 0x7F && m_options.ensureAscii))
                    appendUnicodeEscape(c);
                else
                    m_out += static_cast<char>(c);
                continue;
            }
            char32_t codePoint = utf8::surrogateAt(text, at);
            if (codePoint != 0)
                at += 3;
            else
                codePoint = utf8::next(text, at);
            // A lone surrogate has no form in UTF-8, but it has one in JSON.
            const bool isSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
            if (!m_options.ensureAscii && !isSurrogate) {
                utf8::append(m_out, codePoint); // U+FFFD for what isn't UTF-8
            } else if (codePoint > 0xFFFF) {
                appendUnicodeEscape(0xD800 + ((codePoint - 0x10000) >> 10));
                appendUnicodeEscape(0xDC00 + ((codePoint - 0x10000) & 0x3FF));
            } else {
                appendUnicodeEscape(codePoint);
            }
        }
        m_out += '"';
    }

    const WriteOptions &m_options;
    std::string m_out;
};

} // namespace

std::string write(const Value &value, const WriteOptions &options)
{
    Writer writer(options);
    writer.write(value, 0);
    return writer.take();
}

} // namespace postern::json

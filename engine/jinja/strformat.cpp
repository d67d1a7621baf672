// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/dictobject.h"
#include "engine/jinja/methods.h"
#include "engine/jinja/number.h"
#include "engine/jinja/printing.h"
#include "engine/jinja/pyerror.h"
#include "engine/jinja/text.h"
#include "engine/jinja/undefined.h"

#include <algorithm>

namespace postern::jinja {

namespace {

[[noreturn]] void valueError(std::string message)
{
    throw PyError("ValueError", std::move(message));
}

/// repr() with everything beyond ASCII escaped.
std::string asciiRepr(const Object &object)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char32_t c : decode(repr(object))) {
        if (c < 0x80) {
            out += static_cast<char>(c);
            continue;
        }
        out += c <= 0xFF ? "\\x" : c <= 0xFFFF ? "\\u" : "\\U";
        for (int shift = c <= 0xFF ? 4 : c <= 0xFFFF ? 12 : 28; shift >= 0; shift -= 4)
            out += kDigits[(c >> static_cast<unsigned>(shift)) & 0xFU];
    }
    return out;
}

/// One str.format, in the sandbox's way where that is on: attributes pass through it.
class Formatter
{
public:
    Formatter(Runtime &runtime, bool safe, Arguments &arguments, const Object &mapping)
        : m_runtime(runtime)
        , m_safe(safe)
        , m_arguments(arguments)
        , m_mapping(mapping)
    {}

    std::string format(std::string_view text, int depth)
    {
        if (depth < 0)
            valueError("Max string recursion exceeded");
        std::string out;
        while (!text.empty()) {
            const std::size_t brace = text.find_first_of("{}");
            out += text.substr(0, brace);
            if (brace == std::string_view::npos)
                break;
            text.remove_prefix(brace);
            if (text.size() > 1 && text[1] == text[0]) {
                out += text[0];
                text.remove_prefix(2);
            } else if (text[0] == '}') {
                valueError("Single '}' encountered in format string");
            } else {
                text.remove_prefix(1);
                out += field(text, depth);
                checkTextSize(out.size());
            }
        }
        return out;
    }

private:
    /// The field at the beginning of `text`, which is moved behind it.
    std::string field(std::string_view &text, int depth)
    {
        const std::size_t end = fieldEnd(text);
        std::string_view inside = text.substr(0, end);
        text.remove_prefix(end + 1);
        std::size_t nameEnd = 0;
        bool bracket = false;
        while (nameEnd < inside.size()) {
            const char c = inside[nameEnd];
            bracket = c == '[' ? true : c == ']' ? false : bracket;
            if (c == '{')
                valueError("unexpected '{' in field name");
            if (!bracket && (c == '!' || c == ':'))
                break;
            ++nameEnd;
        }
        const std::string_view name = inside.substr(0, nameEnd);
        inside.remove_prefix(nameEnd);
        char conversion = 0;
        if (inside.starts_with("!")) {
            if (inside.size() < 2)
                valueError("end of string while looking for conversion specifier");
            conversion = inside[1];
            inside.remove_prefix(2);
            if (!inside.empty() && inside[0] != ':')
                valueError("expected ':' after conversion specifier");
        }
        if (inside.starts_with(":"))
            inside.remove_prefix(1);
        Object value = lookUp(name);
        if (conversion != 0)
            value = converted(value, conversion);
        return formatted(value,
                         inside.find('{') == std::string_view::npos
                                 && inside.find('}') == std::string_view::npos
                             ? std::string(inside)
                             : format(inside, depth - 1));
    }

    static std::size_t fieldEnd(std::string_view text)
    {
        int nested = 1;
        bool bracket = false;
        bool inName = true;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (inName && c == '[')
                bracket = true;
            else if (c == ']')
                bracket = false;
            else if (!bracket && (c == ':' || c == '!'))
                inName = false;
            if (bracket)
                continue;
            nested += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (nested == 0)
                return i;
        }
        valueError(text.empty() ? "Single '{' encountered in format string"
                                : "expected '}' before end of string");
    }

    static Object converted(const Object &value, char conversion)
    {
        switch (conversion) {
        case 's':
            return Object::string(str(value));
        case 'r':
            return Object::string(repr(value));
        case 'a':
            return Object::string(asciiRepr(value));
        default:
            valueError("Unknown conversion specifier " + std::string(1, conversion));
        }
    }

    std::string formatted(const Object &value, const std::string &spec) const
    {
        if (!m_safe)
            return formatValue(value, spec);
        if (hasHtml(value)) {
            if (!spec.empty())
                valueError("Unsupported format specification for Markup.");
            return markSafe(value).asString();
        }
        return escaped(formatValue(value, spec));
    }

    Object first(std::string_view name)
    {
        const bool isNumber = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return c >= '0' && c <= '9';
        });
        if (name.empty() || isNumber) {
            if (m_mapping.isMissing())
                return positional(name);
            if (name.empty() || !m_mapping.isDict())
                valueError("Format string contains positional fields");
            valueError("Format string contains positional fields");
        }
        if (!m_mapping.isMissing())
            return m_runtime.subscript(m_mapping, Object::string(name));
        for (const auto &[key, value] : m_arguments.named) {
            if (key == name)
                return value;
        }
        throw PyError("KeyError", repr(name));
    }

    Object positional(std::string_view name)
    {
        std::size_t index = 0;
        if (name.empty()) {
            if (m_manual)
                valueError(
                    "cannot switch from manual field specification to automatic field numbering");
            m_automatic = true;
            index = m_next++;
        } else {
            if (m_automatic)
                valueError(
                    "cannot switch from automatic field numbering to manual field specification");
            m_manual = true;
            if (name.size() > 9)
                valueError("Too many decimal digits in format string");
            index = static_cast<std::size_t>(std::stoul(std::string(name)));
        }
        if (index >= m_arguments.positional.size())
            throw PyError("IndexError",
                          "Replacement index " + std::to_string(index)
                              + " out of range for positional args tuple");
        return m_arguments.positional[index];
    }

    Object lookUp(std::string_view name)
    {
        const std::size_t end = std::min(name.find_first_of(".["), name.size());
        Object value = first(name.substr(0, end));
        name.remove_prefix(end);
        while (!name.empty()) {
            if (name[0] == '.') {
                const std::size_t stop = std::min(name.find_first_of(".[", 1), name.size());
                value = attribute(value, name.substr(1, stop - 1));
                name.remove_prefix(stop);
                continue;
            }
            if (name[0] != '[')
                valueError("Only '.' or '[' may follow ']' in format field specifier");
            const std::size_t close = name.find(']');
            if (close == std::string_view::npos)
                valueError("Missing ']' in format string");
            value = member(value, name.substr(1, close - 1));
            name.remove_prefix(close + 1);
        }
        return value;
    }

    Object attribute(const Object &object, std::string_view name)
    {
        if (name.empty())
            valueError("Empty attribute in format string");
        if (m_runtime.sandboxed())
            return m_runtime.attribute(object, Object::string(name));
        Object value = pythonAttribute(m_runtime, object, name);
        if (value.isMissing())
            throw PyError("AttributeError",
                          "'" + typeName(object) + "' object has no attribute '" + std::string(name)
                              + "'");
        return value;
    }

    Object member(const Object &object, std::string_view name)
    {
        if (name.empty())
            valueError("Empty attribute in format string");
        const bool isNumber = std::all_of(name.begin(), name.end(), [](char c) {
            return c >= '0' && c <= '9';
        });
        Object key = Object::string(name);
        if (isNumber && name.size() <= 18)
            key = static_cast<std::int64_t>(std::stoll(std::string(name)));
        return m_runtime.sandboxed() ? m_runtime.item(object, key)
                                     : m_runtime.subscript(object, key);
    }

    Runtime &m_runtime;
    bool m_safe;
    Arguments &m_arguments;
    const Object &m_mapping;
    std::size_t m_next = 0;
    bool m_automatic = false;
    bool m_manual = false;
};

} // namespace

Object formatText(Runtime &runtime,
                  const Object &format,
                  Arguments &arguments,
                  const Object &mapping)
{
    Formatter formatter(runtime, format.isMarkup(), arguments, mapping);
    return Object::text(formatter.format(format.asString(), 2), format.isMarkup());
}

} // namespace postern::jinja

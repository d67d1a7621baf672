// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

[[noreturn]] void fieldError(std::string message)
{
    throw PyError("ValueError", std::move(message));
}

/// One str.format, in the sandbox's way where that is on: attributes pass through it.
class Formatter
{
public:
    Formatter(Runtime &runtime, bool safe, Arguments &arguments, const Object &mapping)
        : m_runtime(runtime)
        , m_safe(safe)
        , m_isFormatter(safe || runtime.sandboxed())
        , m_arguments(arguments)
        , m_mapping(mapping)
    {}

    std::string format(std::string_view text, int depth)
    {
        if (depth == 0)
            fieldError("Max string recursion exceeded");
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
            } else if (text[0] == '}' || text.size() == 1) {
                fieldError(std::string("Single '") + text[0] + "' encountered in format string");
            } else {
                text.remove_prefix(1);
                out += field(text, depth);
                checkTextSize(out.size());
            }
        }
        return out;
    }

private:
    /// A replacement field, taken apart.
    struct Field
    {
        std::string_view name;
        char conversion = 0;
        std::string_view spec;
    };

    /// Takes the field that `text` begins with from it, in the order that CPython looks.
    static Field takeField(std::string_view &text)
    {
        Field parts;
        std::size_t at = 0;
        const auto next = [&]() -> char { return at < text.size() ? text[at++] : '\0'; };
        char c = 0;
        for (c = next(); at < text.size() && c != '}' && c != ':' && c != '!'; c = next()) {
            if (c == '{')
                fieldError("unexpected '{' in field name");
            if (c == '[')
                at = std::min(text.find(']', at), text.size());
        }
        if (c == '{')
            fieldError("unexpected '{' in field name");
        if (c != '}' && c != ':' && c != '!')
            fieldError("expected '}' before end of string");
        parts.name = text.substr(0, at - 1);
        if (c == '!') {
            if (at >= text.size())
                fieldError("end of string while looking for conversion specifier");
            parts.conversion = next();
            c = at < text.size() ? next() : ':';
            if (c != '}' && c != ':')
                fieldError("expected ':' after conversion specifier");
        }
        if (c == ':') {
            const std::size_t begin = at;
            for (int nested = 1; nested > 0;) {
                if (at >= text.size())
                    fieldError("unmatched '{' in format spec");
                c = next();
                nested += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            parts.spec = text.substr(begin, at - 1 - begin);
        }
        text.remove_prefix(at);
        return parts;
    }

    /// The field at the beginning of `text`, which is moved after it.
    std::string field(std::string_view &text, int depth)
    {
        const Field parts = takeField(text);
        Object value = lookUp(parts.name);
        if (parts.conversion != 0)
            value = converted(value, parts.conversion);
        return formatted(value,
                         parts.spec.find('{') == std::string_view::npos
                             ? std::string(parts.spec)
                             : format(parts.spec, depth - 1));
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
            fieldError("Unknown conversion specifier " + std::string(1, conversion));
        }
    }

    std::string formatted(const Object &value, const std::string &spec) const
    {
        if (!m_safe)
            return formatValue(value, spec);
        if (hasHtml(value)) {
            if (!spec.empty())
                fieldError("Unsupported format specification for Markup.");
            return markSafe(value).asString();
        }
        return escaped(formatValue(value, spec));
    }

    /// `hasMore`: attributes or items follow.
    Object first(std::string_view name, bool hasMore)
    {
        const bool isNumber = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return c >= '0' && c <= '9';
        });
        if (isNumber || (name.empty() && !(m_isFormatter && hasMore))) {
            if (m_mapping.isMissing() || m_isFormatter)
                return positional(name, hasMore);
            fieldError("Format string contains positional fields");
        }
        if (!m_mapping.isMissing())
            return m_runtime.subscript(m_mapping, Object::string(name));
        for (const auto &[key, value] : m_arguments.named) {
            if (key == name)
                return value;
        }
        throw PyError("KeyError", repr(name));
    }

    Object positional(std::string_view name, bool hasMore)
    {
        std::size_t index = 0;
        if (name.empty()) {
            if (m_manual)
                fieldError(
                    "cannot switch from manual field specification to automatic field numbering");
            m_automatic = true;
            index = m_next++;
        } else {
            const bool counts = !(m_isFormatter && hasMore);
            if (m_automatic && counts)
                fieldError(m_isFormatter ? "cannot switch from manual field specification to "
                                           "automatic field numbering"
                                         : "cannot switch from automatic field numbering to manual "
                                           "field specification");
            m_manual = m_manual || counts;
            if (name.size() > 9)
                fieldError("Too many decimal digits in format string");
            index = static_cast<std::size_t>(std::stoul(std::string(name)));
        }
        if (!m_mapping.isMissing() || index >= m_arguments.positional.size())
            throw PyError("IndexError",
                          m_isFormatter ? "tuple index out of range"
                                        : "Replacement index " + std::to_string(index)
                                              + " out of range for positional args tuple");
        return m_arguments.positional[index];
    }

    Object lookUp(std::string_view name)
    {
        const std::size_t end = std::min(name.find_first_of(".["), name.size());
        Object value = first(name.substr(0, end), end < name.size());
        name.remove_prefix(end);
        while (!name.empty()) {
            if (name[0] == '.') {
                const std::size_t stop = std::min(name.find_first_of(".[", 1), name.size());
                value = attribute(value, name.substr(1, stop - 1));
                name.remove_prefix(stop);
                continue;
            }
            if (name[0] != '[')
                fieldError("Only '.' or '[' may follow ']' in format field specifier");
            const std::size_t close = name.find(']');
            if (close == std::string_view::npos)
                fieldError("Missing ']' in format string");
            value = member(value, name.substr(1, close - 1));
            name.remove_prefix(close + 1);
        }
        return value;
    }

    Object attribute(const Object &object, std::string_view name)
    {
        if (name.empty())
            fieldError("Empty attribute in format string");
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
            fieldError("Empty attribute in format string");
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
    bool m_isFormatter; ///< whether Python's string.Formatter does it, whose rules are a bit other
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

} // namespace postern::pyobject

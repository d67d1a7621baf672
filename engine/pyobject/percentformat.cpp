// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/percentformat.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/conversion.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/formatspec.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace postern::pyobject {

namespace {

constexpr std::int64_t kMaxPercentPrecision = 100'000;

[[noreturn]] void formatTypeError(std::string message)
{
    throw PyError("TypeError", std::move(message));
}

/// One conversion: %[(name)][flags][width][.precision]type
struct Conversion
{
    bool minus = false;
    bool plus = false;
    bool space = false;
    bool alternate = false;
    bool zero = false;
    std::int64_t width = 0;
    std::int64_t precision = -1;
    char type = 0;
};

class PercentFormatter
{
public:
    PercentFormatter(const Object &format, const Object &arguments)
        : m_text(format.asString())
        , m_safe(format.isMarkup())
        , m_arguments(arguments)
        , m_argument(arguments)
        , m_isTuple(arguments.isTuple())
        , m_isMapping(!m_isTuple && !arguments.isString()
                      && (arguments.isDict() || arguments.isList() || arguments.isUndefined()
                          || arguments.kind() == Kind::Range || arguments.kind() == Kind::Bytes))
    {}

    std::string run()
    {
        std::string out;
        while (m_at < m_text.size()) {
            const std::size_t percent = std::min(m_text.find('%', m_at), m_text.size());
            out += m_text.substr(m_at, percent - m_at);
            m_at = percent + 1;
            if (percent < m_text.size())
                out += conversion();
            checkTextSize(out.size());
        }
        const bool allUsed = m_isTuple ? m_next >= m_arguments.items().size()
                                       : m_next > 0 || m_isMapping;
        if (!allUsed)
            formatTypeError("not all arguments converted during string formatting");
        return out;
    }

private:
    char peek() const
    {
        if (m_at >= m_text.size())
            throw PyError("ValueError", "incomplete format");
        return m_text[m_at];
    }

    Object next()
    {
        if (m_isTuple && m_next < m_arguments.items().size())
            return m_arguments.items()[m_next++];
        if (m_isTuple || m_next > 0)
            formatTypeError("not enough arguments for format string");
        ++m_next;
        return m_argument;
    }

    /// From here on the next argument is the one of the name in parentheses.
    void named()
    {
        if (!m_isMapping)
            formatTypeError("format requires a mapping");
        std::size_t depth = 1;
        const std::size_t begin = ++m_at;
        while (depth > 0) {
            if (m_at >= m_text.size())
                throw PyError("ValueError", "incomplete format key");
            depth += m_text[m_at] == '(' ? 1 : 0;
            depth -= m_text[m_at] == ')' ? 1 : 0;
            ++m_at;
        }
        const std::string_view name = m_text.substr(begin, m_at - begin - 1);
        if (m_arguments.isUndefined())
            m_arguments.as<UndefinedObject>().fail();
        if (!m_arguments.isDict())
            formatTypeError((m_arguments.kind() == Kind::Bytes ? "byte" : typeName(m_arguments))
                            + " indices must be integers or slices, not str");
        const Object *value = m_arguments.as<DictObject>().find(name);
        if (value == nullptr)
            throw PyError("KeyError", repr(name));
        m_argument = *value;
        m_next = 0;
    }

    std::int64_t number(const char *what, std::int64_t largest)
    {
        if (peek() == '*') {
            ++m_at;
            const Object value = next();
            if (m_safe || !value.isIntegral())
                formatTypeError("* wants int");
            return toIndex(value);
        }
        std::int64_t value = 0;
        while (peek() >= '0' && peek() <= '9') {
            const int digit = m_text[m_at++] - '0';
            if (value > (largest - digit) / 10)
                throw PyError("ValueError", std::string(what) + " too big");
            value = value * 10 + digit;
        }
        return value;
    }

    std::string conversion()
    {
        Conversion spec;
        if (peek() == '%') {
            ++m_at;
            return "%";
        }
        if (peek() == '(')
            named();
        for (bool more = true; more;) {
            switch (peek()) {
            case '-':
                spec.minus = true;
                break;
            case '+':
                spec.plus = true;
                break;
            case ' ':
                spec.space = true;
                break;
            case '#':
                spec.alternate = true;
                break;
            case '0':
                spec.zero = true;
                break;
            default:
                more = false;
            }
            m_at += more ? 1 : 0;
        }
        spec.width = number("width", INT64_MAX);
        if (spec.width < 0) {
            spec.minus = true;
            spec.width = -spec.width;
        }
        if (peek() == '.') {
            ++m_at;
            spec.precision = std::max<std::int64_t>(0, number("precision", INT32_MAX));
        }
        if (peek() == 'h' || peek() == 'l' || peek() == 'L')
            ++m_at;
        peek();
        spec.type = m_text[m_at++];
        return converted(spec, next());
    }

    /// Pads to the width: sign and prefix stay in front of zeros.
    static std::string padded(const Conversion &spec,
                              std::string_view prefix,
                              std::string_view body,
                              bool numeric)
    {
        FormatSpec form;
        form.width = spec.width;
        form.align = spec.minus ? '<' : '>';
        if (numeric && spec.zero && !spec.minus) {
            form.fill = "0";
            form.align = '=';
        }
        return aligned(form, prefix, body, '>');
    }

    static std::string sign(const Conversion &spec, bool negative)
    {
        return negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
    }

    std::string converted(const Conversion &spec, const Object &value) const
    {
        switch (spec.type) {
        case 's':
        case 'r':
        case 'a':
            return text(spec, value);
        case 'c':
            return character(spec, value);
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o':
            return integer(spec, value);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
            return real(spec, value);
        default:
            unsupported();
        }
    }

    [[noreturn]] void unsupported() const
    {
        std::size_t at = m_at - 1;
        const char32_t c = utf8::next(m_text, at);
        std::array<char, 8> hex{};
        const auto end
            = std::to_chars(hex.data(), hex.data() + hex.size(), static_cast<std::uint32_t>(c), 16)
                  .ptr;
        throw PyError("ValueError",
                      std::string("unsupported format character '")
                          + (c >= 31 && c < 128 ? static_cast<char>(c) : '?') + "' (0x"
                          + std::string(hex.data(), end) + ") at index "
                          + std::to_string(utf8::length(m_text.substr(0, m_at - 1))));
    }

    std::string text(const Conversion &spec, const Object &value) const
    {
        std::string out;
        if (spec.type == 's')
            out = m_safe ? escape(value).asString() : str(value);
        else
            out = spec.type == 'a' ? asciiRepr(value) : repr(value);
        if (m_safe && spec.type != 's')
            out = escaped(out);
        if (spec.precision >= 0) {
            std::size_t end = 0;
            for (std::int64_t i = 0; i < spec.precision && end < out.size(); ++i)
                utf8::next(out, end);
            out.resize(end);
        }
        return padded(spec, {}, out, false);
    }

    std::string character(const Conversion &spec, const Object &value) const
    {
        std::string out;
        // Markup wraps its arguments in an object that is neither.
        if (m_safe) {
            formatTypeError("%c requires int or char");
        } else if (value.isIntegral()) {
            const std::int64_t code = toIndex(value);
            if (code < 0 || code > 0x10FFFF)
                throw PyError("OverflowError", "%c arg not in range(0x110000)");
            utf8::append(out, static_cast<char32_t>(code));
        } else if (value.isString() && value.as<StringObject>().length() == 1) {
            out = value.asString();
        } else {
            formatTypeError("%c requires int or char");
        }
        return padded(spec, {}, out, false);
    }

    std::string integer(const Conversion &spec, const Object &given) const
    {
        const bool hex = spec.type == 'x' || spec.type == 'X' || spec.type == 'o';
        Object value = given;
        if (hex && m_safe)
            formatTypeError(std::string("%") + spec.type
                            + " format: an integer is required, not _MarkupEscapeHelper");
        if (value.isUndefined() && !hex)
            value.as<UndefinedObject>().fail();
        // Markup's wrapper of an argument converts texts too.
        if (!hex
            && (value.isFloat() || (m_safe && (value.isString() || value.kind() == Kind::Bytes))))
            value = pythonInt(value);
        if (!value.isIntegral())
            formatTypeError(std::string("%") + spec.type + " format: "
                            + (hex ? "an integer" : "a real number") + " is required, not "
                            + (m_safe ? "_MarkupEscapeHelper" : typeName(given)));
        const bool minus = toInteger(value) < 0;
        const Object magnitude = minus ? negative(value) : positive(value);
        std::string digits = formatValue(magnitude, hex ? std::string(1, spec.type) : "d");
        if (spec.precision > kMaxPercentPrecision)
            throw PyError::limit("a precision is too large", "ValueError");
        if (spec.precision > static_cast<std::int64_t>(digits.size()))
            digits.insert(0, static_cast<std::size_t>(spec.precision) - digits.size(), '0');
        std::string prefix = sign(spec, minus);
        if (spec.alternate && hex)
            prefix += std::string("0") + spec.type;
        return padded(spec, prefix, digits, true);
    }

    std::string real(const Conversion &spec, const Object &given) const
    {
        if (given.isUndefined())
            given.as<UndefinedObject>().fail();
        if (!m_safe && !given.isNumber())
            formatTypeError("must be real number, not " + typeName(given));
        if (spec.precision > kMaxPercentPrecision)
            throw PyError::limit("a precision is too large", "ValueError");
        const double value = pythonFloat(given);
        const auto precision = static_cast<int>(spec.precision < 0 ? 6 : spec.precision);
        std::string digits = doubleDigits(std::abs(value), spec.type, precision, spec.alternate);
        if (spec.type == 'E' || spec.type == 'F' || spec.type == 'G')
            digits = upper(digits);
        return padded(spec, sign(spec, std::signbit(value) && !std::isnan(value)), digits, true);
    }

    std::string_view m_text;
    bool m_safe;
    const Object &m_arguments;
    Object m_argument; ///< what takes an argument's place when it is no tuple
    bool m_isTuple;
    bool m_isMapping;
    std::size_t m_at = 0;
    std::size_t m_next = 0;
};

} // namespace

Object percentFormat(const Object &format, const Object &arguments)
{
    return Object::text(PercentFormatter(format, arguments).run(), format.isMarkup());
}

} // namespace postern::pyobject

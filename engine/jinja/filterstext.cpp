// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/jinja/filters.h"
#include "engine/pyobject/conversion.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/formatspec.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/percentformat.h"
#include "engine/pyobject/pretty.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>
#include <array>

namespace postern::jinja {

namespace {

template<std::string (*Map)(std::string_view)>
Object mapped(Runtime &, Arguments &arguments)
{
    const std::string name = "do_" + std::string(arguments.method);
    const Parameters parameters(arguments, name, {"s"}, 1);
    const Object text = softString(parameters[0]);
    return Object::text(Map(text.asString()), text.isMarkup());
}

/// Each word's first letter large, the others small; words begin after spaces, hyphens and
/// opening brackets only.
std::string titled(std::string_view text)
{
    if (isAscii(text)) {
        std::string out = asciiLower(text);
        bool inside = false;
        for (char &c : out) {
            const bool opens = std::string_view("-({[<").find(c) != std::string_view::npos
                               || isSpace(static_cast<char32_t>(c));
            if (!opens && !inside && c >= 'a' && c <= 'z')
                c = static_cast<char>(c - 32);
            inside = !opens;
        }
        return out;
    }
    constexpr std::u32string_view kOpeners = U"-({[<";
    std::u32string word;
    std::string out;
    const auto finish = [&] {
        if (word.empty())
            return;
        out += upper(encode(word.substr(0, 1)));
        out += lower(encode(word.substr(1)));
        word.clear();
    };
    for (const char32_t c : decode(text)) {
        if (kOpeners.find(c) == std::u32string_view::npos && !isSpace(c)) {
            word += c;
            continue;
        }
        finish();
        utf8::append(out, c);
    }
    finish();
    return out;
}

Object titleFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_title", {"s"}, 1);
    return Object::string(titled(softString(parameters[0]).asString()));
}

const std::string &stripChars(const Object &chars)
{
    if (chars.isUndefined())
        chars.as<UndefinedObject>().fail();
    if (!chars.isString())
        throw PyError("TypeError", "strip arg must be None or str");
    return chars.asString();
}

Object trim(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_trim", {"value", "chars"}, 1);
    const Object text = softString(parameters[0]);
    const std::string_view trimmed
        = parameters.set(1) ? stripSet(text.asString(), stripChars(parameters[1]), true, true)
                            : strip(text.asString());
    return Object::text(std::string(trimmed), text.isMarkup());
}

Object center(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_center", {"value", "width"}, 1);
    const Object text = softString(parameters[0]);
    Arguments width;
    width.positional.emplace_back(parameters.integer(1, 80));
    return findMethod(text, "center")->function(runtime, text, width);
}

Object format(Runtime &, Arguments &arguments)
{
    if (arguments.positional.size() > 1 && !arguments.named.empty())
        throw PyError("FilterArgumentError",
                      "can't handle positional and keyword arguments at the same time");
    const Object text = softString(arguments.positional.at(0));
    if (arguments.named.empty())
        return percentFormat(text,
                             Object::tuple(Objects(arguments.positional.begin() + 1,
                                                   arguments.positional.end())));
    const Object named = DictObject::make();
    for (auto &[name, value] : arguments.named)
        named.as<DictObject>().set(name, std::move(value));
    return percentFormat(text, named);
}

Object replace(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_replace", {"s", "old", "new", "count"}, 3, 1);
    const std::int64_t limit = parameters.set(3) ? toIndex(parameters[3]) : -1;
    const Object &from = parameters[1];
    const Object &to = parameters[2];
    if (!runtime.autoescape())
        return Object::string(replaced(str(parameters[0]), str(from), str(to), limit));
    Object text = parameters[0];
    if (hasHtml(from) || (hasHtml(to) && !hasHtml(text)))
        text = escape(text);
    else
        text = softString(text);
    const Object replacement = text.isMarkup() ? escape(to) : softString(to);
    return Object::text(replaced(text.asString(),
                                 softString(from).asString(),
                                 replacement.asString(),
                                 limit),
                        text.isMarkup());
}

Object indent(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_indent", {"s", "width", "first", "blank"}, 1);
    const bool safe = parameters[0].isMarkup();
    std::string indention;
    if (parameters.has(1) && parameters[1].isString()) {
        indention = parameters[1].asString();
    } else {
        const Object width = parameters.has(1) ? parameters[1] : Object(4);
        indention = binary(BinaryOperator::Multiply, Object::string(" "), width).asString();
    }
    if (parameters[0].isList())
        throw PyError("AttributeError", "'list' object has no attribute 'splitlines'");
    if (!parameters[0].isString() && !parameters[0].isUndefined()
        && parameters[0].kind() != Kind::Bytes && !parameters[0].isTuple()
        && !parameters[0].isHost())
        throw PyError("TypeError",
                      "unsupported operand type(s) for +=: '" + typeName(parameters[0])
                          + "' and 'str'");
    const Object text = binary(BinaryOperator::Add, parameters[0], Object::text("\n", safe));
    const std::vector<std::string_view> lines = splitLines(text.asString(), false);
    const bool blank = parameters.flag(3, false);
    std::string out = parameters.flag(2, false) ? indention : "";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) {
            out += '\n';
            if (blank || !lines[i].empty())
                out += indention;
        }
        out += lines[i];
        checkTextSize(out.size());
    }
    return Object::text(std::move(out), safe);
}

Object truncate(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "do_truncate",
                                {"s", "length", "killwords", "end", "leeway"},
                                1,
                                1);
    const Object length = parameters.has(1) ? parameters[1] : Object(255);
    const Object end = parameters.has(3) ? parameters[3] : Object::string("...");
    const Object leeway = parameters.set(4) ? parameters[4] : Object(5);
    const auto lengthIn = [&](const Object &object) {
        const auto size = lengthOf(runtime, object);
        if (!size)
            throw PyError("TypeError", "object of type '" + typeName(object) + "' has no len()");
        return Object(*size);
    };
    const Object endLength = lengthIn(end);
    if (!ordered(Comparison::GreaterEqual, length, endLength))
        throw PyError("AssertionError",
                      "expected length >= " + str(endLength) + ", got " + str(length));
    if (!ordered(Comparison::GreaterEqual, leeway, 0))
        throw PyError("AssertionError", "expected leeway >= 0, got " + str(leeway));
    const Object &text = parameters[0];
    const Object most = binary(BinaryOperator::Add, length, leeway);
    if (ordered(Comparison::LessEqual, lengthIn(text), most))
        return text;
    const Object stop = binary(BinaryOperator::Subtract, length, endLength);
    Object kept = runtime.subscript(text,
                                    Object(new SliceObject(Object::none(), stop, Object::none())));
    if (!parameters.flag(2, false)) {
        if (!kept.isString())
            throw PyError("AttributeError",
                          "'" + typeName(kept) + "' object has no attribute 'rsplit'");
        const std::string &whole = kept.asString();
        kept = Object::text(whole.substr(0, whole.rfind(' ')), kept.isMarkup());
    }
    return binary(BinaryOperator::Add, kept, end);
}

/// textwrap compares with any number as width; cutting a word that is longer takes an int.
std::vector<std::string> wrappedBy(std::string_view line,
                                   const Object &width,
                                   bool breaksWords,
                                   bool breaksHyphens)
{
    if (width.kind() != Kind::Float)
        return wrapped(line, toIndex(width), breaksWords, breaksHyphens);
    const auto whole = static_cast<std::int64_t>(
        width.asFloat() > 1 ? std::min(width.asFloat(), 1e15) : 1.0);
    auto parts = wrapped(line, whole, false, breaksHyphens);
    const bool isCut = breaksWords && std::ranges::any_of(parts, [&](const std::string &part) {
                           return static_cast<std::int64_t>(utf8::length(part)) > whole;
                       });
    if (isCut)
        throw PyError("TypeError",
                      "slice indices must be integers or None or have an __index__ method");
    return parts;
}

Object wordwrap(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "do_wordwrap",
                                {"s", "width", "break_long_words", "wrapstring", "break_on_hyphens"},
                                1,
                                1);
    const Object width = parameters.has(1) ? parameters[1] : Object(79);
    if (parameters.set(3) && parameters[3].isUndefined())
        parameters[3].as<UndefinedObject>().fail();
    if (parameters.set(3) && !parameters[3].isString())
        throw PyError("AttributeError",
                      "'" + typeName(parameters[3]) + "' object has no attribute 'join'");
    const std::string separator = parameters.set(3) ? parameters[3].asString()
                                                    : runtime.rules().newlineSequence;
    // Joining with Markup escapes what is joined.
    const bool safe = parameters.set(3) && parameters[3].isMarkup();
    if (!parameters[0].isString()) {
        if (parameters[0].isUndefined())
            parameters[0].as<UndefinedObject>().fail();
        if (parameters[0].kind() == Kind::Bytes)
            throw PyError("TypeError", "cannot use a string pattern on a bytes-like object");
        throw PyError("AttributeError",
                      "'" + typeName(parameters[0]) + "' object has no attribute 'splitlines'");
    }
    std::string out;
    bool first = true;
    for (const std::string_view line : splitLines(parameters[0].asString(), false)) {
        if (!width.isIntegral() && ordered(Comparison::LessEqual, width, 0))
            throw PyError("ValueError", "invalid width " + repr(width) + " (must be > 0)");
        const auto parts
            = wrappedBy(line, width, parameters.flag(2, true), parameters.flag(4, true));
        if (!std::exchange(first, false))
            out += separator;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            out += i > 0 ? separator : "";
            out += safe ? escaped(parts[i]) : parts[i];
            checkTextSize(out.size());
        }
    }
    return Object::text(std::move(out), safe);
}

Object wordcount(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_wordcount", {"s"}, 1);
    std::int64_t count = 0;
    bool inside = false;
    for (const char32_t c : decode(softString(parameters[0]).asString())) {
        const bool word = isWord(c);
        count += word && !inside ? 1 : 0;
        inside = word;
    }
    return count;
}

Object stringFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "soft_str", {"s"}, 1);
    return softString(parameters[0]);
}

std::string quotedUrl(std::string_view text, bool keepSlash)
{
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9')
                           || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z' && byte < 0x80)
                           || std::string_view("_.-~").find(c) != std::string_view::npos
                           || (keepSlash && c == '/');
        if (plain) {
            out += c;
        } else if (!keepSlash && c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
    }
    return out;
}

std::string urlText(const Object &object, bool keepSlash)
{
    return quotedUrl(object.kind() == Kind::Bytes ? object.as<BytesObject>().data : str(object),
                     keepSlash);
}

Object urlencode(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_urlencode", {"value"}, 1);
    const Object &value = parameters[0];
    if (value.isString() || !isIterable(value))
        return Object::string(urlText(value, true));
    Loop loop(runtime, value.isDict() ? dictIterator(value, DictPart::Items, false) : value);
    std::string out;
    Object pair;
    while (loop.next(pair)) {
        if (!isIterable(pair))
            throw PyError("TypeError", "cannot unpack non-iterable " + typeName(pair) + " object");
        const Objects parts = listOf(runtime, pair);
        if (parts.size() != 2)
            throw PyError("ValueError",
                          parts.size() < 2 ? "not enough values to unpack (expected 2, got "
                                                 + std::to_string(parts.size()) + ")"
                                           : "too many values to unpack (expected 2)");
        out += out.empty() ? "" : "&";
        out += urlText(parts[0], false) + "=" + urlText(parts[1], false);
        checkTextSize(out.size());
    }
    return Object::string(std::move(out));
}

Object filesizeformat(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_filesizeformat", {"value", "binary"}, 1);
    const double bytes = pythonFloat(parameters[0]);
    const bool isBinary = parameters.flag(1, false);
    const double base = isBinary ? 1024 : 1000;
    if (bytes == 1)
        return Object::string("1 Byte");
    if (bytes < base)
        return Object::string(str(truncated(bytes)) + " Bytes");
    static constexpr std::array<const char *, 8> kBinary
        = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};
    static constexpr std::array<const char *, 8> kDecimal
        = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    double unit = base;
    std::size_t i = 0;
    for (;; ++i) {
        unit *= base;
        if (bytes < unit || i + 1 == kBinary.size())
            break;
    }
    return Object::string(doubleDigits(base * bytes / unit, 'f', 1, false) + " "
                          + (isBinary ? kBinary[i] : kDecimal[i]));
}

Object pprint(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_pprint", {"value"}, 1);
    return Object::string(pretty(parameters[0]));
}

constexpr FilterEntry kTextFilters[] = {{"upper", mapped<upper>},
                                        {"lower", mapped<lower>},
                                        {"capitalize", mapped<capitalize>},
                                        {"title", titleFilter},
                                        {"trim", trim},
                                        {"center", center},
                                        {"format", format},
                                        {"replace", replace},
                                        {"indent", indent},
                                        {"truncate", truncate},
                                        {"wordwrap", wordwrap},
                                        {"wordcount", wordcount},
                                        {"string", stringFilter},
                                        {"urlencode", urlencode},
                                        {"filesizeformat", filesizeformat},
                                        {"pprint", pprint}};

} // namespace

std::span<const FilterEntry> textFilters()
{
    return kTextFilters;
}

} // namespace postern::jinja

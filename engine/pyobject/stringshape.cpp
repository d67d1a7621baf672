// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/htmlentities.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

template<std::string (*Map)(std::string_view)>
Object mappedText(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return Object::text(Map(self.asString()), self.isMarkup());
}

/// Padding to a width, `left` of it in front.
Object padded(const Object &self, std::int64_t left, std::int64_t right, std::string_view fill)
{
    checkTextSize(
        static_cast<std::size_t>(std::min<std::int64_t>(left + right, std::int64_t{1} << 40))
        * fill.size());
    std::string out;
    for (std::int64_t i = 0; i < left; ++i)
        out += fill;
    out += self.asString();
    for (std::int64_t i = 0; i < right; ++i)
        out += fill;
    return Object::text(std::move(out), self.isMarkup());
}

enum class Align : std::uint8_t { Left, Right, Center };

Object justified(const Object &self, Arguments &arguments, Align align)
{
    checkCount(arguments, 1, 2);
    const std::int64_t width = toIndex(arguments.positional[0]);
    Object fill = arguments.positional.size() > 1 ? arguments.positional[1] : Object::string(" ");
    if (self.isMarkup())
        fill = escape(fill);
    if (!fill.isString())
        throw PyError("TypeError",
                      "The fill character must be a unicode character, not " + typeName(fill));
    if (fill.as<StringObject>().length() != 1)
        throw PyError("TypeError", "The fill character must be exactly one character long");
    const auto length = static_cast<std::int64_t>(self.as<StringObject>().length());
    const std::int64_t pad = width > length ? width - length : 0;
    std::int64_t left = align == Align::Right ? pad : 0;
    if (align == Align::Center)
        left = pad / 2 + (pad & width & 1);
    return padded(self, left, pad - left, fill.asString());
}

Object center(Runtime &, const Object &self, Arguments &arguments)
{
    return justified(self, arguments, Align::Center);
}

Object ljust(Runtime &, const Object &self, Arguments &arguments)
{
    return justified(self, arguments, Align::Left);
}

Object rjust(Runtime &, const Object &self, Arguments &arguments)
{
    return justified(self, arguments, Align::Right);
}

Object zfill(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    const std::string &text = self.asString();
    const std::int64_t pad = toIndex(arguments.positional[0])
                             - static_cast<std::int64_t>(self.as<StringObject>().length());
    if (pad <= 0)
        return self;
    checkTextSize(static_cast<std::size_t>(pad));
    const bool sign = !text.empty() && (text[0] == '+' || text[0] == '-');
    std::string out = text.substr(0, sign ? 1 : 0);
    out.append(static_cast<std::size_t>(pad), '0');
    out += text.substr(sign ? 1 : 0);
    return Object::text(std::move(out), self.isMarkup());
}

Object expandtabs(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"tabsize"});
    const std::int64_t size = parameters.integer(0, 8);
    const std::string &text = self.asString();
    std::string out;
    std::int64_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = pointLength(text, at);
        if (text[at] == '\t') {
            const std::int64_t fill = size > 0 ? size - column % size : 0;
            checkTextSize(
                static_cast<std::size_t>(std::min<std::int64_t>(fill, std::int64_t{1} << 40))
                + out.size());
            out.append(static_cast<std::size_t>(fill), ' ');
            column += fill;
        } else {
            out += text.substr(at, length);
            column = text[at] == '\n' || text[at] == '\r' ? 0 : column + 1;
        }
        at += length;
    }
    return Object::text(std::move(out), self.isMarkup());
}

Object translate(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    const Object &table = arguments.positional[0];
    if (table.isNumber() || table.isNone())
        throw PyError("TypeError", "'" + typeName(table) + "' object is not subscriptable");
    std::string out;
    for (const char32_t c : decode(self.asString())) {
        const Object mapped = pythonItem(runtime,
                                         arguments.positional[0],
                                         static_cast<std::int64_t>(c));
        if (mapped.isMissing())
            utf8::append(out, c);
        else if (mapped.isString())
            checkTextSize((out += mapped.asString()).size());
        else if (mapped.isIntegral() && (toIndex(mapped) < 0 || toIndex(mapped) > 0x10FFFF))
            throw PyError("ValueError", "character mapping must be in range(0x110000)");
        else if (mapped.isIntegral())
            utf8::append(out, static_cast<char32_t>(toIndex(mapped)));
        else if (!mapped.isNone())
            throw PyError("TypeError", "character mapping must return integer, None or str");
    }
    return Object::text(std::move(out), self.isMarkup());
}

/// str.maketrans
Object maketrans(Runtime &, const Object &, Arguments &arguments)
{
    checkCount(arguments, 1, 3);
    Object table = DictObject::make();
    auto &entries = table.as<DictObject>();
    if (arguments.positional.size() == 1) {
        if (!arguments.positional[0].isDict())
            throw PyError("TypeError",
                          "if you give only one argument to maketrans it must be a dict");
        for (const auto &entry : arguments.positional[0].as<DictObject>().entries()) {
            if (entry.key.isMissing())
                continue;
            const bool isText = entry.key.isString();
            if (isText && entry.key.as<StringObject>().length() != 1)
                throw PyError("ValueError", "string keys in translate table must be of length 1");
            if (!isText && !entry.key.isIntegral())
                throw PyError("TypeError", "keys in translate table must be strings or integers");
            entries.set(isText
                            ? Object(static_cast<std::int64_t>(decode(entry.key.asString()).at(0)))
                            : entry.key,
                        entry.value);
        }
        return table;
    }
    if (!arguments.positional[0].isString())
        throw PyError("TypeError",
                      "first maketrans argument must be a string if there is a second argument");
    const std::u32string from = decode(arguments.positional[0].asString());
    const std::u32string to = decode(
        textArgument(arguments.positional[1], "maketrans", "argument 2"));
    if (from.size() != to.size())
        throw PyError("ValueError", "the first two maketrans arguments must have equal length");
    for (std::size_t i = 0; i < from.size(); ++i)
        entries.set(static_cast<std::int64_t>(from[i]), static_cast<std::int64_t>(to[i]));
    if (arguments.positional.size() > 2) {
        for (const char32_t c :
             decode(textArgument(arguments.positional[2], "maketrans", "argument 3")))
            entries.set(static_cast<std::int64_t>(c), Object::none());
    }
    return table;
}

/// "\\xe9" and so on.
std::string escapeOf(char32_t c)
{
    const std::string quoted = asciiRepr(Object::string(encode({&c, 1})));
    return quoted.substr(1, quoted.size() - 2);
}

[[noreturn]] void failEncoding(const std::u32string &points, std::size_t at, bool ascii)
{
    std::size_t end = at + 1;
    while (end < points.size() && points[end] >= (ascii ? 0x80U : 0x100U))
        ++end;
    const std::string what = end == at + 1 ? "character '" + escapeOf(points[at]) + "' in position "
                                                 + std::to_string(at)
                                           : "characters in position " + std::to_string(at) + "-"
                                                 + std::to_string(end - 1);
    throw PyError("UnicodeEncodeError",
                  std::string(ascii ? "'ascii'" : "'latin-1'") + " codec can't encode " + what
                      + ": ordinal not in range(" + (ascii ? "128)" : "256)"));
}

Object encodeText(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"encoding", "errors"});
    const std::string encoding = parameters.has(0) ? asciiLower(parameters.text(0)) : "utf-8";
    const std::string errors = parameters.has(1) ? parameters.text(1) : "strict";
    const std::string &text = self.asString();
    if (encoding == "utf-8" || encoding == "utf8" || encoding == "utf_8")
        return Object::bytes(text);
    const bool ascii = encoding == "ascii" || encoding == "us-ascii";
    if (!ascii && encoding != "latin-1" && encoding != "latin1" && encoding != "iso-8859-1")
        throw PyError("LookupError", "unknown encoding: " + parameters.text(0));
    std::string out;
    const std::u32string points = decode(text);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i] < (ascii ? 0x80U : 0x100U))
            out += static_cast<char>(points[i]);
        else if (errors == "replace")
            out += '?';
        else if (errors == "xmlcharrefreplace")
            out += "&#" + std::to_string(static_cast<std::uint32_t>(points[i])) + ";";
        else if (errors == "backslashreplace")
            out += escapeOf(points[i]);
        else if (errors != "ignore")
            failEncoding(points, i, ascii);
    }
    return Object::bytes(std::move(out));
}

Object format(Runtime &runtime, const Object &self, Arguments &arguments)
{
    return formatText(runtime, self, arguments, {});
}

Object formatMap(Runtime &runtime, const Object &self, Arguments &arguments)
{
    Arguments none;
    if (self.isMarkup() && !runtime.sandboxed()) {
        const Parameters parameters(arguments, "Markup.format_map", {"mapping"}, 1, 1);
        return formatText(runtime, self, none, parameters[0]);
    }
    // The sandbox has a function of its own in the place of the method.
    if (runtime.sandboxed())
        arguments.owner = nullptr;
    checkCount(arguments, 1, 1);
    return formatText(runtime, self, none, arguments.positional[0]);
}

Object striptags(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return Object::string(strippedTags(self.asString()));
}

Object unescape(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return Object::string(unescapedHtml(self.asString()));
}

Object escapeMethod(Runtime &, const Object &, Arguments &arguments)
{
    const Parameters parameters(arguments, "Markup.escape", {"s"}, 1, 1);
    return escape(parameters[0]);
}

constexpr Method kShapeMethods[] = {{"upper", mappedText<upper>},
                                    {"lower", mappedText<lower>},
                                    {"title", mappedText<title>},
                                    {"capitalize", mappedText<capitalize>},
                                    {"swapcase", mappedText<swapCase>},
                                    {"casefold", mappedText<caseFold>},
                                    {"center", center},
                                    {"ljust", ljust},
                                    {"rjust", rjust},
                                    {"zfill", zfill},
                                    {"expandtabs", expandtabs},
                                    {"translate", translate},
                                    {"maketrans", maketrans},
                                    {"encode", encodeText},
                                    {"format", format},
                                    {"format_map", formatMap},
                                    {"striptags", striptags},
                                    {"unescape", unescape},
                                    {"escape", escapeMethod}};

} // namespace

std::span<const Method> stringShapeMethods()
{
    return kShapeMethods;
}

} // namespace postern::pyobject

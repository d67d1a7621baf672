// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <bitset>
#include <utility>

namespace postern::pyobject {

namespace {

// Methods of bytes are those of str for ASCII. So a byte that str would take for a letter, a space
// or the end of a line, and bytes doesn't, stands in for itself as a character of private use.
constexpr char32_t kPrivate = 0xF700;

std::string widened(std::string_view data, bool fewLineEnds)
{
    std::string text;
    for (const char c : data) {
        const auto byte = static_cast<unsigned char>(c);
        const bool hidden = byte >= 0x80 || (byte >= 0x1c && byte <= 0x1f)
                            || (fewLineEnds && (byte == '\v' || byte == '\f'));
        utf8::append(text, hidden ? kPrivate + byte : byte);
    }
    return text;
}

Object narrowed(const Object &object)
{
    if (object.isList() || object.isTuple()) {
        Objects items;
        for (const Object &item : object.items())
            items.push_back(narrowed(item));
        return object.isList() ? Object::list(std::move(items)) : Object::tuple(std::move(items));
    }
    if (!object.isString())
        return object;
    std::string data;
    for (const char32_t c : decode(object.asString()))
        data += static_cast<char>(c >= kPrivate ? c - kPrivate : c);
    return Object::bytes(std::move(data));
}

Object bytesArgument(const Object &object)
{
    if (object.kind() != Kind::Bytes)
        throw PyError("TypeError",
                      "a bytes-like object is required, not '" + typeName(object) + "'");
    return Object::string(widened(object.as<BytesObject>().data, false));
}

/// What is looked for may be one byte as a number.
Object byteArgument(const Object &object)
{
    if (object.isIntegral()) {
        const std::int64_t value = toIndex(object);
        if (value < 0 || value > 255)
            throw PyError("ValueError", "byte must be in range(0, 256)");
        return Object::string(widened(std::string(1, static_cast<char>(value)), false));
    }
    if (object.kind() != Kind::Bytes)
        throw PyError("TypeError",
                      "argument should be integer or bytes-like object, not '" + typeName(object)
                          + "'");
    return bytesArgument(object);
}

Object affixArgument(const Object &object, std::string_view method)
{
    if (object.kind() == Kind::Bytes)
        return bytesArgument(object);
    if (!object.isTuple())
        throw PyError("TypeError",
                      std::string(method) + " first arg must be bytes or a tuple of bytes, not "
                          + typeName(object));
    Objects items;
    for (const Object &item : object.items())
        items.push_back(bytesArgument(item));
    return Object::tuple(std::move(items));
}

Object fillArgument(const Object &object, std::string_view method)
{
    if (object.kind() != Kind::Bytes || object.as<BytesObject>().data.size() != 1)
        throw PyError("TypeError",
                      std::string(method) + "() argument 2 must be a byte string of length 1, not "
                          + typeName(object));
    return bytesArgument(object);
}

Object joinArgument(Runtime &runtime, const Object &object)
{
    if (!isIterable(object))
        throw PyError("TypeError", "can only join an iterable");
    Objects items = listOf(runtime, object);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].kind() != Kind::Bytes)
            throw PyError("TypeError",
                          "sequence item " + std::to_string(i) + ": expected a bytes-like object, "
                              + typeName(items[i]) + " found");
        items[i] = bytesArgument(items[i]);
    }
    return Object::list(std::move(items));
}

/// What the arguments of a method are, as far as they are bytes.
enum class Taking : std::uint8_t { Nothing, Byte, Affix, Bytes, Fill, Joined };

struct Borrowed
{
    std::string_view name;
    Taking taking = Taking::Nothing;
};

constexpr Borrowed kBorrowed[] = {
    {"capitalize"},
    {"center", Taking::Fill},
    {"count", Taking::Byte},
    {"endswith", Taking::Affix},
    {"expandtabs"},
    {"find", Taking::Byte},
    {"index", Taking::Byte},
    {"isalnum"},
    {"isalpha"},
    {"isascii"},
    {"isdigit"},
    {"islower"},
    {"isspace"},
    {"istitle"},
    {"isupper"},
    {"join", Taking::Joined},
    {"ljust", Taking::Fill},
    {"lower"},
    {"lstrip", Taking::Bytes},
    {"partition", Taking::Bytes},
    {"removeprefix", Taking::Bytes},
    {"removesuffix", Taking::Bytes},
    {"replace", Taking::Bytes},
    {"rfind", Taking::Byte},
    {"rindex", Taking::Byte},
    {"rjust", Taking::Fill},
    {"rpartition", Taking::Bytes},
    {"rsplit", Taking::Bytes},
    {"rstrip", Taking::Bytes},
    {"split", Taking::Bytes},
    {"splitlines"},
    {"startswith", Taking::Affix},
    {"strip", Taking::Bytes},
    {"swapcase"},
    {"title"},
    {"upper"},
    {"zfill"},
};

void convert(Runtime &runtime, const Borrowed &method, Arguments &arguments)
{
    Objects &given = arguments.positional;
    switch (method.taking) {
    case Taking::Nothing:
        break;
    case Taking::Byte:
        if (!given.empty())
            given[0] = byteArgument(given[0]);
        break;
    case Taking::Affix:
        if (!given.empty())
            given[0] = affixArgument(given[0], method.name);
        break;
    case Taking::Fill:
        if (given.size() == 2)
            given[1] = fillArgument(given[1], method.name);
        break;
    case Taking::Joined:
        if (given.size() == 1)
            given[0] = joinArgument(runtime, given[0]);
        break;
    case Taking::Bytes: {
        // None stands for white space where it may.
        const bool mayBeNone = method.name.find("strip") != std::string_view::npos
                               || method.name.ends_with("split");
        const auto take = [&](Object &object) {
            if (!(mayBeNone && object.isNone()) && !object.isMissing())
                object = bytesArgument(object);
        };
        for (std::size_t i = 0; i < given.size() && i < (method.name == "replace" ? 2 : 1); ++i)
            take(given[i]);
        for (auto &[name, value] : arguments.named) {
            if (name == "sep")
                take(value);
        }
        break;
    }
    }
}

template<std::size_t Index>
Object borrowed(Runtime &runtime, const Object &self, Arguments &arguments)
{
    static constexpr Borrowed kMethod = kBorrowed[Index];
    convert(runtime, kMethod, arguments);
    const Object text = Object::string(
        widened(self.as<BytesObject>().data, kMethod.name == "splitlines"));
    const bool finds = kMethod.name == "index" || kMethod.name == "rindex";
    const std::string_view name = !finds                    ? kMethod.name
                                  : kMethod.name == "index" ? "find"
                                                            : "rfind";
    const Object result = findMethod(text, name)->function(runtime, text, arguments);
    if (finds && result.asInt() < 0)
        throw PyError("ValueError", "subsection not found");
    return narrowed(result);
}

Object decodeBytes(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"encoding", "errors"});
    const std::string encoding = parameters.has(0) ? asciiLower(parameters.text(0)) : "utf-8";
    const std::string &data = self.as<BytesObject>().data;
    if (encoding == "latin-1" || encoding == "latin1" || encoding == "iso-8859-1") {
        std::string out;
        for (const char c : data)
            utf8::append(out, static_cast<unsigned char>(c));
        return Object::string(std::move(out));
    }
    if (utf8::isValid(data))
        return Object::string(data);
    if (parameters.has(1) && parameters.text(1) != "strict")
        return Object::string(encode(decode(data)));
    throw PyError("UnicodeDecodeError", "'utf-8' codec can't decode bytes: invalid data");
}

Object hexText(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"sep", "bytes_per_sep"});
    const std::string &data = self.as<BytesObject>().data;
    std::string separator;
    if (parameters.has(0)) {
        if (!parameters[0].isString() && parameters[0].kind() != Kind::Bytes)
            throw PyError("TypeError", "sep must be str or bytes.");
        separator = parameters[0].isString() ? parameters[0].asString()
                                             : parameters[0].as<BytesObject>().data;
        if (utf8::length(separator) != 1)
            throw PyError("ValueError", "sep must be length 1.");
        if (!isAscii(separator))
            throw PyError("ValueError", "sep must be ASCII.");
    }
    // Groups are counted from the right, for a negative size from the left.
    const std::int64_t group = parameters.integer(1, 1);
    const auto size = static_cast<std::int64_t>(data.size());
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (std::int64_t i = 0; i < size; ++i) {
        const bool starts = group > 0 ? (size - i) % group == 0 : group < 0 && i % group == 0;
        if (i > 0 && starts)
            out += separator;
        const auto byte = static_cast<unsigned char>(data[static_cast<std::size_t>(i)]);
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return Object::string(std::move(out));
}

Object translateBytes(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters(arguments, "translate", {"table", "delete"}, 1);
    const auto dataOf = [](const Object &object) -> const std::string & {
        bytesArgument(object);
        return object.as<BytesObject>().data;
    };
    const std::string *table = parameters.set(0) ? &dataOf(parameters[0]) : nullptr;
    if (table != nullptr && table->size() != 256)
        throw PyError("ValueError", "translation table must be 256 characters long");
    const std::string gone = parameters.has(1) ? dataOf(parameters[1]) : std::string();
    std::bitset<256> isGone;
    for (const char c : gone)
        isGone.set(static_cast<unsigned char>(c));
    std::string out;
    for (const char c : self.as<BytesObject>().data) {
        if (!isGone[static_cast<unsigned char>(c)])
            out += table == nullptr ? c : (*table)[static_cast<unsigned char>(c)];
    }
    return Object::bytes(std::move(out));
}

template<std::size_t... Index>
constexpr auto tableOf(std::index_sequence<Index...>)
{
    return std::array<Method, sizeof...(Index) + 3>{Method{kBorrowed[Index].name,
                                                           borrowed<Index>}...,
                                                    Method{"decode", decodeBytes},
                                                    Method{"hex", hexText},
                                                    Method{"translate", translateBytes}};
}

constexpr auto kBytesMethods = tableOf(std::make_index_sequence<std::size(kBorrowed)>());

} // namespace

std::span<const Method> bytesMethods()
{
    return kBytesMethods;
}

} // namespace postern::pyobject

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/jinja/methods.h"
#include "engine/jinja/number.h"
#include "engine/jinja/pyerror.h"
#include "engine/jinja/text.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace postern::jinja {

namespace {

Object bitLength(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "int.bit_length", 0, 0);
    const Integer value = toInteger(self);
    return value == 0 ? 0 : static_cast<int>(msb(value < 0 ? Integer(-value) : value)) + 1;
}

Object bitCount(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "int.bit_count", 0, 0);
    Integer value = toInteger(self);
    if (value < 0)
        value = -value;
    std::int64_t count = 0;
    for (; value != 0; value >>= 64)
        count += std::popcount(static_cast<std::uint64_t>(value & UINT64_MAX));
    return count;
}

Object conjugate(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "conjugate", 0, 0);
    return positive(self);
}

Object integerRatio(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "as_integer_ratio", 0, 0);
    if (!self.isFloat())
        return Object::tuple({positive(self), 1});
    const double value = self.asFloat();
    if (!std::isfinite(value))
        throw PyError(std::isnan(value) ? "ValueError" : "OverflowError",
                      std::string("cannot convert ") + (std::isnan(value) ? "NaN" : "Infinity")
                          + " to integer ratio");
    int exponent = 0;
    Integer numerator(std::ldexp(std::frexp(value, &exponent), 53));
    exponent -= 53;
    Integer denominator = 1;
    if (exponent > 0)
        numerator <<= static_cast<unsigned>(exponent);
    else
        denominator <<= static_cast<unsigned>(-exponent);
    const Integer divisor = gcd(numerator, denominator);
    return Object::tuple({makeInteger(numerator / divisor), makeInteger(denominator / divisor)});
}

Object isInteger(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "float.is_integer", 0, 0);
    return std::isfinite(self.asFloat()) && std::trunc(self.asFloat()) == self.asFloat();
}

constexpr Method kInt[] = {{"bit_length", bitLength},
                           {"bit_count", bitCount},
                           {"conjugate", conjugate},
                           {"as_integer_ratio", integerRatio}};
constexpr Method kFloat[] = {{"is_integer", isInteger},
                             {"conjugate", conjugate},
                             {"as_integer_ratio", integerRatio}};

Object decodeBytes(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters(arguments, "decode", {"encoding", "errors"}, 0);
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

Object hex(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "bytes.hex", 0, 0);
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : self.as<BytesObject>().data) {
        out += kDigits[static_cast<unsigned char>(c) >> 4U];
        out += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return Object::string(std::move(out));
}

constexpr Method kBytes[] = {{"decode", decodeBytes}, {"hex", hex}};

Object rangeIndex(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "range.index", 1, 1);
    if (!contains(runtime, self, arguments.positional[0]))
        throw PyError("ValueError", "item is not in range");
    const auto &range = self.as<RangeObject>();
    return (toIndex(arguments.positional[0]) - range.start) / range.step;
}

Object rangeCount(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, "range.count", 1, 1);
    return contains(runtime, self, arguments.positional[0]) ? 1 : 0;
}

constexpr Method kRange[] = {{"index", rangeIndex}, {"count", rangeCount}};

} // namespace

std::span<const Method> numberMethods(Kind kind)
{
    if (kind == Kind::Float)
        return kFloat;
    return kInt;
}

std::span<const Method> bytesMethods()
{
    return kBytes;
}

std::span<const Method> rangeMethods()
{
    return kRange;
}

} // namespace postern::jinja

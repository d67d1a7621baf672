// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <vector>

namespace postern::pyobject {

namespace {

Object bitLength(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    const Integer value = toInteger(self);
    return value == 0 ? 0 : static_cast<int>(msb(value < 0 ? Integer(-value) : value)) + 1;
}

Object bitCount(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    Integer value = toInteger(self);
    if (value < 0)
        value = -value;
    std::vector<std::uint8_t> bytes;
    export_bits(value, std::back_inserter(bytes), 8);
    std::int64_t count = 0;
    for (const std::uint8_t byte : bytes)
        count += std::popcount(byte);
    return count;
}

Object conjugate(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return positive(self);
}

Object integerRatio(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
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
    checkCount(arguments, 0, 0);
    return std::isfinite(self.asFloat()) && std::trunc(self.asFloat()) == self.asFloat();
}

/// C's %a, with Python's thirteen digits and no plus sign but in the exponent.
Object floatHex(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    const double value = self.asFloat();
    if (std::isnan(value))
        return Object::string("nan");
    const std::string sign = std::signbit(value) ? "-" : "";
    if (std::isinf(value))
        return Object::string(sign + "inf");
    if (value == 0)
        return Object::string(sign + "0x0.0p+0");
    std::array<char, 40> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.13a", std::fabs(value));
    return Object::string(sign + std::string(text.data(), static_cast<std::size_t>(length)));
}

Object toBytes(Runtime &, const Object &self, Arguments &arguments)
{
    Object isSigned = arguments.takeNamed("signed");
    const Parameters parameters(arguments, "to_bytes", {"length", "byteorder"}, 0);
    const std::int64_t length = parameters.integer(0, 1);
    const std::string order = parameters.has(1) ? parameters.text(1) : "big";
    if (order != "big" && order != "little")
        throw PyError("ValueError", "byteorder must be either 'little' or 'big'");
    if (length < 0)
        throw PyError("ValueError", "length argument must be non-negative");
    checkTextSize(static_cast<std::size_t>(length));
    Integer value = toInteger(self);
    const bool negative = value < 0;
    const bool twos = !isSigned.isMissing() && truthy(isSigned);
    if (negative && !twos)
        throw PyError("OverflowError", "can't convert negative int to unsigned");
    // What two's complement of that many bytes holds; the sign takes a bit of them.
    const Integer magnitude = negative ? Integer(-value - 1) : value;
    const std::int64_t bits = (magnitude == 0 ? 0 : static_cast<std::int64_t>(msb(magnitude)) + 1)
                              + (twos && (length > 0 || negative) ? 1 : 0);
    if (bits > length * 8)
        throw PyError("OverflowError", "int too big to convert");
    std::string out;
    std::vector<std::uint8_t> bytes;
    export_bits(magnitude, std::back_inserter(bytes), 8, false);
    bytes.resize(static_cast<std::size_t>(length));
    for (const std::uint8_t byte : bytes)
        out += static_cast<char>(negative ? ~byte : byte);
    if (order == "big")
        std::reverse(out.begin(), out.end());
    return Object::bytes(std::move(out));
}

constexpr Method kInt[] = {{"to_bytes", toBytes},
                           {"bit_length", bitLength},
                           {"bit_count", bitCount},
                           {"conjugate", conjugate},
                           {"as_integer_ratio", integerRatio}};
constexpr Method kFloat[] = {{"hex", floatHex},
                             {"is_integer", isInteger},
                             {"conjugate", conjugate},
                             {"as_integer_ratio", integerRatio}};

Object rangeIndex(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    const Object &wanted = arguments.positional[0];
    if (!contains(runtime, self, wanted))
        throw PyError("ValueError",
                      wanted.isIntegral() ? repr(wanted) + " is not in range"
                                          : "sequence.index(x): x not in sequence");
    const auto &range = self.as<RangeObject>();
    return (toIndex(arguments.positional[0]) - range.start) / range.step;
}

Object rangeCount(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
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

std::span<const Method> rangeMethods()
{
    return kRange;
}

} // namespace postern::pyobject

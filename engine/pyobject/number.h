// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>

namespace postern::pyobject {

using Integer = boost::multiprecision::cpp_int;

struct BigIntObject final : HeapObject
{
    explicit BigIntObject(Integer number)
        : HeapObject(Kind::BigInt)
        , value(std::move(number))
    {
        Memory::take(bytes());
    }
    ~BigIntObject() override { Memory::give(bytes()); }
    std::size_t bytes() const { return value.backend().size() * sizeof(*value.backend().limbs()); }
    const Integer value;
};

/// An int of the least kind that holds it. Throws the limit error beyond kMaxBits.
Object makeInteger(Integer value);
/// The value of an integral object.
Integer toInteger(const Object &object);
/// Number of binary digits of an integral object that is big; 64 for others.
std::uint64_t bitsOf(const Object &object);
/// A finite float without its fraction.
Object truncated(double value);

/// Reads Python's int(given, base), underscores and prefixes included; nothing when it is none.
/// Throws ValueError for more digits than Python converts (4300).
std::optional<Object> parseInteger(std::string_view given, int base);
/// Reads Python's float(given); nothing when it is none.
std::optional<double> parseFloat(std::string_view given);
/// str() of an int. Throws ValueError beyond 4300 digits.
std::string integerText(const Object &integer);

/// Larger integers are refused: they would cost seconds each.
inline constexpr unsigned kMaxBits = 1U << 18;

} // namespace postern::pyobject

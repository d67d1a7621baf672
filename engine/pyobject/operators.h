// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

namespace postern::pyobject {

class Runtime;

enum class BinaryOperator : std::uint8_t {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power
};
enum class Comparison : std::uint8_t {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    NotIn
};

/// Python's operators. They throw PyError as Python raises.
Object binary(BinaryOperator operation, const Object &left, const Object &right);
Object negative(const Object &operand);
Object positive(const Object &operand);
bool truthy(const Object &object);
bool equal(const Object &left, const Object &right);
/// One of the four orderings.
bool ordered(Comparison comparison, const Object &left, const Object &right);
/// Any comparison but `in`.
bool compare(Comparison comparison, const Object &left, const Object &right);
/// `item in container`
bool contains(Runtime &runtime, const Object &container, const Object &item);

/// Python's type(x).__name__
std::string typeName(const Object &object);
/// As Undefined's sentences call it: "int object", "markupsafe.Markup object", "None"
std::string qualifiedTypeName(const Object &object);

/// The value of a number. Throws OverflowError for an int beyond a double.
double toDouble(const Object &number);
/// An index or a count: throws TypeError for what is no int, clamps what is beyond 64 bits.
std::int64_t toIndex(const Object &object);
/// The repeated or joined text may not be larger; throws the limit error.
void checkTextSize(std::size_t bytes);
void checkItemCount(std::size_t count);

inline constexpr std::size_t kMaxText = std::size_t{64} << 20;
inline constexpr std::size_t kMaxItems = 5'000'000;

} // namespace postern::pyobject

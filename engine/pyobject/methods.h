// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/arguments.h"
#include "engine/pyobject/runtime.h"

#include <span>

namespace postern::pyobject {

/// A method of one of Python's built-in types.
struct Method
{
    std::string_view name;
    Object (*function)(Runtime &, const Object &self, Arguments &);
};

/// Null when the type has no such method.
const Method *findMethod(const Object &self, std::string_view name);

// The tables behind it, one for each type.
std::span<const Method> stringSearchMethods();
std::span<const Method> stringShapeMethods();
std::span<const Method> stringTestMethods();
std::span<const Method> listMethods();
std::span<const Method> tupleMethods();
std::span<const Method> dictMethods();
std::span<const Method> numberMethods(Kind kind);
std::span<const Method> bytesMethods();
std::span<const Method> rangeMethods();

/// Whether Python's objects of that type have this attribute of the `__name__` kind.
bool hasSpecialAttribute(const Object &object, std::string_view name);
/// Such an attribute; Missing when there is none.
Object specialAttribute(const Object &object, std::string_view name);

/// Where a slice or an index lands in a sequence of `length`.
struct Slicing
{
    std::int64_t start = 0;
    std::int64_t stop = 0; ///< may be before the start: nothing lands then
    std::int64_t step = 1;
    std::int64_t count = 0;
};
/// Throws TypeError or ValueError for bounds that are no integers or a step of zero.
Slicing slicing(const Object &bounds, std::int64_t length);

/// Python's str.format and format_map.
Object formatText(Runtime &runtime,
                  const Object &format,
                  Arguments &arguments,
                  const Object &mapping);
/// Python's format(value, spec).
std::string formatValue(const Object &value, std::string_view format);

} // namespace postern::pyobject

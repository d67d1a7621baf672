// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string_view>

namespace postern::pyobject {

class Object;
struct Arguments;

/// Counts what the render at hand does beside its steps, a unit about a nanosecond: text that is
/// read or copied, items that are compared. Throws the limit error when it doesn't seem to end.
void countWork(std::uint64_t units);

/// Counts what a filter, a test or a method has to do for what it is given. Those whose time doesn't
/// grow with it, as `length`, count nothing.
void countFilter(std::string_view name, const Arguments &arguments);
void countTest(std::string_view name, const Arguments &arguments);
void countMethod(std::string_view name, const Object &self, const Arguments &arguments);
/// Counts what came out. Throws the limit error for a huge text.
void countResult(const Object &result);

} // namespace postern::pyobject

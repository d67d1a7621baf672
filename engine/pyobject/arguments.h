// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/hostobject.h"

#include <array>
#include <initializer_list>

namespace postern::pyobject {

/// A call's arguments spread over a function's parameters, as Python does it.
class Parameters
{
public:
    /// `hidden` counts arguments that Python's messages include but a template doesn't pass.
    /// Throws TypeError when they don't fit.
    Parameters(Arguments &arguments,
               std::string_view function,
               std::initializer_list<std::string_view> names,
               std::size_t required,
               std::size_t hidden = 0);

    /// Those of a built-in method that takes names too, none of them required.
    static Parameters ofBuiltin(Arguments &arguments, std::initializer_list<std::string_view> names);

    /// The argument; Missing when it wasn't given.
    const Object &operator[](std::size_t index) const { return m_values[index]; }
    bool has(std::size_t index) const { return !m_values[index].isMissing(); }
    /// Given and not None.
    bool set(std::size_t index) const { return has(index) && !m_values[index].isNone(); }
    std::int64_t integer(std::size_t index, std::int64_t fallback) const;
    bool flag(std::size_t index, bool fallback) const;
    /// Throws TypeError when it is no str.
    const std::string &text(std::size_t index) const;

private:
    static constexpr std::size_t kMost = 8;

    std::string_view m_function;
    std::array<Object, kMost> m_values;
};

/// For built-in methods that know their arguments by position only. Throws TypeError.
void checkCount(const Arguments &arguments, std::size_t least, std::size_t most);
/// The same with the sentences of those that Python's older way reads the arguments of.
void checkParsedCount(const Arguments &arguments, std::size_t least, std::size_t most);
/// The text of a str argument. Throws TypeError "must be str, not int".
const std::string &textArgument(const Object &object,
                                std::string_view function,
                                std::string_view which = "argument");

} // namespace postern::pyobject

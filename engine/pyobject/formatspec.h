// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::pyobject {

/// Python's format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type]
struct FormatSpec
{
    std::string fill = " ";
    char align = 0;
    char sign = 0;
    bool noNegativeZero = false;
    bool alternate = false;
    std::int64_t width = 0;
    char grouping = 0;
    std::int64_t precision = -1;
    char type = 0;

    /// Throws ValueError for what is no specification for a value of this type.
    static FormatSpec parse(std::string_view text, std::string_view typeName, bool isText);

private:
    void checkGrouping(char defaultType) const;
};

/// The digits of a float with a conversion of 'e', 'f' or 'g' (and their capitals), as C's
/// printf writes them; `alternate` keeps the point. Infinity is "inf".
std::string doubleDigits(double magnitude, char type, int precision, bool alternate);
/// Puts a separator between each group of digits of the whole part.
std::string grouped(std::string_view digits, char separator, std::size_t size = 3);
/// Fills up to the specification's width; the sign or prefix stays in front when align is '='.
std::string aligned(const FormatSpec &spec,
                    std::string_view prefix,
                    std::string_view body,
                    char defaultAlign);

} // namespace postern::pyobject

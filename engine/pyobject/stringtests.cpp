// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/methods.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

template<bool (*Holds)(char32_t)>
Object everyPoint(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    const std::u32string points = decode(self.asString());
    return !points.empty() && std::all_of(points.begin(), points.end(), Holds);
}

Object isAscii(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return self.as<StringObject>().isAscii();
}

Object isPrintableText(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    const std::u32string points = decode(self.asString());
    return std::all_of(points.begin(), points.end(), isPrintable);
}

Object isIdentifierText(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return isIdentifier(self.asString());
}

Object isLowerMethod(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return isLowerText(self.asString());
}

Object isUpperMethod(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return isUpperText(self.asString());
}

Object isTitleText(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    bool cased = false;
    bool previous = false;
    for (const char32_t c : decode(self.asString())) {
        if (isUpper(c) || isTitle(c)) {
            if (previous)
                return false;
            previous = cased = true;
        } else if (isLower(c)) {
            if (!previous)
                return false;
            cased = true;
        } else {
            previous = false;
        }
    }
    return cased;
}

constexpr Method kTestMethods[] = {{"isalpha", everyPoint<isAlpha>},
                                   {"isalnum", everyPoint<isAlnum>},
                                   {"isdecimal", everyPoint<isDecimal>},
                                   {"isdigit", everyPoint<isDigit>},
                                   {"isnumeric", everyPoint<isNumeric>},
                                   {"isspace", everyPoint<isSpace>},
                                   {"isascii", isAscii},
                                   {"isprintable", isPrintableText},
                                   {"isidentifier", isIdentifierText},
                                   {"islower", isLowerMethod},
                                   {"isupper", isUpperMethod},
                                   {"istitle", isTitleText}};

} // namespace

bool isLowerText(std::string_view text)
{
    bool cased = false;
    for (const char32_t c : decode(text)) {
        if (isUpper(c) || isTitle(c))
            return false;
        cased = cased || isLower(c);
    }
    return cased;
}

bool isUpperText(std::string_view text)
{
    bool cased = false;
    for (const char32_t c : decode(text)) {
        if (isLower(c) || isTitle(c))
            return false;
        cased = cased || isUpper(c);
    }
    return cased;
}

std::span<const Method> stringTestMethods()
{
    return kTestMethods;
}

} // namespace postern::pyobject

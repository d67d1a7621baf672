// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/conversion.h"

#include "engine/pyobject/number.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"

#include <cmath>

namespace postern::pyobject {

/// What int() and float() read numbers from.
static std::string_view textOf(const Object &value)
{
    return value.isString() ? value.asString() : value.as<BytesObject>().data;
}

Object pythonInt(const Object &value)
{
    if (value.isIntegral())
        return positive(value);
    if (value.isUndefined())
        value.as<UndefinedObject>().fail();
    if (value.isString() || value.kind() == Kind::Bytes) {
        if (auto number = parseInteger(textOf(value), 10))
            return *number;
        throw PyError("ValueError", "invalid literal for int() with base 10: " + repr(value));
    }
    if (!value.isFloat())
        throw PyError("TypeError",
                      "int() argument must be a string, a bytes-like object or a real number, not '"
                          + typeName(value) + "'");
    if (std::isnan(value.asFloat()))
        throw PyError("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(value.asFloat()))
        throw PyError("OverflowError", "cannot convert float infinity to integer");
    return truncated(value.asFloat());
}

double pythonFloat(const Object &value)
{
    if (value.isNumber())
        return toDouble(value);
    if (value.isUndefined())
        value.as<UndefinedObject>().fail();
    if (!value.isString() && value.kind() != Kind::Bytes)
        throw PyError("TypeError",
                      "float() argument must be a string or a real number, not '" + typeName(value)
                          + "'");
    if (const auto number = parseFloat(textOf(value)))
        return *number;
    throw PyError("ValueError", "could not convert string to float: " + repr(value));
}

} // namespace postern::pyobject

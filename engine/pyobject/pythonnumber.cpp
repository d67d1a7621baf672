// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pythonnumber.h"

#include "engine/base/error.h"
#include "engine/pyobject/conversion.h"
#include "engine/pyobject/convert.h"
#include "engine/pyobject/pyerror.h"

namespace postern::pyobject {

namespace {

/// What `convert` makes of the value, or what it raises.
template<typename Convert>
Value converted(const Value &value, Convert convert)
{
    try {
        return toValue(convert(toObject(value)));
    } catch (const PyError &error) {
        throw Error(ErrorCode::InvalidInput,
                    tr("The value is no number: %1.", error.message()),
                    tr("Give a number."))
            .as({"SystemError", error.type()}, error.message());
    }
}

} // namespace

Value pythonInt(const Value &value)
{
    if (value.isInt() || value.kind() == Value::Kind::BigInt)
        return value;
    return converted(value, [](const Object &given) { return pythonInt(given); });
}

Value pythonFloat(const Value &value)
{
    return converted(value, [](const Object &given) { return Object(pythonFloat(given)); });
}

} // namespace postern::pyobject

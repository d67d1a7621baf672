// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/filters.h"
#include "engine/pyobject/conversion.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"

#include <charconv>
#include <cmath>

namespace postern::jinja {

namespace {

Object absolute(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "abs", {"x"}, 1);
    const Object &value = parameters[0];
    if (value.isFloat())
        return std::abs(value.asFloat());
    if (!value.isIntegral())
        throw PyError("TypeError", "bad operand type for abs(): '" + typeName(value) + "'");
    return toInteger(value) < 0 ? negative(value) : positive(value);
}

bool isConversionError(const PyError &error)
{
    return error.is("TypeError") || error.is("ValueError");
}

Object intFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_int", {"value", "default", "base"}, 1);
    const Object &value = parameters[0];
    try {
        if (!value.isString())
            return pythonInt(value);
        const std::int64_t base = parameters.integer(2, 10);
        if (base == 0 || (base >= 2 && base <= 36)) {
            if (auto number = parseInteger(value.asString(), static_cast<int>(base)))
                return *number;
        }
    } catch (const PyError &error) {
        if (!isConversionError(error))
            throw;
    }
    try {
        return pythonInt(pythonFloat(value));
    } catch (const PyError &error) {
        if (!isConversionError(error) && !error.is("OverflowError"))
            throw;
    }
    return parameters.has(1) ? parameters[1] : Object(0);
}

Object floatFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_float", {"value", "default"}, 1);
    try {
        return pythonFloat(parameters[0]);
    } catch (const PyError &error) {
        if (!isConversionError(error))
            throw;
    }
    return parameters.has(1) ? parameters[1] : Object(0.0);
}

/// Python's round() of an int to tens, hundreds ...
Object roundedInteger(const Object &value, std::int64_t precision)
{
    if (precision >= 0)
        return positive(value);
    if (precision < -10'000)
        return 0;
    const Integer unit = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(-precision));
    const Integer number = toInteger(value);
    Integer magnitude = number < 0 ? Integer(-number) : number;
    Integer quotient = magnitude / unit;
    const Integer twice = (magnitude % unit) * 2;
    if (twice > unit || (twice == unit && (quotient & 1) != 0))
        quotient += 1;
    magnitude = quotient * unit;
    return makeInteger(number < 0 ? Integer(-magnitude) : magnitude);
}

double roundedDouble(double value, std::int64_t precision)
{
    if (!std::isfinite(value) || precision > 323)
        return value;
    if (precision < -308)
        return std::copysign(0.0, value);
    if (precision >= 0) {
        // The decimal expansion is exact and rounds half to even, as Python does.
        char buffer[700];
        const auto written = std::to_chars(buffer,
                                           buffer + sizeof buffer,
                                           value,
                                           std::chars_format::fixed,
                                           static_cast<int>(precision));
        double result = value;
        std::from_chars(buffer, written.ptr, result);
        return result;
    }
    const double whole = std::trunc(value);
    const Integer unit = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(-precision));
    const Integer magnitude(std::abs(whole));
    Integer quotient = magnitude / unit;
    const Integer twice = (magnitude % unit) * 2;
    if (twice > unit || (twice == unit && (whole != value || (quotient & 1) != 0)))
        quotient += 1;
    const double result = toDouble(makeInteger(quotient * unit));
    return std::copysign(result, value);
}

Object roundFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_round", {"value", "precision", "method"}, 1);
    const Object &value = parameters[0];
    const std::string method = parameters.has(2) ? str(parameters[2]) : "common";
    if (method != "common" && method != "ceil" && method != "floor")
        throw PyError("FilterArgumentError", "method must be common, ceil or floor");
    if (method != "common") {
        const Object scale = binary(BinaryOperator::Power,
                                    10,
                                    parameters.has(1) ? parameters[1] : Object(0));
        const Object scaled = binary(BinaryOperator::Multiply, value, scale);
        if (!scaled.isNumber())
            throw PyError("TypeError", "must be real number, not " + typeName(scaled));
        Object whole = scaled;
        if (scaled.isFloat())
            whole = pythonInt(method == "ceil" ? std::ceil(scaled.asFloat())
                                               : std::floor(scaled.asFloat()));
        return binary(BinaryOperator::Divide, whole, scale);
    }
    const bool toWhole = parameters.has(1) && parameters[1].isNone();
    const std::int64_t precision = toWhole ? 0 : parameters.integer(1, 0);
    if (value.isIntegral())
        return roundedInteger(value, precision);
    if (!value.isFloat())
        throw PyError("TypeError", "type " + typeName(value) + " doesn't define __round__ method");
    const double result = roundedDouble(value.asFloat(), precision);
    return toWhole ? pythonInt(result) : Object(result);
}

Object defaultFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_default", {"value", "default_value", "boolean"}, 1);
    if (parameters[0].isUndefined() || (parameters.flag(2, false) && !truthy(parameters[0])))
        return parameters.has(1) ? parameters[1] : Object::string("");
    return parameters[0];
}

Object attr(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_attr", {"obj", "name"}, 2, 1);
    if (parameters[1].isUndefined()
        && parameters[1].as<UndefinedObject>().type == UndefinedKind::Strict)
        parameters[1].as<UndefinedObject>().fail();
    if (!parameters[1].isString())
        throw PyError("TypeError",
                      "attribute name must be string, not '" + typeName(parameters[1]) + "'");
    if (pythonAttribute(runtime, parameters[0], parameters[1].asString()).isMissing())
        return runtime.undefinedMember(parameters[0], parameters[1]);
    return runtime.attribute(parameters[0], parameters[1]);
}

constexpr FilterEntry kValueFilters[] = {{"abs", absolute},
                                         {"int", intFilter},
                                         {"float", floatFilter},
                                         {"round", roundFilter},
                                         {"default", defaultFilter},
                                         {"d", defaultFilter},
                                         {"attr", attr}};

} // namespace

std::span<const FilterEntry> valueFilters()
{
    return kValueFilters;
}

} // namespace postern::jinja

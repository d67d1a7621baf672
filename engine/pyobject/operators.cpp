// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/operators.h"

#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/percentformat.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

#include <array>
#include <cmath>

namespace postern::pyobject {

namespace {

std::string_view symbol(BinaryOperator operation)
{
    static constexpr std::array<std::string_view, 7> kSymbols
        = {"+", "-", "*", "/", "//", "%", "** or pow()"};
    return kSymbols[static_cast<std::size_t>(operation)];
}

[[noreturn]] void unsupported(BinaryOperator operation, const Object &left, const Object &right)
{
    throw PyError("TypeError",
                  "unsupported operand type(s) for " + std::string(symbol(operation)) + ": '"
                      + typeName(left) + "' and '" + typeName(right) + "'");
}

[[noreturn]] void zeroDivision(const char *message)
{
    throw PyError("ZeroDivisionError", message);
}

std::int64_t floorDivide(std::int64_t a, std::int64_t b)
{
    const std::int64_t quotient = a / b;
    return (a % b != 0 && ((a < 0) != (b < 0))) ? quotient - 1 : quotient;
}

std::int64_t floorModulo(std::int64_t a, std::int64_t b)
{
    const std::int64_t rest = a % b;
    return rest != 0 && ((rest < 0) != (b < 0)) ? rest + b : rest;
}

/// The integer's top 64 bits rounded once, so that the double is the nearest.
double nearestDouble(const Integer &value)
{
    if (value == 0)
        return 0;
    Integer magnitude = value < 0 ? Integer(-value) : value;
    const auto bits = static_cast<int>(msb(magnitude));
    int shift = bits - 63;
    if (shift > 0) {
        const bool sticky = static_cast<int>(lsb(magnitude)) < shift;
        magnitude >>= static_cast<unsigned>(shift);
        if (sticky)
            magnitude |= 1;
    } else {
        shift = 0;
    }
    const double result = std::ldexp(static_cast<double>(static_cast<std::uint64_t>(magnitude)),
                                     shift);
    return value < 0 ? -result : result;
}

Object trueDivide(const Integer &a, const Integer &b)
{
    if (b == 0)
        zeroDivision("division by zero");
    if (a == 0)
        return b < 0 ? -0.0 : 0.0;
    Integer numerator = a < 0 ? Integer(-a) : a;
    Integer denominator = b < 0 ? Integer(-b) : b;
    const int shift = 66 - (static_cast<int>(msb(numerator)) - static_cast<int>(msb(denominator)));
    if (shift > 0)
        numerator <<= static_cast<unsigned>(shift);
    else
        denominator <<= static_cast<unsigned>(-shift);
    Integer quotient = numerator / denominator;
    if (quotient * denominator != numerator)
        quotient |= 1;
    const double result = std::ldexp(nearestDouble(quotient), -shift);
    if (std::isinf(result))
        throw PyError("OverflowError", "integer division result too large for a float");
    return (a < 0) != (b < 0) ? -result : result;
}

Object integerPower(const Object &left, const Object &right)
{
    if (right.kind() == Kind::BigInt || toInteger(right) < 0) {
        const double base = toDouble(left);
        const double exponent = toDouble(right);
        if (base == 0 && exponent < 0)
            zeroDivision("0.0 cannot be raised to a negative power");
        if (exponent < 0)
            return std::pow(base, exponent);
        const Integer small = toInteger(left);
        if (small == 0 || small == 1)
            return makeInteger(small);
        throw PyError::limit("an integer became too large", "OverflowError");
    }
    const auto exponent = static_cast<std::uint64_t>(toInteger(right));
    const Integer base = toInteger(left);
    const Integer magnitude = base < 0 ? Integer(-base) : base;
    if (magnitude > 1 && (exponent > kMaxBits || exponent * msb(magnitude) > kMaxBits))
        throw PyError::limit("an integer became too large", "OverflowError");
    if (magnitude <= 1)
        return makeInteger(exponent == 0 ? Integer(1)
                                         : (base < 0 && exponent % 2 == 0 ? magnitude : base));
    countWork(exponent * (msb(magnitude) + 1) * 16);
    return makeInteger(boost::multiprecision::pow(base, static_cast<unsigned>(exponent)));
}

Object bigArithmetic(BinaryOperator operation, const Object &left, const Object &right)
{
    const Integer a = toInteger(left);
    const Integer b = toInteger(right);
    const bool isLinear = operation == BinaryOperator::Add || operation == BinaryOperator::Subtract;
    countWork(isLinear ? (bitsOf(left) + bitsOf(right)) / 8
                       : bitsOf(left) / 64 * (bitsOf(right) / 64));
    switch (operation) {
    case BinaryOperator::Add:
        return makeInteger(a + b);
    case BinaryOperator::Subtract:
        return makeInteger(a - b);
    case BinaryOperator::Multiply:
        return makeInteger(a * b);
    case BinaryOperator::Divide:
        return trueDivide(a, b);
    case BinaryOperator::FloorDivide:
    case BinaryOperator::Modulo: {
        if (b == 0)
            zeroDivision(operation == BinaryOperator::Modulo
                             ? "integer modulo by zero"
                             : "integer division or modulo by zero");
        Integer quotient;
        Integer rest;
        boost::multiprecision::divide_qr(a, b, quotient, rest);
        if (rest != 0 && ((rest < 0) != (b < 0))) {
            quotient -= 1;
            rest += b;
        }
        return makeInteger(operation == BinaryOperator::Modulo ? rest : quotient);
    }
    default:
        return integerPower(left, right);
    }
}

/// Small integers; false when the result doesn't fit or the operation needs the long way.
bool smallArithmetic(BinaryOperator operation, std::int64_t a, std::int64_t b, Object &result)
{
    std::int64_t value = 0;
    switch (operation) {
    case BinaryOperator::Add:
        if (__builtin_add_overflow(a, b, &value))
            return false;
        break;
    case BinaryOperator::Subtract:
        if (__builtin_sub_overflow(a, b, &value))
            return false;
        break;
    case BinaryOperator::Multiply:
        if (__builtin_mul_overflow(a, b, &value))
            return false;
        break;
    case BinaryOperator::Divide: {
        constexpr std::int64_t kExact = std::int64_t{1} << 53;
        if (b == 0 || a > kExact || a < -kExact || b > kExact || b < -kExact)
            return false;
        result = static_cast<double>(a) / static_cast<double>(b);
        return true;
    }
    case BinaryOperator::FloorDivide:
        if (b == 0 || b == -1)
            return false;
        value = floorDivide(a, b);
        break;
    case BinaryOperator::Modulo:
        if (b == 0 || b == -1)
            return false;
        value = floorModulo(a, b);
        break;
    default:
        return false;
    }
    result = value;
    return true;
}

double floatModulo(double a, double b)
{
    double rest = std::fmod(a, b);
    if (rest != 0) {
        if ((b < 0) != (rest < 0))
            rest += b;
    } else {
        rest = std::copysign(0.0, b);
    }
    return rest;
}

double floatFloorDivide(double a, double b)
{
    const double rest = std::fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0))
        quotient -= 1.0;
    if (quotient == 0)
        return std::copysign(0.0, a / b);
    const double floored = std::floor(quotient);
    return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Object floatPower(double a, double b)
{
    if (a == 0 && b < 0)
        zeroDivision("0.0 cannot be raised to a negative power");
    if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
        throw PyError("ValueError", "complex numbers aren't supported");
    const double result = std::pow(a, b);
    if (std::isinf(result) && std::isfinite(a) && std::isfinite(b))
        throw PyError("OverflowError", "(34, 'Numerical result out of range')");
    return result;
}

Object floatArithmetic(BinaryOperator operation, double a, double b)
{
    switch (operation) {
    case BinaryOperator::Add:
        return a + b;
    case BinaryOperator::Subtract:
        return a - b;
    case BinaryOperator::Multiply:
        return a * b;
    case BinaryOperator::Divide:
        if (b == 0)
            zeroDivision("float division by zero");
        return a / b;
    case BinaryOperator::FloorDivide:
        if (b == 0)
            zeroDivision("float floor division by zero");
        return floatFloorDivide(a, b);
    case BinaryOperator::Modulo:
        if (b == 0)
            zeroDivision("float modulo");
        return floatModulo(a, b);
    default:
        return floatPower(a, b);
    }
}

Object repeated(const Object &sequence, const Object &times)
{
    if (times.kind() == Kind::BigInt)
        throw PyError("OverflowError", "cannot fit 'int' into an index-sized integer");
    const std::int64_t count = std::max<std::int64_t>(0, toIndex(times));
    if (sequence.isString() || sequence.kind() == Kind::Bytes) {
        const std::string &unit = sequence.isString() ? sequence.asString()
                                                      : sequence.as<BytesObject>().data;
        if (!unit.empty())
            checkTextSize(static_cast<std::size_t>(count) > kMaxText
                              ? kMaxText + 1
                              : unit.size() * static_cast<std::size_t>(count));
        std::string out;
        out.reserve(unit.size() * static_cast<std::size_t>(unit.empty() ? 0 : count));
        for (std::int64_t i = 0; i < count && !unit.empty(); ++i)
            out += unit;
        return sequence.isString() ? Object::text(std::move(out), sequence.isMarkup())
                                   : Object::bytes(std::move(out));
    }
    const Objects &unit = sequence.items();
    if (!unit.empty())
        checkItemCount(static_cast<std::size_t>(count) > kMaxItems
                           ? kMaxItems + 1
                           : unit.size() * static_cast<std::size_t>(count));
    Objects out;
    for (std::int64_t i = 0; i < count && !unit.empty(); ++i)
        out.insert(out.end(), unit.begin(), unit.end());
    return sequence.isList() ? Object::list(std::move(out)) : Object::tuple(std::move(out));
}

bool isSequence(const Object &object)
{
    return object.isString() || object.isList() || object.isTuple() || object.kind() == Kind::Bytes;
}

Object multiplied(const Object &left, const Object &right)
{
    // Markup comes before what it isn't of, as a class derived from str with a method of its own.
    const bool isLeft = isSequence(left) && (left.isMarkup() || !right.isMarkup());
    const Object &sequence = isLeft ? left : right;
    const Object &times = isLeft ? right : left;
    if (!times.isIntegral())
        throw PyError("TypeError",
                      sequence.isMarkup()
                          ? "'" + typeName(times) + "' object cannot be interpreted as an integer"
                          : "can't multiply sequence by non-int of type '" + typeName(times) + "'");
    return repeated(sequence, times);
}

Object concatenated(const Object &left, const Object &right)
{
    if (left.isMarkup() || (hasHtml(right) && left.isString())) {
        if (!right.isString() && !hasHtml(right))
            unsupported(BinaryOperator::Add, left, right);
        return Object::markup(escape(left).asString() + escape(right).asString());
    }
    if (left.kind() != right.kind()) {
        const std::string name = left.kind() == Kind::Bytes ? "bytes" : typeName(left);
        if (left.kind() == Kind::Bytes)
            throw PyError("TypeError", "can't concat " + typeName(right) + " to bytes");
        throw PyError("TypeError",
                      "can only concatenate " + name + " (not \"" + typeName(right) + "\") to "
                          + name);
    }
    if (left.isString()) {
        checkTextSize(left.asString().size() + right.asString().size());
        return Object::string(left.asString() + right.asString());
    }
    if (left.kind() == Kind::Bytes)
        return Object::bytes(left.as<BytesObject>().data + right.as<BytesObject>().data);
    Objects items = left.items();
    checkItemCount(items.size() + right.items().size());
    items.insert(items.end(), right.items().begin(), right.items().end());
    return left.isList() ? Object::list(std::move(items)) : Object::tuple(std::move(items));
}

} // namespace

Object binary(BinaryOperator operation, const Object &left, const Object &right)
{
    if (left.isIntegral() && right.isIntegral()) {
        Object result;
        if (left.kind() != Kind::BigInt && right.kind() != Kind::BigInt) {
            const std::int64_t a = left.isBool() ? static_cast<std::int64_t>(left.asBool())
                                                 : left.asInt();
            const std::int64_t b = right.isBool() ? static_cast<std::int64_t>(right.asBool())
                                                  : right.asInt();
            if (smallArithmetic(operation, a, b, result))
                return result;
        }
        return bigArithmetic(operation, left, right);
    }
    if (left.isNumber() && right.isNumber())
        return floatArithmetic(operation, toDouble(left), toDouble(right));
    if (left.isUndefined())
        left.as<UndefinedObject>().fail();
    if (operation == BinaryOperator::Modulo && left.isString()) {
        countWork(left.asString().size() * 8);
        Object text = percentFormat(left, right);
        countResult(text);
        return text;
    }
    if (operation == BinaryOperator::Modulo && left.kind() == Kind::Bytes
        && left.as<BytesObject>().data.find('%') == std::string::npos) {
        const bool mayStay = (right.isTuple() && right.items().empty()) || right.isDict()
                             || right.isList() || right.kind() == Kind::Range
                             || right.isUndefined();
        if (!mayStay)
            throw PyError("TypeError", "not all arguments converted during bytes formatting");
        return left;
    }
    if (right.isUndefined())
        right.as<UndefinedObject>().fail();
    if (operation == BinaryOperator::Add
        && (isSequence(left) || (left.isHost() && hasHtml(left) && right.isMarkup()))) {
        Object whole = concatenated(left, right);
        countResult(whole);
        return whole;
    }
    if (operation == BinaryOperator::Multiply && (isSequence(left) || isSequence(right))) {
        Object whole = multiplied(left, right);
        countResult(whole);
        return whole;
    }
    unsupported(operation, left, right);
}

Object negative(const Object &operand)
{
    switch (operand.kind()) {
    case Kind::Int:
        if (operand.asInt() != INT64_MIN)
            return -operand.asInt();
        [[fallthrough]];
    case Kind::Bool:
    case Kind::BigInt:
        return makeInteger(-toInteger(operand));
    case Kind::Float:
        return -operand.asFloat();
    case Kind::Undefined:
        operand.as<UndefinedObject>().fail();
    default:
        throw PyError("TypeError", "bad operand type for unary -: '" + typeName(operand) + "'");
    }
}

Object positive(const Object &operand)
{
    if (operand.isBool())
        return operand.asBool() ? 1 : 0;
    if (operand.isNumber())
        return operand;
    if (operand.isUndefined())
        operand.as<UndefinedObject>().fail();
    throw PyError("TypeError", "bad operand type for unary +: '" + typeName(operand) + "'");
}

double toDouble(const Object &number)
{
    switch (number.kind()) {
    case Kind::Bool:
        return number.asBool() ? 1 : 0;
    case Kind::Int:
        return static_cast<double>(number.asInt());
    case Kind::Float:
        return number.asFloat();
    default: {
        const double value = nearestDouble(toInteger(number));
        if (std::isinf(value))
            throw PyError("OverflowError", "int too large to convert to float");
        return value;
    }
    }
}

std::int64_t toIndex(const Object &object)
{
    switch (object.kind()) {
    case Kind::Bool:
        return object.asBool() ? 1 : 0;
    case Kind::Int:
        return object.asInt();
    case Kind::BigInt:
        return toInteger(object) < 0 ? INT64_MIN : INT64_MAX;
    case Kind::Undefined:
    default:
        throw PyError("TypeError",
                      "'" + typeName(object) + "' object cannot be interpreted as an integer");
    }
}

void checkTextSize(std::size_t bytes)
{
    if (bytes > kMaxText)
        throw PyError::limit("a text became larger than 64 MB");
}

void checkItemCount(std::size_t count)
{
    if (count > kMaxItems)
        throw PyError::limit("a list became longer than 5 million items");
}

} // namespace postern::pyobject

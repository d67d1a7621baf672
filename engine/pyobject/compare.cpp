// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/walk.h"
#include "engine/pyobject/work.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>

namespace postern::pyobject {

namespace {

constexpr int kMaxComparedDepth = 300;
constexpr const char *kTooDeepToCompare = "maximum recursion depth exceeded in comparison";

std::string_view symbol(Comparison comparison)
{
    static constexpr std::array<std::string_view, 8> kSymbols
        = {"==", "!=", "<", "<=", ">", ">=", "in", "not in"};
    return kSymbols[static_cast<std::size_t>(comparison)];
}

/// An exact comparison: a big int isn't rounded to be compared with a float.
std::partial_ordering compareNumbers(const Object &left, const Object &right)
{
    if (left.isInt() && right.isInt())
        return left.asInt() <=> right.asInt();
    if (left.isFloat() && right.isFloat())
        return left.asFloat() <=> right.asFloat();
    if (left.isIntegral() && right.isIntegral()) {
        countWork(200 + (bitsOf(left) + bitsOf(right)) / 8);
        const int order = toInteger(left).compare(toInteger(right));
        return order <=> 0;
    }
    const double real = left.isFloat() ? left.asFloat() : right.asFloat();
    if (std::isnan(real))
        return std::partial_ordering::unordered;
    std::partial_ordering order = std::partial_ordering::equivalent;
    if (std::isinf(real)) {
        order = 0.0 <=> real;
    } else {
        const Object &integral = left.isFloat() ? right : left;
        const Integer whole(std::trunc(real));
        const int difference = toInteger(integral).compare(whole);
        order = difference != 0 ? std::partial_ordering(difference <=> 0)
                                : 0.0 <=> (real - std::trunc(real));
    }
    return left.isFloat() ? 0 <=> order : order;
}

bool equalAt(const Object &left, const Object &right, int depth);

bool equalItems(const Objects &left, const Objects &right, int depth)
{
    if (left.size() != right.size())
        return false;
    const Walk level(left.size(), kMaxComparedDepth + 1, kTooDeepToCompare);
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!equalAt(left[i], right[i], depth + 1))
            return false;
    }
    return true;
}

bool equalDicts(DictObject &left, DictObject &right, int depth)
{
    if (left.size() != right.size())
        return false;
    const Walk level(left.size(), kMaxComparedDepth + 1, kTooDeepToCompare);
    for (const auto &entry : left.entries()) {
        if (entry.key.isMissing())
            continue;
        const Object *other = right.find(entry.key);
        if (other == nullptr || !equalAt(entry.value, *other, depth + 1))
            return false;
    }
    return true;
}

bool equalRanges(const RangeObject &left, const RangeObject &right)
{
    return left.count == right.count && (left.count == 0 || left.start == right.start)
           && (left.count <= 1 || left.step == right.step);
}

bool equalUndefined(const Object &left, const Object &right)
{
    for (const Object *side : {&left, &right}) {
        if (side->isUndefined() && side->as<UndefinedObject>().type == UndefinedKind::Strict)
            side->as<UndefinedObject>().fail();
    }
    return left.isUndefined() && right.isUndefined()
           && left.as<UndefinedObject>().type == right.as<UndefinedObject>().type;
}

/// Identity counts as equality inside containers, as in Python.
bool equalAt(const Object &left, const Object &right, int depth)
{
    if (depth > kMaxComparedDepth)
        throw PyError::limit(kTooDeepToCompare, "RecursionError");
    if (left.isUndefined() || right.isUndefined())
        return (depth > 0 && left.kind() == right.kind() && left.heap() == right.heap())
               || equalUndefined(left, right);
    if (left.isNumber() && right.isNumber()) {
        if (left.isFloat() && right.isFloat() && depth == 0)
            return left.asFloat() == right.asFloat();
        return compareNumbers(left, right) == 0;
    }
    if (left.kind() != right.kind())
        return false;
    switch (left.kind()) {
    case Kind::Str:
        if (left.asString().size() == right.asString().size())
            countWork(left.asString().size() / 8);
        return left.asString() == right.asString();
    case Kind::Bytes:
        return left.as<BytesObject>().data == right.as<BytesObject>().data;
    case Kind::List:
    case Kind::Tuple:
        return left.heap() == right.heap() || equalItems(left.items(), right.items(), depth);
    case Kind::Dict:
        return left.heap() == right.heap()
               || equalDicts(left.as<DictObject>(), right.as<DictObject>(), depth);
    case Kind::Range:
        return equalRanges(left.as<RangeObject>(), right.as<RangeObject>());
    case Kind::Host:
        return left.as<HostObject>().equals(right.as<HostObject>());
    default:
        return left.same(right);
    }
}

[[noreturn]] void unordered(Comparison comparison, const Object &left, const Object &right)
{
    throw PyError("TypeError",
                  "'" + std::string(symbol(comparison)) + "' not supported between instances of '"
                      + typeName(left) + "' and '" + typeName(right) + "'");
}

bool holds(Comparison comparison, std::partial_ordering order)
{
    switch (comparison) {
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

bool orderedAt(Comparison comparison, const Object &left, const Object &right, int depth)
{
    if (left.isNumber() && right.isNumber())
        return holds(comparison, compareNumbers(left, right));
    for (const Object *side : {&left, &right}) {
        if (side->isUndefined())
            side->as<UndefinedObject>().fail();
    }
    if (left.kind() != right.kind() || depth > kMaxComparedDepth)
        unordered(comparison, left, right);
    countWork(16);
    switch (left.kind()) {
    case Kind::Str: // UTF-8 sorts as its code points do
        countWork(std::min(left.asString().size(), right.asString().size()) / 8);
        return holds(comparison, left.asString().compare(right.asString()) <=> 0);
    case Kind::Bytes:
        return holds(comparison,
                     left.as<BytesObject>().data.compare(right.as<BytesObject>().data) <=> 0);
    case Kind::List:
    case Kind::Tuple: {
        const Objects &a = left.items();
        const Objects &b = right.items();
        for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
            if (!equalAt(a[i], b[i], depth + 1))
                return orderedAt(comparison, a[i], b[i], depth + 1);
        }
        return holds(comparison, a.size() <=> b.size());
    }
    default:
        unordered(comparison, left, right);
    }
}

} // namespace

bool equal(const Object &left, const Object &right)
{
    return equalAt(left, right, 0);
}

bool ordered(Comparison comparison, const Object &left, const Object &right)
{
    return orderedAt(comparison, left, right, 0);
}

bool compare(Comparison comparison, const Object &left, const Object &right)
{
    if (comparison == Comparison::Equal)
        return equal(left, right);
    if (comparison == Comparison::NotEqual)
        return !equal(left, right);
    return ordered(comparison, left, right);
}

bool truthy(const Object &object)
{
    switch (object.kind()) {
    case Kind::Missing:
    case Kind::None:
        return false;
    case Kind::Bool:
        return object.asBool();
    case Kind::Int:
        return object.asInt() != 0;
    case Kind::Float:
        return object.asFloat() != 0;
    case Kind::Str:
        return !object.asString().empty();
    case Kind::Bytes:
        return !object.as<BytesObject>().data.empty();
    case Kind::List:
    case Kind::Tuple:
        return !object.items().empty();
    case Kind::Dict:
        return object.as<DictObject>().size() != 0;
    case Kind::Range:
        return object.as<RangeObject>().count != 0;
    case Kind::Undefined:
        if (object.as<UndefinedObject>().type == UndefinedKind::Strict)
            object.as<UndefinedObject>().fail();
        return false;
    case Kind::Host:
        return object.as<HostObject>().truthy();
    default:
        return true;
    }
}

bool contains(Runtime &runtime, const Object &container, const Object &item)
{
    switch (container.kind()) {
    case Kind::Str:
        if (!item.isString())
            throw PyError("TypeError",
                          "'in <string>' requires string as left operand, not " + typeName(item));
        countWork((container.asString().size() + item.asString().size()) / 4);
        return findFirst(container.asString(), item.asString()) != std::string::npos;
    case Kind::Bytes: {
        const std::string &data = container.as<BytesObject>().data;
        countWork(data.size() / 4);
        if (item.kind() == Kind::Bytes)
            return findFirst(data, item.as<BytesObject>().data) != std::string::npos;
        if (!item.isIntegral())
            throw PyError("TypeError",
                          "a bytes-like object is required, not '" + typeName(item) + "'");
        const std::int64_t value = toIndex(item);
        if (value < 0 || value > 255)
            throw PyError("ValueError", "byte must be in range(0, 256)");
        return data.find(static_cast<char>(value)) != std::string::npos;
    }
    case Kind::Dict:
        return container.as<DictObject>().find(item) != nullptr;
    case Kind::Undefined:
        if (container.as<UndefinedObject>().type == UndefinedKind::Strict)
            container.as<UndefinedObject>().fail();
        return false;
    case Kind::Range: {
        if (!item.isIntegral())
            break;
        const auto &range = container.as<RangeObject>();
        const std::int64_t value = toIndex(item);
        if (range.count == 0
            || (range.step > 0 ? value < range.start || value >= range.stop
                               : value > range.start || value <= range.stop))
            return false;
        return (value - range.start) % range.step == 0;
    }
    default:
        break;
    }
    if (!isIterable(container))
        throw PyError("TypeError", "argument of type '" + typeName(container) + "' is not iterable");
    Loop loop(runtime, container);
    Object other;
    constexpr std::uint64_t kOften = 64;
    for (std::uint64_t seen = 1; loop.next(other); ++seen) {
        if (seen % kOften == 0)
            countWork(16 * kOften);
        if (other.same(item) || equal(other, item))
            return true;
    }
    return false;
}

std::string typeName(const Object &object)
{
    switch (object.kind()) {
    case Kind::Missing:
    case Kind::None:
        return "NoneType";
    case Kind::Bool:
        return "bool";
    case Kind::Int:
    case Kind::BigInt:
        return "int";
    case Kind::Float:
        return "float";
    case Kind::Str:
        return object.isMarkup() ? "Markup" : "str";
    case Kind::Bytes:
        return "bytes";
    case Kind::List:
        return "list";
    case Kind::Tuple:
        return object.as<SequenceObject>().isGroup ? "_GroupTuple" : "tuple";
    case Kind::Dict:
        return "dict";
    case Kind::Range:
        return "range";
    case Kind::Slice:
        return "slice";
    case Kind::Undefined: {
        static constexpr std::array<const char *, 4> kNames
            = {"Undefined", "StrictUndefined", "ChainableUndefined", "DebugUndefined"};
        return kNames[static_cast<std::size_t>(object.as<UndefinedObject>().type)];
    }
    case Kind::Host:
        break;
    }
    return std::string(object.as<HostObject>().typeName());
}

std::string qualifiedTypeName(const Object &object)
{
    std::string_view module;
    if (object.isNone() || object.isMissing())
        return "None";
    if (object.isMarkup())
        module = "markupsafe";
    else if (object.isUndefined())
        module = "jinja2.runtime";
    else if (object.isTuple() && object.as<SequenceObject>().isGroup)
        module = "jinja2.filters";
    else if (object.isHost() && object.as<HostObject>().moduleName() != "builtins")
        module = object.as<HostObject>().moduleName();
    return (module.empty() ? "" : std::string(module) + ".") + typeName(object) + " object";
}

} // namespace postern::pyobject

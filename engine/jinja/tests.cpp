// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/filters.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <unordered_map>

namespace postern::jinja {

namespace {

bool isFilter(Runtime &, const Object &value);
bool isTest(Runtime &, const Object &value);
bool isCallable(Runtime &, const Object &value);

/// A test of the value alone.
template<bool (*Holds)(Runtime &, const Object &)>
Object unary(Runtime &runtime, Arguments &arguments)
{
    if (Holds == isCallable) // Python's own
        checkCount(arguments, 1, 1);
    const std::string name = "test_" + std::string(arguments.method);
    // These two take the environment in front.
    const bool hasHidden = Holds == isFilter || Holds == isTest;
    const Parameters parameters(arguments, name, {"value"}, 1, hasHidden ? 1 : 0);
    return Holds(runtime, parameters[0]);
}

template<Comparison Operator>
Object comparison(Runtime &, Arguments &arguments)
{
    // Python's operator.eq and so on.
    static constexpr std::string_view kNames[] = {"eq", "ne", "lt", "le", "gt", "ge"};
    arguments.method = kNames[static_cast<std::size_t>(Operator)];
    checkCount(arguments, 2, 2);
    return compare(Operator, arguments.positional[0], arguments.positional[1]);
}

Object remainder(const Object &value, const Object &divisor)
{
    return binary(BinaryOperator::Modulo, value, divisor);
}

bool isOdd(Runtime &, const Object &value)
{
    return equal(remainder(value, 2), 1);
}

bool isEven(Runtime &, const Object &value)
{
    return equal(remainder(value, 2), 0);
}

Object divisibleby(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "test_divisibleby", {"value", "num"}, 2);
    return equal(remainder(parameters[0], parameters[1]), 0);
}

bool isDefined(Runtime &, const Object &value)
{
    return !value.isUndefined();
}

bool isUndefined(Runtime &, const Object &value)
{
    return value.isUndefined();
}

bool isFilter(Runtime &, const Object &value)
{
    hashOf(value);
    return value.isString() && findFilter(value.asString()) != nullptr;
}

bool isTest(Runtime &, const Object &value)
{
    hashOf(value);
    return value.isString() && findTest(value.asString()) != nullptr;
}

bool isNone(Runtime &, const Object &value)
{
    return value.isNone();
}

bool isBoolean(Runtime &, const Object &value)
{
    return value.isBool();
}

bool isFalse(Runtime &, const Object &value)
{
    return value.isBool() && !value.asBool();
}

bool isTrue(Runtime &, const Object &value)
{
    return value.isBool() && value.asBool();
}

bool isInteger(Runtime &, const Object &value)
{
    return value.isIntegral() && !value.isBool();
}

bool isFloat(Runtime &, const Object &value)
{
    return value.isFloat();
}

bool isLowerCase(Runtime &, const Object &value)
{
    return isLowerText(str(value));
}

bool isUpperCase(Runtime &, const Object &value)
{
    return isUpperText(str(value));
}

bool isString(Runtime &, const Object &value)
{
    return value.isString();
}

bool isMapping(Runtime &, const Object &value)
{
    return value.isDict();
}

bool isNumber(Runtime &, const Object &value)
{
    return value.isNumber();
}

bool isStrictUndefined(const Object &value)
{
    return value.isUndefined() && value.as<UndefinedObject>().type == UndefinedKind::Strict;
}

bool isSequence(Runtime &, const Object &value)
{
    return isIterable(value) && !value.isHost() && !isStrictUndefined(value);
}

bool isIterableValue(Runtime &, const Object &value)
{
    if (isStrictUndefined(value))
        value.as<UndefinedObject>().fail();
    return isIterable(value);
}

bool isCallable(Runtime &, const Object &value)
{
    return value.isUndefined() || (value.isHost() && value.as<HostObject>().callable());
}

bool isEscaped(Runtime &, const Object &value)
{
    return hasHtml(value);
}

Object sameas(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "test_sameas", {"value", "other"}, 2);
    return parameters[0].same(parameters[1]);
}

Object in(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "test_in", {"value", "seq"}, 2);
    return contains(runtime, parameters[1], parameters[0]);
}

constexpr TestEntry kTests[] = {{"odd", unary<isOdd>},
                                {"even", unary<isEven>},
                                {"divisibleby", divisibleby},
                                {"defined", unary<isDefined>},
                                {"undefined", unary<isUndefined>},
                                {"filter", unary<isFilter>},
                                {"test", unary<isTest>},
                                {"none", unary<isNone>},
                                {"boolean", unary<isBoolean>},
                                {"false", unary<isFalse>},
                                {"true", unary<isTrue>},
                                {"integer", unary<isInteger>},
                                {"float", unary<isFloat>},
                                {"lower", unary<isLowerCase>},
                                {"upper", unary<isUpperCase>},
                                {"string", unary<isString>},
                                {"mapping", unary<isMapping>},
                                {"number", unary<isNumber>},
                                {"sequence", unary<isSequence>},
                                {"iterable", unary<isIterableValue>},
                                {"callable", unary<isCallable>},
                                {"sameas", sameas},
                                {"escaped", unary<isEscaped>},
                                {"in", in},
                                {"==", comparison<Comparison::Equal>},
                                {"eq", comparison<Comparison::Equal>},
                                {"equalto", comparison<Comparison::Equal>},
                                {"!=", comparison<Comparison::NotEqual>},
                                {"ne", comparison<Comparison::NotEqual>},
                                {">", comparison<Comparison::Greater>},
                                {"gt", comparison<Comparison::Greater>},
                                {"greaterthan", comparison<Comparison::Greater>},
                                {"ge", comparison<Comparison::GreaterEqual>},
                                {">=", comparison<Comparison::GreaterEqual>},
                                {"<", comparison<Comparison::Less>},
                                {"lt", comparison<Comparison::Less>},
                                {"lessthan", comparison<Comparison::Less>},
                                {"<=", comparison<Comparison::LessEqual>},
                                {"le", comparison<Comparison::LessEqual>}};

} // namespace

const TestEntry *findTest(std::string_view name)
{
    static const std::unordered_map<std::string_view, const TestEntry *> table = [] {
        std::unordered_map<std::string_view, const TestEntry *> entries;
        for (const TestEntry &entry : kTests)
            entries.emplace(entry.name, &entry);
        return entries;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

} // namespace postern::jinja

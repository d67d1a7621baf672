// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/function.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

using Names = std::span<const std::string_view>;

bool has(Names names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::string_view kOfAll[]
    = {"__class__",   "__delattr__", "__dir__",           "__doc__",         "__eq__",
       "__format__",  "__ge__",      "__getattribute__",  "__getstate__",    "__gt__",
       "__hash__",    "__init__",    "__init_subclass__", "__le__",          "__lt__",
       "__ne__",      "__new__",     "__reduce__",        "__reduce_ex__",   "__repr__",
       "__setattr__", "__sizeof__",  "__str__",           "__subclasshook__"};
constexpr std::string_view kOfContainers[] = {"__contains__", "__getitem__", "__iter__", "__len__"};
constexpr std::string_view kOfSequences[] = {"__add__", "__getnewargs__", "__mul__", "__rmul__"};
constexpr std::string_view kOfLists[]
    = {"__class_getitem__", "__delitem__", "__iadd__", "__imul__", "__reversed__", "__setitem__"};
constexpr std::string_view kOfDicts[] = {"__class_getitem__",
                                         "__delitem__",
                                         "__ior__",
                                         "__or__",
                                         "__reversed__",
                                         "__ror__",
                                         "__setitem__"};
constexpr std::string_view kOfNumbers[] = {"__abs__",        "__add__",   "__bool__",
                                           "__divmod__",     "__float__", "__floordiv__",
                                           "__getnewargs__", "__int__",   "__mod__",
                                           "__mul__",        "__neg__",   "__pos__",
                                           "__pow__",        "__radd__",  "__rmul__",
                                           "__rsub__",       "__sub__",   "__truediv__",
                                           "__round__",      "__trunc__"};
constexpr std::string_view kOfFunctions[]
    = {"__call__", "__module__", "__name__", "__qualname__", "__self__", "__text_signature__"};
constexpr std::string_view kOfPythonFunctions[] = {"__annotations__",
                                                   "__builtins__",
                                                   "__closure__",
                                                   "__code__",
                                                   "__defaults__",
                                                   "__dict__",
                                                   "__globals__",
                                                   "__kwdefaults__"};
constexpr std::string_view kOfUndefined[]
    = {"__add__",   "__aiter__",    "__bool__",    "__call__",    "__complex__", "__div__",
       "__float__", "__floordiv__", "__getattr__", "__getitem__", "__int__",     "__iter__",
       "__len__",   "__mod__",      "__module__",  "__mul__",     "__neg__",     "__pos__",
       "__pow__",   "__radd__",     "__slots__",   "__sub__"};
constexpr std::string_view kOfObjects[] = {"__dict__", "__module__", "__weakref__"};

/// A class, as far as templates look at one.
class TypeObject final : public HostObject
{
public:
    explicit TypeObject(const Object &instance)
        : m_name(pyobject::typeName(instance))
        , m_qualified(qualifiedTypeName(instance))
    {
        if (instance.isNone())
            m_qualified = m_name;
        else
            m_qualified.erase(m_qualified.size() - std::string_view(" object").size());
    }

    std::string_view typeName() const override { return "type"; }
    std::string repr() const override { return "<class '" + m_qualified + "'>"; }
    bool callable() const override { return true; }
    Object call(Runtime &runtime, Arguments &arguments) override
    {
        return refuse(runtime, {}, arguments);
    }
    bool equals(const HostObject &other) const override
    {
        const auto *type = dynamic_cast<const TypeObject *>(&other);
        return type != nullptr && type->m_qualified == m_qualified;
    }
    std::size_t hash() const override { return std::hash<std::string>{}(m_qualified); }
    Object attribute(Runtime &, std::string_view name) override
    {
        if (name == "__name__" || name == "__qualname__")
            return Object::string(m_name);
        if (name == "__module__") {
            const std::size_t dot = m_qualified.rfind('.');
            return Object::string(dot == std::string::npos ? "builtins"
                                                           : m_qualified.substr(0, dot));
        }
        if (name == "mro" || name == "__mro__" || name == "__subclasses__" || name == "__bases__"
            || name == "__base__")
            return Object(
                new Function(name == "mro" ? "mro" : "__subclasses__", refuse, Object(this)));
        return {};
    }

private:
    static Object refuse(Runtime &, const Object &, Arguments &)
    {
        throw PyError("NotImplementedError", "classes can't be inspected");
    }

    std::string m_name;
    std::string m_qualified;
};

Object callSpecial(Runtime &runtime, std::string_view name, const Object &self, Arguments &arguments)
{
    const auto argument = [&]() -> const Object & {
        arguments.method = name;
        checkCount(arguments, 1, 1);
        return arguments.positional[0];
    };
    if (name == "__len__") {
        if (const auto length = lengthOf(runtime, self))
            return *length;
    }
    if (name == "__str__")
        return Object::string(str(self));
    if (name == "__repr__")
        return Object::string(repr(self));
    if (name == "__getitem__")
        return runtime.subscript(self, argument());
    if (name == "__contains__")
        return contains(runtime, self, argument());
    if (name == "__iter__")
        return iteratorOf(runtime, self);
    if (name == "__eq__")
        return equal(self, argument());
    if (name == "__ne__")
        return !equal(self, argument());
    if (name == "__add__")
        return binary(BinaryOperator::Add, self, argument());
    if (name == "__mod__")
        return binary(BinaryOperator::Modulo, self, argument());
    if (name == "__call__")
        return runtime.call(self, arguments);
    if (name == "__html__")
        return markSafe(self);
    throw PyError("NotImplementedError", std::string(name) + " isn't supported");
}

/// One of the methods whose names are underlined.
class SpecialMethod final : public HostObject
{
public:
    SpecialMethod(std::string_view name, Object self)
        : m_name(name)
        , m_self(std::move(self))
    {}

    std::string_view typeName() const override { return "method-wrapper"; }
    bool callable() const override { return true; }
    Object call(Runtime &runtime, Arguments &arguments) override
    {
        return callSpecial(runtime, m_name, m_self, arguments);
    }
    Object attribute(Runtime &, std::string_view name) override
    {
        return name == "__name__" ? Object::string(m_name) : Object();
    }

private:
    std::string m_name;
    Object m_self;
};

} // namespace

bool hasSpecialAttribute(const Object &object, std::string_view name)
{
    if (has(kOfAll, name))
        return true;
    switch (object.kind()) {
    case Kind::Str:
        return has(kOfContainers, name) || has(kOfSequences, name) || name == "__mod__"
               || name == "__rmod__"
               || (object.isMarkup()
                   && (name == "__html__" || name == "__html_format__" || has(kOfObjects, name)));
    case Kind::Bytes:
    case Kind::Tuple:
        return has(kOfContainers, name) || has(kOfSequences, name);
    case Kind::List:
        return has(kOfContainers, name) || has(kOfSequences, name) || has(kOfLists, name);
    case Kind::Dict:
        return has(kOfContainers, name) || has(kOfDicts, name);
    case Kind::Range:
        return has(kOfContainers, name) || name == "__reversed__";
    case Kind::Bool:
    case Kind::Int:
    case Kind::BigInt:
    case Kind::Float:
        return has(kOfNumbers, name);
    case Kind::Undefined:
        return has(kOfUndefined, name)
               || (name == "__html__"
                   && object.as<UndefinedObject>().type == UndefinedKind::Chainable);
    case Kind::Host: {
        const auto &host = object.as<HostObject>();
        if (name == "__html__")
            return host.html().has_value();
        if (host.typeName() == "function" && has(kOfPythonFunctions, name))
            return true;
        if (host.callable() && has(kOfFunctions, name))
            return name != "__name__" && name != "__qualname__";
        return (host.moduleName() != "builtins" && has(kOfObjects, name))
               || (name == "__iter__" && host.iterable());
    }
    default:
        return name == "__bool__";
    }
}

Object specialAttribute(const Object &object, std::string_view name)
{
    if (!hasSpecialAttribute(object, name))
        return {};
    if (name == "__class__")
        return Object(new TypeObject(object));
    if (name == "__doc__")
        return Object::none();
    return Object(new SpecialMethod(name, object));
}

} // namespace postern::pyobject

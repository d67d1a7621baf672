// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/runtime.h"

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

namespace postern::pyobject {

Runtime::Runtime(const Rules &rules)
    : m_rules(rules)
    , m_autoescape(rules.autoescape)
    , m_memory(rules.mostMemory)
    , m_stackBase(static_cast<const char *>(__builtin_frame_address(0)))
{}

Runtime::~Runtime()
{
    s_current = m_outer;
    for (const Object &object : m_tracked) {
        switch (object.kind()) {
        case Kind::List:
            object.items().clear();
            break;
        case Kind::Dict:
            object.as<DictObject>().clear();
            break;
        default:
            object.as<HostObject>().release();
        }
    }
}

void countWork(std::uint64_t units)
{
    if (Runtime *runtime = Runtime::current())
        runtime->countWork(units);
}

void Runtime::track(const Object &object)
{
    if (object.heap()->tracked)
        return;
    object.heap()->tracked = true;
    m_tracked.push_back(object);
}

void Runtime::enterCall()
{
    const std::ptrdiff_t used = m_stackBase - static_cast<const char *>(__builtin_frame_address(0));
    if (m_depth >= kMaxDepth || used > kMaxStack)
        throw PyError::limit("maximum recursion depth exceeded", "RecursionError");
    ++m_depth;
}

void Runtime::failSteps()
{
    throw PyError::limit("the template ran for too long", "TimeoutError");
}

Object Runtime::undefined(std::string hint, std::string_view name) const
{
    return Object(new UndefinedObject(m_rules.undefined,
                                      std::move(hint),
                                      {},
                                      name.empty() ? Object::none() : Object::string(name)));
}

Object Runtime::undefinedName(std::string_view name) const
{
    return Object(new UndefinedObject(m_rules.undefined, {}, {}, Object::string(name)));
}

Object Runtime::undefinedMember(const Object &object, const Object &name) const
{
    return Object(new UndefinedObject(m_rules.undefined, {}, object, name));
}

Object Runtime::unsafeMember(const Object &object, std::string_view name) const
{
    auto *undefined = new UndefinedObject(m_rules.undefined,
                                          "access to attribute " + repr(name) + " of "
                                              + repr(typeName(object)) + " object is unsafe.",
                                          object,
                                          Object::string(name));
    undefined->unsafe = true;
    return Object(undefined);
}

Object Runtime::guarded(const Object &object, std::string_view name, Object value) const
{
    if (m_rules.sandboxed && name.starts_with("_"))
        return unsafeMember(object, name);
    return value;
}

Object Runtime::attribute(const Object &object, const Object &name)
{
    const std::string &text = name.asString();
    if (m_rules.sandboxed && text == "mro" && typeName(object) == "type")
        return unsafeMember(object, text);
    if (Object value = pythonAttribute(*this, object, text); !value.isMissing())
        return guarded(object, text, std::move(value));
    if (Object value = pythonItem(*this, object, name); !value.isMissing())
        return value;
    return undefinedMember(object, name);
}

Object Runtime::item(const Object &object, const Object &key)
{
    if (Object value = pythonItem(*this, object, key); !value.isMissing())
        return value;
    if (key.isString()) {
        if (Object value = pythonAttribute(*this, object, key.asString()); !value.isMissing())
            return guarded(object, key.asString(), std::move(value));
    }
    return undefinedMember(object, key);
}

Object Runtime::call(const Object &callee, Arguments &arguments)
{
    if (callee.isUndefined())
        callee.as<UndefinedObject>().fail();
    if (!callee.isHost() || !callee.as<HostObject>().callable())
        throw PyError("TypeError", "'" + typeName(callee) + "' object is not callable");
    const Depth depth(*this);
    return callee.as<HostObject>().call(*this, arguments);
}

bool Runtime::compare(Comparison comparison, const Object &left, const Object &right)
{
    if (comparison == Comparison::In)
        return contains(*this, right, left);
    if (comparison == Comparison::NotIn)
        return !contains(*this, right, left);
    return pyobject::compare(comparison, left, right);
}

} // namespace postern::pyobject

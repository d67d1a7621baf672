// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/runtime.h"

#include "engine/jinja/convert.h"
#include "engine/jinja/dictobject.h"
#include "engine/jinja/globals.h"
#include "engine/jinja/printing.h"
#include "engine/jinja/pyerror.h"
#include "engine/jinja/undefined.h"
#include "engine/jinja/work.h"

namespace postern::jinja {

Runtime::Runtime(const Options &options)
    : m_options(options)
    , m_autoescape(options.autoescape)
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
    return Object(new UndefinedObject(m_options.undefined,
                                      std::move(hint),
                                      {},
                                      name.empty() ? Object::none() : Object::string(name)));
}

Object Runtime::undefinedName(std::string_view name) const
{
    return Object(new UndefinedObject(m_options.undefined, {}, {}, Object::string(name)));
}

Object Runtime::undefinedMember(const Object &object, const Object &name) const
{
    return Object(new UndefinedObject(m_options.undefined, {}, object, name));
}

Object Runtime::unsafeMember(const Object &object, std::string_view name) const
{
    auto *undefined = new UndefinedObject(m_options.undefined,
                                          "access to attribute " + repr(name) + " of "
                                              + repr(typeName(object)) + " object is unsafe.",
                                          object,
                                          Object::string(name));
    undefined->unsafe = true;
    return Object(undefined);
}

Object Runtime::guarded(const Object &object, std::string_view name, Object value) const
{
    if (m_options.sandboxed && name.starts_with("_"))
        return unsafeMember(object, name);
    return value;
}

Object Runtime::attribute(const Object &object, const Object &name)
{
    const std::string &text = name.asString();
    if (m_options.sandboxed && text == "mro" && typeName(object) == "type")
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
    return jinja::compare(comparison, left, right);
}

bool Runtime::hasGlobal(std::string_view name) const
{
    return m_options.globals.find(std::string(name)) != m_options.globals.end()
           || isBuiltinGlobal(name);
}

Object Runtime::global(std::string_view name)
{
    if (const auto known = m_globals.find(name); known != m_globals.end())
        return known->second;
    Object value;
    if (const auto given = m_options.globals.find(std::string(name));
        given != m_options.globals.end())
        value = toObject(given->second);
    else
        value = builtinGlobal(name, m_options.sandboxed);
    if (!value.isMissing())
        m_globals.emplace(name, value);
    return value;
}

} // namespace postern::jinja

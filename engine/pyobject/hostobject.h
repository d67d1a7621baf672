// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

#include <functional>
#include <optional>

namespace postern::pyobject {

class Runtime;

/// What a call passes.
struct Arguments
{
    Objects positional;
    std::vector<std::pair<std::string, Object>> named;
    // Of a built-in method: what Python's sentences call it.
    std::string_view method;
    const Object *owner = nullptr;

    /// The named argument, taken out; Missing when it isn't there.
    Object takeNamed(std::string_view name);
    bool empty() const { return positional.empty() && named.empty(); }
};

/// An object with behaviour of its own: functions, macros, loops, namespaces, iterators ...
class HostObject : public HeapObject
{
public:
    HostObject()
        : HeapObject(Kind::Host)
    {}

    /// Python's type(x).__name__
    virtual std::string_view typeName() const = 0;
    /// Python's type(x).__module__
    virtual std::string_view moduleName() const { return "builtins"; }
    virtual std::string repr() const;
    virtual std::string toString() const { return repr(); }

    /// The attribute; Missing when there is none.
    virtual Object attribute(Runtime &, std::string_view) { return {}; }
    virtual bool callable() const { return false; }
    virtual Object call(Runtime &runtime, Arguments &arguments);
    /// len(); nothing when it has none.
    virtual std::optional<std::int64_t> length(Runtime &) { return std::nullopt; }
    virtual bool truthy() const { return true; }
    virtual bool hashable() const { return true; }
    virtual std::size_t hash() const { return std::hash<const void *>{}(this); }
    virtual bool equals(const HostObject &other) const { return this == &other; }
    virtual bool iterable() const { return false; }
    /// An Iterator; Missing when it can't be iterated.
    virtual Object iterate(Runtime &) { return {}; }
    /// An Iterator from the end; Missing when it can't be reversed.
    virtual Object reversed(Runtime &) { return {}; }
    /// x[key]; Missing when it has no items at all.
    virtual Object item(Runtime &, const Object &) { return {}; }
    /// The markup of `__html__`, when it has one.
    virtual std::optional<std::string> html() const { return std::nullopt; }
    /// Drops what it refers to, so that cycles end with the render.
    virtual void release() {}
};

/// "0x7f12...": an address as Python's default repr shows it.
std::string addressOf(const HostObject *object);

/// Hands out items one by one, Python's iterators and generators.
class Iterator : public HostObject
{
public:
    /// False at the end.
    virtual bool next(Runtime &runtime, Object &item) = 0;
    bool iterable() const override { return true; }
    Object iterate(Runtime &) override { return Object(this); }
    std::string_view typeName() const override { return "generator"; }
};

} // namespace postern::pyobject

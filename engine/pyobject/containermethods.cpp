// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/containers.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/work.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

// Lists.

Object append(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    runtime.track(self);
    self.items().push_back(std::move(arguments.positional[0]));
    checkItemCount(self.items().size());
    return Object::none();
}

Object extend(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    runtime.track(self);
    Objects more = listOf(runtime, arguments.positional[0]);
    checkItemCount(self.items().size() + more.size());
    for (Object &item : more)
        self.items().push_back(std::move(item));
    return Object::none();
}

Object insert(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 2, 2);
    runtime.track(self);
    Objects &items = self.items();
    const auto size = static_cast<std::int64_t>(items.size());
    if (arguments.positional[0].kind() == Kind::BigInt)
        throw PyError("OverflowError", "Python int too large to convert to C ssize_t");
    std::int64_t at = toIndex(arguments.positional[0]);
    if (at < 0)
        at = std::max<std::int64_t>(0, at + size);
    countWork(static_cast<std::uint64_t>(size - std::min(at, size)) * 2);
    items.insert(items.begin() + std::min(at, size), std::move(arguments.positional[1]));
    return Object::none();
}

Object pop(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 1);
    Objects &items = self.items();
    const auto size = static_cast<std::int64_t>(items.size());
    std::int64_t at = arguments.positional.empty() ? -1 : toIndex(arguments.positional[0]);
    if (items.empty())
        throw PyError("IndexError", "pop from empty list");
    at += at < 0 ? size : 0;
    if (at < 0 || at >= size)
        throw PyError("IndexError", "pop index out of range");
    countWork(static_cast<std::uint64_t>(size - at) * 2);
    Object item = std::move(items[static_cast<std::size_t>(at)]);
    items.erase(items.begin() + at);
    return item;
}

Objects::iterator findItem(const Object &self, const Object &wanted)
{
    Objects &items = self.items();
    return std::find_if(items.begin(), items.end(), [&](const Object &item) {
        return item.same(wanted) || equal(item, wanted);
    });
}

Object remove(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    const auto found = findItem(self, arguments.positional[0]);
    if (found == self.items().end())
        throw PyError("ValueError", "list.remove(x): x not in list");
    self.items().erase(found);
    return Object::none();
}

Object index(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 3);
    const Objects &items = self.items();
    const auto size = static_cast<std::int64_t>(items.size());
    const auto bound = [&](std::size_t at, std::int64_t fallback) {
        if (arguments.positional.size() > at && !arguments.positional[at].isIntegral())
            throw PyError("TypeError", "slice indices must be integers or have an __index__ method");
        std::int64_t value = arguments.positional.size() > at ? toIndex(arguments.positional[at])
                                                              : fallback;
        value = value < 0 ? std::max<std::int64_t>(0, value + size) : value;
        return std::min(value, size);
    };
    const Object &wanted = arguments.positional[0];
    for (std::int64_t i = bound(1, 0); i < bound(2, size); ++i) {
        const Object &item = items[static_cast<std::size_t>(i)];
        if (item.same(wanted) || equal(item, wanted))
            return i;
    }
    throw PyError("ValueError",
                  self.isList() ? repr(wanted) + " is not in list"
                                : "tuple.index(x): x not in tuple");
}

Object count(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    const Objects &items = self.items();
    return static_cast<std::int64_t>(
        std::count_if(items.begin(), items.end(), [&](const Object &item) {
            return item.same(arguments.positional[0]) || equal(item, arguments.positional[0]);
        }));
}

Object clearList(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    self.items().clear();
    return Object::none();
}

Object copyList(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return Object::list(self.items());
}

Object reverse(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    std::reverse(self.items().begin(), self.items().end());
    return Object::none();
}

Object sort(Runtime &runtime, const Object &self, Arguments &arguments)
{
    const Object key = arguments.takeNamed("key");
    const Object reversed = arguments.takeNamed("reverse");
    if (!arguments.positional.empty())
        throw PyError("TypeError", "sort() takes no positional arguments");
    if (!arguments.named.empty())
        throw PyError("TypeError",
                      "'" + arguments.named[0].first
                          + "' is an invalid keyword argument for sort()");
    const bool falling = !reversed.isMissing() && toIndex(reversed) != 0;
    Objects items = self.items();
    Objects keys;
    for (const Object &item : items) {
        Arguments one;
        one.positional = {item};
        keys.push_back(key.isMissing() || key.isNone() ? item : runtime.call(key, one));
    }
    self.items() = sorted(std::move(items), keys, falling);
    return Object::none();
}

constexpr Method kList[] = {{"append", append},
                            {"extend", extend},
                            {"insert", insert},
                            {"pop", pop},
                            {"remove", remove},
                            {"index", index},
                            {"count", count},
                            {"clear", clearList},
                            {"copy", copyList},
                            {"reverse", reverse},
                            {"sort", sort}};
constexpr Method kTuple[] = {{"index", index}, {"count", count}};

// Dicts.

DictObject &dictOf(const Object &self)
{
    return self.as<DictObject>();
}

Object get(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 2);
    const Object *value = dictOf(self).find(arguments.positional[0]);
    if (value != nullptr)
        return *value;
    return arguments.positional.size() > 1 ? arguments.positional[1] : Object::none();
}

template<DictPart Part>
Object view(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    return dictView(self, Part);
}

Object update(Runtime &runtime, const Object &self, Arguments &arguments)
{
    if (arguments.positional.size() > 1)
        throw PyError("TypeError",
                      "update expected at most 1 argument, got "
                          + std::to_string(arguments.positional.size()));
    runtime.track(self);
    fillDict(runtime, self, arguments);
    return Object::none();
}

Object popMember(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 2);
    if (auto entry = dictOf(self).take(arguments.positional[0]))
        return std::move(entry->value);
    if (arguments.positional.size() < 2)
        throw PyError("KeyError", repr(arguments.positional[0]));
    return arguments.positional[1];
}

Object popitem(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    auto entry = dictOf(self).takeLast();
    if (!entry)
        throw PyError("KeyError", "'popitem(): dictionary is empty'");
    return Object::tuple({std::move(entry->key), std::move(entry->value)});
}

Object setdefault(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 2);
    if (const Object *value = dictOf(self).find(arguments.positional[0]))
        return *value;
    runtime.track(self);
    Object value = arguments.positional.size() > 1 ? arguments.positional[1] : Object::none();
    dictOf(self).set(arguments.positional[0], value);
    return value;
}

Object clearDict(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    dictOf(self).clear();
    return Object::none();
}

Object copyDict(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 0, 0);
    Object copy = DictObject::make();
    Arguments source;
    source.positional = {self};
    fillDict(runtime, copy, source);
    return copy;
}

/// dict.fromkeys
Object fromkeys(Runtime &runtime, const Object &, Arguments &arguments)
{
    checkCount(arguments, 1, 2);
    Object made = DictObject::make();
    for (Object &key : listOf(runtime, arguments.positional[0]))
        dictOf(made).set(std::move(key),
                         arguments.positional.size() > 1 ? arguments.positional[1] : Object::none());
    return made;
}

constexpr Method kDict[] = {{"get", get},
                            {"keys", view<DictPart::Keys>},
                            {"values", view<DictPart::Values>},
                            {"items", view<DictPart::Items>},
                            {"update", update},
                            {"pop", popMember},
                            {"popitem", popitem},
                            {"setdefault", setdefault},
                            {"clear", clearDict},
                            {"copy", copyDict},
                            {"fromkeys", fromkeys}};

} // namespace

std::span<const Method> listMethods()
{
    return kList;
}

std::span<const Method> tupleMethods()
{
    return kTuple;
}

std::span<const Method> dictMethods()
{
    return kDict;
}

} // namespace postern::pyobject

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/filters.h"
#include "engine/jinja/generator.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <functional>

namespace postern::jinja {

namespace {

using Mapping = std::function<Object(Runtime &, const Object &)>;

/// The value and the rest of a call's arguments.
struct Split
{
    Object value;
    Arguments rest;
};

Split split(Arguments &arguments)
{
    Split result;
    result.value = std::move(arguments.positional.at(0));
    result.rest.positional.assign(arguments.positional.begin() + 1, arguments.positional.end());
    result.rest.named = std::move(arguments.named);
    return result;
}

/// A filter or test by name, with the arguments that follow it.
template<Object (*Call)(Runtime &, const Object &, Arguments &)>
Mapping named(Object name, Arguments rest)
{
    return [name = std::move(name), rest = std::move(rest)](Runtime &runtime, const Object &item) {
        Arguments arguments;
        arguments.positional.push_back(item);
        arguments.positional.insert(arguments.positional.end(),
                                    rest.positional.begin(),
                                    rest.positional.end());
        arguments.named = rest.named;
        return Call(runtime, name, arguments);
    };
}

Object takeFirst(Arguments &arguments)
{
    Object first = std::move(arguments.positional.at(0));
    arguments.positional.erase(arguments.positional.begin());
    return first;
}

Mapping mapFunction(Runtime &runtime, Arguments rest)
{
    Object attribute = rest.positional.empty() ? rest.takeNamed("attribute") : Object();
    if (!attribute.isMissing()) {
        Object fallback = rest.takeNamed("default");
        if (!rest.named.empty())
            throw PyError("FilterArgumentError",
                          "Unexpected keyword argument " + repr(rest.named[0].first));
        return [getter = AttributeGetter(runtime,
                                         attribute,
                                         std::move(fallback))](Runtime &, const Object &item) {
            return getter(item);
        };
    }
    if (rest.positional.empty())
        throw PyError("FilterArgumentError", "map requires a filter argument");
    Object name = takeFirst(rest);
    return named<callFilter>(std::move(name), std::move(rest));
}

Object map(Runtime &, Arguments &arguments)
{
    return generator([parts = split(arguments),
                      function = Mapping(),
                      loop = std::shared_ptr<Loop>()](Runtime &run, Object &item) mutable {
        if (!loop) {
            if (!truthy(parts.value))
                return false;
            function = mapFunction(run, parts.rest);
            loop = std::make_shared<Loop>(run, parts.value);
        }
        run.countStep();
        if (!loop->next(item))
            return false;
        item = function(run, item);
        return true;
    });
}

/// What decides: the test by name, or the truth of the item or its attribute.
Mapping decision(Runtime &runtime, Arguments rest, bool byAttribute)
{
    Mapping transform = [](Runtime &, const Object &item) { return item; };
    if (byAttribute) {
        if (rest.positional.empty())
            throw PyError("FilterArgumentError", "Missing parameter for attribute name");
        transform = [getter = AttributeGetter(runtime, takeFirst(rest))](Runtime &,
                                                                         const Object &item) {
            return getter(item);
        };
    }
    if (rest.positional.empty())
        return transform;
    Object name = takeFirst(rest);
    return
        [transform, test = named<callTest>(std::move(name), std::move(rest))](Runtime &run,
                                                                              const Object &item) {
            return test(run, transform(run, item));
        };
}

template<bool Wanted, bool ByAttribute>
Object select(Runtime &, Arguments &arguments)
{
    return generator([parts = split(arguments),
                      function = Mapping(),
                      loop = std::shared_ptr<Loop>()](Runtime &run, Object &item) mutable {
        if (!loop) {
            if (!truthy(parts.value))
                return false;
            function = decision(run, parts.rest, ByAttribute);
            loop = std::make_shared<Loop>(run, parts.value);
        }
        while (loop->next(item)) {
            run.countStep();
            if (truthy(function(run, item)) == Wanted)
                return true;
        }
        return false;
    });
}

constexpr FilterEntry kSelectionFilters[] = {{"map", map, true},
                                             {"select", select<true, false>, true},
                                             {"reject", select<false, false>, true},
                                             {"selectattr", select<true, true>, true},
                                             {"rejectattr", select<false, true>, true}};

} // namespace

std::span<const FilterEntry> selectionFilters()
{
    return kSelectionFilters;
}

} // namespace postern::jinja

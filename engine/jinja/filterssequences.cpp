// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/filters.h"
#include "engine/jinja/generator.h"
#include "engine/pyobject/containers.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>
#include <random>

namespace postern::jinja {

namespace {

Object first(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "sync_do_first", {"seq"}, 1, 1);
    Loop loop(runtime, parameters[0]);
    Object item;
    return loop.next(item) ? item : runtime.undefined("No first item, sequence was empty.");
}

Object last(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_last", {"seq"}, 1, 1);
    const Object reversed = reversedOf(runtime, parameters[0]);
    if (reversed.isMissing())
        throw PyError("TypeError", "'" + typeName(parameters[0]) + "' object is not reversible");
    Loop loop(runtime, reversed);
    Object item;
    return loop.next(item) ? item : runtime.undefined("No last item, sequence was empty.");
}

Object randomFilter(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_random", {"seq"}, 1, 1);
    const auto length = lengthOf(runtime, parameters[0]);
    if (!length)
        throw PyError("TypeError", "object of type '" + typeName(parameters[0]) + "' has no len()");
    if (*length == 0)
        return runtime.undefined("No random item, sequence was empty.");
    std::random_device source;
    return runtime.subscript(parameters[0],
                             std::uniform_int_distribution<std::int64_t>(0, *length - 1)(source));
}

Object length(Runtime &runtime, Arguments &arguments)
{
    arguments.method = "len";
    checkCount(arguments, 1, 1);
    const Object &value = arguments.positional[0];
    if (const auto count = lengthOf(runtime, value))
        return *count;
    throw PyError("TypeError", "object of type '" + typeName(value) + "' has no len()");
}

Object listFilter(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "sync_do_list", {"value"}, 1);
    return Object::list(listOf(runtime, parameters[0]));
}

Object reverse(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_reverse", {"value"}, 1);
    const Object &value = parameters[0];
    if (value.isString()) {
        std::u32string points = decode(value.asString());
        std::reverse(points.begin(), points.end());
        return Object::text(encode(points), value.isMarkup());
    }
    if (Object reversed = reversedOf(runtime, value); !reversed.isMissing())
        return reversed;
    if (!isIterable(value))
        throw PyError("FilterArgumentError", "argument must be iterable");
    Objects items = listOf(runtime, value);
    std::reverse(items.begin(), items.end());
    return Object::list(std::move(items));
}

/// The items, each by an attribute where one is asked for.
Objects attributesOf(Runtime &runtime, const Object &value, const Object &attribute)
{
    Objects items = listOf(runtime, value);
    if (attribute.isMissing() || attribute.isNone())
        return items;
    const AttributeGetter getter(runtime, attribute);
    for (Object &item : items)
        item = getter(item);
    return items;
}

Object join(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "sync_do_join", {"value", "d", "attribute"}, 1, 1);
    const Objects items = attributesOf(runtime, parameters[0], parameters[2]);
    const Object separator = parameters.has(1) ? parameters[1] : Object::string("");
    const bool escaping = runtime.autoescape();
    const bool safe = escaping
                      && (hasHtml(separator) || std::any_of(items.begin(), items.end(), hasHtml));
    const std::string between = safe ? escape(separator).asString() : str(separator);
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            out += between;
        if (safe)
            appendEscaped(out, items[i]);
        else
            appendStr(out, items[i]);
        checkTextSize(out.size());
    }
    return Object::text(std::move(out), safe);
}

/// The keys of comma-separated attributes. A list even for one: lists compare by `==` first, so that
/// undefined attributes, which are equal, sort without an error.
Object multipleKey(const std::vector<AttributeGetter> &getters, const Object &item)
{
    Objects parts;
    parts.reserve(getters.size());
    for (const AttributeGetter &getter : getters)
        parts.push_back(getter(item));
    return Object::list(std::move(parts));
}

Object sort(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "do_sort",
                                {"value", "reverse", "case_sensitive", "attribute"},
                                1,
                                1);
    const bool ignoreCase = !parameters.flag(2, false);
    std::vector<AttributeGetter> getters;
    if (parameters.has(3) && parameters[3].isString()) {
        std::string_view rest = parameters[3].asString();
        for (;;) {
            const std::size_t comma = rest.find(',');
            getters.emplace_back(runtime,
                                 Object::string(rest.substr(0, comma)),
                                 Object(),
                                 ignoreCase);
            if (comma == std::string_view::npos)
                break;
            rest.remove_prefix(comma + 1);
        }
    } else {
        getters.emplace_back(runtime, parameters[3], Object(), ignoreCase);
    }
    Objects items = listOf(runtime, parameters[0]);
    // An index, as for sorted(): None is refused.
    const bool reversed = parameters.integer(1, 0) != 0;
    Objects keys;
    keys.reserve(items.size());
    for (const Object &item : items)
        keys.push_back(multipleKey(getters, item));
    return Object::list(sorted(std::move(items), keys, reversed));
}

Object extreme(Runtime &runtime, Arguments &arguments, const char *name, Comparison better)
{
    const Parameters parameters(arguments, name, {"value", "case_sensitive", "attribute"}, 1, 1);
    const AttributeGetter getter(runtime, parameters[2], {}, !parameters.flag(1, false));
    Loop loop(runtime, parameters[0]);
    Object best;
    if (!loop.next(best))
        return runtime.undefined("No aggregated item, sequence was empty.");
    Object bestKey = getter(best);
    Object item;
    while (loop.next(item)) {
        runtime.countStep();
        Object key = getter(item);
        if (ordered(better, key, bestKey)) {
            best = item;
            bestKey = std::move(key);
        }
    }
    return best;
}

Object minimum(Runtime &runtime, Arguments &arguments)
{
    return extreme(runtime, arguments, "do_min", Comparison::Less);
}

Object maximum(Runtime &runtime, Arguments &arguments)
{
    return extreme(runtime, arguments, "do_max", Comparison::Greater);
}

Object sum(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "sync_do_sum", {"iterable", "attribute", "start"}, 1, 1);
    Object total = parameters.has(2) ? parameters[2] : Object(0);
    if (total.isString())
        throw PyError("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
    for (const Object &item : attributesOf(runtime, parameters[0], parameters[1])) {
        runtime.countStep();
        total = binary(BinaryOperator::Add, total, item);
    }
    return total;
}

Object unique(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "sync_do_unique",
                                {"value", "case_sensitive", "attribute"},
                                1,
                                1);
    const AttributeGetter getter(runtime, parameters[2], {}, !parameters.flag(1, false));
    return generator([value = parameters[0],
                      getter,
                      seen = DictObject::make(),
                      loop = std::shared_ptr<Loop>()](Runtime &run, Object &item) mutable {
        if (!loop)
            loop = std::make_shared<Loop>(run, value);
        while (loop->next(item)) {
            run.countStep();
            const Object key = getter(item);
            if (seen.as<DictObject>().find(key) != nullptr)
                continue;
            seen.as<DictObject>().set(key, true);
            return true;
        }
        return false;
    });
}

Object batch(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_batch", {"value", "linecount", "fill_with"}, 2);
    const Object fill = parameters.set(2) ? parameters[2] : Object();
    return generator([value = parameters[0],
                      size = parameters[1],
                      fill,
                      loop = std::shared_ptr<Loop>(),
                      rest = Objects()](Runtime &run, Object &item) mutable {
        if (!loop)
            loop = std::make_shared<Loop>(run, value);
        const auto length = [](const Objects &row) {
            return Object(static_cast<std::int64_t>(row.size()));
        };
        Objects row = std::exchange(rest, {});
        Object next;
        while (loop->next(next)) {
            run.countStep();
            if (equal(length(row), size)) {
                rest.push_back(std::move(next));
                item = Object::list(std::move(row));
                return true;
            }
            row.push_back(std::move(next));
        }
        if (row.empty())
            return false;
        if (!fill.isMissing() && ordered(Comparison::Less, length(row), size)) {
            const Object more = binary(BinaryOperator::Multiply,
                                       Object::list({fill}),
                                       binary(BinaryOperator::Subtract, size, length(row)));
            row.insert(row.end(), more.items().begin(), more.items().end());
        }
        item = Object::list(std::move(row));
        return true;
    });
}

Object slice(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "sync_do_slice", {"value", "slices", "fill_with"}, 2);
    const Object fill = parameters.set(2) ? parameters[2] : Object();
    return generator([value = parameters[0],
                      slices = parameters[1],
                      fill,
                      items = Objects(),
                      at = std::int64_t{-1}](Runtime &run, Object &item) mutable {
        if (at < 0)
            items = listOf(run, value);
        const auto length = static_cast<std::int64_t>(items.size());
        if (at < 0) {
            // For its errors: of an undefined, of zero.
            binary(BinaryOperator::FloorDivide, length, slices);
            at = 0;
        }
        const std::int64_t count = toIndex(slices);
        if (at >= count)
            return false;
        run.countStep();
        const std::int64_t size = length / count;
        const std::int64_t extra = length % count;
        const std::int64_t begin = at * size + std::min(at, extra);
        const std::int64_t end = begin + size + (at < extra ? 1 : 0);
        Objects part(items.begin() + begin, items.begin() + end);
        if (!fill.isMissing() && at >= extra)
            part.push_back(fill);
        ++at;
        item = Object::list(std::move(part));
        return true;
    });
}

Object groupTuple(Object key, Objects items)
{
    Object group = Object::tuple({std::move(key), Object::list(std::move(items))});
    group.as<SequenceObject>().isGroup = true;
    return group;
}

Object groupby(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "sync_do_groupby",
                                {"value", "attribute", "default", "case_sensitive"},
                                2,
                                1);
    const Object fallback = parameters.set(2) ? parameters[2] : Object();
    const bool ignoreCase = !parameters.flag(3, false);
    const AttributeGetter getter(runtime, parameters[1], fallback, ignoreCase);
    const AttributeGetter plain(runtime, parameters[1], fallback);
    Objects items = listOf(runtime, parameters[0]);
    Objects keys;
    for (const Object &item : items)
        keys.push_back(getter(item));
    items = sorted(std::move(items), keys, false);
    Objects groups;
    Object current;
    Objects members;
    const auto finish = [&] {
        if (!members.empty()) {
            Object key = ignoreCase ? plain(members[0]) : current;
            groups.push_back(groupTuple(std::move(key), std::exchange(members, {})));
        }
    };
    for (const Object &item : items) {
        Object key = getter(item);
        if (members.empty() || !(current.same(key) || equal(current, key))) {
            finish();
            current = std::move(key);
        }
        members.push_back(item);
    }
    finish();
    return Object::list(std::move(groups));
}

DictObject &dictOf(const Object &value)
{
    if (value.isUndefined())
        value.as<UndefinedObject>().fail();
    if (!value.isDict())
        throw PyError("AttributeError", "'" + typeName(value) + "' object has no attribute 'items'");
    return value.as<DictObject>();
}

Object dictsort(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments,
                                "do_dictsort",
                                {"value", "case_sensitive", "by", "reverse"},
                                1);
    const std::string by = parameters.has(2) ? str(parameters[2]) : "key";
    if (by != "key" && by != "value")
        throw PyError("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
    const bool ignoreCase = !parameters.flag(1, false);
    auto &source = dictOf(parameters[0]);
    const bool reversed = parameters.integer(3, 0) != 0;
    Objects pairs;
    Objects keys;
    for (const auto &entry : source.entries()) {
        if (entry.key.isMissing())
            continue;
        pairs.push_back(Object::tuple({entry.key, entry.value}));
        const Object &key = by == "key" ? entry.key : entry.value;
        keys.push_back(ignoreCase ? withoutCase(key) : key);
    }
    return Object::list(sorted(std::move(pairs), keys, reversed));
}

Object items(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_items", {"value"}, 1);
    return generator([value = parameters[0], loop = std::shared_ptr<Loop>()](Runtime &run,
                                                                             Object &item) mutable {
        if (value.isUndefined())
            return false;
        if (!value.isDict())
            throw PyError("TypeError", "Can only get item pairs from a mapping.");
        if (!loop)
            loop = std::make_shared<Loop>(run, dictIterator(value, DictPart::Items, false));
        return loop->next(item);
    });
}

constexpr FilterEntry kSequenceFilters[] = {{"first", first},
                                            {"last", last},
                                            {"random", randomFilter, true},
                                            {"length", length},
                                            {"count", length},
                                            {"list", listFilter},
                                            {"reverse", reverse},
                                            {"join", join},
                                            {"sort", sort},
                                            {"min", minimum},
                                            {"max", maximum},
                                            {"sum", sum},
                                            {"unique", unique},
                                            {"batch", batch},
                                            {"slice", slice},
                                            {"groupby", groupby},
                                            {"dictsort", dictsort},
                                            {"items", items}};

} // namespace

std::span<const FilterEntry> sequenceFilters()
{
    return kSequenceFilters;
}

} // namespace postern::jinja

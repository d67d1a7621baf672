// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/filters.h"

#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

#include <algorithm>
#include <unordered_map>

namespace postern::jinja {

namespace {

[[noreturn]] void unknown(const char *kind, const Object &name)
{
    if (name.isList() || name.isDict())
        throw PyError("TypeError", "unhashable type: '" + typeName(name) + "'");
    std::string message = std::string("No ") + kind + " named " + repr(name) + ".";
    if (name.isUndefined())
        message += " (" + name.as<UndefinedObject>().message()
                   + "; did you forget to quote the callable name?)";
    throw PyError("TemplateRuntimeError", message);
}

} // namespace

const FilterEntry *findFilter(std::string_view name)
{
    static const std::unordered_map<std::string_view, const FilterEntry *> table = [] {
        std::unordered_map<std::string_view, const FilterEntry *> entries;
        for (const auto part :
             {textFilters(), markupFilters(), valueFilters(), sequenceFilters(), selectionFilters()}) {
            for (const FilterEntry &entry : part)
                entries.emplace(entry.name, &entry);
        }
        return entries;
    }();
    const auto found = table.find(name);
    return found == table.end() ? nullptr : found->second;
}

Object callFilter(Runtime &runtime, const Object &name, Arguments &arguments)
{
    const FilterEntry *entry = name.isString() ? findFilter(name.asString()) : nullptr;
    if (entry == nullptr)
        unknown("filter", name);
    arguments.method = entry->name;
    countFilter(entry->name, arguments);
    Object result = entry->function(runtime, arguments);
    countResult(result);
    return result;
}

Object callTest(Runtime &runtime, const Object &name, Arguments &arguments)
{
    const TestEntry *entry = name.isString() ? findTest(name.asString()) : nullptr;
    if (entry == nullptr)
        unknown("test", name);
    arguments.method = entry->name;
    countTest(entry->name, arguments);
    return entry->function(runtime, arguments);
}

Object withoutCase(const Object &value)
{
    if (value.isString())
        countWork(value.asString().size() * 4);
    return value.isString() ? Object::string(lower(value.asString())) : value;
}

AttributeGetter::AttributeGetter(Runtime &runtime,
                                 const Object &attribute,
                                 Object fallback,
                                 bool ignoreCase)
    : m_runtime(runtime)
    , m_default(std::move(fallback))
    , m_ignoreCase(ignoreCase)
{
    if (attribute.isMissing() || attribute.isNone())
        return;
    if (!attribute.isString()) {
        m_parts.push_back(attribute);
        return;
    }
    std::string_view rest = attribute.asString();
    for (;;) {
        const std::size_t dot = rest.find('.');
        const std::string_view part = rest.substr(0, dot);
        const bool isNumber = !part.empty() && part.size() <= 18
                              && std::all_of(part.begin(), part.end(), [](char c) {
                                     return c >= '0' && c <= '9';
                                 });
        m_parts.push_back(isNumber
                              ? Object(static_cast<std::int64_t>(std::stoll(std::string(part))))
                              : Object::string(part));
        if (dot == std::string_view::npos)
            return;
        rest.remove_prefix(dot + 1);
    }
}

Object AttributeGetter::operator()(const Object &item) const
{
    Object value = item;
    for (const Object &part : m_parts) {
        value = m_runtime.item(value, part);
        if (!m_default.isMissing() && !m_default.isNone() && value.isUndefined())
            value = m_default;
    }
    return m_ignoreCase ? withoutCase(value) : value;
}

} // namespace postern::jinja

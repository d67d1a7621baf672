// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/values.h"
#include "engine/pyobject/arguments.h"
#include "engine/pyobject/runtime.h"

#include <span>

namespace postern::jinja {

/// A filter: the first positional argument is what is filtered.
struct FilterEntry
{
    std::string_view name;
    Object (*function)(Runtime &, Arguments &);
    bool needsContext = false; ///< its result isn't worked out before the template runs
};

/// A test: the first positional argument is what is tested.
struct TestEntry
{
    std::string_view name;
    Object (*function)(Runtime &, Arguments &);
};

/// Null when there is no such filter or test.
const FilterEntry *findFilter(std::string_view name);
const TestEntry *findTest(std::string_view name);
/// By a name that the template computed. Throws TemplateRuntimeError when there is none.
Object callFilter(Runtime &runtime, const Object &name, Arguments &arguments);
Object callTest(Runtime &runtime, const Object &name, Arguments &arguments);

// The tables behind it.
std::span<const FilterEntry> textFilters();
std::span<const FilterEntry> markupFilters();
std::span<const FilterEntry> valueFilters();
std::span<const FilterEntry> sequenceFilters();
std::span<const FilterEntry> selectionFilters();

/// What `attribute=` arguments mean: "a.b.0", an index, or None for the item itself.
class AttributeGetter
{
public:
    AttributeGetter(Runtime &runtime,
                    const Object &attribute,
                    Object fallback = {},
                    bool ignoreCase = false);
    Object operator()(const Object &item) const;

private:
    Runtime &m_runtime;
    Objects m_parts;
    Object m_default;
    bool m_ignoreCase;
};

/// A str in lower case; anything else as it is.
Object withoutCase(const Object &value);
/// textwrap.wrap() of one line.
std::vector<std::string> wrapped(std::string_view line,
                                 std::int64_t width,
                                 bool breakLongWords,
                                 bool breakOnHyphens);

struct UrlizeOptions
{
    Object limit; ///< of the shown text; Missing: none
    std::string rel;
    std::string target; ///< escaped
    std::vector<std::string> extraSchemes;
};
/// Escaped text with what looks like addresses made links.
std::string urlized(const Object &text, const UrlizeOptions &options);

} // namespace postern::jinja

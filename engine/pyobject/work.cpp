// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/work.h"

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/runtime.h"

#include <algorithm>
#include <iterator>

namespace postern::pyobject {

namespace {

/// Those whose time doesn't grow with what they are given, or which count for themselves.
constexpr std::string_view kCheapFilters[] = {"attr",
                                              "batch",
                                              "count",
                                              "d",
                                              "default",
                                              "first",
                                              "items",
                                              "last",
                                              "length",
                                              "map",
                                              "random",
                                              "reject",
                                              "rejectattr",
                                              "safe",
                                              "select",
                                              "selectattr",
                                              "slice",
                                              "string",
                                              "unique"};
constexpr std::string_view kCheapMethods[] = {"append",
                                              "clear",
                                              "endswith",
                                              "get",
                                              "insert",
                                              "items",
                                              "joiner",
                                              "keys",
                                              "pop",
                                              "popitem",
                                              "setdefault",
                                              "startswith",
                                              "values"};
/// Those that copy text, or look for a text in it.
constexpr std::string_view kQuick[] = {"count",
                                       "encode",
                                       "find",
                                       "index",
                                       "lstrip",
                                       "partition",
                                       "removeprefix",
                                       "removesuffix",
                                       "replace",
                                       "rfind",
                                       "rindex",
                                       "rpartition",
                                       "rstrip",
                                       "strip",
                                       "trim"};
/// Those that ask what each character is, or look for patterns.
constexpr std::string_view kDear[] = {"capitalize",
                                      "format",
                                      "format_map",
                                      "pprint",
                                      "striptags",
                                      "swapcase",
                                      "title",
                                      "translate",
                                      "unescape",
                                      "urlize",
                                      "wordcount",
                                      "wordwrap"};

bool isAmong(std::string_view name, const auto &names)
{
    return std::ranges::find(names, name) != std::end(names);
}

std::uint64_t sizeOf(const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
        return object.asString().size();
    case Kind::Bytes:
        return object.as<BytesObject>().data.size();
    case Kind::BigInt:
        return bitsOf(object);
    case Kind::List:
    case Kind::Tuple:
        return object.as<SequenceObject>().size() * 4;
    case Kind::Dict:
        return object.as<DictObject>().size() * 8;
    default:
        return 0;
    }
}

std::uint64_t sizeOf(const Arguments &arguments)
{
    std::uint64_t size = 0;
    for (const Object &argument : arguments.positional)
        size += sizeOf(argument);
    for (const auto &[name, argument] : arguments.named)
        size += sizeOf(argument);
    return size;
}

void countCall(std::string_view name, std::uint64_t size, const auto &cheap)
{
    constexpr std::uint64_t kFreeSize = 256; // such calls are bounded as steps are
    if (size >= kFreeSize && !isAmong(name, cheap))
        countWork(size * (isAmong(name, kDear) ? 64 : isAmong(name, kQuick) ? 2 : 8));
}

} // namespace

void countFilter(std::string_view name, const Arguments &arguments)
{
    countCall(name, sizeOf(arguments), kCheapFilters);
}

void countTest(std::string_view name, const Arguments &arguments)
{
    if ((name == "lower" || name == "upper") && !arguments.positional.empty())
        countWork(sizeOf(arguments.positional[0]) * 16);
}

void countMethod(std::string_view name, const Object &self, const Arguments &arguments)
{
    const bool isAdding = name == "update" || name == "extend";
    countCall(name, (isAdding ? 0 : sizeOf(self)) + sizeOf(arguments), kCheapMethods);
}

void countResult(const Object &result)
{
    if (result.isString()) {
        checkTextSize(result.asString().size());
        countWork(result.asString().size() / 4);
    } else if (result.isList() || result.isTuple()) {
        countWork(result.as<SequenceObject>().size());
    }
}

} // namespace postern::pyobject

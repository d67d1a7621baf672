// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/jinja/filters.h"
#include "engine/pyobject/containers.h"
#include "engine/pyobject/convert.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/htmlentities.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/walk.h"
#include "engine/pyobject/work.h"

#include <set>

namespace postern::jinja {

namespace {

constexpr int kMaxDepth = 300;

Object escapeFilter(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "escape", {"s"}, 1);
    return escape(parameters[0]);
}

Object forceescape(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_forceescape", {"value"}, 1);
    const Object text = hasHtml(parameters[0]) ? markSafe(parameters[0])
                                               : softString(parameters[0]);
    return Object::markup(escaped(text.asString()));
}

Object safe(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_mark_safe", {"value"}, 1);
    return markSafe(parameters[0]);
}

Object striptags(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_striptags", {"value"}, 1);
    return Object::string(strippedTags(hasHtml(parameters[0]) ? markSafe(parameters[0]).asString()
                                                              : str(parameters[0])));
}

DictObject &mapping(const Object &object)
{
    if (object.isUndefined())
        object.as<UndefinedObject>().fail();
    if (!object.isDict())
        throw PyError("AttributeError",
                      "'" + typeName(object) + "' object has no attribute 'items'");
    return object.as<DictObject>();
}

Object xmlattr(Runtime &runtime, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_xmlattr", {"d", "autospace"}, 1, 1);
    std::string out;
    for (const auto &entry : mapping(parameters[0]).entries()) {
        if (entry.key.isMissing() || entry.value.isNone() || entry.value.isUndefined())
            continue;
        if (!entry.key.isString())
            throw PyError("TypeError",
                          "expected string or bytes-like object, got '" + typeName(entry.key) + "'");
        if (entry.key.asString().find_first_of(" \t\n\r\f\v/>=") != std::string::npos)
            throw PyError("ValueError", "Invalid character in attribute name: " + repr(entry.key));
        out += out.empty() ? "" : " ";
        appendEscaped(out, entry.key);
        out += "=\"";
        appendEscaped(out, entry.value);
        out += '"';
        checkTextSize(out.size());
    }
    if (parameters.flag(1, true) && !out.empty())
        out.insert(out.begin(), ' ');
    return Object::text(std::move(out), runtime.autoescape());
}

Object urlize(Runtime &runtime, Arguments &arguments)
{
    const Parameters
        parameters(arguments,
                   "do_urlize",
                   {"value", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes"},
                   1,
                   1);
    UrlizeOptions options;
    if (parameters.set(1))
        options.limit = parameters[1];
    std::set<std::string> rel = {"noopener"};
    if (parameters.flag(2, false))
        rel.insert("nofollow");
    if (parameters.has(4) && truthy(parameters[4])) {
        if (!parameters[4].isString())
            throw PyError("AttributeError",
                          "'" + typeName(parameters[4]) + "' object has no attribute 'split'");
        std::string_view rest = stripLeft(parameters[4].asString());
        while (!rest.empty()) {
            std::size_t end = 0;
            while (end < rest.size() && spaceLength(rest, end) == 0)
                end += pointLength(rest, end);
            rel.emplace(rest.substr(0, end));
            rest = stripLeft(rest.substr(end));
        }
    }
    for (const std::string &part : rel)
        options.rel += (options.rel.empty() ? "" : " ") + part;
    if (parameters.has(3) && truthy(parameters[3]))
        options.target = escape(parameters[3]).asString();
    if (parameters.set(5)) {
        for (const Object &scheme : listOf(runtime, parameters[5])) {
            if (!scheme.isString())
                throw PyError("TypeError",
                              "expected string or bytes-like object, got '" + typeName(scheme)
                                  + "'");
            options.extraSchemes.push_back(scheme.asString());
        }
    }
    return Object::text(urlized(parameters[0], options), runtime.autoescape());
}

/// Throws TypeError for keys that have no order: the writer is asked to sort them.
void checkKeysSort(DictObject &dict)
{
    Objects keys;
    bool mixed = false;
    for (const auto &entry : dict.entries()) {
        if (entry.key.isMissing())
            continue;
        keys.push_back(entry.key);
        mixed = mixed || !entry.key.isString();
    }
    if (mixed)
        sorted(keys, keys, false);
}

/// Throws TypeError for what json.dumps refuses, and the limit error for what would become too much
/// text: parts that are shared are written each time.
class JsonChecker
{
public:
    /// `indent`: the size of a level's text, before each member on a line of its own.
    explicit JsonChecker(std::size_t indent)
        : m_indent(indent)
    {}

    void check(const Object &object)
    {
        switch (object.kind()) {
        case Kind::Missing:
        case Kind::None:
        case Kind::Bool:
        case Kind::Int:
        case Kind::Float:
            return count(4);
        case Kind::BigInt:
            return count(bitsOf(object) / 4);
        case Kind::Str:
            return count(object.asString().size());
        case Kind::List:
        case Kind::Tuple: {
            const Walk level(object.items().size(), kMaxDepth, kTooDeep);
            ++m_depth;
            for (const Object &item : object.items()) {
                count(m_depth * m_indent);
                check(item);
            }
            --m_depth;
            return;
        }
        case Kind::Dict:
            return checkDict(object.as<DictObject>());
        default:
            throw PyError("TypeError",
                          "Object of type " + typeName(object) + " is not JSON serializable");
        }
    }

private:
    static constexpr const char *kTooDeep
        = "maximum recursion depth exceeded while encoding a JSON object";

    void count(std::uint64_t bytes)
    {
        m_size += bytes;
        checkTextSize(m_size);
        countWork(bytes * 2);
    }

    void checkDict(DictObject &dict)
    {
        const Walk level(dict.size(), kMaxDepth, kTooDeep);
        checkKeysSort(dict);
        ++m_depth;
        for (const auto &entry : dict.entries()) {
            if (entry.key.isMissing())
                continue;
            count(m_depth * m_indent);
            if (!entry.key.isString() && !entry.key.isNumber() && !entry.key.isNone())
                throw PyError("TypeError",
                              "keys must be str, int, float, bool or None, not "
                                  + typeName(entry.key));
            if (entry.key.isString())
                count(entry.key.asString().size());
            check(entry.value);
        }
        --m_depth;
    }

    const std::size_t m_indent;
    std::size_t m_depth = 0;
    std::size_t m_size = 0;
};

Object tojson(Runtime &, Arguments &arguments)
{
    const Parameters parameters(arguments, "do_tojson", {"value", "indent"}, 1, 1);
    // json.dumps multiplies the indent out before it looks at anything but a text.
    if (parameters.set(1) && !parameters[1].isString() && !parameters[0].isString()
        && parameters[1].kind() != Kind::Int && parameters[1].kind() != Kind::Bool)
        binary(BinaryOperator::Multiply, Object::string(" "), parameters[1]);
    json::WriteOptions options;
    options.sortKeys = true;
    if (parameters.set(1) && parameters[1].isString()) {
        options.indent = 0;
        options.indentText = parameters[1].asString();
    } else if (parameters.set(1) && parameters[1].isIntegral()) {
        options.indent = static_cast<int>(std::clamp<std::int64_t>(toIndex(parameters[1]), 0, 1000));
    }
    JsonChecker(options.indentText.size() + static_cast<std::size_t>(std::max(options.indent, 0)))
        .check(parameters[0]);
    std::string text;
    try {
        text = json::write(toValue(parameters[0]), options);
        checkTextSize(text.size());
    } catch (const Error &error) {
        throw PyError("TypeError", error.message());
    }
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<':
            out += "\\u003c";
            break;
        case '>':
            out += "\\u003e";
            break;
        case '&':
            out += "\\u0026";
            break;
        case '\'':
            out += "\\u0027";
            break;
        default:
            out += c;
        }
    }
    return Object::markup(std::move(out));
}

constexpr FilterEntry kMarkupFilters[] = {{"escape", escapeFilter},
                                          {"e", escapeFilter},
                                          {"forceescape", forceescape},
                                          {"safe", safe},
                                          {"striptags", striptags},
                                          {"xmlattr", xmlattr},
                                          {"urlize", urlize},
                                          {"tojson", tojson}};

} // namespace

std::span<const FilterEntry> markupFilters()
{
    return kMarkupFilters;
}

} // namespace postern::jinja

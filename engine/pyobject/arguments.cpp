// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/arguments.h"

#include "engine/pyobject/operators.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

[[noreturn]] void typeError(std::string message)
{
    throw PyError("TypeError", std::move(message));
}

[[noreturn]] void failNamed(const std::string &called, const char *what, const std::string &name)
{
    typeError(called + " got " + what + " '" + name + "'");
}

std::string joined(const std::vector<std::string> &names)
{
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            out += i + 1 < names.size() ? ", " : names.size() > 2 ? ", and " : " and ";
        out += "'" + names[i] + "'";
    }
    return out;
}

[[noreturn]] void failMissing(const std::string &called, const std::vector<std::string> &names)
{
    typeError(called + " missing " + std::to_string(names.size()) + " required positional argument"
              + (names.size() == 1 ? "" : "s") + ": " + joined(names));
}

} // namespace

Object Arguments::takeNamed(std::string_view name)
{
    const auto found = std::find_if(named.begin(), named.end(), [name](const auto &argument) {
        return argument.first == name;
    });
    if (found == named.end())
        return {};
    Object value = std::move(found->second);
    named.erase(found);
    return value;
}

Parameters::Parameters(Arguments &arguments,
                       std::string_view function,
                       std::initializer_list<std::string_view> names,
                       std::size_t required,
                       std::size_t hidden)
    : m_function(function)
{
    const auto called = [function] { return std::string(function) + "()"; };
    const std::size_t given = arguments.positional.size();
    if (given > names.size()) {
        const std::string most = std::to_string(names.size() + hidden);
        const std::string takes = required == names.size()
                                      ? most
                                      : "from " + std::to_string(required + hidden) + " to " + most;
        typeError(called() + " takes " + takes + " positional argument"
                  + (names.size() + hidden == 1 ? "" : "s") + " but "
                  + std::to_string(given + hidden) + " were given");
    }
    std::move(arguments.positional.begin(), arguments.positional.end(), m_values.begin());
    for (auto &[name, value] : arguments.named) {
        const auto position = static_cast<std::size_t>(std::find(names.begin(), names.end(), name)
                                                       - names.begin());
        if (position == names.size())
            failNamed(called(), "an unexpected keyword argument", name);
        if (position < given)
            failNamed(called(), "multiple values for argument", name);
        m_values[position] = std::move(value);
    }
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < required; ++i) {
        if (m_values[i].isMissing())
            missing.emplace_back(names.begin()[i]);
    }
    if (!missing.empty())
        failMissing(called(), missing);
}

std::int64_t Parameters::integer(std::size_t index, std::int64_t fallback) const
{
    return has(index) ? toIndex(m_values[index]) : fallback;
}

bool Parameters::flag(std::size_t index, bool fallback) const
{
    return has(index) ? truthy(m_values[index]) : fallback;
}

const std::string &Parameters::text(std::size_t index) const
{
    return textArgument(m_values[index], m_function);
}

namespace {

/// "str.upper()": the method with its type.
std::string qualified(const Arguments &arguments)
{
    const Object *owner = arguments.owner;
    std::string name(arguments.method);
    name += "()";
    if (owner == nullptr || owner->isMissing())
        return name;
    return (owner->isIntegral() ? "int" : typeName(*owner)) + "." + name;
}

/// A method that Markup defines in Python over str's: what it requires.
struct MarkupMethod
{
    std::string_view name;
    std::string_view first;
    std::string_view second;
};

constexpr MarkupMethod kMarkupMethods[] = {{"capitalize", {}, {}},
                                           {"casefold", {}, {}},
                                           {"center", "width", {}},
                                           {"join", "iterable", {}},
                                           {"ljust", "width", {}},
                                           {"lower", {}, {}},
                                           {"lstrip", {}, {}},
                                           {"partition", "sep", {}},
                                           {"removeprefix", "prefix", {}},
                                           {"removesuffix", "suffix", {}},
                                           {"replace", "old", "new"},
                                           {"rjust", "width", {}},
                                           {"rpartition", "sep", {}},
                                           {"rstrip", {}, {}},
                                           {"strip", {}, {}},
                                           {"swapcase", {}, {}},
                                           {"title", {}, {}},
                                           {"translate", "table", {}},
                                           {"upper", {}, {}},
                                           {"zfill", "width", {}}};

/// Refuses as Python functions do what doesn't fit one of Markup's methods.
void checkMarkup(const Arguments &arguments, std::size_t least, std::size_t most)
{
    const auto *method = std::find_if(std::begin(kMarkupMethods),
                                      std::end(kMarkupMethods),
                                      [&](const MarkupMethod &candidate) {
                                          return candidate.name == arguments.method;
                                      });
    if (arguments.owner == nullptr || !arguments.owner->isMarkup()
        || method == std::end(kMarkupMethods))
        return;
    const std::string called = "Markup." + std::string(arguments.method) + "()";
    if (!arguments.named.empty())
        failNamed(called, "an unexpected keyword argument", arguments.named[0].first);
    const std::size_t given = arguments.positional.size();
    if (given > most)
        typeError(called + " takes "
                  + (least == most
                         ? std::to_string(most + 1)
                         : "from " + std::to_string(least + 1) + " to " + std::to_string(most + 1))
                  + " positional argument" + (most == 0 ? "" : "s") + " but "
                  + std::to_string(given + 1) + " were given");
    std::vector<std::string> missing;
    for (const std::string_view name : {method->first, method->second}) {
        if (!name.empty())
            missing.emplace_back(name);
    }
    missing.erase(missing.begin(),
                  missing.begin() + static_cast<std::ptrdiff_t>(std::min(given, missing.size())));
    if (given < least)
        failMissing(called, missing);
}

void refuseNamed(const Arguments &arguments)
{
    if (!arguments.named.empty())
        typeError(qualified(arguments) + " takes no keyword arguments");
}

std::string countOf(std::size_t count)
{
    return std::to_string(count) + " argument" + (count == 1 ? "" : "s");
}

} // namespace

void checkCount(const Arguments &arguments, std::size_t least, std::size_t most)
{
    checkMarkup(arguments, least, most);
    refuseNamed(arguments);
    const std::size_t given = arguments.positional.size();
    if (given >= least && given <= most)
        return;
    if (most == 0)
        typeError(qualified(arguments) + " takes no arguments (" + std::to_string(given)
                  + " given)");
    if (least == most && most == 1)
        typeError(qualified(arguments) + " takes exactly one argument (" + std::to_string(given)
                  + " given)");
    const bool few = given < least;
    typeError(std::string(arguments.method) + " expected "
              + (least == most ? ""
                 : few         ? "at least "
                               : "at most ")
              + countOf(few ? least : most) + ", got " + std::to_string(given));
}

void checkParsedCount(const Arguments &arguments, std::size_t least, std::size_t most)
{
    if (!arguments.named.empty())
        typeError(std::string(arguments.method) + "() takes no keyword arguments");
    const std::size_t given = arguments.positional.size();
    if (given < least || given > most)
        typeError(
            std::string(arguments.method) + "() takes " + (given < least ? "at least " : "at most ")
            + countOf(given < least ? least : most) + " (" + std::to_string(given) + " given)");
}

Parameters Parameters::ofBuiltin(Arguments &arguments, std::initializer_list<std::string_view> names)
{
    const std::string called = std::string(arguments.method) + "()";
    const std::size_t given = arguments.positional.size() + arguments.named.size();
    if (given > names.size())
        typeError(called + " takes at most " + countOf(names.size()) + " (" + std::to_string(given)
                  + " given)");
    for (const auto &[name, value] : arguments.named) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            typeError(std::string("'").append(name).append("' is an invalid keyword argument for ")
                      + called);
    }
    return {arguments, arguments.method, names, 0};
}

const std::string &textArgument(const Object &object,
                                std::string_view function,
                                std::string_view which)
{
    if (!object.isString())
        typeError(std::string(function) + "() " + std::string(which) + " must be str, not "
                  + typeName(object));
    return object.asString();
}

} // namespace postern::pyobject

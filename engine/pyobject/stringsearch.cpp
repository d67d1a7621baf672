// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

Object like(const Object &self, std::string_view text)
{
    return Object::text(std::string(text), self.isMarkup());
}

Object listLike(const Object &self, const std::vector<std::string_view> &parts)
{
    Objects items;
    items.reserve(parts.size());
    for (const std::string_view part : parts)
        items.push_back(like(self, part));
    return Object::list(std::move(items));
}

/// The part of the text between two indices of code points, and where it begins.
struct Window
{
    std::string_view text;
    std::int64_t offset = 0; ///< in code points
    bool valid = true;       ///< false when the start lies after the end
};

Window window(const Object &self, const Arguments &arguments, std::size_t first)
{
    const auto &string = self.as<StringObject>();
    const auto length = static_cast<std::int64_t>(string.length());
    const auto bound = [&](std::size_t at, std::int64_t fallback) {
        if (arguments.positional.size() <= at || arguments.positional[at].isNone())
            return fallback;
        if (!arguments.positional[at].isIntegral())
            throw PyError("TypeError",
                          "slice indices must be integers or None or have an __index__ method");
        std::int64_t value = toIndex(arguments.positional[at]);
        if (value < 0)
            value = std::max<std::int64_t>(0, value + length);
        return value;
    };
    const std::int64_t start = bound(first, 0);
    const std::int64_t stop = std::min(bound(first + 1, length), length);
    if (start > stop)
        return {{}, start, false};
    const std::size_t from = string.byteOf(static_cast<std::size_t>(start));
    const std::size_t to = string.byteOf(static_cast<std::size_t>(stop));
    return {std::string_view(string.text).substr(from, to - from), start, true};
}

/// What is looked for. Throws TypeError when it is no str.
const std::string &needleOf(const Object &object)
{
    if (!object.isString())
        throw PyError("TypeError", "must be str, not " + typeName(object));
    return object.asString();
}

std::int64_t position(const Object &self, Arguments &arguments, bool last)
{
    checkParsedCount(arguments, 1, 3);
    const Window in = window(self, arguments, 1);
    const std::string &needle = needleOf(arguments.positional[0]);
    const std::size_t at = !in.valid ? std::string_view::npos
                           : last    ? findLast(in.text, needle)
                                     : findFirst(in.text, needle);
    if (at == std::string_view::npos)
        return -1;
    return in.offset + static_cast<std::int64_t>(utf8::length(in.text.substr(0, at)));
}

Object find(Runtime &, const Object &self, Arguments &arguments)
{
    return position(self, arguments, false);
}

Object rfind(Runtime &, const Object &self, Arguments &arguments)
{
    return position(self, arguments, true);
}

Object found(std::int64_t position)
{
    if (position < 0)
        throw PyError("ValueError", "substring not found");
    return position;
}

Object indexOfText(Runtime &, const Object &self, Arguments &arguments)
{
    return found(position(self, arguments, false));
}

Object rindex(Runtime &, const Object &self, Arguments &arguments)
{
    return found(position(self, arguments, true));
}

Object countText(Runtime &, const Object &self, Arguments &arguments)
{
    checkParsedCount(arguments, 1, 3);
    const Window in = window(self, arguments, 1);
    const std::string &needle = needleOf(arguments.positional[0]);
    if (!in.valid)
        return 0;
    if (needle.empty())
        return static_cast<std::int64_t>(utf8::length(in.text)) + 1;
    std::int64_t result = 0;
    for (std::size_t at = findFirst(in.text, needle); at != std::string_view::npos;
         at = findFirst(in.text, needle, at + needle.size()))
        ++result;
    return result;
}

template<typename Matches>
Object affix(const Object &self, Arguments &arguments, const char *name, const Matches &matches)
{
    checkParsedCount(arguments, 1, 3);
    const Window in = window(self, arguments, 1);
    const Object &wanted = arguments.positional[0];
    if (wanted.isTuple()) {
        return std::any_of(wanted.items().begin(), wanted.items().end(), [&](const Object &item) {
            return in.valid && matches(in.text, std::string_view(textArgument(item, name)));
        });
    }
    if (!wanted.isString())
        throw PyError("TypeError",
                      std::string(name) + " first arg must be str or a tuple of str, not "
                          + typeName(wanted));
    return in.valid && matches(in.text, std::string_view(wanted.asString()));
}

Object startswith(Runtime &, const Object &self, Arguments &arguments)
{
    return affix(self, arguments, "startswith", [](std::string_view text, std::string_view part) {
        return text.starts_with(part);
    });
}

Object endswith(Runtime &, const Object &self, Arguments &arguments)
{
    return affix(self, arguments, "endswith", [](std::string_view text, std::string_view part) {
        return text.ends_with(part);
    });
}

void addPart(std::vector<std::string_view> &parts, std::string_view part)
{
    parts.push_back(part);
    checkItemCount(parts.size());
}

std::vector<std::string_view> splitSpace(std::string_view text, std::int64_t limit)
{
    std::vector<std::string_view> parts;
    text = stripLeft(text);
    while (!text.empty()) {
        if (limit >= 0 && static_cast<std::int64_t>(parts.size()) >= limit) {
            parts.push_back(text); // with the space at its end
            break;
        }
        std::size_t end = 0;
        while (end < text.size() && spaceLength(text, end) == 0)
            end += pointLength(text, end);
        addPart(parts, text.substr(0, end));
        text = stripLeft(text.substr(end));
    }
    return parts;
}

std::vector<std::string_view> splitSpaceRight(std::string_view text, std::int64_t limit)
{
    std::vector<std::string_view> parts = splitSpace(text, -1);
    if (limit < 0 || static_cast<std::int64_t>(parts.size()) <= limit)
        return parts;
    // What is left over keeps its spaces, but those at its end.
    const std::size_t rest = parts.size() - static_cast<std::size_t>(limit);
    const char *begin = text.data();
    const char *end = parts[rest - 1].data() + parts[rest - 1].size();
    parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(rest));
    parts.insert(parts.begin(), std::string_view(begin, static_cast<std::size_t>(end - begin)));
    return parts;
}

std::vector<std::string_view> splitBy(std::string_view text,
                                      std::string_view separator,
                                      std::int64_t limit)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    while (limit < 0 || static_cast<std::int64_t>(parts.size()) < limit) {
        const std::size_t at = findFirst(text, separator, from);
        if (at == std::string_view::npos)
            break;
        addPart(parts, text.substr(from, at - from));
        from = at + separator.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::vector<std::string_view> splitByRight(std::string_view text,
                                           std::string_view separator,
                                           std::int64_t limit)
{
    std::vector<std::string_view> parts;
    // From the end is from the begin of what is turned round.
    const std::string turned(text.rbegin(), text.rend());
    const std::string turnedSeparator(separator.rbegin(), separator.rend());
    std::size_t from = 0;
    while (limit < 0 || static_cast<std::int64_t>(parts.size()) < limit) {
        const std::size_t at = findFirst(turned, turnedSeparator, from);
        if (at == std::string_view::npos)
            break;
        addPart(parts, text.substr(text.size() - at, at - from));
        from = at + separator.size();
    }
    parts.push_back(text.substr(0, text.size() - from));
    std::reverse(parts.begin(), parts.end());
    return parts;
}

Object splitWith(const Object &self, Arguments &arguments, bool right)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"sep", "maxsplit"});
    const std::int64_t limit = parameters.integer(1, -1);
    const std::string &text = self.asString();
    if (!parameters.set(0))
        return listLike(self, right ? splitSpaceRight(text, limit) : splitSpace(text, limit));
    if (!parameters[0].isString())
        throw PyError("TypeError", "must be str or None, not " + typeName(parameters[0]));
    const std::string &separator = parameters[0].asString();
    if (separator.empty())
        throw PyError("ValueError", "empty separator");
    return listLike(self,
                    right ? splitByRight(text, separator, limit) : splitBy(text, separator, limit));
}

Object split(Runtime &, const Object &self, Arguments &arguments)
{
    return splitWith(self, arguments, false);
}

Object rsplit(Runtime &, const Object &self, Arguments &arguments)
{
    return splitWith(self, arguments, true);
}

Object splitlines(Runtime &, const Object &self, Arguments &arguments)
{
    const Parameters parameters = Parameters::ofBuiltin(arguments, {"keepends"});
    return listLike(self, splitLines(self.asString(), parameters.integer(0, 0) != 0));
}

Object partitioned(const Object &self, Arguments &arguments, bool last)
{
    checkCount(arguments, 1, 1);
    const std::string &separator = needleOf(arguments.positional[0]);
    if (separator.empty())
        throw PyError("ValueError", "empty separator");
    const std::string_view text = self.asString();
    const std::size_t at = last ? findLast(text, separator) : findFirst(text, separator);
    if (at == std::string_view::npos)
        return last ? Object::tuple({like(self, ""), like(self, ""), like(self, text)})
                    : Object::tuple({like(self, text), like(self, ""), like(self, "")});
    return Object::tuple({like(self, text.substr(0, at)),
                          like(self, separator),
                          like(self, text.substr(at + separator.size()))});
}

Object partition(Runtime &, const Object &self, Arguments &arguments)
{
    return partitioned(self, arguments, false);
}

Object rpartition(Runtime &, const Object &self, Arguments &arguments)
{
    return partitioned(self, arguments, true);
}

Object replace(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 2, 3);
    const Object to = self.isMarkup() ? escape(arguments.positional[1]) : arguments.positional[1];
    for (std::size_t i = 0; i < 2; ++i) {
        const Object &given = i == 0 ? arguments.positional[0] : to;
        if (!given.isString())
            throw PyError("TypeError",
                          "replace() argument " + std::to_string(i + 1) + " must be str, not "
                              + typeName(given));
    }
    const std::string &from = arguments.positional[0].asString();
    const std::int64_t limit = arguments.positional.size() > 2 ? toIndex(arguments.positional[2])
                                                               : -1;
    return Object::text(replaced(self.asString(), from, to.asString(), limit), self.isMarkup());
}

Object join(Runtime &runtime, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    std::string out;
    bool first = true;
    std::int64_t position = 0;
    if (!isIterable(arguments.positional[0]))
        throw PyError("TypeError", "can only join an iterable");
    Loop loop(runtime, arguments.positional[0]);
    Object item;
    for (; loop.next(item); ++position) {
        runtime.countStep();
        if (!std::exchange(first, false))
            out += self.asString();
        if (self.isMarkup())
            appendEscaped(out, item);
        else if (item.isString())
            out += item.asString();
        else
            throw PyError("TypeError",
                          "sequence item " + std::to_string(position) + ": expected str instance, "
                              + typeName(item) + " found");
        checkTextSize(out.size());
    }
    return Object::text(std::move(out), self.isMarkup());
}

Object stripWith(const Object &self, Arguments &arguments, const char *name, bool left, bool right)
{
    checkCount(arguments, 0, 1);
    std::string_view text = self.asString();
    if (arguments.positional.empty() || arguments.positional[0].isNone()) {
        text = left ? stripLeft(text) : text;
        return like(self, right ? stripRight(text) : text);
    }
    if (!arguments.positional[0].isString())
        throw PyError("TypeError", std::string(name) + " arg must be None or str");
    return like(self, stripSet(text, arguments.positional[0].asString(), left, right));
}

Object stripBoth(Runtime &, const Object &self, Arguments &arguments)
{
    return stripWith(self, arguments, "strip", true, true);
}

Object lstrip(Runtime &, const Object &self, Arguments &arguments)
{
    return stripWith(self, arguments, "lstrip", true, false);
}

Object rstrip(Runtime &, const Object &self, Arguments &arguments)
{
    return stripWith(self, arguments, "rstrip", false, true);
}

Object removeprefix(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    std::string_view text = self.asString();
    const std::string &prefix = textArgument(arguments.positional[0], "removeprefix");
    return like(self, text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

Object removesuffix(Runtime &, const Object &self, Arguments &arguments)
{
    checkCount(arguments, 1, 1);
    std::string_view text = self.asString();
    const std::string &suffix = textArgument(arguments.positional[0], "removesuffix");
    return like(self, text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text);
}

constexpr Method kSearchMethods[] = {{"find", find},
                                     {"rfind", rfind},
                                     {"index", indexOfText},
                                     {"rindex", rindex},
                                     {"count", countText},
                                     {"startswith", startswith},
                                     {"endswith", endswith},
                                     {"split", split},
                                     {"rsplit", rsplit},
                                     {"splitlines", splitlines},
                                     {"partition", partition},
                                     {"rpartition", rpartition},
                                     {"replace", replace},
                                     {"join", join},
                                     {"strip", stripBoth},
                                     {"lstrip", lstrip},
                                     {"rstrip", rstrip},
                                     {"removeprefix", removeprefix},
                                     {"removesuffix", removesuffix}};

} // namespace

std::span<const Method> stringSearchMethods()
{
    return kSearchMethods;
}

} // namespace postern::pyobject

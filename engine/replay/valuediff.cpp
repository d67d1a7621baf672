// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/valuediff.h"

#include "engine/base/json.h"
#include "engine/base/plaintext.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <cmath>

namespace postern::replay {

namespace {

using Kind = Value::Kind;

bool isNumber(const Value &value)
{
    return value.kind() == Kind::Int || value.kind() == Kind::Double
           || value.kind() == Kind::BigInt;
}

bool isNan(const Value &value)
{
    return value.isDouble() && std::isnan(value.asDouble());
}

bool isSequence(const Value &value)
{
    return value.isList() || value.kind() == Kind::Tuple;
}

bool isPlainName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
               || (c >= 'A' && c <= 'Z') || c >= 0x80U;
    });
}

std::string memberPath(const std::string &path, const Value &key)
{
    const std::string name = py::str(key);
    if (!isPlainName(name))
        return path + "[" + py::repr(key) + "]";
    return path.empty() ? name : path + "." + name;
}

/// Finds what differs, depth first.
class Finder
{
public:
    explicit Finder(std::size_t most)
        : m_most(most)
    {}

    void compare(const std::string &path, const Value &before, const Value &after)
    {
        if (m_found.size() >= m_most)
            return;
        if (before.isDict() && after.isDict())
            compareDicts(path, before.asDict(), after.asDict());
        else if (isSequence(before) && isSequence(after))
            compareLists(path, before.asList(), after.asList());
        else if (!isSameValue(before, after))
            add(path, Difference::Kind::Changed, before, after);
    }

    std::vector<Difference> take() { return std::move(m_found); }

private:
    void add(std::string path, Difference::Kind kind, const Value &before, const Value &after)
    {
        if (m_found.size() < m_most)
            m_found.push_back({std::move(path), kind, before, after});
    }

    void compareDicts(const std::string &path, const Dict &before, const Dict &after)
    {
        for (const auto &[key, value] : before) {
            if (const Value *other = after.find(key))
                compare(memberPath(path, key), value, *other);
            else
                add(memberPath(path, key), Difference::Kind::Removed, value, {});
        }
        for (const auto &[key, value] : after) {
            if (!before.find(key))
                add(memberPath(path, key), Difference::Kind::Added, {}, value);
        }
    }

    void compareLists(const std::string &path, const List &before, const List &after)
    {
        const auto itemPath = [&path](std::size_t i) {
            return path + "[" + std::to_string(i) + "]";
        };
        for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
            if (i >= after.size())
                add(itemPath(i), Difference::Kind::Removed, before[i], {});
            else if (i >= before.size())
                add(itemPath(i), Difference::Kind::Added, {}, after[i]);
            else
                compare(itemPath(i), before[i], after[i]);
        }
    }

    const std::size_t m_most;
    std::vector<Difference> m_found;
};

/// Cut at a border of a character.
std::string cut(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "...";
}

/// What stands around the first byte in which two texts differ.
std::string around(std::string_view text, std::size_t at)
{
    constexpr std::size_t kBefore = 24;
    constexpr std::size_t kLength = 80;
    std::size_t begin = at > kBefore ? at - kBefore : 0;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        --begin;
    return (begin > 0 ? "..." : "") + cut(text.substr(begin), kLength);
}

} // namespace

bool isSameValue(const Value &before, const Value &after)
{
    if (isNumber(before) && isNumber(after))
        return before == after || (isNan(before) && isNan(after));
    if (isSequence(before) && isSequence(after))
        return std::ranges::equal(before.asList(), after.asList(), isSameValue);
    if (before.kind() != after.kind())
        return false;
    if (before.isHandle())
        return before.asHandle().repr == after.asHandle().repr;
    if (!before.isDict())
        return before == after;
    const Dict &members = before.asDict();
    return members.size() == after.asDict().size()
           && std::ranges::all_of(members, [&after](const Dict::Member &member) {
                  const Value *other = after.asDict().find(member.first);
                  return other && isSameValue(member.second, *other);
              });
}

std::vector<Difference> differencesOf(const Value &before, const Value &after, std::size_t most)
{
    Finder finder(most);
    finder.compare({}, before, after);
    return finder.take();
}

std::string briefly(const Value &value, std::size_t most)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    const std::string text = value.isString() ? value.asString() : json::write(value, options);
    return toPlainText(cut(text, most), Breaks::Escape);
}

std::string inWords(const Difference &difference)
{
    const std::string path = difference.path.empty() ? "" : difference.path + ": ";
    if (difference.kind == Difference::Kind::Added)
        return path + "added " + briefly(difference.after);
    if (difference.kind == Difference::Kind::Removed)
        return path + "removed " + briefly(difference.before);
    if (!difference.before.isString() || !difference.after.isString())
        return path + briefly(difference.before) + " -> " + briefly(difference.after);
    const std::string &before = difference.before.asString();
    const std::string &after = difference.after.asString();
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1
                                             - before.begin());
    return path + "\"" + toPlainText(around(before, at), Breaks::Escape) + "\" -> \""
           + toPlainText(around(after, at), Breaks::Escape) + "\"";
}

} // namespace postern::replay

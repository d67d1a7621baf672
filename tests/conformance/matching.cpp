// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/matching.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

namespace postern::conformance {

namespace {

constexpr std::array<std::string_view, 11> kPlaceholders{"<FLOW_DIR>",
                                                         "<RUN_DIR>",
                                                         "<RUN>",
                                                         "<TMP>",
                                                         "<PF_HOME>",
                                                         "<SITE>",
                                                         "<VENV>",
                                                         "<WORK>",
                                                         "<UUID>",
                                                         "<PATH>",
                                                         "<ADDR>"};
constexpr std::string_view kTimeStamp = "<TS>";

std::string show(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    std::string text = json::write(value, options);
    if (text.size() > 200)
        text.resize(200);
    return text;
}

/// The pieces of a pattern between its placeholders.
std::vector<std::string_view> pieces(std::string_view pattern)
{
    std::vector<std::string_view> list;
    std::size_t begin = 0;
    for (std::size_t at = pattern.find('<'); at != std::string_view::npos;
         at = pattern.find('<', at + 1)) {
        for (const std::string_view placeholder : kPlaceholders) {
            if (!pattern.substr(at).starts_with(placeholder))
                continue;
            list.push_back(pattern.substr(begin, at - begin));
            begin = at + placeholder.size();
            break;
        }
        if (pattern.substr(at).starts_with(kTimeStamp)) {
            list.push_back(pattern.substr(begin, at - begin));
            begin = at + kTimeStamp.size();
        }
    }
    list.push_back(pattern.substr(begin));
    return list;
}

const Value *mark(const Value &expected, std::string_view name)
{
    return expected.isDict() ? expected.find(name) : nullptr;
}

bool isNumber(const Value &value)
{
    return value.isInt() || value.isDouble() || value.kind() == Value::Kind::BigInt;
}

void compareDicts(const Dict &expected,
                  const Dict &actual,
                  const std::string &path,
                  std::vector<std::string> &differences)
{
    for (const auto &[key, value] : expected) {
        const std::string member = path + "." + key.asString();
        if (const Value *other = actual.find(key))
            compare(value, *other, member, differences);
        else
            differences.push_back(member + ": missing (expected " + show(value) + ")");
    }
    for (const auto &[key, value] : actual) {
        if (!expected.find(key))
            differences.push_back(path + "." + show(key) + ": unexpected " + show(value));
    }
}

void compareLists(const List &expected,
                  const List &actual,
                  const std::string &path,
                  std::vector<std::string> &differences)
{
    if (expected.size() != actual.size())
        differences.push_back(path + ": length " + std::to_string(expected.size())
                              + " != " + std::to_string(actual.size()));
    for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i)
        compare(expected[i], actual[i], path + "[" + std::to_string(i) + "]", differences);
}

bool sameScalar(const Value &expected, const Value &actual)
{
    if (expected.isBool() || actual.isBool())
        return expected.isBool() && actual.isBool() && expected == actual;
    if (isNumber(expected) && isNumber(actual))
        return expected == actual;
    if (expected.isString() && actual.isString())
        return matchesText(expected.asString(), actual.asString());
    if (expected.isString() && actual.isHandle()) // a record shows an object by its repr
        return matchesText(expected.asString(), actual.asHandle().repr);
    return expected.kind() == actual.kind() && expected == actual;
}

bool sameFloat(const std::string &name, const Value &actual)
{
    if (!actual.isDouble())
        return false;
    const double value = actual.asDouble();
    if (name == "nan")
        return std::isnan(value);
    return std::isinf(value) && (value > 0) == (name == "inf");
}

} // namespace

bool matchesText(std::string_view pattern, std::string_view text)
{
    const std::vector<std::string_view> parts = pieces(pattern);
    if (parts.size() == 1)
        return pattern == text;
    if (!text.starts_with(parts.front()) || !text.ends_with(parts.back())
        || text.size() < parts.front().size() + parts.back().size())
        return false;
    text.remove_prefix(parts.front().size());
    text.remove_suffix(parts.back().size());
    for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
        const std::size_t at = text.find(parts[i]);
        if (at == std::string_view::npos)
            return false;
        text.remove_prefix(at + parts[i].size());
    }
    return true;
}

void compare(const Value &expected,
             const Value &actual,
             const std::string &path,
             std::vector<std::string> &differences)
{
    if (const Value *nondet = mark(expected, "$nondet"); nondet && nondet->truthy())
        return;
    bool same = false;
    if (const Value *number = mark(expected, "$float")) {
        same = sameFloat(number->asString(), actual);
    } else if (const Value *repr = mark(expected, "$repr")) {
        same = !actual.isJson() && matchesText(repr->asString(), py::repr(actual));
    } else if (expected.isDict() && actual.isDict()) {
        compareDicts(expected.asDict(), actual.asDict(), path, differences);
        same = true;
    } else if (expected.isList() && (actual.isList() || actual.kind() == Value::Kind::Tuple)) {
        compareLists(expected.asList(), actual.asList(), path, differences);
        same = true;
    } else {
        same = sameScalar(expected, actual);
    }
    if (!same)
        differences.push_back(path + ": " + show(expected) + " != " + show(actual));
}

} // namespace postern::conformance

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/requestmatch.h"

#include "engine/base/log.h"

#include <algorithm>

namespace postern::replay {

namespace {

constexpr std::string_view kHidden = "******";

/// "******" among what was recorded is a secret, which may be another now.
bool isSameText(std::string_view recorded, std::string_view asked)
{
    if (recorded == asked)
        return true;
    std::size_t at = recorded.find(kHidden);
    if (at == std::string_view::npos || !asked.starts_with(recorded.substr(0, at)))
        return false;
    asked.remove_prefix(at);
    recorded.remove_prefix(at + kHidden.size());
    while ((at = recorded.find(kHidden)) != std::string_view::npos) {
        const std::string_view part = recorded.substr(0, at);
        const std::size_t found = asked.find(part);
        if (found == std::string_view::npos)
            return false;
        asked.remove_prefix(found + part.size());
        recorded.remove_prefix(at + kHidden.size());
    }
    return asked.ends_with(recorded);
}

bool isSameAsked(const Value &recorded, const Value &asked)
{
    if (recorded.isString() && asked.isString())
        return isSameText(recorded.asString(), asked.asString());
    if (recorded.isList() && asked.isList())
        return std::ranges::equal(recorded.asList(), asked.asList(), isSameAsked);
    if (!recorded.isDict() || !asked.isDict())
        return isSameValue(recorded, asked);
    const Dict &members = recorded.asDict();
    return members.size() == asked.asDict().size()
           && std::ranges::all_of(members, [&asked](const Dict::Member &member) {
                  const Value *other = asked.asDict().find(member.first);
                  return other && isSameAsked(member.second, *other);
              });
}

bool isSameBody(const Body &recorded, const Body &asked)
{
    if (recorded.isJson != asked.isJson)
        return false;
    return recorded.isJson ? isSameAsked(recorded.json, asked.json)
                           : isSameText(recorded.text, asked.text);
}

bool isTailOf(std::string_view tail, std::string_view path)
{
    return path.ends_with(tail) && tail.starts_with('/');
}

/// The endpoint of a connection that is made up has no path of its own.
bool isSameTarget(std::string_view recorded, std::string_view asked)
{
    const std::size_t left = recorded.find('?');
    const std::size_t right = asked.find('?');
    const auto queryOf = [](std::string_view target, std::size_t at) {
        return at == std::string_view::npos ? std::string_view() : target.substr(at);
    };
    if (!isSameText(queryOf(recorded, left), queryOf(asked, right)))
        return false;
    const std::string_view recordedPath = recorded.substr(0, left);
    const std::string_view askedPath = asked.substr(0, right);
    return recordedPath == askedPath || isTailOf(askedPath, recordedPath)
           || isTailOf(recordedPath, askedPath);
}

Value valueOf(const Body &body)
{
    return body.isJson ? body.json : Value(body.text);
}

} // namespace

AskedRequest AskedRequest::of(const http::Request &request)
{
    AskedRequest asked;
    asked.node = request.watch ? request.watch->asker : std::string();
    asked.method = request.method;
    const std::size_t scheme = request.url.find("://");
    const std::size_t path = request.url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    asked.target = path == std::string::npos ? "/" : request.url.substr(path);
    asked.target = log::redact(withoutKeys(asked.target.substr(0, asked.target.find('#'))));
    asked.body = Body::of(request.body);
    if (asked.body.isJson)
        asked.body.json = log::redact(asked.body.json);
    else
        asked.body.text = log::redact(asked.body.text);
    return asked;
}

bool isSameRequest(const Recording &recorded, const AskedRequest &asked)
{
    return recorded.method == asked.method && isSameTarget(recorded.target, asked.target)
           && isSameBody(recorded.request, asked.body);
}

std::vector<Difference> requestDifferences(const Recording &recorded, const AskedRequest &asked)
{
    std::vector<Difference> found;
    if (recorded.method != asked.method)
        found.push_back(
            {"method", Difference::Kind::Changed, Value(recorded.method), Value(asked.method)});
    if (!isSameTarget(recorded.target, asked.target))
        found.push_back(
            {"target", Difference::Kind::Changed, Value(recorded.target), Value(asked.target)});
    if (isSameBody(recorded.request, asked.body))
        return found;
    for (Difference &difference : differencesOf(valueOf(recorded.request), valueOf(asked.body))) {
        const bool isHidden = difference.kind == Difference::Kind::Changed
                              && isSameAsked(difference.before, difference.after);
        if (!isHidden)
            found.push_back(std::move(difference));
    }
    return found;
}

} // namespace postern::replay

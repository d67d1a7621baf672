// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/blobaccess.h"

#include "engine/base/base64.h"
#include "engine/cloud/crypto.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <map>
#include <set>

namespace postern::cloud {

namespace {

/// The key's bytes: a key that is no base64 is taken as it is.
std::string keyBytes(const std::string &key)
{
    return fromBase64(key).value_or(key);
}

std::string signedWith(const std::string &key, const std::string &text)
{
    return toBase64(signature(keyBytes(key), text));
}

/// The service's headers, sorted, and what is asked for.
std::string canonicalPart(const Question &question)
{
    std::map<std::string, std::string> headers;
    for (const auto &[name, value] : question.headers) {
        const std::string lower = simulator::lowered(name);
        if (lower.starts_with("x-ms-"))
            headers[lower] = simulator::trimmed(value);
    }
    std::string text;
    for (const auto &[name, value] : headers)
        text.append(name).append(":").append(value).append("\n");
    const std::string path = question.target.substr(0, question.target.find('?'));
    text += '/' + std::string(question.segment(0)) + path;
    std::map<std::string, std::set<std::string>> parameters;
    for (const auto &[name, value] : question.query)
        parameters[simulator::lowered(name)].insert(value);
    for (const auto &[name, values] : parameters) {
        text += '\n' + name + ':';
        for (const std::string &value : values)
            text += (value == *values.begin() ? "" : ",") + value;
    }
    return text;
}

} // namespace

bool isSharedKeyValid(const Question &question, const std::string &key)
{
    constexpr std::string_view kScheme = "SharedKey ";
    const std::string_view given = question.header("authorization");
    const std::size_t colon = given.rfind(':');
    if (!given.starts_with(kScheme) || colon == std::string_view::npos)
        return false;
    std::string text = question.method + '\n';
    for (const char *name : {"content-encoding",
                             "content-language",
                             "content-length",
                             "content-md5",
                             "content-type",
                             "date",
                             "if-modified-since",
                             "if-match",
                             "if-none-match",
                             "if-unmodified-since",
                             "range"}) {
        std::string value(question.header(name));
        if (std::string_view(name) == "content-length" && value == "0")
            value.clear();
        if (std::string_view(name) == "date" && !question.header("x-ms-date").empty())
            value.clear();
        text += value + '\n';
    }
    return isSame(signedWith(key, text + canonicalPart(question)), given.substr(colon + 1));
}

SharedAccess sharedAccess(const Question &question, const std::string &key, std::int64_t now)
{
    SharedAccess access;
    const auto value = [&](std::string_view name) { return std::string(question.parameter(name)); };
    access.isGiven = !value("sig").empty();
    if (!access.isGiven)
        return access;
    const std::string account(question.segment(0));
    std::string text;
    if (!value("ss").empty()) {
        text = account + '\n';
        for (const char *name : {"sp", "ss", "srt", "st", "se", "sip", "spr", "sv", "ses"})
            text += value(name) + '\n';
    } else {
        std::string resource = "/blob/" + account + '/' + std::string(question.segment(1));
        for (std::size_t i = 2; value("sr") == "b" && i < question.segments.size(); ++i)
            resource += '/' + question.segments[i];
        text = value("sp") + '\n' + value("st") + '\n' + value("se") + '\n' + resource;
        for (const char *name :
             {"si", "sip", "spr", "sv", "sr", "snapshot", "ses", "rscc", "rscd", "rsce", "rscl", "rsct"})
            text += '\n' + value(name);
    }
    access.isValid = isSame(signedWith(key, text), value("sig"));
    access.permissions = value("sp");
    // Both are ISO 8601 in UTC, which sorts as text.
    const std::string present = isoTime(now);
    access.isExpired = value("se") < present || value("st") > present;
    return access;
}

} // namespace postern::cloud

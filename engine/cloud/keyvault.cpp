// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/keyvault.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/cloud/crypto.h"
#include "engine/simulator/wire.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace postern::cloud {

namespace {

constexpr std::size_t kLongestName = 127;
constexpr std::size_t kLongestValue = 25UL * 1024;
constexpr std::size_t kMostSecrets = 10'000;
constexpr std::int64_t kRecoverableDays = 90;
constexpr std::int64_t kDay = 86'400;

bool isSecretName(std::string_view name)
{
    const auto fits = [](unsigned char c) { return std::isalnum(c) || c == '-'; };
    return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, fits);
}

std::string newVersion()
{
    std::string id = uuid();
    std::erase(id, '-');
    return id;
}

Failure notFound(std::string_view name)
{
    return {404,
            "SecretNotFound",
            fmt::format("A secret with (name/id) {} was not found in this key vault. If you "
                        "recently deleted this secret you may be able to recover it using the "
                        "correct recovery command. For help resolving this issue, please see "
                        "https://go.microsoft.com/fwlink/?linkid=2125182",
                        name)};
}

} // namespace

void KeyVault::readAttributes(const Value &body, Version &version)
{
    if (body.find("contentType"))
        version.contentType = textOf(body, "contentType");
    if (const Value *tags = body.find("tags"); tags && tags->isDict())
        version.tags = *tags;
    const Value *attributes = body.find("attributes");
    if (!attributes || !attributes->isDict())
        return;
    version.enabled = flagOf(*attributes, "enabled", version.enabled);
    version.notBefore = numberOf(*attributes, "nbf", version.notBefore);
    version.expires = numberOf(*attributes, "exp", version.expires);
}

Dict KeyVault::bundle(const std::string &base, const std::string &name, const Version &version)
{
    Dict attributes{{"enabled", version.enabled}};
    if (version.notBefore > 0)
        attributes.append("nbf", version.notBefore);
    if (version.expires > 0)
        attributes.append("exp", version.expires);
    attributes.append("created", version.created);
    attributes.append("updated", version.updated);
    attributes.append("recoveryLevel", "Recoverable+Purgeable");
    attributes.append("recoverableDays", kRecoverableDays);
    Dict bundle{{"id", base + "/secrets/" + name + "/" + version.id},
                {"attributes", std::move(attributes)}};
    if (!version.contentType.empty())
        bundle.append("contentType", version.contentType);
    if (version.tags.isDict())
        bundle.append("tags", version.tags);
    return bundle;
}

Dict KeyVault::deletedBundle(const std::string &base,
                             const std::string &name,
                             const Version &version,
                             std::int64_t now)
{
    Dict deleted = bundle(base, name, version);
    deleted.append("recoveryId", base + "/deletedsecrets/" + name);
    deleted.append("deletedDate", now);
    deleted.append("scheduledPurgeDate", now + kRecoverableDays * kDay);
    return deleted;
}

void KeyVault::put(const std::string &name, const std::string &value, std::int64_t now)
{
    Version version;
    version.id = newVersion();
    version.value = value;
    version.created = version.updated = now;
    m_secrets[name].push_back(std::move(version));
}

KeyVault::Version &KeyVault::versionOf(std::string_view name, std::string_view version)
{
    const auto secret = m_secrets.find(name);
    if (secret == m_secrets.end())
        throw notFound(name);
    if (version.empty())
        return secret->second.back();
    const auto found = std::ranges::find(secret->second, version, &Version::id);
    if (found == secret->second.end())
        throw notFound(fmt::format("{}/{}", name, version));
    return *found;
}

Answer KeyVault::set(const Question &question, std::int64_t now)
{
    const std::string name(question.segment(1));
    const Value body = readBody(question);
    const Value *value = body.find("value");
    if (!isSecretName(name) || !value || !value->isString()
        || value->asString().size() > kLongestValue) {
        throw Failure{400, "BadParameter", "The request URI or body has an invalid name or value."};
    }
    if (m_deleted.contains(name)) {
        throw Failure{409,
                      "Conflict",
                      "Secret " + name
                          + " is currently in a deleted but recoverable state, and its name cannot "
                            "be reused; in this state, the secret can only be recovered or purged.",
                      "ObjectIsDeletedButRecoverable"};
    }
    if (m_secrets.size() >= kMostSecrets)
        throw Failure{403, "Forbidden", "The vault holds too many secrets."};
    put(name, value->asString(), now);
    Version &version = m_secrets[name].back();
    readAttributes(body, version);
    Dict result = bundle(question.base, name, version);
    result.append("value", version.value);
    return json(200, result);
}

Answer KeyVault::get(const Question &question)
{
    const std::string name(question.segment(1));
    const Version &version = versionOf(name, question.segment(2));
    if (!version.enabled) {
        throw Failure{403,
                      "Forbidden",
                      "Operation get is not allowed on a disabled secret.",
                      "SecretDisabled"};
    }
    Dict result = bundle(question.base, name, version);
    result.append("value", version.value);
    return json(200, result);
}

Answer KeyVault::update(const Question &question, std::int64_t now)
{
    const std::string name(question.segment(1));
    Version &version = versionOf(name, question.segment(2));
    readAttributes(readBody(question), version);
    version.updated = now;
    return json(200, bundle(question.base, name, version));
}

Answer KeyVault::list(const Question &question) const
{
    constexpr std::size_t kSecretPage = 25;
    List items;
    if (question.segments.size() == 3) {
        const auto secret = m_secrets.find(question.segment(1));
        if (secret == m_secrets.end())
            throw notFound(question.segment(1));
        for (const Version &version : secret->second)
            items.emplace_back(bundle(question.base, secret->first, version));
    } else {
        for (const auto &[name, versions] : m_secrets) {
            Dict item = bundle(question.base, name, versions.back());
            item.set("id", question.base + "/secrets/" + name);
            items.emplace_back(std::move(item));
        }
    }
    const auto number = [&](std::string_view parameter, std::size_t fallback) {
        const std::string_view text = question.parameter(parameter);
        std::size_t value = fallback;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    const std::size_t skip = std::min(number("$skiptoken", 0), items.size());
    const std::size_t page = std::clamp<std::size_t>(number("maxresults", kSecretPage),
                                                     1,
                                                     kSecretPage);
    const std::size_t end = std::min(items.size(), skip + page);
    const auto at = [&](std::size_t index) {
        return items.begin() + static_cast<std::ptrdiff_t>(index);
    };
    Value next;
    if (end < items.size()) {
        next = fmt::format("{}{}?api-version={}&$skiptoken={}&maxresults={}",
                           question.base,
                           question.path,
                           question.parameter("api-version"),
                           end,
                           page);
    }
    return json(200, Dict{{"value", List(at(skip), at(end))}, {"nextLink", next}});
}

Answer KeyVault::remove(const Question &question, std::int64_t now)
{
    const std::string name(question.segment(1));
    const Version version = versionOf(name, {});
    m_deleted[name] = std::move(m_secrets[name]);
    m_secrets.erase(name);
    return json(200, deletedBundle(question.base, name, version, now));
}

Answer KeyVault::deleted(const Question &question, std::int64_t now)
{
    if (question.segments.size() == 1) {
        List items;
        for (const auto &[name, versions] : m_deleted)
            items.emplace_back(deletedBundle(question.base, name, versions.back(), now));
        return json(200, Dict{{"value", std::move(items)}, {"nextLink", nullptr}});
    }
    const std::string name(question.segment(1));
    const auto found = m_deleted.find(name);
    if (found == m_deleted.end())
        throw notFound(name);
    const Version version = found->second.back();
    if (question.method == "GET")
        return json(200, deletedBundle(question.base, name, version, now));
    if (question.method == "DELETE") {
        m_deleted.erase(found);
        return empty(204);
    }
    m_secrets[name] = std::move(found->second);
    m_deleted.erase(found);
    return json(200, bundle(question.base, name, version));
}

Answer KeyVault::secrets(const Question &question, std::int64_t now)
{
    const std::string_view last = question.segment(question.segments.size() - 1);
    const std::string &method = question.method;
    if (method == "POST" && last == "backup") {
        const Version &version = versionOf(question.segment(1), {});
        const Dict kept{{"name", question.segment(1)}, {"value", version.value}};
        return json(200, Dict{{"value", toBase64Url(simulator::toJson(kept))}});
    }
    if (method == "POST" && last == "restore") {
        const auto text = fromBase64Url(textOf(readBody(question), "value"));
        Question restored = question;
        restored.body = text.value_or("");
        restored.segments = {"secrets", textOf(readBody(restored), "name")};
        return set(restored, now);
    }
    if (method == "GET" && (question.segments.size() == 1 || last == "versions"))
        return list(question);
    if (method == "GET")
        return get(question);
    if (method == "PUT")
        return set(question, now);
    if (method == "PATCH")
        return update(question, now);
    if (method == "DELETE")
        return remove(question, now);
    throw Failure{405, "MethodNotAllowed", "The method is not allowed."};
}

Answer KeyVault::answer(const Question &question, std::int64_t now)
{
    if (question.parameter("api-version").empty())
        throw Failure{400, "BadParameter", "The request URI is missing the api-version parameter."};
    if (question.segment(0) == "deletedsecrets")
        return deleted(question, now);
    return secrets(question, now);
}

} // namespace postern::cloud

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/arm.h"

#include "engine/cloud/crypto.h"
#include "engine/simulator/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostResources = 10'000;
constexpr std::size_t kArmPage = 50;

std::string keyOfPath(const Question &question)
{
    std::string path = simulator::lowered(question.path);
    while (path.ends_with('/'))
        path.pop_back();
    return path;
}

Failure resourceMissing(const Question &question)
{
    return {404,
            "ResourceNotFound",
            "The Resource '" + question.path
                + "' was not found. For more details please go to "
                  "https://aka.ms/ARMResourceNotFoundFix"};
}

/// "Microsoft.CognitiveServices/accounts/deployments" of a resource's path.
std::string typeOf(const Question &question)
{
    std::string type;
    const auto providers = std::ranges::find(question.segments, "providers");
    if (providers == question.segments.end() || providers + 1 == question.segments.end())
        return "Microsoft.Resources/resources";
    type = *(providers + 1);
    for (auto at = providers + 2; at < question.segments.end(); at += 2)
        type += '/' + *at;
    return type;
}

Dict deploymentValue(const Question &question,
                     const std::string &account,
                     const std::string &name,
                     const SimulatedDeployment &deployment)
{
    constexpr std::int64_t kTokensOfUnit = 1000;
    const std::int64_t capacity = std::max<std::int64_t>(1,
                                                         deployment.tokensPerMinute / kTokensOfUnit);
    const Dict model{{"format", "OpenAI"},
                     {"name", deployment.model.empty() ? name : deployment.model},
                     {"version", deployment.version}};
    static_cast<void>(question);
    return Dict{{"id", account + "/deployments/" + name},
                {"name", name},
                {"type", "Microsoft.CognitiveServices/accounts/deployments"},
                {"sku", Dict{{"name", "Standard"}, {"capacity", capacity}}},
                {"properties", Dict{{"model", model}, {"provisioningState", "Succeeded"}}}};
}

/// A workspace's connection to one of the simulated services.
Dict connectionValue(const Question &question, const char *name, const char *category)
{
    Dict metadata;
    const bool isOpenAi = std::string_view(category) == "AzureOpenAI";
    if (isOpenAi) {
        metadata.append("ApiType", "azure");
        metadata.append("ApiVersion", "2024-10-21");
    }
    if (std::string_view(category) == "CognitiveSearch")
        metadata.append("ApiVersion", "2024-07-01");
    if (std::string_view(category) == "CognitiveService")
        metadata.append("Kind",
                        std::string_view(name) == "documents" ? "Form Recognizer"
                                                              : "Content Safety");
    std::string path = question.path;
    path.resize(path.find("/connections"));
    return Dict{{"id", path + "/connections/" + name},
                {"name", name},
                {"type", "Microsoft.MachineLearningServices/workspaces/connections"},
                {"properties",
                 Dict{{"authType", "ApiKey"},
                      {"category", category},
                      {"target", question.base + "/"},
                      {"credentials", nullptr},
                      {"metadata", std::move(metadata)},
                      {"isSharedToAll", true}}}};
}

constexpr std::array kConnections{std::pair{"openai", "AzureOpenAI"},
                                  std::pair{"search", "CognitiveSearch"},
                                  std::pair{"safety", "CognitiveService"},
                                  std::pair{"documents", "CognitiveService"}};

} // namespace

Answer Arm::listOf(const Question &question, List items) const
{
    const std::string_view token = question.parameter("$skiptoken");
    std::size_t skip = 0;
    std::from_chars(token.data(), token.data() + token.size(), skip);
    skip = std::min(skip, items.size());
    const std::size_t end = std::min(items.size(), skip + kArmPage);
    const auto at = [&](std::size_t index) {
        return items.begin() + static_cast<std::ptrdiff_t>(index);
    };
    Dict body{{"value", List(at(skip), at(end))}};
    if (end < items.size()) {
        body.append("nextLink",
                    fmt::format("{}{}?api-version={}&%24skiptoken={}",
                                question.base,
                                question.path,
                                question.parameter("api-version"),
                                end));
    }
    return json(200, body);
}

/// A resource that is made while its operation is asked for.
Answer Arm::begun(const Question &question, Dict resource)
{
    const std::string id = uuid();
    m_operations[id] = {keyOfPath(question), 1};
    const std::string location = fmt::format("{}/subscriptions/{}/providers/"
                                             "Microsoft.Simulator/locations/simulator/operations/{}"
                                             "?api-version={}",
                                             question.base,
                                             question.segment(1),
                                             id,
                                             question.parameter("api-version"));
    const Value shown(std::move(resource));
    m_resources[keyOfPath(question)] = shown;
    return json(201,
                shown,
                {{"Azure-AsyncOperation", location},
                 {"x-ms-async-operation-timeout", "PT1H"},
                 {"Retry-After", "1"}});
}

Answer Arm::operation(const Question &question, std::int64_t now)
{
    const std::string id(question.segments.back());
    const auto found = m_operations.find(id);
    if (found == m_operations.end())
        throw resourceMissing(question);
    const bool isRunning = found->second.pollsLeft-- > 0;
    Dict body{{"id", question.path},
              {"name", id},
              {"status", isRunning ? "InProgress" : "Succeeded"},
              {"startTime", isoTime(now)}};
    if (isRunning)
        return json(200, body, {{"Retry-After", "1"}});
    found->second.pollsLeft = 0;
    body.append("endTime", isoTime(now));
    const auto resource = m_resources.find(found->second.resource);
    if (resource != m_resources.end()) {
        Dict finished = resource->second.asDict();
        const Value *properties = finished.find("properties");
        Dict done = properties && properties->isDict() ? properties->asDict() : Dict();
        done.set("provisioningState", "Succeeded");
        finished.set("properties", std::move(done));
        resource->second = Value(std::move(finished));
    }
    return json(200, body);
}

Answer Arm::put(const Question &question)
{
    const Value body = readBody(question);
    if (m_resources.size() >= kMostResources)
        throw Failure{409, "QuotaExceeded", "The simulator holds too many resources."};
    Dict resource{{"id", question.path},
                  {"name", question.segments.back()},
                  {"type", typeOf(question)}};
    for (const auto &[key, value] : body.asDict())
        resource.set(key, value);
    const Value *given = body.find("properties");
    Dict properties = given && given->isDict() ? given->asDict() : Dict();
    const bool isConnection = typeOf(question).ends_with("/connections");
    if (!isConnection)
        properties.set("provisioningState", "Creating");
    resource.set("properties", std::move(properties));
    if (!isConnection)
        return begun(question, std::move(resource));
    m_resources[keyOfPath(question)] = Value(resource);
    return json(200, resource);
}

Answer Arm::get(const Question &question) const
{
    const std::string path = keyOfPath(question);
    if (const auto found = m_resources.find(path); found != m_resources.end())
        return json(200, found->second);
    List items;
    for (auto at = m_resources.lower_bound(path + '/'); at != m_resources.end(); ++at) {
        if (!at->first.starts_with(path + '/'))
            break;
        if (at->first.find('/', path.size() + 1) == std::string::npos)
            items.push_back(at->second);
    }
    // Collections stand at odd places: .../providers/Microsoft.X/accounts.
    const auto providers = std::ranges::find(question.segments, "providers");
    const auto after = question.segments.end() - providers;
    const bool isCollection = providers == question.segments.end() || after % 2 == 1;
    if (!isCollection)
        throw resourceMissing(question);
    return listOf(question, std::move(items));
}

Answer Arm::remove(const Question &question)
{
    return empty(m_resources.erase(keyOfPath(question)) > 0 ? 200 : 204);
}

Answer Arm::deployments(const Question &question, const std::string &name)
{
    std::string account = question.path;
    account.resize(account.find("/deployments"));
    if (name.empty()) {
        List items;
        for (const auto &[each, deployment] : m_deployments)
            items.emplace_back(deploymentValue(question, account, each, deployment));
        return listOf(question, std::move(items));
    }
    const auto found = m_deployments.find(name);
    if (question.method == "GET") {
        if (found == m_deployments.end())
            throw Failure{404, "DeploymentNotFound", "Resource not found."};
        Dict shown = deploymentValue(question, account, name, found->second);
        const auto begun = m_resources.find(keyOfPath(question));
        if (begun != m_resources.end())
            shown.set("properties", *begun->second.find("properties"));
        return json(200, shown);
    }
    if (question.method == "DELETE") {
        const bool isThere = m_deployments.erase(name) > 0;
        m_resources.erase(keyOfPath(question));
        return empty(isThere ? 200 : 204);
    }
    if (question.method != "PUT")
        throw Failure{405, "MethodNotAllowed", "The method is not allowed."};
    const Value body = readBody(question);
    const Value *properties = body.find("properties");
    const Value *model = properties ? properties->find("model") : nullptr;
    if (!model || textOf(*model, "name").empty())
        throw Failure{400, "InvalidRequestContent", "The model of the deployment is missing."};
    const Value *sku = body.find("sku");
    constexpr std::int64_t kTokensOfUnit = 1000;
    SimulatedDeployment made{textOf(*model, "name"), textOf(*model, "version")};
    made.tokensPerMinute = sku ? numberOf(*sku, "capacity", 0) * kTokensOfUnit : 0;
    m_deployments[name] = made;
    Dict shown = deploymentValue(question, account, name, made);
    Dict creating = shown.find("properties")->asDict();
    creating.set("provisioningState", "Creating");
    shown.set("properties", std::move(creating));
    return begun(question, std::move(shown));
}

Answer Arm::connections(const Question &question)
{
    const std::string name = question.path.ends_with("/connections") ? std::string()
                                                                     : question.segments.back();
    const auto hidden = [](const Value &connection) {
        Dict shown = connection.asDict();
        Dict properties = shown.find("properties")->asDict();
        properties.set("credentials", nullptr);
        shown.set("properties", std::move(properties));
        return Value(std::move(shown));
    };
    if (question.method == "PUT") {
        static_cast<void>(put(question));
        return json(200, hidden(m_resources.at(keyOfPath(question))));
    }
    if (question.method == "DELETE")
        return remove(question);
    List all;
    for (const auto &[each, category] : kConnections)
        all.emplace_back(connectionValue(question, each, category));
    const std::string folder = simulator::lowered(
                                   question.path.substr(0, question.path.find("/connections")))
                               + "/connections/";
    for (const auto &[path, resource] : m_resources) {
        if (path.starts_with(folder))
            all.push_back(hidden(resource));
    }
    if (name.empty())
        return listOf(question, std::move(all));
    for (const Value &connection : all) {
        if (textOf(connection, "name") == name)
            return json(200, connection);
    }
    throw Failure{404, "UserError", "Connection " + name + " can't be found in this workspace"};
}

Answer Arm::connectionSecrets(const Question &question)
{
    Question asked = question;
    asked.segments.pop_back();
    asked.path.resize(asked.path.rfind('/'));
    const auto stored = m_resources.find(keyOfPath(asked));
    if (stored != m_resources.end())
        return json(200, stored->second);
    asked.method = "GET";
    asked.body = connections(asked).body();
    Dict connection = readBody(asked).asDict();
    Dict properties = connection.find("properties")->asDict();
    properties.set("credentials", Dict{{"key", m_keys.first}});
    connection.set("properties", std::move(properties));
    return json(200, connection);
}

Answer Arm::keys(const Question &question, std::string_view action)
{
    if (action == "regeneratekey" || action == "regenerateadminkey") {
        std::string which = action == "regeneratekey" ? textOf(readBody(question), "keyName")
                                                      : question.segments.back();
        which = simulator::lowered(which);
        const bool isSecond = which == "key2" || which == "secondary";
        if (!isSecond && which != "key1" && which != "primary")
            throw Failure{400, "InvalidKeyName", "The key name must be Key1 or Key2."};
        std::string made = uuid();
        std::erase(made, '-');
        (isSecond ? m_keys.second : m_keys.first) = std::move(made);
    }
    if (typeOf(question).starts_with("Microsoft.Search/"))
        return json(200, Dict{{"primaryKey", m_keys.first}, {"secondaryKey", m_keys.second}});
    if (typeOf(question).starts_with("Microsoft.Storage/")) {
        const auto key = [](const char *name, const std::string &value) {
            return Value(Dict{{"keyName", name}, {"value", value}, {"permissions", "FULL"}});
        };
        return json(200,
                    Dict{{"keys", List{key("key1", m_keys.first), key("key2", m_keys.second)}}});
    }
    return json(200, Dict{{"key1", m_keys.first}, {"key2", m_keys.second}});
}

Answer Arm::answer(const Question &question, std::int64_t now)
{
    if (question.parameter("api-version").empty()) {
        throw Failure{400,
                      "MissingApiVersionParameter",
                      "The api-version query parameter (?api-version=) is required for all "
                      "requests."};
    }
    const std::string path = keyOfPath(question);
    const std::string last = path.substr(path.rfind('/') + 1);
    if (path.find("/microsoft.simulator/locations/") != std::string::npos)
        return operation(question, now);
    if (question.method == "POST") {
        if (last == "listsecrets")
            return connectionSecrets(question);
        const bool isAdminKey = path.find("/regenerateadminkey/") != std::string::npos;
        if (last == "listkeys" || last == "listadminkeys" || last == "regeneratekey" || isAdminKey)
            return keys(question, isAdminKey ? "regenerateadminkey" : std::string_view(last));
        throw resourceMissing(question);
    }
    if (path.find("/workspaces/") != std::string::npos
        && path.find("/connections") != std::string::npos)
        return connections(question);
    const std::size_t deployments = path.find("/deployments");
    const bool isAccount = path.find("/microsoft.cognitiveservices/accounts/") != std::string::npos;
    if (isAccount && deployments != std::string::npos) {
        const bool isList = path.ends_with("/deployments");
        return this->deployments(question, isList ? std::string() : question.segments.back());
    }
    if (question.method == "PUT")
        return put(question);
    return question.method == "DELETE" ? remove(question) : get(question);
}

} // namespace postern::cloud

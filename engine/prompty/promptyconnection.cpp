// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/connection/connectionfields.h"
#include "engine/flow/promptymodel.h"
#include "engine/prompty/prompty.h"
#include "engine/prompty/references.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::prompty {

namespace {

/// A setting that says nothing of how the model is reached: an empty one, or the model's name.
bool namesNoAccess(const Dict::Member &member)
{
    return !member.second.truthy()
           || (member.first.isString() && flow::isModelName(member.first.asString()));
}

/// How a model is reached, from the prompty's configuration or, where that says nothing of it,
/// from the usual variables.
class Access
{
public:
    Access(const Prompty &prompty, const connection::Environment &environment)
        : m_prompty(prompty)
        , m_environment(environment)
        , m_isSilent(std::ranges::all_of(prompty.configuration, namesNoAccess))
    {}

    bool isSilent() const { return m_isSilent; }

    std::string own(const char *field) const
    {
        const Value *value = m_prompty.configuration.find(std::string_view(field));
        return value && !value->isNull() ? resolved(field, py::str(*value)) : std::string();
    }

    /// The field, or the first variable that is set.
    std::string take(const char *field, std::initializer_list<const char *> variables) const
    {
        if (!m_isSilent)
            return own(field);
        for (const char *name : variables) {
            if (const auto value = variableOf(m_environment, name); value && !value->empty())
                return *value;
        }
        return {};
    }

    /// As take(), for what may be left out: a variable that isn't set counts as nothing.
    std::string takeIfSet(const char *field, std::initializer_list<const char *> variables) const
    {
        try {
            return take(field, variables);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::ConnectionMissing)
                throw;
            return {};
        }
    }

    /// For a model of which nothing is known but its name.
    Error variablesMissing(const Message &variables,
                           const std::string &python,
                           const Message &fields) const
    {
        Error error(ErrorCode::ConnectionMissing,
                    tr("Nothing says how to reach the model of prompty '%1': its configuration "
                       "names neither a connection nor %2, and %3.",
                       m_prompty.name,
                       fields,
                       variables),
                    tr("Name a connection below model.configuration (connection: NAME), write %1 "
                       "there, or set the variables.",
                       fields),
                    m_prompty.modelPlace);
        return std::move(error).as({"UserError",
                                    "CoreError",
                                    "RequiredEnvironmentVariablesNotSetError"},
                                   "Required environment variables " + python + " not set.");
    }

    Error keyMissing(bool isAzure) const
    {
        const std::string name = isAzure ? "AZURE_OPENAI_API_KEY" : "OPENAI_API_KEY";
        return {ErrorCode::ConnectionFailed,
                isAzure
                    ? tr("The configuration of the model of prompty '%1' has no api_key. Without "
                         "a key prompt flow takes a Microsoft Entra token, which isn't "
                         "available yet.",
                         m_prompty.name)
                    : tr("The configuration of the model of prompty '%1' has no api_key.",
                         m_prompty.name),
                tr("Write api_key below model.configuration, say ${env:%1}, or name a connection "
                   "there instead of the endpoint.",
                   name),
                m_prompty.modelPlace};
    }

    Error endpointMissing() const
    {
        return {ErrorCode::ConnectionFailed,
                tr("The configuration of the model of prompty '%1' has no azure_endpoint.",
                   m_prompty.name),
                tr("Write azure_endpoint below model.configuration, the address of the resource."),
                m_prompty.modelPlace};
    }

private:
    /// Refuses what is still a reference to a variable: it would be taken for an address or a key.
    std::string resolved(const char *field, std::string text) const
    {
        const std::size_t end = text.rfind('}');
        if (!text.starts_with("${env:") || end == std::string::npos)
            return text;
        const std::string name = text.substr(6, end - 6);
        if (const auto value = variableOf(m_environment, name);
            value && m_prompty.folder.trust == flow::Trust::Trusted)
            return *value;
        if (m_prompty.folder.trust == flow::Trust::Restricted)
            throw Error(ErrorCode::Refused,
                        tr("The folder is restricted, so the environment variable %1, which %2 of "
                           "the prompty's model names, isn't read.",
                           name,
                           field),
                        tr("Trust the folder to run it."),
                        m_prompty.modelPlace);
        throw Error(ErrorCode::ConnectionMissing,
                    tr("The environment variable %1, which %2 of the model of prompty '%3' names, "
                       "isn't set.",
                       name,
                       field,
                       m_prompty.name),
                    tr("Set %1, or write the value into the prompty.", name),
                    m_prompty.modelPlace);
    }

    const Prompty &m_prompty;
    const connection::Environment &m_environment;
    const bool m_isSilent;
};

connection::ConnectionFields azureFields(const Access &access)
{
    std::string endpoint = access.take("azure_endpoint", {"AZURE_OPENAI_ENDPOINT"});
    if (endpoint.empty())
        endpoint = access.own("api_base");
    const std::string key = access.take("api_key", {"AZURE_OPENAI_API_KEY"});
    if (access.isSilent() && (endpoint.empty() || key.empty())) {
        const Message unset = endpoint.empty() && key.empty() ? tr("%1 and %2 aren't set",
                                                                   "AZURE_OPENAI_ENDPOINT",
                                                                   "AZURE_OPENAI_API_KEY")
                              : key.empty() ? tr("%1 isn't set", "AZURE_OPENAI_API_KEY")
                                            : tr("%1 isn't set", "AZURE_OPENAI_ENDPOINT");
        throw access.variablesMissing(
            unset,
            "['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY'] to build AzureOpenAIConnection",
            tr("%1 and %2", "azure_endpoint", "api_key"));
    }
    if (endpoint.empty())
        throw access.endpointMissing();
    if (key.empty())
        throw access.keyMissing(true);
    connection::ConnectionFields fields;
    fields.endpoint = endpoint;
    fields.apiVersion = access.takeIfSet("api_version",
                                         {"OPENAI_API_VERSION", "AZURE_OPENAI_API_VERSION"});
    fields.key = key;
    return fields;
}

connection::ConnectionFields openAiFields(const Access &access)
{
    connection::ConnectionFields fields;
    fields.endpoint = access.takeIfSet("base_url", {"OPENAI_BASE_URL"});
    fields.organization = access.takeIfSet("organization", {"OPENAI_ORG_ID"});
    fields.key = access.take("api_key", {"OPENAI_API_KEY"});
    if (!fields.key.empty())
        return fields;
    if (!access.isSilent())
        throw access.keyMissing(false);
    throw access.variablesMissing(tr("%1 isn't set", "OPENAI_API_KEY"),
                                  "['OPENAI_API_KEY'] to build OpenAIConnection",
                                  "api_key");
}

Error unknownType(const Prompty &prompty, const std::string &type)
{
    Error error(ErrorCode::InvalidFlow,
                type.empty() ? tr("The configuration of the prompty's model has no type.")
                             : tr("A prompty can't use a model of type '%1'.", type),
                tr("Write type: azure_openai or type: openai below model.configuration."),
                prompty.modelPlace);
    return std::move(error).as({"UserError", "CoreError", "UnknownConnectionType"},
                               "Not Support connection type " + (type.empty() ? "None" : type)
                                   + " for embedding api. Connection type should be in "
                                     "[AzureOpenAI, OpenAI].");
}

/// The kind of connection that a configuration's `type` asks for.
connection::ConnectionKind connectionKindFor(const Prompty &prompty, const std::string &type)
{
    if (type == "azure_openai" || type == "azure_open_ai" || type == "AzureOpenAI")
        return connection::ConnectionKind::AzureOpenAi;
    if (type == "openai" || type == "open_ai" || type == "OpenAI")
        return connection::ConnectionKind::OpenAi;
    throw unknownType(prompty, type);
}

} // namespace

void checkModelType(const Prompty &prompty)
{
    const Value *connection = prompty.configuration.find(std::string_view("connection"));
    const Value *type = prompty.configuration.find(std::string_view("type"));
    const bool isReference = type && type->isString() && type->asString().starts_with("${");
    if ((connection && connection->truthy()) || isReference) // whose type counts, or its value
        return;
    const bool isGiven = type && !type->isNull();
    static_cast<void>(connectionKindFor(prompty, isGiven ? py::str(*type) : std::string()));
}

connection::Connection connectionOf(const Prompty &prompty,
                                    const connection::ConnectionSet &connections,
                                    const connection::Environment &environment)
{
    const Access access(prompty, environment);
    if (const std::string name = access.own("connection"); !name.empty()) {
        connection::requireConnections({name}, connections);
        return connections.get(name);
    }
    const connection::ConnectionKind kind = connectionKindFor(prompty, access.own("type"));
    const bool isAzure = kind == connection::ConnectionKind::AzureOpenAi;
    static_cast<void>(access.own(isAzure ? "azure_deployment" : "model")); // refuses what isn't set
    return connection::makeConnection(prompty.name,
                                      kind,
                                      isAzure ? azureFields(access) : openAiFields(access));
}

Error inTermsOf(const Prompty &prompty, const Error &error)
{
    const Value *connection = prompty.configuration.find(std::string_view("connection"));
    const bool isNamed = connection && connection->truthy();
    const Message what = tr("connection '%1'", prompty.name);
    std::vector<std::pair<Message, Message>>
        words{{tr("deployment_name of the node"), tr("azure_deployment of the prompty")},
              {tr("deployment_name"), tr("azure_deployment below model.configuration")},
              {tr("model in the node's inputs"), tr("model below model.configuration")},
              {tr("the node's inputs"), tr("the prompty's parameters")}};
    if (!isNamed)
        words.emplace_back(what, tr("model.configuration of prompty '%1'", prompty.name));
    const auto change = [&words](const Message &part) {
        const auto it = std::ranges::find(words, part, &std::pair<Message, Message>::first);
        return part.isVerbatim() || it == words.end() ? part : it->second;
    };
    Error named(error.code(),
                error.translatableMessage().withParts(change),
                error.translatableHint().withParts(change),
                error.place());
    named.setDetails(error.details());
    if (error.promptflow())
        return std::move(named).as(error.promptflow()->codes, error.promptflow()->message);
    return named;
}

} // namespace postern::prompty

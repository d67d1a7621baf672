// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/secondform.h"

#include "engine/base/pyrepr.h"

#include <array>
#include <string_view>
#include <utility>

namespace postern::flow {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 7> kOptions{Pair{"temperature", "temperature"},
                                       {"maxOutputTokens", "max_completion_tokens"},
                                       {"topP", "top_p"},
                                       {"frequencyPenalty", "frequency_penalty"},
                                       {"presencePenalty", "presence_penalty"},
                                       {"seed", "seed"},
                                       {"stopSequences", "stop"}};
constexpr std::array<Pair, 10> kKinds{Pair{"string", "string"},
                                      {"integer", "int"},
                                      {"int", "int"},
                                      {"float", "double"},
                                      {"number", "double"},
                                      {"boolean", "bool"},
                                      {"array", "list"},
                                      {"thread", "list"},
                                      {"object", "object"},
                                      {"image", "image"}};

/// Throws nothing: what can't be said in the first form is noted, the first of it.
class Converter
{
public:
    explicit Converter(const Value &settings)
        : m_settings(settings)
    {}

    FirstForm convert()
    {
        Dict all;
        for (const auto &[key, value] : m_settings.asDict()) {
            const std::string name = py::str(key);
            if (name == "model")
                all.append("model", model(value));
            else if (name == "inputs")
                all.append("inputs", inputs(value));
            else if (name == "template")
                checkTemplate(value);
            else if ((name == "tools" || name == "outputs") && value.truthy())
                note(name,
                     name == "tools" ? tr("tools that the model calls aren't run here")
                                     : tr("answers in a form of their own aren't asked for here"));
            else
                all.append(key, value);
        }
        if (!all.contains("model"))
            all.append("model", model(Value()));
        m_result.settings = std::move(all);
        return std::move(m_result);
    }

private:
    void note(std::string key, Message reason)
    {
        if (!m_result.key.empty())
            return;
        m_result.key = std::move(key);
        m_result.reason = std::move(reason);
    }

    static std::string word(const Value &parent, std::string_view key)
    {
        const Value *value = parent.find(key);
        return value && value->isString() ? value->asString() : std::string();
    }

    Value model(const Value &given)
    {
        if (!given.isDict() && !given.isNull() && !given.isString()) {
            note("model", tr("the model is neither a name nor a mapping"));
            return Dict();
        }
        const Value described = given.isDict()     ? given
                                : given.isString() ? Value(Dict{{"id", given}})
                                                   : Value(Dict());
        const std::string api = word(described, "apiType");
        if (!api.empty() && api != "chat")
            note("model.apiType", tr("the kind of request '%1' isn't sent here", api));
        Dict result;
        result.append("api", "chat");
        result.append("configuration", configuration(described));
        const Value *options = described.find("options");
        result.append("parameters", options ? parameters(*options) : Value(Dict()));
        return result;
    }

    Value configuration(const Value &described)
    {
        const std::string provider = word(described, "provider");
        const bool isAzure = provider == "azure" || provider == "foundry"
                             || provider == "azure_openai";
        if (!isAzure && !provider.empty() && provider != "openai")
            note("model.provider", tr("models of the provider '%1' aren't asked here", provider));
        Dict result{{"type", isAzure ? "azure_openai" : "openai"}};
        if (const Value *id = described.find("id"))
            result.append(isAzure ? "azure_deployment" : "model", *id);
        const Value *connection = described.find("connection");
        if (!connection || !connection->isDict())
            return result;
        const std::string kind = word(*connection, "kind");
        if (kind == "reference") {
            result.append("connection", word(*connection, "name"));
            return result;
        }
        if (!kind.empty() && kind != "key" && kind != "anonymous")
            note("model.connection", tr("a connection of the kind '%1' isn't made here", kind));
        const std::array<Pair, 3> fields{Pair{"endpoint", isAzure ? "azure_endpoint" : "base_url"},
                                         {"apiKey", "api_key"},
                                         {"apiVersion", "api_version"}};
        for (const auto &[theirs, ours] : fields) {
            if (const Value *value = connection->find(theirs))
                result.append(ours, *value);
        }
        return result;
    }

    static Value parameters(const Value &options)
    {
        Dict result;
        for (const auto &[theirs, ours] : kOptions) {
            if (const Value *value = options.find(theirs))
                result.append(ours, *value);
        }
        const Value *more = options.find("additionalProperties");
        for (const auto &[key, value] : more && more->isDict() ? more->asDict() : Dict())
            result.set(key, value);
        return result;
    }

    Value inputs(const Value &given)
    {
        Dict result;
        if (given.isDict()) {
            for (const auto &[key, value] : given.asDict())
                result.append(key, value.isDict() ? input(value) : Value(Dict{{"default", value}}));
            return result;
        }
        for (const Value &item : given.isList() ? given.asList() : List()) {
            const std::string name = word(item, "name");
            if (name.empty())
                note("inputs", tr("an input has no name"));
            result.set(Value(name), input(item));
        }
        return result;
    }

    static Value input(const Value &given)
    {
        Dict result;
        const std::string kind = word(given, given.find("kind") ? "kind" : "type");
        for (const auto &[theirs, ours] : kKinds) {
            if (kind == theirs)
                result.append("type", ours);
        }
        if (!result.contains("type"))
            result.append("type", "object");
        for (const char *name : {"default", "description"}) {
            if (const Value *value = given.find(name))
                result.append(name, *value);
        }
        return result;
    }

    void checkTemplate(const Value &given)
    {
        const Value *format = given.find("format");
        const Value &named = format ? *format : given;
        const std::string kind = named.isString() ? named.asString() : word(named, "kind");
        if (!kind.empty() && kind != "jinja2")
            note("template", tr("templates of the kind '%1' aren't rendered here", kind));
    }

    const Value &m_settings;
    FirstForm m_result;
};

} // namespace

bool isSecondForm(const Value &settings)
{
    const Value *inputs = settings.find("inputs");
    if (inputs && inputs->isList())
        return true;
    const Value *model = settings.find("model");
    if (model && model->isString())
        return !model->asString().starts_with("${");
    if (!model || !model->isDict() || model->find("configuration"))
        return false;
    return model->find("id") || model->find("provider") || model->find("options")
           || model->find("apiType");
}

FirstForm firstFormOf(const Value &settings)
{
    return Converter(settings).convert();
}

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/prompty.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/tool/prompttemplate.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

Error invalid(std::string message,
              std::string hint,
              std::vector<std::string> codes,
              std::string promptflow)
{
    Error error(ErrorCode::InvalidFlow, std::move(message), std::move(hint));
    return std::move(error).as(std::move(codes), std::move(promptflow));
}

std::optional<std::string> variable(const Environment &environment, const std::string &name)
{
    const auto found = std::ranges::find(environment, name, &Environment::value_type::first);
    if (found != environment.end())
        return found->second;
    const char *value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

/// What stands behind the last line of dashes.
std::string templateOf(std::string_view text)
{
    std::string unix;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n')
            unix += text[i];
    }
    const std::size_t fence = unix.rfind("---\n");
    if (fence == std::string::npos || unix.find("---\n") + 4 > fence) {
        throw invalid(
            "The prompty has no front matter.",
            "Begin the file with the settings between two lines of three dashes.",
            {"UserError"},
            "Illegal formatting of prompty. The prompt file is in markdown format and can "
            "be divided into two parts, the first part is in YAML format and contains "
            "connection and model information. The second part is the prompt template.");
    }
    return unix.substr(fence + 4);
}

/// Follows ${env:...} and ${file:...} in a front matter.
class References
{
public:
    References(const fs::path &folder, const Environment &environment)
        : m_folder(folder)
        , m_environment(environment)
    {}

    Value resolved(const Value &value) const
    {
        if (value.isString())
            return resolvedText(value);
        if (value.isList()) {
            List list;
            for (const Value &item : value.asList())
                list.push_back(resolved(item));
            return list;
        }
        if (value.isDict()) {
            Dict dict;
            for (const auto &[key, member] : value.asDict())
                dict.append(key, resolved(member));
            return dict;
        }
        return value;
    }

private:
    Value resolvedText(const Value &value) const
    {
        const std::string &text = value.asString();
        const std::size_t end = text.rfind('}');
        if (end == std::string::npos)
            return value;
        if (text.starts_with("${env:")) {
            const auto found = variable(m_environment, text.substr(6, end - 6));
            return found ? Value(*found) : value;
        }
        return text.starts_with("${file:") ? readFile(text.substr(7, end - 7)) : value;
    }

    Value readFile(const std::string &name) const
    {
        const fs::path file = m_folder / name;
        if (!fs::exists(file)) {
            throw invalid("The file '" + name + "', which the prompty refers to, doesn't exist.",
                          "Correct the path behind ${file:.",
                          {"UserError"},
                          "Cannot find the reference file " + name + ".");
        }
        const std::string text = tool::readTemplate(file, name);
        const std::string suffix = file.extension().string();
        if (suffix == ".json")
            return json::parse(text);
        if (suffix == ".yaml" || suffix == ".yml") {
            const yaml::Document document = yaml::Document::parse(text);
            return document.root() ? yaml::toValue(*document.root()) : Value();
        }
        return {text};
    }

    const fs::path &m_folder;
    const Environment &m_environment;
};

Dict dictAt(const Value &value, std::string_view key)
{
    const Value *member = value.find(key);
    return member && member->isDict() ? member->asDict() : Dict();
}

std::string textAt(const Dict &dict, std::string_view key)
{
    const Value *value = dict.find(key);
    return value && !value->isNull() ? py::str(*value) : std::string();
}

/// The first dict with the members of the second over it, dicts merged in turn.
Dict merged(const Dict &base, const Dict &over)
{
    Dict result = base;
    for (const auto &[key, value] : over) {
        const Value *own = base.find(key);
        const bool mergeable = own && own->isDict() && value.isDict();
        result.set(key, mergeable ? Value(merged(own->asDict(), value.asDict())) : value);
    }
    return result;
}

Error wrongModel(const std::string &reason)
{
    return invalid("The prompty's `model` isn't as it should be: " + reason + ".",
                   "It takes api, configuration, parameters and response.",
                   {"SystemError", "TypeError"},
                   "PromptyModelConfiguration.__init__() " + reason);
}

/// Checks the members of `model` as the dataclass that takes them in prompt flow.
void checkModel(const Dict &model)
{
    static constexpr std::array<std::string_view, 4> kKnown{"configuration",
                                                            "parameters",
                                                            "api",
                                                            "response"};
    for (const auto &[key, value] : model) {
        if (!key.isString() || std::ranges::find(kKnown, key.asString()) == kKnown.end())
            throw wrongModel("got an unexpected keyword argument '" + py::str(key) + "'");
    }
    for (const std::string_view required : {"configuration", "parameters"}) {
        if (!model.contains(required))
            throw wrongModel("missing 1 required positional argument: '" + std::string(required)
                             + "'");
    }
}

bool isModelName(const std::string &key)
{
    return key == "type" || key == "connection" || key == "model" || key == "azure_deployment";
}

void checkConfiguration(const Dict &configuration)
{
    const bool hasFields = std::ranges::any_of(configuration, [](const Dict::Member &member) {
        return member.first.isString() && !isModelName(member.first.asString())
               && member.second.truthy();
    });
    if (textAt(configuration, "connection").empty() || !hasFields)
        return;
    throw invalid(
        "The prompty names a connection and configures the model as well.",
        "Leave out either `connection` or the endpoint and key.",
        {"UserError", "CoreError", "InvalidConnectionError"},
        "Cannot configure model config and connection in configuration at the same time.");
}

} // namespace

Prompty readPrompty(const flow::FlowDocument &document,
                    const Environment &environment,
                    flow::Trust trust,
                    const Dict &model)
{
    const flow::FlowLocation &location = document.location();
    Prompty prompty;
    prompty.templateText = templateOf(document.text());
    prompty.folder = location.folder;
    Value raw = document.flow().raw;
    Value overrides(model);
    if (trust == flow::Trust::Trusted) {
        const References references(location.folder, environment);
        raw = references.resolved(raw);
        overrides = references.resolved(overrides);
    }
    const Dict settings = merged(dictAt(raw, "model"), overrides.asDict());
    checkModel(settings);
    prompty.configuration = dictAt(Value(settings), "configuration");
    checkConfiguration(prompty.configuration);
    prompty.parameters = dictAt(Value(settings), "parameters");
    if (settings.contains("api"))
        prompty.api = textAt(settings, "api");
    prompty.wantsFirst = textAt(settings, "response") != "all";
    prompty.deployment = textAt(prompty.configuration, "azure_deployment");
    if (prompty.deployment.empty())
        prompty.deployment = textAt(prompty.configuration, "model");
    for (const auto &[key, value] : dictAt(raw, "outputs"))
        prompty.outputs.push_back(py::str(key));
    if (const Value *sample = raw.find("sample"))
        prompty.sample = *sample;
    const Value *name = raw.find("name");
    prompty.name = name ? py::str(*name) : location.file.stem().string();
    return prompty;
}

Dict sampleInputs(const Prompty &prompty, const fs::path &folder)
{
    if (prompty.sample.isDict())
        return prompty.sample.asDict();
    if (!prompty.sample.truthy())
        return {};
    std::string name = prompty.sample.isString() ? prompty.sample.asString() : std::string();
    if (name.starts_with("file:"))
        name = name.substr(5);
    const fs::path file = folder / name;
    if (!name.ends_with(".json") || !fs::is_regular_file(file)) {
        const bool isFile = name.ends_with(".json");
        throw invalid(isFile ? "The sample file '" + name + "' doesn't exist."
                             : "The prompty's sample is neither a mapping nor a JSON file.",
                      "Write the sample's values into the prompty, or name a JSON file.",
                      {"UserError", "CoreError", "InvalidSampleError"},
                      isFile ? "Cannot find sample file " + name + "."
                             : "Only dict and json file are supported as sample in prompty.");
    }
    const Value value = json::parse(tool::readTemplate(file, name));
    return value.isDict() ? value.asDict() : Dict();
}

connection::Connection connectionOf(const Prompty &prompty,
                                    const connection::ConnectionSet &connections,
                                    const Environment &environment)
{
    const std::string name = textAt(prompty.configuration, "connection");
    if (!name.empty()) {
        requireConnections({name}, connections);
        return connections.get(name);
    }
    const std::string type = textAt(prompty.configuration, "type");
    const bool isAzure = type == "azure_openai" || type == "azure_open_ai" || type == "AzureOpenAI";
    if (!isAzure && type != "openai" && type != "open_ai" && type != "OpenAI") {
        throw invalid("A prompty can't use a model of type '" + type + "'.",
                      "Use azure_openai or openai.",
                      {"UserError", "CoreError", "UnknownConnectionType"},
                      "Not Support connection type " + (type.empty() ? "None" : type)
                          + " for embedding api. Connection type should be in [AzureOpenAI, "
                            "OpenAI].");
    }
    connection::Connection made;
    made.name = prompty.name;
    made.type = isAzure ? "azure_open_ai" : "open_ai";
    made.module = "promptflow.connections";
    const bool isEmpty = std::ranges::all_of(prompty.configuration, [](const Dict::Member &member) {
        return !member.second.truthy()
               || (member.first.isString() && isModelName(member.first.asString()));
    });
    const auto take = [&](const char *field, const char *environmentName) {
        return isEmpty ? variable(environment, environmentName).value_or("")
                       : textAt(prompty.configuration, field);
    };
    if (isAzure) {
        made.configs["api_base"] = take("azure_endpoint", "AZURE_OPENAI_ENDPOINT");
        if (made.configs["api_base"].empty())
            made.configs["api_base"] = textAt(prompty.configuration, "api_base");
        made.configs["api_version"] = take("api_version", "AZURE_OPENAI_API_VERSION");
        made.secrets["api_key"] = take("api_key", "AZURE_OPENAI_API_KEY");
    } else {
        made.configs["base_url"] = take("base_url", "OPENAI_BASE_URL");
        made.configs["organization"] = take("organization", "OPENAI_ORG_ID");
        made.secrets["api_key"] = take("api_key", "OPENAI_API_KEY");
    }
    return made;
}

} // namespace postern::run

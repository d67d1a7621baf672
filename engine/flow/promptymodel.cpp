// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/promptymodel.h"

#include "engine/base/pyrepr.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::flow {

namespace {

constexpr std::array<std::string_view, 4> kKnown{"configuration", "parameters", "api", "response"};

/// As Python's dataclass refuses it.
PromptflowError refusedByPython(const std::string &reason)
{
    return {{"SystemError", "TypeError"}, "PromptyModelConfiguration.__init__() " + reason};
}

ModelProblem unknownKey(const Value &key)
{
    const std::string name = py::str(key);
    return {name,
            tr("A prompty's model has no '%1'.", name),
            tr("It takes api, configuration, parameters and response. What the model is asked with "
               "belongs below parameters, how it is reached below configuration."),
            refusedByPython("got an unexpected keyword argument '" + name + "'")};
}

std::optional<ModelProblem> missing(const Dict &model)
{
    std::vector<std::string> names;
    for (const char *name : {"configuration", "parameters"}) {
        if (!model.contains(name))
            names.emplace_back(name);
    }
    if (names.empty())
        return {};
    const bool isBoth = names.size() == 2;
    const Message hint
        = isBoth ? tr("Write below model which one it is (configuration: {type: azure_openai, "
                      "azure_deployment: NAME, connection: NAME}) and `parameters: {}`.")
          : names.front() == "parameters"
              ? tr("Write `parameters: {}` below model, or parameters such as max_tokens: 800.")
              : tr("Write below model which one it is: configuration: {type: azure_openai, "
                   "azure_deployment: NAME, connection: NAME}.");
    return ModelProblem{{},
                        isBoth ? tr("The prompty's model has neither configuration nor parameters.")
                               : tr("The prompty's model has no %1.", names.front()),
                        hint,
                        refusedByPython(isBoth ? "missing 2 required positional arguments: "
                                                 "'configuration' and 'parameters'"
                                               : "missing 1 required positional argument: '"
                                                     + names.front() + "'")};
}

std::optional<ModelProblem> doubled(const Dict &configuration)
{
    const Value *connection = configuration.find("connection");
    const auto other = std::ranges::find_if(configuration, [](const Dict::Member &member) {
        return member.first.isString() && !isModelName(member.first.asString())
               && member.second.truthy();
    });
    if (!connection || !connection->truthy() || other == configuration.end())
        return {};
    return ModelProblem{"configuration",
                        tr("The model's configuration names a connection and has %1 as well.",
                           py::str(other->first)),
                        tr("Leave out either `connection` or the endpoint and key."),
                        {{"UserError", "CoreError", "InvalidConnectionError"},
                         "Cannot configure model config and connection in configuration at the "
                         "same time."}};
}

} // namespace

bool isModelName(const std::string &key)
{
    return key == "type" || key == "connection" || key == "model" || key == "azure_deployment";
}

std::optional<ModelProblem> modelProblem(const Value &model)
{
    const Dict members = model.isDict() ? model.asDict() : Dict();
    for (const auto &[key, value] : members) {
        if (!key.isString() || std::ranges::find(kKnown, key.asString()) == kKnown.end())
            return unknownKey(key);
    }
    if (std::optional<ModelProblem> problem = missing(members))
        return problem;
    const Value *configuration = members.find("configuration");
    return configuration->isDict() ? doubled(configuration->asDict()) : std::nullopt;
}

} // namespace postern::flow

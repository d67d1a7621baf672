// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatortransport.h"
#include "engine/tool/llmtool.h"
#include "engine/tool/packagetool.h"

#include <array>
#include <memory>

namespace postern::tool {

namespace {

struct Listed
{
    const char *module;
    const char *className; ///< empty: a function
    const char *function;
    const char *name;
    bool hasPrompt;
};

constexpr std::array
    kListed{Listed{"aoai_gpt4v", "AzureOpenAI", "chat", "Azure OpenAI chat with images", true},
            Listed{"azure_content_safety", "", "analyze_text", "Content Safety (text)", false},
            Listed{"embedding", "", "embedding", "Embedding", false},
            Listed{"llm", "", "llm", "LLM", true},
            Listed{"llm_vision", "", "llm_vision", "LLM with images", true},
            Listed{"open_model_llm", "OpenModelLLM", "call", "Open model LLM", true},
            Listed{"openai_gpt4v", "OpenAI", "chat", "OpenAI chat with images", true},
            Listed{"serpapi", "SerpAPI", "search", "Serp search", false}};

Dict inputsOf(const python::ToolInfo &info)
{
    Dict inputs;
    for (const python::Parameter &parameter : info.parameters) {
        List types(parameter.connectionTypes.begin(), parameter.connectionTypes.end());
        if (types.empty())
            types.emplace_back(parameter.type);
        inputs.append(Value(parameter.name), Dict{{"type", std::move(types)}});
    }
    return inputs;
}

} // namespace

Dict packageToolManifests()
{
    http::Client client(std::make_shared<simulator::SimulatorTransport>()); // asks nobody
    Templates templates(0);
    LlmTool llm(client, templates);
    Dict manifests;
    for (const Listed &listed : kListed) {
        const std::string module = std::string("promptflow.tools.") + listed.module;
        const std::string className = listed.className;
        const std::string id = module + "." + (className.empty() ? "" : className + ".")
                               + listed.function;
        Dict manifest{{"name", listed.name},
                      {"type", listed.hasPrompt ? "custom_llm" : "python"},
                      {"inputs", inputsOf(makePackageTool(id, client, llm)->info())},
                      {"module", module}};
        if (!className.empty())
            manifest.append("class_name", className);
        manifest.append("function", listed.function);
        manifest.append("package", "postern");
        manifest.append("package_version", POSTERN_VERSION);
        manifests.append(Value(id), std::move(manifest));
    }
    return manifests;
}

} // namespace postern::tool

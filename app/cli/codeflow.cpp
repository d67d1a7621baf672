// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/codeflow.h"

#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/textencoding.h"
#include "engine/flow/pythonreader.h"
#include "engine/jinja/template.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

/// What a flow is written of, part by part.
struct FlowText
{
    std::map<std::string, std::string> inputs; ///< types by name
    std::string nodes;
};

/// A name or a value as YAML takes it: JSON is YAML.
std::string asYaml(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    return json::write(value, options);
}

std::string nodeHead(const std::string &name, std::string_view type, const std::string &file)
{
    return "- name: " + asYaml(name) + "\n  type: " + std::string(type)
           + "\n  source:\n    type: code\n    path: " + asYaml(file) + "\n  inputs:";
}

std::string textInFolder(const CodeFlow &code, const std::string &file)
{
    return decodeText(
        store::readFile(code.folder / fs::path(std::u8string(file.begin(), file.end()))));
}

Value toolOf(const CodeFlow &code)
{
    if (code.entry.empty() || code.function.empty())
        throw Error(ErrorCode::Usage,
                    "A flow of code needs the file and the function.",
                    "Give both --entry FILE and --function NAME.");
    flow::PythonReader python;
    const Value tools = python.toolsOf(textInFolder(code, code.entry));
    if (!tools.isList())
        throw Error(ErrorCode::InvalidInput,
                    code.entry + " can't be read as Python.",
                    "Correct its syntax; python3 has to be installed.");
    for (const Value &tool : tools.asList()) {
        const Value *name = tool.find("function");
        if (name != nullptr && *name == Value(code.function))
            return tool;
    }
    throw Error(ErrorCode::InvalidInput,
                code.entry + " has no tool '" + code.function + "'.",
                "Put @tool above the function, or correct --function.");
}

/// A prompt node for "parameter=file"; returns the parameter.
std::string addPrompt(const CodeFlow &code, const std::string &word, FlowText &flow)
{
    const std::size_t at = word.find('=');
    if (at == 0 || at == std::string::npos || at + 1 == word.size())
        throw Error(ErrorCode::Usage,
                    "--prompt-template doesn't understand '" + word + "'.",
                    "Write it as --prompt-template PARAMETER=FILE.");
    const std::string parameter = word.substr(0, at);
    const std::string file = word.substr(at + 1);
    const auto compiled = jinja::Template::compile(textInFolder(code, file),
                                                   jinja::Options::promptflow(),
                                                   file);
    flow.nodes += nodeHead(parameter, "prompt", file);
    const std::vector<std::string> variables = compiled.undeclaredVariables();
    flow.nodes += variables.empty() ? " {}\n" : "\n";
    for (const std::string &variable : variables) {
        flow.inputs.emplace(variable, "string");
        flow.nodes += "    " + asYaml(variable) + ": " + asYaml("${inputs." + variable + "}")
                      + "\n";
    }
    return parameter;
}

bool isTrue(const Value &parameter, std::string_view key)
{
    const Value *value = parameter.find(key);
    return value != nullptr && value->truthy();
}

/// What a parameter of the tool is bound to, as YAML; empty: to nothing, its default does.
std::string bindingOf(const Value &parameter,
                      const std::vector<std::string> &prompts,
                      const CodeFlow &code,
                      FlowText &flow)
{
    const std::string name = parameter.find("name")->asString();
    if (std::ranges::find(prompts, name) != prompts.end())
        return asYaml("${" + name + ".output}");
    if (isTrue(parameter, "isConnection"))
        return asYaml(code.connection.empty() ? "aoai" : code.connection);
    if (isTrue(parameter, "hasDefault"))
        return {};
    const Value *type = parameter.find("type");
    const bool isKnown = type != nullptr && type->isString()
                         && type->asString() != "prompt_template";
    flow.inputs[name] = isKnown ? type->asString() : "string";
    return asYaml("${inputs." + name + "}");
}

} // namespace

std::string flowOfCode(const CodeFlow &code)
{
    const Value tool = toolOf(code);
    FlowText flow;
    std::vector<std::string> prompts;
    prompts.reserve(code.promptTemplates.size());
    for (const std::string &word : code.promptTemplates)
        prompts.push_back(addPrompt(code, word, flow));
    std::string bindings;
    for (const Value &parameter : tool.find("parameters")->asList()) {
        const std::string binding = bindingOf(parameter, prompts, code, flow);
        if (!binding.empty())
            bindings += "    " + asYaml(*parameter.find("name")) + ": " + binding + "\n";
    }
    flow.nodes += nodeHead(code.function, "python", code.entry)
                  + (bindings.empty() ? " {}\n" : "\n" + bindings);
    std::string text = flow.inputs.empty() ? "inputs: {}\n" : "inputs:\n";
    for (const auto &[name, type] : flow.inputs)
        text += "  " + asYaml(name) + ":\n    type: " + type + "\n";
    return text + "outputs:\n  output:\n    type: string\n    reference: "
           + asYaml("${" + code.function + ".output}") + "\nnodes:\n" + flow.nodes;
}

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/signature.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/includes.h"
#include "engine/flow/pythonreader.h"
#include "engine/flow/sourcefolder.h"
#include "engine/prompty/prompty.h"
#include "engine/prompty/references.h"

#include <algorithm>
#include <optional>

namespace postern::run {

namespace fs = std::filesystem;

namespace {

constexpr auto kHistory = "chat_history";
constexpr std::size_t kLargestFile = 4UL * 1024 * 1024;
constexpr int kMostImports = 4; ///< followed from a name to its definition

std::string typeNameOf(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Bool:
        return "bool";
    case Value::Kind::Int:
    case Value::Kind::BigInt:
        return "int";
    case Value::Kind::Double:
        return "double";
    case Value::Kind::List:
        return "list";
    case Value::Kind::Dict:
        return "object";
    default:
        return "string";
    }
}

const flow::FlowInput *inputNamed(const std::vector<flow::FlowInput> &inputs, std::string_view name)
{
    const auto found = std::ranges::find(inputs, name, &flow::FlowInput::name);
    return found == inputs.end() ? nullptr : &*found;
}

const Value *memberOf(const Value *value, std::string_view key)
{
    return value ? value->find(key) : nullptr;
}

Dict mappingOf(const Value *value)
{
    return value && value->isDict() ? value->asDict() : Dict();
}

/// A source file of the flow's folder, if it can be read.
std::optional<std::string> sourceText(const flow::SourceFolder &folder, const fs::path &file)
{
    try {
        return flow::openInFolder(folder, file, kLargestFile);
    } catch (const Error &) {
        return std::nullopt; // the run says what is wrong with it
    }
}

/// The file's data; of a trusted folder with the references in its sample followed.
Value dataOf(const flow::FlowDocument &document, flow::Trust trust)
{
    const flow::Flow &flow = document.flow();
    try {
        return flow.raw.isDict() ? prompty::dataWithSample(document, trust, {}) : Value();
    } catch (const Error &) {
        return flow.raw; // the run says what is wrong with them
    }
}

/// As a run of the prompty takes it, in the file or in one that it names.
Dict promptySample(const Value *sample, const flow::SourceFolder &folder)
{
    try {
        return sample ? prompty::sampleInputs(*sample, folder) : Dict();
    } catch (const Error &) {
        return {}; // the run says what is wrong with it
    }
}

void takeSample(Signature &signature, const flow::FlowDocument &document, flow::Trust trust)
{
    const Value data = dataOf(document, trust);
    const Value *sample = data.find("sample");
    if (document.flow().kind == flow::FlowKind::Prompty) {
        signature.sample = promptySample(sample, document.sources(trust));
        return;
    }
    signature.sample = mappingOf(memberOf(sample, "inputs"));
    signature.sampleInit = mappingOf(memberOf(sample, "init"));
}

/// Where nothing declares inputs, the sample's are the inputs; and each gets a type.
void completeTypes(std::vector<flow::FlowInput> &inputs, const Dict &sample)
{
    if (inputs.empty()) {
        for (const auto &[name, value] : sample)
            inputs.emplace_back().name = py::str(name);
    }
    for (flow::FlowInput &input : inputs) {
        const Value *const known = sample.find(input.name);
        if (!input.type.empty())
            continue;
        if (input.defaultValue)
            input.type = typeNameOf(*input.defaultValue);
        else if (known)
            input.type = typeNameOf(*known);
        else
            input.type = input.name == kHistory ? "list" : "string";
    }
}

/// The members of `init` in the file: {name: {type, default}}.
std::vector<flow::FlowInput> declaredInit(const flow::Flow &flow)
{
    std::vector<flow::FlowInput> init;
    for (const auto &[name, port] : mappingOf(flow.raw.find("init"))) {
        flow::FlowInput &input = init.emplace_back();
        input.name = py::str(name);
        if (const Value *type = port.find("type"))
            input.type = py::str(*type);
        if (const Value *value = port.find("default"); value && !value->isNull())
            input.defaultValue = *value;
    }
    return init;
}

void addOutput(Signature &signature, std::string name, std::string type)
{
    flow::FlowOutput &output = signature.outputs.emplace_back();
    output.name = std::move(name);
    output.type = std::move(type);
}

std::string textNamed(const Value &value, std::string_view key)
{
    const Value *found = value.find(key);
    return found && found->isString() ? found->asString() : std::string();
}

/// What a list of the answer says: the file's own words on an input stand over the code's.
std::vector<flow::FlowInput> parameters(const Value &answer,
                                        std::string_view key,
                                        const std::vector<flow::FlowInput> &declared)
{
    const Value *list = answer.find(key);
    std::vector<flow::FlowInput> inputs;
    for (const Value &parameter : list && list->isList() ? list->asList() : List()) {
        flow::FlowInput input;
        input.name = textNamed(parameter, "name");
        if (const flow::FlowInput *own = inputNamed(declared, input.name))
            input = *own;
        if (input.type.empty())
            input.type = textNamed(parameter, "type");
        const Value *hasDefault = parameter.find("hasDefault");
        const Value *value = parameter.find("default");
        if (!inputNamed(declared, input.name) && hasDefault && hasDefault->truthy())
            input.defaultValue = value ? *value : Value();
        inputs.push_back(std::move(input));
    }
    return inputs;
}

/// Finds the definition behind a flex flow's `entry: module:name`.
class EntryReader
{
public:
    EntryReader(const flow::FlowDocument &document, flow::Trust trust, flow::PythonReader &python)
        : m_document(document)
        , m_python(python)
        , m_folder(document.sources(trust))
    {
        try {
            m_includes = flow::resolveIncludes(document.flow(), m_folder);
        } catch (const Error &) {
            m_includes.clear(); // the folder's own files are there all the same
        }
    }

    void read(Signature &signature)
    {
        const std::string &entry = m_document.flow().entry;
        const std::size_t colon = entry.find(':');
        if (colon == std::string::npos)
            return;
        Value answer;
        std::string module = entry.substr(0, colon);
        std::string name = entry.substr(colon + 1);
        for (int step = 0; step < kMostImports; ++step) {
            answer = ask(module, name);
            const std::string other = textNamed(answer, "module");
            if (other.empty())
                break;
            name = textNamed(answer, "name");
            if (m_source.ends_with("__init__.py"))
                module += ".__init__";
            module = absolute(other, module);
        }
        if (answer.find("parameters"))
            take(signature, answer);
    }

private:
    /// "..b.c" seen from "a.d.e" is "a.b.c".
    static std::string absolute(const std::string &module, std::string from)
    {
        const std::size_t dots = std::min(module.find_first_not_of('.'), module.size());
        if (dots == 0)
            return module;
        for (std::size_t up = 0; up < dots; ++up) {
            const std::size_t dot = from.rfind('.');
            from = dot == std::string::npos ? std::string() : from.substr(0, dot);
        }
        const std::string rest = module.substr(dots);
        return from.empty() || rest.empty() ? from + rest : from + '.' + rest;
    }

    Value ask(const std::string &module, const std::string &name)
    {
        std::string path = module;
        std::ranges::replace(path, '.', '/');
        for (const std::string &candidate : {path + ".py", path + "/__init__.py"}) {
            const auto text = textOf(candidate);
            if (!text || text->empty())
                continue;
            m_source = candidate;
            return m_python.entryOf(*text, name);
        }
        m_source.clear();
        return {};
    }

    /// Nothing for a file that isn't there or may not be read.
    std::optional<std::string> textOf(const std::string &candidate) const
    {
        try {
            const auto file = flow::findSource(m_folder, m_includes, candidate);
            return file ? sourceText(m_folder, *file) : std::nullopt;
        } catch (const Error &) {
            return std::nullopt;
        }
    }

    void take(Signature &signature, const Value &answer) const
    {
        const Value *line = answer.find("line");
        signature.line = line && line->isInt() ? static_cast<int>(line->asInt()) : 0;
        signature.source = m_source;
        signature.inputs = parameters(answer, "parameters", signature.inputs);
        signature.init = parameters(answer, "init", signature.init);
        const Value *outputs = answer.find("outputs");
        if (!m_document.flow().outputs.empty() || !outputs || !outputs->isList())
            return;
        signature.outputs.clear();
        for (const Value &output : outputs->asList())
            addOutput(signature, textNamed(output, "name"), textNamed(output, "type"));
    }

    const flow::FlowDocument &m_document;
    flow::PythonReader &m_python;
    const flow::SourceFolder m_folder;
    std::vector<flow::Include> m_includes;
    std::string m_source;
};

Signature declared(const flow::FlowDocument &document)
{
    const flow::Flow &flow = document.flow();
    Signature signature;
    signature.inputs = flow.inputs;
    signature.outputs = flow.outputs;
    if (flow.kind == flow::FlowKind::Flex)
        signature.init = declaredInit(flow);
    if (flow.kind != flow::FlowKind::Dag && signature.outputs.empty())
        addOutput(signature, "output", "string");
    for (flow::FlowOutput &output : signature.outputs) {
        if (output.type.empty())
            output.type = "string";
    }
    return signature;
}

flow::Binding literalOf(const Value &value)
{
    flow::Binding binding;
    binding.literal = value;
    return binding;
}

/// A reference by name: a prompty may be called what no reference could spell.
flow::Binding referenceTo(flow::Binding::Kind kind, const std::string &name, std::string property)
{
    flow::Binding binding;
    binding.kind = kind;
    binding.name = name;
    const bool isInput = kind == flow::Binding::Kind::FlowInput;
    binding.section = isInput ? std::string() : "output";
    binding.property = std::move(property);
    binding.text = isInput ? "${inputs." + name + '}'
                           : "${" + name + ".output" + (binding.property.empty() ? "" : ".")
                                 + binding.property + '}';
    return binding;
}

/// The line of the file that names the entry.
flow::TextSpan entrySpan(const flow::FlowDocument &document)
{
    const std::string &text = document.text();
    std::size_t begin = 0;
    for (int line = 1; line < document.flow().entryPlace.line && begin < text.size(); ++line)
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    return {begin, std::min(text.find('\n', begin), text.size())};
}

flow::Node flexNode(const flow::FlowDocument &document, const Signature &signature)
{
    flow::Node node;
    node.name = "entry";
    node.type = flow::NodeType::Python;
    node.typeText = "python";
    node.source.type = "code";
    node.source.path = signature.source;
    node.place = document.flow().entryPlace;
    node.span = entrySpan(document);
    return node;
}

flow::Node promptyNode(const flow::FlowDocument &document)
{
    const Value &raw = document.flow().raw;
    const Value *model = raw.find("model");
    const Value *configuration = memberOf(model, "configuration");
    flow::Node node;
    node.name = prompty::promptyName(document);
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    node.api = "chat";
    if (const Value *api = memberOf(model, "api"))
        node.api = py::str(*api);
    if (const Value *connection = memberOf(configuration, "connection"))
        node.connection = py::str(*connection);
    for (const char *key : {"azure_deployment", "model"}) {
        const Value *value = memberOf(configuration, key);
        if (value && !node.input("deployment_name"))
            node.inputs.emplace_back("deployment_name", literalOf(*value));
    }
    for (const auto &[key, value] : mappingOf(memberOf(model, "parameters")))
        node.inputs.emplace_back(py::str(key), literalOf(value));
    return node;
}

} // namespace

Signature declaredSignature(const flow::FlowDocument &document)
{
    Signature signature = declared(document);
    const Value *sample = document.flow().raw.find("sample");
    if (sample && sample->isDict())
        takeSample(signature, document, flow::Trust::Restricted);
    if (document.flow().kind != flow::FlowKind::Dag) {
        completeTypes(signature.inputs, signature.sample);
        completeTypes(signature.init, signature.sampleInit);
    }
    return signature;
}

Signature signatureOf(const flow::FlowDocument &document,
                      flow::Trust trust,
                      flow::PythonReader *python)
{
    if (document.flow().kind == flow::FlowKind::Dag)
        return declaredSignature(document);
    Signature signature = declared(document);
    takeSample(signature, document, trust);
    std::optional<flow::PythonReader> own;
    if (!python)
        python = &own.emplace();
    if (document.flow().kind == flow::FlowKind::Flex)
        EntryReader(document, trust, *python).read(signature);
    completeTypes(signature.inputs, signature.sample);
    completeTypes(signature.init, signature.sampleInit);
    return signature;
}

flow::Flow asOneNode(const flow::FlowDocument &document, const Signature &signature)
{
    flow::Flow flow = document.flow();
    if (flow.kind == flow::FlowKind::Dag)
        return flow;
    const bool isPrompty = flow.kind == flow::FlowKind::Prompty;
    flow::Node node = isPrompty ? promptyNode(document) : flexNode(document, signature);
    flow.inputs = signature.inputs;
    for (const flow::FlowInput &input : flow.inputs)
        node.inputs.emplace_back(input.name,
                                 referenceTo(flow::Binding::Kind::FlowInput, input.name, {}));
    flow.outputs = signature.outputs;
    for (flow::FlowOutput &output : flow.outputs) {
        const bool isAll = flow.outputs.size() == 1 && output.name == "output";
        output.reference = referenceTo(flow::Binding::Kind::NodeOutput,
                                       node.name,
                                       isAll ? std::string() : output.name);
    }
    flow.nodes = {std::move(node)};
    return flow;
}

} // namespace postern::run

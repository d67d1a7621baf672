// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/hostcalls.h"

#include "engine/base/pyrepr.h"
#include "engine/connection/connectiontype.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

std::string textOf(const Dict &arguments, std::string_view name)
{
    const Value *value = arguments.find(name);
    return value && !value->isNull() ? py::str(*value) : std::string();
}

Dict dictOf(const Dict &arguments, std::string_view name)
{
    const Value *value = arguments.find(name);
    return value && value->isDict() ? value->asDict() : Dict();
}

/// The inputs of a prompty that is called from code: the sample when there are none, defaults for
/// those that are absent, no conversion.
Dict promptyInputs(const flow::Flow &flow,
                   const Prompty &prompty,
                   const Dict &given,
                   const fs::path &folder)
{
    Dict values = given.empty() ? sampleInputs(prompty, folder) : given;
    if (flow.inputs.empty())
        return values;
    Dict inputs;
    std::string missing;
    for (const flow::FlowInput &input : flow.inputs) {
        if (const Value *value = values.find(std::string_view(input.name)))
            inputs.append(Value(input.name), *value);
        else if (input.defaultValue)
            inputs.append(Value(input.name), *input.defaultValue);
        else
            missing += (missing.empty() ? "'" : ", '") + input.name + "'";
    }
    if (!missing.empty()) {
        Error error(ErrorCode::InvalidInput,
                    "The prompty '" + prompty.name + "' needs a value for " + missing + ".",
                    "Hand it in as a keyword argument.");
        throw std::move(error).as({"UserError", "CoreError", "MissingRequiredInputError"},
                                  "Missing required inputs: [" + missing + "]");
    }
    return inputs;
}

/// A connection as Python code holds it.
connection::Connection connectionOf(const Dict &arguments, const connection::ConnectionSet &known)
{
    const Value *given = arguments.find(std::string_view("connection"));
    if (!given || !given->isDict())
        return known.get(textOf(arguments, "connection"));
    connection::Connection made;
    made.name = textOf(given->asDict(), "name");
    const std::string className = textOf(given->asDict(), "type");
    const connection::ConnectionType *type = connection::findConnectionType(className);
    made.type = type ? std::string(type->type) : className;
    made.module = "promptflow.connections";
    for (const auto &[key, value] : dictOf(given->asDict(), "configs"))
        made.configs[py::str(key)] = py::str(value);
    for (const auto &[key, value] : dictOf(given->asDict(), "secrets"))
        made.secrets[py::str(key)] = py::str(value);
    return made;
}

/// A file of a template that exists only as text, gone at the end.
class TemplateFile
{
public:
    explicit TemplateFile(const std::string &text)
    {
        std::string pattern = (fs::temp_directory_path() / "postern-prompt-XXXXXX").string();
        const int descriptor = ::mkstemp(pattern.data());
        if (descriptor >= 0)
            ::close(descriptor);
        m_path = pattern;
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TemplateFile()
    {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    TemplateFile(const TemplateFile &) = delete;
    TemplateFile &operator=(const TemplateFile &) = delete;

    const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

} // namespace

Task<Value> HostCalls::answer(python::HostCall call)
{
    if (call.kind == "prompty" || call.kind == "prompty.render")
        return prompty(std::move(call.arguments), call.kind == "prompty.render");
    if (call.kind == "llm")
        return llm(std::move(call.arguments));
    throw Error(ErrorCode::Internal,
                "Python code asked for '" + call.kind + "', which the engine doesn't know.",
                "This is a bug of Postern: please report it.");
}

Task<Value> HostCalls::prompty(Dict arguments, bool renderOnly)
{
    const flow::FlowLocation location = flow::locateFlow(textOf(arguments, "source"));
    const flow::FlowDocument document = flow::FlowDocument::load(location);
    document.requireLoaded();
    // Only code of a trusted folder runs at all.
    Prompty read = readPrompty(document,
                               m_access.environment,
                               flow::Trust::Trusted,
                               dictOf(arguments, "model"));
    Dict inputs = promptyInputs(document.flow(), read, dictOf(arguments, "inputs"), location.folder);
    PromptyCall call(std::move(read), m_access);
    if (renderOnly)
        co_return call.render(inputs, {});
    PromptyObserver observer;
    co_return co_await call.call(std::move(inputs), std::move(observer));
}

Task<Value> HostCalls::llm(Dict arguments)
{
    const TemplateFile file(textOf(arguments, "prompt"));
    const connection::Connection connection = connectionOf(arguments, m_access.connections);
    flow::Node node;
    node.name = "call";
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    node.source.type = "code";
    node.source.path = file.path().string();
    node.provider = textOf(arguments, "provider");
    node.api = textOf(arguments, "api");
    node.connection = connection.name;
    for (const auto &[key, value] : dictOf(arguments, "parameters")) {
        flow::Binding binding;
        binding.literal = value;
        node.inputs.emplace_back(py::str(key), std::move(binding));
    }
    tool::Tool &tool = *m_registry.find(node);
    node = tool.prepare(node, file.path().parent_path(), &connection);
    tool::ToolContext
        context{node, file.path().parent_path(), {}, &connection, nullptr, false, {}, {}, {}};
    for (const auto &[name, binding] : node.inputs)
        context.inputs.append(Value(name), binding.literal);
    co_return co_await tool.run(std::move(context));
}

} // namespace postern::run

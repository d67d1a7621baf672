// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/hostcalls.h"

#include "engine/base/offload.h"
#include "engine/base/pyrepr.h"
#include "engine/connection/connectiontype.h"
#include "engine/image/images.h"
#include "engine/run/flowrun.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/functioncheck.h"
#include "engine/yaml/document.h"

#include <cstdlib>
#include <filesystem>

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
Dict promptyInputs(const flow::Flow &flow, const prompty::Prompty &prompty, const Dict &given)
{
    Dict values = given.empty() ? prompty::sampleInputs(prompty.sample, prompty.folder) : given;
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
                    tr("The prompty '%1' needs a value for %2.", prompty.name, missing),
                    tr("Hand it in as a keyword argument."));
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

/// Adds the connection objects that code hands over.
void addConnections(const Dict &arguments, connection::ConnectionSet &connections)
{
    const Value *given = arguments.find("connections");
    for (const Value &connection : given && given->isList() ? given->asList() : List())
        connections.add(connectionOf(Dict{{"connection", connection}}, {}));
}

void addLiterals(flow::Node &node, const Dict &values)
{
    for (const auto &[key, value] : values) {
        flow::Binding binding;
        binding.literal = value;
        node.inputs.emplace_back(py::str(key), std::move(binding));
    }
}

} // namespace

/// Splits a rendered prompt into messages, as an llm node does.
static Value messages(const Dict &arguments)
{
    std::vector<std::string> words;
    if (const Value *given = arguments.find(std::string_view("roles")); given && given->isList()) {
        for (const Value &word : given->asList())
            words.push_back(py::str(word));
    }
    const std::vector<std::string_view> roles(words.begin(), words.end());
    return Value(tool::messagesOf(textOf(arguments, "prompt"),
                                  {},
                                  tool::imagesIn(arguments),
                                  textOf(arguments, "detail"),
                                  roles.empty() ? tool::kRoles : std::span(roles)));
}

/// Checks what a chat request says of functions; gives it as it is sent.
static Value checked(const Dict &arguments)
{
    const std::string what = textOf(arguments, "what");
    const Value *given = arguments.find(std::string_view("value"));
    Value value = given ? *given : Value();
    if (what == "function_call")
        return tool::functionCallOf(value);
    if (what == "tool_choice")
        return tool::toolChoiceOf(value);
    if (what == "tools")
        tool::checkTools(value);
    else
        tool::checkFunctions(value);
    return value;
}

static Value readYaml(const Dict &arguments)
{
    const yaml::Document document = yaml::Document::parse(textOf(arguments, "text"));
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        const Place place = document.place(problem.span.begin);
        Error error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
        throw std::move(error).as({"SystemError", problem.pythonClass},
                                  problem.message.english() + " (line " + std::to_string(place.line)
                                      + ", column " + std::to_string(place.column) + ")");
    }
    return document.root() ? yaml::toValue(*document.root()) : Value();
}

Task<Value> HostCalls::answer(python::HostCall call)
{
    if (call.kind.starts_with("prompty"))
        co_return co_await prompty(std::move(call));
    if (call.kind == "stream.next")
        co_return co_await nextPiece(std::move(call));
    if (call.kind == "llm")
        co_return co_await llm(std::move(call));
    if (call.kind == "flow")
        co_return co_await flow(std::move(call));
    if (call.kind == "messages")
        co_return messages(call.arguments);
    if (call.kind == "check")
        co_return checked(call.arguments);
    if (call.kind == "render")
        co_return rendered(call.arguments);
    if (call.kind == "yaml")
        co_return readYaml(call.arguments);
    if (call.kind == "image")
        co_return co_await image(std::move(call.arguments));
    if (call.kind == "tool")
        co_return co_await packageTool(std::move(call));
    throw Error(ErrorCode::Internal,
                tr("Python code asked for '%1', which the engine doesn't know.", call.kind),
                tr("This is a bug of Postern: please report it."));
}

/// The run's variables, under those that the code has set in os.environ since.
connection::Environment HostCalls::environmentOf(const Dict &arguments) const
{
    connection::Environment environment = m_access.environment;
    for (const auto &[key, value] : dictOf(arguments, "environment")) {
        const std::string name = py::str(key);
        std::erase_if(environment, [&](const auto &known) { return known.first == name; });
        environment.emplace_back(name, py::str(value));
    }
    return environment;
}

Value HostCalls::rendered(const Dict &arguments) const
{
    const auto compiled = m_access.templates.get(textOf(arguments, "template"),
                                                 tool::ListStyle::Python,
                                                 "");
    return Value(compiled->compiled.render(dictOf(arguments, "variables")));
}

/// An image from any form, or with `nested` what images stand in; paths are relative to `folder`.
Task<Value> HostCalls::image(Dict arguments)
{
    const flow::SourceFolder folder(textOf(arguments, "folder"),
                                    flow::Trust::Trusted,
                                    m_spec.document.unsaved());
    image::ImageLoader loader(folder,
                              image::imageFormatOf(m_spec.document.flow()),
                              m_access.channels.client());
    const Value *given = arguments.find(std::string_view("value"));
    const Value value = given ? *given : Value();
    const Value *nested = arguments.find(std::string_view("nested"));
    if (nested && nested->truthy())
        co_return co_await loader.loadNested(value);
    co_return co_await loader.load(value);
}

/// What a prompty's call takes is the caller's.
static prompty::PromptyObserver observerOf(const python::CallObserver &told)
{
    prompty::PromptyObserver observer;
    observer.onPrompt = told.onPrompt;
    observer.onChunk = told.onChunk;
    observer.onUsage = told.onUsage;
    observer.watch = told.watch;
    return observer;
}

/// A prompty, and what code calls it with.
struct AskedPrompty
{
    prompty::Prompty prompty;
    Dict inputs;
};

/// Reads files. Only code of a trusted folder asks at all.
static AskedPrompty askedPrompty(const Dict &arguments,
                                 const connection::Environment &environment,
                                 const flow::UnsavedSnapshot &unsaved)
{
    const flow::FlowLocation location = flow::locateFlow(textOf(arguments, "source"));
    flow::FlowDocument document = flow::FlowDocument::load(location, flow::Trust::Trusted, unsaved);
    document.requireLoaded();
    if (const Dict settings = dictOf(arguments, "settings"); !settings.empty())
        document = prompty::withSettings(document, settings);
    const prompty::ModelOverrides overrides{dictOf(arguments, "model"),
                                            arguments.contains("replaces")};
    AskedPrompty asked;
    asked.prompty = prompty::readPrompty(document, environment, flow::Trust::Trusted, overrides);
    asked.inputs = promptyInputs(document.flow(), asked.prompty, dictOf(arguments, "inputs"));
    return asked;
}

Task<Value> HostCalls::prompty(python::HostCall call)
{
    // What is the run's is asked for first: it may have ended when the file is read.
    const connection::Environment environment = environmentOf(call.arguments);
    connection::ConnectionSet connections = m_access.connections;
    addConnections(call.arguments, connections);
    const prompty::ModelAccess access = m_engine.modelAccess(m_spec, connections, environment);
    AskedPrompty asked = co_await offload(
        [arguments = call.arguments, environment, unsaved = m_spec.document.unsaved()] {
            return askedPrompty(arguments, environment, unsaved);
        });
    Dict inputs = std::move(asked.inputs);
    prompty::PromptyCall prompty(std::move(asked.prompty), access);
    if (call.kind == "prompty.render") {
        inputs = co_await prompty.withImages(std::move(inputs));
        Dict rendered;
        rendered.append("prompt", prompty.render(inputs, {}));
        rendered.append("parameters", Value(prompty.prompty().parameters));
        co_return Value(std::move(rendered));
    }
    prompty::PromptyObserver observer = observerOf(call.told);
    if (prompty.streams()) {
        m_streams[++m_streamCount] = co_await prompty.stream(std::move(inputs), observer);
        co_return Value(Dict{{"stream", m_streamCount}});
    }
    Value answer = co_await prompty.call(std::move(inputs), std::move(observer));
    co_return Value(Dict{{prompty.prompty().wantsFirst ? "answer" : "whole", std::move(answer)}});
}

/// None at the end. With `close` nobody wants the rest.
Task<Value> HostCalls::nextPiece(python::HostCall call)
{
    const Value *number = call.arguments.find(std::string_view("stream"));
    const auto found = m_streams.find(number && number->isInt() ? number->asInt() : 0);
    if (found == m_streams.end())
        co_return Value();
    const std::shared_ptr<prompty::AnswerStream> stream = found->second;
    const Value *close = call.arguments.find(std::string_view("close"));
    std::optional<Value> piece;
    if (!close || !close->truthy())
        piece = co_await stream->next();
    if (piece && piece->isString())
        call.told.onChunk(piece->asString());
    if (const std::optional<TokenUsage> usage = stream->takeUsage())
        call.told.onUsage(*usage);
    if (piece)
        co_return std::move(*piece);
    m_streams.erase(number->asInt());
    co_return Value();
}

/// Counts how deep flows call flows. Throws Error LimitExceeded.
static void descend(connection::Environment &environment)
{
    constexpr const char *kDepth = "POSTERN_FLOW_DEPTH";
    constexpr int kMostNested = 8;
    int depth = 1;
    for (const auto &[name, value] : environment) {
        if (name == kDepth)
            depth = std::atoi(value.c_str()) + 1;
    }
    if (depth > kMostNested)
        throw Error(ErrorCode::LimitExceeded,
                    tr("Flows call flows more than %1 deep.", kMostNested),
                    tr("Look for a flow that calls itself."));
    std::erase_if(environment, [&](const auto &known) { return known.first == kDepth; });
    environment.emplace_back(kDepth, std::to_string(depth));
}

/// The file's flow, or, of the same folder, the one that is given as text.
static flow::FlowDocument documentOf(const Dict &arguments, const flow::UnsavedSnapshot &unsaved)
{
    flow::FlowLocation location = flow::locateFlow(textOf(arguments, "source"));
    std::string text = textOf(arguments, "text");
    if (text.empty())
        return flow::FlowDocument::load(location, flow::Trust::Trusted, unsaved);
    flow::FlowDocument document = flow::FlowDocument::fromText(std::move(location), std::move(text));
    document.setUnsaved(unsaved);
    return document;
}

RunSpec HostCalls::flowSpec(const Dict &arguments) const
{
    RunSpec spec;
    spec.trust = flow::Trust::Trusted; // only code of a trusted folder runs at all
    spec.inputs = dictOf(arguments, "inputs");
    spec.init = dictOf(arguments, "init");
    spec.variant = textOf(arguments, "variant");
    spec.node = textOf(arguments, "node");
    spec.environment = environmentOf(arguments);
    spec.connections = m_access.connections;
    spec.simulate = m_spec.simulate;
    spec.carrier = m_spec.carrier;
    spec.python = m_python;
    spec.keepImages = true;
    spec.keepBodies = m_spec.keepBodies;
    spec.gates = m_spec.gates;
    const Value *streaming = arguments.find("streaming");
    spec.stream = streaming && streaming->truthy();
    addConnections(arguments, spec.connections);
    descend(spec.environment);
    return spec;
}

/// The calling flow has another folder.
static Error withAbsolutePlace(Error error, const fs::path &folder)
{
    std::optional<Place> place = error.place();
    if (!place || place->file.empty())
        return error;
    place->file = fs::weakly_canonical(folder / place->file).string();
    Error placed(error.code(),
                 error.translatableMessage(),
                 error.translatableHint(),
                 std::move(place));
    placed.setDetails(error.details());
    if (!error.promptflow())
        return placed;
    return std::move(placed).as(error.promptflow()->codes, error.promptflow()->message);
}

/// What makes calls of a flow alike: all that is asked but the inputs. Empty where each call of the
/// code wants a flow of its own, as PFClient.test() does.
static std::string keyOf(const Dict &arguments, const flow::FlowDocument &document)
{
    if (!arguments.contains("streaming"))
        return {};
    Dict asked = arguments;
    asked.erase("inputs");
    return py::repr(Value(std::move(asked))) + '\n' + std::string(document.text());
}

/// A flow within a flow: with a worker of its own.
Task<Value> HostCalls::flow(python::HostCall call)
{
    RunSpec spec = flowSpec(call.arguments); // before the file is read: the run may end then
    spec.document = co_await offload(
        [arguments = call.arguments, unsaved = m_spec.document.unsaved()] {
            return documentOf(arguments, unsaved);
        });
    std::string key = keyOf(call.arguments, spec.document);
    const fs::path folder = spec.document.location().folder;
    std::optional<Error> failure;
    try {
        LineResult result = co_await m_nested.run(std::move(key),
                                                  std::move(spec),
                                                  std::move(call.told));
        Dict answer;
        answer.append("outputs", std::move(result.outputs));
        answer.append("pieces", Value(std::move(result.pieces)));
        co_return Value(std::move(answer));
    } catch (const Error &error) {
        failure = withAbsolutePlace(error, folder);
    }
    throw Error(*failure);
}

/// Runs a tool on a node whose literals are all its inputs, and whose template is a text.
static Task<Value> runTool(tool::Tool &tool,
                           const flow::Node &node,
                           const std::string &text,
                           const connection::Connection *connection,
                           azure::Channels &channels,
                           const python::CallObserver &told)
{
    const flow::SourceFolder nowhere;
    tool::ToolContext context{node, nowhere, {}, connection, nullptr, false, {}, {}, {}};
    context.templateText = &text;
    if (connection)
        context.channel = channels.of(*connection);
    context.onPrompt = told.onPrompt;
    context.onChunk = told.onChunk;
    context.onUsage = told.onUsage;
    context.watch = told.watch;
    for (const auto &[name, binding] : node.inputs)
        context.inputs.append(Value(name), binding.literal);
    co_return co_await tool.run(std::move(context));
}

Task<Value> HostCalls::llm(python::HostCall call)
{
    const Dict &arguments = call.arguments;
    const std::string prompt = textOf(arguments, "prompt");
    const connection::Connection connection = connectionOf(arguments, m_access.connections);
    flow::Node node;
    node.name = "call";
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    node.source.type = "code";
    node.provider = textOf(arguments, "provider");
    node.api = textOf(arguments, "api");
    node.connection = connection.name;
    addLiterals(node, dictOf(arguments, "parameters"));
    tool::LlmTool &tool = m_registry.llm();
    node = tool.prepareText(node, prompt, connection);
    co_return co_await runTool(tool, node, prompt, &connection, m_access.channels, call.told);
}

Task<Value> HostCalls::packageTool(python::HostCall call)
{
    const Dict &arguments = call.arguments;
    const std::string prompt = textOf(arguments, "prompt");
    const Value *given = arguments.find(std::string_view("connection"));
    std::optional<connection::Connection> connection;
    if (given && !given->isNull())
        connection = connectionOf(arguments, m_access.connections);
    flow::Node node;
    node.name = "call";
    node.source.tool = textOf(arguments, "tool");
    addLiterals(node, dictOf(arguments, "arguments"));
    tool::Tool *tool = m_registry.findPackage(node.source.tool);
    if (!tool)
        throw Error(ErrorCode::Internal,
                    tr("Python code asked for the tool '%1', which isn't one of the engine's.",
                       node.source.tool),
                    tr("This is a bug of Postern: please report it."));
    const connection::Connection *named = connection ? &*connection : nullptr;
    co_return co_await runTool(*tool, node, prompt, named, m_access.channels, call.told);
}

Task<Value> answerBy(std::shared_ptr<HostCalls> calls, python::HostCall call)
{
    co_return co_await calls->answer(std::move(call));
}

} // namespace postern::run

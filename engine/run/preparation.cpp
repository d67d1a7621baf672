// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/preparation.h"

#include "engine/base/offload.h"
#include "engine/base/pyrepr.h"
#include "engine/check/sourcecheck.h"
#include "engine/flow/nodetype.h"
#include "engine/flow/reach.h"
#include "engine/run/inputs.h"
#include "engine/run/recordedanswers.h"
#include "engine/run/runworkers.h"
#include "engine/run/toolsource.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/promptimages.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/retiredtools.h"

#include <algorithm>

namespace postern::run {

namespace {

bool isPython(const flow::Node &node)
{
    return node.type == flow::NodeType::Python || node.type == flow::NodeType::CustomLlm;
}

/// An error of loading a tool: `pf` loads them once before the executor does, so its sentence isn't
/// the executor's yet.
Error inspectionError(const flow::Node &node, const Error &inner)
{
    Error error = toolLoadError(node, inner);
    if (!inner.promptflow())
        return error;
    return std::move(error).as(inner.promptflow()->codes, inner.promptflow()->message);
}

/// A node that names its connection isn't looked at before the executor does.
Error inspected(const flow::Node &node, const Error &error)
{
    return node.connection.empty() ? error : toolLoadError(node, error);
}

/// Refuses a node that nothing can load.
void checkNode(const flow::Node &node)
{
    const bool hasTemplate = node.type == flow::NodeType::Llm
                             || node.type == flow::NodeType::Prompt;
    const bool isWithoutSource = node.source.type.empty()
                                 && node.source.span.begin == node.source.span.end;
    if (isWithoutSource && !hasTemplate)
        throw inspected(node, check::missingSource(node));
    if (!hasTemplate && !isPython(node))
        throw inspected(node, check::unsupportedType(node));
}

/// The flow reduced to the one node that is to run.
void keepNode(flow::Flow &flow, const std::string &name)
{
    const flow::Node *node = flow.node(name);
    if (!node) {
        Error error(ErrorCode::Usage,
                    tr("The flow has no node '%1'.", name),
                    tr("Name one of its nodes with --node."));
        throw std::move(error).as({"UserError"}, "Cannot find " + name + " in the flow.");
    }
    flow.nodes = {flow::Node(*node)};
}

/// The flow reduced to a node and what that needs.
void keepNeeded(flow::Flow &flow, const std::string &name)
{
    if (!flow.node(name))
        throw Error(ErrorCode::Usage,
                    tr("The flow has no node '%1'.", name),
                    tr("Name one of its nodes with --until."));
    const flow::NodeNames needed = flow::neededBy(flow, name);
    std::erase_if(flow.nodes,
                  [&needed](const flow::Node &node) { return !needed.contains(node.name); });
    flow.outputs.clear();
}

} // namespace

Preparation::Preparation(Engine &engine, const RunSpec &spec, RunReport &report)
    : m_engine(engine)
    , m_spec(spec)
    , m_report(report)
    , m_connections(spec.connections)
    , m_registry(engine.templates(), Engine::answersOf(spec), engine.tools())
{}

Preparation::~Preparation() = default;

Task<std::unique_ptr<Preparation>> Preparation::make(Engine &engine,
                                                     const RunSpec &spec,
                                                     RunReport &report)
{
    std::unique_ptr<Preparation> self(new Preparation(engine, spec, report));
    spec.document.requireLoaded();
    self->chooseNodes();
    self->m_folder = co_await flow::WorkingFolder::make(self->m_flow,
                                                        spec.document.sources(spec.trust));
    co_await self->placeStandIns();
    co_await self->readTemplates();
    self->openPython();
    co_await self->loadPythonTools();
    self->checkConnections();
    for (flow::Node &node : self->m_flow.nodes) {
        report.blame(node.name);
        node = co_await self->prepared(node);
    }
    report.blame({});
    self->planNodes();
    self->m_shared.emplace(LineRunner::Shared{*self->m_folder,
                                              self->m_sources,
                                              self->m_connections,
                                              self->m_tools,
                                              self->m_registry,
                                              engine.channels(spec),
                                              spec.stream,
                                              [preparation = self.get()](const flow::Node &node,
                                                                         const auto &document) {
                                                  return preparation->preparedAnew(node, document);
                                              }});
    co_return self;
}

/// The flow with its variants, and of its nodes the one that is to run, if it is one alone.
void Preparation::chooseNodes()
{
    m_flow = flow::withVariant(m_spec.document.flow(), m_spec.variant);
    for (const flow::Node &node : m_flow.nodes) {
        m_report.blame(node.name);
        check::checkModule(node, m_registry.tools());
    }
    m_report.blame({});
    if (!m_spec.node.empty())
        keepNode(m_flow, m_spec.node);
    else if (!m_spec.until.empty())
        keepNeeded(m_flow, m_spec.until);
}

/// Nodes that are answered without their tool: by a value of the request, and in a simulated run
/// by one that lies beside the flow, and the lookups that nobody brings any more.
Task<void> Preparation::placeStandIns()
{
    for (const auto &[name, value] : m_spec.answers) {
        if (!m_flow.node(py::str(name)))
            throw Error(ErrorCode::Usage,
                        tr("The flow has no node '%1' to answer.", py::str(name)),
                        tr("Name one of its nodes with --answers."));
        m_registry.standInFor(py::str(name), value);
    }
    if (m_spec.simulate) {
        const Dict recorded = co_await offload(
            [folder = m_spec.document.sources(m_spec.trust)] { return recordedAnswers(folder); });
        std::string answered;
        for (const auto &[name, value] : recorded) {
            if (!m_flow.node(py::str(name)) || m_registry.hasStandIn(py::str(name)))
                continue;
            m_registry.standInFor(py::str(name), value);
            answered += (answered.empty() ? "" : ", ") + py::str(name);
        }
        if (!answered.empty())
            m_report.warning(
                tr("Not run, but answered by what is recorded in .postern/answers: %1.", answered));
    }
    for (const flow::Node &node : m_flow.nodes) {
        const tool::RetiredTool *retired = flow::namesPackageTool(node)
                                               ? tool::findRetiredTool(node.source.tool)
                                               : nullptr;
        if (m_spec.simulate && retired && retired->isLookup && !m_registry.hasStandIn(node.name))
            m_registry.standInFor(node.name, std::nullopt);
    }
}

/// So that the loop waits for no disk while tools prepare their nodes.
Task<void> Preparation::readTemplates()
{
    m_sources = m_folder->sources();
    std::vector<std::filesystem::path> files;
    for (const flow::Node &node : m_flow.nodes) {
        const bool hasTemplate = node.type == flow::NodeType::Llm
                                 || node.type == flow::NodeType::Prompt
                                 || node.type == flow::NodeType::CustomLlm;
        if (hasTemplate && !node.source.path.empty() && !m_registry.hasStandIn(node.name))
            files.emplace_back(node.source.path);
    }
    if (files.empty())
        co_return;
    m_sources = co_await offload([folder = m_sources, files = std::move(files)] {
        return flow::readAhead(folder, files, tool::kTemplateLimit);
    });
}

/// The variables of the run, and its workers if a node is Python's.
void Preparation::openPython()
{
    const bool hasPython = std::ranges::any_of(m_flow.nodes, [this](const flow::Node &node) {
        return isPython(node) && !m_registry.find(node);
    });
    if (m_spec.inventsConnections() && hasPython)
        m_simulated.emplace(m_engine.loop(), m_connections, m_report, opening(m_spec));
    SimulatedConnections *const simulated = m_simulated ? &*m_simulated : nullptr;
    m_environment = variablesOf(m_flow, m_spec, m_connections, simulated);
    if (hasPython)
        m_workers = openWorkers({m_engine,
                                 m_spec,
                                 *m_folder,
                                 m_connections,
                                 m_environment,
                                 m_registry,
                                 simulated,
                                 m_report});
}

Task<void> Preparation::loadPythonTools()
{
    for (const flow::Node &node : m_flow.nodes) {
        if (m_registry.hasStandIn(node.name))
            continue;
        m_report.blame(node.name);
        checkNode(node);
        if (isPython(node))
            co_await loadPythonTool(node);
    }
    m_report.blame({});
}

Task<void> Preparation::loadPythonTool(const flow::Node &node)
{
    if (const tool::ToolDescriptor *own = m_registry.packageOf(node)) {
        m_tools.insert_or_assign(node.name, own->info());
        co_return;
    }
    const bool isPackage = flow::namesPackageTool(node);
    if (!isPackage && (node.type == flow::NodeType::CustomLlm || node.source.type != "code"))
        throw inspected(node, unsupportedSource(node));
    if (!isPackage)
        check::checkSource(node, m_folder->sources());
    std::string source = isPackage ? node.source.tool : node.source.path;
    std::optional<std::string> prompt;
    if (node.type == flow::NodeType::CustomLlm)
        prompt = tool::promptTextOf(node, m_sources);
    std::optional<Error> failure;
    try {
        python::ToolInfo info = co_await m_workers->loadTool(node.name,
                                                             std::move(source),
                                                             isPackage,
                                                             std::move(prompt));
        m_tools.insert_or_assign(node.name, std::move(info));
    } catch (const Error &error) {
        failure = m_folder->withRealPaths(error);
    }
    if (failure)
        co_await throwInspectionError(node, *failure);
}

/// prompt flow's sentence for a package tool that isn't there lists those of the flow that are.
Task<void> Preparation::throwInspectionError(const flow::Node &node, Error error)
{
    const std::string className = error.promptflow() ? error.promptflow()->codes.back() : "";
    if (className == "InvalidCustomLLMTool")
        throw toolLoadError(node, error);
    if (className != "PackageToolNotFoundError")
        throw inspectionError(node, error);
    std::string available;
    for (const flow::Node &other : m_flow.nodes) {
        bool isThere = m_registry.packageOf(other) != nullptr;
        if (!isThere && flow::namesPackageTool(other)) {
            try {
                co_await m_workers->loadTool(other.name, other.source.tool, true);
                isThere = true;
            } catch (const Error &) { // not there either
            }
        }
        const std::string name = py::reprString(other.source.tool);
        if (isThere && available.find(name) == std::string::npos)
            available += (available.empty() ? "" : ", ") + name;
    }
    const std::string sentence = "Package tool '" + node.source.tool
                                 + "' is not found in the current environment. All available "
                                   "package tools are: ["
                                 + available + "].";
    const Error missing = missingTool(error.code(), node);
    throw inspectionError(node, Error(missing).as(error.promptflow()->codes, sentence));
}

/// Orders the nodes, unless one runs alone. Errors of the plan as a whole are about the node in whose
/// lines they stand, if any.
void Preparation::planNodes()
{
    if (!m_spec.node.empty())
        return;
    try {
        m_plan = Plan::make(m_flow);
    } catch (const Error &error) {
        const std::string_view text = m_spec.document.text();
        for (const flow::Node &node : m_flow.nodes) {
            const std::string_view lines = text.substr(std::min(node.span.begin, text.size()),
                                                       node.span.end - node.span.begin);
            const int last = node.place.line + static_cast<int>(std::ranges::count(lines, '\n'));
            if (error.place() && error.place()->file == node.place.file
                && error.place()->line >= node.place.line && error.place()->line <= last)
                m_report.blame(node.name);
        }
        throw;
    }
}

void Preparation::checkConnections()
{
    std::vector<std::string> names = connection::connectionsOfEnvironment(m_flow,
                                                                          m_spec.environment);
    std::vector<std::string> owners(names.size()); // the flow's own
    for (const flow::Node &node : m_flow.nodes) {
        if (m_registry.hasStandIn(node.name))
            continue;
        m_report.blame(node.name);
        if (!node.connection.empty() && !m_spec.inventsConnections())
            names.push_back(node.connection);
        namePythonConnections(node, names);
        owners.resize(names.size(), node.name);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_report.blame(owners[i]);
        connection::requireConnections({names[i]}, m_connections);
    }
    m_report.blame({});
    for (std::string &name : names) {
        if (std::ranges::find(m_connectionNames, name) == m_connectionNames.end())
            m_connectionNames.push_back(std::move(name));
    }
}

void Preparation::namePythonConnections(const flow::Node &node, std::vector<std::string> &names)
{
    const auto tool = m_tools.find(node.name);
    if (tool == m_tools.end())
        return;
    for (const python::Parameter &parameter : tool->second.parameters) {
        const flow::Binding *binding = parameter.isConnection ? node.input(parameter.name)
                                                              : nullptr;
        if (!binding || binding->kind != flow::Binding::Kind::Literal || !binding->literal.truthy())
            continue;
        names.push_back(py::str(binding->literal));
        const bool isEngines = m_registry.packageOf(node) != nullptr;
        if (m_spec.inventsConnections() && isEngines && !m_connections.find(names.back())) {
            if (const auto *invented = m_registry.connectionOf(node, m_connections))
                m_connections.add(*invented);
        } else if (m_simulated && !isEngines) {
            m_simulated->invent(names.back(), node, parameter);
        }
    }
}

Task<flow::Node> Preparation::prepared(flow::Node node)
{
    if (m_registry.hasStandIn(node.name))
        co_return node;
    tool::Tool *tool = m_registry.find(node);
    if (!isPython(node)) {
        if (!tool)
            throw toolLoadError(node, check::unsupportedType(node));
        node = tool->prepare(node, m_sources, m_registry.connectionOf(node, m_connections));
        co_await loadMarkedImages(node);
        co_return node;
    }
    try {
        flow::Node converted = withLiteralsConverted(node,
                                                     m_tools.at(node.name).parameters,
                                                     m_connections);
        co_await loadImages(converted);
        co_await loadAssistants(converted);
        co_await makeInstance(converted);
        node = std::move(converted);
    } catch (const Error &error) {
        throw error.code() == ErrorCode::Cancelled ? error : toolLoadError(node, error);
    }
    const python::ToolInfo &info = m_tools.at(node.name);
    if (tool)
        node = tool->prepare(node, m_sources, m_registry.connectionOf(node, m_connections));
    else if (node.type == flow::NodeType::CustomLlm)
        tool::checkPrompt(node, m_sources, info.parameters);
    if (node.type == flow::NodeType::CustomLlm)
        co_await loadMarkedImages(node);
    if (!tool && node.type == flow::NodeType::CustomLlm)
        co_return withGuardedNames(std::move(node), info);
    co_return node;
}

/// A class's tool is made once, with the inputs of its __init__, which are the node's no more.
Task<void> Preparation::makeInstance(flow::Node &node)
{
    const python::ToolInfo &info = m_tools.at(node.name);
    checkInitInputs(node, info);
    if (info.initParameters == 0)
        co_return;
    Dict arguments = takeInitInputs(node, info);
    if (m_registry.find(node)) { // of the engine's, a connection is all that a class is made with
        if (const Value *connection = arguments.find("connection"))
            node.connection = py::str(*connection);
        co_return;
    }
    co_await m_workers->initEntry(node.name, std::move(arguments));
}

/// Turns literals that are, or hold, images into them.
Task<void> Preparation::loadImages(flow::Node &node)
{
    image::ImageLoader loader = imageLoader();
    const std::vector<python::Parameter> &parameters = m_tools.at(node.name).parameters;
    for (auto &[name, binding] : node.inputs) {
        const auto parameter = std::ranges::find(parameters, name, &python::Parameter::name);
        if (binding.kind != flow::Binding::Kind::Literal || parameter == parameters.end()
            || parameter->isConnection)
            continue;
        try {
            binding.literal = parameter->type == "image"
                                  ? co_await loader.loadLiteral(binding.literal)
                                  : co_await loader.loadNested(binding.literal);
            if (parameter->type == "image") // no longer the text it was written as
                binding.literalClasses = Value();
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            throw imageLiteralError(name, binding, error);
        }
    }
}

/// Turns literals that name an assistant's file into what that says, which the worker makes an
/// AssistantDefinition of. prompt flow gives its tools the connections of the flow's nodes alone.
Task<void> Preparation::loadAssistants(flow::Node &node)
{
    List known;
    for (const std::string &name : m_connectionNames)
        known.emplace_back(name);
    const bool isWhole = m_spec.node.empty(); // else what the other nodes name isn't known
    const std::vector<python::Parameter> &parameters = m_tools.at(node.name).parameters;
    for (auto &[name, binding] : node.inputs) {
        const auto parameter = std::ranges::find(parameters, name, &python::Parameter::name);
        if (binding.kind != flow::Binding::Kind::Literal || parameter == parameters.end()
            || parameter->type != "assistant_definition")
            continue;
        Dict question{{"node", node.name}, {"name", name}, {"path", binding.literal}};
        question.append("known", isWhole ? Value(known) : Value());
        try {
            binding.literal = co_await m_workers->askToolbox("assistant", std::move(question));
            binding.literalClasses = Value();
        } catch (const Error &error) {
            throw assistantError(binding, m_folder->withRealPaths(error));
        }
    }
}

/// Turns literals into images that the node's template marks as such.
Task<void> Preparation::loadMarkedImages(flow::Node &node)
{
    const bool hasLiteral = std::ranges::any_of(node.inputs, [](const auto &input) {
        return input.second.kind == flow::Binding::Kind::Literal;
    });
    if (!hasLiteral)
        co_return;
    const std::vector<std::string> marked = tool::imageNames(tool::promptTextOf(node, m_sources));
    image::ImageLoader loader = imageLoader();
    for (auto &[name, binding] : node.inputs) {
        if (binding.kind != flow::Binding::Kind::Literal
            || std::ranges::find(marked, name) == marked.end())
            continue;
        try {
            binding.literal = co_await loader.loadLiteral(binding.literal);
            binding.literalClasses = Value();
        } catch (const Error &error) {
            throw error.place() ? toolLoadError(node, error)
                                : toolLoadError(node, Error(error).at(binding.place));
        }
    }
}

Task<std::unique_ptr<LineRunner>> Preparation::beginLine()
{
    std::unique_ptr<python::Line> line;
    if (m_workers)
        line = co_await m_workers->beginLine();
    co_return std::make_unique<LineRunner>(*m_shared, std::move(line));
}

} // namespace postern::run

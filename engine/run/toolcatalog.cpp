// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/toolcatalog.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/inputtypes.h"
#include "engine/python/environment.h"
#include "engine/python/worker.h"
#include "engine/tool/prompttemplate.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

/// The nodes of a flow and of all its variants.
std::vector<flow::Node> allNodes(const flow::Flow &flow)
{
    std::vector<flow::Node> nodes = flow.nodes;
    for (const auto &[name, variants] : flow.variants) {
        for (const flow::Variant &variant : variants.variants)
            nodes.push_back(variant.node);
    }
    return nodes;
}

Value templateManifest(const flow::Node &node, const flow::SourceFolder &folder)
{
    try {
        tool::Templates templates(0);
        const auto compiled
            = tool::PromptTemplate::load(node, folder, tool::ListStyle::Python, templates);
        Dict inputs;
        for (const std::string &name : compiled.variables())
            inputs.append(Value(name), Dict{{"type", List{"string"}}});
        return Dict{{"type", node.type == flow::NodeType::Prompt ? "prompt" : "llm"},
                    {"inputs", std::move(inputs)},
                    {"source", node.source.path}};
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Refused)
            throw;
        return Dict{{"error", error.message()}};
    }
}

Error notFound(const std::string &tool)
{
    return Error(
               ErrorCode::InvalidInput,
               tr("There is no tool '%1' in this environment.", tool),
               tr("`postern tool list` names those there are; --python names another environment."))
        .as({"UserError", "ValidationError", "PackageToolNotFoundError"},
            "Package tool '" + tool + "' is not found in the current environment.");
}

bool isFile(const std::string &tool)
{
    std::error_code ignored;
    return tool.ends_with(".py") && fs::is_regular_file(tool, ignored);
}

/// A text as the type that a manifest gives its input.
Value typed(const Value &value, const Value *settings)
{
    const Value *types = settings ? settings->find("type") : nullptr;
    const Value *first = types && types->isList() && !types->asList().empty()
                             ? &types->asList().front()
                             : types;
    const auto type = first && first->isString() ? flow::valueType(first->asString())
                                                 : std::nullopt;
    return type ? flow::parseAs(*type, value) : value;
}

/// The arguments of a listing function, by what its manifest says of them.
Dict argumentsOf(const Value &function, const Value &inputs, const Dict &values)
{
    constexpr std::string_view kReference = "${inputs.";
    Dict arguments;
    const Value *described = function.find("func_kwargs");
    const List none;
    for (const Value &argument : described && described->isList() ? described->asList() : none) {
        const Value *name = argument.find("name");
        const Value *reference = argument.find("reference");
        if (!name || !name->isString())
            continue;
        std::string source = name->asString();
        if (reference && reference->isString() && reference->asString().starts_with(kReference))
            source = reference->asString().substr(kReference.size(),
                                                  reference->asString().size() - kReference.size()
                                                      - 1);
        if (const Value *given = values.find(source)) {
            const Value *settings = inputs.find(source);
            arguments.set(*name, typed(*given, settings ? settings : &argument));
        } else if (const Value *fallback = argument.find("default")) {
            arguments.set(*name, *fallback);
        }
    }
    for (const auto &[name, value] : values) {
        if (!arguments.find(name))
            arguments.append(name, typed(value, inputs.find(py::str(name))));
    }
    return arguments;
}

bool isChoiceList(const Value &value)
{
    return value.isList() && std::ranges::all_of(value.asList(), [](const Value &item) {
               return item.find("value") != nullptr;
           });
}

} // namespace

ToolCatalog::ToolCatalog(fs::path interpreter,
                         std::function<void(bool isError, std::string_view text)> onLog,
                         flow::Trust trust,
                         const tool::ToolTable &tools)
    : m_interpreter(std::move(interpreter))
    , m_onLog(std::move(onLog))
    , m_trust(trust)
    , m_tools(tools)
{}

/// For a Python file that would be imported.
void ToolCatalog::requireTrust() const
{
    if (m_trust == flow::Trust::Restricted)
        throw Error(ErrorCode::Refused,
                    tr("The file is restricted, so it isn't imported."),
                    tr("Trust it to allow this: leave out --restricted."));
}

Task<Value> ToolCatalog::ask(fs::path folder, std::string question, Dict arguments) const
{
    python::WorkerOptions options;
    // Modules of a restricted folder would be found before the standard library's.
    if (m_trust == flow::Trust::Restricted)
        folder = python::resourcesFolder();
    options.folder = fs::absolute(folder.empty() ? fs::current_path() : folder);
    options.interpreter = m_interpreter.empty() ? python::findInterpreter(options.folder)
                                                : m_interpreter;
    options.onLog = [onLog = m_onLog](std::string_view, bool isError, std::string_view text) {
        if (onLog)
            onLog(isError, text);
    };
    python::WorkerPool pool(co_await boost::asio::this_coro::executor, std::move(options));
    co_return co_await pool.askToolbox(std::move(question), std::move(arguments));
}

Task<Value> ToolCatalog::list(fs::path flow) const
{
    Dict package = m_tools.manifests();
    Dict code;
    fs::path folder;
    std::vector<flow::Node> nodes;
    if (!flow.empty()) {
        const flow::FlowLocation location = flow::locateFlow(flow);
        const flow::FlowDocument document = flow::FlowDocument::load(location, m_trust);
        document.requireLoaded();
        folder = location.folder;
        nodes = allNodes(document.flow());
    }
    const Value installed = co_await ask(folder, "list", Dict());
    for (const auto &[id, manifest] : installed.asDict())
        package.set(id, manifest);
    for (const flow::Node &node : nodes) {
        if (node.source.path.empty() || code.contains(node.source.path))
            continue;
        Value manifest;
        if (node.type != flow::NodeType::Python) {
            manifest = templateManifest(node, {folder, m_trust});
        } else if (m_trust == flow::Trust::Restricted) {
            manifest = Dict{{"error", "The folder is restricted, so the file isn't imported."}};
        } else {
            Dict arguments;
            arguments.append("path", node.source.path);
            manifest = co_await ask(folder, "describe", std::move(arguments));
        }
        code.append(node.source.path, std::move(manifest));
    }
    Dict tools;
    tools.append("package", std::move(package));
    tools.append("code", std::move(code));
    co_return Value(std::move(tools));
}

Task<Value> ToolCatalog::manifest(std::string tool) const
{
    if (isFile(tool)) {
        requireTrust();
        Dict arguments;
        arguments.append("path", fs::absolute(tool).string());
        const Value described = co_await ask(fs::path(), "describe", std::move(arguments));
        if (const Value *error = described.find("error"))
            throw Error(ErrorCode::InvalidInput,
                        tr("The file '%1' is no tool: %2", tool, py::str(*error)),
                        tr("It must define one function with the @tool decorator."));
        co_return described;
    }
    const Value installed = co_await ask(fs::path(), "list", Dict());
    if (const Value *found = installed.find(tool))
        co_return *found;
    for (const auto &[id, manifest] : installed.asDict()) {
        const Value *former = manifest.find("deprecated_tools");
        const bool isList = former && former->isList();
        if (isList && std::ranges::find(former->asList(), Value(tool)) != former->asList().end())
            co_return manifest;
    }
    if (const tool::ToolDescriptor *own = m_tools.findPackage(tool))
        co_return Value(own->manifest());
    throw notFound(tool);
}

Task<Value> ToolCatalog::choices(std::string tool, std::string input, Dict values) const
{
    const Value described = co_await manifest(tool);
    const Value *inputs = described.find("inputs");
    const Value *settings = inputs ? inputs->find(input) : nullptr;
    const Value *listing = settings ? settings->find("dynamic_list") : nullptr;
    const Value *function = listing || !settings ? listing : settings->find("generated_by");
    const Value *path = function ? function->find("func_path") : nullptr;
    if (!path)
        throw Error(ErrorCode::InvalidInput,
                    tr("The input '%1' of '%2' has no function to call.", input, tool),
                    tr("Name an input with dynamic_list or generated_by; `postern tool show %1` "
                       "shows them.",
                       tool));
    Dict arguments;
    arguments.append("function", *path);
    arguments.append("values", argumentsOf(*function, *inputs, values));
    Value result;
    try {
        result = co_await ask(fs::path(), "options", std::move(arguments));
    } catch (const Error &error) {
        if (!error.promptflow() || error.promptflow()->codes.back() != "RetrieveToolFuncResultError")
            throw;
        throw Error(ErrorCode::NodeFailed,
                    tr("The function %1 of input '%2' failed.", py::str(*path), input),
                    tr("Give the inputs it needs with --inputs, or correct it."))
            .as(error.promptflow()->codes, error.promptflow()->message);
    }
    if (listing && !isChoiceList(result))
        throw Error(ErrorCode::NodeFailed,
                    tr("The function %1 gives no list of dicts with a 'value'.", py::str(*path)),
                    tr("Correct it: each item is {\"value\": ..., \"display_value\": ...}."))
            .as({"UserError", "RetrieveToolFuncResultError", "ListFunctionResponseError"});
    co_return result;
}

Task<Value> ToolCatalog::validate(std::string source) const
{
    if (isFile(source))
        requireTrust();
    Dict arguments;
    arguments.append("source", source);
    try {
        co_return co_await ask(fs::path(), "validate", std::move(arguments));
    } catch (const Error &error) {
        if (!error.promptflow() || error.promptflow()->codes.front() != "UserError")
            throw;
        throw Error(ErrorCode::InvalidInput,
                    tr("There are no tools to check in '%1': %2",
                       source,
                       error.translatableMessage()),
                    tr("Name an installed package, PACKAGE.MODULE.FUNCTION, or a Python file."))
            .as(error.promptflow()->codes, error.promptflow()->message);
    }
}

} // namespace postern::run

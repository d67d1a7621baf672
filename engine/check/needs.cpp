// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/needs.h"

#include "engine/base/pathtext.h"
#include "engine/base/textencoding.h"
#include "engine/check/pythontext.h"
#include "engine/check/requirements.h"
#include "engine/connection/connectiontype.h"
#include "engine/store/atomicfile.h"
#include "engine/tool/retiredtools.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace postern::check {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 4UL * 1024 * 1024;
constexpr std::size_t kLargestYaml = 256UL * 1024;

/// A text that isn't a reference or a template, and not empty.
std::string plainText(const Value *value)
{
    const bool isPlain = value != nullptr && value->isString()
                         && value->asString().find("${") == std::string::npos;
    return isPlain ? value->asString() : std::string();
}

/// The words between "${env:" and "}" in a text, and of "${name.key}" the name.
template<typename OnVariable, typename OnConnection>
void eachReference(std::string_view text, OnVariable onVariable, OnConnection onConnection)
{
    for (std::size_t at = text.find("${"); at != std::string_view::npos;
         at = text.find("${", at + 2)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos)
            return;
        const std::string_view inner = text.substr(at + 2, end - at - 2);
        if (inner.starts_with("env:"))
            onVariable(std::string(inner.substr(4)));
        else if (const std::size_t dot = inner.find('.'); dot != 0 && dot != std::string_view::npos)
            onConnection(std::string(inner.substr(0, dot)));
    }
}

/// Calls back with every text in a value, and the key it has.
template<typename OnText>
void eachText(const Value &value, const OnText &onText, std::string_view key = {})
{
    if (value.isString()) {
        onText(key, value.asString());
    } else if (value.isList()) {
        for (const Value &item : value.asList())
            eachText(item, onText, key);
    } else if (value.isDict()) {
        for (const auto &[name, member] : value.asDict())
            eachText(member, onText, name.isString() ? std::string_view(name.asString()) : key);
    }
}

std::string typeOfClass(std::string_view className)
{
    const connection::ConnectionType *type = connection::findConnectionType(className);
    return std::string(type != nullptr ? type->type : std::string_view());
}

class NeedsReader
{
public:
    NeedsReader(const flow::FlowDocument &document,
                const FoundFlow &found,
                const tool::ToolTable &tools,
                std::vector<SkippedPath> &skipped)
        : m_document(document)
        , m_flow(document.flow())
        , m_found(found)
        , m_tools(tools)
        , m_skipped(skipped)
    {}

    FlowNeeds read()
    {
        readFiles();
        if (m_flow.kind == flow::FlowKind::Dag) {
            for (const flow::Node &node : m_flow.nodes) {
                if (!node.useVariants || !m_flow.variants.contains(node.name))
                    readNode(node);
            }
            for (const auto &[name, variants] : m_flow.variants)
                readVariants(name, variants);
        }
        readSettings();
        return result();
    }

private:
    std::string shown(const fs::path &file) const
    {
        return pathText(file.lexically_relative(m_document.location().folder));
    }

    std::optional<std::string> textOfFile(const fs::path &file, std::size_t limit)
    {
        try {
            return decodeText(store::readFile(file, limit)); // that it is inside was seen on the way
        } catch (const Error &error) {
            m_skipped.push_back({shown(file), error.translatableMessage()});
            return {};
        }
    }

    void addConnection(const std::string &name, const std::string &type, const std::string &node)
    {
        if (name.empty())
            return;
        NeededConnection &needed = m_connections[name];
        needed.name = name;
        if (!type.empty())
            needed.types.insert(type);
        if (!node.empty())
            needed.nodes.insert(node);
    }

    void addDeployment(const std::string &name, const std::string &node)
    {
        if (name.empty())
            return;
        NeededDeployment &needed = m_deployments[name];
        needed.name = name;
        if (!node.empty())
            needed.nodes.insert(node);
    }

    void addHost(std::string_view address, const std::string &from)
    {
        if (const std::string host = hostOf(address); !host.empty())
            m_hosts.emplace(host, NeededHost{host, from});
    }

    // --- the folder's files ---

    void readFiles()
    {
        for (const fs::path &file : m_found.files) {
            const std::string name = pathText(file.filename());
            if (name.ends_with(".py"))
                readPython(file);
            else if (name.starts_with("requirements") && name.ends_with(".txt"))
                readRequirementsFile(file);
            else if (name == ".python-version" || name == "runtime.txt" || name == "pyproject.toml"
                     || name == "environment.yaml" || name == "environment.yml"
                     || name == "conda.yaml" || name == "conda.yml" || name == "Dockerfile")
                readPythonVersion(file);
            else if ((name.ends_with(".yaml") || name.ends_with(".yml"))
                     && file != m_document.location().file && !flow::isFlowName(name))
                readConnectionFile(file);
        }
    }

    void readPython(const fs::path &file)
    {
        const std::optional<std::string> text = textOfFile(file, kLargestFile);
        if (!text)
            return;
        PythonText read = readPythonText(*text);
        for (const PythonText::Import &import : read.imports)
            m_imports.insert(import.module);
        for (const std::string &name : read.environmentVariables)
            m_variables.insert(name);
        for (const std::string &address : read.addresses)
            addHost(address, shown(file));
        m_local.insert(pathText(file.stem()));
        const fs::path relative = file.lexically_relative(m_document.location().folder);
        m_local.insert(pathText(*relative.begin()));
        m_connectionTypes[shown(file)] = std::move(read.connectionTypes);
    }

    void readRequirementsFile(const fs::path &file)
    {
        const std::optional<std::string> text = textOfFile(file, kLargestFile);
        if (!text)
            return;
        const Requirements read = readRequirements(*text);
        for (const Requirement &package : read.packages)
            m_packages.push_back(
                {package.name, package.specifier, package.isPinned, shown(file), package.line});
        for (const std::string &address : read.addresses)
            addHost(address, shown(file));
        if (read.addresses.empty() && !read.packages.empty())
            addHost("https://pypi.org", shown(file));
    }

    /// What a file asks of Python: "3.11", ">=3.9".
    void readPythonVersion(const fs::path &file)
    {
        const std::optional<std::string> text = textOfFile(file, kLargestYaml);
        if (!text)
            return;
        const std::string name = pathText(file.filename());
        std::string_view key = "python=";
        if (name == ".python-version")
            key = "";
        else if (name == "runtime.txt")
            key = "python-";
        else if (name == "pyproject.toml")
            key = "requires-python";
        else if (name == "Dockerfile")
            key = "FROM python:";
        const std::size_t at = text->find(key);
        if (at == std::string::npos)
            return;
        std::string version = text->substr(at + key.size(), text->find('\n', at) - at - key.size());
        std::erase_if(version, [](char c) {
            return c == '"' || c == '\'' || c == ' ' || c == '\t' || c == '\r';
        });
        version.erase(0, version.find_first_not_of('='));
        if (m_pythonVersion.empty() && version.find_first_of("0123456789") != std::string::npos)
            m_pythonVersion = version;
    }

    /// A connection's file beside the flow says its type and its host.
    void readConnectionFile(const fs::path &file)
    {
        const std::optional<std::string> text = textOfFile(file, kLargestYaml);
        if (!text || text->find("type:") == std::string::npos)
            return;
        const yaml::Document document = yaml::Document::parse(*text);
        if (document.root() == nullptr || !document.problems().empty())
            return;
        Value root;
        try {
            root = yaml::toValue(*document.root());
        } catch (const Error &) { // far larger than any connection
            return;
        }
        const std::string name = plainText(root.find("name"));
        const connection::ConnectionType *type = connection::findConnectionType(
            plainText(root.find("type")));
        if (name.empty() || type == nullptr)
            return;
        m_known[name] = type->type;
        eachText(root, [&](std::string_view, const std::string &found) {
            if (found.starts_with("http://") || found.starts_with("https://"))
                addHost(found, shown(file));
        });
    }

    // --- the flow ---

    void readNode(const flow::Node &node)
    {
        const tool::ToolDescriptor *tool = m_tools.find(node);
        std::string type;
        const bool isLlm = node.type == flow::NodeType::Llm;
        if (isLlm)
            type = node.input("deployment_name") != nullptr ? "azure_open_ai"
                   : node.input("model") != nullptr         ? "open_ai"
                                                            : "";
        addConnection(node.connection, type, node.name);
        if (isLlm && type.empty() && !node.connection.empty()) {
            m_connections[node.connection].types.insert("azure_open_ai");
            m_connections[node.connection].types.insert("open_ai");
        }
        const auto file = m_connectionTypes.find(node.source.path);
        for (const auto &[name, binding] : node.inputs) {
            const std::string text = plainText(&binding.literal);
            if (name == "deployment_name" || (name == "model" && !isPython(node)))
                addDeployment(text, node.name);
            if (text.starts_with("http://") || text.starts_with("https://"))
                addHost(text, m_ownFile);
            if (file != m_connectionTypes.end()) {
                const auto parameter = file->second.find(name);
                if (parameter != file->second.end())
                    addConnection(text, typeOfClass(parameter->second), node.name);
            }
            if (tool != nullptr && tool->isPackage() && name == "connection") {
                addConnection(text, "", node.name);
                for (const std::string &className : tool->connectionTypes) {
                    if (!text.empty())
                        m_connections[text].types.insert(typeOfClass(className));
                }
            }
        }
        readTool(node, tool);
    }

    static bool isPython(const flow::Node &node)
    {
        return node.type == flow::NodeType::Python && node.source.tool.empty();
    }

    void readTool(const flow::Node &node, const tool::ToolDescriptor *tool)
    {
        const tool::RetiredTool *retired = tool::findRetiredTool(node.source.tool);
        UsedTool used;
        used.name = !node.source.tool.empty() ? node.source.tool : node.typeText;
        if (used.name.empty()) // an error, which validation tells
            return;
        if (retired != nullptr)
            used.runner = retired->isLookup ? Runner::StandIn : Runner::Nobody;
        else if (tool != nullptr)
            used.runner = tool->make ? Runner::Engine : Runner::Python;
        else if (node.type != flow::NodeType::Python && node.type != flow::NodeType::CustomLlm)
            used.runner = Runner::Nobody;
        else
            used.runner = Runner::Python;
        UsedTool &known = m_used.try_emplace(used.name, used).first->second;
        known.nodes.insert(node.name);
    }

    void readVariants(const std::string &name, const flow::NodeVariants &variants)
    {
        for (const flow::Variant &variant : variants.variants) {
            flow::Node node = variant.node;
            node.name = name;
            readNode(node);
        }
    }

    /// What flex flows, prompties and all of them say in settings of their own.
    void readSettings()
    {
        for (const auto &[name, value] : m_flow.environmentVariables) {
            m_variables.insert(name);
            eachText(value, [this](std::string_view, const std::string &text) {
                eachReference(
                    text,
                    [this](std::string variable) { m_variables.insert(std::move(variable)); },
                    [this](const std::string &connection) { addConnection(connection, "", ""); });
            });
        }
        if (m_flow.kind == flow::FlowKind::Prompty) {
            if (const Value *model = m_flow.raw.find("model"))
                readModel(model->find("configuration"));
            eachText(m_flow.raw, [this](std::string_view, const std::string &text) {
                eachReference(
                    text,
                    [this](std::string variable) { m_variables.insert(std::move(variable)); },
                    [](const std::string &) {});
            });
        }
        if (m_flow.kind == flow::FlowKind::Flex) {
            for (const char *section : {"init", "sample"}) {
                if (const Value *value = m_flow.raw.find(section))
                    readModels(*value);
            }
        }
    }

    /// Model configurations anywhere in a value.
    void readModels(const Value &value)
    {
        if (!value.isDict())
            return;
        readModel(&value);
        for (const auto &[name, member] : value.asDict())
            readModels(member);
    }

    void readModel(const Value *configuration)
    {
        if (configuration == nullptr || !configuration->isDict())
            return;
        const std::string type = plainText(configuration->find("type"));
        const std::string deployment = plainText(configuration->find("azure_deployment"));
        const std::string model = plainText(configuration->find("model"));
        const bool isAzure = type == "azure_openai" || (type.empty() && !deployment.empty());
        addConnection(plainText(configuration->find("connection")),
                      isAzure            ? "azure_open_ai"
                      : type == "openai" ? "open_ai"
                                         : "",
                      "");
        addDeployment(deployment, "");
        addDeployment(model, "");
        addHost(plainText(configuration->find("azure_endpoint")), m_ownFile);
        addHost(plainText(configuration->find("base_url")), m_ownFile);
    }

    FlowNeeds result()
    {
        FlowNeeds needs;
        for (auto &[name, connection] : m_connections) {
            if (const auto known = m_known.find(name); known != m_known.end())
                connection.types = {known->second};
            needs.connections.push_back(std::move(connection));
        }
        for (auto &[name, deployment] : m_deployments)
            needs.deployments.push_back(std::move(deployment));
        for (auto &[host, needed] : m_hosts)
            needs.hosts.push_back(std::move(needed));
        needs.packages = std::move(m_packages);
        std::ranges::stable_sort(needs.packages, {}, &NeededPackage::name);
        for (const std::string &module : m_imports) {
            if (!m_local.contains(module) && !isStandardModule(module) && module != "promptflow")
                needs.imports.push_back(module);
        }
        needs.pythonVersion = m_pythonVersion;
        needs.environmentVariables.assign(m_variables.begin(), m_variables.end());
        for (auto &[name, tool] : m_used)
            needs.tools.push_back(std::move(tool));
        return needs;
    }

    const flow::FlowDocument &m_document;
    const flow::Flow &m_flow;
    const FoundFlow &m_found;
    const tool::ToolTable &m_tools;
    std::vector<SkippedPath> &m_skipped;
    const std::string m_ownFile = pathText(m_document.location().file.filename());

    std::map<std::string, NeededConnection> m_connections;
    std::map<std::string, NeededDeployment> m_deployments;
    std::map<std::string, NeededHost> m_hosts;
    std::map<std::string, std::string> m_known; ///< types of connections that files here describe
    std::map<std::string, std::map<std::string, std::string>> m_connectionTypes; ///< by file
    std::vector<NeededPackage> m_packages;
    std::set<std::string> m_imports;
    std::set<std::string> m_local; ///< modules of the folder
    std::set<std::string> m_variables;
    std::map<std::string, UsedTool> m_used;
    std::string m_pythonVersion;
};

} // namespace

FlowNeeds needsOf(const flow::FlowDocument &document,
                  const FoundFlow &found,
                  const tool::ToolTable &tools,
                  std::vector<SkippedPath> &skipped)
{
    return NeedsReader(document, found, tools, skipped).read();
}

} // namespace postern::check

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/fingerprint.h"

#include "engine/base/pathtext.h"
#include "engine/base/valuebytes.h"
#include "engine/flow/nodetype.h"
#include "engine/python/worker.h"
#include "engine/replay/pythoncode.h"
#include "engine/run/carrier.h"
#include "engine/tool/prompttemplate.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::replay {

namespace {

/// The files of a flow that Python code imports, found without Python.
class PythonFiles
{
public:
    PythonFiles(flow::SourceFolder folder, std::vector<std::string> includes)
        : m_folder(std::move(folder))
        , m_includes(std::move(includes))
    {}

    /// Takes in the file and all that it imports from the folder.
    void take(const std::string &path, Dict &texts, std::vector<Message> &doubts)
    {
        if (!m_seen.insert(path).second)
            return;
        const std::optional<std::string> text = read(path);
        if (!text) {
            doubts.push_back(tr("'%1' can't be read", path));
            return;
        }
        texts.append(Value(path), Value(*text));
        const PythonCode code = readPythonCode(*text);
        if (code.saysUnrepeatable)
            doubts.push_back(tr("'%1' says that it isn't repeatable", path));
        for (const Message &doubt : code.doubts) {
            if (!code.saysRepeatable)
                doubts.push_back(tr("%1 (%2)", doubt, path));
        }
        const fs::path folder = fs::path(path).parent_path();
        for (const PythonImport &import : code.imports)
            follow(import, folder, code.saysRepeatable, texts, doubts);
    }

private:
    std::optional<std::string> read(const std::string &path) const
    {
        constexpr std::size_t kMost = 16UL * 1024 * 1024;
        for (const fs::path &place : places(path)) {
            try {
                if (flow::hasFile(m_folder, place))
                    return flow::openInFolder(m_folder, place, kMost);
            } catch (const Error &) { // refused or unreadable: told by who asks
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Where a file of the run's folder may come from.
    std::vector<fs::path> places(const std::string &path) const
    {
        std::vector<fs::path> found{fs::path(path)};
        const fs::path named(path);
        const fs::path first = *named.begin();
        for (const std::string &include : m_includes) {
            fs::path source(include);
            if (source.filename() == first)
                found.push_back(source / named.lexically_relative(first));
            if (source.filename() == named)
                found.push_back(source);
        }
        return found;
    }

    bool has(const std::string &path) const
    {
        return std::ranges::any_of(places(path), [this](const fs::path &place) {
            return flow::hasFile(m_folder, place);
        });
    }

    /// The files of a dotted name below a folder: its packages and the module itself.
    bool addModule(const fs::path &base,
                   const std::string &module,
                   Dict &texts,
                   std::vector<Message> &doubts)
    {
        fs::path path = base;
        bool isFound = false;
        std::string_view rest = module;
        while (!rest.empty()) {
            const std::size_t dot = rest.find('.');
            path /= std::string(rest.substr(0, dot));
            rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
            const std::string asPackage = pathText(path / "__init__.py");
            const std::string asFile = pathText(path) + ".py";
            for (const std::string &file : {asPackage, asFile}) {
                if (has(file)) {
                    take(file, texts, doubts);
                    isFound = true;
                }
            }
        }
        return isFound;
    }

    void follow(const PythonImport &import,
                const fs::path &folder,
                bool isTrusted,
                Dict &texts,
                std::vector<Message> &doubts)
    {
        fs::path base; // absolute: the folder of the flow, which is on sys.path
        if (import.level > 0) {
            base = folder;
            for (int i = 1; i < import.level; ++i)
                base = base.parent_path();
        }
        bool isOwn = import.level > 0;
        if (!import.module.empty())
            isOwn = addModule(base, import.module, texts, doubts) || isOwn;
        for (const std::string &name : import.names) {
            const std::string inner = import.module.empty() ? name : import.module + "." + name;
            isOwn = addModule(base, inner, texts, doubts) || isOwn;
        }
        // A folder without __init__.py is a package too; of such only its files are ours.
        if (!isOwn && !isTrusted && !isHarmlessModule(import.module)
            && !(import.module == "urllib" && import.names == std::vector<std::string>{"parse"}))
            doubts.push_back(tr("it imports '%1', and what that does isn't known", import.module));
    }

    const flow::SourceFolder m_folder;
    const std::vector<std::string> m_includes;
    std::set<std::string> m_seen;
};

/// What a file looks like from outside, for those that are too large to be read.
Value stampOf(const fs::path &file)
{
    std::error_code error;
    const fs::file_time_type time = fs::last_write_time(file, error);
    if (error)
        return {};
    return Value(static_cast<std::int64_t>(time.time_since_epoch().count()));
}

/// The interpreter, and the folders into which packages are installed.
Value interpreterOf(const run::RunSpec &spec)
{
    Dict seen;
    try {
        const fs::path interpreter = spec.python.empty()
                                         ? python::findInterpreter(spec.document.location().folder)
                                         : spec.python;
        seen.append("interpreter", pathText(interpreter));
        seen.append("stamp", stampOf(interpreter));
        std::error_code error;
        const fs::path prefix = interpreter.parent_path().parent_path();
        for (const fs::path &library :
             {prefix / "lib", fs::path("/usr/lib/python3"), fs::path("/usr/local/lib")}) {
            for (fs::directory_iterator entry(library, error), end; !error && entry != end;
                 entry.increment(error)) {
                for (const char *packages : {"site-packages", "dist-packages"}) {
                    const fs::path folder = entry->path() / packages;
                    const Value stamp = stampOf(folder);
                    if (!stamp.isNull())
                        seen.append(Value(pathText(folder)), stamp);
                }
            }
        }
        const fs::path shared("/usr/lib/python3/dist-packages");
        seen.append(Value(pathText(shared)), stampOf(shared));
    } catch (const Error &error) {
        seen.append("error", error.message());
    }
    return seen;
}

Value connectionFacts(const run::RunSpec &spec, const std::string &name)
{
    const connection::Connection *known = spec.connections.find(name);
    Dict facts{{"name", name}};
    if (!known)
        return facts;
    facts.append("type", known->type);
    facts.append("custom", known->customType);
    Dict configs;
    for (const auto &[key, value] : known->configs)
        configs.append(Value(key), Value(value));
    facts.append("configs", std::move(configs));
    return facts;
}

/// Who answers matters as much as what is asked.
std::string answererOf(const run::RunSpec &spec)
{
    if (spec.carrier)
        return "recording";
    return spec.simulate ? "simulator" : "network";
}

/// Models may be asked again for the same; what searches or looks up may find something else.
bool asksAModel(const flow::Node &node)
{
    return node.source.tool.starts_with("promptflow.tools.")
           && node.source.tool.find("serp") == std::string::npos
           && node.source.tool.find("lookup") == std::string::npos;
}

/// Makes the fingerprints of one spec's nodes.
class FingerprintMaker
{
public:
    explicit FingerprintMaker(const run::RunSpec &spec)
        : m_spec(spec)
        , m_flow(flow::withVariant(spec.document.flow(), spec.variant))
        , m_sources(spec.document.sources(spec.trust))
    {
        Dict variables;
        for (const auto &[key, value] :
             connection::environmentOf(m_flow, spec.environment, spec.connections))
            variables.set(Value(key), Value(value));
        m_common.append("version", POSTERN_VERSION);
        m_common.append("variables", std::move(variables));
        m_common.append("answers", answererOf(spec));
    }

    Fingerprints make()
    {
        Fingerprints made;
        for (const flow::Node &node : m_flow.nodes) {
            if (!node.aggregation)
                made.emplace(node.name, ofNode(node));
        }
        return made;
    }

private:
    Fingerprint ofNode(const flow::Node &node)
    {
        Fingerprint made;
        Dict facts = m_common;
        facts.append("type", node.typeText);
        facts.append("source", node.source.type + "|" + node.source.path + "|" + node.source.tool);
        facts.append("api", node.api + "|" + node.provider + "|" + node.module);
        facts.append("connection", connectionFacts(m_spec, node.connection));
        List bindings;
        for (const auto &[name, binding] : node.inputs) {
            bindings.emplace_back(name);
            bindings.push_back(binding.kind == flow::Binding::Kind::Literal ? binding.literal
                                                                            : Value("reference"));
            bindings.push_back(binding.literalClasses);
            // A python node's connection is named by an input.
            if (binding.kind == flow::Binding::Kind::Literal && binding.literal.isString()
                && m_spec.connections.find(binding.literal.asString()))
                bindings.push_back(connectionFacts(m_spec, binding.literal.asString()));
        }
        facts.append("inputs", std::move(bindings));
        if (const Value *answer = m_spec.answers.find(node.name))
            facts.append("answer", *answer);
        addSource(node, facts, made.doubts);
        made.hash = hashOf(toBytes(Value(std::move(facts))));
        return made;
    }

    void addSource(const flow::Node &node, Dict &facts, std::vector<Message> &doubts)
    {
        const bool isPython = node.type == flow::NodeType::Python
                              || node.type == flow::NodeType::CustomLlm;
        if (flow::namesPackageTool(node)) {
            if (!asksAModel(node))
                doubts.push_back(tr("it asks a service, or a package whose doings aren't known"));
            facts.append("python", interpreter());
            if (node.source.path.empty())
                return;
        }
        if (isPython && !flow::namesPackageTool(node)) {
            Dict texts;
            PythonFiles(m_sources, m_flow.additionalIncludes).take(node.source.path, texts, doubts);
            facts.append("code", std::move(texts));
            facts.append("python", interpreter());
            return;
        }
        try {
            facts.append("template",
                         flow::openInFolder(m_sources, templatePlace(node), tool::kTemplateLimit));
        } catch (const Error &error) {
            doubts.push_back(tr("its template can't be read"));
        }
    }

    fs::path templatePlace(const flow::Node &node) const
    {
        if (flow::hasFile(m_sources, node.source.path))
            return node.source.path;
        for (const std::string &include : m_flow.additionalIncludes) {
            fs::path source(include);
            if (source.filename() == fs::path(node.source.path))
                return source;
            if (!node.source.path.empty()
                && source.filename() == *fs::path(node.source.path).begin())
                return source / fs::path(node.source.path).lexically_relative(source.filename());
        }
        return node.source.path;
    }

    const Value &interpreter()
    {
        if (m_interpreter.isNull())
            m_interpreter = interpreterOf(m_spec);
        return m_interpreter;
    }

    const run::RunSpec &m_spec;
    const flow::Flow m_flow;
    const flow::SourceFolder m_sources;
    Dict m_common;
    Value m_interpreter;
};

} // namespace

std::string hashOf(std::string_view bytes)
{
    constexpr std::size_t kBytes = 32;
    std::array<unsigned char, kBytes> hash{};
    crypto_generichash(hash.data(),
                       hash.size(),
                       reinterpret_cast<const unsigned char *>(bytes.data()),
                       bytes.size(),
                       nullptr,
                       0);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

Fingerprints fingerprintsOf(const run::RunSpec &spec)
{
    if (spec.document.location().kind != flow::FlowKind::Dag)
        return {};
    return FingerprintMaker(spec).make();
}

} // namespace postern::replay

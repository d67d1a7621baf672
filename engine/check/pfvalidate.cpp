// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/pfvalidate.h"

#include "engine/base/pyrepr.h"
#include "engine/check/pythonloader.h"
#include "engine/check/schema.h"
#include "engine/flow/includes.h"
#include "engine/jinja/template.h"
#include "engine/prompty/references.h"
#include "engine/tool/prompttemplate.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::check {

namespace {

constexpr std::string_view kUnknown = "Unknown field.";

/// What `pf` stumbles over instead of reporting it.
Error stumbled(std::string_view className, const std::string &message)
{
    Error error(ErrorCode::InvalidFlow,
                tr("The flow file can't be validated: %1.", message),
                tr("Correct what else is said of the file first."));
    return std::move(error).as({"SystemError", std::string(className)}, message);
}

std::string joined(const std::vector<std::string> &path)
{
    std::string text;
    for (const std::string &part : path)
        text += (text.empty() ? "" : ".") + part;
    return path.empty() ? "*" : text;
}

/// Where `pf` finds a path in the file. It reads it with a stricter YAML parser, and says nothing
/// when that refuses it.
class Locations
{
public:
    Locations(const yaml::Document &document, std::string_view text, std::string file)
        : m_document(document)
        , m_text(text)
        , m_file(std::move(file))
        , m_isStrict(document.root() && isStrict(*document.root()))
    {}

    std::optional<std::string> find(const std::vector<std::string> &path) const
    {
        if (!m_isStrict)
            return std::nullopt;
        if (path.empty())
            return m_file;
        const yaml::Node *node = m_document.root();
        const yaml::Node *start = nullptr;
        bool isFirst = false; // of the whole file: comments above it don't count then
        for (const std::string &part : path) {
            const yaml::Node *key = nullptr;
            const yaml::Node *next = member(*node, part, key);
            if (!next)
                break;
            isFirst = !start && node->isMapping() && node->members().front().key == key;
            start = key;
            node = next;
        }
        const int line = !start || isFirst ? 1 : lineBehind(start->span.begin);
        return m_file + "#line " + std::to_string(line);
    }

private:
    bool isStrict(const yaml::Node &node) const
    {
        if (!node.tag.empty() || !node.anchor.empty() || node.kind == yaml::Node::Kind::Alias
            || (node.kind != yaml::Node::Kind::Scalar && node.style != yaml::Node::Style::Block))
            return false;
        return hasOneIndent(node)
               && std::ranges::all_of(node.children,
                                      [this](const yaml::Node *child) { return isStrict(*child); });
    }

    /// Whether the mappings among the values of a mapping start in one column.
    bool hasOneIndent(const yaml::Node &node) const
    {
        int column = 0;
        for (std::size_t i = 1; node.isMapping() && i < node.children.size(); i += 2) {
            if (!node.children[i]->isMapping())
                continue;
            const int own = m_document.place(node.children[i]->span.begin).column;
            if (column != 0 && own != column)
                return false;
            column = own;
        }
        return true;
    }

    static const yaml::Node *member(const yaml::Node &node,
                                    const std::string &part,
                                    const yaml::Node *&key)
    {
        if (node.isMapping()) {
            key = node.findKey(part);
            return key ? node.find(part) : nullptr;
        }
        const bool isIndex = !part.empty()
                             && part.find_first_not_of("0123456789") == std::string::npos
                             && part.size() < 8;
        if (!node.isSequence() || !isIndex || std::stoul(part) >= node.children.size())
            return nullptr;
        key = node.children[std::stoul(part)];
        return key;
    }

    /// The line after the last one before `offset` that isn't blank: so `pf` counts.
    int lineBehind(std::size_t offset) const
    {
        int line = m_document.place(offset).line;
        std::size_t end = m_text.rfind('\n', offset == 0 ? 0 : offset - 1);
        while (line > 1 && end != std::string_view::npos) {
            const std::size_t begin = end == 0 ? 0 : m_text.rfind('\n', end - 1) + 1;
            if (m_text.substr(begin, end - begin).find_first_not_of(" \t\r")
                != std::string_view::npos)
                break;
            --line;
            end = begin == 0 ? std::string_view::npos : begin - 1;
        }
        return line;
    }

    const yaml::Document &m_document;
    std::string_view m_text;
    std::string m_file;
    bool m_isStrict;
};

class Report
{
public:
    explicit Report(const flow::FlowDocument &document)
        : m_yaml(yaml::Document::parse(document.text()))
        , m_data(m_yaml.root() ? yaml::toValue(*m_yaml.root()) : Value())
        , m_locations(m_yaml, document.text(), document.location().file.string())
    {
        if (!m_yaml.problems().empty())
            document.requireLoaded();
    }

    const Value &data() const { return m_data; }
    bool hasErrors() const { return !m_errors.empty(); }

    void addProblems(const Value &problems) { addBelow(problems, {}); }

    void addError(const std::vector<std::string> &path, std::string message)
    {
        add(m_errors, path, std::move(message));
    }

    Value toValue() &&
    {
        Dict report;
        report.append("result", m_errors.empty() ? "Succeeded" : "Failed");
        if (!m_errors.empty())
            report.append("errors", std::move(m_errors));
        if (!m_warnings.empty())
            report.append("warnings", std::move(m_warnings));
        return report;
    }

private:
    /// `pf` joins the path as texts; a name that is none is too much for it.
    static std::string part(const Value &name, std::size_t index)
    {
        if (name.isString())
            return name.asString();
        throw stumbled("TypeError",
                       "sequence item " + std::to_string(index) + ": expected str instance, "
                           + std::string(name.typeName()) + " found");
    }

    void addBelow(const Value &problems, const std::vector<std::string> &path)
    {
        if (problems.isList()) {
            addSentences(problems.asList(), path);
            return;
        }
        if (!problems.isDict())
            return;
        if (const Value *own = problems.find("_schema")) {
            addError(path, py::str(own->asList().front()));
            return;
        }
        for (const auto &[name, found] : problems.asDict()) {
            std::vector<std::string> below = path;
            // So `pf` leaves out an input of the name "key" as well.
            if (name != Value("key") && name != Value("value") && !name.isNull())
                below.push_back(part(name, path.size()));
            addBelow(found, below);
        }
    }

    void addSentences(const List &sentences, const std::vector<std::string> &path)
    {
        std::string text;
        for (const Value &sentence : sentences) {
            if (sentence == Value(kUnknown))
                add(m_warnings, path, std::string(kUnknown));
            else
                text += (text.empty() ? "" : ";") + py::str(sentence);
        }
        if (!text.empty())
            addError(path, std::move(text));
    }

    const Value *valueAt(const std::vector<std::string> &path) const
    {
        const Value *value = path.empty() ? nullptr : &m_data;
        for (const std::string &name : path) {
            if (!value)
                return nullptr;
            const bool isIndex = value->isList()
                                 && name.find_first_not_of("0123456789") == std::string::npos;
            if (isIndex && std::stoul(name) < value->asList().size())
                value = &value->asList()[std::stoul(name)];
            else
                value = value->find(name);
        }
        return value;
    }

    void add(List &list, const std::vector<std::string> &path, std::string message) const
    {
        constexpr std::size_t kMostTold = 1'000; // nobody reads more, and each takes a search
        if (list.size() >= kMostTold)
            return;
        const std::string text = joined(path);
        const Value *value = valueAt(path);
        const std::optional<std::string> location = m_locations.find(path);
        Dict entry;
        entry.append("message", std::move(message));
        entry.append("path", text);
        if (value && !value->isNull())
            entry.append("value", *value);
        if (location) {
            entry.append("location", *location);
            entry.append("local_path", *location);
        }
        entry.append("yaml_path", text);
        list.emplace_back(std::move(entry));
    }

    yaml::Document m_yaml;
    Value m_data;
    Locations m_locations;
    List m_errors;
    List m_warnings;
};

/// The files of code and templates that nodes name, as `pf` collects them.
class Sources
{
public:
    struct Source
    {
        std::string file;
        std::string type;
        std::vector<std::vector<std::string>> paths;
    };

    explicit Sources(const Value &data)
    {
        const Value *nodes = data.find("nodes");
        if (!nodes)
            throw stumbled("KeyError", "'nodes'");
        if (!nodes->isList())
            throw stumbled("TypeError", "'NoneType' object is not iterable");
        for (std::size_t i = 0; i < nodes->asList().size(); ++i) {
            const Value &node = nodes->asList()[i];
            take(node, {"nodes", std::to_string(i)});
            const Value *variants = node.find("use_variants");
            if (variants && *variants == Value(true))
                takeVariants(data, node);
        }
    }

    const std::vector<Source> &all() const { return m_sources; }

private:
    static const Value &required(const Value &value, const Value &name)
    {
        const Value *found = value.isDict() ? value.find(name.isString() ? name.asString() : "")
                                            : nullptr;
        if (!found)
            throw stumbled("KeyError", py::repr(name));
        return *found;
    }

    void takeVariants(const Value &data, const Value &node)
    {
        const Value &all = required(data, Value("node_variants"));
        const Value &name = required(node, Value("name"));
        const Value &variants = required(required(all, name), Value("variants"));
        if (!variants.isDict())
            return;
        for (const auto &[id, variant] : variants.asDict())
            take(required(variant, Value("node")),
                 {"node_variants", py::str(name), "variants", py::str(id), "node"});
    }

    void take(const Value &node, std::vector<std::string> path)
    {
        const Value *source = node.find("source");
        const Value *file = source ? source->find("path") : nullptr;
        const Value *type = node.find("type");
        const Value *kind = source ? source->find("type") : nullptr;
        const bool isRead = kind
                            && (*kind == Value("code") || *kind == Value("package_with_prompt"));
        if (!file || !file->isString() || !type || type->isNull() || !isRead)
            return;
        if (!type->isString())
            throw stumbled("AttributeError",
                           "'" + std::string(type->typeName())
                               + "' object has no attribute 'lower'");
        std::string name = type->asString() == "custom_llm" ? "prompt" : type->asString();
        std::ranges::transform(name, name.begin(), [](unsigned char c) {
            return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        });
        auto known = std::ranges::find(m_sources, file->asString(), &Source::file);
        if (known == m_sources.end())
            known = m_sources.insert(m_sources.end(), Source{file->asString(), {}, {}});
        known->type = name;
        path.insert(path.end(), {"source", "path"});
        known->paths.push_back(std::move(path));
    }

    std::vector<Source> m_sources;
};

/// What is wrong with a file as `pf` says it, without running it; empty: nothing.
std::string sourceProblem(const flow::SourceFolder &folder,
                          const Sources::Source &source,
                          const std::optional<std::filesystem::path> &file)
{
    const std::string failed = "Generate tool meta failed for " + source.type + " tool. ";
    if (!file)
        return failed + "Meta file '" + source.file + "' can not be found.";
    if (source.type != "prompt" && source.type != "llm")
        return {};
    try {
        const std::string text = tool::readTemplate(folder, *file, source.file);
        const auto compiled = jinja::Template::compile(text,
                                                       jinja::Options::promptflow(),
                                                       source.file);
        static_cast<void>(compiled.undeclaredVariables());
    } catch (const Error &error) {
        const std::optional<PromptflowError> &original = error.promptflow();
        const bool isSaid = original && !original->codes.empty();
        if (error.code() != ErrorCode::InvalidFlow)
            return {};
        return failed + "Jinja parsing failed at line "
               + std::to_string(error.place() ? error.place()->line : 0) + ": ("
               + (isSaid ? original->codes.back() : "TemplateSyntaxError") + ") "
               + (isSaid && !original->message.empty() ? original->message : error.message());
    }
    return {};
}

/// The entry of a flex flow, judged as a run does.
Task<void> addEntryProblem(Report &report,
                           const flow::FlowDocument &document,
                           const ReportOptions &options)
{
    if (report.hasErrors())
        co_return;
    PythonLoader loader(document, options);
    const std::string problem = co_await loader.entryProblem();
    if (!problem.empty())
        report.addError({"entry"}, problem);
}

Task<void> addSourceProblems(Report &report,
                             const flow::FlowDocument &document,
                             const ReportOptions &options)
{
    const flow::SourceFolder folder = document.sources(options.trust);
    const std::vector<flow::Include> includes = flow::resolveIncludes(document.flow(), folder);
    const Sources sources(report.data());
    PythonLoader loader(document, options);
    for (const Sources::Source &source : sources.all()) {
        const auto file = flow::findSource(folder, includes, source.file);
        std::string problem = sourceProblem(folder, source, file);
        if (file && source.type == "python")
            problem = co_await loader.toolProblem(source.file);
        for (const std::vector<std::string> &path : source.paths) {
            if (!problem.empty())
                report.addError(path, problem);
        }
    }
}

} // namespace

Task<Value> promptflowReport(const flow::FlowDocument &document, ReportOptions options)
{
    Report report(document);
    if (document.location().kind == flow::FlowKind::Flex) {
        const Value *entry = report.data().find("entry");
        if (!entry || !entry->isString())
            throw stumbled("KeyError", "'entry'");
        report.addProblems(flexProblems(prompty::dataWithSample(document, options.trust, {})));
        co_await addEntryProblem(report, document, options);
    }
    if (document.location().kind == flow::FlowKind::Dag) {
        report.addProblems(dagProblems(report.data()));
        co_await addSourceProblems(report, document, options);
    }
    co_return std::move(report).toValue();
}

} // namespace postern::check

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/pfvalidate.h"

#include "engine/flow/includes.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace postern::run {

namespace {

/// The sections of a DAG flow that the SDK's schema knows.
constexpr std::array<std::string_view, 13> kSections{"$schema",
                                                     "additional_includes",
                                                     "environment",
                                                     "environment_variables",
                                                     "type",
                                                     "language",
                                                     "description",
                                                     "display_name",
                                                     "tags",
                                                     "inputs",
                                                     "outputs",
                                                     "nodes",
                                                     "node_variants"};

class Report
{
public:
    explicit Report(const flow::FlowDocument &document)
        : m_document(document)
        , m_yaml(yaml::Document::parse(document.text()))
    {}

    void checkSections()
    {
        if (!m_yaml.root() || !m_yaml.root()->isMapping())
            return;
        for (const yaml::Node::Member &member : m_yaml.root()->members()) {
            const std::string &name = member.key->text;
            if (std::ranges::find(kSections, name) == kSections.end())
                add(m_warnings, "Unknown field.", name, toValue(*member.value), *member.key);
            else if (member.value->isNull())
                add(m_errors, "Field may not be null.", name, std::nullopt, *member.key);
        }
    }

    void checkSources(const std::vector<flow::Include> &includes)
    {
        const yaml::Node *nodes = m_yaml.root() ? m_yaml.root()->find("nodes") : nullptr;
        if (!nodes || !nodes->isSequence())
            return;
        const std::vector<const yaml::Node *> &items = nodes->resolved().children;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto [path, type] = sourcePath(*items[i]);
            if (!path || flow::findSource(m_document.location(), includes, path->text))
                continue;
            add(m_errors,
                "Generate tool meta failed for " + type + " tool. Meta file '" + path->text
                    + "' can not be found.",
                "nodes." + std::to_string(i) + ".source.path",
                Value(path->text),
                *path);
        }
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
    /// Of a python or prompt node with code; `pf` looks at no other files.
    static std::pair<const yaml::Node *, std::string> sourcePath(const yaml::Node &node)
    {
        const yaml::Node *type = node.isMapping() ? node.find("type") : nullptr;
        const std::string name = type && type->isScalar() ? type->resolved().text : "";
        const bool isRead = name == "python" || name == "prompt";
        const yaml::Node *source = isRead ? node.find("source") : nullptr;
        const yaml::Node *path = source && source->isMapping() ? source->find("path") : nullptr;
        const bool isThere = path && path->isScalar() && !path->isNull();
        return {isThere ? &path->resolved() : nullptr, name};
    }

    static Value toValue(const yaml::Node &node) { return yaml::toValue(node); }

    void add(List &list,
             std::string message,
             const std::string &path,
             std::optional<Value> value,
             const yaml::Node &where) const
    {
        const std::string location = m_document.location().file.string() + "#line "
                                     + std::to_string(m_yaml.place(where.span.begin).line);
        Dict entry;
        entry.append("message", std::move(message));
        entry.append("path", path);
        if (value)
            entry.append("value", std::move(*value));
        entry.append("location", location);
        entry.append("local_path", location);
        entry.append("yaml_path", path);
        list.emplace_back(std::move(entry));
    }

    const flow::FlowDocument &m_document;
    yaml::Document m_yaml;
    List m_errors;
    List m_warnings;
};

} // namespace

Value promptflowReport(const flow::FlowDocument &document, flow::Trust trust)
{
    const std::vector<flow::Include> includes = flow::resolveIncludes(document.flow(),
                                                                      document.location(),
                                                                      trust);
    Report report(document);
    if (document.location().kind == flow::FlowKind::Dag) {
        report.checkSections();
        report.checkSources(includes);
    }
    return std::move(report).toValue();
}

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/crossreferences.h"

#include "engine/flow/includes.h"
#include "engine/flow/nodetype.h"
#include "engine/flow/treereader.h"
#include "engine/jinja/variableuses.h"
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <set>
#include <utility>

namespace postern::flow {

namespace {

constexpr std::size_t kMostOfTemplate = 1'000'000;

class NamingReader
{
public:
    explicit NamingReader(const FlowDocument &document)
        : m_text(document.text())
        , m_tree(document.tree())
    {}

    std::vector<Naming> read()
    {
        const yaml::Node *const root = m_tree ? m_tree->root() : nullptr;
        if (!root || !root->isMapping())
            return {};
        addKeys(root->find("inputs"), Symbol::Kind::Input);
        addKeys(root->find("outputs"), Symbol::Kind::Output);
        if (const yaml::Node *const outputs = root->find("outputs")) {
            for (const yaml::Node::Member &output : outputs->members())
                addReference(output.value->find("reference"));
        }
        if (const yaml::Node *const nodes = root->find("nodes"); nodes && nodes->isSequence()) {
            for (const yaml::Node *node : nodes->resolved().children)
                addNode(*node);
        }
        if (const yaml::Node *const all = root->find("node_variants")) {
            for (const yaml::Node::Member &member : all->members())
                addVariants(member);
        }
        if (const auto *files = root->find("additional_includes"); files && files->isSequence()) {
            for (const yaml::Node *file : files->resolved().children)
                addValue(file, Symbol::Kind::File);
        }
        std::ranges::stable_sort(m_found, {}, [](const Naming &each) { return each.whole.begin; });
        return std::move(m_found);
    }

private:
    void add(Symbol symbol, const yaml::Node &at, bool isDefinition)
    {
        // What an alias or a merge brings stands elsewhere, and is named there.
        const TextSpan whole = textSpan(at.span);
        m_found.push_back({std::move(symbol), whole, whole, isDefinition, m_holder});
    }

    void addKeys(const yaml::Node *mapping, Symbol::Kind kind)
    {
        if (!mapping)
            return;
        for (const yaml::Node::Member &member : mapping->members())
            add({kind, textOf(member.key), {}}, *member.key, true);
    }

    void addValue(const yaml::Node *value, Symbol::Kind kind)
    {
        if (const std::string name = textOf(value); !name.empty())
            add({kind, name, {}}, *value, false);
    }

    void addReference(const yaml::Node *value)
    {
        if (!value || value->kind != yaml::Node::Kind::Scalar
            || !yaml::scalarValue(*value).isString())
            return;
        const Binding binding = parseBinding(Value(value->text));
        if (binding.kind == Binding::Kind::Literal)
            return;
        const bool isInput = binding.kind == Binding::Kind::FlowInput;
        add({isInput ? Symbol::Kind::Input : Symbol::Kind::Node, binding.name, {}}, *value, false);
        TextSpan &span = m_found.back().span;
        const std::string before = isInput ? "${inputs." : "${";
        const std::size_t at = std::string_view(m_text)
                                   .substr(span.begin, span.end - span.begin)
                                   .find(before + binding.name);
        if (at != std::string_view::npos)
            span = {span.begin + at + before.size(),
                    span.begin + at + before.size() + binding.name.size()};
    }

    void addBody(const yaml::Node &node)
    {
        if (const yaml::Node *const source = node.find("source"))
            addValue(source->find("path"), Symbol::Kind::File);
        if (const yaml::Node *const inputs = node.find("inputs")) {
            for (const yaml::Node::Member &input : inputs->members()) {
                add({Symbol::Kind::NodeInput, textOf(input.key), m_holder}, *input.key, true);
                if (textOf(input.key) == "connection")
                    addValue(input.value, Symbol::Kind::Connection);
                else
                    addReference(input.value);
            }
        }
        addValue(node.find("connection"), Symbol::Kind::Connection);
        for (const char *condition : {"activate", "skip"}) {
            if (const yaml::Node *const found = node.find(condition))
                addReference(found->find("when"));
        }
    }

    void addNode(const yaml::Node &node)
    {
        const yaml::Node *const name = node.find("name");
        m_holder = textOf(name);
        if (!m_holder.empty())
            add({Symbol::Kind::Node, m_holder, {}}, *name, true);
        addBody(node);
        if (const yaml::Node *const flag = node.find("use_variants"); truthOf(flag))
            add({Symbol::Kind::Variants, m_holder, {}}, *flag, false);
        m_holder.clear();
    }

    void addVariants(const yaml::Node::Member &member)
    {
        m_holder = textOf(member.key);
        add({Symbol::Kind::Variants, m_holder, {}}, *member.key, true);
        if (const yaml::Node *const first = member.value->find("default_variant_id"); first)
            add({Symbol::Kind::Variant, textOf(first), m_holder}, *first, false);
        if (const yaml::Node *const variants = member.value->find("variants")) {
            for (const yaml::Node::Member &variant : variants->members()) {
                add({Symbol::Kind::Variant, textOf(variant.key), m_holder}, *variant.key, true);
                if (const yaml::Node *const body = variant.value->find("node"))
                    addBody(*body);
            }
        }
        m_holder.clear();
    }

    const std::string &m_text;
    const std::shared_ptr<const yaml::Document> m_tree;
    std::vector<Naming> m_found;
    std::string m_holder;
};

SymbolUse useAt(const std::filesystem::path &file,
                std::string_view text,
                const TextSpan &span,
                bool isDefinition,
                std::string holder)
{
    const std::size_t before = span.begin == 0 ? std::string_view::npos
                                               : text.rfind('\n', span.begin - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    std::size_t end = std::min(text.find('\n', span.begin), text.size());
    if (end > begin && text[end - 1] == '\r')
        --end;
    const auto lines = std::ranges::count(text.substr(0, begin), '\n');
    return {file,
            span,
            static_cast<int>(lines) + 1,
            std::string(text.substr(begin, end - begin)),
            span.begin - begin,
            isDefinition,
            std::move(holder)};
}

/// The templates of a flow's nodes, each with the node that has it.
class TemplateFinder
{
public:
    TemplateFinder(const FlowDocument &document, Trust trust)
        : m_flow(document.flow())
        , m_folder(document.sources(trust))
    {
        try {
            m_includes = resolveIncludes(m_flow, m_folder);
        } catch (const Error &) { // one is missing, which validation says
        }
    }

    const SourceFolder &folder() const { return m_folder; }

    template<typename Visitor>
    void forEachBody(const Visitor &visit) const
    {
        for (const Node &node : m_flow.nodes)
            visit(node.name, node);
        for (const auto &[name, variants] : m_flow.variants) {
            for (const Variant &variant : variants.variants)
                visit(name, variant.node);
        }
    }

    std::optional<std::filesystem::path> templateOf(const Node &node) const
    {
        if (node.source.path.empty() || !hasTemplate(node.type))
            return {};
        const std::string &path = node.source.path;
        const std::filesystem::path named(std::u8string(path.begin(), path.end()));
        try {
            if (const auto found = findSource(m_folder, m_includes, named))
                return found->lexically_normal();
        } catch (const Error &) { // outside of a restricted folder
        }
        return {};
    }

private:
    const Flow &m_flow;
    SourceFolder m_folder;
    std::vector<Include> m_includes;
};

bool isBoundTo(const Binding &binding, const Symbol &symbol)
{
    return (symbol.kind == Symbol::Kind::Node && binding.kind == Binding::Kind::NodeOutput
            && binding.name == symbol.name)
           || (symbol.kind == Symbol::Kind::Input && binding.kind == Binding::Kind::FlowInput
               && binding.name == symbol.name);
}

void addVariableUses(const FlowDocument &document,
                     const Symbol &symbol,
                     Trust trust,
                     std::vector<SymbolUse> &found)
{
    const TemplateFinder finder(document, trust);
    std::set<std::pair<std::filesystem::path, std::string>> seen;
    finder.forEachBody([&](const std::string &name, const Node &body) {
        for (const auto &[input, binding] : body.inputs) {
            const bool isIt = symbol.kind == Symbol::Kind::NodeInput && symbol.node == name
                              && symbol.name == input;
            const auto file = isIt || isBoundTo(binding, symbol) ? finder.templateOf(body)
                                                                 : std::nullopt;
            if (!file || !seen.emplace(*file, input).second)
                continue;
            try {
                const std::string text = openInFolder(finder.folder(), *file, kMostOfTemplate);
                const auto uses = jinja::variableUses(text, input, jinja::Options::promptflow());
                for (const std::size_t at : uses.value_or(std::vector<std::size_t>()))
                    found.push_back(useAt(*file, text, {at, at + input.size()}, false, name));
            } catch (const Error &) { // nothing is known of it
            }
        }
    });
}

} // namespace

std::vector<Naming> namingsOf(const FlowDocument &document)
{
    if (!document.isCurrent() || document.location().kind != FlowKind::Dag)
        return {};
    return NamingReader(document).read();
}

const Naming *namingAt(const std::vector<Naming> &namings, std::size_t offset)
{
    const auto it = std::ranges::find_if(namings, [offset](const Naming &each) {
        return offset >= each.whole.begin && offset <= each.whole.end;
    });
    return it == namings.end() ? nullptr : &*it;
}

const Naming *definitionOf(const std::vector<Naming> &namings, const Symbol &symbol)
{
    const auto it = std::ranges::find_if(namings, [&symbol](const Naming &each) {
        return each.isDefinition && each.symbol == symbol;
    });
    return it == namings.end() ? nullptr : &*it;
}

std::vector<SymbolUse> usesOf(const FlowDocument &document, const Symbol &symbol, Trust trust)
{
    std::vector<SymbolUse> found;
    for (const Naming &each : namingsOf(document)) {
        const bool isOfNode = symbol.kind == Symbol::Kind::Node && each.isDefinition
                              && each.symbol == Symbol{Symbol::Kind::Variants, symbol.name, {}};
        if (each.symbol == symbol || isOfNode)
            found.push_back(useAt(document.location().file,
                                  document.text(),
                                  each.span,
                                  each.isDefinition && !isOfNode,
                                  each.holder));
    }
    addVariableUses(document, symbol, trust, found);
    return found;
}

std::vector<Symbol> inputsOfTemplate(const FlowDocument &document,
                                     const std::filesystem::path &file,
                                     std::string_view variable,
                                     Trust trust)
{
    std::vector<Symbol> found;
    const TemplateFinder finder(document, trust);
    finder.forEachBody([&](const std::string &name, const Node &body) {
        const Symbol symbol{Symbol::Kind::NodeInput, std::string(variable), name};
        if (body.input(variable) && finder.templateOf(body) == file.lexically_normal()
            && std::ranges::find(found, symbol) == found.end())
            found.push_back(symbol);
    });
    return found;
}

} // namespace postern::flow

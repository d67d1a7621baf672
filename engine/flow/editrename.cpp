// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pathtext.h"
#include "engine/flow/floweditor.h"
#include "engine/flow/flowsearch.h"
#include "engine/flow/nodetype.h"
#include "engine/flow/treereader.h"
#include "engine/jinja/variableuses.h"
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

namespace postern::flow {

void FlowEditor::renameNode(const std::string &name, const std::string &newName)
{
    const yaml::Path path = m_tree.pathOfNode(name);
    if (name == newName)
        return;
    requireReferable(tr("a node"), newName);
    if (m_tree.findNode(newName))
        throw Error(ErrorCode::InvalidInput,
                    tr("There is a node '%1' already.", newName),
                    tr("Choose another name."));
    m_tree.requireFree({"node_variants"}, tr("a node with variants"), newName);
    yaml::Editor::NewTexts texts{{&m_tree.ownText(below(path, {"name"})), newName}};
    std::set<std::string> followers; // prompts whose input bears the name
    for (const NodeBody &body : m_tree.bodies()) {
        const yaml::Node *node = m_tree.find(body.path);
        const yaml::Node *input = m_tree.find(below(body.path, {"inputs", name}));
        if (input != nullptr && hasTemplate(nodeType(textOf(node->find("type"))))
            && textOf(input) == "${" + name + ".output}")
            followers.insert(body.name);
        if (body.isVariant() && body.name == name && textOf(node->find("name")) == name)
            texts.emplace_back(&m_tree.ownText(below(body.path, {"name"})), newName);
    }
    if (const yaml::Node *variants = m_tree.find({"node_variants"});
        variants != nullptr && variants->findKey(name) != nullptr)
        texts.emplace_back(&variants->findKey(name)->resolved(), newName);
    for (const Reference &reference : m_tree.references()) {
        const Binding &binding = reference.binding;
        if (binding.kind == Binding::Kind::NodeOutput && binding.name == name)
            texts.emplace_back(reference.text,
                               std::string(reference.text->text).replace(2, name.size(), newName));
    }
    m_tree.editor().setTexts(texts);
    for (const std::string &follower : followers)
        renameVariable(follower == name ? newName : follower, name, newName);
    done(tr("Rename %1", name));
}

void FlowEditor::renameInput(const std::string &name, const std::string &newName)
{
    const yaml::Node *inputs = m_tree.find({"inputs"});
    const yaml::Node *key = inputs == nullptr ? nullptr : inputs->findKey(name);
    if (key == nullptr)
        throw Error(ErrorCode::InvalidInput, tr("There is no input '%1' in the flow.", name));
    if (name == newName)
        return;
    requireReferable(tr("an input"), newName);
    m_tree.requireFree({"inputs"}, tr("an input"), newName);
    yaml::Editor::NewTexts texts{{&key->resolved(), newName}};
    const yaml::Node *sample = m_tree.find({"sample"});
    if (sample != nullptr && sample->findKey(name) != nullptr)
        texts.emplace_back(&sample->findKey(name)->resolved(), newName);
    for (const Reference &reference : m_tree.references()) {
        const std::string &text = reference.text->text;
        if (reference.binding.kind == Binding::Kind::FlowInput && reference.binding.name == name)
            texts.emplace_back(reference.text,
                               text.substr(0, text.size() - 1 - name.size()) + newName + "}");
    }
    const FlowTree before = m_tree;
    m_tree.editor().setTexts(texts);
    if (m_document.location().kind == FlowKind::Prompty) {
        if (const Message why = renamePromptVariable(name, newName); !why.isEmpty()) {
            m_tree = before;
            throw Error(ErrorCode::InvalidFlow,
                        tr("The input '%1' can't be renamed: %2.", name, why),
                        tr("Rename it by hand."));
        }
    }
    done(tr("Rename %1", name));
}

void FlowEditor::renameOutput(const std::string &name, const std::string &newName)
{
    if (m_tree.find({"outputs", name}) == nullptr)
        throw Error(ErrorCode::InvalidInput, tr("There is no output '%1' in the flow.", name));
    requireReferable(tr("an output"), newName);
    if (name != newName)
        m_tree.editor().renameKey({"outputs", name}, newName);
    done(tr("Rename %1", name));
}

void FlowEditor::renameVariant(const std::string &node,
                               const std::string &name,
                               const std::string &newName)
{
    const yaml::Path all{"node_variants", node, "variants"};
    const yaml::Node *variants = m_tree.find(all);
    const yaml::Node *key = variants == nullptr ? nullptr : variants->findKey(name);
    if (key == nullptr)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is no variant '%1' of the node '%2'.", name, node));
    if (name == newName)
        return;
    requireReferable(tr("a variant"), newName);
    m_tree.requireFree(all, tr("a variant"), newName);
    yaml::Editor::NewTexts texts{{&key->resolved(), newName}};
    const yaml::Path first{"node_variants", node, "default_variant_id"};
    if (textOf(m_tree.find(first)) == name)
        texts.emplace_back(&m_tree.ownText(first), newName);
    m_tree.editor().setTexts(texts);
    done(tr("Rename %1", name));
}

void FlowEditor::renameNodeInput(const std::string &node,
                                 const std::string &name,
                                 const std::string &newName)
{
    m_tree.pathOfNode(node);
    const std::vector<NodeBody> own = m_tree.bodies(node);
    const bool isThere = std::ranges::any_of(own, [&](const NodeBody &body) {
        return m_tree.find(below(body.path, {"inputs", name})) != nullptr;
    });
    if (!isThere)
        throw Error(ErrorCode::InvalidInput, tr("The node '%1' has no input '%2'.", node, name));
    if (name == newName)
        return;
    if (const Message why = renameVariable(node, name, newName); !why.isEmpty())
        throw Error(ErrorCode::InvalidFlow,
                    tr("The input '%1' of the node '%2' can't be renamed: %3.", name, node, why),
                    tr("Rename it by hand."));
    done(tr("Rename %1.%2", node, name));
}

std::optional<std::filesystem::path> FlowEditor::templateOf(const NodeBody &body) const
{
    const yaml::Node *node = m_tree.find(body.path);
    const yaml::Node *source = node == nullptr ? nullptr : node->find("source");
    const std::string path = source == nullptr ? std::string() : textOf(source->find("path"));
    if (path.empty() || !hasTemplate(nodeType(textOf(node->find("type")))))
        return {};
    const std::filesystem::path named(std::u8string(path.begin(), path.end()));
    try {
        if (const auto found = findSource(m_folder, m_includes, named))
            return found->lexically_normal();
    } catch (const Error &) { // it can't be looked at: whoever reads it says why
    }
    return (m_folder.path / named).lexically_normal();
}

namespace {

constexpr std::size_t kMostFlowsNear = 200; ///< are read to see whose a template is

/// A node of the flow, or of its variants, that takes the template; empty for none.
std::string userIn(const FlowDocument &document, const std::filesystem::path &file)
{
    const SourceFolder folder = document.sources(Trust::Trusted);
    std::vector<Include> includes;
    try {
        includes = resolveIncludes(document.flow(), folder);
    } catch (const Error &) { // its own files are there all the same
    }
    const auto takes = [&](const Node &node) {
        try {
            const auto source = node.source.path.empty()
                                    ? std::nullopt
                                    : findSource(folder, includes, node.source.path);
            std::error_code ignored;
            return source && std::filesystem::equivalent(*source, file, ignored);
        } catch (const Error &) {
            return false;
        }
    };
    for (const Node &node : document.flow().nodes) {
        if (takes(node))
            return node.name;
    }
    for (const auto &[name, variants] : document.flow().variants) {
        for (const Variant &variant : variants.variants) {
            if (takes(variant.node))
                return name;
        }
    }
    return {};
}

} // namespace

Message FlowEditor::otherUserOf(const std::filesystem::path &file) const
{
    // A flow's own files serve the flows in its folder; what is included, those around it.
    const std::filesystem::path &own = m_folder.path;
    std::vector<FlowLocation> near = findFlows(own);
    if (m_folder.trust == Trust::Trusted && !isInside(file, own)) {
        for (const std::filesystem::path &around : {own.parent_path(), file.parent_path()})
            std::ranges::move(findFlows(around), std::back_inserter(near));
    }
    if (near.size() > kMostFlowsNear)
        near.resize(kMostFlowsNear);
    for (const FlowLocation &location : near) {
        std::error_code ignored;
        if (location.kind != FlowKind::Dag
            || std::filesystem::equivalent(location.file, m_document.location().file, ignored))
            continue;
        try {
            const std::string node = userIn(FlowDocument::load(location), file);
            if (!node.empty())
                return tr("its template %1 is that of the node '%2' of %3 too",
                          pathText(file),
                          node,
                          pathText(location.file));
        } catch (const Error &) { // whatever it is, it takes no templates as it stands
        }
    }
    return {};
}

Message FlowEditor::renameVariable(const std::string &node,
                                   const std::string &name,
                                   const std::string &newName)
{
    yaml::Editor::NewTexts keys;
    std::set<std::filesystem::path> templates;
    for (const NodeBody &body : m_tree.bodies(node)) {
        const yaml::Node *inputs = m_tree.find(below(body.path, {"inputs"}));
        const yaml::Node *key = inputs == nullptr ? nullptr : inputs->findKey(name);
        if (key == nullptr)
            continue;
        if (inputs->find(newName) != nullptr)
            return tr("it has an input '%1' already", newName);
        keys.emplace_back(&key->resolved(), newName);
        if (const auto path = templateOf(body))
            templates.insert(*path);
    }
    for (const NodeBody &body : m_tree.bodies()) {
        if (const auto path = templateOf(body);
            path && body.name != node && templates.contains(*path))
            return tr("its template is that of the node '%1' too", body.name);
    }
    for (const std::filesystem::path &path : templates) {
        if (Message other = otherUserOf(path); !other.isEmpty())
            return other;
    }
    std::map<std::filesystem::path, TextFile> before = m_files;
    const auto giveUp = [&](Message why) {
        m_files.swap(before);
        return why;
    };
    for (const std::filesystem::path &path : templates) {
        try {
            TextFile &each = file(path);
            const auto options = jinja::Options::promptflow();
            const auto uses = jinja::variableUses(each.text, name, options);
            if (!uses
                || (!uses->empty()
                    && !jinja::withVariableRenamed(each.text, name, newName, options)))
                return giveUp(tr("what the names mean in %1 isn't sure", path.filename().string()));
            TextEdits edits;
            for (const std::size_t at : *uses)
                edits.add({at, name.size(), newName});
            edits.applyTo(each.text);
            each.edits = each.edits.then(edits);
        } catch (const Error &error) {
            return giveUp(tr("its template can't be read: %1", error.translatableMessage()));
        }
    }
    try {
        m_tree.editor().setTexts(keys);
    } catch (...) {
        m_files.swap(before);
        throw;
    }
    return {};
}

Message FlowEditor::renamePromptVariable(const std::string &name, const std::string &newName)
{
    const auto options = jinja::Options::promptflow();
    const auto uses = jinja::variableUses(m_prompt, name, options);
    if (!uses || (!uses->empty() && !jinja::withVariableRenamed(m_prompt, name, newName, options)))
        return tr("what the names mean in the prompt isn't sure");
    TextEdits edits;
    for (const std::size_t at : *uses)
        edits.add({at, name.size(), newName});
    // The prompt's edits are kept as those of the whole file as it was.
    TextEdits own;
    for (const TextEdit &edit : m_promptEdits)
        own.add({edit.offset - m_promptBegin, edit.removed, edit.inserted});
    own = own.then(edits);
    edits.applyTo(m_prompt);
    m_promptEdits = {};
    for (const TextEdit &edit : own)
        m_promptEdits.add({edit.offset + m_promptBegin, edit.removed, edit.inserted});
    return {};
}

FlowEditor::TextFile &FlowEditor::file(const std::filesystem::path &path)
{
    const auto known = m_files.find(path);
    if (known != m_files.end())
        return known->second;
    return m_files.emplace(path, TextFile{m_reader(path), {}}).first->second;
}

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/floweditor.h"

#include "engine/base/pathtext.h"
#include "engine/flow/editvalues.h"
#include "engine/flow/editvariants.h"
#include "engine/flow/editwires.h"
#include "engine/flow/graph.h"
#include "engine/flow/loader.h"
#include "engine/flow/promptyoutline.h"

#include <algorithm>
#include <map>
#include <utility>

namespace postern::flow {

namespace {

constexpr std::size_t kTemplateBytes = 16 * 1024 * 1024;

} // namespace

FlowEditor::FlowEditor(const FlowDocument &document, Reader reader, Trust trust)
    : m_document(document)
    , m_reader(std::move(reader))
    , m_folder(document.sources(trust))
    , m_tree([&] {
        document.requireTree();
        const bool isPrompty = document.location().kind == FlowKind::Prompty;
        return yaml::Editor(isPrompty ? outlineOf(document.text(), {}).settings : document.text(),
                            document.tree());
    }())
{
    if (!m_reader) {
        m_reader = [folder = m_folder](const std::filesystem::path &path) {
            return openInFolder(folder, path, kTemplateBytes);
        };
    }
    try {
        m_includes = resolveIncludes(document.flow(), m_folder);
    } catch (const Error &) {
        m_includes.clear(); // one of them is missing, which validation says
    }
    if (document.location().kind != FlowKind::Prompty)
        return;
    const std::string &text = document.text();
    std::size_t at = text.find_first_not_of('-', m_tree.editor().text().size());
    at = std::min(at, text.size());
    if (at < text.size() && text[at] == '\r')
        ++at;
    if (at < text.size() && text[at] == '\n')
        ++at;
    m_promptBegin = at;
    m_prompt = text.substr(at);
}

std::string FlowEditor::text() const
{
    if (m_document.location().kind != FlowKind::Prompty)
        return m_tree.editor().text();
    std::string text = m_document.text();
    m_promptEdits.applyTo(text);
    m_tree.editor().edits().applyTo(text); // all of them before the prompt
    return text;
}

FolderEdit FlowEditor::edit(Message label) const
{
    FolderEdit result;
    TextEdits edits = m_tree.editor().edits();
    for (const TextEdit &edit : m_promptEdits)
        edits.add(edit);
    if (!edits.isEmpty())
        result.files.emplace(m_document.location().file, std::move(edits));
    for (const auto &[path, file] : m_files) {
        if (!file.edits.isEmpty())
            result.files.emplace(path, file.edits);
    }
    const std::string name = pathText(m_document.location().file.filename());
    result.label = !label.isEmpty()       ? std::move(label)
                   : m_labels.size() == 1 ? m_labels.front()
                                          : tr("Edit %1", name);
    return result;
}

void FlowEditor::set(std::string_view path, const yaml::Content &content)
{
    m_tree.setAt(m_tree.resolved(path), content);
    done(tr("Set %1", std::string(path)));
}

void FlowEditor::unset(std::string_view path)
{
    m_tree.editor().remove(m_tree.resolved(path));
    done(tr("Remove %1", std::string(path)));
}

void FlowEditor::connect(const std::string &node,
                         const std::string &input,
                         std::string_view reference)
{
    asOne(node.empty() ? tr("Connect %1", input) : tr("Connect %1.%2", node, input),
          [&] { WireEdits(m_tree).connect(node, input, reference); });
}

void FlowEditor::unbind(const std::string &node, const std::string &input)
{
    asOne(node.empty() ? tr("Disconnect %1", input) : tr("Disconnect %1.%2", node, input),
          [&] { WireEdits(m_tree).unbind(node, input); });
}

void FlowEditor::splice(const std::string &node,
                        const std::string &input,
                        const std::string &onNode,
                        const std::string &onInput)
{
    asOne(tr("Put %1 into the link", node),
          [&] { WireEdits(m_tree).splice(node, input, onNode, onInput); });
}

void FlowEditor::setActivate(const std::string &node,
                             std::string_view reference,
                             const yaml::Content &is)
{
    asOne(tr("Set when %1 runs", node), [&] { WireEdits(m_tree).setActivate(node, reference, is); });
}

static std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

void FlowEditor::addNodes(std::string_view yaml)
{
    std::vector<std::string> names;
    asOne({}, [&] { names = NodeEdits(m_tree).add(yaml); });
    m_labels.back() = tr("Add %1", joined(names));
}

void FlowEditor::removeNode(const std::string &name)
{
    asOne(tr("Delete %1", name), [&] { NodeEdits(m_tree).remove(name); });
}

void FlowEditor::removeAndHeal(const std::string &name)
{
    asOne(tr("Delete %1", name), [&] {
        WireEdits(m_tree).bridge(name);
        NodeEdits(m_tree).remove(name);
    });
}

std::string FlowEditor::duplicateNode(const std::string &name, const std::string &newName)
{
    std::string made = newName.empty() ? freeName(name) : newName;
    asOne(tr("Duplicate %1", name), [&] { NodeEdits(m_tree).duplicate(name, made); });
    return made;
}

void FlowEditor::moveNode(const std::string &name, std::size_t position)
{
    asOne(tr("Move %1", name), [&] { NodeEdits(m_tree).move(name, position); });
}

std::string FlowEditor::nodesAsYaml(const std::vector<std::string> &names) const
{
    return flow::nodesAsYaml(m_tree, names);
}

std::vector<std::string> FlowEditor::pasteNodes(std::string_view yaml, Outside outside)
{
    std::vector<std::string> names;
    asOne({}, [&] { names = NodeEdits(m_tree).paste(yaml, outside); });
    m_labels.back() = tr("Paste %1", joined(names));
    return names;
}

std::string FlowEditor::freeName(std::string_view wished) const
{
    return flow::freeName(m_tree, wished);
}

void FlowEditor::addVariant(const std::string &node,
                            const std::string &id,
                            const std::string &copyOf)
{
    asOne(tr("Add %1", id), [&] { VariantEdits(m_tree, node).add(id, copyOf); });
}

void FlowEditor::removeVariant(const std::string &node, const std::string &id)
{
    asOne(tr("Delete %1", id), [&] { VariantEdits(m_tree, node).remove(id); });
}

void FlowEditor::setDefaultVariant(const std::string &node, const std::string &id)
{
    asOne(tr("Make %1 the default", id), [&] { VariantEdits(m_tree, node).setDefault(id); });
}

void FlowEditor::addInput(const std::string &name, const std::string &type)
{
    asOne(tr("Add %1", name), [&] { ValueEdits(m_tree).addInput(name, type); });
}

void FlowEditor::addOutput(const std::string &name,
                           std::string_view reference,
                           const std::string &type)
{
    asOne(tr("Add %1", name), [&] { ValueEdits(m_tree).addOutput(name, reference, type); });
}

void FlowEditor::removeInput(const std::string &name)
{
    asOne(tr("Delete %1", name), [&] { ValueEdits(m_tree).removeInput(name); });
}

void FlowEditor::removeOutput(const std::string &name)
{
    asOne(tr("Delete %1", name), [&] { ValueEdits(m_tree).removeOutput(name); });
}

void FlowEditor::asOne(Message label, const std::function<void()> &act)
{
    const FlowTree before = m_tree;
    try {
        act();
    } catch (...) {
        m_tree = before;
        throw;
    }
    done(std::move(label));
}

void FlowEditor::requireSound() const
{
    const auto errorsOf = [&](const std::string &text) {
        Loaded loaded = loadFlow(text,
                                 m_document.location().kind,
                                 pathText(m_document.location().file.filename()));
        std::vector<Diagnostic> found = std::move(loaded.diagnostics);
        try {
            if (loaded.flow) {
                const Flow flow = withVariant(*loaded.flow, {});
                std::ranges::move(nodeProblems(flow), std::back_inserter(found));
                std::ranges::move(outputProblems(flow), std::back_inserter(found));
            }
        } catch (const Error &error) {
            found.emplace_back().code = "variants";
            found.back().message = error.message();
        }
        std::erase_if(found,
                      [](const Diagnostic &each) { return each.severity != Severity::Error; });
        return found;
    };
    // Names in the messages may be others now, but what is wrong has the same code.
    std::map<std::string, int> known;
    for (const Diagnostic &diagnostic : errorsOf(m_document.text()))
        ++known[diagnostic.code];
    for (const Diagnostic &diagnostic : errorsOf(text())) {
        if (known[diagnostic.code]-- <= 0)
            throw toError(diagnostic);
    }
}

void FlowEditor::done(Message label)
{
    m_labels.push_back(std::move(label));
}

} // namespace postern::flow

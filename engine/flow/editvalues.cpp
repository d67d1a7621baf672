// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/editvalues.h"

#include "engine/flow/editwires.h"

namespace postern::flow {

/// In braces where the one before is.
void ValueEdits::add(const std::string &section, const std::string &name, const Dict &declaration)
{
    yaml::Content content{Value(declaration)};
    const std::vector<std::string> known = m_tree.keysOf({section});
    if (!known.empty() && m_tree.find({section, known.back()})->style == yaml::Node::Style::Flow) {
        const yaml::TextStyle style = yaml::textStyle(m_tree.editor().text(),
                                                      m_tree.editor().document());
        content = yaml::Content::fromYaml(content.flow(style));
    }
    m_tree.setAt({section, name}, content);
}

void ValueEdits::addInput(const std::string &name, const std::string &type)
{
    requireReferable(tr("an input"), name);
    m_tree.requireFree({"inputs"}, tr("an input"), name);
    add("inputs", name, Dict{{"type", type}});
}

void ValueEdits::addOutput(const std::string &name,
                           std::string_view reference,
                           const std::string &type)
{
    requireReferable(tr("an output"), name);
    m_tree.requireFree({"outputs"}, tr("an output"), name);
    add("outputs",
        name,
        Dict{{"type", type}, {"reference", WireEdits(m_tree).referenceTo(reference)}});
}

void ValueEdits::removeInput(const std::string &name)
{
    if (m_tree.find({"inputs", name}) == nullptr)
        throw noSuch(tr("input"), name, m_tree.keysOf({"inputs"}));
    std::vector<Reference> takers = m_tree.references();
    std::erase_if(takers, [&](const Reference &each) {
        return each.node.empty() || each.binding.kind != Binding::Kind::FlowInput
               || each.binding.name != name;
    });
    WireEdits(m_tree).leaveOut(takers);
    m_tree.editor().remove({"inputs", name});
}

void ValueEdits::removeOutput(const std::string &name)
{
    if (m_tree.find({"outputs", name}) == nullptr)
        throw noSuch(tr("output"), name, m_tree.keysOf({"outputs"}));
    m_tree.editor().remove({"outputs", name});
}

} // namespace postern::flow

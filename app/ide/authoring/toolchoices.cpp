// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/toolchoices.h"

#include "engine/flow/nodetype.h"
#include "engine/tool/tooltable.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern::ide {

using graph::NodeKind;
using graph::PortType;

namespace {

/// Gives the words a context of their own.
struct ToolChoices
{
    Q_DECLARE_TR_FUNCTIONS(ToolChoices)
};

NodeChoice newNode(NodeChoice::Section section, NodeKind kind, const char *title, const char *type)
{
    NodeChoice choice;
    choice.section = section;
    choice.kind = kind;
    choice.title = ToolChoices::tr(title);
    choice.otherTitle = QString::fromLatin1(title);
    choice.note = ToolChoices::tr("from a template");
    choice.type = QString::fromLatin1(type);
    choice.sourceType = QStringLiteral("code");
    choice.name = choice.type == QLatin1String("python") ? QStringLiteral("python_node")
                                                         : choice.type;
    choice.isTemplate = true;
    return choice;
}

QString textOf(const Value &manifest, const char *key)
{
    const Value *const found = manifest.find(key);
    return found && found->isString() ? QString::fromStdString(found->asString()) : QString();
}

std::vector<std::string> typesOf(const Value &input)
{
    std::vector<std::string> types;
    const Value *const type = input.find("type");
    const auto add = [&types](const Value &each) {
        if (each.isString())
            types.push_back(each.asString());
    };
    if (type && type->isList())
        std::ranges::for_each(type->asList(), add);
    else if (type)
        add(*type);
    return types;
}

bool isConnection(const std::string &type)
{
    return type.ends_with("Connection");
}

std::vector<ChoiceInput> inputsOf(const Value &manifest)
{
    std::vector<ChoiceInput> inputs;
    const Value *const all = manifest.find("inputs");
    if (!all || !all->isDict())
        return inputs;
    for (const auto &[name, input] : all->asDict()) {
        const std::vector<std::string> types = typesOf(input);
        // A choice is made in the form, a connection by its name.
        if (!name.isString() || input.find("enum") || std::ranges::all_of(types, isConnection))
            continue;
        inputs.push_back({QString::fromStdString(name.asString()),
                          types.size() == 1 ? inputType(types.front()) : PortType::Unknown,
                          input.find("default") == nullptr});
    }
    return inputs;
}

} // namespace

PortType inputType(std::string_view type)
{
    return type == "object" ? PortType::Unknown : graph::portType(type);
}

std::vector<NodeChoice> newNodes()
{
    using Section = NodeChoice::Section;
    return {newNode(Section::Prompts,
                    NodeKind::Llm,
                    QT_TRANSLATE_NOOP("ToolChoices", "New LLM node"),
                    "llm"),
            newNode(Section::Prompts,
                    NodeKind::Prompt,
                    QT_TRANSLATE_NOOP("ToolChoices", "New prompt"),
                    "prompt"),
            newNode(Section::Python,
                    NodeKind::Python,
                    QT_TRANSLATE_NOOP("ToolChoices", "New Python node"),
                    "python")};
}

std::vector<NodeChoice> toolChoices(const Dict &manifests)
{
    std::vector<NodeChoice> choices;
    for (const auto &[id, manifest] : manifests) {
        if (!id.isString())
            continue;
        flow::Node node;
        node.typeText = textOf(manifest, "type").toStdString();
        node.type = flow::nodeType(node.typeText);
        node.source.tool = id.asString();
        NodeChoice choice;
        choice.type = textOf(manifest, "type");
        choice.sourceType = node.type == flow::NodeType::CustomLlm
                                ? QStringLiteral("package_with_prompt")
                                : QStringLiteral("package");
        node.source.type = choice.sourceType.toStdString();
        choice.kind = graph::nodeKind(tool::ToolTable::builtIn().kindOf(node));
        choice.tool = QString::fromStdString(id.asString());
        choice.title = textOf(manifest, "name");
        if (choice.title.isEmpty())
            choice.title = choice.tool;
        choice.otherTitle = choice.tool;
        choice.isTemplate = node.type == flow::NodeType::CustomLlm;
        choice.name = textOf(manifest, "function");
        const tool::ToolDescriptor *const own = tool::ToolTable::builtIn().findPackage(
            id.asString());
        choice.note = own ? ToolChoices::tr("built in") : textOf(manifest, "package");
        choice.inputs = inputsOf(manifest);
        if (own) // what it can do without are its settings
            std::erase_if(choice.inputs, [own](const ChoiceInput &input) {
                const auto parameter = std::ranges::find(own->parameters,
                                                         input.name.toStdString(),
                                                         &python::Parameter::name);
                return parameter == own->parameters.end() || parameter->hasDefault;
            });
        choices.push_back(std::move(choice));
    }
    std::ranges::sort(choices, [](const NodeChoice &a, const NodeChoice &b) {
        return a.title.localeAwareCompare(b.title) < 0;
    });
    return choices;
}

} // namespace postern::ide

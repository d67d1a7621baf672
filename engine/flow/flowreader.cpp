// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowreader.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/flowwords.h"
#include "engine/flow/nearest.h"
#include "engine/flow/nodetype.h"
#include "engine/flow/treereader.h"

#include <algorithm>

namespace postern::flow {

namespace {

class FlowReader final : private TreeReader
{
public:
    FlowReader(const yaml::Document &document, FlowKind kind, std::string file)
        : TreeReader(document, std::move(file))
    {
        m_flow.kind = kind;
    }

    Loaded read()
    {
        const yaml::Node &root = m_document.root()->resolved();
        if (!root.isMapping()) {
            const bool isPrompty = m_flow.kind == FlowKind::Prompty;
            error("not-a-mapping",
                  isPrompty ? tr("The prompty's settings are no mapping.")
                            : tr("The file doesn't hold a mapping of flow keys."),
                  isPrompty ? tr("Write name, model and inputs between the lines of dashes.")
                            : tr("Start with inputs, outputs and nodes."),
                  root.span,
                  "TypeError",
                  "'NoneType' object does not support item assignment");
            return finish();
        }
        m_flow.raw = yaml::toValue(root);
        if (m_flow.kind == FlowKind::Dag && root.find("entry") != nullptr)
            m_flow.kind = FlowKind::Flex;
        if (const yaml::Node *entry = root.find("entry")) {
            m_flow.entry = textOf(entry);
            m_flow.entryPlace = place(entry->span.begin);
        }
        m_flow.messageFormat = text(root, "message_format", tr("the flow"));
        if (m_flow.messageFormat.empty())
            m_flow.messageFormat = "basic";
        readNodes(root);
        readInputs(root.find("inputs"));
        readOutputs(root.find("outputs"));
        readVariants(root.find("node_variants"));
        readRest(root);
        if (m_flow.kind != FlowKind::Prompty)
            warnUnknown(root, flowKeys(), tr("the flow"));
        return finish();
    }

private:
    Loaded finish()
    {
        Loaded loaded;
        loaded.flow = std::move(m_flow);
        loaded.diagnostics = std::move(m_diagnostics);
        loaded.loadError = std::move(m_loadError);
        return loaded;
    }

    std::string valueType(const yaml::Node &item, const Message &what, const yaml::Span &span)
    {
        const yaml::Node *node = item.find("type");
        if (node == nullptr) {
            if (m_flow.kind != FlowKind::Prompty)
                error("missing-type",
                      tr("%1 has no type.", what),
                      tr("Add 'type: string' or another type."),
                      span,
                      "KeyError",
                      "'type'");
            return {};
        }
        const std::string type = textOf(node);
        if (!isValueType(type)) {
            Diagnostic &diagnostic = error("unknown-type",
                                           tr("%1 has the unknown type '%2'.", what, type),
                                           {},
                                           node->span,
                                           "ValueError",
                                           py::repr(yaml::toValue(*node))
                                               + " is not a valid ValueType");
            suggest(diagnostic,
                    nearest(type, valueTypes()),
                    node->span,
                    tr("Use string, int, double, bool, list, object or image."));
        }
        return type;
    }

    void readInputs(const yaml::Node *node)
    {
        const yaml::Node *inputs = mapping(node, "inputs");
        if (inputs == nullptr)
            return;
        for (const yaml::Node::Member &member : inputs->members()) {
            FlowInput input;
            input.name = textOf(member.key);
            input.span = {member.key->span.begin,
                          std::max(member.key->span.end, member.value->span.end)};
            input.place = place(member.key->span.begin);
            const Message what = tr("The input '%1'", input.name);
            if (member.value->isMapping()) {
                input.type = valueType(*member.value, what, member.key->span);
                readInput(*member.value, input);
            } else if (m_flow.kind != FlowKind::Prompty) {
                error("not-a-mapping",
                      tr("%1 has no type.", what),
                      tr("Write 'type: string' below it."),
                      member.key->span,
                      "TypeError",
                      "'NoneType' object is not subscriptable");
            }
            m_flow.inputs.push_back(std::move(input));
        }
    }

    void readInput(const yaml::Node &node, FlowInput &input)
    {
        if (const yaml::Node *value = node.find("default"); value != nullptr && !value->isNull())
            input.defaultValue = yaml::toValue(*value);
        input.description = textOf(node.find("description"));
        input.isChatInput = truthOf(node.find("is_chat_input"));
        if (const yaml::Node *history = node.find("is_chat_history");
            history != nullptr && !history->isNull())
            input.isChatHistory = truthOf(history);
        if (m_flow.kind == FlowKind::Dag)
            warnUnknown(node, inputKeys(), tr("an input"));
    }

    void readOutputs(const yaml::Node *node)
    {
        const yaml::Node *outputs = mapping(node, "outputs");
        if (outputs == nullptr)
            return;
        for (const yaml::Node::Member &member : outputs->members()) {
            FlowOutput output;
            output.name = textOf(member.key);
            output.span = {member.key->span.begin,
                           std::max(member.key->span.end, member.value->span.end)};
            output.place = place(member.key->span.begin);
            output.reference.literal = Value("");
            output.reference.span = textSpan(member.key->span);
            output.reference.place = output.place;
            const Message what = tr("The output '%1'", output.name);
            if (member.value->isMapping()) {
                output.type = valueType(*member.value, what, member.key->span);
                if (const yaml::Node *reference = member.value->find("reference"))
                    output.reference = binding(*reference);
                output.isChatOutput = truthOf(member.value->find("is_chat_output"));
                output.evaluationOnly = truthOf(member.value->find("evaluation_only"));
                if (m_flow.kind == FlowKind::Dag)
                    warnUnknown(*member.value, outputKeys(), tr("an output"));
            } else if (m_flow.kind != FlowKind::Prompty) {
                error("not-a-mapping",
                      tr("%1 has no type.", what),
                      tr("Write 'type: string' and 'reference: ${node.output}' below it."),
                      member.key->span,
                      "TypeError",
                      "'NoneType' object is not subscriptable");
            }
            m_flow.outputs.push_back(std::move(output));
        }
    }

    void readNodes(const yaml::Node &root)
    {
        const yaml::Node *nodes = root.find("nodes");
        if (m_flow.kind != FlowKind::Dag)
            return;
        if (nodes == nullptr) {
            error("missing-nodes",
                  tr("The flow has no nodes."),
                  tr("Add 'nodes:' with a list of nodes, or 'nodes: []'."),
                  {root.span.begin, root.span.begin},
                  "KeyError",
                  "'nodes'");
            return;
        }
        if (nodes->isNull())
            return;
        if (!nodes->isSequence()) {
            error("not-a-list",
                  tr("nodes must be a list."),
                  tr("Start every node with '- name:'."),
                  nodes->span,
                  "AttributeError",
                  "'str' object has no attribute 'get'");
            return;
        }
        for (const yaml::Node *item : nodes->resolved().children) {
            if (item->isMapping())
                m_flow.nodes.push_back(readNode(*item, true));
            else
                error("not-a-mapping",
                      tr("A node must be a mapping."),
                      tr("Write '- name:' and the other keys of a node."),
                      item->span,
                      "AttributeError",
                      "'str' object has no attribute 'get'");
        }
        m_node.clear();
    }

    /// A variant's node needs no name of its own: it is that of the node it varies.
    Node readNode(const yaml::Node &item, bool needsName)
    {
        Node node;
        node.name = textOf(item.find("name"));
        if (!needsName && node.name.empty())
            node.name = m_node;
        node.span = textSpan(item.span);
        node.place = place(item.span.begin);
        const yaml::Node *name = item.find("name");
        node.nameSpan = name == nullptr ? TextSpan{item.span.begin, item.span.begin}
                                        : textSpan(name->span);
        if (needsName)
            m_node = node.name;
        if (needsName && node.name.empty())
            error("missing-name",
                  tr("A node has no name."),
                  tr("Add 'name:' to it."),
                  {item.span.begin, item.span.begin},
                  "KeyError",
                  "'name'");
        if (const yaml::Node *inputs = mapping(item.find("inputs"), tr("inputs of a node"))) {
            for (const yaml::Node::Member &member : inputs->members())
                node.inputs.emplace_back(textOf(member.key), binding(*member.value));
        }
        node.comment = text(item, "comment", tr("a node"));
        node.api = text(item, "api", tr("a node"));
        node.provider = text(item, "provider", tr("a node"));
        node.module = text(item, "module", tr("a node"));
        node.connection = text(item, "connection", tr("a node"));
        node.aggregation = truthOf(item.find("aggregation")) || truthOf(item.find("reduce"));
        node.useVariants = truthOf(item.find("use_variants"));
        readSource(item.find("source"), node);
        readType(item, node);
        readActivate(item, node);
        warnUnknown(item, nodeKeys(), tr("a node"));
        return node;
    }

    void readSource(const yaml::Node *source, Node &node)
    {
        if (source == nullptr)
            return;
        if (!source->isMapping()) {
            error("not-a-mapping",
                  tr("source must be a mapping."),
                  tr("Write 'type: code' and 'path:' below it."),
                  source->span,
                  "AttributeError",
                  source->isNull() ? "'NoneType' object has no attribute 'get'"
                                   : "'str' object has no attribute 'get'");
            return;
        }
        node.source.type = source->find("type") == nullptr ? "code"
                                                           : text(*source, "type", "source");
        node.source.path = text(*source, "path", "source");
        node.source.tool = text(*source, "tool", "source");
        const yaml::Node *where = source->find("path") != nullptr ? source->find("path")
                                                                  : source->find("tool");
        node.source.span = textSpan(where == nullptr ? source->span : where->span);
        node.source.place = place(node.source.span.begin);
    }

    void readType(const yaml::Node &item, Node &node)
    {
        const yaml::Node *type = item.find("type");
        if (type == nullptr)
            return;
        node.typeText = textOf(type);
        node.type = nodeType(node.typeText);
        if (node.type != NodeType::Unknown)
            return;
        Diagnostic &diagnostic
            = error("unknown-node-type",
                    tr("The node '%1' has the unknown type '%2'.", node.name, node.typeText),
                    {},
                    type->span,
                    "ValueError",
                    py::repr(yaml::toValue(*type)) + " is not a valid ToolType");
        suggest(diagnostic,
                nearest(node.typeText, nodeTypes()),
                type->span,
                tr("Use llm, prompt, python or custom_llm."));
    }

    void readActivate(const yaml::Node &item, Node &node)
    {
        const yaml::Node *activate = item.find("activate");
        if (activate == nullptr)
            return;
        const yaml::Node *when = activate->find("when");
        const yaml::Node *is = activate->find("is");
        const yaml::Node *key = item.findKey("activate");
        if (when == nullptr || is == nullptr) {
            error("incomplete-activate",
                  tr("activate of the node '%1' needs both 'when' and 'is'.", node.name),
                  tr("Write 'when: ${node.output}' and 'is: value' below it."),
                  key == nullptr ? activate->span : key->span,
                  "FlowDefinitionError",
                  "The definition of activate config for node " + textOf(item.find("name"))
                      + " is incorrect. Please check your flow yaml and resubmit.");
            return;
        }
        Activate result;
        result.when = binding(*when);
        result.is = yaml::toValue(*is);
        result.span = textSpan(activate->span);
        node.activate = std::move(result);
    }

    void readVariants(const yaml::Node *node)
    {
        const yaml::Node *all = mapping(node, "node_variants");
        if (all == nullptr)
            return;
        for (const yaml::Node::Member &member : all->members()) {
            NodeVariants variants;
            variants.defaultVariantId = text(*member.value, "default_variant_id", "node_variants");
            variants.span = {member.key->span.begin,
                             std::max(member.key->span.end, member.value->span.end)};
            m_node = textOf(member.key);
            const yaml::Node *list = mapping(member.value->find("variants"), "variants");
            if (list == nullptr && member.value->find("variants") == nullptr)
                error("missing-variants",
                      tr("node_variants of '%1' has no variants.", m_node),
                      tr("Add 'variants:' with one entry a variant."),
                      member.key->span,
                      "KeyError",
                      "'variants'");
            if (list != nullptr)
                readVariantList(*list, variants);
            m_flow.variants.insert_or_assign(m_node, std::move(variants));
        }
        m_node.clear();
    }

    void readVariantList(const yaml::Node &list, NodeVariants &variants)
    {
        for (const yaml::Node::Member &member : list.members()) {
            const yaml::Node *node = member.value->find("node");
            Variant variant;
            variant.id = textOf(member.key);
            variant.description = textOf(member.value->find("description"));
            if (node == nullptr || !node->isMapping()) {
                error("missing-node",
                      tr("The variant '%1' has no node.", variant.id),
                      tr("Add 'node:' with the keys of a node."),
                      member.key->span,
                      "KeyError",
                      "'node'");
                continue;
            }
            variant.node = readNode(node->resolved(), false);
            variants.variants.push_back(std::move(variant));
        }
    }

    void readRest(const yaml::Node &root)
    {
        if (const yaml::Node *variables = mapping(root.find("environment_variables"),
                                                  "environment_variables")) {
            for (const yaml::Node::Member &member : variables->members())
                m_flow.environmentVariables.emplace_back(textOf(member.key),
                                                         yaml::toValue(*member.value));
        }
        readIncludes(root.find("additional_includes"));
    }

    void readIncludes(const yaml::Node *includes)
    {
        if (!truthOf(includes))
            return;
        if (!includes->isSequence()) {
            error("not-a-list",
                  tr("additional_includes must be a list."),
                  tr("Write each file or folder after '- ', a line each."),
                  includes->span,
                  "UserError",
                  "Unable to find additional include " + textOf(includes).substr(0, 1));
            return;
        }
        for (const yaml::Node *item : includes->resolved().children) {
            if (!item->isScalar() || item->isNull()) {
                report(Severity::Warning,
                       "wrong-kind",
                       tr("An item of additional_includes is no path; it is ignored."),
                       tr("Write the path of a file or folder after '- '."),
                       item->span);
                continue;
            }
            m_flow.additionalIncludes.push_back(textOf(item));
            m_flow.includePlaces.push_back(place(item->span.begin));
        }
    }

    Flow m_flow;
};

} // namespace

Loaded readFlow(const yaml::Document &document, FlowKind kind, const std::string &file)
{
    return FlowReader(document, kind, file).read();
}

} // namespace postern::flow

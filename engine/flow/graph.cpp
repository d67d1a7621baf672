// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/graph.h"

#include "engine/flow/nearest.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace postern::flow {

namespace {

constexpr std::string_view kGraphIntro = "Invalid node definitions found in the flow graph. ";

using Index = std::unordered_map<std::string_view, std::size_t>;

/// Names to nodes; the first of equal names.
Index indexOf(const Flow &flow)
{
    Index index;
    for (std::size_t i = 0; i < flow.nodes.size(); ++i)
        index.try_emplace(flow.nodes[i].name, i);
    return index;
}

/// Calls `visit` with every binding of a node, `activate` last.
template<typename Visit>
void forEachBinding(const Node &node, const Visit &visit)
{
    for (const auto &input : node.inputs)
        visit(input.second);
    if (node.activate)
        visit(node.activate->when);
}

struct Report
{
    std::string code;
    Message message;
    Message hint;
    std::string pythonClass;
    std::string pythonMessage;
};

Diagnostic diagnosticAt(const TextSpan &span, const Place &place, Report report)
{
    Diagnostic diagnostic;
    diagnostic.code = std::move(report.code);
    diagnostic.message = std::move(report.message);
    diagnostic.hint = std::move(report.hint);
    diagnostic.place = place;
    diagnostic.offset = span.begin;
    diagnostic.length = span.end - span.begin;
    if (!report.pythonClass.empty())
        diagnostic.promptflow = PromptflowError{{"UserError",
                                                 "ValidationError",
                                                 "InvalidFlowRequest",
                                                 std::move(report.pythonClass)},
                                                std::move(report.pythonMessage)};
    return diagnostic;
}

/// Adds "Did you mean" and the edit that changes the name within the reference's text.
void suggest(Diagnostic &diagnostic,
             const Binding &binding,
             const std::vector<std::string_view> &known,
             std::string_view text)
{
    const std::string name = nearest(binding.name, known);
    if (name.empty())
        return;
    diagnostic.hint = tr("Did you mean '%1'?", name);
    const TextSpan span = binding.span;
    if (span.end > text.size() || span.begin >= span.end)
        return;
    const std::string_view written = text.substr(span.begin, span.end - span.begin);
    const std::size_t brace = written.find("${");
    const std::size_t from = binding.kind == Binding::Kind::FlowInput ? written.find('.', brace) + 1
                                                                      : brace + 2;
    if (brace == std::string_view::npos || !written.substr(from).starts_with(binding.name))
        return;
    diagnostic.fix = Fix{tr("Change to %1", name),
                         TextEdit{span.begin + from, binding.name.size(), name}};
}

std::vector<std::string_view> inputNames(const Flow &flow)
{
    std::vector<std::string_view> names;
    names.reserve(flow.inputs.size());
    for (const FlowInput &input : flow.inputs)
        names.push_back(input.name);
    return names;
}

std::vector<std::string_view> nodeNames(const Flow &flow)
{
    std::vector<std::string_view> names;
    names.reserve(flow.nodes.size());
    for (const Node &node : flow.nodes)
        names.push_back(node.name);
    return names;
}

/// Python's repr of a set or list of names, in alphabetical order.
std::string listed(const std::set<std::string> &names, char open, char close)
{
    std::string result(1, open);
    for (const std::string &name : names)
        result += (result.size() == 1 ? "'" : ", '") + name + "'";
    return result + close;
}

class NodeCheck
{
public:
    NodeCheck(const Flow &flow, std::string_view text)
        : m_flow(flow)
        , m_text(text)
        , m_index(indexOf(flow))
        , m_inputNames(inputNames(flow))
        , m_nodeNames(nodeNames(flow))
    {}

    std::vector<Diagnostic> run()
    {
        findDuplicates();
        for (const Node &node : m_flow.nodes)
            findUnknownInputs(node);
        for (const Node &node : m_flow.nodes)
            checkReferences(node);
        reportCycle();
        return std::move(m_found);
    }

private:
    void add(const Node &node, Diagnostic diagnostic)
    {
        diagnostic.node = node.name;
        m_found.push_back(std::move(diagnostic));
    }

    void findDuplicates()
    {
        std::unordered_set<std::string_view> seen;
        for (const Node &node : m_flow.nodes) {
            if (node.name.empty() || seen.insert(node.name).second)
                continue;
            const std::string line = std::to_string(m_flow.nodes[m_index.at(node.name)].place.line);
            add(node,
                diagnosticAt(
                    node.nameSpan,
                    node.place,
                    {"duplicate-node",
                     tr("The node name '%1' is used twice; the first is in line %2.",
                        node.name,
                        line),
                     tr("Rename one of the nodes."),
                     "DuplicateNodeName",
                     std::string(kGraphIntro) + "Node with name '" + node.name
                         + "' appears more than once in the node definitions in your flow, "
                           "which is not allowed. To address this issue, please review your "
                           "flow and either rename or remove nodes with identical names."}));
        }
    }

    void findUnknownInputs(const Node &node)
    {
        for (const auto &[name, binding] : node.inputs) {
            if (binding.kind != Binding::Kind::FlowInput || m_flow.input(binding.name) != nullptr)
                continue;
            Diagnostic diagnostic = diagnosticAt(
                binding.span,
                binding.place,
                {"unknown-input",
                 tr("The node '%1' refers to the flow input '%2', which doesn't exist.",
                    node.name,
                    binding.name),
                 tr("Add it to the flow's inputs, or refer to another."),
                 "InputReferenceNotFound",
                 std::string(kGraphIntro) + "Node '" + node.name + "' references flow input '"
                     + binding.name
                     + "' which is not defined in your flow. To resolve this issue, please review "
                       "your flow, ensuring that you either add the missing flow inputs or adjust "
                       "node reference to the correct flow input."});
            const std::size_t dot = binding.name.find('.');
            if (dot != std::string::npos && m_flow.input(binding.name.substr(0, dot)) != nullptr)
                diagnostic.hint = tr(
                    "A part of a flow input can't be referred to; pass the whole input.");
            else
                suggest(diagnostic, binding, m_inputNames, m_text);
            add(node, std::move(diagnostic));
        }
    }

    void checkReferences(const Node &node)
    {
        if (node.activate && node.aggregation)
            checkActivateOfAggregation(node, node.activate->when);
        std::set<std::string> aggregations;
        const Binding *first = nullptr;
        forEachBinding(node, [&](const Binding &binding) {
            if (binding.kind != Binding::Kind::NodeOutput)
                return;
            const auto target = m_index.find(binding.name);
            if (target == m_index.end()) {
                reportUnknownNode(node, binding);
            } else if (!node.aggregation && m_flow.nodes[target->second].aggregation) {
                aggregations.insert(binding.name);
                first = first == nullptr ? &binding : first;
            }
        });
        if (first == nullptr)
            return;
        add(node,
            diagnosticAt(first->span,
                         first->place,
                         {"reference-to-aggregation",
                          tr("The node '%1' refers to the aggregation node '%2', which runs after "
                             "all lines.",
                             node.name,
                             first->name),
                          tr("Make it an aggregation node too, or refer to another node."),
                          "InvalidNodeReference",
                          std::string(kGraphIntro) + "Non-aggregate node '" + node.name
                              + "' cannot reference aggregate nodes "
                              + listed(aggregations, '{', '}')
                              + ". Please review and rectify the node reference."}));
    }

    void checkActivateOfAggregation(const Node &node, const Binding &when)
    {
        if (when.kind != Binding::Kind::NodeOutput)
            return;
        const auto target = m_index.find(when.name);
        if (target != m_index.end() && m_flow.nodes[target->second].aggregation)
            return;
        add(node,
            diagnosticAt(
                when.span,
                when.place,
                {"aggregation-activate",
                 tr("The aggregation node '%1' is activated by '%2', which is no aggregation node.",
                    node.name,
                    when.name),
                 tr("Use a flow input or an aggregation node in 'when'."),
                 "InvalidNodeReference",
                 std::string(kGraphIntro) + "Non-aggregation node '" + when.name
                     + "' cannot be referenced in the activate config of the aggregation "
                       "node '"
                     + node.name + "'. Please review and rectify the node reference."}));
    }

    void reportUnknownNode(const Node &node, const Binding &binding)
    {
        Diagnostic diagnostic = diagnosticAt(
            binding.span,
            binding.place,
            {"unknown-node",
             tr("The node '%1' refers to the node '%2', which doesn't exist.",
                node.name,
                binding.name),
             tr("Write ${node.output} or ${inputs.name}."),
             "NodeReferenceNotFound",
             std::string(kGraphIntro) + "Node '" + node.name + "' references a non-existent node '"
                 + binding.name
                 + "' in your flow. Please review your flow to ensure that the node name is "
                   "accurately specified."});
        suggest(diagnostic, binding, m_nodeNames, m_text);
        add(node, std::move(diagnostic));
    }

    void reportCycle()
    {
        const std::vector<std::string> cycle = findCycle(m_flow);
        if (cycle.empty())
            return;
        std::set<std::string> remaining;
        for (const Node &node : m_flow.nodes)
            remaining.insert(node.name);
        for (const std::size_t i : nodeOrder(m_flow))
            remaining.erase(m_flow.nodes[i].name);
        std::string path;
        for (const std::string &name : cycle)
            path += (path.empty() ? "" : " -> ") + name;
        const Node &node = m_flow.nodes[m_index.at(cycle.front())];
        add(node,
            diagnosticAt(
                node.nameSpan,
                node.place,
                {"cycle",
                 tr("The nodes refer to each other in a circle: %1.", path),
                 tr("Remove one of these references."),
                 "NodeCircularDependency",
                 std::string(kGraphIntro)
                     + "Node circular dependency has been detected among the nodes in your "
                       "flow. Kindly review the reference relationships for the nodes "
                     + listed(remaining, '[', ']')
                     + " and resolve the circular reference issue in the flow."}));
    }

    const Flow &m_flow;
    const std::string_view m_text;
    const Index m_index;
    const std::vector<std::string_view> m_inputNames;
    const std::vector<std::string_view> m_nodeNames;
    std::vector<Diagnostic> m_found;
};

/// What each node waits for, as indexes without repeats; unknown nodes are left out.
std::vector<std::set<std::size_t>> dependencies(const Flow &flow)
{
    const Index index = indexOf(flow);
    std::vector<std::set<std::size_t>> result(flow.nodes.size());
    for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
        forEachBinding(flow.nodes[i], [&](const Binding &binding) {
            if (binding.kind != Binding::Kind::NodeOutput)
                return;
            if (const auto target = index.find(binding.name); target != index.end())
                result[i].insert(target->second);
        });
    }
    return result;
}

Diagnostic outputDiagnostic(const FlowOutput &output, Report report)
{
    report.pythonMessage = "The output '" + output.name + "' for flow is incorrect. "
                           + report.pythonMessage;
    return diagnosticAt(output.reference.span, output.reference.place, std::move(report));
}

} // namespace

std::vector<Diagnostic> nodeProblems(const Flow &flow, std::string_view text)
{
    return NodeCheck(flow, text).run();
}

std::vector<Diagnostic> outputProblems(const Flow &flow, std::string_view text)
{
    std::vector<Diagnostic> found;
    for (const FlowOutput &output : flow.outputs) {
        const Binding &reference = output.reference;
        const Message what = tr("The output '%1'", output.name);
        if (reference.kind == Binding::Kind::Literal) {
            if (reference.literal.isString() && reference.literal.asString().empty())
                found.push_back(outputDiagnostic(
                    output,
                    {"empty-reference",
                     tr("%1 has no reference.", what),
                     tr("Write 'reference: ${node.output}'."),
                     "EmptyOutputReference",
                     "The reference is not specified for the output '" + output.name
                         + "' in the flow. To rectify this, ensure that you accurately specify the "
                           "reference in the flow."}));
            continue;
        }
        if (reference.kind == Binding::Kind::FlowInput) {
            if (flow.input(reference.name) != nullptr)
                continue;
            found.push_back(
                outputDiagnostic(output,
                                 {"unknown-input",
                                  tr("%1 refers to the flow input '%2', which doesn't exist.",
                                     what,
                                     reference.name),
                                  tr("Add it to the flow's inputs, or refer to another."),
                                  "OutputReferenceNotFound",
                                  "The output '" + output.name
                                      + "' references non-existent flow input '" + reference.name
                                      + "' in your flow. Please carefully review your flow and "
                                        "correct the reference "
                                        "definition for the output in question."}));
            suggest(found.back(), reference, inputNames(flow), text);
            continue;
        }
        const Node *node = flow.node(reference.name);
        if (node == nullptr) {
            found.push_back(outputDiagnostic(
                output,
                {"unknown-node",
                 tr("%1 refers to the node '%2', which doesn't exist.", what, reference.name),
                 tr("Write ${node.output} or ${inputs.name}."),
                 "OutputReferenceNotFound",
                 "The output '" + output.name + "' references non-existent node '" + reference.name
                     + "' in your flow. To resolve this issue, please carefully review your flow "
                       "and "
                       "correct the reference definition for the output in question."}));
            suggest(found.back(), reference, nodeNames(flow), text);
        } else if (node->aggregation) {
            found.push_back(
                diagnosticAt(reference.span,
                             reference.place,
                             {"output-of-aggregation",
                              tr("%1 refers to the aggregation node '%2' and is left out.",
                                 what,
                                 reference.name),
                              tr("Log a metric in the node instead."),
                              {},
                              {}}));
            found.back().severity = Severity::Warning;
        }
    }
    return found;
}

void checkNodes(const Flow &flow)
{
    const std::vector<Diagnostic> found = nodeProblems(flow);
    if (!found.empty())
        throw toError(found.front());
}

void checkOutputs(const Flow &flow)
{
    for (const Diagnostic &diagnostic : outputProblems(flow)) {
        if (diagnostic.severity == Severity::Error)
            throw toError(diagnostic);
    }
}

std::vector<std::size_t> nodeOrder(const Flow &flow)
{
    const std::vector<std::set<std::size_t>> waitsFor = dependencies(flow);
    std::vector<std::size_t> left(flow.nodes.size());
    std::vector<std::vector<std::size_t>> users(flow.nodes.size());
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < waitsFor.size(); ++i) {
        left[i] = waitsFor[i].size();
        if (left[i] == 0)
            ready.push(i);
        for (const std::size_t target : waitsFor[i])
            users[target].push_back(i);
    }
    std::vector<std::size_t> order;
    while (!ready.empty()) {
        const std::size_t next = ready.top();
        ready.pop();
        order.push_back(next);
        for (const std::size_t user : users[next]) {
            if (--left[user] == 0)
                ready.push(user);
        }
    }
    return order;
}

std::vector<std::string> findCycle(const Flow &flow)
{
    const std::vector<std::set<std::size_t>> waitsFor = dependencies(flow);
    std::vector<bool> isDone(flow.nodes.size());
    for (const std::size_t i : nodeOrder(flow))
        isDone[i] = true;
    std::size_t at = 0;
    while (at < isDone.size() && isDone[at])
        ++at;
    if (at == isDone.size())
        return {};
    // Every node that is left waits for another one that is left: walking on must come back.
    std::vector<std::size_t> path;
    std::vector<bool> isOnPath(flow.nodes.size());
    while (!isOnPath[at]) {
        isOnPath[at] = true;
        path.push_back(at);
        at = *std::find_if(waitsFor[at].begin(), waitsFor[at].end(), [&](std::size_t target) {
            return !isDone[target];
        });
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    path.push_back(at);
    std::vector<std::string> names;
    names.reserve(path.size());
    for (const std::size_t i : path)
        names.push_back(flow.nodes[i].name);
    return names;
}

} // namespace postern::flow

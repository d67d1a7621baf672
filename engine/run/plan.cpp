// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace postern::run {

namespace {

using Kind = flow::Binding::Kind;

/// An InvalidFlowRequest of prompt flow's executor.
Error invalid(const char *className,
              std::string message,
              std::string hint,
              const Place &place,
              std::string promptflow)
{
    Error error(ErrorCode::InvalidFlow, std::move(message), std::move(hint), place);
    return std::move(error).as({"UserError", "ValidationError", "InvalidFlowRequest", className},
                               std::move(promptflow));
}

constexpr auto kInvalidGraph = "Invalid node definitions found in the flow graph. ";

void checkNames(const flow::Flow &flow)
{
    std::set<std::string_view> names;
    for (const flow::Node &node : flow.nodes) {
        if (names.insert(node.name).second)
            continue;
        throw invalid("DuplicateNodeName",
                      "There is more than one node named '" + node.name + "'.",
                      "Rename or remove one of them.",
                      node.place,
                      kInvalidGraph + ("Node with name '" + node.name)
                          + "' appears more than once in the node definitions in your flow, which "
                            "is not allowed. To address this issue, please review your flow and "
                            "either rename or remove nodes with identical names.");
    }
}

void checkFlowInputs(const flow::Flow &flow)
{
    for (const flow::Node &node : flow.nodes) {
        for (const auto &[name, binding] : node.inputs) {
            if (binding.kind != Kind::FlowInput || flow.input(binding.name))
                continue;
            throw invalid("InputReferenceNotFound",
                          "Input '" + name + "' of node '" + node.name + "' refers to the flow input '"
                              + binding.name + "', which doesn't exist.",
                          "Declare the input or correct the reference.",
                          binding.place,
                          kInvalidGraph + ("Node '" + node.name) + "' references flow input '"
                              + binding.name
                              + "' which is not defined in your flow. To resolve this issue, please "
                                "review your flow, ensuring that you either add the missing flow "
                                "inputs or adjust node reference to the correct flow input.");
        }
    }
}

std::string pythonSet(const std::set<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "'" : ", '") + name + "'";
    return text;
}

/// Nodes by name, and for each the names of those it refers to.
class Graph
{
public:
    explicit Graph(const flow::Flow &flow)
        : m_flow(flow)
    {
        for (const flow::Node &node : flow.nodes) {
            m_edges[node.name];
            if (node.aggregation)
                m_aggregation.insert(node.name);
        }
        for (const flow::Node &node : flow.nodes)
            addNode(node);
    }

    /// The nodes in prompt flow's order: again and again the first of the file whose
    /// dependencies are all placed.
    std::vector<const flow::Node *> sorted() const
    {
        // Kahn's algorithm with the file's order as priority gives the same order in O(n log n).
        std::map<std::string_view, std::size_t> position;
        for (std::size_t i = 0; i < m_flow.nodes.size(); ++i)
            position[m_flow.nodes[i].name] = i;
        std::vector<std::size_t> waiting(m_flow.nodes.size());
        std::vector<std::vector<std::size_t>> dependents(m_flow.nodes.size());
        std::set<std::size_t> ready;
        for (std::size_t i = 0; i < m_flow.nodes.size(); ++i) {
            const std::set<std::string> &dependencies = m_edges.at(m_flow.nodes[i].name);
            waiting[i] = dependencies.size();
            for (const std::string &dependency : dependencies)
                dependents[position.at(dependency)].push_back(i);
            if (dependencies.empty())
                ready.insert(i);
        }
        std::vector<const flow::Node *> order;
        while (!ready.empty()) {
            const std::size_t next = *ready.begin();
            ready.erase(ready.begin());
            order.push_back(&m_flow.nodes[next]);
            for (const std::size_t dependent : dependents[next]) {
                if (--waiting[dependent] == 0)
                    ready.insert(dependent);
            }
        }
        if (order.size() < m_flow.nodes.size())
            throwCycle(waiting);
        return order;
    }

    const std::set<std::string> &dependencies(const std::string &node) const
    {
        return m_edges.at(node);
    }

private:
    void addNode(const flow::Node &node)
    {
        std::set<std::string> &edges = m_edges.at(node.name);
        for (const auto &[name, binding] : node.inputs)
            addEdge(node, binding, edges);
        if (node.activate) {
            const flow::Binding &when = node.activate->when;
            if (node.aggregation && when.kind == Kind::NodeOutput
                && !m_aggregation.contains(when.name)) {
                throw invalid("InvalidNodeReference",
                              "The activate config of aggregation node '" + node.name
                                  + "' refers to node '" + when.name
                                  + "', which runs once a line.",
                              "Let it refer to a flow input or another aggregation node.",
                              when.place,
                              kInvalidGraph + ("Non-aggregation node '" + when.name)
                                  + "' cannot be referenced in the activate config of the "
                                    "aggregation node '"
                                  + node.name + "'. Please review and rectify the node reference.");
            }
            addEdge(node, when, edges);
        }
        checkAggregation(node, edges);
    }

    void addEdge(const flow::Node &node,
                 const flow::Binding &binding,
                 std::set<std::string> &edges) const
    {
        if (binding.kind != Kind::NodeOutput)
            return;
        if (!m_edges.contains(binding.name)) {
            throw invalid("NodeReferenceNotFound",
                          "Node '" + node.name + "' refers to node '" + binding.name
                              + "', which doesn't exist.",
                          "Correct the name in " + binding.text + ".",
                          binding.place,
                          kInvalidGraph + ("Node '" + node.name)
                              + "' references a non-existent node '" + binding.name
                              + "' in your flow. Please review your flow to ensure that the node "
                                "name is accurately specified.");
        }
        edges.insert(binding.name);
    }

    void checkAggregation(const flow::Node &node, const std::set<std::string> &edges) const
    {
        if (node.aggregation)
            return;
        std::set<std::string> wrong;
        std::ranges::set_intersection(edges, m_aggregation, std::inserter(wrong, wrong.end()));
        if (wrong.empty())
            return;
        throw invalid("InvalidNodeReference",
                      "Node '" + node.name + "' refers to the aggregation node '" + *wrong.begin()
                          + "', which runs behind all lines.",
                      "Mark '" + node.name + "' as an aggregation node or remove the reference.",
                      node.place,
                      kInvalidGraph + ("Non-aggregate node '" + node.name)
                          + "' cannot reference aggregate nodes {" + pythonSet(wrong)
                          + "}. Please review and rectify the node reference.");
    }

    [[noreturn]] void throwCycle(const std::vector<std::size_t> &waiting) const
    {
        std::set<std::string> names;
        const flow::Node *first = nullptr;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i] == 0)
                continue;
            names.insert(m_flow.nodes[i].name);
            if (!first)
                first = &m_flow.nodes[i];
        }
        const std::string list = pythonSet(names);
        throw invalid("NodeCircularDependency",
                      "The nodes " + list + " wait for each other in a circle.",
                      "Remove one of the references between them.",
                      first ? first->place : Place(),
                      kInvalidGraph
                          + ("Node circular dependency has been detected among the nodes in your "
                             "flow. Kindly review the reference relationships for the nodes ["
                             + list)
                          + "] and resolve the circular reference issue in the flow.");
    }

    const flow::Flow &m_flow;
    std::map<std::string, std::set<std::string>, std::less<>> m_edges;
    std::set<std::string> m_aggregation;
};

constexpr auto kOutput = "The output '";

std::vector<flow::FlowOutput> checkedOutputs(const flow::Flow &flow)
{
    std::vector<flow::FlowOutput> outputs;
    for (const flow::FlowOutput &output : flow.outputs) {
        const flow::Binding &reference = output.reference;
        const std::string start = kOutput + output.name + "' for flow is incorrect. ";
        if (reference.kind == Kind::Literal && reference.literal == Value("")) {
            throw invalid("EmptyOutputReference",
                          "The output '" + output.name + "' has no reference.",
                          "Say which node or input it shows: reference: ${node.output}.",
                          output.place,
                          start + "The reference is not specified for the output '" + output.name
                              + "' in the flow. To rectify this, ensure that you accurately specify "
                                "the reference in the flow.");
        }
        if (reference.kind == Kind::FlowInput && !flow.input(reference.name)) {
            throw invalid("OutputReferenceNotFound",
                          "The output '" + output.name + "' refers to the flow input '"
                              + reference.name + "', which doesn't exist.",
                          "Declare the input or correct the reference.",
                          reference.place,
                          start + "The output '" + output.name
                              + "' references non-existent flow input '" + reference.name
                              + "' in your flow. Please carefully review your flow and correct the "
                                "reference definition for the output in question.");
        }
        if (reference.kind == Kind::NodeOutput) {
            const flow::Node *node = flow.node(reference.name);
            if (!node) {
                throw invalid("OutputReferenceNotFound",
                              "The output '" + output.name + "' refers to node '" + reference.name
                                  + "', which doesn't exist.",
                              "Correct the name in " + reference.text + ".",
                              reference.place,
                              start + "The output '" + output.name
                                  + "' references non-existent node '" + reference.name
                                  + "' in your flow. To resolve this issue, please carefully review "
                                    "your flow and correct the reference definition for the output "
                                    "in question.");
            }
            if (node->aggregation)
                continue;
        }
        outputs.push_back(output);
    }
    return outputs;
}

bool anyReference(const flow::Node &node, const std::string &name)
{
    return std::ranges::any_of(node.inputs, [&name](const auto &input) {
        return input.second.kind == Kind::NodeOutput && input.second.name == name;
    });
}

bool streams(const flow::Flow &flow, const flow::Node &node)
{
    const bool isOutput = std::ranges::any_of(flow.outputs, [&node](const flow::FlowOutput &output) {
        return output.reference.kind == Kind::NodeOutput && output.reference.name == node.name;
    });
    return node.type == flow::NodeType::Llm && isOutput
        && std::ranges::none_of(flow.nodes,
                                [&node](const flow::Node &other) {
                                    return anyReference(other, node.name);
                                });
}

} // namespace

Plan Plan::make(const flow::Flow &flow)
{
    checkNames(flow);
    checkFlowInputs(flow);
    const Graph graph(flow);
    Plan plan;
    std::map<std::string_view, std::size_t> index;
    for (const flow::Node *node : graph.sorted()) {
        std::vector<PlannedNode> &list = node->aggregation ? plan.aggregation : plan.nodes;
        PlannedNode planned;
        planned.node = *node;
        planned.stream = streams(flow, *node);
        for (const std::string &dependency : graph.dependencies(node->name)) {
            if (flow.node(dependency)->aggregation == node->aggregation)
                planned.dependencies.push_back(index.at(dependency));
        }
        index[node->name] = list.size();
        list.push_back(std::move(planned));
    }
    plan.outputs = checkedOutputs(flow);
    return plan;
}

std::vector<const flow::Binding *> Plan::aggregationInputs() const
{
    std::set<std::string_view> lineNodes;
    for (const PlannedNode &planned : nodes)
        lineNodes.insert(planned.node.name);
    std::vector<const flow::Binding *> inputs;
    for (const PlannedNode &planned : aggregation) {
        for (const auto &[name, binding] : planned.node.inputs) {
            if (binding.kind == Kind::NodeOutput && lineNodes.contains(binding.name))
                inputs.push_back(&binding);
        }
    }
    return inputs;
}

} // namespace postern::run

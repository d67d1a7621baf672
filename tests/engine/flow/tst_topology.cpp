// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "engine/flow/graph.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace postern;
using namespace postern::flow;
using postern::test::failureOf;

namespace {

struct Topology
{
    const char *text; ///< "@" stands for the type and the source of a prompt node
    const char *type; ///< prompt flow's class; empty: it takes the flow
    const char *sentence;
};

// What Flow.from_yaml, FlowValidator._validate_nodes_topology and _ensure_outputs_valid of prompt
// flow 1.18.5 say, in this order.
const std::vector<Topology> kTopologies{
    {"inputs:\n  q: {type: string}\noutputs:\n  o: {type: string, reference: "
     "\"${a.output}\"}\nnodes:\n- {name: a, @, inputs: {x: \"${inputs.q}\"}}\n",
     "",
     ""},
    {"nodes:\n- {name: a, @, inputs: {}}\n- {name: a, @, inputs: {}}\n",
     "DuplicateNodeName",
     "Invalid node definitions found in the flow graph. Node with name 'a' appears more than once "
     "in the node definitions in your flow, which is not allowed. To address this issue, please "
     "review your flow and either rename or remove nodes with identical names."},
    {"nodes:\n- {name: a, @, inputs: {}}\n- {name: b, @, inputs: {}}\n- {name: a, @, inputs: "
     "{}}\n- {name: b, @, inputs: {}}\n",
     "DuplicateNodeName",
     "Invalid node definitions found in the flow graph. Node with name 'a' appears more than once "
     "in the node definitions in your flow, which is not allowed. To address this issue, please "
     "review your flow and either rename or remove nodes with identical names."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${inputs.missing}\"}}\n",
     "InputReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references flow input 'missing' "
     "which is not defined in your flow. To resolve this issue, please review your flow, ensuring "
     "that you either add the missing flow inputs or adjust node reference to the correct flow "
     "input."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${b.output}\"}}\n",
     "NodeReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references a non-existent node "
     "'b' in your flow. Please review your flow to ensure that the node name is accurately "
     "specified."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${b.output}\"}}\n- {name: b, @, inputs: {x: "
     "\"${a.output}\"}}\n",
     "NodeCircularDependency",
     "Invalid node definitions found in the flow graph. Node circular dependency has been detected "
     "among the nodes in your flow. Kindly review the reference relationships for the nodes ['a', "
     "'b'] and resolve the circular reference issue in the flow."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${a.output}\"}}\n",
     "NodeCircularDependency",
     "Invalid node definitions found in the flow graph. Node circular dependency has been detected "
     "among the nodes in your flow. Kindly review the reference relationships for the nodes ['a'] "
     "and resolve the circular reference issue in the flow."},
    {"nodes:\n- {name: c, @, inputs: {}}\n- {name: a, @, inputs: {x: \"${b.output}\", y: "
     "\"${c.output}\"}}\n- {name: b, @, inputs: {x: \"${d.output}\"}}\n- {name: d, @, inputs: {x: "
     "\"${a.output.k}\"}}\n",
     "NodeCircularDependency",
     "Invalid node definitions found in the flow graph. Node circular dependency has been detected "
     "among the nodes in your flow. Kindly review the reference relationships for the nodes ['a', "
     "'b', 'd'] and resolve the circular reference issue in the flow."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${g.output}\"}}\n- {name: g, @, inputs: {}, "
     "aggregation: true}\n",
     "InvalidNodeReference",
     "Invalid node definitions found in the flow graph. Non-aggregate node 'a' cannot reference "
     "aggregate nodes {'g'}. Please review and rectify the node reference."},
    {"nodes:\n- {name: a, @, inputs: {}}\n- {name: g, @, inputs: {x: 1}, aggregation: true, "
     "activate: {when: \"${a.output}\", is: 1}}\n",
     "InvalidNodeReference",
     "Invalid node definitions found in the flow graph. Non-aggregation node 'a' cannot be "
     "referenced in the activate config of the aggregation node 'g'. Please review and rectify the "
     "node reference."},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {when: \"${b.output}\", is: 1}}\n- {name: b, @, "
     "inputs: {x: \"${a.output}\"}}\n",
     "NodeCircularDependency",
     "Invalid node definitions found in the flow graph. Node circular dependency has been detected "
     "among the nodes in your flow. Kindly review the reference relationships for the nodes ['a', "
     "'b'] and resolve the circular reference issue in the flow."},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {when: \"${x.output}\", is: 1}}\n",
     "NodeReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references a non-existent node "
     "'x' in your flow. Please review your flow to ensure that the node name is accurately "
     "specified."},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {when: \"${inputs.x}\", is: 1}}\n", "", ""},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {is: 1}}\n",
     "FlowDefinitionError",
     "The definition of activate config for node a is incorrect. Please check your flow yaml and "
     "resubmit."},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {when: \"${a.output}\"}}\n",
     "FlowDefinitionError",
     "The definition of activate config for node a is incorrect. Please check your flow yaml and "
     "resubmit."},
    {"nodes:\n- {name: a, @, inputs: {}, activate: {when: \"\", is: 1}}\n", "", ""},
    {"outputs:\n  o: {type: string, reference: \"${b.output}\"}\nnodes:\n- {name: a, @, inputs: "
     "{}}\n",
     "OutputReferenceNotFound",
     "The output 'o' for flow is incorrect. The output 'o' references non-existent node 'b' in "
     "your flow. To resolve this issue, please carefully review your flow and correct the "
     "reference definition for the output in question."},
    {"outputs:\n  o: {type: string, reference: \"${inputs.q}\"}\nnodes:\n- {name: a, @, inputs: "
     "{}}\n",
     "OutputReferenceNotFound",
     "The output 'o' for flow is incorrect. The output 'o' references non-existent flow input 'q' "
     "in your flow. Please carefully review your flow and correct the reference definition for the "
     "output in question."},
    {"inputs:\n  q: {type: string}\noutputs:\n  o: {type: string, reference: "
     "\"${inputs.q}\"}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "",
     ""},
    {"outputs:\n  o: {type: string, reference: \"\"}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "EmptyOutputReference",
     "The output 'o' for flow is incorrect. The reference is not specified for the output 'o' in "
     "the flow. To rectify this, ensure that you accurately specify the reference in the flow."},
    {"outputs:\n  o: {type: string}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "EmptyOutputReference",
     "The output 'o' for flow is incorrect. The reference is not specified for the output 'o' in "
     "the flow. To rectify this, ensure that you accurately specify the reference in the flow."},
    {"outputs:\n  o: {type: string, reference: \"text\"}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "",
     ""},
    {"outputs:\n  o: {type: string, reference: \"${a.output\"}\nnodes:\n- {name: a, @, inputs: "
     "{}}\n",
     "",
     ""},
    {"outputs:\n  o: {type: string, reference: \"${a}\"}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "",
     ""},
    {"nodes:\n- {name: a, @, inputs: {x: \"${a.b.c}\"}}\n",
     "NodeCircularDependency",
     "Invalid node definitions found in the flow graph. Node circular dependency has been detected "
     "among the nodes in your flow. Kindly review the reference relationships for the nodes ['a'] "
     "and resolve the circular reference issue in the flow."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${b.input}\"}}\n- {name: b, @, inputs: {}}\n", "", ""},
    {"nodes:\n- {name: a, @, inputs: {x: \"${b}\"}}\n- {name: b, @, inputs: {}}\n", "", ""},
    {"nodes:\n- {name: a, @, inputs: {x: \"${}\"}}\n",
     "NodeReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references a non-existent node '' "
     "in your flow. Please review your flow to ensure that the node name is accurately specified."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${inputs}\"}}\n",
     "NodeReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references a non-existent node "
     "'inputs' in your flow. Please review your flow to ensure that the node name is accurately "
     "specified."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${flow.q}\"}}\n",
     "InputReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references flow input 'q' which "
     "is not defined in your flow. To resolve this issue, please review your flow, ensuring that "
     "you either add the missing flow inputs or adjust node reference to the correct flow input."},
    {"inputs:\n  q: {type: string}\nnodes:\n- {name: a, @, inputs: {x: \"${flow.q}\"}}\n", "", ""},
    {"nodes:\n- {name: a, @, inputs: {x: \"${ b.output }\"}}\n- {name: b, @, inputs: {}}\n",
     "NodeReferenceNotFound",
     "Invalid node definitions found in the flow graph. Node 'a' references a non-existent node ' "
     "b' in your flow. Please review your flow to ensure that the node name is accurately "
     "specified."},
    {"nodes:\n- {name: a, @, inputs: {x: \"${b.output.k[0].z}\"}}\n- {name: b, @, inputs: {}}\n",
     "",
     ""},
    {"nodes:\n- {name: \"\", @}\n", "", ""},
    {"nodes:\n- {@}\n", "", ""},
    {"nodes:\n- {name: a}\n", "", ""},
    {"inputs:\n  q: {}\nnodes: []\n", "KeyError", "'type'"},
    {"inputs:\n  q: {type: strange}\nnodes: []\n",
     "ValueError",
     "'strange' is not a valid ValueType"},
    {"outputs:\n  o: {reference: \"${a.output}\"}\nnodes:\n- {name: a, @, inputs: {}}\n",
     "KeyError",
     "'type'"},
    {"inputs:\n  a: {type: string, is_chat_input: true}\n  b: {type: string, is_chat_input: "
     "true}\nnodes: []\n",
     "",
     ""},
};

Flow flowOf(std::string text)
{
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@'))
        text.replace(at, 1, "type: prompt, source: {type: code, path: p.jinja2}");
    const FlowLocation location{"/flow", "/flow/flow.dag.yaml", FlowKind::Dag};
    return FlowDocument::fromText(location, std::move(text)).flow();
}

/// Those that prompt flow's validator refuses, not its reader.
bool isTopological(const std::string &type)
{
    return type != "KeyError" && type != "ValueError" && type != "FlowDefinitionError";
}

TEST(Topology, isTakenAndRefusedAsPromptFlowDoes)
{
    for (const auto &[text, type, sentence] : kTopologies) {
        if (!isTopological(type))
            continue;
        const auto error = failureOf([t = text] {
            const Flow flow = flowOf(t);
            checkNodes(flow);
            checkOutputs(flow);
        });
        ASSERT_EQ(error.has_value(), *type != '\0') << text;
        if (!error)
            continue;
        EXPECT_EQ(error->code(), ErrorCode::InvalidFlow);
        EXPECT_EQ(error->promptflow()->codes.back(), type) << text;
        EXPECT_EQ(error->promptflow()->message, sentence) << text;
        EXPECT_TRUE(error->place()) << text;
    }
}

TEST(Topology, everyNodeHasItsPlaceInTheOrderUnlessItIsOnACycleOrBehindOne)
{
    for (const auto &[text, type, sentence] : kTopologies) {
        const Flow flow = flowOf(text);
        if (!isTopological(type)
            || std::string_view(type).find("Reference") != std::string_view::npos
            || std::string_view(type) == "DuplicateNodeName")
            continue;
        const std::vector<std::size_t> order = nodeOrder(flow);
        const bool hasCycle = std::string_view(type) == "NodeCircularDependency";
        EXPECT_EQ(order.size() < flow.nodes.size(), hasCycle) << text;
        EXPECT_EQ(findCycle(flow).empty(), !hasCycle) << text;
        // Whatever is in it comes after all that it refers to.
        for (std::size_t i = 0; i < order.size(); ++i) {
            for (const auto &[name, binding] : flow.nodes[order[i]].inputs) {
                if (binding.kind != Binding::Kind::NodeOutput)
                    continue;
                const auto isIt = [&](std::size_t at) {
                    return flow.nodes[at].name == binding.name;
                };
                const auto found = std::ranges::find_if(order, isIt);
                EXPECT_LT(found - order.begin(), static_cast<std::ptrdiff_t>(i)) << text;
            }
        }
    }
}

TEST(Topology, aCycleIsToldFromItsBeginningToItsBeginning)
{
    const std::string node = "- {name: ";
    const auto chain = [&](const std::vector<std::pair<const char *, const char *>> &nodes) {
        std::string text = "nodes:\n";
        for (const auto &[name, reference] : nodes)
            text += node + name + ", @, inputs: {x: \"${" + reference + ".output}\"}}\n";
        return findCycle(flowOf(text));
    };
    for (const auto &cycle : {chain({{"a", "b"}, {"b", "c"}, {"c", "a"}}),
                              chain({{"first", "a"}, {"a", "b"}, {"b", "a"}}),
                              chain({{"a", "a"}})}) {
        ASSERT_GE(cycle.size(), 2U);
        EXPECT_EQ(cycle.front(), cycle.back());
        EXPECT_EQ(std::ranges::count(cycle, "first"), 0); // behind it, not on it
    }
}

TEST(Topology, allThatIsWrongIsFoundAndTheFirstIsThatOfPromptFlow)
{
    const Flow flow = flowOf(
        "outputs:\n  o: {type: string, reference: \"${none.output}\"}\n"
        "nodes:\n- {name: a, @, inputs: {x: \"${inputs.q}\", y: \"${z.output}\"}}\n"
        "- {name: b, @, inputs: {x: \"${b.output}\"}}\n");
    const std::vector<Diagnostic> problems = nodeProblems(flow);
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(failureOf([&] { checkNodes(flow); })->promptflow()->message,
              problems.front().promptflow->message);
    EXPECT_EQ(outputProblems(flow).size(), 1U);
}

} // namespace

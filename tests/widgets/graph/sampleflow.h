// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>

namespace postern::graph {

inline flow::Flow parseFlow(const std::string &text)
{
    flow::FlowLocation location;
    location.folder = "sample";
    location.file = "sample/flow.dag.yaml";
    return flow::FlowDocument::fromText(location, text).flow();
}

/// A chat over documents and tickets: every kind of node, a condition, variants.
inline const char *const kSupportFlow = R"(
inputs:
  chat_history: {type: list, is_chat_history: true}
  question: {type: string, is_chat_input: true}
outputs:
  reply: {type: string, reference: "${format_reply.output.reply}", is_chat_output: true}
  citations: {type: list, reference: "${format_reply.output.citations}"}
nodes:
- name: rewrite_question
  type: llm
  source: {type: code, path: rewrite_question.jinja2}
  inputs:
    deployment_name: gpt-4o-mini
    question: ${inputs.question}
    chat_history: ${inputs.chat_history}
  connection: aoai
  api: chat
- name: classify_intent
  type: llm
  source: {type: code, path: classify_intent.jinja2}
  inputs: {deployment_name: o4-mini, question: "${inputs.question}"}
  connection: aoai
  api: chat
- name: embed_question
  type: python
  source: {type: package, tool: promptflow.tools.embedding.embedding}
  inputs: {deployment_name: text-embed-3-large, input: "${rewrite_question.output}"}
- name: system_rules
  type: prompt
  source: {type: code, path: prompts/system_rules.jinja2}
  inputs: {intent: "${classify_intent.output}"}
- name: search_docs
  type: python
  source: {type: package, tool: contoso.tools.search}
  inputs: {index_name: kb-docs, top_k: 6, vector: "${embed_question.output}"}
- name: build_context
  type: python
  source: {type: code, path: build_context.py}
  inputs: {docs: "${search_docs.output}"}
- name: search_tickets
  type: python
  source: {type: package, tool: contoso.tools.search}
  inputs: {index_name: tickets, top_k: 3, query: "${rewrite_question.output}"}
  activate: {when: "${classify_intent.output}", is: incident}
- name: answer
  use_variants: true
- name: format_reply
  type: python
  source: {type: code, path: format_reply.py}
  inputs: {answer: "${answer.output}", tickets: "${search_tickets.output}"}
node_variants:
  answer:
    default_variant_id: variant_0
    variants:
      variant_0:
        node:
          type: llm
          source: {type: code, path: answer.jinja2}
          inputs:
            deployment_name: gpt-4o-prod
            rules: ${system_rules.output}
            context: ${build_context.output}
            question: ${rewrite_question.output}
            chat_history: ${inputs.chat_history}
          connection: aoai
          api: chat
      variant_1:
        node:
          type: llm
          source: {type: code, path: answer__concise.jinja2}
          inputs: {deployment_name: gpt-4o-mini, question: "${inputs.question}"}
          connection: aoai
          api: chat
)";

/// A flow of python nodes, each fed by two of the ten before it.
inline flow::Flow largeFlow(int nodes)
{
    flow::Flow flow;
    const auto reference = [](const std::string &text) { return flow::parseBinding(Value(text)); };
    flow::FlowInput input;
    input.name = "question";
    input.type = "string";
    flow.inputs.push_back(input);
    for (int i = 0; i < nodes; ++i) {
        flow::Node node;
        node.name = "node_" + std::to_string(i);
        node.type = flow::NodeType::Python;
        node.source.type = "code";
        node.source.path = node.name + ".py";
        for (const int back : {1 + i % 3, 4 + i % 7}) {
            const std::string from = i < back ? "${inputs.question}"
                                              : "${node_" + std::to_string(i - back) + ".output}";
            node.inputs.emplace_back("from_" + std::to_string(back), reference(from));
        }
        flow.nodes.push_back(std::move(node));
    }
    return flow;
}

} // namespace postern::graph

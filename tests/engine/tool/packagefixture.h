// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/engine/tool/toolfixture.h"
#include "tests/support/httpserver.h"

#include <optional>

namespace postern::tool {

/// Sends to a server that keeps what it got and gives a scripted answer.
class PackageToolTest : public ToolTest
{
protected:
    PackageToolTest()
    {
        m_server.emplace(m_loop,
                         [this](test::HttpServer::Peer &peer,
                                const test::HttpServer::Received &) -> Task<> {
                             if (m_answers.empty()) {
                                 co_await peer.answer(m_status, m_answer, m_headers);
                                 co_return;
                             }
                             const auto [status, text] = m_answers.front();
                             m_answers.erase(m_answers.begin());
                             co_await peer.answer(status, text);
                         });
        m_connection.configs["api_base"] = m_server->url("");
    }

    void use(const std::string &type, const std::string &key = "api_base")
    {
        m_connection.type = type;
        m_connection.configs = {{key, m_server->url(type == "open_ai" ? "/v1" : "")}};
    }

    flow::Node packageNode(const std::string &tool, const std::vector<std::string> &inputs = {})
    {
        const bool isPython = tool.starts_with("embedding") || tool.starts_with("serpapi")
                              || tool.starts_with("azure_content");
        std::string text = "inputs:\n  x: {type: object}\noutputs: {}\nnodes:\n- name: m\n  type: ";
        text += isPython ? "python\n  source: {type: package, tool: promptflow.tools." + tool
                         : "custom_llm\n  source: {type: package_with_prompt, path: t.jinja2, "
                           "tool: promptflow.tools."
                               + tool;
        text += "}\n  inputs:\n    connection: " + m_connection.name + "\n";
        for (const std::string &input : inputs)
            text += "    " + input + "\n";
        const flow::FlowLocation location{m_folder, m_folder / "flow.dag.yaml", flow::FlowKind::Dag};
        return flow::FlowDocument::fromText(location, text).flow().nodes.at(0);
    }

    std::string sent(const flow::Node &node, const Dict &values = {})
    {
        run(node, values);
        return m_server->requests().back().body;
    }

    int m_status = 200;
    http::Headers m_headers;
    std::vector<std::pair<int, std::string>> m_answers; ///< given first
    std::string m_answer
        = R"({"choices":[{"message":{"role":"assistant","content":"ok"},"text":"t"}]})";
    std::optional<test::HttpServer> m_server;
};

} // namespace postern::tool

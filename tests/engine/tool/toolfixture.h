// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/flow/flowdocument.h"
#include "engine/http/curltransport.h"
#include "engine/simulator/simulatortransport.h"
#include "engine/tool/toolregistry.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace postern::tool {

/// A flow folder on disk with one node to prepare and run.
class ToolTest : public testing::Test
{
public:
    ~ToolTest() override { std::filesystem::remove_all(m_folder); }

protected:
    ToolTest()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "tst_tool_XXXXXX").string();
        m_folder = mkdtemp(pattern.data());
        m_connection.name = "aoai";
        m_connection.type = "azure_open_ai";
        m_connection.configs["api_base"] = "http://127.0.0.1:1";
        m_connection.secrets["api_key"] = "k";
        m_http.setTime(std::chrono::system_clock::now,
                       [](std::chrono::milliseconds) -> Task<> { co_return; });
    }

    void write(const std::string &name, std::string_view text)
    {
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }

    /// The node "m" with template t.jinja2; `inputs` are lines such as "x: ${inputs.x}".
    flow::Node node(const std::string &type,
                    const std::vector<std::string> &inputs = {},
                    const std::string &api = "chat")
    {
        std::string text
            = "inputs:\n  x: {type: object}\n  y: {type: object}\noutputs: {}\nnodes:\n"
              "- name: m\n  type: "
              + type + "\n  source: {type: code, path: t.jinja2}\n  connection: aoai\n"
              + "  api: " + api + "\n  inputs:\n    deployment_name: gpt-4o\n";
        if (m_connection.type != "azure_open_ai" || type == "prompt")
            text.resize(text.rfind("    deployment_name"));
        for (const std::string &input : inputs)
            text += "    " + input + "\n";
        const flow::FlowLocation location{m_folder, m_folder / "flow.dag.yaml", flow::FlowKind::Dag};
        const auto document = flow::FlowDocument::fromText(location, text);
        return document.flow().nodes.at(0);
    }

    /// Prepares the node, gives it its literals and these values, and runs it.
    Value run(const flow::Node &node, const Dict &values = {}, bool stream = false)
    {
        Tool *tool = m_registry.find(node);
        const flow::Node prepared = tool->prepare(node, m_folder, &m_connection);
        ToolContext context{prepared, m_folder, {}, nullptr, nullptr, false, {}, {}, {}};
        for (const auto &[name, binding] : prepared.inputs) {
            const Value *value = values.find(name);
            if (binding.kind == flow::Binding::Kind::Literal)
                context.inputs.append(name, binding.literal);
            else if (value)
                context.inputs.append(name, *value);
        }
        context.connection = &m_connection;
        context.channel = m_channels.of(m_connection);
        context.escapedPrompts = &m_prompts;
        context.stream = stream;
        context.onPrompt = [this](std::string_view text) { m_prompt = text; };
        context.onChunk = [this](std::string_view text) { m_chunks.emplace_back(text); };
        context.onUsage = [this](const TokenUsage &usage) { m_usage += usage; };
        return test::run(m_loop, tool->run(std::move(context)));
    }

    Error errorOf(const flow::Node &node, const Dict &values = {}, bool stream = false)
    {
        try {
            run(node, values, stream);
        } catch (const Error &error) {
            return error;
        }
        throw std::logic_error("no error");
    }

    std::filesystem::path m_folder;
    connection::Connection m_connection;
    boost::asio::io_context m_loop;
    http::Client m_http{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    http::Client m_simulator{std::make_shared<simulator::SimulatorTransport>()};
    azure::Channels m_channels{m_http};
    azure::Channels m_simulatorChannels{m_simulator};
    Templates m_templates;
    ToolRegistry m_registry{m_templates, Answers::Network};
    EscapedPrompts m_prompts;
    std::string m_prompt;
    std::vector<std::string> m_chunks;
    TokenUsage m_usage;
};

} // namespace postern::tool

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/worker.h"
#include "engine/run/flowrun.h"
#include "engine/run/promptycall.h"
#include "engine/tool/toolregistry.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

namespace postern::run {

/// Answers what Python code asks of the engine: prompties, models, tools, templates and whole flows.
/// Everything referred to must outlive it. `python` is the interpreter that flows run with.
class HostCalls
{
public:
    HostCalls(const ModelAccess &access,
              tool::ToolRegistry &registry,
              const FlowRunRequest &request,
              std::filesystem::path python)
        : m_access(access)
        , m_registry(registry)
        , m_request(request)
        , m_python(std::move(python))
    {}

    /// See python::HostCall. Throws Error.
    Task<Value> answer(python::HostCall call);

private:
    Environment environmentOf(const Dict &arguments) const;
    Task<Value> image(Dict arguments);
    Task<Value> prompty(std::string kind, Dict arguments);
    Task<Value> nextPiece(Dict arguments);
    Task<Value> llm(Dict arguments);
    FlowRunRequest flowRequest(const Dict &arguments) const;
    Task<Value> flow(python::HostCall call);
    Task<Value> packageTool(Dict arguments);
    /// Runs a tool on a node whose literals are all its inputs.
    static Task<Value> runTool(tool::Tool &tool,
                               const flow::Node &node,
                               const flow::SourceFolder &folder,
                               const connection::Connection *connection);

    const ModelAccess m_access;
    tool::ToolRegistry &m_registry;
    const FlowRunRequest &m_request;
    const std::filesystem::path m_python;
    std::map<std::int64_t, std::shared_ptr<AnswerStream>> m_streams;
    std::int64_t m_streamCount = 0;
};

} // namespace postern::run

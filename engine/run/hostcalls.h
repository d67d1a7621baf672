// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/prompty/promptycall.h"
#include "engine/python/worker.h"
#include "engine/run/nestedflows.h"
#include "engine/tool/toolregistry.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

namespace postern::run {

/// Answers what Python code asks of the engine: prompties, models, tools, templates and whole flows.
/// What an answer takes is told to the call: prompts, pieces and tokens.
class HostCalls
{
public:
    /// Everything referred to must outlive it. Connections and variables are the run's as it
    /// stands; `python` is the interpreter that flows run with.
    HostCalls(Engine &engine,
              const RunSpec &spec,
              const connection::ConnectionSet &connections,
              const connection::Environment &environment,
              tool::ToolRegistry &registry,
              std::filesystem::path python)
        : m_engine(engine)
        , m_spec(spec)
        , m_access(engine.modelAccess(spec, connections, environment))
        , m_registry(registry)
        , m_python(std::move(python))
    {}

    /// See python::HostCall. Throws Error.
    Task<Value> answer(python::HostCall call);

private:
    connection::Environment environmentOf(const Dict &arguments) const;
    Task<Value> image(Dict arguments);
    Value rendered(const Dict &arguments) const;
    Task<Value> prompty(python::HostCall call);
    Task<Value> nextPiece(python::HostCall call);
    Task<Value> llm(python::HostCall call);
    /// But for its document.
    RunSpec flowSpec(const Dict &arguments) const;
    Task<Value> flow(python::HostCall call);
    Task<Value> packageTool(python::HostCall call);

    Engine &m_engine;
    const RunSpec &m_spec;
    const prompty::ModelAccess m_access;
    tool::ToolRegistry &m_registry;
    const std::filesystem::path m_python;
    std::map<std::int64_t, std::shared_ptr<prompty::AnswerStream>> m_streams;
    std::int64_t m_streamCount = 0;
    NestedFlows m_nested{m_engine};
};

/// HostCalls::answer(), during which the answering one stays there.
Task<Value> answerBy(std::shared_ptr<HostCalls> calls, python::HostCall call);

} // namespace postern::run

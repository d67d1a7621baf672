// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/worker.h"
#include "engine/run/promptycall.h"
#include "engine/tool/toolregistry.h"

namespace postern::run {

/// Answers what Python code asks of the engine: prompties and models. Everything referred to must
/// outlive it.
class HostCalls
{
public:
    HostCalls(const ModelAccess &access, tool::ToolRegistry &registry)
        : m_access(access)
        , m_registry(registry)
    {}

    /// See python::HostCall. Throws Error.
    Task<Value> answer(python::HostCall call);

private:
    Task<Value> prompty(Dict arguments, bool renderOnly);
    Task<Value> llm(Dict arguments);

    const ModelAccess m_access;
    tool::ToolRegistry &m_registry;
};

} // namespace postern::run

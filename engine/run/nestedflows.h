// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/worker.h"
#include "engine/run/preparedflow.h"

#include <cstddef>
#include <list>
#include <memory>
#include <string>

namespace postern::run {

/// The flows that the Python code of a run calls: made ready by the first call, their workers
/// included, and kept for the next ones, the latest few of them.
class NestedFlows
{
public:
    static constexpr std::size_t kMostKept = 4;

    /// The engine must outlive it.
    explicit NestedFlows(Engine &engine)
        : m_engine(engine)
    {}

    /// Runs a line of a flow for the caller of `told`, who is told all of it. Calls of the same
    /// `key` run the same flow with all the same but the inputs; an empty one is nobody's.
    /// Throws the Error of a flow that fails.
    Task<LineResult> run(std::string key, RunSpec spec, python::CallObserver told);

private:
    struct Entry;

    std::shared_ptr<Entry> kept(const std::string &key);
    Task<std::shared_ptr<Entry>> entryOf(std::string key, RunSpec spec, python::CallObserver told);
    Task<void> makeReady(std::shared_ptr<Entry> entry, RunSpec spec);

    Engine &m_engine;
    std::list<std::shared_ptr<Entry>> m_entries; ///< the latest first
};

} // namespace postern::run

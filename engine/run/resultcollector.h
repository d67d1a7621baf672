// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/run/flowrun.h"

#include <map>
#include <string>

namespace postern::run {

/// Puts a run's result together from what is told of it. Of a node that ran several times the last
/// attempt is its record; flows that its code calls have results of their own.
class ResultCollector final : public RunObserver
{
public:
    /// Listens to this run alone.
    explicit ResultCollector(std::string run)
        : m_run(std::move(run))
    {}

    void onEvent(const RunEvent &event) override;
    /// The result once RunFinished was told.
    FlowRunResult take() { return std::move(m_result); }

private:
    void addNode(const RunEvent &event, const NodeFinished &end);
    void finish(const RunFinished &end);

    const std::string m_run;
    FlowRunResult m_result;
    std::map<std::string, std::string> m_prompts; ///< by node, of those under way
};

} // namespace postern::run

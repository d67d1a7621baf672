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
    /// Listens to this line alone.
    explicit ResultCollector(const Origin &line)
        : m_run(line.run)
        , m_line(line.line)
    {}

    void onEvent(const RunEvent &event) override;
    /// The result once RunFinished was told.
    FlowRunResult take() { return std::move(m_result); }

private:
    void addNode(const RunEvent &event, const NodeFinished &end);
    void finish(const RunFinished &end);

    const std::string m_run;
    const std::size_t m_line;
    FlowRunResult m_result;
    std::map<std::string, std::string> m_prompts; ///< by node, of those under way
};

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/flowrun.h"
#include "engine/run/report.h"
#include "engine/run/resultcollector.h"

#include <exception>
#include <memory>

namespace postern::run {

/// One run of a flow of some kind: what is common to DAG flows, flex flows and prompty.
class SingleRun
{
public:
    explicit SingleRun(FlowRunRequest request)
        : m_request(std::move(request))
        , m_report(m_request.observers, m_request.parent)
        , m_collector(m_report.origin().run)
    {
        m_report.observe(m_collector);
        if (m_request.keepBodies)
            m_report.keepBodies();
    }
    virtual ~SingleRun() = default;
    SingleRun(const SingleRun &) = delete;
    SingleRun &operator=(const SingleRun &) = delete;

    /// Does the work and leaves inputs, outputs and metrics in m_end. Throws Error.
    virtual Task<void> run() = 0;
    /// Warns of what the flow's file says in vain. To be told when a run begins.
    void warnOfIgnored();
    /// Tells the end, once run() has ended, and gives the result; null when it ended well.
    FlowRunResult finish(const std::exception_ptr &failure);

protected:
    const FlowRunRequest m_request;
    RunReport m_report;
    RunFinished m_end; ///< what its last event will say

private:
    ResultCollector m_collector;
};

std::unique_ptr<SingleRun> makeDagRun(FlowRunRequest request);
std::unique_ptr<SingleRun> makeFlexRun(FlowRunRequest request);
std::unique_ptr<SingleRun> makePromptyRun(FlowRunRequest request);

/// The error of a flow output that JSON has no form for (FlowOutputUnserializable).
Error unserializableOutput(const std::string &output, const Value &value);

} // namespace postern::run

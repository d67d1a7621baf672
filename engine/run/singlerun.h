// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/flowrun.h"
#include "engine/run/report.h"

#include <exception>
#include <memory>

namespace postern::run {

/// One run of a flow of some kind: what is common to DAG flows, flex flows and prompty.
class SingleRun
{
public:
    SingleRun(FlowRunRequest request, RunObserver *observer)
        : m_request(std::move(request))
        , m_report(observer)
    {}
    virtual ~SingleRun() = default;
    SingleRun(const SingleRun &) = delete;
    SingleRun &operator=(const SingleRun &) = delete;

    /// Does the work and leaves inputs, outputs and metrics in m_result. Throws Error.
    virtual Task<void> run() = 0;
    /// Warns of what the flow's file says in vain. To be told when a run begins.
    void warnOfIgnored();
    /// The result, once run() has ended; null when it ended well.
    FlowRunResult finish(const std::exception_ptr &failure);

protected:
    const FlowRunRequest m_request;
    RunReport m_report;
    FlowRunResult m_result;
};

std::unique_ptr<SingleRun> makeDagRun(FlowRunRequest request, RunObserver *observer);
std::unique_ptr<SingleRun> makeFlexRun(FlowRunRequest request, RunObserver *observer);
std::unique_ptr<SingleRun> makePromptyRun(FlowRunRequest request, RunObserver *observer);

/// The error of a flow output that JSON has no form for (FlowOutputUnserializable).
Error unserializableOutput(const std::string &output, const Value &value);

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/flowrun.h"

#include "engine/run/preparedflow.h"
#include "engine/run/resultcollector.h"
#include "engine/run/taskgroup.h"

#include <boost/asio/this_coro.hpp>

#include <utility>

namespace asio = boost::asio;

namespace postern::run {

/// What `pf flow test` does: makes a flow ready, runs one line and aggregates that, told as one.
class FlowTest
{
public:
    FlowTest(Engine &engine, RunSpec spec)
        : m_flow(makeFlow(engine, std::move(spec)))
        , m_collector(m_flow->report().origin())
        , m_line{m_flow->spec().inputs, m_flow->report(), {}, {}, nullptr, m_noPieces}
    {
        m_flow->report().observe(m_collector);
        if (m_flow->spec().document.location().kind == flow::FlowKind::Dag)
            m_line.end.inputs = Value(Dict()); // what there is of them, even before they were read
    }

    Task<void> run();
    /// Tells the end, once run() has ended, and gives the result; null when it ended well.
    FlowRunResult finish(const std::exception_ptr &failure);

private:
    const std::shared_ptr<PreparedFlow> m_flow;
    ResultCollector m_collector;
    const OutputPieces m_noPieces; ///< nobody wants them
    PreparedFlow::Line m_line;
};

Task<void> FlowTest::run()
{
    m_flow->noteUnsaved();
    m_flow->warnOfIgnored();
    co_await m_flow->prepare();
    co_await m_flow->runAlone(m_line);
}

FlowRunResult FlowTest::finish(const std::exception_ptr &failure)
{
    if (failure)
        m_line.end.error = toError(failure);
    tellEnd(m_line.report, std::move(m_line.end));
    return m_collector.take();
}

Task<FlowRunResult> runFlow(Engine &engine, RunSpec spec)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    FlowTest test(engine, std::move(spec));
    std::exception_ptr failure;
    TaskGroup group(co_await asio::this_coro::executor);
    group.spawn(test.run(), [&failure](const std::exception_ptr &error) { failure = error; });
    while (group.running() > 0)
        co_await group.waitForAny();
    co_return test.finish(failure);
}

FlowRunResult refuseRun(const RunSpec &spec, Error error)
{
    RunReport report(spec.observers, spec.parent);
    ResultCollector collector(report.origin());
    report.observe(collector);
    RunFinished end;
    end.error = std::move(error);
    tellEnd(report, std::move(end));
    return collector.take();
}

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/executor.h"
#include "engine/run/resultcollector.h"
#include "engine/run/taskgroup.h"
#include "tests/engine/run/eventlog.h"
#include "tests/engine/run/testflow.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postern::run {

/// Tools in memory: what a node answers is set by name; "held" nodes answer when released.
class MemoryTools final : public NodeRunner
{
public:
    std::map<std::string, Value> answers;
    std::set<std::string> failing;
    std::set<std::string> held;
    std::set<std::string> parametersWithDefault;
    std::vector<std::string> log; ///< "+a" started, "-a" ended, "!a" cancelled
    std::map<std::string, Dict> inputsOf;
    std::function<void(MemoryTools &)> onStart; ///< after each start

    void release(const std::string &name)
    {
        held.erase(name);
        for (boost::asio::steady_timer *timer : m_timers)
            timer->cancel();
    }

    Task<Value> run(const PlannedNode &planned,
                    const ResolvedInputs &inputs,
                    LineValues &,
                    NodeReport &) override
    {
        const std::string name = planned.node.name;
        log.push_back("+" + name);
        for (const auto &[key, input] : inputs)
            inputsOf[name].set(Value(key), input.value);
        if (onStart)
            onStart(*this);
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                        boost::asio::steady_timer::time_point::max());
        m_timers.insert(&timer);
        try {
            while (held.contains(name)) {
                boost::system::error_code error;
                co_await timer.async_wait(
                    boost::asio::redirect_error(boost::asio::use_awaitable, error));
            }
        } catch (const boost::system::system_error &) {
            log.push_back("!" + name);
            m_timers.erase(&timer);
            throw;
        }
        m_timers.erase(&timer);
        log.push_back("-" + name);
        if (failing.contains(name))
            throw Error(ErrorCode::NodeFailed, name + " failed.", "");
        const auto answer = answers.find(name);
        co_return answer == answers.end() ? Value("output of " + name) : answer->second;
    }

    Task<Value> property(const ResolvedValue &reference, std::string_view node) override
    {
        throw invalidProperty(node, reference.property);
        co_return Value();
    }
    bool hasDefault(const flow::Node &node, std::string_view input) const override
    {
        return parametersWithDefault.contains(node.name + "." + std::string(input));
    }
    void valueReplaced(const std::string &node) override { log.push_back("=" + node); }

private:
    std::set<boost::asio::steady_timer *> m_timers;
};

/// A line of nodes whose tools are in memory, on a loop of its own.
struct MemoryLine
{
    explicit MemoryLine(const std::string &nodes)
        : plan(Plan::make(flowOf("inputs: {x: {type: string}}\nnodes:\n" + nodes)))
    {
        report.observe(events);
        report.observe(collector);
        values.inputs.set("x", "yes");
    }

    /// Runs the line to its end; the error, if it failed.
    std::optional<Error> run(std::size_t concurrency = 16)
    {
        Executor::Options options;
        options.gates = gates;
        options.concurrency = concurrency;
        Executor executor(plan.nodes, tools, values, report, options);
        std::optional<Error> failure;
        boost::asio::co_spawn(context,
                              executor.run(),
                              boost::asio::bind_cancellation_slot(cancel.slot(),
                                                                  [&](const std::exception_ptr
                                                                          &error) {
                                                                      if (error)
                                                                          failure = toError(error);
                                                                  }));
        context.run();
        report.finished({});
        result = collector.take();
        return failure;
    }

    NodeState stateOf(const std::string &name) const
    {
        for (const NodeRecord &record : result.nodes) {
            if (record.node == name)
                return record.state;
        }
        return NodeState::Idle;
    }

    boost::asio::io_context context{1};
    boost::asio::cancellation_signal cancel;
    Plan plan;
    MemoryTools tools;
    LineValues values;
    RunReport report{{}};
    EventLog events;
    ResultCollector collector{report.origin()};
    Gates gates;
    FlowRunResult result;
};

inline std::string node(const std::string &name,
                        const std::string &inputs = "",
                        const std::string &more = "")
{
    return "- {name: " + name + ", type: python, source: {type: code, path: a.py}, inputs: {"
           + inputs + "}" + more + "}\n";
}

inline std::string when(const std::string &reference, const std::string &is)
{
    return ", activate: {when: '" + reference + "', is: " + is + "}";
}

} // namespace postern::run

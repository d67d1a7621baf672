// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace postern::widgets {

/// Events of a run at times that a test says, in milliseconds after its start.
class RunEvents
{
public:
    void at(int milliseconds, run::RunEventData data, std::string node = {}, int attempt = 1)
    {
        run::RunEvent event;
        event.origin.run = "r1";
        event.origin.node = std::move(node);
        event.origin.attempt = attempt;
        event.origin.parent = m_parent;
        event.time = m_start + std::chrono::milliseconds(milliseconds);
        event.wallTime = m_wallStart + std::chrono::milliseconds(milliseconds);
        event.data = std::move(data);
        all.push_back(std::move(event));
    }
    void start(std::vector<std::string> nodes)
    {
        run::RunStarted started;
        started.nodes = std::move(nodes);
        at(0, started);
    }
    void finishNode(int milliseconds,
                    const std::string &node,
                    run::NodeState state = run::NodeState::Done,
                    std::int64_t tokens = 0)
    {
        run::NodeFinished finished;
        finished.state = state;
        finished.usage = {tokens / 2, tokens - tokens / 2, tokens};
        finished.elapsed = std::chrono::milliseconds(milliseconds);
        at(milliseconds, finished, node);
    }
    void finish(int milliseconds, run::NodeState state = run::NodeState::Done)
    {
        run::RunFinished finished;
        finished.state = state;
        at(milliseconds, finished);
    }
    void request(int milliseconds,
                 const std::string &node,
                 int status,
                 std::int64_t tokens = 0,
                 const std::string &model = "gpt-test",
                 int port = 443)
    {
        run::Request request;
        request.attempt.port = static_cast<decltype(request.attempt.port)>(port);
        request.attempt.method = "POST";
        request.attempt.host = "models.invalid";
        request.attempt.target = "/deployments/mine/chat";
        request.attempt.status = status;
        request.attempt.elapsed = std::chrono::milliseconds(10);
        request.attempt.usage = {tokens / 2, tokens - tokens / 2, tokens};
        request.attempt.sent = std::make_shared<const std::string>(R"({"q": 1})");
        request.attempt.received = std::make_shared<const std::string>(R"({"model": ")" + model
                                                                       + R"("})");
        at(milliseconds, request, node);
    }
    void span(int milliseconds,
              const std::string &node,
              std::int64_t id,
              std::optional<std::int64_t> parent,
              const std::string &name)
    {
        run::Span span;
        span.id = id;
        span.parent = parent;
        span.name = name;
        span.kind = "Function";
        span.end = m_wallStart + std::chrono::milliseconds(milliseconds);
        span.start = span.end - std::chrono::milliseconds(5);
        at(milliseconds, span, node);
    }
    /// What follows is of a flow that this node's code calls; an empty name: of the run itself.
    void within(const std::string &node)
    {
        if (node.empty()) {
            m_parent.reset();
            return;
        }
        auto parent = std::make_shared<run::Origin>();
        parent->run = "r1";
        parent->node = node;
        m_parent = std::move(parent);
    }

    std::vector<run::RunEvent> all;

private:
    const run::Clock::time_point m_start = run::Clock::now();
    const run::WallClock::time_point m_wallStart{std::chrono::hours(24)};
    std::shared_ptr<const run::Origin> m_parent;
};

} // namespace postern::widgets

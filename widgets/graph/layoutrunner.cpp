// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Qt's `emit` is a macro, Asio's a function.
#define QT_NO_EMIT

#include "widgets/graph/layoutrunner.h"

#include "engine/layout/dot.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <QLoggingCategory>

#include <thread>

namespace postern::graph {

namespace {

Q_LOGGING_CATEGORY(lcGraph, "ide.graph", QtInfoMsg)

} // namespace

namespace asio = boost::asio;

/// An event loop with its thread. All of its state belongs to that thread.
class LayoutRunner::Loop
{
public:
    explicit Loop(LayoutRunner &runner)
        : m_runner(runner)
        , m_thread([this] { m_context.run(); })
    {}

    /// What is under way dies with the loop, and the child process with it.
    ~Loop() { m_context.stop(); }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    void start(quint64 number, layout::Graph graph)
    {
        asio::post(m_context, [this, number, graph = std::move(graph)]() mutable {
            cancel();
            auto signal = std::make_shared<asio::cancellation_signal>();
            m_current = signal;
            auto done = [this, number, signal](const std::exception_ptr &failure,
                                               layout::Positions positions) {
                finish(number, failure, std::move(positions));
            };
            asio::co_spawn(m_context,
                           layout::dot(std::move(graph)),
                           asio::bind_cancellation_slot(signal->slot(), std::move(done)));
        });
    }

private:
    void cancel()
    {
        if (const auto signal = m_current.lock())
            signal->emit(asio::cancellation_type::terminal);
    }

    void finish(quint64 number, const std::exception_ptr &failure, layout::Positions positions)
    {
        if (failure) {
            try {
                std::rethrow_exception(failure);
            } catch (const std::exception &error) {
                qCDebug(lcGraph, "Keeping the quick layout: %s", error.what());
            }
            return;
        }
        LayoutRunner *runner = &m_runner; // outlives this loop, and with it this call
        QMetaObject::invokeMethod(
            runner,
            [runner, number, positions = std::move(positions)] {
                Q_EMIT runner->arrived(number, positions);
            },
            Qt::QueuedConnection);
    }

    LayoutRunner &m_runner;
    asio::io_context m_context{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_context.get_executor()};
    std::weak_ptr<asio::cancellation_signal> m_current;
    std::jthread m_thread; // last: joined before anything it uses goes
};

LayoutRunner::LayoutRunner(QObject *parent)
    : QObject(parent)
{}

LayoutRunner::~LayoutRunner() = default;

void LayoutRunner::start(quint64 number, layout::Graph graph)
{
    if (!m_loop)
        m_loop = std::make_unique<Loop>(*this);
    m_loop->start(number, std::move(graph));
}

} // namespace postern::graph

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Qt's `emit` is a macro, Asio's a function.
#define QT_NO_EMIT

#include "app/ide/background/backgroundtask.h"

#include "engine/run/taskgroup.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <QCoreApplication>
#include <QMetaObject>
#include <QThreadPool>

namespace postern::ide {

namespace {

std::optional<Error> errorOf(const std::exception_ptr &failure)
{
    return failure ? std::optional(run::toError(failure)) : std::nullopt;
}

} // namespace

/// The way to stop what runs on the engine's thread. Used on that thread only.
struct BackgroundTask::Cancellation
{
    boost::asio::cancellation_signal signal;
    bool isAsked = false; ///< also for what has not begun yet
};

void BackgroundTask::Progress::tell(std::function<void()> what) const
{
    QMetaObject::invokeMethod(
        qApp,
        [job = m_job, what = std::move(what)] {
            if (!job.expired())
                what();
        },
        Qt::QueuedConnection);
}

std::weak_ptr<BackgroundTask::Job> BackgroundTask::begin(End end)
{
    cancel();
    m_job = std::make_shared<Job>(this, std::move(end));
    return m_job;
}

void BackgroundTask::launch(const Executor &engine, std::function<Task<void>()> work)
{
    auto cancellation = std::make_shared<Cancellation>();
    m_job->engine = engine;
    m_job->cancellation = cancellation;
    boost::asio::post(engine,
                      [engine, cancellation, job = std::weak_ptr(m_job), work = std::move(work)] {
                          if (cancellation->isAsked)
                              return deliver(job, run::cancelledError());
                          boost::asio::co_spawn(engine,
                                                work(),
                                                boost::asio::bind_cancellation_slot(
                                                    cancellation->signal.slot(),
                                                    // It lives as long as what it cancels.
                                                    [cancellation,
                                                     job](const std::exception_ptr &failure) {
                                                        deliver(job, errorOf(failure));
                                                    }));
                      });
}

void BackgroundTask::launchBlocking(QThreadPool &pool, std::function<void()> work)
{
    pool.start([job = std::weak_ptr(m_job), work = std::move(work)] {
        if (job.expired())
            return;
        std::exception_ptr failure;
        try {
            work();
        } catch (...) {
            failure = std::current_exception();
        }
        deliver(job, errorOf(failure));
    });
}

void BackgroundTask::deliver(std::weak_ptr<Job> job, std::optional<Error> error)
{
    QMetaObject::invokeMethod(
        qApp,
        [job = std::move(job), error = std::move(error)]() mutable {
            const std::shared_ptr<Job> held = job.lock();
            if (!held)
                return;
            held->task->m_job.reset(); // the answer may start another, or be the task's end
            held->end(std::move(error));
        },
        Qt::QueuedConnection);
}

void BackgroundTask::stop()
{
    if (!m_job || !m_job->cancellation)
        return;
    boost::asio::post(m_job->engine, [cancellation = m_job->cancellation] {
        cancellation->isAsked = true;
        cancellation->signal.emit(boost::asio::cancellation_type::terminal);
    });
}

BackgroundTask::~BackgroundTask()
{
    try {
        cancel();
    } catch (...) { // out of memory: the work goes on, and nobody is told
    }
}

void BackgroundTask::cancel()
{
    stop();
    m_job.reset();
}

} // namespace postern::ide

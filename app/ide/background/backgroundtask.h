// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

class QThreadPool;

namespace postern::ide {

/// How work in the background ended: with a value, or with the reason why there is none.
template<typename T>
struct Outcome
{
    std::optional<T> value;
    std::optional<Error> error; ///< Cancelled after stop()
};

template<>
struct Outcome<void>
{
    std::optional<Error> error;
};

/// Work away from the UI's thread whose answer comes back to it: a coroutine on the engine's thread,
/// or a function that blocks. One piece of work at a time; a newer one takes an older one's place.
///
/// Belongs to the UI's thread. Nothing is heard any more of work that was cancelled, that a newer
/// one followed, or whose BackgroundTask is gone: so answers may use `this` of whoever owns it. The
/// work itself mustn't; it goes on until it ends.
class BackgroundTask final
{
    struct Job;

public:
    using Executor = boost::asio::any_io_executor;

    /// Says something on the way. May be copied to, and used on, any thread.
    class Progress
    {
    public:
        explicit Progress(std::weak_ptr<Job> job)
            : m_job(std::move(job))
        {}
        /// Calls this on the UI's thread, unless the work has been cancelled or has answered.
        void tell(std::function<void()> what) const;

    private:
        std::weak_ptr<Job> m_job;
    };

    BackgroundTask() = default;
    ~BackgroundTask();
    BackgroundTask(const BackgroundTask &) = delete;
    BackgroundTask &operator=(const BackgroundTask &) = delete;

    /// Calls `work()`, or `work(Progress)`, on the engine's thread and awaits the Task that it
    /// gives; then calls `answer(Outcome)` on the UI's.
    template<typename Work, typename Answer>
    void start(const Executor &engine, Work &&work, Answer answer);
    /// The same for a function that blocks, on a thread of the pool. Once begun it can't be hastened;
    /// what was cancelled before, or followed by a newer one, isn't begun.
    template<typename Work, typename Answer>
    void startBlocking(QThreadPool &pool, Work work, Answer answer);

    /// Whether an answer is still to come.
    bool isRunning() const { return m_job != nullptr; }
    /// Asks the coroutine to end. The answer comes when it has.
    void stop();
    /// Asks it to end, and never answers.
    void cancel();

private:
    struct Cancellation;
    using End = std::function<void(std::optional<Error> error)>;

    template<typename Work, typename T>
    static Task<void> perform(Work work, Progress progress, std::shared_ptr<Outcome<T>> outcome);
    template<typename T, typename Answer>
    static End ending(std::shared_ptr<Outcome<T>> outcome, Answer answer);

    /// Takes the place of what is under way.
    std::weak_ptr<Job> begin(End end);
    void launch(const Executor &engine, std::function<Task<void>()> work);
    void launchBlocking(QThreadPool &pool, std::function<void()> work);
    static void deliver(std::weak_ptr<Job> job, std::optional<Error> error);

    std::shared_ptr<Job> m_job; ///< others have it weakly, and look at it on the UI's thread only
};

/// Of the UI's thread.
struct BackgroundTask::Job
{
    BackgroundTask *task;
    End end;
    Executor engine;
    std::shared_ptr<Cancellation> cancellation;
};

template<typename Work, typename T>
Task<void> BackgroundTask::perform(Work work, Progress progress, std::shared_ptr<Outcome<T>> outcome)
{
    // In the coroutine's frame, as what it captured must outlive what it returns.
    auto task = [&] {
        if constexpr (std::is_invocable_v<Work &, const Progress &>)
            return work(progress);
        else
            return work();
    }();
    if constexpr (std::is_void_v<T>)
        co_await std::move(task);
    else
        outcome->value = co_await std::move(task);
}

template<typename T, typename Answer>
BackgroundTask::End BackgroundTask::ending(std::shared_ptr<Outcome<T>> outcome, Answer answer)
{
    return [outcome = std::move(outcome),
            answer = std::move(answer)](std::optional<Error> error) mutable {
        outcome->error = std::move(error);
        answer(std::move(*outcome));
    };
}

template<typename Work, typename Answer>
// The answer is moved, which the check doesn't see. NOLINTNEXTLINE(performance-unnecessary-value-param)
void BackgroundTask::start(const Executor &engine, Work &&work, Answer answer)
{
    using Kept = std::decay_t<Work>;
    using Started = decltype([] {
        if constexpr (std::is_invocable_v<Kept &, const Progress &>)
            return std::type_identity<std::invoke_result_t<Kept &, const Progress &>>();
        else
            return std::type_identity<std::invoke_result_t<Kept &>>();
    }());
    using T = typename Started::type::value_type;
    auto outcome = std::make_shared<Outcome<T>>();
    const Progress progress(begin(ending<T>(outcome, std::move(answer))));
    launch(engine, [work = std::forward<Work>(work), progress, outcome]() mutable {
        return perform<Kept, T>(std::move(work), progress, outcome);
    });
}

template<typename Work, typename Answer>
void BackgroundTask::startBlocking(QThreadPool &pool, Work work, Answer answer)
{
    using T = std::invoke_result_t<Work &>;
    auto outcome = std::make_shared<Outcome<T>>();
    begin(ending<T>(outcome, std::move(answer)));
    launchBlocking(pool, [work = std::move(work), outcome]() mutable {
        if constexpr (std::is_void_v<T>)
            work();
        else
            outcome->value = work();
    });
}

} // namespace postern::ide

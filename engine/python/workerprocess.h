// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/process/child.h"
#include "engine/python/pickle.h"
#include "engine/python/worker.h"
#include "engine/python/workeroutput.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstdint>
#include <list>
#include <set>
#include <unordered_map>

namespace postern::python {

/// Numbers of the operations, as postern_worker/calls.py has them.
enum class Operation : std::uint8_t {
    LoadTool,
    Call,
    SetSlot,
    EndLine,
    Next,
    Resolve,
    Connection,
    LoadEntry,
    InitEntry,
    HostAnswer,
    Serialize,
    AskToolbox,
    View,
    Begin,
    StartFiles,
    Unsaved,
    ReadAnew,
    Attach
};

/// What the worker answers, and two ends that are no answers.
enum class ReplyKind : std::uint8_t {
    Result,     ///< a value
    ResultMore, ///< a value, changed slots, metrics
    Error,
    Log,
    Span,
    Egress,
    End, ///< of a generator
    Ready,
    HostCall, ///< a request to us
    Crashed,  ///< the worker is gone; the payload says how
    Cancelled ///< who waited was cancelled
};

struct Reply
{
    ReplyKind kind = ReplyKind::Crashed;
    std::string payload;
    Message end; ///< of Crashed: how the process ended; empty: it had ended before
};

/// A frame to the worker, built piece by piece: a length, then a pickled tuple.
struct Frame
{
    Frame()
        : writer((bytes.assign(kLengthSize, '\0'), bytes))
    {
        writer.beginTuple();
    }
    Frame(const Frame &) = delete;
    Frame &operator=(const Frame &) = delete;

    /// Fills in the length; nothing may be added after it.
    const std::string &finish();

    static constexpr std::size_t kLengthSize = 4;
    std::string bytes;
    PickleWriter writer;
};

/// A running Python worker: frames to it, replies from it. Lives on the loop.
class WorkerProcess : public std::enable_shared_from_this<WorkerProcess>
{
public:
    /// Starts the interpreter for a run. Throws Error EnvironmentFailed.
    static std::shared_ptr<WorkerProcess> start(const boost::asio::any_io_executor &executor,
                                                const WorkerOptions &options,
                                                int number);
    /// Starts it for whoever will call begin(). It waits with our own modules imported: nothing of
    /// a flow has been looked at by then. Throws as start().
    static std::shared_ptr<WorkerProcess> startAhead(
        const boost::asio::any_io_executor &executor,
        const std::filesystem::path &program,
        const std::filesystem::path &folder,
        const std::vector<std::pair<std::string, std::string>> &environment);
    /// What start() starts. Throws Error EnvironmentFailed.
    static std::filesystem::path programOf(const WorkerOptions &options);
    /// Makes it a run's, which is told from then on, also of what it has written before.
    void begin(const WorkerOptions &options, int number);
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess &) = delete;
    WorkerProcess &operator=(const WorkerProcess &) = delete;

    int number() const { return m_number; }
    bool alive() const { return m_alive && !m_killed; }
    bool acceptsLines() const { return alive() && !m_retired; }
    /// See Line::retire().
    void retire() { m_retired = true; }
    /// A line began or ended.
    void addLine() { ++m_lines; }
    void removeLine();
    int lines() const { return m_lines; }
    std::uint32_t nextId() { return ++m_lastId; }
    std::int64_t nextLine() { return ++m_lastLine; }

    /// Has a debugger of its lines attached, once.
    void attach(LineDebugging &debugging);
    /// Sends a frame whose reply, if any, nobody waits for.
    void tell(Frame &frame);
    /// Answers a worker's request; `handler` runs on the loop.
    void onHostCall(std::function<Task<Value>(HostCall)> handler);
    /// Sends a frame and waits for the reply to `id`. Cancelling kills the worker.
    Task<Reply> ask(std::uint32_t id, std::string frame, CallObserver observer);
    void kill();
    /// Kills it and tells its run nothing more.
    void abandon();
    /// Whether it ever said that it is ready to work.
    bool ready() const { return m_ready; }
    /// The end of what it wrote to standard error, for who wants to know why it died.
    const std::string &lastErrors() const { return m_output->lastErrors(); }

    std::set<std::string> connections; ///< that it has been told

private:
    class Reading;
    struct Waiter;
    template<typename Handler>
    struct WaiterOf;
    struct Pending
    {
        std::unique_ptr<Waiter> waiter;
        CallObserver observer;
    };

    explicit WorkerProcess(const boost::asio::any_io_executor &executor);
    void launch(process::Command command);
    /// Registers who waits for a reply and sends the frame.
    template<typename Handler>
    void addPending(Handler handler,
                    std::uint32_t id,
                    const std::string &frame,
                    CallObserver observer);
    /// Who waited was cancelled.
    void giveUp(std::uint32_t id);
    Task<void> watchForEnd();
    void read();
    void forgetWaiters();
    void take(std::size_t count);
    void takeRest();
    void takeFrames();
    void takeFrame(ReplyKind kind, std::uint32_t id, std::string_view payload);
    void requestFlush();
    void flush();
    void armWake();
    void wake();
    void settle(std::uint32_t id, Reply reply);
    /// A text of the call `id`, or, if that isn't under way, of the only one that is, or of none.
    void takeLog(std::uint32_t id, bool isError, std::string_view text);
    void keepEarly(bool isError, std::string_view text);
    /// Who is told of the call `id`: the call's observer, or, if that isn't under way, the one of
    /// the only call that is; null: nobody.
    const CallObserver *observerOf(std::uint32_t id) const;
    /// Passes on to observerOf(), whoever that is by then.
    CallObserver observerFor(std::uint32_t id);
    std::shared_ptr<const http::Watch> watchFor(std::uint32_t id);
    Task<void> reap();
    /// Answers a request of the call `id`; stopped when the worker ends.
    void takeHostCall(std::uint32_t id, Value request);
    void stopAnswers();
    Task<void> answerHostCall(std::uint32_t id, Value request);
    void refuseHostCall(std::int64_t number, const Error &error);

    boost::asio::any_io_executor m_executor;
    boost::asio::local::stream_protocol::socket m_socket;
    std::unique_ptr<process::Child> m_child;
    int m_watch = -1; ///< write end of the pipe whose reader finds a thread when one is stuck
    std::shared_ptr<WorkerOutput> m_output;
    std::function<void(std::string_view, bool, std::string_view)> m_onLog;
    std::function<void(std::string_view, int)> m_onEgress;
    std::function<void(const TokenUsage &)> m_onUsage;
    std::function<Task<Value>(HostCall)> m_onHostCall;
    std::filesystem::path m_folder;                    ///< it was started in
    std::vector<std::pair<bool, std::string>> m_early; ///< written before it was a run's
    std::size_t m_earlySize = 0;
    bool m_hasBegun = false;
    int m_number = 0;
    int m_lines = 0;         ///< that use it now
    bool m_alive = true;     ///< its channel is open
    bool m_hasEnded = false; ///< the process or its channel
    bool m_killed = false;   ///< and the channel will close any moment
    bool m_retired = false;
    std::size_t m_abandoned = 0; ///< calls that nobody waits for any more but that may still run
    bool m_ready = false;
    bool m_isAttached = false; ///< to a debugger of lines
    std::uint32_t m_lastId = 0;
    std::int64_t m_lastLine = 0;
    std::unordered_map<std::uint32_t, Pending> m_pending;
    std::list<boost::asio::cancellation_signal> m_answering; ///< stop the answers under way

    std::string m_in;
    std::array<char, 256U << 10U> m_chunk{};
    std::string m_out;     ///< collected for the next write
    std::string m_writing; ///< under way
    bool m_flushRequested = false;

    boost::asio::steady_timer m_wakeTimer;
    bool m_wakeArmed = false;
    bool m_sentSinceWake = false;
    bool m_heardSinceTick = false;
};

} // namespace postern::python

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"
#include "engine/dap/session.h"
#include "engine/store/scratchfolder.h"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace postern::dap {

/// A line of a file at which Python code stops.
struct LineBreakpoint
{
    int id = 0;
    std::string file; ///< relative to the flow's root, or absolute
    int line = 0;
    std::string condition; ///< of Python; empty: always
    std::size_t hits = 0;  ///< stops from this time on; 0: at once
    std::string log;       ///< not empty: this is told instead, with {expressions} of Python

    bool operator==(const LineBreakpoint &) const = default;
};

/// A function that is being called.
struct Frame
{
    std::int64_t id = 0;
    std::string function;
    std::string file; ///< relative to the flow's root where it lies there
    int line = 0;
};

/// A name and its value, as Python prints it.
struct Variable
{
    std::string name;
    std::string value;
    std::string type;
    std::int64_t reference = 0; ///< what is inside of it, for variables(); 0: nothing
};

/// Where Python code stands still.
struct LineStop
{
    std::string node;             ///< whose code it is; empty where it isn't known
    std::string reason;           ///< "breakpoint", "step", "exception"
    std::string text;             ///< of an exception
    std::vector<Frame> frames;    ///< the innermost first
    std::vector<Variable> locals; ///< of that one
};

/// How it goes on.
enum class Step : std::uint8_t { Continue, Over, Into, Out };

struct LineNotice
{
    enum class Kind : std::uint8_t {
        Stopped, ///< stop() is another
        Resumed,
        Logged, ///< `text` of a logpoint
        Ended,  ///< the process ended while it stood; `text` says where
        Problem ///< `error`: lines of this Python can't be debugged
    };
    Kind kind = Kind::Stopped;
    std::string node{};
    std::string text{};
    std::optional<Error> error{};
};

/// Debugs Python code line by line, in any number of processes: their debugpy connects to a Unix
/// socket in a folder of the user's alone. All threads of a process stand while one does; of several
/// processes that stand one is the stop, the next one when that goes on.
///
/// What waits runs on a thread of its own, so that no run waits for a debugger, nor it for a run. All
/// functions may be called from any thread.
class PythonLines
{
public:
    /// Called on that thread, without a lock held; must not block.
    using Listener = std::function<void(const LineNotice &notice)>;

    explicit PythonLines(Listener listener);
    ~PythonLines();
    PythonLines(const PythonLines &) = delete;
    PythonLines &operator=(const PythonLines &) = delete;

    /// Where processes connect to; listens from then on. Throws Error FileUnwritable.
    std::filesystem::path socket();
    /// Those that hold from now on, also in processes that run.
    void setBreakpoints(std::vector<LineBreakpoint> breakpoints);

    /// A step that has left the code is over: it doesn't stop in what its thread calls next.
    void endStep();

    std::optional<LineStop> stop() const;
    /// Lets the stop go on; does nothing without one.
    void go(Step step);

    // Of the stop. These wait for the process, some seconds at most: not for a window's thread. They
    // throw Error Usage without a stop, NodeFailed with what Python says, as for an unknown name.
    /// An expression of Python at a frame of the stop, counted from the innermost.
    Variable evaluate(const std::string &expression, std::size_t frame = 0);
    std::vector<Variable> locals(std::size_t frame);
    std::vector<Variable> variables(std::int64_t reference);

private:
    struct Standing
    {
        std::shared_ptr<Session> session;
        std::int64_t thread = 0;
        LineStop stop;
    };

    Task<void> listen(std::shared_ptr<boost::asio::local::stream_protocol::acceptor> acceptor);
    Task<void> serve(Session::Socket socket);
    Task<void> begin(std::shared_ptr<Session> session);
    Task<void> giveBreakpoints(std::shared_ptr<Session> session, std::string file);
    Task<void> look(std::shared_ptr<Session> session, Value body);
    Task<void> step(Standing standing, std::string command);
    void onEvent(const std::shared_ptr<Session> &session,
                 const std::string &event,
                 const Value &body);
    void end(const std::shared_ptr<Session> &session);
    void refuse(const Hello &hello) const;
    void tell(const LineNotice &notice) const;
    void showNext();
    Standing standing() const;
    template<typename Answer>
    Answer wait(Task<Answer> task);

    const Listener m_listener;
    boost::asio::io_context m_loop;
    std::optional<store::ScratchFolder> m_folder;
    std::vector<std::shared_ptr<Session>> m_sessions; ///< of the loop

    mutable std::mutex m_mutex; // guards what stands below
    std::vector<LineBreakpoint> m_breakpoints;
    std::deque<Standing> m_standing;    ///< the first is the stop
    std::optional<Standing> m_stepping; ///< what a step lets go on
    bool m_isListening = false;
    std::thread m_thread;
};

} // namespace postern::dap

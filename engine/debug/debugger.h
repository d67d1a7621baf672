// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/dap/pythonlines.h"
#include "engine/debug/breakpoints.h"
#include "engine/debug/flowfacts.h"
#include "engine/debug/snapshot.h"
#include "engine/debug/watch.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/includes.h"
#include "engine/python/linedebugging.h"
#include "engine/run/gate.h"
#include "engine/run/held.h"
#include "engine/run/runspec.h"

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::debug {

/// Stops a run, shows what it holds, changes it and lets it go on: a gate and an observer of the run.
///
/// One at a time is *the stop*; commands mean it. While a run is stopped, what runs goes on to its
/// end and everything else that comes to a gate waits (StopReason::Waiting), so that nothing happens
/// behind the back of who looks; what waits and has a breakpoint of its own is the next stop. A step
/// lets one node go at a time.
///
/// A failure that is held fails nobody. resume() leaves it held as long as other branches can go on
/// without it, and stops there once more when nothing else is left; only then it lets it fail.
///
/// Python code stops at lines, too, where its Python has debugpy: then continue, next, step and step
/// out mean the line, and nodes that come to a gate wait.
///
/// All functions may be called from any thread, and answer at once. Breakpoints and pins stay from
/// run to run; edits are of one run. Stopping a run is cancelling it (run::runFlow), as ever; held
/// nodes end with it. To restart, cancel it and start one with the same debugger attached.
class Debugger final
    : public run::Gate
    , public run::RunObserver
    , public python::LineDebugging
    , public std::enable_shared_from_this<Debugger>
{
public:
    /// Called on the loop of the run, or in the thread of a command, without any lock held; must not
    /// block. Carry it to another thread as run events are.
    using Listener = std::function<void(const Notice &notice)>;

    static std::shared_ptr<Debugger> make(Listener listener = {});
    ~Debugger() override;
    Debugger(const Debugger &) = delete;
    Debugger &operator=(const Debugger &) = delete;

    /// The flow whose nodes breakpoints, pins and edits name from now on; without one any name will do.
    void setFlow(const flow::FlowDocument &document);
    /// Makes the debugger the first gate and the last observer of a run that is about to begin, of the
    /// flow in the spec. Must live as long as the run, whose gate keeps it.
    void attach(run::RunSpec &spec);

    // Breakpoints. What names no node, or holds no expression, is Error Usage or InvalidInput with the
    // near name in its hint.
    int add(Breakpoint breakpoint);     ///< returns its id
    void change(Breakpoint breakpoint); ///< the one of its id
    bool remove(int id);
    void clearBreakpoints();
    std::vector<Breakpoint> breakpoints() const;

    // Pins: what nodes give instead of being run.
    void pin(const std::string &node, Value value);
    /// Pins what the node gave in this run, or the last. Throws Error Usage when it gave nothing.
    void pin(const std::string &node);
    bool unpin(const std::string &node);
    void setPins(std::map<std::string, Value> pins);
    std::map<std::string, Value> pins() const;

    // Commands of a run. Those that need a stop throw Error Usage without one.
    void pause();  ///< stops at the next gate that a node comes to
    void resume(); ///< continue
    void next();   ///< to the next node of the same flow, or its caller's
    void step(); ///< into: the rendered prompt, the first node of a flow that the code calls, or else the node's end
    void stepOut(); ///< to the end of the node that calls this flow
    void runTo(const std::string &node);
    /// Runs the stop's node again. With a document: made ready anew from it, see run::RunAgain.
    void retry(std::shared_ptr<const flow::FlowDocument> document = nullptr);
    void fail(const Message &message
              = {});           ///< lets the stop's node fail, with this message or its own error
    void supply(Value output); ///< setOutput() of the stop, and resume()

    // Edits, of nodes that are held or haven't begun. A path counts from the stop's flow first. Throw
    // Error Usage for a node or input that isn't there, or that is through.
    void setInput(const std::string &node, const std::string &input, Value value);
    void setOutput(const std::string &node, Value value);
    void revert(const std::string &node); ///< takes all edits of it back

    // Looking.
    Snapshot snapshot() const;
    /// A Jinja expression over the flow of the stop, or the one that is debugged:
    /// `inputs`, `nodes.NAME.inputs`, `.output`, `.usage` (prompt_tokens, completion_tokens,
    /// total_tokens), `.error`, `.prompt`, `.state`, `.attempt`; also after the run. Null where it
    /// names what isn't known yet. Throws Error InvalidInput with its place in the expression,
    /// LimitExceeded when it takes too long or too much; takes no longer than some 0.2 s.
    Value evaluate(std::string_view expression) const;
    /// A file that a line's frame names, relative to the flow's folder: additional_includes copy some
    /// into its root.
    std::string fileOf(const std::string &name) const;
    /// Frames, variables and expressions of Python code that stands at a line.
    dap::PythonLines &lines() { return m_lines; }

    Task<run::BeforeDecision> beforeNode(const run::NodeVisit &visit) override;
    Task<void> atPrompt(const run::NodeVisit &visit, const std::string &prompt) override;
    Task<run::AfterDecision> afterNode(const run::NodeVisit &visit,
                                       const run::NodeOutcome &outcome) override;
    void onEvent(const run::RunEvent &event) override;
    bool wantsCode() const override;
    bool stepsInto(const std::string &node) override;
    std::filesystem::path socket() override;

private:
    enum class Mode { Free, Next, Into, Out };
    /// What a held node does next.
    enum class Order { Look, GoOn, Fail, RunAgain };
    enum class Verdict { GoOn, Stop, Wait };
    class Notices;
    class Visit;
    using Visits = std::list<Visit *>;

    struct Edits
    {
        Dict inputs;
        std::optional<Value> output;
    };

    explicit Debugger(Listener listener);

    // In a coroutine of the loop; without the lock.
    Task<void> meetBreakpoints(Visit &visit);
    Task<bool> isMet(const Breakpoint &breakpoint, Visit &visit, const Dict &scope);
    Task<void> log(const Breakpoint &breakpoint, const Visit &visit, Dict scope);
    Task<Order> hold(Visit &visit);
    std::shared_ptr<const flow::Flow> flowOf(const HeldNode &node) const;
    /// meetBreakpoints() and hold(), unless the node is on its way to another attempt.
    Task<Order> ask(Visit &visit);

    // With the lock.
    /// Nothing to stop at, to change or to wait for.
    bool isQuiet() const;
    Verdict judge(const Visit &visit) const;
    Verdict judgeStep(const HeldNode &node) const;
    void makeStop(Visit &visit, Notices &notices);
    void leave(Visit &visit, Notices &notices);
    Visit &stop() const;
    void release(Order order, Mode mode, Notices &notices);
    bool isLeftHeld(const Visit &visit) const;
    std::set<std::string, std::less<>> leftPaths() const;
    void stopAtLeft(Notices &notices);
    void wakeWaiting();
    HeldNode shown(HeldNode node) const;
    Dict scopeAt(const HeldNode *node) const;
    const Visit *heldAt(std::string_view path) const;
    std::string resolved(const std::string &node) const;
    std::string editable(const std::string &node) const;
    void requireNode(const std::string &node) const;
    void require(Breakpoint &breakpoint) const;
    void require(const Watch &watch) const;
    void requireInput(const std::string &path, const std::string &input) const;
    // Of lines.
    std::string nameInRoot(const std::string &file) const;
    void requireLine(Breakpoint &breakpoint) const;
    void syncLines();
    /// Lets the code that stands at a line go on; whether there is such.
    bool goFromLine(dap::Step step);
    void onLine(const dap::LineNotice &told);
    void stopAtLine(Notices &notices);
    /// Says it once the node has failed by it: a process also ends when its run is stopped.
    void tellDeath(Notices &notices);
    void nodeEnded(const run::Origin &origin, Notices &notices);
    void flowEnded(const run::Origin &origin);

    const Listener m_listener;
    mutable std::mutex m_mutex;
    std::shared_ptr<const flow::Flow> m_flow; ///< null: not known
    std::vector<std::string> m_names;         ///< of its nodes
    std::optional<flow::SourceFolder> m_folder;
    std::vector<flow::Include> m_includes;
    Breakpoints m_breakpoints;
    std::map<std::string, Value, std::less<>> m_pins;
    std::map<std::string, Edits, std::less<>> m_edits; ///< of nodes that are held, or will come
    RunFacts m_facts;
    DebugState m_state = DebugState::Idle;
    Visits m_visits; ///< what is held, in the order it came
    Visit *m_stop = nullptr;
    std::uint64_t m_stopCount = 0;
    bool m_pauseAsked = false;
    Mode m_mode = Mode::Free;
    std::string m_stepPath; ///< the node whose step goes on; of Out: the one to come to the end of
    bool m_stepEnded = false;
    std::set<std::string, std::less<>> m_again; ///< nodes on their way to another attempt
    bool m_isAtLine = false;
    std::optional<std::pair<std::string, std::string>>
        m_died;                       ///< the node whose process ended at a line, and where
    std::string m_stepInto;           ///< the node whose code is to stop at its first line
    bool m_hasToldProblem = false;    ///< of lines, in this run
    mutable dap::PythonLines m_lines; // last: its thread uses all of these
};

} // namespace postern::debug

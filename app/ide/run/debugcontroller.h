// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/run/breakpoints.h"
#include "app/ide/run/watches.h"
#include "engine/debug/debugger.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace postern::widgets {
class RunModel;
} // namespace postern::widgets

namespace postern::graph {
struct GraphModel;
} // namespace postern::graph

namespace postern::ide {

/// The debugger of the open flow, as the window sees it: its breakpoints and watches, what is held
/// now, and what can be done about it. Nothing here waits for the engine.
class DebugController final : public QObject
{
    Q_OBJECT

public:
    /// `graph` is the flow as it is drawn at the time; all of them must outlive this.
    DebugController(Breakpoints &breakpoints,
                    Watches &watches,
                    widgets::RunModel &model,
                    const graph::GraphModel &graph,
                    QObject *parent = nullptr);
    ~DebugController() override;

    /// Puts the debugger into a run that is about to start.
    void attach(run::RunSpec &spec, bool withBreakpoints);
    /// The node of the run that is about to start gets these inputs in place of its own.
    void editAhead(const std::string &node, const Dict &inputs);
    /// Another folder: nothing is pinned.
    void forget();

    /// What is held now; nothing while the run goes on, or there is none.
    const std::optional<debug::HeldNode> &stop() const { return m_snapshot.stop; }
    const std::vector<debug::HeldNode> &held() const { return m_snapshot.held; }
    /// Python code that stands at a line.
    const std::optional<dap::LineStop> &line() const { return m_snapshot.line; }
    /// Of stops so far.
    std::uint64_t stopCount() const { return m_snapshot.stopCount; }
    bool isStopped() const { return m_snapshot.stop || m_snapshot.line; }
    /// The node of the open flow that is held, or whose code calls the flow that one is of.
    QString stoppedNode() const;

    /// What is wrong with a breakpoint's condition or text, one sentence; empty: nothing.
    static QString problemOf(const Breakpoint &breakpoint);

    QStringList pinned() const;
    bool isPinned(const QString &node) const;
    /// Keeps what the node gave in the latest run, or runs it again from now on.
    void togglePin(const QString &node);

    void pause();
    void resume();
    void next();
    void stepInto();
    void stepOut();
    void runTo(const QString &node);
    /// With the flow as it is written now.
    void retry(const flow::FlowDocument &document);
    void letFail();
    void supply(const Value &output);
    /// Those that differ are edited.
    void setInputs(const Value &inputs);
    void setOutput(const Value &output);
    void revert();

    /// A file that Python code is in, relative to the flow's folder.
    QString fileOf(const std::string &name) const;
    /// Gives the variables of a function that is being called, by its number, or what is inside of
    /// one, by its reference; none where they can't be had any more.
    void askVariables(bool isFrame,
                      std::int64_t of,
                      std::function<void(const std::vector<dap::Variable> &)> answer);

    /// Answers the watches anew: another moment is looked at.
    void answerWatches();

signals:
    /// What is held is another, or stands otherwise.
    void changed();
    /// It stopped at another node than before.
    void stopped(const QString &node);
    /// Python code stopped at a line of a file, relative to the flow's folder.
    void lineReached(const QString &file, int line);
    void pinsChanged();
    /// A logpoint wrote a line, or couldn't.
    void logged(const QString &node, const QString &text);
    /// What was asked for could not be done.
    void failed(const postern::Error &error, const QString &what);

private:
    /// A breakpoint of ours, and those that the engine has for it.
    struct Known
    {
        Breakpoint breakpoint;
        std::vector<int> ids;
    };

    void post(const debug::Notice &notice); // any thread
    void deliver();
    void refresh();
    void showEdits(const debug::HeldNode &held);
    void command(const QString &what, const std::function<void(debug::Debugger &)> &order);
    void syncBreakpoints();
    std::vector<int> addToEngine(const Breakpoint &breakpoint);
    std::vector<std::string> inputsAlong(const Breakpoint &breakpoint) const;
    void renamePin(const QString &from, const QString &to);

    Breakpoints &m_breakpoints;
    Watches &m_watches;
    widgets::RunModel &m_model;
    const graph::GraphModel &m_graph;
    const std::shared_ptr<debug::Debugger> m_debugger;
    std::vector<Known> m_known;
    bool m_usesBreakpoints = true;
    bool m_isAttached = false; ///< to a run of the open flow, perhaps over
    debug::Snapshot m_snapshot;
    QThreadPool m_evaluators;
    BackgroundTask m_evaluating;
    BackgroundTask m_asking;

    std::mutex m_mutex; // guards what stands below
    std::vector<debug::Notice> m_notices;
    bool m_isPosted = false;
};

} // namespace postern::ide

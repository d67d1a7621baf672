// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/renderedtext.h"
#include "engine/base/task.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/flow/unsavedtexts.h"
#include "engine/http/watch.h"
#include "engine/python/linedebugging.h"
#include "engine/python/toolinfo.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postern::python {

/// What is told while a call runs. Called on the loop.
struct CallObserver
{
    /// Whose call it is, for who answers its requests; this folder doesn't look at it.
    std::shared_ptr<const void> caller;
    /// One write(), see stampLog(), or what a child process or native code wrote meanwhile.
    std::function<void(bool isError, std::string_view text)> onLog;
    std::function<void(const Value &span)> onSpan; ///< a finished trace span
    // What the answers to requests of the call's code took, by those who answer.
    std::function<void(const RenderedText &prompt)> onPrompt;
    std::function<void(std::string_view text)> onChunk;
    std::function<void(const TokenUsage &usage)> onUsage;
    std::shared_ptr<const http::Watch> watch;
    /// An event of a flow that the code called; this folder doesn't look at it either.
    std::function<void(const void *event)> onNested;
};

/// A request of Python code that the engine answers in its stead: the flow's Python needs neither
/// Jinja2 nor openai, and the request gets the engine's retries, ledger and simulation.
///
/// "prompty": {source, model, inputs} gives the prompty's result; "prompty.render": the same gives
/// the list of messages, or the text of a completion prompt; "llm": {provider, api, connection,
/// prompt, parameters} gives what an llm node gives; "tool": {tool, connection, prompt, arguments}
/// what a package tool of the engine gives; "render": {template, variables} the text; "messages":
/// {prompt} the messages it splits into; "check": {what, value} what is sent for the "functions",
/// "tools", "function_call" or "tool_choice" of a request. `model` is what Prompty.load was given as model, a dict;
/// `connection` is a name, or a dict {type, configs, secrets}.
struct HostCall
{
    std::string kind;
    Dict arguments;
    /// To be told what the answer takes, as the calling node's own; all of its functions may be
    /// called, also once that call has ended.
    CallObserver told;
};

/// What one run's workers are started with. A worker has one folder, one os.environ and one
/// sys.modules, so it serves one run (architecture rule 11).
struct WorkerOptions
{
    std::filesystem::path interpreter; ///< empty: found by findInterpreter()
    std::filesystem::path folder;      ///< working directory and sys.path[0]
    std::filesystem::path flowFolder;  ///< where `folder` is a copy for this run: of what; or empty
    /// What code finds in files in place of what is on the disk, by content; null: nothing.
    flow::UnsavedSnapshot unsaved;
    std::vector<std::pair<std::string, std::string>> environment; ///< added to the process's own
    bool hasOwnVariables = false; ///< such as no other run will have
    /// What tools with connection parameters may get: only those named in a call reach the worker.
    connection::ConnectionSet connections;
    /// Finds a connection instead of looking among `connections`. May be empty.
    std::function<std::optional<connection::Connection>(const std::string &name)> onConnection;
    /// What the workers write outside any call: while the tool named is loaded, or, the name being
    /// empty, from threads, child processes and native code when it can't be told whose it is.
    std::function<void(std::string_view tool, bool isError, std::string_view text)> onLog;
    /// A host that Python code contacts; port 0 when only its name was looked up.
    std::function<void(std::string_view host, int port)> onEgress;
    /// Tokens that were spent for code that no call runs.
    std::function<void(const TokenUsage &usage)> onUsage;
    /// Answers requests of Python code; its Error becomes an exception there. May be empty.
    std::function<Task<Value>(HostCall)> onHostCall;
    std::shared_ptr<LineDebugging> debugging; ///< of the workers' code, line by line; null: none
};

/// The interpreter for a flow: the folder's .venv, POSTERN_PYTHON, python3. Throws Error
/// EnvironmentFailed, whose hint says how to name one.
std::filesystem::path findInterpreter(const std::filesystem::path &flowFolder);

/// A value held by the line's worker, by name ("inputs.x", "nodes.a"), and a property of it as
/// written in the flow ("k[0].z"), resolved there so that the tool gets the very object.
struct SlotReference
{
    std::string slot;
    std::string property;
};
/// A literal of the flow's file, and the classes of ruamel.yaml in which a tool gets its parts, by
/// name: a list in the places of its items, a dict by its keys, null for what is plain.
struct Literal
{
    Value value;
    Value classes;
};
using Argument = std::variant<Value, SlotReference, Literal>;

struct ToolCall
{
    std::string node;   ///< also the name of the result's slot: "nodes.<node>"
    std::string toolId; ///< what loadTool was called with
    std::vector<std::pair<std::string, Argument>> arguments;
    bool aggregation = false;    ///< log_metric counts
    bool aggregateEntry = false; ///< of a flex flow: __aggregate__ instead of __call__
};

/// What a call brought beside its value.
struct ToolResult
{
    Value value; ///< JSON data, or a Handle to what isn't
    /// Slots whose objects the tool changed in place, with their new snapshots.
    std::vector<std::pair<std::string, Value>> changed;
    std::vector<std::pair<std::string, Value>> metrics;
};

/// A write() as prompt flow keeps it in a node's log: after the UTC time in brackets
/// ("[2026-01-31T23:59:59+0000] text"), except for a lone end of line.
std::string stampLog(std::string_view text,
                     std::chrono::system_clock::time_point time = std::chrono::system_clock::now());

/// One line of a run inside a worker: its slots and its calls. All nodes of a line use the same
/// worker. Destroying it frees the slots.
class Line
{
public:
    virtual ~Line() = default;
    /// Gives the worker a value under a slot name; needed before a SlotReference to it.
    virtual Task<void> setSlot(std::string slot, Value value) = 0;
    /// Calls a tool. Throws Error NodeFailed: a user's exception has promptflow codes
    /// {"UserError", "ToolExecutionError"} and the traceback as details(); the promptflow message
    /// is "Execution failure in 'node': (Type) message". A worker that died: "ProcessCrashError".
    virtual Task<ToolResult> call(ToolCall call, CallObserver observer) = 0;
    /// The next item of a generator held in a slot; empty optional at its end.
    virtual Task<std::optional<Value>> next(std::string slot) = 0;
    /// A property of a slot's object, for consumers outside Python. Throws InvalidReferenceProperty.
    virtual Task<Value> resolve(SlotReference reference) = 0;
    /// A handle's object as prompt flow puts it into a run's record: a data class as a dict, a
    /// member of an Enum as its value; anything else as it is.
    virtual Task<Value> serialize(std::string slot) = 0;
    /// A slot's value with a view of every object in it: of the attributes only those that `names`
    /// tells, words of a template with a space between; its items if one of them is "for" or the
    /// like.
    virtual Task<Value> view(SlotReference reference, std::string names) = 0;
    /// For a line that took too long: cancelling its calls now only gives up on them. Its worker
    /// gets no new lines and is killed when the other ones have ended.
    virtual void retire() = 0;
};

class SpareWorkers;

/// The workers of one run. The first one starts at once, while the flow is still being planned.
/// Destroying the pool, or cancelling what waits on it, kills them.
class WorkerPool
{
public:
    WorkerPool(boost::asio::any_io_executor executor,
               WorkerOptions options,
               std::size_t maxWorkers = 1,
               const std::shared_ptr<SpareWorkers> &spares = nullptr);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /// Loads a tool in the workers and reads its signature. `toolId` names it from then on.
    /// `source` is a file relative to the folder, or a package tool's id. With a `prompt`, the
    /// text of a template, the tool must have a parameter for one, which every call gets.
    /// Throws Error NodeFailed with prompt flow's class: PythonLoadError, NoToolDefined,
    /// MultipleToolsDefined, PackageToolNotFoundError, InvalidCustomLLMTool.
    Task<ToolInfo> loadTool(std::string toolId,
                            std::string source,
                            bool isPackageTool,
                            std::optional<std::string> prompt = {});
    /// Code that is loaded from now on is read anew, these texts in place of what is on the disk:
    /// what it imports of the flow's folder, too, where that has changed.
    void readAnew(flow::UnsavedSnapshot unsaved);
    /// Asks about tools, see toolbox.py among the worker's files: what there is, what a package or
    /// a file defines, what a function of theirs lists. Throws Error NodeFailed.
    Task<Value> askToolbox(std::string question, Dict arguments);
    /// Loads a flex flow's entry, "module:function" or "module:Class", which calls name by
    /// `toolId`. Throws Error NodeFailed with PythonLoadError when it can't be imported.
    Task<EntryInfo> loadEntry(std::string toolId, std::string entry);
    /// Makes the instance of a class, an entry's or a tool's, that all later calls use, in every
    /// worker. For a tool, `toolId` must be the node's name.
    /// Throws Error NodeFailed with FlowEntryInitializationError or ToolLoadError.
    Task<void> initEntry(std::string toolId, Dict arguments);
    Task<std::unique_ptr<Line>> beginLine();
    /// Kills every worker now.
    void kill();

    struct State; ///< not for callers

private:
    std::shared_ptr<State> m_state;
};

} // namespace postern::python

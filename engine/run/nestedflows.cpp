// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/nestedflows.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace asio = boost::asio;

namespace postern::run {

namespace {

/// Passes on what a flow writes outside of its lines, to the latest caller.
class Outside final : public RunObserver
{
public:
    void setCaller(python::CallObserver told) { m_told = std::move(told); }

    void onEvent(const RunEvent &event) override
    {
        if (event.isNested())
            return; // of a line, whose own observer tells it
        if (const auto *log = std::get_if<NodeLog>(&event.data))
            m_told.onLog(log->isError, log->text);
        else if (const auto *output = std::get_if<RunOutput>(&event.data))
            m_told.onLog(output->isError, output->text);
    }

private:
    python::CallObserver m_told;
};

RenderedText renderedOf(const NodePrompt &prompt)
{
    RenderedText rendered(prompt.text);
    rendered.inserted = prompt.inserted;
    return rendered;
}

/// Tells a caller what a line of the flow does, takes and writes, and collects what its streaming
/// nodes give, piece by piece.
class LineTeller final : public RunObserver
{
public:
    explicit LineTeller(python::CallObserver told)
        : m_told(std::move(told))
    {}

    void onEvent(const RunEvent &event) override
    {
        m_told.onNested(&event);
        if (event.origin.parent.get() != m_told.caller.get())
            return; // of a flow that this one calls
        if (const auto *chunk = std::get_if<NodeChunk>(&event.data))
            m_pieces[event.origin.node].emplace_back(chunk->text);
        else if (const auto *prompt = std::get_if<NodePrompt>(&event.data))
            m_told.onPrompt(renderedOf(*prompt));
        else if (const auto *log = std::get_if<NodeLog>(&event.data))
            m_told.onLog(log->isError, log->text);
        else if (const auto *output = std::get_if<RunOutput>(&event.data))
            m_told.onLog(output->isError, output->text);
        else if (const auto *finished = std::get_if<RunFinished>(&event.data))
            m_told.onUsage(finished->usage);
    }

    /// Adds the pieces of the outputs that are a node's.
    void addPieces(const flow::Flow &flow, Dict &pieces) const
    {
        for (const flow::FlowOutput &output : flow.outputs) {
            const auto found = m_pieces.find(output.reference.name);
            if (output.reference.kind == flow::Binding::Kind::NodeOutput
                && output.reference.property.empty() && found != m_pieces.end()
                && !pieces.contains(output.name))
                pieces.append(Value(output.name), Value(found->second));
        }
    }

private:
    const python::CallObserver m_told;
    std::map<std::string, List> m_pieces;
};

} // namespace

/// A flow that is, or is being, made ready.
struct NestedFlows::Entry
{
    Entry(const asio::any_io_executor &loop, std::string name)
        : key(std::move(name))
        , ready(loop, asio::steady_timer::time_point::max())
    {}

    const std::string key;
    asio::steady_timer ready; ///< cancelled when it is ready, or can't be
    bool isPreparing = true;
    std::exception_ptr failure;
    std::size_t lines = 0;
    Outside outside;
    std::shared_ptr<PreparedFlow> flow; ///< last: it tells the others until it is gone
};

Task<void> NestedFlows::makeReady(std::shared_ptr<Entry> entry, RunSpec spec)
{
    spec.observers = {&entry->outside};
    try {
        entry->flow = co_await prepare(m_engine, std::move(spec));
    } catch (...) {
        entry->failure = std::current_exception();
    }
    entry->isPreparing = false;
    entry->ready.cancel();
}

/// The flow that is kept for these calls, as the latest of all; null: none.
std::shared_ptr<NestedFlows::Entry> NestedFlows::kept(const std::string &key)
{
    const auto found = std::ranges::find_if(m_entries, [&key](const auto &entry) {
        return !key.empty() && entry->key == key;
    });
    if (found == m_entries.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found);
    return m_entries.front();
}

Task<std::shared_ptr<NestedFlows::Entry>> NestedFlows::entryOf(std::string key,
                                                               RunSpec spec,
                                                               python::CallObserver told)
{
    while (std::shared_ptr<Entry> entry = kept(key)) {
        entry->outside.setCaller(told);
        while (entry->isPreparing)
            co_await entry->ready.async_wait(asio::as_tuple(asio::use_awaitable));
        if (!entry->failure)
            co_return entry;
        // Whoever made it ready may have been cancelled, which says nothing of this call. One of
        // those who waited tries again, the others wait for him.
        m_entries.remove(entry);
    }
    auto entry = std::make_shared<Entry>(m_engine.loop(), key);
    entry->outside.setCaller(std::move(told));
    if (!key.empty())
        m_entries.push_front(entry);
    if (m_entries.size() > kMostKept)
        m_entries.pop_back();
    co_await makeReady(entry, std::move(spec));
    if (entry->failure)
        m_entries.remove(entry);
    co_return entry;
}

Task<LineResult> NestedFlows::run(std::string key, RunSpec spec, python::CallObserver told)
{
    LineInputs inputs;
    inputs.values = std::exchange(spec.inputs, {});
    inputs.isAlone = true;
    inputs.parent = std::static_pointer_cast<const Origin>(told.caller);
    const std::shared_ptr<const flow::Flow> flow = spec.document.sharedFlow();
    const std::shared_ptr<Entry> entry = co_await entryOf(std::move(key), std::move(spec), told);
    if (entry->failure)
        std::rethrow_exception(entry->failure);
    inputs.number = entry->lines++;
    LineTeller teller(std::move(told));
    inputs.observers = {&teller};
    LineResult result = co_await entry->flow->runLine(std::move(inputs));
    if (result.error)
        throw Error(*result.error);
    teller.addPieces(*flow, result.pieces);
    co_return result;
}

} // namespace postern::run

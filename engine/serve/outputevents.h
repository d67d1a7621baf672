// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"
#include "engine/run/event.h"
#include "engine/run/flowrun.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postern::serve {

/// The answer of a line as server-sent events, as prompt flow's server sends them: what isn't
/// streamed as one event, as soon as it is known, and then every piece of the one output that is.
class OutputEvents final : public run::RunObserver
{
public:
    /// `flow` as run::PreparedFlow::signature() gives it; `isGraph`: its outputs refer to nodes.
    OutputEvents(flow::Flow flow, bool isGraph, std::set<std::string> hidden);

    void onEvent(const run::RunEvent &event) override;
    /// For run::LineInputs::onPiece.
    void piece(const std::string &output, const Value &piece);
    /// The line has ended well.
    void end(const run::FlowRunResult &result);

    /// Whether an output is streamed: known for sure at the end.
    bool isStream() const { return !m_names.empty(); }
    /// prompt flow's server refuses that.
    bool areSeveral() const { return m_names.size() > 1; }
    /// What can be sent by now, as it goes over the wire; empty: nothing.
    std::string take();

private:
    bool isShown(const std::string &output) const { return !m_hidden.contains(output); }
    bool isModels(const std::string &output) const;
    std::size_t likelyStreams() const;
    std::optional<Value> knownValue(const flow::FlowOutput &output) const;
    std::optional<Dict> knownFields() const;
    void send(const std::string &name, const Value &value);

    const flow::Flow m_flow;
    const bool m_isGraph;
    const std::set<std::string> m_hidden;
    Value m_inputs;
    std::map<std::string, Value, std::less<>> m_outputs; ///< of nodes
    std::set<std::string> m_names;                       ///< of the outputs that are streamed
    bool m_hasBegun = false;                             ///< the first event is in m_text
    bool m_isOver = false;
    std::string m_pieces; ///< events that wait for the first one
    std::string m_text;
};

} // namespace postern::serve

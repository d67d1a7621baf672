// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/flow/workingfolder.h"
#include "engine/python/worker.h"
#include "engine/run/noderunner.h"
#include "engine/tool/toolregistry.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postern::run {

/// Signatures of a flow's python tools, by node.
using ToolInfos = std::map<std::string, python::ToolInfo, std::less<>>;

/// Runs the nodes of one line: llm and prompt nodes in the engine, python nodes in one worker,
/// which keeps the objects they exchange.
class LineRunner final : public NodeRunner
{
public:
    /// What all lines of a run share; must outlive the runner.
    struct Shared
    {
        const flow::WorkingFolder &folder;
        const flow::SourceFolder &sources; ///< the folder's files, those of templates read
        const connection::ConnectionSet &connections;
        const ToolInfos &tools;
        tool::ToolRegistry &registry;
        azure::Channels &channels;
        bool streams; ///< the text of models is told as it comes, whoever wants it
        /// See NodeRunner::preparedAnew().
        std::function<Task<flow::Node>(const flow::Node &, const flow::FlowDocument &)> prepareAnew;
    };

    /// `line` may be null when the flow has no python nodes.
    LineRunner(const Shared &shared, std::unique_ptr<python::Line> line);

    Task<Value> run(const PlannedNode &planned,
                    const ResolvedInputs &inputs,
                    LineValues &values,
                    NodeReport &report) override;
    Task<Value> property(const ResolvedValue &reference, std::string_view node) override;
    bool hasDefault(const flow::Node &node, std::string_view input) const override;
    Task<flow::Node> preparedAnew(const flow::Node &node,
                                  const flow::FlowDocument &document) override;
    void valueReplaced(const std::string &node) override;

    /// Is told what models of streaming nodes say, by node, in every line that somebody follows.
    using Pieces = std::function<void(const std::string &node, std::string_view text)>;
    void setPieces(Pieces pieces) { m_pieces = std::move(pieces); }

    /// All that a generator gives; each is told as it comes.
    Task<List> itemsOf(const Handle &generator,
                       const std::function<void(const Value &)> &onItem = {});

    /// As prompt flow puts what isn't JSON into a run's record: data classes as dicts, members of
    /// an Enum by their value, dates as text. Everything else stays what it is.
    Task<Value> serialized(Value value);

    /// The line took too long: its worker gets no new ones.
    void retire()
    {
        if (m_line)
            m_line->retire();
    }

    /// From now on log_metric() counts, and flow inputs are the lists of the lines' inputs.
    void beginAggregation();
    /// What log_metric() was called with, the last value of a key, in the order of the first.
    const std::vector<std::pair<std::string, Value>> &metrics() const { return m_metrics; }

private:
    Task<Value> runPython(const flow::Node &node,
                          const ResolvedInputs &inputs,
                          LineValues &values,
                          NodeReport &report);
    Task<Value> runEngineTool(tool::Tool &tool,
                              const PlannedNode &planned,
                              const ResolvedInputs &inputs,
                              NodeReport &report);
    Task<python::Argument> argument(const ResolvedValue &input, const LineValues &values);
    Task<Value> visible(const flow::Node &node, const ResolvedValue &input);
    Task<void> giveSlot(const std::string &slot, const LineValues &values);
    void addMetric(const std::string &key, const Value &value);

    const Shared &m_shared;
    std::unique_ptr<python::Line> m_line;
    std::set<std::string, std::less<>> m_knownSlots; ///< those the worker holds
    tool::EscapedPrompts m_escapedPrompts;
    std::vector<std::pair<std::string, Value>> m_metrics;
    bool m_isAggregating = false;
    Pieces m_pieces;
};

} // namespace postern::run

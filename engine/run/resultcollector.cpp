// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/resultcollector.h"

#include <utility>

namespace postern::run {

void ResultCollector::onEvent(const RunEvent &event)
{
    if (event.origin.run != m_run || event.origin.line != m_line)
        return;
    if (const auto *prompt = std::get_if<NodePrompt>(&event.data))
        m_prompts[event.origin.node] = prompt->text;
    else if (const auto *node = std::get_if<NodeFinished>(&event.data))
        addNode(event, *node);
    else if (const auto *run = std::get_if<RunFinished>(&event.data))
        finish(*run);
}

void ResultCollector::addNode(const RunEvent &event, const NodeFinished &end)
{
    NodeRecord record;
    record.node = event.origin.node;
    record.attempt = event.origin.attempt;
    record.state = end.state;
    record.inputs = end.inputs;
    record.output = end.output;
    record.error = end.error;
    record.logs = end.logs;
    record.outputLog = end.outputLog;
    record.errorLog = end.errorLog;
    record.usage = end.usage;
    record.elapsed = end.elapsed;
    if (auto prompt = m_prompts.extract(record.node); !prompt.empty())
        record.prompt = std::move(prompt.mapped());
    if (!end.runsAgain)
        m_result.nodes.push_back(std::move(record));
}

void ResultCollector::finish(const RunFinished &end)
{
    m_result.state = end.state;
    m_result.inputs = end.inputs;
    m_result.outputs = end.outputs;
    m_result.pieces = end.pieces;
    m_result.imageFormat = end.imageFormat;
    m_result.metrics = end.metrics;
    m_result.error = end.error;
    m_result.logs = end.logs;
    m_result.outputLog = end.outputLog;
    m_result.errorLog = end.errorLog;
    m_result.usage = end.usage;
    m_result.elapsed = end.elapsed;
}

} // namespace postern::run

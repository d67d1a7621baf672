// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/linefiles.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/history/promptflowrecords.h"
#include "engine/run/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr double kMicrosecond = 1e6;

std::string fileText(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(value, options);
}

Value metricsOfLine(const TokenUsage &usage, std::chrono::microseconds elapsed)
{
    return Dict{{"duration", static_cast<double>(elapsed.count()) / kMicrosecond},
                {"prompt_tokens", usage.prompt},
                {"completion_tokens", usage.completion},
                {"total_tokens", usage.total}};
}

/// A node's name is its author's.
std::string fileName(std::string name)
{
    std::ranges::replace(name, '/', '_');
    return name.empty() || name.starts_with('.') ? "_" + name : name;
}

Value flowArtifact(const BatchLine &line, const std::string &run)
{
    const auto number = static_cast<std::int64_t>(line.number);
    const std::string start = history::promptflowTime(line.started);
    const std::string end = history::promptflowTime(line.started + line.elapsed);
    const Value status(run::statusText(line.state));
    Dict info{{"run_id", fmt::format("{}_{}", run, number)},
              {"status", status},
              {"error", line.error},
              {"inputs", line.inputs},
              {"output", line.output},
              {"metrics", Value()},
              {"request", Value()},
              {"parent_run_id", run},
              {"root_run_id", run},
              {"source_run_id", Value()},
              {"flow_id", "default_flow_id"},
              {"start_time", start},
              {"end_time", end},
              {"index", number},
              {"api_calls", List()},
              {"name", ""},
              {"description", ""},
              {"tags", Value()},
              {"system_metrics", metricsOfLine(line.usage, line.elapsed)},
              {"result", Value()},
              {"upload_metrics", false},
              {"message_format", "basic"}};
    return Dict{{"line_number", number},
                {"run_info", std::move(info)},
                {"start_time", start},
                {"end_time", end},
                {"name", ""},
                {"description", ""},
                {"status", status},
                {"tags", Value()}};
}

} // namespace

void LineFiles::add(const BatchLine &line, const run::FlowRunResult &result)
{
    ++m_counts[line.isCompleted() ? "__pf__.lines.completed" : "__pf__.lines.failed"];
    for (const run::NodeRecord &node : result.nodes) {
        std::string status(run::statusText(node.state));
        std::ranges::transform(status, status.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        ++m_counts["__pf__.nodes." + node.node + "." + status];
    }
    ++m_lines;
    if (isOver()) {
        m_files.clear();
        return;
    }
    hold(fmt::format("flow_artifacts/{0:09}_{0:09}.jsonl", line.number),
         fileText(log::redact(flowArtifact(line, m_run))));
    std::string logs = result.logs;
    const Value detail = run::toDetail(result);
    const List &records = detail.find("node_runs")->asList();
    for (std::size_t i = 0; i < result.nodes.size(); ++i) {
        addNode(result.nodes[i], records[i], line.number);
        logs += result.nodes[i].logs;
    }
    hold(fmt::format("flow_logs/{:09}.log", line.number), log::redact(logs));
}

void LineFiles::addKept(const BatchLine &line)
{
    add(line, {});
}

void LineFiles::hold(std::string path, std::string text)
{
    m_bytes += text.size();
    m_files.insert_or_assign(std::move(path), std::move(text));
}

void LineFiles::addNode(const run::NodeRecord &node, const Value &record, std::size_t line)
{
    const auto number = static_cast<std::int64_t>(line);
    Dict info{{"node", node.node},
              {"flow_run_id", m_run},
              {"run_id", fmt::format("{}_{}_{}", m_run, node.node, number)}};
    for (const auto &[key, value] : record.asDict())
        info.set(key, value);
    info.set("parent_run_id", fmt::format("{}_{}", m_run, number));
    info.set("index", number);
    const Value status = *info.find("status");
    hold(fmt::format("node_artifacts/{}/{:09}.jsonl", fileName(node.node), line),
         fileText(Dict{{"NodeName", node.node},
                       {"line_number", number},
                       {"run_info", std::move(info)},
                       {"status", status}}));
}

void LineFiles::addAggregation(const std::vector<run::NodeRecord> &nodes, std::size_t line)
{
    run::FlowRunResult result;
    result.nodes = nodes;
    const Value detail = run::toDetail(result);
    const List &records = detail.find("node_runs")->asList();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const bool isDone = nodes[i].state == run::NodeState::Done;
        ++m_counts["__pf__.nodes." + nodes[i].node + (isDone ? ".completed" : ".failed")];
        if (!isOver())
            addNode(nodes[i], records[i], line);
    }
}

void LineFiles::write() const
{
    if (isOver())
        return;
    for (const auto &[path, text] : m_files) {
        const fs::path file = m_folder / path;
        std::error_code ignored;
        fs::create_directories(file.parent_path(), ignored);
        std::ofstream(file, std::ios::binary) << text;
    }
}

} // namespace postern::batch

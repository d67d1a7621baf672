// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/batchline.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/history/promptflowrecords.h"
#include "engine/run/record.h"

#include <utility>

namespace postern::batch {

namespace {

constexpr double kMicroseconds = 1e6;

Value member(const Value &json, std::string_view key)
{
    const Value *value = json.find(key);
    return value ? *value : Value();
}

double numberIn(const Value &json, std::string_view key)
{
    const Value value = member(json, key);
    if (value.isDouble())
        return value.asDouble();
    return value.isInt() ? static_cast<double>(value.asInt()) : 0;
}

} // namespace

std::string toJsonLine(const BatchLine &line)
{
    Dict json{{"line_number", static_cast<std::int64_t>(line.number)},
              {"status", run::statusText(line.state)},
              {"inputs", line.inputs},
              {"output", line.output}};
    if (!line.error.isNull())
        json.append("error", line.error);
    if (line.references.isDict() && !line.references.asDict().empty())
        json.append("references", line.references);
    if (line.isForOnce)
        json.append("for_once", true);
    json.append("start_time", history::promptflowTime(line.started));
    json.append("duration", static_cast<double>(line.elapsed.count()) / kMicroseconds);
    json.append("prompt_tokens", line.usage.prompt);
    json.append("completion_tokens", line.usage.completion);
    json.append("total_tokens", line.usage.total);
    if (line.cost > 0)
        json.append("cost", line.cost);
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(log::redact(Value(std::move(json))), options);
}

BatchLine readJsonLine(std::string_view text)
{
    const Value json = json::parse(text);
    const Value number = member(json, "line_number");
    const Value status = member(json, "status");
    if (!number.isInt() || number.asInt() < 0 || !status.isString())
        throw Error(ErrorCode::InvalidInput,
                    tr("This is no line of a batch run."),
                    tr("Remove the run and start it anew."));
    BatchLine line;
    line.number = static_cast<std::size_t>(number.asInt());
    line.state = status == Value("Completed") ? run::NodeState::Done : run::NodeState::Failed;
    line.inputs = member(json, "inputs");
    line.output = member(json, "output");
    line.error = member(json, "error");
    line.references = member(json, "references");
    line.isForOnce = member(json, "for_once").truthy();
    line.started
        = history::promptflowTime(member(json, "start_time")).value_or(run::WallClock::time_point());
    line.elapsed = std::chrono::microseconds(
        static_cast<std::int64_t>(numberIn(json, "duration") * kMicroseconds));
    line.usage.prompt = static_cast<std::int64_t>(numberIn(json, "prompt_tokens"));
    line.usage.completion = static_cast<std::int64_t>(numberIn(json, "completion_tokens"));
    line.usage.total = static_cast<std::int64_t>(numberIn(json, "total_tokens"));
    line.cost = numberIn(json, "cost");
    return line;
}

} // namespace postern::batch

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/history/database.h"
#include "engine/history/promptflowfolder.h"
#include "engine/history/promptflowrecords.h"

#include <sqlite3.h>

#include <map>
#include <utility>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

constexpr int kMostSpansOfTrace = 100'000;

std::string textIn(const SQLite::Column &column)
{
    return column.isNull() ? std::string() : column.getString();
}

Value jsonIn(const std::string &text)
{
    try {
        return text.empty() ? Value() : json::parse(text);
    } catch (const Error &) {
        return text;
    }
}

Value memberIn(const Value &value, std::string_view key)
{
    const Value *found = value.find(key);
    return found ? *found : Value();
}

/// A payload that stands in an attribute as JSON in a text.
Value payloadIn(const Value &attributes, std::string_view key)
{
    const Value text = memberIn(attributes, key);
    return text.isString() ? jsonIn(text.asString()) : text;
}

std::string isoTime(std::string text)
{
    if (const std::size_t space = text.find(' '); space != std::string::npos)
        text[space] = 'T';
    return text;
}

double epochIn(const Value &record, std::string_view key)
{
    const auto time = promptflowTime(memberIn(record, key));
    return time ? std::chrono::duration<double>(time->time_since_epoch()).count() : 0;
}

struct TraceSpan
{
    std::string parent;
    Value call; ///< as in a record's api_calls, without its children
    std::string node;
};

/// The spans of a trace as prompt flow's records have them: below the flow's own its nodes, below these
/// what they called.
class TraceTree
{
public:
    void add(const std::string &id, TraceSpan span)
    {
        const std::string parent = span.parent;
        // One that is told twice would be a child twice, and so would all below it.
        if (m_spans.emplace(id, std::move(span)).second)
            m_children[parent].push_back(id);
    }

    std::vector<Value> nodeRuns(const std::string &root) const
    {
        std::vector<Value> records;
        const auto found = m_children.find(root);
        if (found == m_children.end())
            return records;
        for (const std::string &id : found->second) {
            const TraceSpan &span = m_spans.at(id);
            Dict record{{"node", span.node},
                        {"status", span.call.find("error")->isNull() ? "Completed" : "Failed"},
                        {"inputs", *span.call.find("inputs")},
                        {"output", *span.call.find("output")},
                        {"error", *span.call.find("error")},
                        {"start_time", *span.call.find("started")},
                        {"end_time", *span.call.find("ended")},
                        {"index", 0},
                        {"api_calls", List{callOf(id, 0)}},
                        {"system_metrics", *span.call.find("system_metrics")}};
            records.emplace_back(std::move(record));
        }
        return records;
    }

private:
    Value callOf(const std::string &id, int depth) const
    {
        constexpr int kDeepest = 90;
        Dict call = m_spans.at(id).call.asDict();
        List children;
        const auto found = m_children.find(id);
        if (found != m_children.end() && depth < kDeepest) {
            for (const std::string &child : found->second) {
                if (child != id)
                    children.push_back(callOf(child, depth + 1));
            }
        }
        call.set("children", std::move(children));
        return call;
    }

    std::map<std::string, TraceSpan> m_spans;
    std::map<std::string, std::vector<std::string>> m_children;
};

TraceSpan spanOf(SQLite::Statement &row)
{
    TraceSpan span;
    const std::string name = textIn(row.getColumn(1));
    span.parent = textIn(row.getColumn(2));
    const Value attributes = jsonIn(textIn(row.getColumn(5)));
    const Value status = jsonIn(textIn(row.getColumn(6)));
    const Value times = Dict{{"start", isoTime(textIn(row.getColumn(3)))},
                             {"end", isoTime(textIn(row.getColumn(4)))}};
    const Value node = memberIn(attributes, "node_name");
    span.node = node.isString() ? node.asString() : name;
    Value error;
    if (memberIn(status, "status_code") == Value("Error"))
        error = Dict{{"message", memberIn(status, "description")}, {"code", "UserError"}};
    const auto tokens = [&](const char *key) {
        const Value count = memberIn(attributes, key);
        return count.isInt() ? count : Value(0);
    };
    span.call = Dict{{"name", name},
                     {"type", memberIn(attributes, "span_type")},
                     {"inputs", payloadIn(attributes, "inputs")},
                     {"output", payloadIn(attributes, "output")},
                     {"start_time", epochIn(times, "start")},
                     {"end_time", epochIn(times, "end")},
                     {"started", memberIn(times, "start")},
                     {"ended", memberIn(times, "end")},
                     {"error", std::move(error)},
                     {"system_metrics",
                      Dict{{"prompt_tokens", tokens("__computed__.cumulative_token_count.prompt")},
                           {"completion_tokens",
                            tokens("__computed__.cumulative_token_count.completion")},
                           {"total_tokens", tokens("__computed__.cumulative_token_count.total")}}}};
    return span;
}

/// The steps that the reading of a file may take, some minute of them: a view may have rows without end.
constexpr int kStepsAtATime = 1'000'000;
constexpr int kMostTimes = 3'000;
constexpr int kLongestValue = 256 * 1024 * 1024;

int countForeignSteps(void *count)
{
    return ++*static_cast<int *>(count) > kMostTimes ? 1 : 0;
}

/// What is read has to be a table.
void requireTable(SQLite::Database &database, const fs::path &file, const char *name)
{
    SQLite::Statement kind(database, "SELECT type FROM sqlite_master WHERE name = ?");
    kind.bind(1, name);
    if (!kind.executeStep() || textIn(kind.getColumn(0)) != "table")
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 isn't a database of prompt flow's runs: %2.",
                       pathText(file),
                       std::string("no such table: ") + name),
                    tr("Name pf.sqlite or trace.sqlite of prompt flow's home."));
}

/// Opened as it is: another program may be writing it. It may come from anybody.
SQLite::Database openForeign(const fs::path &file, int &steps)
{
    SQLite::Database database(pathText(file), SQLite::OPEN_READONLY);
    constexpr int kPatience = 2'000;
    database.setBusyTimeout(kPatience);
    database.exec("PRAGMA trusted_schema=OFF");
    sqlite3_limit(database.getHandle(), SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_progress_handler(database.getHandle(), kStepsAtATime, countForeignSteps, &steps);
    return database;
}

LooseRun tracedRun(SQLite::Database &database, SQLite::Statement &line)
{
    TraceTree tree;
    SQLite::Statement
        spans(database,
              "SELECT span_id, name, parent_id, start_time, end_time, attributes, status "
              "FROM spans WHERE trace_id = ? ORDER BY start_time LIMIT ?");
    spans.bind(1, textIn(line.getColumn(1)));
    spans.bind(2, kMostSpansOfTrace);
    while (spans.executeStep())
        tree.add(textIn(spans.getColumn(0)), spanOf(spans));
    PromptflowRecords records;
    records.id = textIn(line.getColumn(0));
    const Value tokens = jsonIn(textIn(line.getColumn(8)));
    const bool isOk = textIn(line.getColumn(7)) == "Ok";
    records.flowRuns.emplace_back(
        Dict{{"status", isOk ? "Completed" : "Failed"},
             {"inputs", jsonIn(textIn(line.getColumn(3)))},
             {"output", jsonIn(textIn(line.getColumn(4)))},
             {"error", isOk ? Value() : Value(Dict{{"message", "failed"}, {"code", "UserError"}})},
             {"start_time", isoTime(textIn(line.getColumn(5)))},
             {"end_time", isoTime(textIn(line.getColumn(6)))},
             {"index", 0},
             {"system_metrics",
              Dict{{"prompt_tokens", memberIn(tokens, "prompt")},
                   {"completion_tokens", memberIn(tokens, "completion")},
                   {"total_tokens", memberIn(tokens, "total")}}}});
    records.nodeRuns = tree.nodeRuns(textIn(line.getColumn(2)));
    LooseRun loose = runOfRecords(records);
    loose.run.summary.name = textIn(line.getColumn(9));
    return loose;
}

template<typename Work>
void inForeignWords(const fs::path &file, const Work &work)
{
    try {
        work();
    } catch (const SQLite::Exception &error) {
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 isn't a database of prompt flow's runs: %2.",
                       pathText(file),
                       std::string(error.what())),
                    tr("Name pf.sqlite or trace.sqlite of prompt flow's home."));
    }
}

/// What pf.sqlite knows of a run beside its folder.
void addKnown(LooseRun &loose, SQLite::Statement &row, const Value &properties)
{
    RunSummary &summary = loose.run.summary;
    const Value flow = memberIn(properties, "flow_path");
    if (flow.isString()) {
        const fs::path path = flow.asString();
        summary.name = pathText(path.filename());
        summary.flowFile = pathText(loose.snapshot ? path / fs::path(loose.snapshot->file) : path);
    }
    summary.change = textIn(row.getColumn(3)); // its description
    const Value tags = jsonIn(textIn(row.getColumn(4)));
    if (!tags.isDict())
        return;
    for (const auto &[key, value] : tags.asDict()) {
        std::string tag = key.isString() ? key.asString() : "";
        if (value.isString() && !value.asString().empty())
            tag += "=" + value.asString();
        if (!tag.empty() && tag.find_first_of(" \t\r\n\"") == std::string::npos)
            summary.tags.push_back(std::move(tag));
    }
}

} // namespace

void readRunDatabase(const fs::path &file, const std::function<void(LooseRun run)> &onRun)
{
    inForeignWords(file, [&] {
        int steps = 0;
        SQLite::Database database = openForeign(file, steps);
        requireTable(database, file, "run_info");
        SQLite::Statement runs(database,
                               "SELECT name, status, display_name, description, tags, properties "
                               "FROM run_info ORDER BY created_on");
        while (runs.executeStep()) {
            const Value properties = jsonIn(textIn(runs.getColumn(5)));
            const Value output = memberIn(properties, "output_path");
            fs::path folder = output.isString() ? fs::path(output.asString()) : fs::path();
            if (!isRunFolder(folder)) // moved to another machine with its home
                folder = file.parent_path() / ".runs" / textIn(runs.getColumn(0));
            if (!isRunFolder(folder))
                continue;
            try {
                LooseRun loose = readRunFolder(folder);
                addKnown(loose, runs, properties);
                onRun(std::move(loose));
            } catch (const Error &error) { // one that failed before its first line has no records
                if (error.code() != ErrorCode::InvalidInput)
                    throw;
            }
        }
    });
}

void readTraceDatabase(const fs::path &file, const std::function<void(LooseRun run)> &onRun)
{
    inForeignWords(file, [&] {
        int steps = 0;
        SQLite::Database database = openForeign(file, steps);
        requireTable(database, file, "line_runs");
        requireTable(database, file, "spans");
        // Those of batches have their folders.
        SQLite::Statement
            lines(database,
                  "SELECT line_run_id, trace_id, root_span_id, inputs, outputs, start_time, "
                  "end_time, status, cumulative_token_count, name FROM line_runs "
                  "WHERE coalesce(run, '') = '' ORDER BY start_time");
        while (lines.executeStep()) {
            try {
                onRun(tracedRun(database, lines));
            } catch (const Error &error) {
                if (error.code() != ErrorCode::InvalidInput)
                    throw;
            }
        }
    });
}

} // namespace postern::history

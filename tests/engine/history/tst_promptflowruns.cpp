// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/history/history.h"
#include "engine/history/promptflowfiles.h"
#include "engine/history/promptflowrecords.h"
#include "tests/support/temporaryfolder.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

namespace postern::history {
namespace {

using testing::ElementsAre;

/// The records of a line and of its nodes, with the members that prompt flow 1.18 writes.
std::string lineText(int line, bool fails)
{
    return fmt::format(
        R"({{"line_number": {0}, "run_info": {{"run_id": "tower_{0}", "status": "{1}", "error": {2}, )"
        R"("inputs": {{"line_number": {0}, "question": "gate {0}"}}, "output": {3}, "metrics": null, )"
        R"("parent_run_id": "tower", "root_run_id": "tower", "start_time": "2026-11-30T12:53:05.{0}00000Z", )"
        R"("end_time": "2026-11-30T12:53:05.{0}90000Z", "index": {0}, "api_calls": [], )"
        R"("system_metrics": {{"duration": 0.09, "prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}}}, )"
        R"("status": "{1}"}})",
        line,
        fails ? "Failed" : "Completed",
        fails
            ? R"({"message": "the bridge is up", "code": "UserError", "innerError": {"code": "ToolExecutionError", "innerError": null}})"
            : "null",
        fails ? "null" : R"({"answer": "OPEN"})");
}

std::string nodeText(int line, bool fails)
{
    return fmt::format(
        R"({{"NodeName": "shout", "line_number": {0}, "run_info": {{"node": "shout", "flow_run_id": "tower", )"
        R"("run_id": "tower_shout_{0}", "status": "{1}", "inputs": {{"text": "gate {0}"}}, "output": {2}, "error": null, )"
        R"("start_time": "2026-11-30T12:53:05.{0}10000Z", "end_time": "2026-11-30T12:53:05.{0}80000Z", "index": {0}, )"
        R"("api_calls": [{{"name": "shout", "type": "Function", "inputs": {{"text": "gate"}}, "output": "OPEN", )"
        R"("start_time": 1796043185.02, "end_time": 1796043185.03, "error": null, "children": [{{"name": "inner", )"
        R"("type": "LLM", "start_time": 1796043185.021, "end_time": 1796043185.029, "children": null}}]}}], )"
        R"("logs": {{"stdout": "shouting", "stderr": ""}}, "system_metrics": {{"duration": 0.07}}}}}})",
        line,
        fails ? "Failed" : "Completed",
        fails ? "null" : R"("OPEN")");
}

class PromptflowRuns : public testing::Test
{
protected:
    PromptflowRuns()
    {
        for (int line = 0; line < 3; ++line) {
            const std::string run = "home/.runs/tower/";
            m_folder.write(run + fmt::format("flow_artifacts/{0:09}_{0:09}.jsonl", line),
                           lineText(line, line == 1) + "\n");
            m_folder.write(run + fmt::format("node_artifacts/shout/{:09}.jsonl", line),
                           nodeText(line, line == 1) + "\n");
        }
        m_folder.write("home/.runs/tower/metrics.json", R"({"count": 3})");
        m_folder.write("home/.runs/tower/logs.txt", "");
        m_folder.write("home/.runs/tower/snapshot/flow.dag.yaml", "nodes: []\n");
        m_folder.write("home/.runs/tower/snapshot/.promptflow/flow.log", "");
    }

    std::vector<LooseRun> read(const fs::path &path) const
    {
        std::vector<LooseRun> runs;
        readRuns(m_folder.path() / path, [&runs](LooseRun run) { runs.push_back(std::move(run)); });
        return runs;
    }

    test::TemporaryFolder m_folder;
};

TEST_F(PromptflowRuns, ReadsARunsFolder)
{
    const std::vector<LooseRun> runs = read("home/.runs/tower");
    ASSERT_EQ(runs.size(), 1U);
    History history(m_folder.path() / "history.sqlite");
    history.add(runs[0]);
    const StoredRun run = history.read("tower");
    EXPECT_EQ(run.summary.state, RunState::Completed);
    EXPECT_EQ(run.summary.kind, "batch");
    EXPECT_EQ(run.summary.lines, 3U);
    EXPECT_EQ(run.summary.failedLines, 1U);
    EXPECT_EQ(run.summary.usage.total, 30);
    EXPECT_EQ(run.summary.inputText, "gate 0");
    const std::vector<NodeAttempt> attempts = attemptsOf(run.events);
    ASSERT_EQ(attempts.size(), 3U);
    EXPECT_EQ(attempts[0].record.node, "shout");
    EXPECT_EQ(attempts[0].record.output, Value("OPEN"));
    EXPECT_EQ(attempts[0].record.outputLog, "shouting");
    EXPECT_EQ(attempts[0].record.elapsed, std::chrono::microseconds(70'000));
    ASSERT_EQ(attempts[0].spans.size(), 2U);
    EXPECT_EQ(attempts[0].spans[0].name, "inner") << "in the order in which they ended";
    EXPECT_EQ(attempts[0].spans[0].parent, attempts[0].spans[1].id);
    const FlowSnapshot snapshot = history.snapshot("tower");
    EXPECT_EQ(snapshot.file, "flow.dag.yaml");
    EXPECT_EQ(snapshot.files.size(), 1U);
    const std::vector<RunSummary> failed = history.list({"state:failed node:shout", "", 9, 0});
    EXPECT_EQ(failed.size(), 1U);
}

TEST_F(PromptflowRuns, ReadsItsHomeWithTheDatabases)
{
    fs::create_directories(m_folder.path() / "home");
    {
        SQLite::Database runs((m_folder.path() / "home/pf.sqlite").string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        runs.exec(
            "CREATE TABLE run_info(name TEXT NOT NULL, type TEXT, created_on TEXT NOT NULL, status "
            "TEXT NOT NULL, "
            "display_name TEXT, description TEXT, tags TEXT, properties TEXT, archived BOOLEAN, "
            "start_time TEXT, "
            "end_time TEXT, data TEXT, run_source TEXT, portal_url TEXT, PRIMARY KEY(name));"
            "INSERT INTO run_info(name, created_on, status, description, tags, properties) "
            "VALUES('tower', "
            "'2026-11-30T12:52:46.855928+00:00', 'Completed', 'the first', '{\"team\": "
            "\"north\"}', "
            "'{\"flow_path\": \"/flows/castle\", \"output_path\": \"/elsewhere/.runs/tower\"}');"
            "INSERT INTO run_info(name, created_on, status) VALUES('gone', '2026-11-30', "
            "'Failed')");
        SQLite::Database traces((m_folder.path() / "home/trace.sqlite").string(),
                                SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        traces.exec(
            "CREATE TABLE line_runs(line_run_id TEXT NOT NULL, trace_id TEXT, root_span_id TEXT, "
            "inputs JSON, "
            "outputs JSON, start_time TIMESTAMP, end_time TIMESTAMP, status TEXT, duration REAL, "
            "name TEXT, kind TEXT, "
            "cumulative_token_count JSON, parent_id TEXT, run TEXT, line_number INTEGER);"
            "CREATE TABLE spans(trace_id TEXT, span_id TEXT NOT NULL, name TEXT, context JSON, "
            "kind TEXT, parent_id TEXT, "
            "start_time TIMESTAMP, end_time TIMESTAMP, status JSON, attributes JSON, links JSON, "
            "events JSON, resource JSON);"
            "INSERT INTO line_runs VALUES('0xe4', '0xe4', '0x01', '{\"question\": \"hi\"}', "
            "'{\"answer\": \"HI\"}', "
            "'2026-11-30 12:53:05.415118', '2026-11-30 12:53:05.587545', 'Ok', 0.2, 'castle', "
            "'Flow', "
            "'{\"prompt\": 4, \"completion\": 2, \"total\": 6}', NULL, NULL, NULL);"
            "INSERT INTO line_runs(line_run_id, trace_id, root_span_id, status, run) "
            "VALUES('0xe5', '0xe5', '0x09', 'Ok', 'tower');"
            "INSERT INTO spans(trace_id, span_id, name, parent_id, start_time, end_time, status, "
            "attributes) VALUES('0xe4', "
            "'0x02', 'shout', '0x01', '2026-11-30 12:53:05.415118', '2026-11-30 12:53:05.531132', "
            "'{\"status_code\": \"Ok\"}', '{\"span_type\": \"Function\", \"node_name\": \"shout\", "
            "\"inputs\": \"{\\\"text\\\": \\\"hi\\\"}\", \"output\": \"\\\"HI\\\"\"}')");
    }
    const std::vector<LooseRun> runs = read("home");
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].run.summary.id, "tower");
    EXPECT_EQ(runs[0].run.summary.name, "castle");
    EXPECT_EQ(runs[0].run.summary.change, "the first");
    EXPECT_THAT(runs[0].run.summary.tags, ElementsAre("team=north"));
    EXPECT_EQ(runs[1].run.summary.id, "0xe4");
    const std::vector<NodeAttempt> attempts = attemptsOf(runs[1].run.events);
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts[0].record.output, Value("HI"));
    EXPECT_EQ(attempts[0].record.inputs, Value(Dict{{"text", "hi"}}));
}

TEST_F(PromptflowRuns, ReadsTheRecordsOfATest)
{
    m_folder.write("flow/flow.dag.yaml", "nodes: []\n");
    m_folder.write(
        "flow/.promptflow/flow.detail.json",
        R"({"flow_runs": [{"run_id": "ab-12_0", "root_run_id": "ab-12", "status": "Failed", )"
        R"("error": {"message": "no", "code": "UserError", "innerError": {"code": "ToolExecutionError"}}, )"
        R"("inputs": {"q": 1}, "output": null, "metrics": {"count": 1}, "start_time": "2026-11-30T12:52:22.550403Z", )"
        R"("end_time": "2026-11-30T12:52:22.592681Z", "index": 0}], "node_runs": []})");
    for (const char *path : {"flow", "flow/.promptflow", "flow/.promptflow/flow.detail.json"}) {
        const std::vector<LooseRun> runs = read(path);
        ASSERT_EQ(runs.size(), 1U) << path;
        EXPECT_EQ(runs[0].run.summary.id, "ab-12");
        EXPECT_EQ(runs[0].run.summary.name, "flow");
        EXPECT_EQ(runs[0].run.summary.state, RunState::Failed);
        EXPECT_TRUE(runs[0].snapshot);
        const auto &end = std::get<run::RunFinished>(runs[0].run.events.back().data);
        EXPECT_EQ(end.error->promptflow()->path(), "UserError/ToolExecutionError");
    }
}

TEST_F(PromptflowRuns, WritesTheFolderThatItReads)
{
    const LooseRun run = read("home/.runs/tower").at(0);
    writeRunFolder(run, m_folder.path() / "written" / "tower");
    const LooseRun again = read("written/tower").at(0);
    EXPECT_EQ(again.run.summary.state, run.run.summary.state);
    const std::vector<NodeAttempt> before = attemptsOf(run.run.events);
    const std::vector<NodeAttempt> after = attemptsOf(again.run.events);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(after[i].record.output, before[i].record.output);
        EXPECT_EQ(after[i].record.inputs, before[i].record.inputs);
        EXPECT_EQ(after[i].record.state, before[i].record.state);
        EXPECT_EQ(after[i].spans.size(), before[i].spans.size());
    }
    EXPECT_EQ(m_folder.read("written/tower/snapshot/flow.dag.yaml"), "nodes: []\n");
    EXPECT_EQ(
        m_folder.read("written/tower/flow_outputs/output.jsonl"),
        "{\"line_number\": 0, \"answer\": \"OPEN\"}\n{\"line_number\": 2, \"answer\": \"OPEN\"}\n");
}

TEST_F(PromptflowRuns, ADatabaseOfAStrangerEnds)
{
    m_folder.write("endless/readme.txt", "");
    m_folder.write("twice/readme.txt", "");
    {
        SQLite::Database runs((m_folder.path() / "endless/pf.sqlite").string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        runs.exec("CREATE VIEW run_info AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
                  "FROM n) SELECT x AS name, '' AS status, '' AS display_name, '' AS description, "
                  "'' AS tags, '' AS properties, x AS created_on FROM n");
        SQLite::Database traces((m_folder.path() / "twice/trace.sqlite").string(),
                                SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        traces.exec("CREATE TABLE line_runs(line_run_id, trace_id, root_span_id, inputs, outputs, "
                    "start_time, end_time, status, name, cumulative_token_count, run);"
                    "CREATE TABLE spans(trace_id, span_id, name, parent_id, start_time, end_time, "
                    "status, attributes);"
                    "INSERT INTO line_runs(line_run_id, trace_id, root_span_id, start_time, "
                    "end_time, status) VALUES('0xe6', '0xe6', '0', '2026-11-30 12:53:05.4', "
                    "'2026-11-30 12:53:05.5', 'Ok')");
        // Each stands there twice, below the one before: as a tree that is 2 to the 60th.
        for (int i = 1; i <= 120; ++i) {
            SQLite::Statement add(traces,
                                  "INSERT INTO spans VALUES('0xe6', ?, 'n', ?, ?, ?, '', '')");
            add.bind(1, std::to_string((i + 1) / 2));
            add.bind(2, std::to_string((i - 1) / 2));
            add.bind(3, "2026-11-30 12:53:05.4");
            add.bind(4, "2026-11-30 12:53:05.5");
            add.exec();
        }
    }
    EXPECT_THROW(read("endless/pf.sqlite"), Error);
    EXPECT_EQ(read("twice/trace.sqlite").size(), 1U);
}

TEST_F(PromptflowRuns, RefusesWhatIsNone)
{
    m_folder.write("empty/readme.txt", "");
    m_folder.write("odd.json", R"({"flow_runs": 7, "node_runs": [null, {"node": 3}]})");
    m_folder.write("odd.sqlite", std::string("SQLite format 3\0garbage", 23));
    m_folder.write("odd", "nothing");
    for (const char *path : {"empty", "odd.json", "odd.sqlite", "odd", "missing"})
        EXPECT_THROW(read(path), Error) << path;
}

TEST(PromptflowTime, IsReadInEveryFormThatItHas)
{
    const auto expected = std::chrono::sys_days(std::chrono::year_month_day(std::chrono::year(2026),
                                                                            std::chrono::month(11),
                                                                            std::chrono::day(30)))
                          + std::chrono::hours(12) + std::chrono::microseconds(5'415'118);
    for (const char *text : {"2026-11-30T12:00:05.415118Z",
                             "2026-11-30 12:00:05.415118",
                             "2026-11-30T12:00:05.415118+00:00"}) {
        const auto time = promptflowTime(Value(text));
        ASSERT_TRUE(time) << text;
        EXPECT_EQ(*time, expected) << text;
    }
    for (const char *text :
         {"", "yesterday", "2026-13-01T00:00:00Z", "2026-11-30", "2026-11-30T12:00:05+09:00"})
        EXPECT_FALSE(promptflowTime(Value(text))) << text;
    EXPECT_FALSE(promptflowTime(Value(3)));
}

} // namespace
} // namespace postern::history

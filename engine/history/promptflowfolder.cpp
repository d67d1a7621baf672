// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/promptflowfolder.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/flow/flowdocument.h"
#include "engine/history/promptflowfiles.h"
#include "engine/history/promptflowrecords.h"
#include "engine/history/snapshot.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

constexpr std::size_t kMostOfRecordFile = 256 * 1024 * 1024;
constexpr std::size_t kMostRecords = 200'000;

bool isFileAt(const fs::path &path)
{
    std::error_code unknown;
    return fs::is_regular_file(path, unknown);
}

bool isFolderAt(const fs::path &path)
{
    std::error_code unknown;
    return fs::is_directory(path, unknown);
}

std::vector<fs::path> sortedIn(const fs::path &folder)
{
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        found.push_back(at->path());
        if (found.size() >= kMostRecords)
            break;
    }
    std::ranges::sort(found);
    return found;
}

/// The records in a file of lines; lines that are no JSON, as the last of a killed run, are left out.
void addLines(const fs::path &file, std::vector<Value> &records)
{
    const std::string text = store::readFile(file, kMostOfRecordFile);
    for (std::size_t at = 0; at < text.size() && records.size() < kMostRecords;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        try {
            const Value line = json::parse(std::string_view(text).substr(at, end - at));
            if (const Value *info = line.find("run_info"); info && info->isDict())
                records.push_back(*info);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::InvalidInput)
                throw;
        }
        at = end + 1;
    }
}

/// The flow's files, where there is one flow; a copy that prompt flow made is nobody's code to run.
std::optional<FlowSnapshot> snapshotOfFolder(const fs::path &folder)
{
    try {
        RunAbout about;
        about.document = flow::FlowDocument::load(flow::locateFlow(folder), flow::Trust::Restricted);
        return takeSnapshot(about);
    } catch (const Error &) {
        return std::nullopt;
    }
}

void nameFlow(LooseRun &loose, const fs::path &folder)
{
    loose.run.summary.name = pathText(folder.filename());
    if (loose.snapshot)
        loose.run.summary.flowFile = pathText(folder / fs::path(loose.snapshot->file));
}

Value jsonOr(const fs::path &file)
{
    try {
        return isFileAt(file) ? json::parse(store::readFile(file, kMostOfRecordFile)) : Value();
    } catch (const Error &) {
        return {};
    }
}

} // namespace

bool isRunFolder(const fs::path &folder)
{
    return isFolderAt(folder / "flow_artifacts")
           || (isFolderAt(folder / "snapshot") && isFileAt(folder / "logs.txt"));
}

LooseRun readRunFolder(const fs::path &folder)
{
    PromptflowRecords records;
    const fs::path whole = fs::absolute(folder / "").lexically_normal().parent_path();
    records.id = pathText(whole.filename());
    for (const fs::path &file : sortedIn(folder / "flow_artifacts"))
        addLines(file, records.flowRuns);
    for (const fs::path &node : sortedIn(folder / "node_artifacts")) {
        for (const fs::path &file : sortedIn(node))
            addLines(file, records.nodeRuns);
    }
    if (const Value metrics = jsonOr(folder / "metrics.json"); metrics.isDict())
        records.metrics = metrics.asDict();
    LooseRun loose = runOfRecords(records);
    loose.run.summary.kind = "batch";
    loose.snapshot = snapshotOfFolder(folder / "snapshot");
    nameFlow(loose, whole / "snapshot");
    loose.run.summary.name = records.id;
    return loose;
}

LooseRun readDetailFile(const fs::path &file)
{
    const Value detail = json::parse(store::readFile(file, kMostOfRecordFile));
    PromptflowRecords records;
    const auto take = [&detail](const char *key, std::vector<Value> &into) {
        const Value *list = detail.find(key);
        if (list && list->isList())
            into.assign(list->asList().begin(), list->asList().end());
    };
    take("flow_runs", records.flowRuns);
    take("node_runs", records.nodeRuns);
    for (const Value &record : records.flowRuns) {
        const Value *id = record.find("root_run_id");
        if (id && id->isString())
            records.id = id->asString();
        const Value *metrics = record.find("metrics");
        if (metrics && metrics->isDict())
            records.metrics = metrics->asDict();
    }
    if (records.id.empty() && !records.nodeRuns.empty()) {
        const Value *id = records.nodeRuns.front().find("flow_run_id");
        records.id = id && id->isString() ? id->asString() : "";
    }
    LooseRun loose = runOfRecords(records);
    const fs::path kept = fs::absolute(file).lexically_normal().parent_path();
    if (kept.filename() == ".promptflow") {
        loose.snapshot = snapshotOfFolder(kept.parent_path());
        nameFlow(loose, kept.parent_path());
    } else {
        loose.run.summary.name = pathText(kept.filename());
    }
    return loose;
}

void readRuns(const fs::path &path, const std::function<void(LooseRun run)> &onRun)
{
    if (isFolderAt(path)) {
        if (isRunFolder(path))
            return onRun(readRunFolder(path));
        for (const fs::path &file :
             {path / "flow.detail.json", path / ".promptflow" / "flow.detail.json"}) {
            if (isFileAt(file))
                return onRun(readDetailFile(file));
        }
        const fs::path runs = path / "pf.sqlite";
        const fs::path traces = path / "trace.sqlite";
        if (isFileAt(runs))
            readRunDatabase(runs, onRun);
        if (isFileAt(traces))
            readTraceDatabase(traces, onRun);
        if (isFileAt(runs) || isFileAt(traces))
            return;
        throw Error(
            ErrorCode::InvalidInput,
            tr("The folder %1 holds no run.", pathText(path)),
            tr("Name a file of `postern run export`, a run's folder, a flow that prompt flow "
               "has tested, or prompt flow's home (~/.promptflow)."));
    }
    const std::string bytes = store::readFile(path, kMostOfRecordFile);
    if (bytes.starts_with("SQLite format 3")) {
        if (path.filename() == "trace.sqlite")
            return readTraceDatabase(path, onRun);
        return readRunDatabase(path, onRun);
    }
    if (!bytes.empty() && bytes.front() == '{')
        return onRun(readDetailFile(path));
    onRun(readRunFile(bytes));
}

} // namespace postern::history

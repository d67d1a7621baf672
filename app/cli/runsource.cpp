// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runsource.h"

#include "engine/base/pathtext.h"
#include "engine/history/history.h"

#include <optional>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

replay::RecordedRun readFromHistory(history::History &history, const std::string &id)
{
    const history::StoredRun stored = history.read(id);
    replay::RecordedRun run = replay::runOfEvents(stored.events, id);
    try {
        run.sources = history.snapshot(id).files;
    } catch (const Error &) { // an imported run has none
        run.sources.clear();
    }
    return run;
}

/// The newest ones of the flow, the last first; to read a run takes its time, so not all.
std::vector<std::string> goodRunsOf(history::History &history, const fs::path &flowFile)
{
    constexpr std::size_t kPage = 100;
    constexpr std::size_t kMost = 50;
    std::vector<std::string> ids;
    history::RunQuery query;
    query.limit = kPage;
    for (std::size_t page = 0; page < kPage; ++page) {
        query.offset = page * kPage;
        const std::vector<history::RunSummary> runs = history.list(query);
        for (const history::RunSummary &run : runs) {
            if (run.flowFile == pathText(flowFile) && run.node.empty()
                && run.state == history::RunState::Completed)
                ids.push_back(run.id);
            if (ids.size() == kMost)
                return ids;
        }
        if (runs.size() < kPage)
            break;
    }
    return ids;
}

} // namespace

replay::RecordedRun namedRun(const std::string &name)
{
    std::error_code ignored;
    if (fs::exists(name, ignored))
        return replay::readRecordedRun(name);
    history::History history;
    return readFromHistory(history, history.find(name));
}

replay::RecordedRun latestRunOf(const fs::path &flowFile,
                                const std::function<void(const replay::RecordedRun &)> &use)
{
    history::History history;
    std::optional<Error> newest;
    for (const std::string &id : goodRunsOf(history, flowFile)) {
        try {
            replay::RecordedRun run = readFromHistory(history, id);
            use(run);
            return run;
        } catch (const Error &error) {
            if (error.code() != ErrorCode::InvalidInput)
                throw;
            if (!newest)
                newest = error;
        }
    }
    if (newest)
        throw Error(*newest);
    throw Error(ErrorCode::InvalidInput,
                tr("The history has no run of this flow that ended well."),
                tr("Name the record of one with --reuse, or run the whole flow once."));
}

} // namespace postern::cli

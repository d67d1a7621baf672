// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/batchrun.h"

#include "engine/base/offload.h"
#include "engine/batch/batchwork.h"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace postern::batch {

namespace {

/// A variable of prompt flow's with a number from 1 on; 0 where there is none.
std::int64_t numberOf(const char *variable)
{
    const char *text = std::getenv(variable);
    if (!text)
        return 0;
    std::int64_t number = 0;
    const std::string_view digits(text);
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number > 0 ? number : 0;
}

} // namespace

BatchLimits BatchLimits::ofEnvironment()
{
    BatchLimits limits;
    if (const std::int64_t seconds = numberOf("PF_LINE_TIMEOUT_SEC"); seconds > 0)
        limits.lineTimeout = std::chrono::seconds(seconds);
    if (const std::int64_t seconds = numberOf("PF_BATCH_TIMEOUT_SEC"); seconds > 0)
        limits.batchTimeout = std::chrono::seconds(seconds);
    if (const std::int64_t count = numberOf("PF_WORKER_COUNT"); count > 0)
        limits.concurrency = static_cast<std::size_t>(count);
    return limits;
}

Task<BatchResult> runBatch(run::Engine &engine,
                           BatchSpec spec,
                           RunFolder &folder,
                           std::vector<BatchObserver *> observers,
                           const BatchControl *control)
{
    BatchWork work(engine, std::move(spec), folder, std::move(observers), control);
    auto running = work.run();
    co_return co_await std::move(running);
}

Task<std::vector<DataLine>> previewLines(run::Engine &engine, BatchSpec spec, std::size_t count)
{
    auto preparing = run::prepare(engine, std::move(spec.run));
    const std::shared_ptr<run::PreparedFlow> flow = co_await std::move(preparing);
    ColumnMapping mapping(spec.columnMapping, flow->lineInputs());
    co_return co_await offload([sources = spec.sources, mapping = std::move(mapping), count] {
        DataLines data(sources, mapping);
        std::vector<DataLine> lines;
        lines.reserve(count);
        while (lines.size() < count) {
            std::optional<DataLine> line = data.next();
            if (!line)
                break;
            lines.push_back(std::move(*line));
        }
        return lines;
    });
}

void readLines(const RunFolder &folder, const std::function<void(BatchLine line)> &take)
{
    readJournal(folder.linesFile(), take);
}

} // namespace postern::batch

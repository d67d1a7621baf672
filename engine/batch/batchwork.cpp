// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/batchwork.h"

#include "engine/base/log.h"
#include "engine/base/offload.h"
#include "engine/batch/resultfiles.h"
#include "engine/run/record.h"
#include "engine/run/taskgroup.h"
#include "engine/store/processmark.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <utility>

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr std::chrono::milliseconds kWatch{50};
constexpr std::chrono::milliseconds kBetweenProgress{250};
constexpr std::chrono::seconds kLately{5};

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

Error lineTimeout(std::size_t line, std::chrono::milliseconds timeout)
{
    const std::string seconds = fmt::format("{:g}", secondsOf(timeout));
    Error error(ErrorCode::LimitExceeded,
                tr("Line %1 took longer than %2 seconds.", static_cast<std::int64_t>(line), seconds),
                tr("Give it more with --line-timeout, or find out what hangs."));
    return std::move(error).as({"UserError", "LineExecutionTimeoutError"},
                               fmt::format("Line {} execution timeout for exceeding {} seconds",
                                           line,
                                           seconds));
}

Error batchTimeout(std::chrono::milliseconds timeout)
{
    const std::string seconds = fmt::format("{:g}", secondsOf(timeout));
    Error error(ErrorCode::LimitExceeded,
                tr("The batch took longer than %1 seconds.", seconds),
                tr("Go on with `postern run resume`, with a longer --batch-timeout."));
    return std::move(error).as({"UserError", "BatchExecutionTimeoutError"},
                               "The batch run failed due to timeout [" + seconds
                                   + "s]. Please adjust the timeout to a higher value.");
}

Error noInputs()
{
    Error error(ErrorCode::InvalidFlow,
                tr("The flow takes no inputs, so its lines would all be the same."),
                tr("Declare inputs in the flow, or run it with `postern flow test`."));
    return std::move(error)
        .as({"UserError", "ValidationError", "InputNotFound"},
            "The input for flow cannot be empty in batch mode. Please review your "
            "flow and provide valid inputs.");
}

/// As prompt flow keeps what a flex flow or a prompty gives.
Value outputsAsDict(const Value &output)
{
    return output.isDict() || output.isNull() ? output : Value(Dict{{"output", output}});
}

bool isDag(const run::RunSpec &spec)
{
    return spec.document.location().kind == flow::FlowKind::Dag;
}

/// What has to be kept of a line so that it can be aggregated when the run is resumed.
Value referencesOf(const run::LineRecord &record, bool isOfNodes)
{
    Dict references;
    if (!isOfNodes) // __aggregate__ gets what the code gave
        references.append("", record.outputs);
    for (const auto &[text, value] : record.references)
        references.append(Value(text), value);
    return references;
}

std::string messageOf(const Value &error)
{
    const Value *message = error.find("message");
    return message && message->isString() ? message->asString() : std::string();
}

Dict withoutNumber(const Value &inputs)
{
    Dict dict = inputs.isDict() ? inputs.asDict() : Dict();
    dict.erase("line_number");
    return dict;
}

} // namespace

BatchWork::BatchWork(run::Engine &engine,
                     BatchSpec spec,
                     RunFolder &folder,
                     std::vector<BatchObserver *> observers,
                     const BatchControl *control)
    : m_engine(engine)
    , m_spec(std::move(spec))
    , m_folder(folder)
    , m_observers(std::move(observers))
    , m_control(control)
    , m_pace(m_spec.limits.concurrency,
             {m_spec.limits.requestsPerMinute, m_spec.limits.tokensPerMinute})
    , m_meter(m_pace)
    , m_wake(engine.loop())
    , m_began(Clock::now())
{}

Task<BatchResult> BatchWork::run()
{
    std::exception_ptr failure;
    try {
        co_await prepare();
    } catch (...) {
        failure = std::current_exception();
    }
    // From here on a cancellation is looked for between the steps, so that what has ended is kept.
    co_await asio::this_coro::throw_if_cancelled(false);
    if (!failure)
        co_await runLines();
    if (!failure && !m_stopped && !m_isCancelled) {
        try {
            co_await aggregate();
        } catch (...) {
            failure = std::current_exception();
        }
    }
    co_await finish(failure ? failure : m_stopped);
    co_await asio::this_coro::throw_if_cancelled(true);
    co_return std::move(m_result);
}

Task<void> BatchWork::prepare()
{
    RunRecord &record = m_folder.record();
    record.status = "Running";
    record.error = Value();
    record.owner = store::processMark();
    m_folder.save();
    requireReference(m_spec.columnMapping);
    m_log.open(m_folder.path() / "logs.txt", std::ios::app);
    note("INFO", "The run begins: " + record.name);
    m_journal = std::make_unique<Journal>(m_folder.linesFile());
    m_files = std::make_unique<LineFiles>(m_folder.path(), record.name);
    run::RunSpec spec = m_spec.run;
    spec.id = record.name;
    spec.stream = false;
    spec.imageFolder = m_folder.path() / "flow_artifacts";
    spec.observers.push_back(&m_meter);
    auto preparing = run::prepare(m_engine, std::move(spec));
    m_flow = co_await std::move(preparing);
    const std::vector<run::LineInput> inputs = m_flow->lineInputs();
    if (inputs.empty() && m_spec.columnMapping.empty())
        throw noInputs();
    takeKept();
    ColumnMapping mapping(m_spec.columnMapping, inputs);
    m_lines = co_await offload([sources = m_spec.sources, mapping = std::move(mapping)] {
        return std::make_unique<DataLines>(sources, mapping);
    });
}

/// What is there of the run from before it was stopped.
void BatchWork::takeKept()
{
    BatchProgress &so = m_result.progress;
    readLines(m_folder, [&](BatchLine line) {
        const bool runsAgain = line.isForOnce || (!line.isCompleted() && m_spec.repeatsFailed);
        if (runsAgain)
            return;
        m_done.insert(line.number);
        m_files->addKept(line);
        ++so.ended;
        ++so.kept;
        so.usage += line.usage;
        so.cost += line.cost;
        if (!line.isCompleted()) {
            ++so.failed;
            if (m_firstErrors.empty())
                m_firstErrors.emplace(line.number, line.error);
        }
        if (!line.isCompleted() || !m_flow->isAggregated())
            return;
        run::LineRecord record;
        record.line = line.number;
        record.inputs = Value(withoutNumber(line.inputs));
        if (line.references.isDict()) {
            for (const auto &[text, value] : line.references.asDict())
                record.references.insert_or_assign(text.asString(), value);
        }
        if (const auto whole = record.references.find(""); whole != record.references.end())
            record.outputs = whole->second;
        keepRecord(std::move(record));
    });
}

void BatchWork::keepRecord(run::LineRecord record)
{
    if (isDag(m_spec.run))
        record.outputs = Value(); // nodes refer to nodes
    m_records.push_back(std::move(record));
}

Task<void> BatchWork::runLines()
{
    startCounting();
    startReading();
    for (;;) {
        beginLines();
        const bool isThrough = m_stopped || (m_isAtEnd && m_ready.empty());
        if (isThrough && m_underWay.empty() && m_unwritten.empty() && isIdle())
            break;
        co_await waitForNews();
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none && !m_isCancelled) {
            m_isCancelled = true;
            stop(std::make_exception_ptr(run::cancelledError()));
        }
        watch();
    }
    if (m_lines && m_lines->repeated() > 0)
        warn(tr("%1 rows have a line number that was there before: the first of each counts.",
                static_cast<std::int64_t>(m_lines->repeated())));
}

bool BatchWork::mayBegin() const
{
    const bool isHeld = m_control && m_control->isPaused();
    return !m_stopped && !isHeld && !m_isOverCost && !m_ready.empty()
           && m_underWay.size() < m_pace.allowed();
}

void BatchWork::beginLines()
{
    const Clock::time_point now = Clock::now();
    while (mayBegin() && m_pace.hasRoom(now)) {
        DataLine line = std::move(m_ready.front());
        m_ready.pop_front();
        if (line.error)
            refuse(line);
        else
            begin(std::move(line));
    }
    startReading();
    startWriting();
}

void BatchWork::begin(DataLine line)
{
    const auto under = m_underWay.emplace(m_underWay.end());
    under->line = std::move(line);
    under->began = Clock::now();
    m_pace.began(under->began);
    auto whenEnded = [this, under](const std::exception_ptr &failure) {
        // The signal is still being used by asio while its own emit() runs this handler.
        asio::post(m_engine.loop(), [this, under, failure] {
            m_underWay.erase(under);
            if (failure)
                stop(failure);
            m_wake.cancel();
        });
    };
    asio::co_spawn(m_engine.loop(),
                   runLine(*under),
                   asio::bind_cancellation_slot(under->cancel.slot(), std::move(whenEnded)));
}

Task<void> BatchWork::runLine(UnderWay &under)
{
    run::LineInputs inputs;
    inputs.values = under.line.inputs;
    inputs.number = under.line.number;
    inputs.isLate = &under.isLate;
    auto running = m_flow->runLine(std::move(inputs));
    run::LineResult result = co_await std::move(running);
    if (result.state == run::NodeState::Cancelled && !under.isLate)
        co_return; // it will run when the batch is resumed
    if (under.isLate) {
        result.state = run::NodeState::Failed;
        result.error = lineTimeout(under.line.number, m_spec.limits.lineTimeout);
    }
    ended(under, std::move(result));
}

BatchLine BatchWork::lineOf(const UnderWay &under, const run::LineResult &result) const
{
    BatchLine line;
    line.number = under.line.number;
    line.state = result.error ? run::NodeState::Failed : run::NodeState::Done;
    Dict inputs = result.inputs.isDict() ? result.inputs.asDict() : under.line.inputs;
    inputs.set("line_number", static_cast<std::int64_t>(line.number));
    const image::ImagePlace images{m_folder.path() / "flow_artifacts",
                                   m_folder.path() / "flow_artifacts",
                                   result.imageFormat};
    line.inputs = image::withImagesSaved(Value(std::move(inputs)), images);
    if (result.error)
        line.error = run::toRecord(*result.error);
    else
        line.output = outputsAsDict(result.outputs);
    if (!result.error && m_flow->isAggregated()) {
        line.references = referencesOf(result.record, isDag(m_spec.run));
        line.isForOnce = !line.references.isJson();
        if (line.isForOnce)
            line.references = Value();
    }
    line.usage = result.usage;
    line.elapsed = result.elapsed;
    line.started = run::WallClock::now() - result.elapsed;
    return line;
}

void BatchWork::ended(const UnderWay &under, run::LineResult result)
{
    BatchLine line = lineOf(under, result);
    const Meter::Use use = m_meter.take(line.number);
    line.cost = use.cost;
    m_pace.ended(Clock::now(), line.usage.total, use.requests);
    m_files->add(line, result);
    if (line.isCompleted() && m_flow->isAggregated())
        keepRecord(std::move(result.record));
    keep(std::move(line));
}

/// A row that can't be read is a line that failed.
void BatchWork::refuse(const DataLine &line)
{
    BatchLine failed;
    failed.number = line.number;
    failed.state = run::NodeState::Failed;
    failed.inputs = Dict{{"line_number", static_cast<std::int64_t>(line.number)}};
    failed.error = run::toRecord(*line.error);
    failed.started = run::WallClock::now();
    m_files->add(failed, {});
    keep(std::move(failed));
}

void BatchWork::keep(BatchLine line)
{
    BatchProgress &so = m_result.progress;
    ++so.ended;
    so.usage += line.usage;
    so.cost += line.cost;
    if (!line.isCompleted()) {
        constexpr std::size_t kMostNoted = 1'000;
        if (++so.failed <= kMostNoted)
            note("ERROR", fmt::format("Line {} failed: {}", line.number, messageOf(line.error)));
        if (m_firstErrors.empty() || line.number < m_firstErrors.begin()->first)
            m_firstErrors = {{line.number, line.error}};
    }
    const std::optional<double> &most = m_spec.limits.cost;
    if (most && so.cost >= *most && !m_isOverCost) {
        m_isOverCost = true;
        stop(std::make_exception_ptr(
            Error(ErrorCode::LimitExceeded,
                  tr("The run has cost %1, which is its limit.", fmt::format("{:.4f}", so.cost)),
                  tr("Go on with `postern run resume` and a higher --max-cost."))));
    }
    m_unwritten += toJsonLine(line) + "\n";
    const BatchProgress now = progress();
    for (BatchObserver *observer : m_observers)
        observer->onLine(line, now);
}

Task<void> BatchWork::waitForNews()
{
    Clock::time_point until = Clock::now() + kWatch;
    if (mayBegin())
        until = std::min(until, m_pace.roomAt());
    m_wake.expires_at(until);
    co_await m_wake.async_wait(asio::as_tuple(asio::use_awaitable));
}

/// What goes by the clock: lines and batches that take too long, and what is told of progress.
void BatchWork::watch()
{
    const Clock::time_point now = Clock::now();
    if (now - m_toldAt < kWatch)
        return;
    const BatchLimits &limits = m_spec.limits;
    for (UnderWay &under : m_underWay) {
        if (!under.isLate && limits.lineTimeout.count() > 0
            && now - under.began > limits.lineTimeout) {
            under.isLate = true;
            under.cancel.emit(asio::cancellation_type::all);
        }
    }
    if (limits.batchTimeout.count() > 0 && now - m_began > limits.batchTimeout && !m_stopped)
        stop(std::make_exception_ptr(batchTimeout(limits.batchTimeout)));
    if (now - m_toldAt >= kBetweenProgress) {
        m_toldAt = now;
        tellProgress();
    }
}

/// No line begins any more, and those under way end by themselves or, unless the money is gone, at
/// once.
void BatchWork::stop(std::exception_ptr why)
{
    if (!m_stopped)
        m_stopped = std::move(why);
    if (m_isOverCost && !m_isCancelled)
        return;
    for (UnderWay &under : m_underWay)
        under.cancel.emit(asio::cancellation_type::all);
}

void BatchWork::startReading()
{
    constexpr std::size_t kAhead = 512;
    if (m_isReading || m_isAtEnd || m_stopped || m_ready.size() >= kAhead)
        return;
    m_isReading = true;
    asio::co_spawn(m_engine.loop(), read(), [this](const std::exception_ptr &failure) {
        m_isReading = false;
        if (failure)
            stop(failure);
        m_wake.cancel();
    });
}

Task<void> BatchWork::read()
{
    constexpr std::size_t kRows = 512;
    std::vector<DataLine> lines = co_await offload([this] {
        std::vector<DataLine> some;
        some.reserve(kRows);
        while (some.size() < kRows) {
            std::optional<DataLine> line = m_lines->next();
            if (!line)
                break;
            some.push_back(std::move(*line));
        }
        return some;
    });
    m_isAtEnd = lines.size() < kRows;
    for (DataLine &line : lines) {
        if (!m_done.contains(line.number))
            m_ready.push_back(std::move(line));
    }
}

void BatchWork::startWriting()
{
    if (m_isWriting || m_unwritten.empty())
        return;
    m_isWriting = true;
    asio::co_spawn(m_engine.loop(), write(), [this](const std::exception_ptr &failure) {
        m_isWriting = false;
        if (failure) {
            m_unwritten.clear();
            stop(failure);
        }
        m_wake.cancel();
    });
}

Task<void> BatchWork::write()
{
    std::string text = std::exchange(m_unwritten, {});
    co_await offload([this, text = std::move(text)] { m_journal->write(text); });
}

/// How many lines there will be, as long as that is soon known.
void BatchWork::startCounting()
{
    const fs::path &data = m_spec.sources.data;
    const std::string suffix = data.extension().string();
    std::error_code unknown;
    constexpr std::uintmax_t kLargest = 1'000'000'000;
    const bool isCountable = (suffix == ".jsonl" || suffix == ".csv" || suffix == ".tsv")
                             && m_spec.sources.runOutputs.empty()
                             && fs::file_size(data, unknown) < kLargest && !unknown;
    if (!isCountable)
        return;
    m_isCounting = true;
    asio::co_spawn(m_engine.loop(), count(), [this](const std::exception_ptr &) {
        m_isCounting = false;
        m_wake.cancel();
    });
}

Task<void> BatchWork::count()
{
    const fs::path file = m_spec.sources.data;
    const std::size_t lines = co_await offload([file] {
        std::ifstream stream(file, std::ios::binary);
        std::string block(256 * 1024, '\0');
        std::size_t ends = 0;
        char last = '\n';
        while (stream.read(block.data(), static_cast<std::streamsize>(block.size())),
               stream.gcount() > 0) {
            const auto size = static_cast<std::size_t>(stream.gcount());
            ends += static_cast<std::size_t>(
                std::count(block.begin(), block.begin() + stream.gcount(), '\n'));
            last = block[size - 1];
        }
        return ends + (last == '\n' ? 0 : 1);
    });
    const std::size_t titles = file.extension() == ".jsonl" ? 0 : 1;
    m_result.progress.total = lines - std::min(lines, titles);
}

Task<void> BatchWork::aggregate()
{
    m_result.progress.total = m_result.progress.ended;
    if (!m_flow->isAggregated())
        co_return;
    std::ranges::sort(m_records, {}, &run::LineRecord::line);
    auto aggregating = m_flow->aggregate(m_records);
    run::Aggregated aggregated = co_await std::move(aggregating);
    m_result.metrics = aggregated.metrics;
    m_result.aggregation = aggregated.nodes;
    m_result.progress.usage += aggregated.usage;
    for (const run::NodeRecord &node : aggregated.nodes) {
        if (node.error)
            m_result.failedAggregations.emplace_back(node.node, run::toRecord(*node.error));
    }
    m_files->addAggregation(aggregated.nodes, 0);
    if (aggregated.error)
        throw Error(std::move(*aggregated.error));
}

Task<void> BatchWork::finish(std::exception_ptr failure)
{
    m_records.clear();
    m_flow = nullptr;
    if (failure)
        m_result.error = run::toError(failure);
    const bool isCancelled = m_isCancelled
                             || (m_result.error && m_result.error->code() == ErrorCode::Cancelled);
    m_result.state = isCancelled      ? run::NodeState::Cancelled
                     : m_result.error ? run::NodeState::Failed
                                      : run::NodeState::Done;
    if (!m_firstErrors.empty())
        m_result.firstError = m_firstErrors.begin()->second;
    m_result.progress = progress();
    if (m_result.error)
        note("ERROR", m_result.error->message());
    note("INFO",
         fmt::format("The run has ended: {}, {} lines, {} of them failed.",
                     run::statusText(m_result.state),
                     m_result.progress.ended,
                     m_result.progress.failed));
    RunRecord &record = m_folder.record();
    record.status = run::statusText(m_result.state);
    record.ended = run::WallClock::now();
    record.lines = m_result.progress.ended;
    record.failed = m_result.progress.failed;
    record.metrics = {};
    for (const auto &[name, value] : m_result.metrics)
        record.metrics.set(Value(name), value);
    const TokenUsage &usage = m_result.progress.usage;
    record.systemMetrics = Dict{{"total_tokens", usage.total},
                                {"prompt_tokens", usage.prompt},
                                {"completion_tokens", usage.completion},
                                {"duration", secondsOf(m_result.progress.elapsed)}};
    if (m_result.progress.cost > 0)
        record.systemMetrics.append("cost", m_result.progress.cost);
    if (m_files) {
        for (const auto &[name, count] : m_files->counts())
            record.systemMetrics.append(Value(name), static_cast<std::int64_t>(count));
    }
    try {
        record.error = isCancelled ? Value() : bulkRunError(m_folder, m_result);
        co_await offload([this] {
            if (m_files)
                m_files->write();
            writeResultFiles(m_folder, m_result);
            m_folder.save();
        });
    } catch (const Error &error) {
        if (!m_result.error)
            m_result.error = error;
        m_result.state = run::NodeState::Failed;
    }
    tellProgress();
}

BatchProgress BatchWork::progress() const
{
    BatchProgress so = m_result.progress;
    so.underWay = m_underWay.size();
    so.allowed = m_pace.allowed();
    const Clock::time_point now = Clock::now();
    so.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(now - m_began);
    if (!m_lately.empty() && now > m_lately.front().first) {
        so.linesPerSecond = static_cast<double>(so.ended - m_lately.front().second)
                            / secondsOf(now - m_lately.front().first);
    }
    if (so.total && *so.total >= so.ended && so.linesPerSecond > 0)
        so.left = std::chrono::seconds(static_cast<std::int64_t>(
            static_cast<double>(*so.total - so.ended) / so.linesPerSecond));
    return so;
}

void BatchWork::tellProgress()
{
    const BatchProgress now = progress();
    for (BatchObserver *observer : m_observers)
        observer->onProgress(now);
    const Clock::time_point time = Clock::now();
    m_lately.emplace_back(time, now.ended);
    while (m_lately.size() > 2 && time - m_lately.front().first > kLately)
        m_lately.pop_front();
}

void BatchWork::note(std::string_view level, const std::string &text)
{
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(run::WallClock::now());
    m_log << fmt::format("{:%Y-%m-%d %H:%M:%S} +0000 execution.bulk     {:<8} ",
                         fmt::gmtime(run::WallClock::to_time_t(now)),
                         level)
          << log::redact(text) << std::endl; // NOLINT(performance-avoid-endl): is followed
}

void BatchWork::warn(const Message &text)
{
    note("WARNING", text.english());
    for (BatchObserver *observer : m_observers)
        observer->onWarning(text);
}

} // namespace postern::batch

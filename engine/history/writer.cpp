// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/writer.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/history/pruning.h"
#include "engine/history/runhead.h"

#include <algorithm>
#include <utility>

namespace postern::history {

namespace {

constexpr std::chrono::milliseconds kGather{50};      ///< for events to come together
constexpr std::chrono::milliseconds kPatience{1'500}; ///< with another program's lock
constexpr std::size_t kMuch = 1024;                   ///< events that don't wait to be gathered
constexpr std::size_t kMostWeight = 64 * 1024 * 1024; ///< of texts that wait to be written
constexpr std::size_t kMostItems = 200'000;

/// About what the texts of an event take; values are shared with who has them anyway.
std::size_t weightOf(const run::RunEvent &event)
{
    constexpr std::size_t kSelf = 256;
    if (const auto *chunk = std::get_if<run::NodeChunk>(&event.data))
        return kSelf + chunk->text.size();
    if (const auto *log = std::get_if<run::NodeLog>(&event.data))
        return kSelf + log->text.size();
    if (const auto *request = std::get_if<run::Request>(&event.data))
        return kSelf + request->attempt.bytesSent + request->attempt.bytesReceived;
    return kSelf;
}

bool isDispensable(const run::RunEvent &event)
{
    return !std::holds_alternative<run::RunStarted>(event.data)
           && !std::holds_alternative<run::NodeFinished>(event.data)
           && !std::holds_alternative<run::RunFinished>(event.data);
}

Message both(const Error &error)
{
    return tr("%1 This run isn't recorded. %2",
              error.translatableMessage(),
              error.translatableHint());
}

} // namespace

Writer::Writer(std::filesystem::path file, RecorderOptions options)
    : m_file(std::move(file))
    , m_options(std::move(options))
{}

std::uint64_t Writer::begin(RunAbout about)
{
    std::uint64_t run = 0;
    {
        const std::lock_guard lock(m_mutex);
        run = ++m_lastRun;
    }
    push({run, Begun{std::move(about)}}, 0, true);
    return run;
}

void Writer::tell(std::uint64_t run, const run::RunEvent &event, bool isLast)
{
    push({run, event}, weightOf(event), isLast);
}

void Writer::end(std::uint64_t run, RunState state)
{
    push({run, Ended{state}}, 0, true);
}

void Writer::push(Item item, std::size_t weight, bool isUrgent)
{
    const std::lock_guard lock(m_mutex);
    const auto *event = std::get_if<run::RunEvent>(&item.what);
    if (event && isDispensable(*event)
        && (m_weight + weight > kMostWeight || m_queue.size() >= kMostItems)) {
        if (m_gaps.empty() || m_gaps.back() != item.run)
            m_gaps.push_back(item.run);
        return;
    }
    const bool wasEmpty = m_queue.empty();
    m_queue.push_back(std::move(item));
    m_weight += weight;
    ++m_pushed;
    const bool becomesUrgent = !m_isUrgent && (isUrgent || m_queue.size() >= kMuch);
    m_isUrgent = m_isUrgent || becomesUrgent;
    if (wasEmpty || becomesUrgent)
        m_wake.notify_one();
}

void Writer::flush(std::chrono::milliseconds patience)
{
    m_isAwaited = true;
    std::unique_lock lock(m_mutex);
    const std::uint64_t until = m_pushed;
    m_isUrgent = true;
    m_wake.notify_one();
    if (!m_done.wait_for(lock, patience, [&] { return m_written >= until || m_hasEnded; })
        && !m_problem)
        m_problem
            = tr("The history %1 can't be written fast enough. What of this run isn't there yet "
                 "may be missing.",
                 pathText(m_file));
}

std::optional<Message> Writer::takeProblem()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_problem, std::nullopt);
}

void Writer::close()
{
    m_isHurried = true;
    m_isAwaited = true;
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_isUrgent = true;
    m_wake.notify_one();
}

bool Writer::waitForEnd(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    return m_done.wait_for(lock, patience, [&] { return m_hasEnded; });
}

void Writer::work(const std::shared_ptr<Writer> &self)
{
    self->tidy();
    while (true) {
        std::vector<Item> items = self->next();
        if (items.empty())
            break;
        const std::size_t count = items.size();
        self->write(std::move(items));
        const std::lock_guard lock(self->m_mutex);
        self->m_written += count;
        self->m_done.notify_all();
    }
    self->m_recordings.clear();
    self->m_database.reset();
    const std::lock_guard lock(self->m_mutex);
    self->m_hasEnded = true;
    self->m_done.notify_all();
}

std::vector<Writer::Item> Writer::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return !m_queue.empty() || m_isClosed; });
    // What is told in the same moment is written in one transaction.
    m_wake.wait_for(lock, kGather, [&] { return m_isUrgent; });
    m_isUrgent = m_isClosed;
    m_weight = 0;
    return std::exchange(m_queue, {});
}

void Writer::write(std::vector<Item> items)
{
    try {
        writeAll(items);
    } catch (const Error &error) {
        giveUp(both(error));
    } catch (const SQLite::Exception &error) {
        if (isDamage(error) && !std::exchange(m_wasDamaged, true))
            onDamage(items);
        else
            giveUp(both(toHistoryError(error, m_file)));
    } catch (const std::exception &error) { // no memory
        giveUp(tr("This run isn't recorded: %1.", std::string(error.what())));
    }
}

void Writer::writeAll(std::vector<Item> &items)
{
    std::vector<std::uint64_t> gaps;
    {
        const std::lock_guard lock(m_mutex);
        gaps = std::exchange(m_gaps, {});
    }
    const bool isLost = std::ranges::none_of(items, [&](const Item &item) {
        return std::holds_alternative<Begun>(item.what) || m_recordings.contains(item.run);
    });
    if (isLost)
        return;
    open();
    m_database->sql().exec("BEGIN IMMEDIATE");
    for (Item &item : items)
        apply(item);
    for (auto &[number, recording] : m_recordings) {
        if (std::ranges::find(gaps, number) != gaps.end())
            recording.writer->noteGap();
        recording.writer->save();
    }
    m_database->sql().exec("COMMIT");
    std::erase_if(m_recordings, [](const auto &one) { return one.second.writer->hasEnded(); });
}

void Writer::open()
{
    if (!m_options.redact.empty() && !m_pattern)
        m_pattern = std::make_unique<store::RedactPattern>(m_options.redact);
    if (m_database)
        return;
    DatabaseOptions options;
    options.patience = kPatience;
    options.isEncrypted = m_options.isEncrypted;
    options.isHurried = &m_isHurried;
    m_database = std::make_unique<Database>(m_file, options);
    m_database->checkpoint();
}

void Writer::apply(Item &item)
{
    if (auto *begun = std::get_if<Begun>(&item.what)) {
        m_recordings[item.run].writer = std::make_unique<RunWriter>(*m_database,
                                                                    m_pattern.get(),
                                                                    headOf(begun->about));
        return;
    }
    const auto found = m_recordings.find(item.run);
    if (found == m_recordings.end())
        return;
    if (const auto *event = std::get_if<run::RunEvent>(&item.what))
        found->second.writer->add(*event);
    else if (!found->second.writer->hasEnded())
        found->second.writer->end(std::get<Ended>(item.what).state);
}

void Writer::giveUp(Message problem)
{
    m_recordings.clear();
    if (m_database)
        m_database->sql().tryExec("ROLLBACK");
    m_database.reset();
    const std::lock_guard lock(m_mutex);
    if (!m_problem)
        m_problem = std::move(problem);
}

void Writer::onDamage(std::vector<Item> &items)
{
    // What is written now can be written anew when all of its run is there.
    const bool isWhole = m_recordings.empty()
                         || std::ranges::all_of(m_recordings, [&](const auto &one) {
                                return std::ranges::any_of(items, [&](const Item &item) {
                                    return item.run == one.first
                                           && std::holds_alternative<Begun>(item.what);
                                });
                            });
    m_recordings.clear();
    m_database.reset();
    try {
        const std::filesystem::path aside = setAside(m_file);
        Message told
            = aside.empty()
                  ? tr("The history %1 was damaged.", pathText(m_file))
                  : tr("The history was damaged. It was set aside as %1, and a new one begun.",
                       pathText(aside));
        if (isWhole)
            write(std::move(items));
        const std::lock_guard lock(m_mutex);
        if (!m_problem)
            m_problem = std::move(told);
    } catch (const Error &error) {
        giveUp(both(error));
    } catch (const std::exception &error) {
        giveUp(tr("This run isn't recorded: %1.", std::string(error.what())));
    }
}

void Writer::tidy()
{
    // While the run that is about to begin reads its files.
    try {
        open();
        markInterrupted(*m_database);
        if (m_options.days || m_options.bytes)
            pruneNowAndThen(*m_database, m_options, m_isAwaited);
    } catch (const Error &) { // said by the run, which tries again
        m_database.reset();
    } catch (const std::exception &) { // of SQLite, or no memory
        m_database.reset();
    }
}

} // namespace postern::history

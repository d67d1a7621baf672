// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/recorder.h"

#include "engine/base/error.h"
#include "engine/history/history.h"
#include "engine/history/writer.h"
#include "engine/store/settings.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace postern::history {

namespace {

constexpr std::chrono::milliseconds kPatienceAtEnd{2'000};

} // namespace

Recording::Recording(std::shared_ptr<Writer> writer, RunAbout about)
    : m_writer(std::move(writer))
    , m_isBatch(about.isBatch)
    , m_number(m_writer->begin(std::move(about)))
{}

Recording::~Recording()
{
    end(RunState::Canceled);
}

void Recording::onEvent(const run::RunEvent &event)
{
    const bool isLast = !m_isBatch && !event.isNested()
                        && std::holds_alternative<run::RunFinished>(event.data);
    m_writer->tell(m_number, event, isLast);
    m_hasEnded = m_hasEnded || isLast;
}

void Recording::end(RunState state)
{
    if (!std::exchange(m_hasEnded, true))
        m_writer->end(m_number, state);
}

std::optional<RecorderOptions> recorderOptions()
{
    const store::Settings settings = store::Settings::load();
    if (!settings.historyEnabled())
        return std::nullopt;
    RecorderOptions options;
    options.isEncrypted = settings.historyEncrypted();
    options.redact = settings.historyRedact();
    options.days = settings.historyDays();
    options.bytes = settings.historyBytes();
    return options;
}

Recorder::Recorder()
    : m_file(historyFile())
    , m_isOfSettings(true)
{
    heedSettings();
}

Recorder::Recorder(std::filesystem::path file, RecorderOptions options)
    : m_file(std::move(file))
    , m_isOfSettings(false)
    , m_options(std::move(options))
{}

Recorder::~Recorder()
{
    for (Work &work : m_works) {
        work.writer->close();
        // A disk that doesn't answer keeps its thread, not the program.
        if (work.writer->waitForEnd(kPatienceAtEnd))
            work.thread.join();
        else
            work.thread.detach();
    }
}

void Recorder::heedSettings()
{
    std::optional<RecorderOptions> options;
    try {
        options = recorderOptions();
    } catch (const Error &error) {
        m_problem = tr("%1 Runs aren't recorded. %2",
                       error.translatableMessage(),
                       error.translatableHint());
    }
    if (options != m_options)
        m_writer = nullptr; // the runs that it was given before stay its own
    m_options = std::move(options);
}

std::unique_ptr<Recording> Recorder::record(RunAbout about)
{
    if (m_isOfSettings)
        heedSettings();
    if (!m_options)
        return nullptr;
    if (!m_writer) {
        auto writer = std::make_shared<Writer>(m_file, *m_options);
        try {
            m_works.push_back({writer, std::thread(Writer::work, writer)});
        } catch (const std::system_error &error) {
            m_problem = tr("This run isn't recorded: %1.", std::string(error.what()));
            return nullptr;
        }
        m_writer = std::move(writer);
    }
    return std::make_unique<Recording>(m_writer, std::move(about));
}

void Recorder::flush()
{
    for (const Work &work : m_works)
        work.writer->flush(kPatienceAtEnd);
}

std::optional<Message> Recorder::takeProblem()
{
    if (m_problem)
        return std::exchange(m_problem, std::nullopt);
    for (const Work &work : m_works) {
        if (std::optional<Message> problem = work.writer->takeProblem())
            return problem;
    }
    return std::nullopt;
}

} // namespace postern::history

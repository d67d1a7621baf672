// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/keptlines.h"

#include "engine/base/error.h"
#include "engine/batch/batchrun.h"
#include "engine/history/history.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace postern::batch {

namespace {

/// A run of that name is there when it goes on.
void forget(const std::string &name)
{
    std::error_code unknown;
    if (!std::filesystem::exists(history::historyFile(), unknown))
        return;
    try {
        history::History().remove(name);
    } catch (const Error &) { // there was none, or the file has troubles that the recorder tells of
        return;
    }
}

run::RunEvent endOf(const BatchLine &line, const std::string &run)
{
    run::RunFinished end;
    end.state = line.state;
    end.inputs = line.inputs;
    end.outputs = line.output;
    end.usage = line.usage;
    end.elapsed = line.elapsed;
    run::RunEvent event;
    event.origin.run = run;
    event.origin.line = line.number;
    event.time = run::Clock::now();
    event.wallTime = line.started + line.elapsed;
    event.data = std::move(end);
    return event;
}

} // namespace

KeptLines::KeptLines(history::Recorder &recorder, const run::RunSpec &spec, const RunFolder &folder)
    : m_recorder(recorder)
{
    history::RunAbout about = history::aboutRun(spec, "batch");
    about.isBatch = true;
    const bool goesOn = std::filesystem::exists(folder.linesFile());
    if (goesOn)
        forget(folder.record().name);
    m_recording = recorder.record(std::move(about));
    if (m_recording && goesOn)
        tellKept(folder);
}

KeptLines::~KeptLines() = default;

void KeptLines::tellKept(const RunFolder &folder)
{
    readLines(folder, [&](const BatchLine &line) {
        if (m_whole.size() < kWholeLines && m_whole.insert(line.number).second)
            m_recording->onEvent(endOf(line, folder.record().name));
    });
}

void KeptLines::onEvent(const run::RunEvent &event)
{
    if (!m_recording)
        return;
    const std::size_t line = event.origin.line;
    if (m_whole.contains(line) || m_whole.size() < kWholeLines) {
        m_whole.insert(line);
        m_recording->onEvent(event);
        return;
    }
    const auto *finished = std::get_if<run::RunFinished>(&event.data);
    if (!finished || event.isNested())
        return;
    run::RunFinished end;
    end.state = finished->state;
    end.error = finished->error;
    end.failedNode = finished->failedNode;
    end.usage = finished->usage;
    end.elapsed = finished->elapsed;
    end.metrics = finished->metrics;
    run::RunEvent brief;
    brief.origin = event.origin;
    brief.time = event.time;
    brief.wallTime = event.wallTime;
    brief.data = std::move(end);
    m_recording->onEvent(brief);
}

void KeptLines::end(run::NodeState state)
{
    if (!m_recording)
        return;
    m_recording->end(state == run::NodeState::Done        ? history::RunState::Completed
                     : state == run::NodeState::Cancelled ? history::RunState::Canceled
                                                          : history::RunState::Failed);
    m_recorder.flush();
}

} // namespace postern::batch

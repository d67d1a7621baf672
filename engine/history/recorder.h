// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/history/runabout.h"
#include "engine/history/runsummary.h"
#include "engine/run/event.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace postern::history {

class Writer;

/// Hears of one run and has it written. Costs whoever tells it about a microsecond an event.
class Recording final : public run::RunObserver
{
public:
    Recording(std::shared_ptr<Writer> writer, RunAbout about);
    /// A batch that wasn't told to have ended was stopped.
    ~Recording() override;
    Recording(const Recording &) = delete;
    Recording &operator=(const Recording &) = delete;

    void onEvent(const run::RunEvent &event) override;
    /// All lines of a batch have ended. Any other run ends with its RunFinished.
    void end(RunState state);

private:
    const std::shared_ptr<Writer> m_writer;
    const bool m_isBatch;
    const std::uint64_t m_number;
    bool m_hasEnded = false;
};

/// Records runs into the user's history: one for a program. It makes a thread with the first run, which
/// opens the file while that begins.
///
/// Never fails and never slows what it records: whatever is wrong with the file is a `takeProblem()`,
/// and the run goes on. A damaged file is set aside and a new one begun.
class Recorder
{
public:
    /// Into the user's history, as the settings say (`history.*`) when a run begins; nothing is recorded
    /// when they say so.
    Recorder();
    /// Into this file, with these choices.
    Recorder(std::filesystem::path file, RecorderOptions options);
    /// Writes what is still to be written, for two seconds at most.
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// The observer of a run that is about to begin, for RunSpec::observers; it must live as long as the
    /// run. Null when nothing is recorded.
    std::unique_ptr<Recording> record(RunAbout about);

    /// Waits till all that was told so far is in the file, two seconds at most. From any thread. A run
    /// whose RunFinished was told before is in the history after it, whatever becomes of the process.
    void flush();
    /// What kept runs from being recorded, in one or two sentences; nothing when that has been told.
    std::optional<Message> takeProblem();

private:
    /// A writer and the thread that it works on.
    struct Work
    {
        std::shared_ptr<Writer> writer;
        std::thread thread;
    };

    void heedSettings();

    std::filesystem::path m_file;
    const bool m_isOfSettings;
    std::optional<RecorderOptions> m_options; ///< none: nothing is recorded
    std::optional<Message> m_problem;         ///< with the settings
    std::shared_ptr<Writer> m_writer;         ///< with these options, once there is a run
    std::vector<Work> m_works; ///< of other options, too: runs may still be told to them
};

/// What the settings say; none when they say that nothing is recorded. Throws Error for settings that
/// can't be read.
std::optional<RecorderOptions> recorderOptions();

} // namespace postern::history

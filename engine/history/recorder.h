// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/history/runabout.h"
#include "engine/run/event.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace postern::history {

class Writer;

/// Records runs into the user's history: the one writer of a process. It makes a thread with the first
/// run, which opens the file while that goes on.
///
/// Never fails and never slows what it records: whatever is wrong with the file is a `problem()`, and
/// the run goes on. A damaged file is set aside and a new one begun.
class Recorder
{
public:
    /// As the settings say (`history.*`); nothing is recorded when they say so.
    Recorder();
    /// Into this file, with these choices.
    Recorder(std::filesystem::path file, RecorderOptions options);
    /// Writes what is still to be written, for two seconds at most.
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// The observer of a run that is about to begin, to be put into RunSpec::observers; it must live as
    /// long as the run and no longer than this. Null when nothing is recorded.
    std::unique_ptr<run::RunObserver> record(RunAbout about);

    /// Waits till all that was told so far is in the file, two seconds at most. From any thread. A run
    /// whose RunFinished was told before is in the history after it, whatever becomes of the process.
    void flush();
    /// What kept runs from being recorded, in one or two sentences, told once: null the next time.
    std::optional<Message> takeProblem();

private:
    std::unique_ptr<Writer> m_writer; ///< null: nothing is recorded
};

} // namespace postern::history

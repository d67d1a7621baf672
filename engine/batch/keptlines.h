// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/recorder.h"
#include "engine/run/runspec.h"

#include <cstddef>
#include <memory>
#include <unordered_set>

namespace postern::batch {

class RunFolder;

/// Has a batch recorded in the history under its name: the first lines with all that happened in them,
/// of the others how they ended, so that a million of them doesn't fill the disk.
class KeptLines final : public run::RunObserver
{
public:
    static constexpr std::size_t kWholeLines = 1'000;

    /// A run that goes on is recorded anew, with what its folder has of it. `spec` is the run's. Nothing
    /// is recorded where the settings say so.
    KeptLines(history::Recorder &recorder, const run::RunSpec &spec, const RunFolder &folder);
    ~KeptLines() override;
    KeptLines(const KeptLines &) = delete;
    KeptLines &operator=(const KeptLines &) = delete;

    void onEvent(const run::RunEvent &event) override;
    /// After the run: it is in the history once this returns.
    void end(run::NodeState state);

private:
    void tellKept(const RunFolder &folder);

    history::Recorder &m_recorder;
    std::unique_ptr<history::Recording> m_recording; ///< null: nothing is recorded
    std::unordered_set<std::size_t> m_whole;         ///< numbers of the lines that are kept whole
};

} // namespace postern::batch

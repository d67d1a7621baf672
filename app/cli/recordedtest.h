// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/recorder.h"
#include "engine/run/runspec.h"

#include <memory>

namespace postern::cli {

/// Has a run recorded in the user's history.
class RecordedTest
{
public:
    /// Adds itself to the spec's observers, unless nothing is recorded. Must outlive the run.
    RecordedTest(history::Recorder &recorder, run::RunSpec &spec, std::string kind);

    /// After the run: what it gave may be told once this returns. Tells what kept it from being
    /// recorded, if anything.
    void finish();

private:
    history::Recorder &m_recorder;
    const std::unique_ptr<history::Recording> m_recording; ///< null: nothing is recorded
};

} // namespace postern::cli

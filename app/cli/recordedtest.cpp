// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/recordedtest.h"

#include "app/cli/output.h"

#include <utility>

namespace postern::cli {

RecordedTest::RecordedTest(history::Recorder &recorder, run::RunSpec &spec, std::string kind)
    : m_recorder(recorder)
    , m_recording(recorder.record(history::aboutRun(spec, std::move(kind))))
{
    if (!m_recording)
        return;
    spec.observers.push_back(m_recording.get());
    spec.keepBodies = true;
}

void RecordedTest::finish()
{
    m_recorder.flush();
    if (const std::optional<Message> problem = m_recorder.takeProblem())
        printNote("warning: " + problem->english());
}

} // namespace postern::cli

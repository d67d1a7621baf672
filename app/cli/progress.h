// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/run/loglines.h"

namespace postern::cli {

/// Tells a run on standard error: a line when a node has ended, what its tool wrote, and, when
/// verbose, a line when it starts.
class Progress final : public run::RunObserver
{
public:
    explicit Progress(bool verbose)
        : m_verbose(verbose)
    {}

    void onEvent(const run::RunEvent &event) override;

private:
    const bool m_verbose;
    run::LogLines m_lines;
};

} // namespace postern::cli

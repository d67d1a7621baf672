// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/batchrun.h"

#include <cstddef>
#include <string>

namespace postern::cli {

/// "120/300 lines, 2 failed, 45.3/s, 12,345 tokens, 0.0123 USD, 4 s left"
std::string progressText(const batch::BatchProgress &progress);

/// Tells on standard error how a batch goes on: on a terminal in one line that changes, elsewhere a line
/// every ten seconds; beside them the first lines that fail.
class BatchProgressNotes final : public batch::BatchObserver
{
public:
    BatchProgressNotes();
    ~BatchProgressNotes() override;
    BatchProgressNotes(const BatchProgressNotes &) = delete;
    BatchProgressNotes &operator=(const BatchProgressNotes &) = delete;

    void onLine(const batch::BatchLine &line, const batch::BatchProgress &progress) override;
    void onProgress(const batch::BatchProgress &progress) override;
    void onWarning(const Message &text) override;

private:
    void tell(const std::string &text);
    void clear();

    const bool m_isTerminal;
    bool m_isShown = false;
    std::size_t m_failed = 0;
    run::Clock::time_point m_toldAt;
};

} // namespace postern::cli

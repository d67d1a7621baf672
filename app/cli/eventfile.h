// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/store/atomicfile.h"

#include <filesystem>

namespace postern::cli {

/// Writes what is told of a run into a file while it goes on: one JSON object a line, each whole
/// and there to be read as soon as it happened.
class EventFile final : public run::RunObserver
{
public:
    /// Empties the file; a link in its place is replaced, not followed.
    /// Throws Error FileUnwritable.
    explicit EventFile(const std::filesystem::path &file);

    void onEvent(const run::RunEvent &event) override;
    /// Throws Error FileUnwritable when not all of it could be written.
    void requireWhole();

private:
    const std::filesystem::path m_file;
    store::GrowingFile m_out;
};

} // namespace postern::cli

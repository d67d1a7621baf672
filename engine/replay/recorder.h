// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/cassette.h"
#include "engine/store/atomicfile.h"

#include <filesystem>

namespace postern::replay {

/// Writes what a run asks and gets into a cassette, each request as soon as its answer is there, so
/// that what is killed leaves what it had. The run's spec must keep bodies.
class Recorder final : public run::RunObserver
{
public:
    /// Empties the file; a link in its place is replaced, not followed. Throws Error FileUnwritable.
    Recorder(const std::filesystem::path &file, const CassetteHead &head);

    void onEvent(const run::RunEvent &event) override;
    /// Throws Error FileUnwritable when not all of it could be written.
    void requireWhole() const;
    std::size_t count() const { return m_count; }

private:
    const std::filesystem::path m_file;
    store::GrowingFile m_out;
    std::size_t m_count = 0;
};

} // namespace postern::replay

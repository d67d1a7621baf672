// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

namespace postern::store {

/// A folder of the user's alone in the system's temporary one, which goes away with this. What a
/// killed program left is removed by sweepScratchFolders().
class ScratchFolder
{
public:
    /// Throws Error FileUnwritable.
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
    int m_lock = -1; ///< held as long as the process lives and needs it
};

/// Removes the user's scratch folders whose program is gone. Of what was made within the last minute
/// nothing: its owner may not hold it yet. May take long; never throws.
void sweepScratchFolders();

} // namespace postern::store

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/flow/unsavedtexts.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::flow {

/// What a flow's files are gathered for.
enum class ParcelUse {
    Copy,    ///< another folder of the same person: what only caches hold stays behind
    GiveAway ///< somebody else: keys and what belongs to this machine stay behind, too
};

/// The files of a flow folder that make the flow.
struct FlowParcel
{
    struct File
    {
        std::string name; ///< below the folder, "/" between its parts
        std::filesystem::path path;
    };
    struct LeftOut
    {
        std::string name; ///< a folder's ends with "/"
        Message reason;
    };

    std::vector<File> files; ///< by name
    /// What somebody may miss: not the caches, environments and version control that nobody does.
    std::vector<LeftOut> leftOut;
};

/// Looks through the folder of a flow. Follows no links out of it. Throws Error FileUnreadable when it
/// can't be read, and LimitExceeded when it holds more than a flow does.
FlowParcel gatherFlow(const std::filesystem::path &folder, ParcelUse use);

/// Writes the flow as a zip file; what is unsaved goes in as it stands in the editors. The archive
/// itself, where it lies in the folder, stays out. Throws Error FileUnwritable.
FlowParcel packFlow(const std::filesystem::path &folder,
                    const std::filesystem::path &archive,
                    const UnsavedSnapshot &unsaved = nullptr);

/// Copies the flow into a folder that must not be there or be empty: all of it or nothing. Throws
/// Error FileUnwritable.
FlowParcel copyFlow(const std::filesystem::path &folder,
                    const std::filesystem::path &copy,
                    const UnsavedSnapshot &unsaved = nullptr);

} // namespace postern::flow

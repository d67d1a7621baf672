// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/program.h"
#include "engine/git/secretscan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::git {

/// What became of a zip from a portal.
struct ZipImport
{
    struct LeftOut
    {
        std::string name; ///< a folder's ends with "/"
        Message reason;
    };

    std::filesystem::path folder;
    bool isNewRepository = false;     ///< the folder is in no repository that was there
    std::vector<std::string> files;   ///< committed, below the folder
    std::vector<LeftOut> leftOut;     ///< the portal's own, not even unpacked
    std::vector<FoundSecret> secrets; ///< of files that are in the folder and aren't committed
    std::string commit;               ///< empty when there was nothing without a secret
};

/// Makes a folder of a flow's zip and commits it, in a repository of its own unless the folder lies in
/// one. The folder must not be there or be empty; it is made whole or not at all. What portal and runs
/// left is left out, and named in the commit's message.
///
/// Throws Error as store::ZipArchive, InvalidInput for an archive without a flow and when git doesn't
/// know who commits, and as Program.
Task<ZipImport> importZip(Program git, std::filesystem::path zip, std::filesystem::path folder);

/// Why a file of a portal's zip stays behind; empty for one that is the flow's.
Message reasonToLeave(const std::string &path);

} // namespace postern::git

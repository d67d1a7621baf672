// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/program.h"

#include <string>
#include <vector>

namespace postern::git {

/// What was done to a repository, line by line as one could type it.
struct SetupReport
{
    std::vector<std::string> done;    ///< empty: everything was as wished already
    std::vector<std::string> offered; ///< rules that .gitignore lacks, see missingIgnoreRules()
};

/// Has git of this repository compare and merge flow files by their nodes, by this program: two
/// lines of .gitattributes, to be committed, and settings of the clone, which every clone needs.
/// With `addsIgnores` what .gitignore lacks is added, too, else offered.
/// Throws Error as Program, and FileUnwritable.
Task<SetupReport> setUpRepository(Program git, std::string program, bool addsIgnores = false);
/// Takes back what setUpRepository() did, and nothing else.
Task<SetupReport> undoSetup(Program git);

/// The text of .gitattributes with our lines, or without them; every other byte stays.
std::string withFlowAttributes(const std::string &text);
std::string withoutFlowAttributes(const std::string &text);

} // namespace postern::git

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/unsavedtexts.h"
#include "widgets/editor/placemodel.h"
#include "widgets/editor/textsearch.h"

#include <QString>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace postern::ide {

/// What is looked for in the files of a folder.
struct FolderSearch
{
    widgets::SearchTerms terms;
    std::string with; ///< what each match would become
    QString names;    ///< "*.py, data/*": only these; empty: all
    QString folder;
    flow::UnsavedSnapshot unsaved; ///< in place of what is on the disk; null: none
};

/// What a match is and would become, in bytes.
struct FoundText
{
    std::size_t offset = 0;
    std::string text;
    std::string with;
};

struct FolderFindings
{
    std::vector<widgets::PlaceGroup> groups;
    std::vector<std::vector<FoundText>> texts; ///< of each place of each group
    std::size_t count = 0;
    bool isCut = false;      ///< there are more
    std::size_t leftOut = 0; ///< files that are too large, no text, or can't be read
    QString problem;         ///< of the terms; then nothing was looked for
};

/// Looks through all files, their unsaved texts first. Links aren't followed, and what no one wants
/// to see isn't looked into; a file of more than 20 MB, or that isn't UTF-8, is left out. Blocks; ends
/// soon, with anything, once `isStopped` is set.
FolderFindings searchFolder(const FolderSearch &search, const std::atomic<bool> &isStopped);

} // namespace postern::ide

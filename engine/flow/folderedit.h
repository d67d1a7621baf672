// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/base/textedits.h"

#include <filesystem>
#include <map>
#include <string>

namespace postern::flow {

/// A change of several files of a folder that is done, undone and done again as one.
struct FolderEdit
{
    Message label; ///< what a menu says after "Undo": "Rename answer"
    std::map<std::filesystem::path, TextEdits> files; ///< by absolute path

    bool isEmpty() const { return files.empty(); }
};

} // namespace postern::flow

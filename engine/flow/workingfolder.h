// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/includes.h"
#include "engine/store/scratchfolder.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::flow {

/// The folder a flow runs in: its own, or, when it has additional includes, a temporary copy with
/// those laid over it, as prompt flow makes it. The copy goes away with this, and holds what is
/// unsaved.
class WorkingFolder
{
public:
    /// Makes it; a copy is made beside the loop. Throws Error InvalidFlow or Refused as
    /// resolveIncludes() does, and FileUnwritable.
    static Task<std::unique_ptr<WorkingFolder>> make(const Flow &flow, SourceFolder folder);

    const std::filesystem::path &path() const { return m_path; }
    /// For what the flow's files name.
    SourceFolder sources() const { return {m_path, m_flowFolder.trust, m_flowFolder.unsaved}; }
    /// The text with places in the temporary copy shown as the files they were copied from.
    std::string withRealPaths(std::string text) const;
    /// The error with its sentences, place and traceback so.
    Error withRealPaths(const Error &error) const;

private:
    WorkingFolder(SourceFolder folder, std::vector<Include> includes);

    SourceFolder m_flowFolder;
    std::filesystem::path m_path;
    std::vector<Include> m_includes;
    std::optional<store::ScratchFolder> m_copy;
};

} // namespace postern::flow

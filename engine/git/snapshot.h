// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/flow/sourcefolder.h"
#include "engine/git/flowdiff.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// The files of a flow folder, or one file, as they were at a time.
struct Snapshot
{
    std::string label;                        ///< as it was asked for
    std::string flowFile;                     ///< among the files; empty when none is a flow's
    std::map<std::string, std::string> files; ///< by path; what is too large by its size alone
    std::vector<std::string> skipped;         ///< "path: reason"
};

/// Reads what a word names: a folder or a file, else a revision as REV:PATH in the repository of
/// `folder`, else a revision alone, of the folder itself. Links are not followed, .git, .postern, .promptflow and
/// caches left out. Throws Error FileUnreadable, InvalidInput for what names nothing, and as Program.
Task<Snapshot> readSnapshot(std::string word,
                            std::filesystem::path folder,
                            flow::Trust trust = flow::Trust::Trusted);

/// A single file as a snapshot; it needn't have the name that a flow has. Null devices are nothing.
Snapshot fileSnapshot(const std::filesystem::path &file, const std::string &name);

/// A file beside the flow's that isn't what it was.
struct FileChange
{
    enum class Kind { Added, Removed, Changed };

    std::string path;
    Kind kind = Kind::Changed;
    bool isBinary = false;
    bool isTemplate = false;        ///< to be shown word by word
    std::vector<std::string> nodes; ///< that name it, by their names afterwards
    std::string before;
    std::string after;
};

/// What differs between two snapshots.
struct SnapshotDiff
{
    FlowDiff flow;
    std::vector<FileChange> files;
    /// Nodes and edges of the flow that are as they were, for a picture of it.
    std::vector<std::string> keptNodes;
    std::vector<FlowEdge> keptEdges;

    bool isEmpty() const { return flow.isEmpty() && files.empty(); }
};

/// Throws Error InvalidFlow for a flow file that can't be read, naming the side.
SnapshotDiff diffSnapshots(const Snapshot &before, const Snapshot &after);

/// A piece of a text that stayed, went or came.
struct WordChange
{
    enum class Kind { Kept, Removed, Added };

    Kind kind = Kind::Kept;
    std::string text;
};
/// Word by word. Put together, those kept and removed are the text before, those kept and added the
/// one afterwards.
std::vector<WordChange> wordChanges(std::string_view before, std::string_view after);

} // namespace postern::git

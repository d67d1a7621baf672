// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// A file that isn't as it was committed.
struct FileState
{
    std::string path;      ///< bytes as git has them, "/" between its parts
    std::string movedFrom; ///< of a renamed or copied one
    char staged
        = '.'; ///< 'M' changed, 'A' added, 'D' removed, 'R' renamed, 'C' copied, 'T' other kind, '.' as committed
    char unstaged = '.'; ///< the same against what is staged
    bool isUntracked = false;
    bool isConflict = false;
    bool isSubmodule = false;
    /// What lies in the folder is a pointer of Git LFS to something as large as this.
    std::optional<std::uint64_t> lfsSize;
};

/// What `git status` says of a repository.
struct RepositoryStatus
{
    std::string commit;   ///< empty before the first one
    std::string branch;   ///< empty when the head is detached
    std::string upstream; ///< empty without one
    int ahead = 0;
    int behind = 0;
    std::vector<FileState> files;
    /// "merge", "rebase", "cherry-pick", "revert" or "bisect" that is half done; empty for none.
    std::string operation;

    bool isDetached() const { return branch.empty(); }
    bool hasConflicts() const;
};

/// Reads `git status --porcelain=v2 --branch -z`; what it doesn't know is passed over.
RepositoryStatus readStatus(std::string_view text);

/// A commit of a log.
struct Commit
{
    std::string id;
    std::vector<std::string> parents;
    std::string author;
    std::string email;
    std::string date; ///< ISO 8601 with its zone
    std::string subject;
    std::string body;
};
/// What `git log -z` has to print for readLog().
inline constexpr const char *kLogFormat
    = "--format=tformat:%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%s%x1f%b";
std::vector<Commit> readLog(std::string_view text);

/// Who wrote a line.
struct BlamedLine
{
    std::string commit; ///< zeros for what isn't committed
    std::string author;
    std::string subject;
    std::int64_t time = 0; ///< seconds since 1970
};
/// Reads `git blame --porcelain`: the lines of the file in their order.
std::vector<BlamedLine> readBlame(std::string_view text);

/// A file that Git LFS keeps elsewhere.
struct LfsPointer
{
    std::string object;
    std::uint64_t size = 0;
};
/// Whether the text is such a pointer.
bool readLfsPointer(std::string_view text, LfsPointer &pointer);

} // namespace postern::git

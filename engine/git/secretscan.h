// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/program.h"
#include "engine/git/secretrules.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::git {

/// A secret in a file.
struct FoundSecret
{
    std::string path; ///< as it was named, or below the folder that was
    int line = 1;
    int column = 1;    ///< in code points
    int endColumn = 1; ///< where it ends in its line
    std::string rule;
    Message title;
    Message advice;
    std::string masked;
    std::string fingerprint;
    bool isNotebookOutput = false;
};

struct SecretReport
{
    std::vector<FoundSecret> found;
    std::vector<FoundSecret> allowed; ///< by the list, with a reason
    std::vector<std::string> skipped; ///< "path: reason"
    std::size_t files = 0;
    std::size_t lines = 0;
};

/// What was said to be no secret, in a file that is committed: a list of
///     - {fingerprint: 0011223344556677, reason: "made up, for a test"}
///     - {path: docs/*.md, rule: named-secret, reason: "words of a table"}
/// under `allow`. Each needs a reason, and a fingerprint or a path; a "*" stands for anything but "/",
/// "**" for anything.
class AllowedSecrets
{
public:
    static constexpr const char *kFileName = ".postern-secrets.yaml";

    AllowedSecrets() = default;
    /// Throws Error InvalidInput, with its place, for a text that isn't such a list.
    static AllowedSecrets parse(std::string_view text);
    /// That of the folder or the nearest one above; an empty one without.
    static AllowedSecrets nearest(const std::filesystem::path &folder);

    bool allows(const FoundSecret &secret) const;

private:
    struct Entry
    {
        std::string fingerprint;
        std::string path;
        std::string rule;
    };
    std::vector<Entry> m_entries;
};

/// Looks through one text; adds to the report.
void scanText(const std::string &path,
              std::string_view given,
              const AllowedSecrets &allowed,
              SecretReport &report);

/// Looks through files and folders. Links aren't followed; .git, environments and caches are left
/// out; of files larger than 16 MiB the head is read, of what is no text nothing. Throws Error
/// FileUnreadable for a path that isn't there.
SecretReport scanPaths(const std::vector<std::filesystem::path> &paths);

/// Looks through what would be committed.
Task<SecretReport> scanStaged(Program git);

} // namespace postern::git

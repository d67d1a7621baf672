// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::store {

/// The names in an archive as UTF-8. An archive doesn't say what those are that aren't: all of them
/// are read as Korean Windows writes them (code page 949) where all can be, else as DOS did (437).
std::vector<std::string> decodedZipNames(std::vector<std::string> names);

/// A name as a path below the folder that the archive is unpacked into, with "/" between its parts
/// and a "/" at the end of a folder's; empty: the folder itself. Backslashes are taken as what old
/// programs of Windows mean by them. Throws Error Refused for one that leads elsewhere, and
/// InvalidInput for one that no file can have.
std::string zipPath(std::string_view name);

/// What a Mac or Windows adds of its own, and nobody misses: "__MACOSX/", ".DS_Store".
bool isZipLitter(std::string_view path);

/// Whether it is a repository's own, whose settings and hooks name programs that git runs.
bool isInGitFolder(std::string_view path);

} // namespace postern::store

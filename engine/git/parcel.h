// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/repository.h"
#include "engine/git/status.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postern::git {

/// Commits in one file, for repositories that reach no common server: a zip of a bundle or of patches
/// with a manifest that says what they are and what their SHA-256 is.
struct Parcel
{
    enum class Kind : std::uint8_t { Bundle, Patches };

    Kind kind = Kind::Bundle;
    std::string branch;
    std::string tip;             ///< the newest commit
    std::string base;            ///< what its receiver must have; empty: nothing
    std::vector<Commit> commits; ///< the newest first; without their bodies
    std::string sha256;          ///< of the whole file, to be compared by another way
};

struct ParcelWishes
{
    Parcel::Kind kind = Parcel::Kind::Bundle;
    std::string branch; ///< the one that is checked out
    std::string
        base; ///< a commit its receiver has: what the branch's upstream has; nothing without one
    bool isWhole = false; ///< all of the branch, whatever its upstream has
};

/// Writes a branch's commits. Throws Error InvalidInput when there are none, and for patches of a
/// history that has merges, which they can't carry; FileUnwritable.
Task<Parcel> writeParcel(Repository &repository, std::filesystem::path file, ParcelWishes wishes);

/// Reads and checks one. Throws Error FileUnreadable for what is cut short, Refused for what isn't
/// what its manifest says, InvalidInput for another zip.
Task<Parcel> readParcel(std::filesystem::path file);

struct PushResult
{
    std::optional<Parcel> parcel; ///< written because the server wasn't reached
    Message reason;               ///< why it wasn't
};
/// Pushes a branch; where the server isn't reached or lets nobody in, its commits go into a file, as
/// writeParcel() writes those that the remote isn't known to have. Throws Error as both, for a push
/// that was refused too.
Task<PushResult> pushOrParcel(Repository &repository,
                              std::string remote,
                              std::string branch,
                              std::filesystem::path file);

/// What became of a parcel.
struct ParcelResult
{
    enum class Outcome : std::uint8_t {
        Created,   ///< a branch that wasn't there
        Forwarded, ///< the branch as it was here had nothing else
        Unchanged, ///< all of it was here
        Beside ///< the branch went on here, too: the commits are at "parcel/BRANCH", to be merged
    };
    Outcome outcome = Outcome::Created;
    Parcel parcel;
    std::string at; ///< the branch that has them now
};

/// Brings a parcel's commits into the repository; what is there stays, whatever the parcel holds. A
/// bundle's commits are the same commits; patches are made commits again on the branch that is
/// checked out, all of them or none. Throws Error as readParcel(), InvalidInput when commits are
/// missing that it builds on, or when patches don't fit, and as Program.
Task<ParcelResult> takeParcel(Repository &repository, std::filesystem::path file);

} // namespace postern::git

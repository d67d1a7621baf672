// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace postern::store {

/// What a file holds, and what it is to hold.
struct Rewrite
{
    std::string before;
    std::string after;
};

/// Writes several files of which none makes sense without the others: all or, where one can't be
/// written, none. Before the first is written, all are noted in Postern's home; so a program that is
/// killed on the way leaves what finishInterruptedWrites() completes. Throws Error FileUnwritable.
void writeTogether(const std::map<std::filesystem::path, Rewrite> &files);

/// Writes what killed programs have left to be written, where every file still holds what it held
/// before or is to hold; where one doesn't, somebody has been at it since, and all stay as they are,
/// which the log tells. Never throws.
void finishInterruptedWrites();

} // namespace postern::store

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <filesystem>

namespace postern::store {

/// A folder that comes to be with all that is in it, or not at all: it is filled under another name
/// beside its place, and goes away unless keep() puts it there.
class NewFolder
{
public:
    /// The place must not be there or be an empty folder. Throws Error FileUnwritable.
    explicit NewFolder(const std::filesystem::path &place);
    ~NewFolder();
    NewFolder(const NewFolder &) = delete;
    NewFolder &operator=(const NewFolder &) = delete;

    /// Where it is filled.
    const std::filesystem::path &path() const { return m_path; }
    /// Throws Error FileUnwritable.
    void keep();

private:
    std::filesystem::path m_place;
    std::filesystem::path m_path;
};

} // namespace postern::store

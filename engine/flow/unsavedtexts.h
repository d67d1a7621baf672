// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace postern::flow {

/// The texts of files that are being edited and aren't saved: what everything reads that would read
/// those files. A snapshot: filled, then shared as const, between threads too.
class UnsavedTexts
{
public:
    using Text = std::shared_ptr<const std::string>;

    UnsavedTexts() = default;
    explicit UnsavedTexts(std::map<std::filesystem::path, Text> files)
        : m_files(std::move(files))
    {}

    /// `file` is absolute.
    void set(const std::filesystem::path &file, Text text);
    /// The text of a file, by whatever path it is named; null when what is on the disk counts.
    Text find(const std::filesystem::path &file) const;
    bool isEmpty() const { return m_files.empty(); }
    /// By the paths that set() was given, in normal form.
    const std::map<std::filesystem::path, Text> &files() const { return m_files; }

private:
    std::map<std::filesystem::path, Text> m_files;
    mutable std::map<std::filesystem::path, Text> m_resolved; ///< by path without links
    mutable std::once_flag m_isResolved; ///< asks the disk, so not before somebody needs it
};

using UnsavedSnapshot = std::shared_ptr<const UnsavedTexts>;

} // namespace postern::flow

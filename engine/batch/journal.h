// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/batchline.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::batch {

/// Numbers of lines: a bit each, as they mostly count from 0.
class NumberSet
{
public:
    /// False when it was there already.
    bool insert(std::size_t number);
    bool contains(std::size_t number) const;
    std::size_t size() const { return m_size; }

private:
    static constexpr std::size_t kDense = std::size_t{1} << 27U;
    std::vector<bool> m_dense;
    std::set<std::size_t> m_sparse; ///< from kDense on
    std::size_t m_size = 0;
};

/// A file of lines that grows as they end; of a line that is there twice the later one counts.
class Journal
{
public:
    /// Opens it to go on: what a killed program left of a line at its end is cut off.
    /// Throws Error FileUnwritable.
    explicit Journal(std::filesystem::path file);

    /// Hands text, whole lines, to the system. Throws Error FileUnwritable, a full disk say; then
    /// nothing of the last call counts, whatever is in the file.
    void write(std::string_view lines);

private:
    const std::filesystem::path m_file;
    std::ofstream m_stream;
};

/// Calls `take` with each line of a journal in the order of the numbers, the last of a number alone.
/// What breaks off at the end is left out. Throws Error FileUnreadable.
void readJournal(const std::filesystem::path &file, const std::function<void(BatchLine line)> &take);

} // namespace postern::batch

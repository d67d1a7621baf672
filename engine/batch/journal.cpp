// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/journal.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr std::string_view kLineStart = "{\"line_number\": ";

/// Where the last whole line ends.
std::uintmax_t wholeSize(const fs::path &file)
{
    constexpr std::uintmax_t kStep = 64 * 1024;
    std::error_code none;
    std::uintmax_t size = fs::file_size(file, none);
    std::ifstream stream(file, std::ios::binary);
    std::string block;
    while (!none && size > 0) {
        const std::uintmax_t begin = size > kStep ? size - kStep : 0;
        block.resize(static_cast<std::size_t>(size - begin));
        stream.seekg(static_cast<std::streamoff>(begin));
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        const std::size_t end = block.rfind('\n');
        if (end != std::string::npos)
            return begin + end + 1;
        size = begin;
    }
    return 0;
}

struct Entry
{
    std::uint64_t number;
    std::uint64_t offset;
};

/// Where the last line of each number begins, by number.
std::vector<Entry> indexOf(std::ifstream &stream)
{
    std::vector<Entry> index;
    std::string line;
    std::uint64_t offset = 0;
    while (std::getline(stream, line) && !stream.eof()) { // one without an end is broken off
        std::uint64_t number = 0;
        const char *const begin = line.data() + std::min(kLineStart.size(), line.size());
        const auto read = std::from_chars(begin, line.data() + line.size(), number);
        if (line.starts_with(kLineStart) && read.ec == std::errc())
            index.push_back({number, offset});
        offset += line.size() + 1;
    }
    std::ranges::stable_sort(index, {}, &Entry::number);
    // The last of each number stays.
    const auto rest = std::unique(index.rbegin(), index.rend(), [](const Entry &a, const Entry &b) {
        return a.number == b.number;
    });
    index.erase(index.begin(), rest.base());
    return index;
}

} // namespace

bool NumberSet::insert(std::size_t number)
{
    bool isNew = false;
    if (number >= kDense) {
        isNew = m_sparse.insert(number).second;
    } else {
        if (number >= m_dense.size())
            m_dense.resize(number + 1 + number / 2);
        isNew = !m_dense[number];
        m_dense[number] = true;
    }
    m_size += isNew ? 1 : 0;
    return isNew;
}

bool NumberSet::contains(std::size_t number) const
{
    if (number >= kDense)
        return m_sparse.contains(number);
    return number < m_dense.size() && m_dense[number];
}

Journal::Journal(fs::path file)
    : m_file(std::move(file))
{
    std::error_code failure;
    if (fs::exists(m_file, failure) && !failure)
        fs::resize_file(m_file, wholeSize(m_file), failure);
    m_stream.open(m_file, std::ios::binary | std::ios::app);
    if (!m_stream || failure)
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file '%1' can't be written.", pathText(m_file)),
                    tr("Check its permissions and the disk."));
}

void Journal::write(std::string_view lines)
{
    m_stream.write(lines.data(), static_cast<std::streamsize>(lines.size()));
    m_stream.flush();
    if (!m_stream)
        throw Error(ErrorCode::FileUnwritable,
                    tr("The run's lines can't be written to '%1': is the disk full?",
                       pathText(m_file)),
                    tr("Make room, then go on with `postern run resume`: no line is lost."));
}

void readJournal(const fs::path &file, const std::function<void(BatchLine line)> &take)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return; // no line has ended
    const std::vector<Entry> index = indexOf(stream);
    stream.clear();
    std::string line;
    for (const Entry &entry : index) {
        stream.seekg(static_cast<std::streamoff>(entry.offset));
        if (!std::getline(stream, line))
            throw Error(ErrorCode::FileUnreadable,
                        tr("The file '%1' can't be read.", pathText(file)),
                        tr("Check the disk."));
        take(readJsonLine(line));
    }
}

} // namespace postern::batch

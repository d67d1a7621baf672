// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/blockreader.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"

#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr std::size_t kBlock = 256 * 1024;
constexpr std::size_t kLongestLine = 64 * 1024 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error unreadableData(const fs::path &file)
{
    return {ErrorCode::FileUnreadable,
            tr("The data file '%1' can't be read.", pathText(file)),
            tr("Check the path, and whether you may read it.")};
}

} // namespace

BlockReader::BlockReader(fs::path file)
    : m_file(std::move(file))
    , m_stream(m_file, std::ios::binary)
    , m_stamp(stamp())
{
    if (!m_stream)
        throw unreadableData(m_file);
}

std::string BlockReader::stamp() const
{
    std::error_code error;
    const std::uintmax_t size = fs::file_size(m_file, error);
    const auto time = error ? fs::file_time_type() : fs::last_write_time(m_file, error);
    return error ? std::string()
                 : std::to_string(size) + "/" + std::to_string(time.time_since_epoch().count());
}

bool BlockReader::fill()
{
    if (!m_stream.is_open() || m_stream.eof())
        return false;
    m_block.resize(kBlock);
    m_stream.read(m_block.data(), static_cast<std::streamsize>(m_block.size()));
    m_block.resize(static_cast<std::size_t>(m_stream.gcount()));
    m_next = 0;
    if (m_stream.bad())
        throw unreadableData(m_file);
    if (stamp() != m_stamp)
        throw Error(ErrorCode::InvalidInput,
                    tr("The data file '%1' changed while it was read.", pathText(m_file)),
                    tr("Run again once nobody writes it; a copy of it is safe."));
    if (std::exchange(m_isFirst, false) && m_block.starts_with(kByteOrderMark))
        m_next = kByteOrderMark.size();
    return m_next < m_block.size();
}

std::optional<std::string> BlockReader::line()
{
    if (peek() < 0)
        return std::nullopt;
    std::string line;
    for (;;) {
        const std::size_t end = m_block.find('\n', m_next);
        line.append(m_block, m_next, end == std::string::npos ? end : end - m_next);
        m_next = end == std::string::npos ? m_block.size() : end + 1;
        if (line.size() > kLongestLine)
            throw Error(ErrorCode::LimitExceeded,
                        tr("A line of '%1' is longer than 64 MB.", pathText(m_file)),
                        tr("Write one object a line."));
        if (end != std::string::npos || peek() < 0)
            break;
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

} // namespace postern::batch

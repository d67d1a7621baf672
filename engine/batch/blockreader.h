// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace postern::batch {

/// A file of data, read byte by byte or line by line from blocks; a BOM at its start is left out.
///
/// Throws Error FileUnreadable, and InvalidInput once the file is another than it was when it was
/// opened: what is read of a file that changes is nobody's data.
class BlockReader
{
public:
    explicit BlockReader(std::filesystem::path file);

    /// The next byte; negative at the end.
    int get() { return m_next < m_block.size() || fill() ? byteAt(m_next++) : -1; }
    /// That byte, left where it is.
    int peek() { return m_next < m_block.size() || fill() ? byteAt(m_next) : -1; }
    /// The next line without its end, LF or CRLF; none at the end.
    std::optional<std::string> line();

    const std::filesystem::path &file() const { return m_file; }

private:
    bool fill();
    int byteAt(std::size_t index) const { return static_cast<unsigned char>(m_block[index]); }
    /// Size and time of change, as text.
    std::string stamp() const;

    const std::filesystem::path m_file;
    std::ifstream m_stream;
    std::string m_stamp;
    std::string m_block;
    std::size_t m_next = 0;
    bool m_isFirst = true;
};

} // namespace postern::batch

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace postern::test {

/// A folder of its own under the system's temporary one; it goes with this object.
class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string name = std::filesystem::temp_directory_path() / "postern-test-XXXXXX";
        if (!::mkdtemp(name.data()))
            throw std::runtime_error("no temporary folder");
        m_path = std::filesystem::canonical(name);
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    const std::filesystem::path &path() const { return m_path; }

    /// Writes a file, and the folders it lies in; returns where it is.
    std::filesystem::path write(const std::filesystem::path &file, std::string_view bytes) const
    {
        const std::filesystem::path place = m_path / file;
        std::filesystem::create_directories(place.parent_path());
        std::ofstream(place, std::ios::binary) << bytes;
        return place;
    }
    std::string read(const std::filesystem::path &file) const
    {
        std::ifstream stream(m_path / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private:
    std::filesystem::path m_path;
};

} // namespace postern::test

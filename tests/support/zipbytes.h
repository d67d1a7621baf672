// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace postern::test {

/// What a program that packs, or someone who means harm, may say of a file.
struct ZipEntry
{
    std::string name;
    std::string text;
    std::uint32_t attributes = 0; ///< the upper half: Unix's mode
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t saidSize = 0; ///< 0: the true one
};

inline std::uint32_t checksum(const std::string &text)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : text) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

template<typename Number>
std::string bytes(Number number)
{
    std::string text;
    for (std::size_t byte = 0; byte < sizeof number; ++byte)
        text += static_cast<char>((number >> (8 * byte)) & 0xffU);
    return text;
}

inline std::string sizesOf(const ZipEntry &entry)
{
    const auto size = static_cast<std::uint32_t>(entry.text.size());
    return bytes(checksum(entry.text)) + bytes(size)
           + bytes(entry.saidSize != 0 ? entry.saidSize : size)
           + bytes(static_cast<std::uint16_t>(entry.name.size())) + bytes(std::uint16_t{0});
}

/// A zip file as its format says, byte by byte: what no packing program would write can be written.
inline std::string zipBytes(const std::vector<ZipEntry> &entries)
{
    std::string files;
    std::string directory;
    for (const ZipEntry &entry : entries) {
        const std::string common = bytes(std::uint16_t{20}) + bytes(entry.flags)
                                   + bytes(entry.method) + bytes(std::uint32_t{0x21})
                                   + sizesOf(entry);
        directory += "PK\x01\x02" + bytes(std::uint16_t{0x0314}) + common // made by: Unix
                     + bytes(std::uint16_t{0}) + bytes(std::uint16_t{0}) + bytes(std::uint16_t{0})
                     + bytes(entry.attributes) + bytes(static_cast<std::uint32_t>(files.size()))
                     + entry.name;
        files += "PK\x03\x04" + common + entry.name + entry.text;
    }
    const auto count = static_cast<std::uint16_t>(entries.size());
    return files + directory + "PK\x05\x06" + bytes(std::uint32_t{0}) + bytes(count) + bytes(count)
           + bytes(static_cast<std::uint32_t>(directory.size()))
           + bytes(static_cast<std::uint32_t>(files.size())) + bytes(std::uint16_t{0});
}

} // namespace postern::test

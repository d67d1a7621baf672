// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::log {

/// Finds texts in whatever way they are escaped, also several times over: as JSON, Python's repr of
/// a text or of its bytes, a shell's words, HTML and an address write them.
///
/// Both the texts that are sought and the one that is searched are read with all that escapes
/// undone at once, so no form is listed. Searching takes a time that grows with the text alone, and
/// memory for what it finds only. Two texts that differ in their escapes alone count as one.
class SecretFinder
{
public:
    struct Part
    {
        std::size_t begin;
        std::size_t end;
    };

    /// Those that are shorter than `shortest` without the quotes, backslashes and line ends around
    /// them aren't sought.
    SecretFinder(const std::vector<std::string> &secrets, std::size_t shortest);

    /// Where they stand, in order, apart from each other. What is cut out never leaves half a
    /// backslash's escape after, nor takes the quotes around it along: JSON stays JSON.
    std::vector<Part> find(std::string_view text) const;

private:
    friend class SecretReading;

    struct Edge
    {
        char32_t unit;
        std::uint32_t target;
    };

    /// The longest beginning of a secret that what was read ends with.
    struct Node
    {
        std::vector<Edge> edges; ///< all that leads deeper than the root's own edges do
        std::uint32_t depth = 0;
        std::uint32_t found = 0; ///< units of the longest secret that ends here; 0 for none
    };

    SecretFinder();

    void add(const std::vector<char32_t> &units);
    void link();
    void markBeginnings();
    std::uint32_t next(std::uint32_t node, char32_t unit) const;
    std::size_t skip(std::string_view text, std::size_t at) const;

    std::vector<Node> m_nodes;
    std::size_t m_deepest = 0;
    enum class Role : std::uint8_t { Plain, Begin, Escape };
    std::array<Role, 256> m_roles{};   ///< what a byte may be: the begin of a secret, of an escape
    std::bitset<0x10000> m_beginnings; ///< the first two bytes of secrets that begin with ASCII
};

} // namespace postern::log

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/secretfinder.h"

#include "engine/base/secretreading.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <deque>

namespace postern::log {

namespace {

/// What stands around a secret often enough, and must stay where it stands around it in a text.
bool isFrame(char32_t unit)
{
    return unit == '\\' || unit == '\'' || unit == '\n' || unit == '\r' || unit == '\t';
}

const auto *edgeOf(const auto &edges, char32_t unit)
{
    for (const auto &edge : edges) {
        if (edge.unit == unit)
            return &edge;
    }
    return static_cast<decltype(&edges.front())>(nullptr);
}

} // namespace

SecretFinder::SecretFinder()
    : m_nodes(1)
{}

SecretFinder::SecretFinder(const std::vector<std::string> &secrets, std::size_t shortest)
    : SecretFinder()
{
    const SecretFinder none;
    for (const std::string &secret : secrets) {
        std::vector<char32_t> units = SecretReading(none, secret).units();
        while (!units.empty() && isFrame(units.back()))
            units.pop_back();
        units.erase(units.begin(), std::ranges::find_if_not(units, isFrame));
        if (units.size() >= shortest)
            add(units);
    }
    link();
    markBeginnings();
}

std::vector<SecretFinder::Part> SecretFinder::find(std::string_view text) const
{
    return SecretReading(*this, text).find();
}

void SecretFinder::add(const std::vector<char32_t> &units)
{
    std::uint32_t node = 0;
    for (const char32_t unit : units) {
        if (const Edge *edge = edgeOf(m_nodes[node].edges, unit)) {
            node = edge->target;
            continue;
        }
        const auto made = static_cast<std::uint32_t>(m_nodes.size());
        m_nodes[node].edges.push_back({unit, made});
        const std::uint32_t depth = m_nodes[node].depth + 1;
        m_nodes.emplace_back().depth = depth;
        node = made;
    }
    m_nodes[node].found = static_cast<std::uint32_t>(units.size());
    m_deepest = std::max(m_deepest, units.size());
}

/// Gives every node the edges of the longest other beginning that it ends with (Aho and Corasick),
/// but those of the root, which next() knows: so few are left that a step costs the same anywhere.
void SecretFinder::link()
{
    struct Open
    {
        std::uint32_t node;
        std::uint32_t shorter;
    };
    std::deque<Open> open;
    for (const Edge &edge : m_nodes[0].edges)
        open.push_back({edge.target, 0});
    for (; !open.empty(); open.pop_front()) {
        const auto [at, shorter] = open.front();
        Node &node = m_nodes[at];
        for (const Edge &edge : node.edges)
            open.push_back({edge.target, next(shorter, edge.unit)});
        if (node.found == 0)
            node.found = m_nodes[shorter].found;
        if (shorter == 0)
            continue;
        for (const Edge &edge : m_nodes[shorter].edges) {
            if (!edgeOf(node.edges, edge.unit))
                node.edges.push_back(edge);
        }
    }
    std::ranges::sort(m_nodes[0].edges, {}, &Edge::unit);
}

std::uint32_t SecretFinder::next(std::uint32_t node, char32_t unit) const
{
    if (node != 0) {
        if (const Edge *edge = edgeOf(m_nodes[node].edges, unit))
            return edge->target;
    }
    const Edge *edge = edgeOf(m_nodes[0].edges, unit);
    return edge ? edge->target : 0;
}

void SecretFinder::markBeginnings()
{
    for (const unsigned char byte : {'\\', '%', '&', '\'', '"', '\r', '+'})
        m_roles[byte] = Role::Escape;
    // Bytes and code points below U+0100 are the same to a reading.
    m_roles[0xC2] = m_roles[0xC3] = Role::Escape;
    const auto firstByte = [](char32_t unit) {
        std::string text;
        utf8::append(text, unit);
        return static_cast<unsigned char>(text.front());
    };
    for (const Edge &edge : m_nodes[0].edges) {
        const unsigned char byte = firstByte(edge.unit);
        if (edge.unit < 0x80 && m_roles[byte] == Role::Plain)
            m_roles[byte] = Role::Begin;
        if (edge.unit >= 0x80)
            m_roles[byte] = Role::Escape;
        if (edge.unit >= 0x80 && edge.unit < 0x100)
            m_roles[edge.unit] = Role::Escape;
        for (const Edge &second : m_nodes[edge.target].edges) {
            m_beginnings.set(byte * 0x100U + firstByte(second.unit));
            if (second.unit >= 0x80 && second.unit < 0x100)
                m_beginnings.set(byte * 0x100U + second.unit);
        }
    }
}

/// The first byte from `at` on that may matter to one that has read nothing of a secret.
std::size_t SecretFinder::skip(std::string_view text, std::size_t at) const
{
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (; at < text.size(); ++at) {
        const Role role = m_roles[byteAt(at)];
        if (role == Role::Plain)
            continue;
        if (role == Role::Escape || at + 1 == text.size() || m_roles[byteAt(at + 1)] == Role::Escape
            || m_beginnings[byteAt(at) * 0x100U + byteAt(at + 1)])
            break;
    }
    return at;
}

} // namespace postern::log

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/bounded.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::history {

namespace {

constexpr std::size_t kKeptOfText = 64 * 1024; ///< of one that is cut
constexpr std::size_t kDeepestNesting = 900; ///< toBytes() takes 1,000 levels, some of which are ours
constexpr std::size_t kOverhead = 4;         ///< about what a value takes beside its text

/// What of a text can stand for all of it, without half a letter at its end.
std::string headOf(std::string_view text, std::size_t limit)
{
    std::size_t end = std::min({text.size(), limit, kKeptOfText});
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return fmt::format("{}... ({} bytes more aren't kept)", text.substr(0, end), text.size() - end);
}

/// Whether all of a value is within a limit, found without a copy of it.
class Measure
{
public:
    explicit Measure(std::size_t limit)
        : m_left(limit)
    {}

    bool fits(const Value &value, std::size_t depth)
    {
        if (depth > kDeepestNesting || !take(kOverhead + own(value)))
            return false;
        const auto inner = [&](const Value &item) { return fits(item, depth + 1); };
        if (value.isList() || value.kind() == Value::Kind::Tuple)
            return std::ranges::all_of(value.asList(), inner);
        if (!value.isDict())
            return true;
        return std::ranges::all_of(value.asDict(), [&](const Dict::Member &member) {
            return inner(member.first) && inner(member.second);
        });
    }

    static std::size_t own(const Value &value)
    {
        switch (value.kind()) {
        case Value::Kind::String:
            return value.asString().size();
        case Value::Kind::Bytes:
            return value.asBytes().data.size();
        case Value::Kind::BigInt:
            return value.asBigInt().digits.size();
        case Value::Kind::Image:
            return value.asImage().data.size() + value.asImage().sourceUrl.size();
        case Value::Kind::Handle:
            return value.asHandle().repr.size();
        default:
            return 0;
        }
    }

private:
    bool take(std::size_t bytes)
    {
        if (bytes > m_left)
            return false;
        m_left -= bytes;
        return true;
    }

    std::size_t m_left;
};

class Cutter
{
public:
    explicit Cutter(std::size_t limit)
        : m_left(limit)
    {}

    Value cut(const Value &value, std::size_t depth)
    {
        const std::size_t own = kOverhead + Measure::own(value);
        if (depth > kDeepestNesting)
            return "... (nested too deep to be kept)";
        if (own > m_left)
            return shortened(value);
        m_left -= own;
        if (value.isList())
            return items(value.asList(), depth);
        if (value.kind() == Value::Kind::Tuple)
            return Tuple{items(value.asList(), depth)};
        return value.isDict() ? Value(members(value.asDict(), depth)) : value;
    }

private:
    Value shortened(const Value &value)
    {
        const std::size_t room = std::exchange(m_left,
                                               m_left > kKeptOfText ? m_left - kKeptOfText : 0);
        switch (value.kind()) {
        case Value::Kind::String:
            return headOf(value.asString(), room);
        case Value::Kind::Bytes:
            return Bytes{value.asBytes().data.substr(0, std::min(room, kKeptOfText))};
        case Value::Kind::Image:
            return Image{value.asImage().mimeType, {}, value.asImage().sourceUrl.substr(0, room)};
        case Value::Kind::Handle: {
            Handle handle = value.asHandle();
            handle.repr = headOf(handle.repr, room);
            return handle;
        }
        default:
            return "... (isn't kept)";
        }
    }

    List items(const List &list, std::size_t depth)
    {
        List kept;
        for (const Value &item : list) {
            if (m_left <= kOverhead) {
                kept.emplace_back(
                    fmt::format("... ({} more aren't kept)", list.size() - kept.size()));
                break;
            }
            kept.push_back(cut(item, depth + 1));
        }
        return kept;
    }

    Dict members(const Dict &dict, std::size_t depth)
    {
        Dict kept;
        for (const auto &[key, member] : dict) {
            if (m_left <= kOverhead + Measure::own(key)) {
                kept.set("...", fmt::format("{} more aren't kept", dict.size() - kept.size()));
                break;
            }
            Value name = cut(key, depth + 1);
            kept.append(std::move(name), cut(member, depth + 1));
        }
        return kept;
    }

    std::size_t m_left;
};

} // namespace

Value bounded(const Value &value, std::size_t limit, bool &isCut)
{
    if (Measure(limit).fits(value, 0))
        return value;
    isCut = true;
    return Cutter(limit).cut(value, 0);
}

std::string bounded(std::string_view text, std::size_t limit, bool &isCut)
{
    if (text.size() <= limit)
        return std::string(text);
    isCut = true;
    return headOf(text, limit);
}

} // namespace postern::history

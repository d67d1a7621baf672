// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/textdiff.h"

#include "engine/base/sequencediff.h"

#include <algorithm>

namespace postern::replay {

namespace {

/// Without their ends.
std::vector<std::string_view> bareLinesOf(std::string_view text)
{
    std::vector<std::string_view> lines = linesOf(text);
    for (std::string_view &line : lines) {
        if (line.ends_with('\n'))
            line.remove_suffix(1);
    }
    return lines;
}

const char *markOf(DiffLine::Kind kind)
{
    switch (kind) {
    case DiffLine::Kind::Removed:
        return "- ";
    case DiffLine::Kind::Added:
        return "+ ";
    case DiffLine::Kind::Same:
        break;
    }
    return "  ";
}

} // namespace

std::vector<DiffLine> diffLines(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> left = bareLinesOf(before);
    const std::vector<std::string_view> right = bareLinesOf(after);
    std::vector<DiffLine> lines;
    lines.reserve(left.size() + right.size());
    const auto append = [&lines](DiffLine::Kind kind,
                                 const std::vector<std::string_view> &side,
                                 std::size_t begin,
                                 std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            lines.push_back({kind, std::string(side[i])});
    };
    std::size_t at = 0;
    for (const SequenceChange &change : changesBetween(left, right)) {
        append(DiffLine::Kind::Same, left, at, change.aBegin);
        append(DiffLine::Kind::Removed, left, change.aBegin, change.aEnd);
        append(DiffLine::Kind::Added, right, change.bBegin, change.bEnd);
        at = change.aEnd;
    }
    append(DiffLine::Kind::Same, left, at, left.size());
    return lines;
}

std::string diffText(std::string_view before, std::string_view after, std::size_t context)
{
    if (before == after)
        return {};
    const std::vector<DiffLine> lines = diffLines(before, after);
    std::vector<bool> isShown(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == DiffLine::Kind::Same)
            continue;
        const std::size_t end = std::min(lines.size(), i + context + 1);
        for (std::size_t near = i > context ? i - context : 0; near < end; ++near)
            isShown[near] = true;
    }
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isShown[i])
            text += markOf(lines[i].kind) + lines[i].text + "\n";
        else if (i == 0 || isShown[i - 1])
            text += "  ...\n";
    }
    return text;
}

} // namespace postern::replay

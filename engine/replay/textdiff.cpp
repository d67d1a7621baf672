// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/textdiff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace postern::replay {

namespace {

using Lines = std::vector<std::string_view>;

Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

void append(std::vector<DiffLine> &to, DiffLine::Kind kind, std::string_view text)
{
    to.push_back({kind, std::string(text)});
}

/// The middle of two texts by their longest common subsequence; of very long ones all of the first,
/// then all of the second.
void appendMiddle(std::vector<DiffLine> &to, const Lines &before, const Lines &after)
{
    constexpr std::size_t kMostCells = 4'000'000;
    const std::size_t rows = before.size();
    const std::size_t columns = after.size();
    if (rows == 0 || columns == 0 || rows > kMostCells / columns) {
        for (const std::string_view line : before)
            append(to, DiffLine::Kind::Removed, line);
        for (const std::string_view line : after)
            append(to, DiffLine::Kind::Added, line);
        return;
    }
    // lengths[i * width + j]: of the subsequence of what begins at i and j.
    const std::size_t width = columns + 1;
    std::vector<std::uint32_t> lengths((rows + 1) * width, 0);
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;)
            lengths[i * width + j] = before[i] == after[j] ? lengths[(i + 1) * width + j + 1] + 1
                                                           : std::max(lengths[(i + 1) * width + j],
                                                                      lengths[i * width + j + 1]);
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && before[i] == after[j]) {
            append(to, DiffLine::Kind::Same, before[i]);
            ++i;
            ++j;
        } else if (j == columns
                   || (i < rows && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
            append(to, DiffLine::Kind::Removed, before[i++]);
        } else {
            append(to, DiffLine::Kind::Added, after[j++]);
        }
    }
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
    const Lines left = linesOf(before);
    const Lines right = linesOf(after);
    const auto begin = std::ranges::mismatch(left, right);
    const auto head = begin.in1 - left.begin();
    std::ptrdiff_t tail = 0;
    while (tail < std::min(std::ssize(left), std::ssize(right)) - head
           && left[left.size() - 1 - static_cast<std::size_t>(tail)]
                  == right[right.size() - 1 - static_cast<std::size_t>(tail)])
        ++tail;
    std::vector<DiffLine> lines;
    lines.reserve(left.size() + right.size());
    for (auto line = left.begin(); line != begin.in1; ++line)
        append(lines, DiffLine::Kind::Same, *line);
    appendMiddle(lines, Lines(begin.in1, left.end() - tail), Lines(begin.in2, right.end() - tail));
    for (auto line = left.end() - tail; line != left.end(); ++line)
        append(lines, DiffLine::Kind::Same, *line);
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

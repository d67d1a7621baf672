// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/textdiff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace postern::ide {

namespace {

constexpr std::size_t kAround = 3;
constexpr std::size_t kMostCells = 4'000'000;

using Lines = std::vector<std::string_view>;

struct Line
{
    char sign; // ' ', '-', '+'
    std::string_view text;
};

Lines split(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

// The longest common subsequence of the middles, by the table of its lengths.
void diffMiddle(const Lines &from, const Lines &to, std::vector<Line> &out)
{
    const std::size_t rows = from.size();
    const std::size_t columns = to.size();
    if ((rows + 1) * (columns + 1) > kMostCells) {
        for (const std::string_view line : from)
            out.push_back({'-', line});
        for (const std::string_view line : to)
            out.push_back({'+', line});
        return;
    }
    std::vector<std::uint32_t> common((rows + 1) * (columns + 1));
    const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t & {
        return common[row * (columns + 1) + column];
    };
    for (std::size_t row = rows; row-- > 0;) {
        for (std::size_t column = columns; column-- > 0;)
            at(row, column) = from[row] == to[column]
                                  ? at(row + 1, column + 1) + 1
                                  : std::max(at(row + 1, column), at(row, column + 1));
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && from[row] == to[column]) {
            out.push_back({' ', from[row++]});
            ++column;
        } else if (row < rows && (column == columns || at(row + 1, column) >= at(row, column + 1))) {
            out.push_back({'-', from[row++]});
        } else {
            out.push_back({'+', to[column++]});
        }
    }
}

std::vector<Line> diff(Lines from, Lines to)
{
    const auto [left, right] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
    const std::size_t same = static_cast<std::size_t>(left - from.begin());
    std::size_t tail = 0;
    while (tail < from.size() - same && tail < to.size() - same
           && from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
        ++tail;
    std::vector<Line> lines;
    lines.reserve(from.size() + to.size());
    for (std::size_t line = 0; line < same; ++line)
        lines.push_back({' ', from[line]});
    const auto middle = [&](const Lines &all) {
        return Lines(all.begin() + static_cast<std::ptrdiff_t>(same),
                     all.end() - static_cast<std::ptrdiff_t>(tail));
    };
    diffMiddle(middle(from), middle(to), lines);
    for (std::size_t line = from.size() - tail; line < from.size(); ++line)
        lines.push_back({' ', from[line]});
    return lines;
}

void write(const std::vector<Line> &lines, std::size_t begin, std::size_t end, std::string &out)
{
    const auto count = [&](std::size_t first, std::size_t last, char but) {
        return static_cast<std::size_t>(
            std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(first),
                          lines.begin() + static_cast<std::ptrdiff_t>(last),
                          [but](const Line &line) { return line.sign != but; }));
    };
    out += "@@ -" + std::to_string(count(0, begin, '+') + 1) + ','
           + std::to_string(count(begin, end, '+')) + " +"
           + std::to_string(count(0, begin, '-') + 1) + ',' + std::to_string(count(begin, end, '-'))
           + " @@\n";
    for (std::size_t at = begin; at < end; ++at) {
        out += lines[at].sign;
        out += lines[at].text;
        if (!lines[at].text.ends_with('\n'))
            out += "\n\\ No newline at end of file\n";
    }
}

} // namespace

std::string unifiedDiff(std::string_view from,
                        std::string_view to,
                        std::string_view fromName,
                        std::string_view toName)
{
    const std::vector<Line> lines = diff(split(from), split(to));
    std::string out = "--- " + std::string(fromName) + "\n+++ " + std::string(toName) + '\n';
    std::size_t at = 0;
    while (at < lines.size()) {
        if (lines[at].sign == ' ') {
            ++at;
            continue;
        }
        const std::size_t begin = at - std::min(at, kAround);
        std::size_t end = at; // after the last change of this part
        for (std::size_t next = at; next < lines.size() && next <= end + 2 * kAround; ++next) {
            if (lines[next].sign != ' ')
                end = next + 1;
        }
        at = end;
        write(lines, begin, std::min(lines.size(), end + kAround), out);
    }
    return out;
}

std::vector<int> changedLines(std::string_view from, std::string_view to)
{
    std::vector<int> changed;
    int number = 0;
    for (const Line &line : diff(split(from), split(to))) {
        number += line.sign == '-' ? 0 : 1;
        if (line.sign == '+')
            changed.push_back(number);
    }
    return changed;
}

} // namespace postern::ide

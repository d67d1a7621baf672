// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/unifieddiff.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <vector>

namespace postern {

namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

/// With their line ends; the last one may have none.
Lines wholeLines(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// Lines of the old text that give way to lines of the new one.
struct LineChange
{
    std::size_t oldBegin = 0;
    std::size_t oldEnd = 0;
    std::size_t newBegin = 0;
    std::size_t newEnd = 0;
};

/// The lines around each edit, those that touch as one.
class LineChanges
{
public:
    LineChanges(std::string_view text,
                const TextEdits &edits,
                const Lines &before,
                const Lines &after)
        : m_before(before)
        , m_after(after)
    {
        std::vector<std::size_t> begins;
        std::size_t at = 0;
        for (const std::string_view line : before) {
            begins.push_back(at);
            at += line.size();
        }
        const auto lineOf = [&](std::size_t offset) {
            const auto next = std::upper_bound(begins.begin(), begins.end(), offset);
            return static_cast<std::size_t>(next - begins.begin())
                   - (next == begins.begin() ? 0 : 1);
        };
        std::ptrdiff_t shift = 0; // of the lines after
        for (const TextEdit &edit : edits) {
            const std::size_t end = edit.offset + edit.removed;
            const bool isAtEnd = edit.offset == text.size()
                                 && (text.empty() || text.ends_with('\n'));
            LineChange change;
            change.oldBegin = isAtEnd ? before.size() : lineOf(edit.offset);
            change.oldEnd = std::max(change.oldBegin, isAtEnd ? before.size() : lineOf(end) + 1);
            change.oldEnd = std::min(change.oldEnd, before.size());
            if (!m_changes.empty() && change.oldBegin < m_changes.back().oldEnd) {
                m_changes.back().oldEnd = std::max(m_changes.back().oldEnd, change.oldEnd);
            } else {
                change.newBegin = static_cast<std::size_t>(
                    static_cast<std::ptrdiff_t>(change.oldBegin) + shift);
                m_changes.push_back(change);
            }
            shift += std::count(edit.inserted.begin(), edit.inserted.end(), '\n')
                     - std::count(text.begin() + static_cast<std::ptrdiff_t>(edit.offset),
                                  text.begin() + static_cast<std::ptrdiff_t>(end),
                                  '\n');
            LineChange &last = m_changes.back();
            last.newEnd = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(last.oldEnd) + shift);
            if (last.oldEnd == before.size())
                last.newEnd = after.size();
        }
        for (LineChange &change : m_changes)
            trim(change);
        std::erase_if(m_changes, [](const LineChange &change) {
            return change.oldBegin == change.oldEnd && change.newBegin == change.newEnd;
        });
    }

    const std::vector<LineChange> &all() const { return m_changes; }

private:
    void trim(LineChange &change) const
    {
        while (change.oldBegin < change.oldEnd && change.newBegin < change.newEnd
               && m_before[change.oldBegin] == m_after[change.newBegin]) {
            ++change.oldBegin;
            ++change.newBegin;
        }
        while (change.oldBegin < change.oldEnd && change.newBegin < change.newEnd
               && m_before[change.oldEnd - 1] == m_after[change.newEnd - 1]) {
            --change.oldEnd;
            --change.newEnd;
        }
    }

    const Lines &m_before;
    const Lines &m_after;
    std::vector<LineChange> m_changes;
};

void addLines(std::string &out, char sign, const Lines &lines, std::size_t begin, std::size_t end)
{
    for (std::size_t i = begin; i < end; ++i) {
        out += sign;
        out += lines[i];
        if (!lines[i].ends_with('\n'))
            out += "\n\\ No newline at end of file\n";
    }
}

/// "12,3"; of no lines the number is that of the line before.
std::string rangeText(std::size_t begin, std::size_t count)
{
    return std::to_string(count == 0 ? begin : begin + 1)
           + (count == 1 ? "" : "," + std::to_string(count));
}

void addHunk(std::string &out,
             const Lines &before,
             const Lines &after,
             const LineChange *first,
             const LineChange *last)
{
    const std::size_t lead = std::min(first->oldBegin, kContext);
    const std::size_t trail = std::min(before.size() - last->oldEnd, kContext);
    out += "@@ -" + rangeText(first->oldBegin - lead, last->oldEnd + trail - first->oldBegin + lead)
           + " +" + rangeText(first->newBegin - lead, last->newEnd + trail - first->newBegin + lead)
           + " @@\n";
    std::size_t at = first->oldBegin - lead;
    for (const LineChange *change = first; change <= last; ++change) {
        addLines(out, ' ', before, at, change->oldBegin);
        addLines(out, '-', before, change->oldBegin, change->oldEnd);
        addLines(out, '+', after, change->newBegin, change->newEnd);
        at = change->oldEnd;
    }
    addLines(out, ' ', before, at, last->oldEnd + trail);
}

/// A file's name as git reads it: one that a line of a patch can't hold stands in quotes, with the
/// escapes of C. A raw line break would let a name write the lines that follow.
std::string patchName(const std::string &name)
{
    const bool isPlain = utf8::isValid(name) && std::ranges::none_of(name, [](unsigned char c) {
                             return c < 0x20 || c == 0x7F || c == '"' || c == '\\';
                         });
    if (isPlain) // a name with a blank ends at a tab
        return name + (name.find(' ') == std::string::npos ? "\n" : "\t\n");
    std::string quoted = "\"";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') {
            quoted += c;
            continue;
        }
        quoted += '\\';
        for (const int shift : {6, 3, 0})
            quoted += static_cast<char>('0' + ((byte >> shift) & 7));
    }
    return quoted + "\"\n";
}

} // namespace

std::string unifiedDiff(std::string_view text, const TextEdits &edits, std::string_view name)
{
    std::string changed(text);
    edits.applyTo(changed);
    const Lines before = wholeLines(text);
    const Lines after = wholeLines(changed);
    const LineChanges changes(text, edits, before, after);
    if (changes.all().empty())
        return {};
    const std::string below(name);
    std::string out = "--- " + patchName("a/" + below) + "+++ " + patchName("b/" + below);
    const LineChange *const behind = changes.all().data() + changes.all().size();
    for (const LineChange *first = changes.all().data(); first != behind;) {
        const LineChange *last = first;
        while (last + 1 != behind && (last + 1)->oldBegin - last->oldEnd <= 2 * kContext)
            ++last;
        addHunk(out, before, after, first, last);
        first = last + 1;
    }
    return out;
}

} // namespace postern

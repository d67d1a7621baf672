// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/unifieddiff.h"

#include "engine/base/sequencediff.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <span>
#include <vector>

namespace postern {

namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

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
            SequenceChange change;
            change.aBegin = isAtEnd ? before.size() : lineOf(edit.offset);
            change.aEnd = std::max(change.aBegin, isAtEnd ? before.size() : lineOf(end) + 1);
            change.aEnd = std::min(change.aEnd, before.size());
            if (!m_changes.empty() && change.aBegin < m_changes.back().aEnd) {
                m_changes.back().aEnd = std::max(m_changes.back().aEnd, change.aEnd);
            } else {
                change.bBegin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(change.aBegin)
                                                         + shift);
                m_changes.push_back(change);
            }
            shift += std::count(edit.inserted.begin(), edit.inserted.end(), '\n')
                     - std::count(text.begin() + static_cast<std::ptrdiff_t>(edit.offset),
                                  text.begin() + static_cast<std::ptrdiff_t>(end),
                                  '\n');
            SequenceChange &last = m_changes.back();
            last.bEnd = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(last.aEnd) + shift);
            if (last.aEnd == before.size())
                last.bEnd = after.size();
        }
        for (SequenceChange &change : m_changes)
            trim(change);
        std::erase_if(m_changes, [](const SequenceChange &change) {
            return change.aBegin == change.aEnd && change.bBegin == change.bEnd;
        });
    }

    const std::vector<SequenceChange> &all() const { return m_changes; }

private:
    void trim(SequenceChange &change) const
    {
        while (change.aBegin < change.aEnd && change.bBegin < change.bEnd
               && m_before[change.aBegin] == m_after[change.bBegin]) {
            ++change.aBegin;
            ++change.bBegin;
        }
        while (change.aBegin < change.aEnd && change.bBegin < change.bEnd
               && m_before[change.aEnd - 1] == m_after[change.bEnd - 1]) {
            --change.aEnd;
            --change.bEnd;
        }
    }

    const Lines &m_before;
    const Lines &m_after;
    std::vector<SequenceChange> m_changes;
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

/// "12,3", or "12" for one line; of no lines the number is that of the line before.
std::string shortRange(std::size_t begin, std::size_t end)
{
    return std::to_string(end == begin ? begin : begin + 1)
           + (end - begin == 1 ? "" : "," + std::to_string(end - begin));
}

/// With the count of one line, too.
std::string fullRange(std::size_t begin, std::size_t end)
{
    return std::to_string(end == begin ? begin : begin + 1) + "," + std::to_string(end - begin);
}

using RangeText = std::string (*)(std::size_t begin, std::size_t end);

/// The changes that are near each other, with the lines around them.
void addHunk(std::string &out,
             const Lines &before,
             const Lines &after,
             std::span<const SequenceChange> changes,
             RangeText rangeText)
{
    const SequenceChange &first = changes.front();
    const SequenceChange &last = changes.back();
    const std::size_t lead = std::min(first.aBegin, kContext);
    const std::size_t trail = std::min(before.size() - last.aEnd, kContext);
    out += "@@ -" + rangeText(first.aBegin - lead, last.aEnd + trail) + " +"
           + rangeText(first.bBegin - lead, last.bEnd + trail) + " @@\n";
    std::size_t at = first.aBegin - lead;
    for (const SequenceChange &change : changes) {
        addLines(out, ' ', before, at, change.aBegin);
        addLines(out, '-', before, change.aBegin, change.aEnd);
        addLines(out, '+', after, change.bBegin, change.bEnd);
        at = change.aEnd;
    }
    addLines(out, ' ', before, at, last.aEnd + trail);
}

void addHunks(std::string &out,
              const Lines &before,
              const Lines &after,
              std::span<const SequenceChange> changes,
              RangeText rangeText)
{
    while (!changes.empty()) {
        std::size_t count = 1;
        while (count < changes.size()
               && changes[count].aBegin - changes[count - 1].aEnd <= 2 * kContext)
            ++count;
        addHunk(out, before, after, changes.first(count), rangeText);
        changes = changes.subspan(count);
    }
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
    const Lines before = linesOf(text);
    const Lines after = linesOf(changed);
    const LineChanges changes(text, edits, before, after);
    if (changes.all().empty())
        return {};
    const std::string below(name);
    std::string out = "--- " + patchName("a/" + below) + "+++ " + patchName("b/" + below);
    addHunks(out, before, after, changes.all(), shortRange);
    return out;
}

std::string lineChanges(std::string_view before, std::string_view after)
{
    const Lines from = linesOf(before);
    const Lines to = linesOf(after);
    std::string hunks;
    addHunks(hunks, from, to, changesBetween(from, to), fullRange);
    return hunks;
}

} // namespace postern

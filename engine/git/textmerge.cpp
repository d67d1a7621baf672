// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/textmerge.h"

#include "engine/base/sequencediff.h"

#include <algorithm>
#include <utility>

namespace postern::git {

namespace {

using Lines = std::vector<std::string_view>;

std::string joinedLines(const Lines &lines, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text += lines[i];
    return text;
}

void addSettled(std::vector<MergePart> &parts, std::string text)
{
    if (text.empty())
        return;
    if (!parts.empty() && !parts.back().isConflict) {
        parts.back().text += text;
        return;
    }
    MergePart part;
    part.text = std::move(text);
    parts.push_back(std::move(part));
}

/// Where a line of the base that no change of a side touches stands in that side.
class SideReader
{
public:
    explicit SideReader(const std::vector<SequenceChange> &changes)
        : m_changes(changes)
    {}

    bool isDone() const { return m_next == m_changes.size(); }
    const SequenceChange &next() const { return m_changes[m_next]; }
    void take()
    {
        m_shift = static_cast<std::ptrdiff_t>(next().bEnd)
                  - static_cast<std::ptrdiff_t>(next().aEnd);
        ++m_next;
    }
    std::size_t placeOf(std::size_t base) const
    {
        return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base) + m_shift);
    }

private:
    const std::vector<SequenceChange> &m_changes;
    std::size_t m_next = 0;
    std::ptrdiff_t m_shift = 0;
};

void addContested(std::vector<MergePart> &parts,
                  std::string base,
                  std::string ours,
                  std::string theirs)
{
    if (ours == base || ours == theirs) {
        addSettled(parts, std::move(theirs));
    } else if (theirs == base) {
        addSettled(parts, std::move(ours));
    } else {
        MergePart part;
        part.isConflict = true;
        part.base = std::move(base);
        part.ours = std::move(ours);
        part.theirs = std::move(theirs);
        parts.push_back(std::move(part));
    }
}

void addSide(std::string &text, const std::string &side, const MergeMarks &marks)
{
    text += side;
    if (!side.empty() && side.back() != '\n')
        text += marks.lineEnd;
}

} // namespace

std::string writeMerge(const std::vector<MergePart> &parts, const MergeMarks &marks)
{
    std::string text;
    const auto addMark = [&](char sign, const std::string &label) {
        text += std::string(marks.size, sign) + (label.empty() ? "" : " " + label) + marks.lineEnd;
    };
    for (const MergePart &part : parts) {
        if (!part.isConflict) {
            text += part.text;
            continue;
        }
        if (!text.empty() && text.back() != '\n')
            text += marks.lineEnd;
        addMark('<', marks.ours);
        addSide(text, part.ours, marks);
        if (!marks.base.empty()) {
            addMark('|', marks.base);
            addSide(text, part.base, marks);
        }
        addMark('=', {});
        addSide(text, part.theirs, marks);
        addMark('>', marks.theirs);
    }
    return text;
}

std::string settledFor(const std::vector<MergePart> &parts, bool forTheirs)
{
    std::string text;
    for (const MergePart &part : parts)
        text += !part.isConflict ? part.text : forTheirs ? part.theirs : part.ours;
    return text;
}

std::size_t conflictsIn(const std::vector<MergePart> &parts)
{
    return static_cast<std::size_t>(std::ranges::count_if(parts, &MergePart::isConflict));
}

std::vector<MergePart> mergeLines(std::string_view base,
                                  std::string_view ours,
                                  std::string_view theirs)
{
    const Lines b = linesOf(base);
    const Lines o = linesOf(ours);
    const Lines t = linesOf(theirs);
    const std::vector<SequenceChange> oursChanges = changesBetween(b, o);
    const std::vector<SequenceChange> theirsChanges = changesBetween(b, t);
    SideReader left(oursChanges);
    SideReader right(theirsChanges);
    std::vector<MergePart> parts;
    std::size_t at = 0;
    while (!left.isDone() || !right.isDone()) {
        const std::size_t begin = std::min(left.isDone() ? b.size() : left.next().aBegin,
                                           right.isDone() ? b.size() : right.next().aBegin);
        addSettled(parts, joinedLines(b, at, begin));
        const std::size_t oursBegin = left.placeOf(begin);
        const std::size_t theirsBegin = right.placeOf(begin);
        // What touches is one region: lines that were side by side mean something to each other.
        std::size_t end = begin;
        for (bool grows = true; grows;) {
            grows = false;
            for (SideReader *const side : {&left, &right}) {
                if (!side->isDone() && side->next().aBegin <= end) {
                    end = std::max(end, side->next().aEnd);
                    side->take();
                    grows = true;
                }
            }
        }
        addContested(parts,
                     joinedLines(b, begin, end),
                     joinedLines(o, oursBegin, left.placeOf(end)),
                     joinedLines(t, theirsBegin, right.placeOf(end)));
        at = end;
    }
    addSettled(parts, joinedLines(b, at, b.size()));
    return parts;
}

std::vector<MergePart> contrastLines(std::string_view ours, std::string_view theirs)
{
    const Lines o = linesOf(ours);
    const Lines t = linesOf(theirs);
    std::vector<MergePart> parts;
    std::size_t at = 0;
    for (const SequenceChange &change : changesBetween(o, t)) {
        addSettled(parts, joinedLines(o, at, change.aBegin));
        MergePart part;
        part.isConflict = true;
        part.ours = joinedLines(o, change.aBegin, change.aEnd);
        part.theirs = joinedLines(t, change.bBegin, change.bEnd);
        parts.push_back(std::move(part));
        at = change.aEnd;
    }
    addSettled(parts, joinedLines(o, at, o.size()));
    return parts;
}

} // namespace postern::git

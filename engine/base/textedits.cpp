// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/textedits.h"

#include "engine/base/error.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postern {

namespace {

std::size_t endOf(const TextEdit &edit)
{
    return edit.offset + edit.removed;
}

/// A step over a text: bytes that stay, bytes that go, bytes that come.
struct TextStep
{
    enum class Kind { Keep, Remove, Insert };

    Kind kind = Kind::Keep;
    std::size_t length = 0;
    std::string_view inserted;
};

/// Edits as steps from the begin of the text; after the last one everything stays.
class TextSteps
{
public:
    explicit TextSteps(const TextEdits &edits)
    {
        std::size_t at = 0;
        for (const TextEdit &edit : edits) {
            put({TextStep::Kind::Keep, edit.offset - at, {}});
            put({TextStep::Kind::Remove, edit.removed, {}});
            put({TextStep::Kind::Insert, edit.inserted.size(), edit.inserted});
            at = endOf(edit);
        }
    }

    bool isDone() const { return m_next == m_steps.size(); }
    const TextStep &current() const { return isDone() ? m_rest : m_steps[m_next]; }
    /// Goes on by that many bytes of the current step.
    void advance(std::size_t length)
    {
        if (isDone())
            return;
        TextStep &step = m_steps[m_next];
        step.length -= length;
        if (!step.inserted.empty())
            step.inserted.remove_prefix(length);
        if (step.length == 0)
            ++m_next;
    }

private:
    void put(const TextStep &step)
    {
        if (step.length > 0)
            m_steps.push_back(step);
    }

    std::vector<TextStep> m_steps;
    std::size_t m_next = 0;
    const TextStep m_rest{TextStep::Kind::Keep, std::numeric_limits<std::size_t>::max(), {}};
};

/// Makes edits of steps; those that touch become one.
class TextEditsMaker
{
public:
    void keep(std::size_t length)
    {
        flush();
        m_edit.offset += length;
    }
    void remove(std::size_t length) { m_edit.removed += length; }
    void insert(std::string_view text) { m_edit.inserted += text; }
    TextEdits take()
    {
        flush();
        return std::move(m_edits);
    }

private:
    void flush()
    {
        const std::size_t end = endOf(m_edit);
        m_edits.add(std::exchange(m_edit, {}));
        m_edit.offset = end;
    }

    TextEdits m_edits;
    TextEdit m_edit;
};

} // namespace

void TextEdits::add(TextEdit edit)
{
    if (edit.isEmpty())
        return;
    const auto next = std::find_if(m_edits.begin(), m_edits.end(), [&](const TextEdit &each) {
        return each.offset > edit.offset || (each.offset == edit.offset && each.removed > 0);
    });
    const bool reachesNext = next != m_edits.end() && endOf(edit) > next->offset;
    const bool isReached = next != m_edits.begin() && endOf(*(next - 1)) > edit.offset;
    if (reachesNext || isReached)
        throw Error(ErrorCode::Internal, tr("Two edits change the same part of a text."));
    m_edits.insert(next, std::move(edit));
}

std::size_t TextEdits::moved(std::size_t offset, Side side) const
{
    std::size_t inserted = 0;
    std::size_t removed = 0;
    for (const TextEdit &edit : m_edits) {
        const bool isAt = edit.offset == offset;
        if (edit.offset > offset || (isAt && (edit.removed > 0 || side == Side::Before)))
            break;
        if (endOf(edit) > offset)
            return edit.offset - removed + inserted
                   + (side == Side::After ? edit.inserted.size() : 0);
        inserted += edit.inserted.size();
        removed += edit.removed;
    }
    return offset - removed + inserted;
}

TextEdits TextEdits::then(const TextEdits &next) const
{
    using Kind = TextStep::Kind;
    TextSteps first(*this);
    TextSteps second(next);
    TextEditsMaker maker;
    while (!first.isDone() || !second.isDone()) {
        const TextStep &a = first.current();
        const TextStep &b = second.current();
        if (a.kind == Kind::Remove) {
            maker.remove(a.length);
            first.advance(a.length);
            continue;
        }
        if (b.kind == Kind::Insert) {
            maker.insert(b.inserted);
            second.advance(b.length);
            continue;
        }
        const std::size_t length = std::min(a.length, b.length);
        if (a.kind == Kind::Insert && b.kind == Kind::Keep)
            maker.insert(a.inserted.substr(0, length));
        else if (a.kind == Kind::Keep && b.kind == Kind::Keep)
            maker.keep(length);
        else if (a.kind == Kind::Keep)
            maker.remove(length);
        first.advance(length);
        second.advance(length);
    }
    return maker.take();
}

TextEdit TextEdits::joined(std::string_view text) const
{
    if (m_edits.empty())
        return {};
    validate(text.size());
    TextEdit all{m_edits.front().offset, 0, {}};
    for (const TextEdit &edit : m_edits) {
        all.inserted += text.substr(endOf(all), edit.offset - endOf(all));
        all.inserted += edit.inserted;
        all.removed = endOf(edit) - all.offset;
    }
    return all;
}

void TextEdits::validate(std::size_t textSize) const
{
    const bool fits = std::all_of(m_edits.begin(), m_edits.end(), [&](const TextEdit &edit) {
        return edit.offset <= textSize && edit.removed <= textSize - edit.offset;
    });
    if (!fits)
        throw Error(ErrorCode::Internal, tr("An edit reaches beyond the end of its text."));
}

TextEdits TextEdits::applyTo(std::string &text) const
{
    validate(text.size());
    std::string result;
    TextEdits inverse;
    std::size_t at = 0;
    for (const TextEdit &edit : m_edits) {
        result.append(text, at, edit.offset - at);
        inverse.add({result.size(), edit.inserted.size(), text.substr(edit.offset, edit.removed)});
        result += edit.inserted;
        at = endOf(edit);
    }
    result.append(text, at);
    text = std::move(result);
    return inverse;
}

} // namespace postern

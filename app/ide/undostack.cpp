// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/undostack.h"

#include "app/ide/buffer.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
constexpr std::size_t kMostSteps = 10'000;
constexpr auto kPause = std::chrono::seconds(1); // typing after a longer pause is another step
} // namespace

void UndoStack::push(Buffer *buffer, const TextEdit &edit, TextEdit inverse, bool isTyping)
{
    m_steps.resize(m_next);
    if (isTyping && join(buffer, edit, inverse))
        return;
    if (m_steps.size() == kMostSteps)
        m_steps.erase(m_steps.begin());
    m_steps.push_back({buffer, std::move(inverse), isTyping, Clock::now()});
    m_next = m_steps.size();
}

bool UndoStack::join(const Buffer *buffer, const TextEdit &edit, const TextEdit &inverse)
{
    if (m_steps.empty() || edit.inserted.find('\n') != std::string::npos)
        return false;
    Step &last = m_steps.back();
    const auto now = Clock::now();
    if (last.buffer != buffer || !last.isTyping || now - last.at > kPause)
        return false;
    TextEdit &before = last.edit;
    const bool typedOn = edit.removed == 0 && before.inserted.empty()
                         && inverse.offset == before.offset + before.removed;
    const bool erases = inverse.removed == 0 && before.removed == 0;
    if (typedOn) {
        before.removed += inverse.removed;
    } else if (erases && inverse.offset + inverse.inserted.size() == before.offset) {
        before.offset = inverse.offset;
        before.inserted.insert(0, inverse.inserted);
    } else if (erases && inverse.offset == before.offset) {
        before.inserted += inverse.inserted;
    } else {
        return false;
    }
    last.at = now;
    return true;
}

UndoStack::Done UndoStack::undo()
{
    return canUndo() ? perform(m_steps[--m_next]) : Done();
}

UndoStack::Done UndoStack::redo()
{
    return canRedo() ? perform(m_steps[m_next++]) : Done();
}

UndoStack::Done UndoStack::perform(Step &step)
{
    const std::size_t behind = step.edit.offset + step.edit.inserted.size();
    step.edit = step.buffer->apply(step.edit);
    step.isTyping = false;
    return {step.buffer, behind};
}

bool UndoStack::concerns(const Buffer *buffer) const
{
    return std::any_of(m_steps.begin(), m_steps.end(), [buffer](const Step &step) {
        return step.buffer == buffer;
    });
}

void UndoStack::forget(const Buffer *buffer)
{
    const auto isOf = [buffer](const Step &step) { return step.buffer == buffer; };
    const auto next = m_steps.begin() + static_cast<std::ptrdiff_t>(m_next);
    m_next -= static_cast<std::size_t>(std::count_if(m_steps.begin(), next, isOf));
    std::erase_if(m_steps, isOf);
}

} // namespace postern::ide

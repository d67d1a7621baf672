// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/undostack.h"

#include "app/ide/editing/buffer.h"

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
    add({{{buffer, std::move(inverse)}}, {}, {}, isTyping, Clock::now()});
}

void UndoStack::push(const QString &label, std::vector<Part> inverses)
{
    m_steps.resize(m_next);
    add({std::move(inverses), {}, label, false, Clock::now()});
}

void UndoStack::push(const QString &label, std::function<void()> swap)
{
    m_steps.resize(m_next);
    add({{}, std::move(swap), label, false, Clock::now()});
}

void UndoStack::add(Step step)
{
    if (m_steps.size() == kMostSteps)
        m_steps.erase(m_steps.begin());
    m_steps.push_back(std::move(step));
    m_next = m_steps.size();
}

bool UndoStack::join(const Buffer *buffer, const TextEdit &edit, const TextEdit &inverse)
{
    if (m_steps.empty() || edit.inserted.find('\n') != std::string::npos)
        return false;
    Step &last = m_steps.back();
    const auto now = Clock::now();
    if (!last.isTyping || last.parts.front().buffer != buffer || now - last.at > kPause)
        return false;
    TextEdit &before = last.parts.front().edit;
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
    Done done;
    if (step.swap)
        step.swap();
    for (Part &part : step.parts) {
        done.offset = part.edit.offset + part.edit.inserted.size();
        part.edit = part.buffer->apply(part.edit);
        std::erase(done.buffers, part.buffer);
        done.buffers.push_back(part.buffer);
    }
    std::ranges::reverse(step.parts);
    step.isTyping = false;
    return done;
}

bool UndoStack::concerns(const Buffer *buffer) const
{
    return std::ranges::any_of(m_steps, [buffer](const Step &step) {
        return std::ranges::find(step.parts, buffer, &Part::buffer) != step.parts.end();
    });
}

void UndoStack::forget(const Buffer *buffer)
{
    for (Step &step : m_steps)
        std::erase_if(step.parts, [buffer](const Part &part) { return part.buffer == buffer; });
    const auto isOver = [](const Step &step) { return step.parts.empty() && !step.swap; };
    const auto next = m_steps.begin() + static_cast<std::ptrdiff_t>(m_next);
    m_next -= static_cast<std::size_t>(std::count_if(m_steps.begin(), next, isOver));
    std::erase_if(m_steps, isOver);
}

} // namespace postern::ide

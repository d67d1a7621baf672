// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/textedit.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace postern::ide {

class Buffer;

/// What was changed in the files of one folder, in the order in which it was done, whoever did
/// it: typing, a form, the canvas. Characters typed in one go are one step.
class UndoStack
{
public:
    /// `inverse` takes back `edit`, which was just done. `isTyping`: may join the step before.
    void push(Buffer *buffer, const TextEdit &edit, TextEdit inverse, bool isTyping);

    bool canUndo() const { return m_next > 0; }
    bool canRedo() const { return m_next < m_steps.size(); }
    /// Each of these does one step and answers where it was; null when there is none.
    struct Done
    {
        Buffer *buffer = nullptr;
        std::size_t offset = 0; ///< behind what came back
    };
    Done undo();
    Done redo();

    bool concerns(const Buffer *buffer) const;
    /// The buffer is going away.
    void forget(const Buffer *buffer);

private:
    using Clock = std::chrono::steady_clock;
    struct Step
    {
        Buffer *buffer;
        TextEdit edit; // undoes it before m_next, does it again behind
        bool isTyping;
        Clock::time_point at;
    };
    bool join(const Buffer *buffer, const TextEdit &edit, const TextEdit &inverse);
    static Done perform(Step &step);

    std::vector<Step> m_steps;
    std::size_t m_next = 0;
};

} // namespace postern::ide

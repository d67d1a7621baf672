// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/textedit.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

namespace postern::ide {

class Buffer;

/// What was changed in the files of one folder, in the order in which it was done, whoever did
/// it: typing, a form, the canvas. A step may change several files and have a name. Characters typed
/// in one go are one step.
///
/// Not a QUndoStack: the steps of a file that is discarded leave from the middle, typing joins by
/// time as well as by place, and what is clean is said by each buffer beside its file on disk.
class UndoStack
{
public:
    /// An edit of one text.
    struct Part
    {
        Buffer *buffer = nullptr;
        TextEdit edit;
    };

    /// `inverse` takes back `edit`, which was just done. `isTyping`: may join the step before.
    void push(Buffer *buffer, const TextEdit &edit, TextEdit inverse, bool isTyping);
    /// A named step: `inverses`, done in this order, take it back.
    void push(const QString &label, std::vector<Part> inverses);
    /// A named step that is no text's: `swap` takes it back, and does it again, in turns.
    void push(const QString &label, std::function<void()> swap);

    bool canUndo() const { return m_next > 0; }
    bool canRedo() const { return m_next < m_steps.size(); }
    /// The names of the steps that come next; empty for typing, and where there is none.
    QString undoLabel() const { return canUndo() ? m_steps[m_next - 1].label : QString(); }
    QString redoLabel() const { return canRedo() ? m_steps[m_next].label : QString(); }
    /// Each of these does one step and answers where it was; nothing when there is none.
    struct Done
    {
        std::vector<Buffer *> buffers;
        std::size_t offset = 0; ///< in the last of them: after what came back
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
        std::vector<Part> parts;    // undo it before m_next, do it again after
        std::function<void()> swap; // of a step without parts
        QString label;
        bool isTyping = false;
        Clock::time_point at;
    };
    void add(Step step);
    bool join(const Buffer *buffer, const TextEdit &edit, const TextEdit &inverse);
    static Done perform(Step &step);

    std::vector<Step> m_steps;
    std::size_t m_next = 0;
};

} // namespace postern::ide

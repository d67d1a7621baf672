// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <cstddef>
#include <string>

namespace postern::run {

/// Which parts of a flow a chat goes through.
struct ChatShape
{
    std::string input;
    std::string history;
    std::string output;  ///< empty: the whole result is the answer
    std::string node;    ///< whose chunks are the answer's; empty: any node's
    bool byRole = false; ///< history as {role, content}, else as {inputs, outputs}
};

/// A chat with a flow, as `pf flow test --interactive` leads it: question, answer, and the history
/// that goes into the next run.
class Conversation
{
public:
    /// `given` are inputs that stay the same, and perhaps the history so far; else that begins with
    /// the flow's default one, else empty.
    /// Throws Error InvalidFlow when the flow can't be talked with.
    Conversation(const flow::Flow &flow, Dict given);

    const ChatShape &shape() const { return m_shape; }
    /// The text as the flow's input takes it: one that takes parts gets it as one part.
    Value question(const std::string &text) const;
    /// What a run of the flow is given for the next question.
    Dict inputs(const Value &question) const;
    /// The answer among a run's outputs.
    Value answer(const Value &outputs) const;
    /// The question was answered: it belongs to the history now.
    void remember(const Value &question, const Value &outputs);
    /// Questions answered since the chat began.
    std::size_t turns() const { return m_turns; }
    /// Forgets all that was said after so many of them.
    void goBackTo(std::size_t turns);

private:
    List firstHistory(const flow::Flow &flow) const;

    Dict m_given;
    ChatShape m_shape;
    bool m_takesParts = false;
    List m_history;
    std::size_t m_turns = 0;
};

} // namespace postern::run

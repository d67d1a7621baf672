// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace postern::cloud {

/// The responses API on top of chat: what is asked becomes a chat, its answer a response, as a
/// whole or as events. Responses are kept, so that a later one may go on from them.
class Responses
{
public:
    /// Answers a body of chat/completions.
    using Chat = std::function<Answer(const Value &body)>;

    Answer answer(const Question &question, const Chat &chat, std::int64_t now);

private:
    struct Kept
    {
        List messages; ///< with the answer
        Value response;
    };

    Answer create(const Question &question, const Chat &chat, std::int64_t now);
    void keep(const std::string &id, Kept kept);

    std::map<std::string, Kept, std::less<>> m_kept;
};

} // namespace postern::cloud

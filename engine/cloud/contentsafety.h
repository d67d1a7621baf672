// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"

#include <map>
#include <string>
#include <string_view>

namespace postern::cloud {

/// What a filter of harmful words says of a text: from 0 to 6 in steps of 2.
struct Severities
{
    int hate = 0;
    int selfHarm = 0;
    int sexual = 0;
    int violence = 0;

    int highest() const;
};
Severities severitiesOf(std::string_view text);
/// Whether a prompt tries to talk a model out of its rules.
bool isJailbreak(std::string_view text);

/// Content Safety: text and image analysis, prompt shields, block lists. Who may ask is looked at
/// before.
class ContentSafety
{
public:
    Answer answer(const Question &question);

private:
    struct BlockList
    {
        std::string description;
        std::map<std::string, std::string> items; ///< texts by id
    };

    Answer analyze(const Question &question) const;
    Answer analyzeImage(const Question &question) const;
    Answer shield(const Question &question) const;
    Answer blockLists(const Question &question);
    Answer blockListItems(const Question &question, BlockList &list, std::string_view operation);

    std::map<std::string, BlockList, std::less<>> m_lists;
};

} // namespace postern::cloud

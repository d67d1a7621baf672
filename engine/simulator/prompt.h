// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::simulator {

struct Message
{
    std::string role;
    std::string text; ///< text parts, joined by newlines
    std::string name; ///< of the tool or function that a result is from
    int images = 0;
};

/// A part of the prompt to answer from, with the mark by which it wants to be cited.
struct Passage
{
    std::string mark; ///< "[doc1]", "(Source: url)"; empty: none
    std::string text;
};

struct Category
{
    std::string name;
    std::string description; ///< may be empty
};

/// What the words of a prompt seem to ask for.
class Prompt
{
public:
    explicit Prompt(std::vector<Message> messages);

    const std::vector<Message> &messages() const { return m_messages; }
    /// System texts and the last user text, where instructions stand.
    const std::string &instructions() const { return m_instructions; }
    const std::string &lastUserText() const { return m_lastUserText; }
    /// What is asked: after the last "Question:", else the last paragraph of the last user text.
    const std::string &question() const { return m_question; }
    /// The text to answer from; empty when the prompt has none.
    std::vector<Passage> passages() const;
    /// What to choose from; empty when the prompt isn't a choice.
    std::vector<Category> categories() const;
    /// The last JSON object in the prompt that shows how to answer; without one the keys, with empty
    /// texts, of the last that only describes its values: {"name": the name}.
    std::optional<Value> sampleObject() const;
    /// Whether the last question is to be put again so that it stands alone.
    bool asksForRewrite() const;
    /// The highest grade when a single number is asked for; 0 otherwise.
    int gradeScale() const;

private:
    std::vector<Message> m_messages;
    std::string m_instructions;
    std::string m_lastUserText;
    std::string m_question;
};

} // namespace postern::simulator

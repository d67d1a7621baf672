// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/compiled.h"
#include "engine/pyobject/runtime.h"

#include <unordered_map>
#include <unordered_set>

namespace postern::jinja {

struct StringHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>{}(text);
    }
};

using Variables = std::unordered_map<std::string, Object, StringHash, std::equal_to<>>;

/// What a template was given from outside: it doesn't change while it runs.
class Outside
{
public:
    /// The values of a render.
    explicit Outside(const Dict *values, bool listsAsLines = false)
        : m_values(values)
        , m_listsAsLines(listsAsLines)
    {}
    /// What an included template or a scoped block sees: `variables` before `outer`.
    Outside(Variables variables, std::shared_ptr<const Outside> outer)
        : m_variables(std::move(variables))
        , m_outer(std::move(outer))
    {}

    /// Missing when there is no such name; globals are not looked at.
    Object find(std::string_view name) const;
    void release() const;

private:
    const Dict *m_values = nullptr;
    bool m_listsAsLines = false;
    mutable Variables m_variables; ///< also what was converted of m_values and may be changed
    std::shared_ptr<const Outside> m_outer;
};

/// The state of escaping, shared by a template's context and those derived from it.
struct EvalState
{
    bool autoescape = false;
};

/// Jinja2's Context: the variables of one run of a template.
struct Context
{
    std::shared_ptr<const Outside> outside;
    Variables variables; ///< set at top level
    std::unordered_set<std::string> exported;
    std::shared_ptr<EvalState> eval;
    const std::optional<std::string> *name = nullptr; ///< of the template
    std::unordered_map<std::string, std::vector<const CompiledBlock *>, StringHash, std::equal_to<>>
        blocks;
    bool tracked = false;
};

/// A running function of a template.
struct Frame : std::enable_shared_from_this<Frame>
{
    std::shared_ptr<Frame> outer; ///< of the function that it was defined in
    std::shared_ptr<Context> context;
    const CompiledTemplate *source = nullptr;
    Objects slots;
    const CompiledTemplate *parentTemplate = nullptr; ///< of a root whose extends has run
    bool tracked = false;

    /// Whether the template has a parent by now: its own output doesn't count then.
    bool hasParent() const
    {
        const Frame *frame = this;
        while (frame->outer)
            frame = frame->outer.get();
        return frame->parentTemplate != nullptr;
    }

    Object &at(Slot slot)
    {
        Frame *frame = this;
        for (std::uint32_t i = 0; i < slot.up; ++i)
            frame = frame->outer.get();
        return frame->slots[slot.index];
    }
};

} // namespace postern::jinja

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/rules.h"

#include <utility>

namespace postern::pyobject {

/// What one render, or one compilation, carries along: rules, limits, and what Jinja2's
/// Environment does at run time.
class Runtime
{
public:
    explicit Runtime(const Rules &rules);
    ~Runtime();
    /// The one at work in this thread; null when there is none.
    static Runtime *current() { return s_current; }
    Runtime(const Runtime &) = delete;
    Runtime &operator=(const Runtime &) = delete;

    const Rules &rules() const { return m_rules; }
    bool sandboxed() const { return m_rules.sandboxed; }
    /// Whether the context at hand escapes.
    bool autoescape() const { return m_autoescape; }
    void setAutoescape(bool enabled) { m_autoescape = enabled; }

    /// `environment.undefined(...)`: with a sentence, for a name, for an attribute or item.
    Object undefined(std::string hint, std::string_view name = {}) const;
    Object undefinedName(std::string_view name) const;
    Object undefinedMember(const Object &object, const Object &name) const;

    /// `environment.getattr`: the attribute, else the item, else undefined.
    Object attribute(const Object &object, const Object &name);
    /// `environment.getitem`: the item, else the attribute, else undefined.
    Object item(const Object &object, const Object &key);
    /// Python's object[key]. Throws what Python raises.
    Object subscript(const Object &object, const Object &key);
    Object call(const Object &callee, Arguments &arguments);
    bool compare(Comparison comparison, const Object &left, const Object &right);

    /// For objects that were changed and so may be part of a cycle: empties them at the end.
    void track(const Object &object);
    /// Counts work. Throws the limit error when a template doesn't seem to end.
    void countStep()
    {
        if (++m_steps > m_rules.mostSteps)
            failSteps();
    }

    /// See countWork().
    void countWork(std::uint64_t units)
    {
        m_work += units;
        if (m_work > m_rules.mostWork)
            failSteps();
    }

    /// Holds one level of calls. Throws the limit error when there are too many.
    class Depth
    {
    public:
        explicit Depth(Runtime &runtime)
            : m_runtime(runtime)
        {
            m_runtime.enterCall();
        }
        ~Depth() { --m_runtime.m_depth; }
        Depth(const Depth &) = delete;
        Depth &operator=(const Depth &) = delete;

    private:
        Runtime &m_runtime;
    };

private:
    friend class Depth;

    static constexpr int kMaxDepth = 400;
    static constexpr std::ptrdiff_t kMaxStack = std::ptrdiff_t{4} << 20; ///< of the usual 8 MB

    void enterCall();
    [[noreturn]] static void failSteps();
    Object unsafeMember(const Object &object, std::string_view name) const;
    /// What the sandbox makes of an attribute that is there.
    Object guarded(const Object &object, std::string_view name, Object value) const;

    const Rules &m_rules;
    bool m_autoescape;
    const Memory::Limit m_memory;
    Objects m_tracked;
    std::uint64_t m_steps = 0;
    std::uint64_t m_work = 0;
    int m_depth = 0;
    const char *m_stackBase;
    Runtime *const m_outer = std::exchange(s_current, this);

    static inline thread_local Runtime *s_current = nullptr;
};

/// Python's getattr(): Missing when there is no such attribute.
Object pythonAttribute(Runtime &runtime, const Object &object, std::string_view name);
/// Python's object[key]: Missing where Python raises TypeError, LookupError or AttributeError.
Object pythonItem(Runtime &runtime, const Object &object, const Object &key);

} // namespace postern::pyobject

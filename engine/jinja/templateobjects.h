// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/evaluator.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/work.h"

namespace postern::jinja {

/// `self`: the template's blocks by name.
class SelfReference final : public HostObject
{
public:
    SelfReference(Evaluator &evaluator, std::shared_ptr<Context> context)
        : m_evaluator(evaluator)
        , m_context(std::move(context))
    {}

    std::string_view typeName() const override { return "TemplateReference"; }
    std::string_view moduleName() const override { return "jinja2.runtime"; }
    std::string repr() const override;
    Object item(Runtime &, const Object &name) override;

private:
    Evaluator &m_evaluator;
    std::shared_ptr<Context> m_context;
};

/// A block as something to call: `super`, `self.name`.
class BlockReference final : public HostObject
{
public:
    BlockReference(Evaluator &evaluator,
                   std::shared_ptr<Context> context,
                   std::string name,
                   std::size_t depth)
        : m_evaluator(evaluator)
        , m_context(std::move(context))
        , m_name(std::move(name))
        , m_depth(depth)
    {}

    /// `super` inside of `block`; an undefined when nothing stands above it.
    static Object parentOf(Evaluator &evaluator,
                           const std::shared_ptr<Context> &context,
                           const CompiledBlock &block);

    std::string_view typeName() const override { return "BlockReference"; }
    std::string_view moduleName() const override { return "jinja2.runtime"; }
    bool callable() const override { return true; }
    Object call(Runtime &, Arguments &arguments) override;
    Object attribute(Runtime &runtime, std::string_view name) override;

private:
    static Object noParent(Evaluator &evaluator, const std::string &name);

    Evaluator &m_evaluator;
    std::shared_ptr<Context> m_context;
    std::string m_name;
    std::size_t m_depth;
};

class Namespace final : public HostObject
{
public:
    std::string_view typeName() const override { return "Namespace"; }
    std::string_view moduleName() const override { return "jinja2.utils"; }
    std::string repr() const override;
    Object attribute(Runtime &, std::string_view name) override;
    void release() override { m_members.as<DictObject>().clear(); }
    /// The attributes as a dict.
    DictObject &members() const { return m_members.as<DictObject>(); }
    void setMembers(Object dict) { m_members = std::move(dict); }

private:
    Object m_members = DictObject::make();
};

class Macro final : public HostObject
{
public:
    Macro(Evaluator &evaluator, const MacroNode &node, std::shared_ptr<Frame> frame, Object name)
        : m_evaluator(evaluator)
        , m_node(node)
        , m_frame(std::move(frame))
        , m_name(std::move(name))
    {}

    std::string_view typeName() const override { return "Macro"; }
    std::string_view moduleName() const override { return "jinja2.runtime"; }
    std::string repr() const override;
    bool callable() const override { return true; }
    Object call(Runtime &, Arguments &arguments) override
    {
        return m_evaluator.callMacro(*this, arguments);
    }
    Object attribute(Runtime &, std::string_view name) override;

    const MacroNode &node() const { return m_node; }
    const std::shared_ptr<Frame> &frame() const { return m_frame; }
    std::string nameRepr() const;

private:
    Evaluator &m_evaluator;
    const MacroNode &m_node;
    std::shared_ptr<Frame> m_frame; ///< where it was defined
    Object m_name;                  ///< None for a call block's
};

/// An imported template.
class Module final : public HostObject
{
public:
    Module(const CompiledTemplate &source, std::string text, Variables exported)
        : m_source(source)
        , m_text(std::move(text))
        , m_exported(std::move(exported))
    {}

    std::string_view typeName() const override { return "TemplateModule"; }
    std::string_view moduleName() const override { return "jinja2.environment"; }
    std::string repr() const override;
    std::string toString() const override { return m_text; }
    std::optional<std::string> html() const override { return m_text; }
    Object attribute(Runtime &, std::string_view name) override;
    void release() override { m_exported.clear(); }
    const std::string &text() const { return m_text; }
    std::string name() const;

private:
    const CompiledTemplate &m_source;
    std::string m_text;
    Variables m_exported;
};

/// `loop`
class LoopContext final : public HostObject
{
public:
    LoopContext(Evaluator &evaluator,
                const ForNode &node,
                Object iterable,
                std::shared_ptr<Frame> definedIn,
                int depth);

    /// The next item; false at the end.
    bool next(Object &item);

    std::string_view typeName() const override { return "LoopContext"; }
    std::string_view moduleName() const override { return "jinja2.runtime"; }
    std::string repr() const override;
    Object attribute(Runtime &runtime, std::string_view name) override;
    bool callable() const override { return true; }
    Object call(Runtime &, Arguments &arguments) override;
    std::optional<std::int64_t> length(Runtime &) override { return count(); }
    bool iterable() const override { return true; }
    Object iterate(Runtime &) override;

private:
    std::int64_t count();
    bool peek();
    Object cycle(Arguments &arguments) const;
    bool changed(Arguments &arguments);

    Evaluator &m_evaluator;
    const ForNode &m_node;
    Object m_iterable;
    Object m_iterator;
    std::optional<Loop> m_loop;
    std::shared_ptr<Frame> m_definedIn; ///< of a recursive loop: where its function is
    int m_depth;
    std::int64_t m_index = -1;
    std::int64_t m_count = -1;
    Object m_before;
    Object m_current;
    Object m_after;
    Object m_lastChanged;
};

} // namespace postern::jinja

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/context.h"
#include "engine/jinja/globals.h"
#include "engine/jinja/output.h"

namespace postern::jinja {

class LoopContext;
class Macro;
class Module;

/// Runs compiled templates: one for each render.
class Evaluator
{
public:
    explicit Evaluator(std::shared_ptr<Environment> environment);
    ~Evaluator();
    Evaluator(const Evaluator &) = delete;
    Evaluator &operator=(const Evaluator &) = delete;

    RenderedText render(const CompiledTemplate &source, const Dict &values);
    /// What compileExpression() made: its value.
    Value valueOf(const CompiledTemplate &expression, const Dict &values);
    /// The line of the statement that runs.
    int line() const { return m_line; }
    /// The name of the template that it is in; empty for one given as text.
    std::string file() const
    {
        return m_source != nullptr ? m_source->name.value_or("") : std::string();
    }
    Runtime &runtime() { return m_runtime; }

    // For the objects that call back.
    Object callMacro(const Macro &macro, Arguments &arguments);
    Object callBlock(const CompiledBlock &block, const std::shared_ptr<Context> &context);
    Object callLoop(const ForNode &node,
                    const std::shared_ptr<Frame> &definedIn,
                    const Object &iterable,
                    int depth);
    /// One item of a loop's filter: whether it passes, and the value the loop sees.
    bool passesFilter(const ForNode &node, Frame &frame, Object &item);
    void enterFrame(const FrameLoads &frame, Frame &into);

private:
    enum class Flow : std::uint8_t { Normal, Break, Continue };

    /// Where the run is, to come back to when a function ends well. An error leaves the place.
    struct Position
    {
        int line = 0;
        const CompiledTemplate *source = nullptr;
    };
    Position goTo(const CompiledTemplate &next) { return {m_line, std::exchange(m_source, &next)}; }
    void comeBack(const Position &to)
    {
        m_line = to.line;
        m_source = to.source;
    }

    // Functions.
    void runRoot(const CompiledTemplate &source,
                 const std::shared_ptr<Context> &context,
                 Output &out);
    void runBlock(const CompiledBlock &block, const std::shared_ptr<Context> &context, Output &out);
    std::shared_ptr<Frame> makeFrame(const Unit &unit,
                                     const CompiledTemplate &source,
                                     std::shared_ptr<Context> context);
    std::shared_ptr<Context> makeContext(const CompiledTemplate &source,
                                         std::shared_ptr<const Outside> outside);
    static void leaveFrame(const FrameLoads &frame, Frame &of);
    Object resolve(std::string_view name, const Context &context);
    void keep(const std::shared_ptr<Frame> &frame);
    void keep(const std::shared_ptr<Context> &context);

    // Statements.
    Flow run(const Nodes &nodes, Frame &frame, Output &out);
    Flow run(const Node &node, Frame &frame, Output &out);
    void output(const OutputNode &node, Frame &frame, Output &out);
    void write(const Object &value, Escaping escaping, const Frame &frame, Output &out);
    /// What a tag inserts as it is. Throws TypeError for what is no text.
    static void append(const Object &value, Output &out);
    Flow runIf(const IfNode &node, Frame &frame, Output &out);
    Flow runFor(const ForNode &node, Frame &frame, Output &out);
    Flow loop(const ForNode &node,
              Frame &frame,
              const Object &iterable,
              const Object &recursion,
              Output &out);
    Flow runWith(const WithNode &node, Frame &frame, Output &out);
    Flow runAutoescape(const AutoescapeNode &node, Frame &frame, Output &out);
    void useBlock(const BlockNode &node, Frame &frame, Output &out);
    void extend(const ExtendsNode &node, Frame &frame);
    void include(const IncludeNode &node, Frame &frame, Output &out);
    void import(const ImportNode &node, Frame &frame);
    void defineMacro(const MacroNode &node, Frame &frame);
    void callBlockStatement(const MacroNode &node, Frame &frame, Output &out);
    Flow runFilterBlock(const FilterBlockNode &node, Frame &frame, Output &out);
    void set(const SetNode &node, Frame &frame);
    Flow runSetBlock(const SetBlockNode &node, Frame &frame);
    void publish(const std::vector<Export> &names, Frame &frame);
    void assign(const Node &target, Object value, Frame &frame);
    Object reloaded(const Node &target, Frame &frame);

    // Inheritance and modules.
    const CompiledTemplate &load(const Object &name);
    const CompiledTemplate &select(const Object &names);
    const CompiledTemplate &loadAny(const Object &name);
    std::shared_ptr<const Outside> withLocals(const Context &context,
                                              const std::vector<Export> &locals,
                                              Frame &frame);
    Object module(const ImportNode &node, Frame &frame);
    Object makeModule(const CompiledTemplate &source, std::shared_ptr<const Outside> outside);
    Object defaultModule(const CompiledTemplate &source);

    // Expressions.
    Object eval(const Node &node, Frame &frame);
    Object evalAttribute(const AttributeNode &node, Frame &frame);
    Object evalName(const NameNode &node, Frame &frame);
    Object evalDict(const DictNode &node, Frame &frame);
    bool evalCompare(const CompareNode &node, Frame &frame);
    Object evalConcat(const ItemsNode &node, Frame &frame);
    Object evalConditional(const ConditionalNode &node, Frame &frame);
    Object evalItem(const ItemNode &node, Frame &frame);
    Object evalSlice(const SliceNode &node, Frame &frame);
    Object evalCall(const CallNode &node, Frame &frame, const Object &caller = {});
    Object evalFilter(const CallNode &node, Frame &frame, Output *buffer = nullptr);
    Object evalTest(const CallNode &node, Frame &frame);
    Objects evalItems(const Nodes &nodes, Frame &frame);
    /// `called`: the function that Python's sentences name.
    void evalArguments(const CallParts &parts,
                       Frame &frame,
                       std::string_view called,
                       Arguments &arguments);
    std::string position(int line, const Frame &frame) const;
    bool escapes(bool autoescape, bool dynamic, const Frame &frame) const
    {
        return dynamic ? frame.context->eval->autoescape : autoescape;
    }

    std::shared_ptr<Environment> m_environment;
    Globals m_globals;
    Runtime m_runtime;
    int m_line = 0;
    const CompiledTemplate *m_source = nullptr; ///< whose statements run
    std::map<const CompiledTemplate *, Object> m_modules;
    std::vector<std::shared_ptr<const CompiledTemplate>> m_used; ///< templates that must live as long
    std::vector<std::shared_ptr<Frame>> m_frames;                ///< those that something refers to
    std::vector<std::shared_ptr<Context>> m_contexts;
    std::vector<std::shared_ptr<const Outside>> m_outsides;
};

} // namespace postern::jinja

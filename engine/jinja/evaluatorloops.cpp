// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/evaluator.h"
#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/arguments.h"
#include "engine/pyobject/function.h"
#include "engine/pyobject/pyerror.h"

namespace postern::jinja {

namespace {

/// What a loop with a filter walks over.
class FilteredIterator final : public Iterator
{
public:
    FilteredIterator(Evaluator &evaluator,
                     const ForNode &node,
                     std::shared_ptr<Frame> frame,
                     Object iterable)
        : m_evaluator(evaluator)
        , m_node(node)
        , m_frame(std::move(frame))
        , m_iterable(std::move(iterable))
    {}

    bool next(Runtime &runtime, Object &item) override
    {
        if (!m_loop) {
            m_evaluator.enterFrame(m_node.testUnit->frame, *m_frame);
            m_loop.emplace(runtime, m_iterable);
        }
        while (m_loop->next(item)) {
            runtime.countStep();
            if (m_evaluator.passesFilter(m_node, *m_frame, item))
                return true;
        }
        return false;
    }

private:
    Evaluator &m_evaluator;
    const ForNode &m_node;
    std::shared_ptr<Frame> m_frame;
    Object m_iterable;
    std::optional<Loop> m_loop;
};

} // namespace

bool Evaluator::passesFilter(const ForNode &node, Frame &frame, Object &item)
{
    assign(*node.testTarget, item, frame);
    if (!truthy(eval(*node.test, frame)))
        return false;
    item = reloaded(*node.testTarget, frame);
    return true;
}

/// The target as a value again: a tuple that was unpacked is packed anew.
Object Evaluator::reloaded(const Node &target, Frame &frame)
{
    if (target.kind == NodeKind::Name)
        return frame.at(static_cast<const NameNode &>(target).slot);
    Objects items;
    for (const NodePtr &item : static_cast<const ItemsNode &>(target).items)
        items.push_back(reloaded(*item, frame));
    return Object::tuple(std::move(items));
}

Evaluator::Flow Evaluator::runFor(const ForNode &node, Frame &frame, Output &out)
{
    Object iterable = eval(*node.iterable, frame);
    if (node.recursive) {
        const std::shared_ptr<Frame> shared = frame.shared_from_this();
        out.text += callLoop(node, shared, iterable, 0).asString();
        out.check();
        return Flow::Normal;
    }
    if (node.test) {
        const std::shared_ptr<Frame> filter = makeFrame(*node.testUnit,
                                                        *frame.source,
                                                        frame.context);
        filter->outer = frame.shared_from_this();
        iterable = Object(new FilteredIterator(*this, node, filter, std::move(iterable)));
    }
    return loop(node, frame, iterable, {}, out);
}

Object Evaluator::callLoop(const ForNode &node,
                           const std::shared_ptr<Frame> &definedIn,
                           const Object &iterable,
                           int depth)
{
    const Runtime::Depth guard(m_runtime);
    const std::shared_ptr<Frame> frame = makeFrame(*node.loopUnit,
                                                   *definedIn->source,
                                                   definedIn->context);
    frame->outer = definedIn;
    Object source = iterable;
    if (node.test) {
        const std::shared_ptr<Frame> filter = makeFrame(*node.testUnit,
                                                        *definedIn->source,
                                                        definedIn->context);
        filter->outer = definedIn;
        source = Object(new FilteredIterator(*this, node, filter, source));
    }
    Output out;
    const int line = std::exchange(m_line, node.line);
    const Object context(new LoopContext(*this, node, source, definedIn, depth));
    loop(node, *frame, source, context, out);
    m_line = line;
    const bool safe = node.escaping == Escaping::Always
                      || (node.escaping == Escaping::ByContext && frame->context->eval->autoescape);
    return Object::text(out.take(), safe);
}

Evaluator::Flow Evaluator::loop(
    const ForNode &node, Frame &frame, const Object &iterable, const Object &recursion, Output &out)
{
    /// Empties the loop's variables however it ends: they may hold what holds the frame.
    struct Cleaner
    {
        const ForNode &node;
        Frame &frame;
        ~Cleaner()
        {
            if (node.extended)
                frame.slots[node.loopSlot] = {};
            leaveFrame(node.bodyFrame, frame);
        }
    };
    bool ran = false;
    Object item;
    // As in the code that Jinja2 makes, `continue` and `break` skip the note that the loop ran.
    bool leave = false;
    const auto step = [&] {
        m_runtime.countStep();
        assign(*node.target, std::move(item), frame);
        enterFrame(node.bodyFrame, frame);
        const Flow flow = run(node.body, frame, out);
        m_line = node.line;
        ran = ran || flow == Flow::Normal;
        leave = flow == Flow::Break;
    };
    if (const Cleaner cleaner{node, frame}; node.extended) {
        const Object context = recursion.isMissing()
                                   ? Object(new LoopContext(*this, node, iterable, nullptr, 0))
                                   : recursion;
        auto &loop = context.as<LoopContext>();
        while (!leave && loop.next(item)) {
            frame.slots[node.loopSlot] = context;
            step();
        }
    } else {
        Loop loop(m_runtime, iterable);
        while (!leave && loop.next(item))
            step();
    }
    if (ran || node.otherwise.empty())
        return Flow::Normal;
    enterFrame(node.elseFrame, frame);
    const Flow flow = run(node.otherwise, frame, out);
    leaveFrame(node.elseFrame, frame);
    return flow;
}

LoopContext::LoopContext(Evaluator &evaluator,
                         const ForNode &node,
                         Object iterable,
                         std::shared_ptr<Frame> definedIn,
                         int depth)
    : m_evaluator(evaluator)
    , m_node(node)
    , m_iterable(std::move(iterable))
    , m_definedIn(std::move(definedIn))
    , m_depth(depth)
{
    m_loop.emplace(evaluator.runtime(), m_iterable);
}

bool LoopContext::next(Object &item)
{
    if (!m_after.isMissing())
        item = std::exchange(m_after, {});
    else if (!m_loop->next(item))
        return false;
    ++m_index;
    m_before = std::exchange(m_current, item);
    return true;
}

bool LoopContext::peek()
{
    if (!m_after.isMissing())
        return true;
    Object item;
    if (!m_loop->next(item))
        return false;
    m_after = std::move(item);
    return true;
}

std::int64_t LoopContext::count()
{
    if (m_count >= 0)
        return m_count;
    Runtime &runtime = m_evaluator.runtime();
    if (const auto length = lengthOf(runtime, m_iterable)) {
        m_count = *length;
        return m_count;
    }
    Objects rest;
    Object item;
    while (m_loop->next(item)) {
        runtime.countStep();
        rest.push_back(std::move(item));
        checkItemCount(rest.size());
    }
    m_count = static_cast<std::int64_t>(rest.size()) + m_index + 1 + (m_after.isMissing() ? 0 : 1);
    m_iterator = Object::list(std::move(rest));
    m_loop.emplace(runtime, m_iterator);
    return m_count;
}

Object LoopContext::cycle(Arguments &arguments) const
{
    if (!arguments.named.empty())
        throw PyError("TypeError",
                      "LoopContext.cycle() got an unexpected keyword argument '"
                          + arguments.named[0].first + "'");
    const Objects &items = arguments.positional;
    if (items.empty())
        throw PyError("TypeError", "no items for cycling given");
    return items[static_cast<std::size_t>(m_index) % items.size()];
}

bool LoopContext::changed(Arguments &arguments)
{
    Object value = Object::tuple(std::move(arguments.positional));
    if (!m_lastChanged.isMissing() && equal(m_lastChanged, value))
        return false;
    m_lastChanged = std::move(value);
    return true;
}

Object LoopContext::attribute(Runtime &runtime, std::string_view name)
{
    if (name == "index")
        return m_index + 1;
    if (name == "index0")
        return m_index;
    if (name == "first")
        return m_index == 0;
    if (name == "last")
        return !peek();
    if (name == "length")
        return count();
    if (name == "revindex")
        return count() - m_index;
    if (name == "revindex0")
        return count() - m_index - 1;
    if (name == "depth")
        return m_depth + 1;
    if (name == "depth0")
        return m_depth;
    if (name == "previtem") {
        if (m_index == 0)
            return runtime.undefined("there is no previous item");
        return m_before;
    }
    if (name == "nextitem")
        return peek() ? m_after : runtime.undefined("there is no next item");
    if (name == "cycle") {
        return Object(new Function(
            "cycle",
            [](Runtime &, const Object &self, Arguments &arguments) {
                return self.as<LoopContext>().cycle(arguments);
            },
            Object(this),
            "method"));
    }
    if (name == "changed") {
        return Object(new Function(
            "changed",
            [](Runtime &, const Object &self, Arguments &arguments) -> Object {
                return self.as<LoopContext>().changed(arguments);
            },
            Object(this),
            "method"));
    }
    return {};
}

Object LoopContext::call(Runtime &, Arguments &arguments)
{
    if (!m_definedIn)
        throw PyError("TypeError",
                      "The loop must have the 'recursive' marker to be called recursively.");
    const Parameters parameters(arguments, "LoopContext.__call__", {"iterable"}, 1, 1);
    return m_evaluator.callLoop(m_node, m_definedIn, parameters[0], m_depth + 1);
}

std::string LoopContext::repr() const
{
    return "<LoopContext " + std::to_string(m_index + 1) + "/"
           + std::to_string(const_cast<LoopContext *>(this)->count()) + ">";
}

namespace {

/// Iterating over `loop` itself: pairs of the item and the loop.
class LoopPairs final : public Iterator
{
public:
    explicit LoopPairs(Object loop)
        : m_loop(std::move(loop))
    {}

    bool next(Runtime &, Object &item) override
    {
        Object value;
        if (!m_loop.as<LoopContext>().next(value))
            return false;
        item = Object::tuple({std::move(value), m_loop});
        return true;
    }

private:
    Object m_loop;
};

} // namespace

Object LoopContext::iterate(Runtime &)
{
    return Object(new LoopPairs(Object(this)));
}

} // namespace postern::jinja

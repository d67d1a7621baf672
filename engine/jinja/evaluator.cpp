// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/evaluator.h"

#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/convert.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/work.h"

namespace postern::jinja {

Object Outside::find(std::string_view name) const
{
    if (!m_variables.empty()) {
        if (const auto found = m_variables.find(name); found != m_variables.end())
            return found->second;
    }
    if (m_values != nullptr) {
        const Value *value = m_values->find(name);
        if (value == nullptr)
            return {};
        Object object = toObject(*value, m_listsAsLines);
        // What can be changed must stay the same object.
        if (object.kind() >= Kind::List)
            m_variables.emplace(name, object);
        return object;
    }
    return m_outer ? m_outer->find(name) : Object();
}

void Outside::release() const
{
    m_variables.clear();
}

Evaluator::Evaluator(std::shared_ptr<Environment> environment)
    : m_environment(std::move(environment))
    , m_globals(m_environment->options)
    , m_runtime(m_environment->options)
{}

Evaluator::~Evaluator()
{
    // Macros hold the frames they were defined in, which hold the macros.
    for (const auto &frame : m_frames)
        frame->slots.clear();
    for (const auto &context : m_contexts)
        context->variables.clear();
    for (const auto &outside : m_outsides)
        outside->release();
}

RenderedText Evaluator::render(const CompiledTemplate &source, const Dict &values)
{
    RenderedText rendered;
    Output out;
    out.inserted = &rendered.inserted;
    auto outside = std::make_shared<Outside>(&values, m_environment->options.listsAsLines);
    runRoot(source, makeContext(source, std::move(outside)), out);
    rendered.text = out.take();
    return rendered;
}

Value Evaluator::valueOf(const CompiledTemplate &expression, const Dict &values)
{
    Output out;
    const auto outside = std::make_shared<Outside>(&values, m_environment->options.listsAsLines);
    const std::shared_ptr<Context> context = makeContext(expression, outside);
    runRoot(expression, context, out);
    const Object &value = context->variables.at(std::string(kExpressionResult));
    return value.isUndefined() ? Value() : toValue(value);
}

std::shared_ptr<Context> Evaluator::makeContext(const CompiledTemplate &source,
                                                std::shared_ptr<const Outside> outside)
{
    auto context = std::make_shared<Context>();
    context->outside = std::move(outside);
    context->eval = std::make_shared<EvalState>();
    context->eval->autoescape = m_runtime.rules().autoescape;
    context->name = &source.name;
    for (const auto &block : source.blocks)
        context->blocks[block->node->name].push_back(block.get());
    return context;
}

std::shared_ptr<Frame> Evaluator::makeFrame(const Unit &unit,
                                            const CompiledTemplate &source,
                                            std::shared_ptr<Context> context)
{
    auto frame = std::make_shared<Frame>();
    frame->context = std::move(context);
    frame->source = &source;
    frame->slots.resize(unit.slotCount);
    return frame;
}

void Evaluator::keep(const std::shared_ptr<Frame> &frame)
{
    for (std::shared_ptr<Frame> each = frame; each && !each->tracked; each = each->outer) {
        each->tracked = true;
        m_frames.push_back(each);
    }
    keep(frame->context);
}

void Evaluator::keep(const std::shared_ptr<Context> &context)
{
    if (std::exchange(context->tracked, true))
        return;
    m_contexts.push_back(context);
    m_outsides.push_back(context->outside);
}

Object Evaluator::resolve(std::string_view name, const Context &context)
{
    if (!context.variables.empty()) {
        if (const auto found = context.variables.find(name); found != context.variables.end())
            return found->second;
    }
    Object value = context.outside->find(name);
    return value.isMissing() ? m_globals.find(name) : value;
}

void Evaluator::enterFrame(const FrameLoads &frame, Frame &into)
{
    for (const auto &load : frame.loads) {
        switch (load.action) {
        case FrameLoads::Action::Parameter:
            break;
        case FrameLoads::Action::Resolve:
            into.slots[load.index] = resolve(into.source->ast.names.text(load.name), *into.context);
            break;
        case FrameLoads::Action::Alias:
            into.slots[load.index] = into.at(load.from);
            break;
        case FrameLoads::Action::Undefined:
            into.slots[load.index] = {};
        }
    }
}

void Evaluator::leaveFrame(const FrameLoads &frame, Frame &of)
{
    for (const auto &load : frame.loads)
        of.slots[load.index] = {};
}

void Evaluator::runRoot(const CompiledTemplate &source,
                        const std::shared_ptr<Context> &context,
                        Output &out)
{
    const Runtime::Depth depth(m_runtime);
    const std::shared_ptr<Frame> frame = makeFrame(source.root, source, context);
    if (source.root.selfSlot != Unit::kNoSlot) {
        keep(context);
        frame->slots[source.root.selfSlot] = Object(new SelfReference(*this, context));
    }
    const Position before = goTo(source);
    enterFrame(source.root.frame, *frame);
    run(source.ast.body, *frame, out);
    if (frame->parentTemplate != nullptr)
        runRoot(*frame->parentTemplate, context, out);
    comeBack(before);
}

void Evaluator::runBlock(const CompiledBlock &block,
                         const std::shared_ptr<Context> &context,
                         Output &out)
{
    const Runtime::Depth depth(m_runtime);
    const std::shared_ptr<Frame> frame = makeFrame(block.unit, *block.owner, context);
    if (block.unit.selfSlot != Unit::kNoSlot) {
        keep(context);
        frame->slots[block.unit.selfSlot] = Object(new SelfReference(*this, context));
    }
    if (block.unit.superSlot != Unit::kNoSlot) {
        keep(context);
        frame->slots[block.unit.superSlot] = BlockReference::parentOf(*this, context, block);
    }
    const Position before = goTo(*block.owner);
    enterFrame(block.unit.frame, *frame);
    run(block.node->body, *frame, out);
    comeBack(before);
}

Object Evaluator::callBlock(const CompiledBlock &block, const std::shared_ptr<Context> &context)
{
    Output out;
    runBlock(block, context, out);
    return Object::text(out.take(), context->eval->autoescape);
}

Evaluator::Flow Evaluator::run(const Nodes &nodes, Frame &frame, Output &out)
{
    for (const NodePtr &node : nodes) {
        if (const Flow flow = run(*node, frame, out); flow != Flow::Normal)
            return flow;
    }
    return Flow::Normal;
}

Evaluator::Flow Evaluator::run(const Node &node, Frame &frame, Output &out)
{
    if (node.kind != NodeKind::Output)
        m_line = node.line;
    switch (node.kind) {
    case NodeKind::Output:
        output(static_cast<const OutputNode &>(node), frame, out);
        break;
    case NodeKind::For:
        return runFor(static_cast<const ForNode &>(node), frame, out);
    case NodeKind::If:
        return runIf(static_cast<const IfNode &>(node), frame, out);
    case NodeKind::With:
        return runWith(static_cast<const WithNode &>(node), frame, out);
    case NodeKind::Autoescape:
        return runAutoescape(static_cast<const AutoescapeNode &>(node), frame, out);
    case NodeKind::Block:
        useBlock(static_cast<const BlockNode &>(node), frame, out);
        break;
    case NodeKind::Extends:
        extend(static_cast<const ExtendsNode &>(node), frame);
        break;
    case NodeKind::Include:
        include(static_cast<const IncludeNode &>(node), frame, out);
        break;
    case NodeKind::Import:
    case NodeKind::FromImport:
        import(static_cast<const ImportNode &>(node), frame);
        break;
    case NodeKind::Macro:
        defineMacro(static_cast<const MacroNode &>(node), frame);
        break;
    case NodeKind::CallBlock:
        callBlockStatement(static_cast<const MacroNode &>(node), frame, out);
        break;
    case NodeKind::FilterBlock:
        return runFilterBlock(static_cast<const FilterBlockNode &>(node), frame, out);
    case NodeKind::Set:
        set(static_cast<const SetNode &>(node), frame);
        break;
    case NodeKind::SetBlock:
        return runSetBlock(static_cast<const SetBlockNode &>(node), frame);
    case NodeKind::Do:
        eval(*static_cast<const UnaryNode &>(node).operand, frame);
        break;
    case NodeKind::Break:
        return Flow::Break;
    case NodeKind::Continue:
        return Flow::Continue;
    default:
        break;
    }
    return Flow::Normal;
}

void Evaluator::write(const Object &value, Escaping escaping, const Frame &frame, Output &out)
{
    const bool escapes = escaping == Escaping::Always
                         || (escaping == Escaping::ByContext && frame.context->eval->autoescape);
    const std::size_t before = out.text.size();
    if (escapes)
        appendEscaped(out.text, value);
    else
        appendStr(out.text, value);
    out.check();
    out.noteInserted(before);
    constexpr std::size_t kShortOutput = 256;
    if (const std::size_t written = out.text.size() - before; written > kShortOutput)
        countWork(written / 4);
}

void Evaluator::append(const Object &value, Output &out)
{
    if (!value.isString())
        throw PyError("TypeError",
                      "sequence item 0: expected str instance, " + typeName(value) + " found");
    out.text += value.asString();
    out.check();
    countWork(value.asString().size() / 4);
}

void Evaluator::output(const OutputNode &node, Frame &frame, Output &out)
{
    if (node.checksParent && frame.hasParent())
        return;
    for (const NodePtr &child : node.nodes) {
        if (child->kind == NodeKind::Data) {
            out.text += static_cast<const DataNode &>(*child).data;
            out.check();
            continue;
        }
        m_line = child->line;
        write(eval(*child, frame), node.escaping, frame, out);
    }
}

Evaluator::Flow Evaluator::runIf(const IfNode &node, Frame &frame, Output &out)
{
    if (truthy(eval(*node.test, frame)))
        return run(node.body, frame, out);
    for (const NodePtr &elif : node.elifs) {
        const auto &branch = static_cast<const IfNode &>(*elif);
        m_line = branch.line;
        if (truthy(eval(*branch.test, frame)))
            return run(branch.body, frame, out);
    }
    return run(node.otherwise, frame, out);
}

Evaluator::Flow Evaluator::runWith(const WithNode &node, Frame &frame, Output &out)
{
    enterFrame(node.frame, frame);
    for (std::size_t i = 0; i < node.targets.size(); ++i)
        assign(*node.targets[i], eval(*node.values[i], frame), frame);
    const Flow flow = run(node.body, frame, out);
    leaveFrame(node.frame, frame);
    return flow;
}

Evaluator::Flow Evaluator::runAutoescape(const AutoescapeNode &node, Frame &frame, Output &out)
{
    EvalState &state = *frame.context->eval;
    const bool before = state.autoescape;
    enterFrame(node.frame, frame);
    state.autoescape = truthy(eval(*node.enabled, frame));
    const Flow flow = run(node.body, frame, out);
    state.autoescape = before;
    leaveFrame(node.frame, frame);
    return flow;
}

Evaluator::Flow Evaluator::runFilterBlock(const FilterBlockNode &node, Frame &frame, Output &out)
{
    Output buffer;
    enterFrame(node.frame, frame);
    const Flow flow = run(node.body, frame, buffer);
    if (flow == Flow::Normal) {
        m_line = node.line;
        append(evalFilter(static_cast<const CallNode &>(*node.filter), frame, &buffer), out);
    }
    leaveFrame(node.frame, frame);
    return flow;
}

void Evaluator::publish(const std::vector<Export> &names, Frame &frame)
{
    for (const Export &name : names) {
        const std::string &text = frame.source->ast.names.text(name.name);
        frame.context->variables.insert_or_assign(text, frame.at(name.slot));
        if (text[0] != '_')
            frame.context->exported.insert(text);
    }
}

void Evaluator::set(const SetNode &node, Frame &frame)
{
    for (const Slot slot : node.namespaces) {
        if (frame.at(slot).host<Namespace>() == nullptr)
            throw PyError("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
    }
    assign(*node.target, eval(*node.value, frame), frame);
    publish(node.published, frame);
}

Evaluator::Flow Evaluator::runSetBlock(const SetBlockNode &node, Frame &frame)
{
    Output buffer;
    enterFrame(node.frame, frame);
    const Flow flow = run(node.body, frame, buffer);
    if (flow != Flow::Normal)
        return flow;
    m_line = node.line;
    const bool safe = frame.context->eval->autoescape;
    Object value;
    if (node.filter)
        value = evalFilter(static_cast<const CallNode &>(*node.filter), frame, &buffer);
    else
        value = Object::text(buffer.take(), safe);
    assign(*node.target, safe ? markSafe(value) : std::move(value), frame);
    publish(node.published, frame);
    leaveFrame(node.frame, frame);
    return flow;
}

} // namespace postern::jinja

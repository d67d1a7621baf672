// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/evaluator.h"
#include "engine/jinja/filters.h"
#include "engine/jinja/fold.h"
#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

namespace postern::jinja {

Object Evaluator::eval(const Node &node, Frame &frame)
{
    switch (node.kind) {
    case NodeKind::Const: {
        const auto &constant = static_cast<const ConstNode &>(node);
        if (!constant.unknownName.empty())
            throw PyError("NameError",
                          "name '" + std::string(constant.unknownName) + "' is not defined");
        return freshConstant(constant);
    }
    case NodeKind::Name:
        return evalName(static_cast<const NameNode &>(node), frame);
    case NodeKind::Tuple:
        return Object::tuple(evalItems(static_cast<const ItemsNode &>(node).items, frame));
    case NodeKind::List:
        return Object::list(evalItems(static_cast<const ItemsNode &>(node).items, frame));
    case NodeKind::Dict:
        return evalDict(static_cast<const DictNode &>(node), frame);
    case NodeKind::Not:
        return !truthy(eval(*static_cast<const UnaryNode &>(node).operand, frame));
    case NodeKind::Negative:
        return negative(eval(*static_cast<const UnaryNode &>(node).operand, frame));
    case NodeKind::Positive:
        return positive(eval(*static_cast<const UnaryNode &>(node).operand, frame));
    case NodeKind::Binary: {
        const auto &operation = static_cast<const BinaryNode &>(node);
        const Object left = eval(*operation.left, frame);
        return binary(operation.operation, left, eval(*operation.right, frame));
    }
    case NodeKind::And:
    case NodeKind::Or: {
        const auto &logic = static_cast<const BinaryNode &>(node);
        Object left = eval(*logic.left, frame);
        return truthy(left) == (node.kind == NodeKind::And) ? eval(*logic.right, frame) : left;
    }
    case NodeKind::Compare:
        return evalCompare(static_cast<const CompareNode &>(node), frame);
    case NodeKind::Concat:
        return evalConcat(static_cast<const ItemsNode &>(node), frame);
    case NodeKind::Conditional:
        return evalConditional(static_cast<const ConditionalNode &>(node), frame);
    case NodeKind::Attribute:
        return evalAttribute(static_cast<const AttributeNode &>(node), frame);
    case NodeKind::Item:
        return evalItem(static_cast<const ItemNode &>(node), frame);
    case NodeKind::Slice:
        return evalSlice(static_cast<const SliceNode &>(node), frame);
    case NodeKind::Call:
        return evalCall(static_cast<const CallNode &>(node), frame);
    case NodeKind::Filter:
        return evalFilter(static_cast<const CallNode &>(node), frame);
    case NodeKind::Test:
        return evalTest(static_cast<const CallNode &>(node), frame);
    default:
        return {};
    }
}

Object Evaluator::evalAttribute(const AttributeNode &node, Frame &frame)
{
    const Object object = eval(*node.object, frame);
    if (!object.isDict() || !node.isPlain)
        return m_runtime.attribute(object, node.name);
    Object value = object.as<DictObject>().get(node.name);
    return value.isMissing() ? m_runtime.undefinedMember(object, node.name) : value;
}

Object Evaluator::evalName(const NameNode &node, Frame &frame)
{
    const Object &value = frame.at(node.slot);
    if (value.isMissing())
        return m_runtime.undefinedName(frame.source->ast.names.text(node.name));
    return value;
}

Objects Evaluator::evalItems(const Nodes &nodes, Frame &frame)
{
    Objects items;
    items.reserve(nodes.size());
    for (const NodePtr &node : nodes)
        items.push_back(eval(*node, frame));
    return items;
}

Object Evaluator::evalDict(const DictNode &node, Frame &frame)
{
    Object result = DictObject::make();
    for (const auto &[keyNode, valueNode] : node.items) {
        Object key = eval(*keyNode, frame);
        result.as<DictObject>().set(std::move(key), eval(*valueNode, frame));
    }
    return result;
}

bool Evaluator::evalCompare(const CompareNode &node, Frame &frame)
{
    Object left = eval(*node.first, frame);
    for (const auto &[comparison, operand] : node.operands) {
        Object right = eval(*operand, frame);
        if (!m_runtime.compare(comparison, left, right))
            return false;
        left = std::move(right);
    }
    return true;
}

/// As Jinja2 joins: with escaping, everything from the first markup on makes markup.
Object Evaluator::evalConcat(const ItemsNode &node, Frame &frame)
{
    const Objects items = evalItems(node.items, frame);
    std::string out;
    if (!escapes(node.autoescape, node.dynamic, frame)) {
        for (const Object &item : items) {
            appendStr(out, item);
            checkTextSize(out.size());
        }
        countWork(out.size() / 4);
        return Object::string(std::move(out));
    }
    Objects texts;
    bool safe = false;
    for (const Object &item : items) {
        texts.push_back(softString(item));
        safe = safe || texts.back().isMarkup();
    }
    for (const Object &text : texts) {
        if (safe)
            appendEscaped(out, text);
        else
            appendStr(out, text);
        checkTextSize(out.size());
    }
    countWork(out.size());
    return Object::text(std::move(out), safe);
}

Object Evaluator::evalConditional(const ConditionalNode &node, Frame &frame)
{
    if (truthy(eval(*node.test, frame)))
        return eval(*node.then, frame);
    if (node.otherwise)
        return eval(*node.otherwise, frame);
    // Jinja2 uses its plain Undefined here, whatever the environment's is.
    return Object(new UndefinedObject(UndefinedKind::Default,
                                      "the inline if-expression on " + position(node.line, frame)
                                          + " evaluated to false and no else section was defined.",
                                      {},
                                      Object::none()));
}

Object Evaluator::evalItem(const ItemNode &node, Frame &frame)
{
    const Object object = eval(*node.object, frame);
    const Object key = eval(*node.key, frame);
    return node.key->kind == NodeKind::Slice ? m_runtime.subscript(object, key)
                                             : m_runtime.item(object, key);
}

Object Evaluator::evalSlice(const SliceNode &node, Frame &frame)
{
    const auto bound = [&](const NodePtr &child) {
        return child ? eval(*child, frame) : Object::none();
    };
    Object start = bound(node.start);
    Object stop = bound(node.stop);
    return Object(new SliceObject(std::move(start), std::move(stop), bound(node.step)));
}

void Evaluator::evalArguments(const CallParts &parts,
                              Frame &frame,
                              std::string_view called,
                              Arguments &arguments)
{
    const auto fail = [called](const std::string &message) {
        throw PyError("TypeError", std::string(called) + "() " + message);
    };
    arguments.positional.reserve(arguments.positional.size() + parts.positional.size());
    for (const NodePtr &node : parts.positional)
        arguments.positional.push_back(eval(*node, frame));
    if (parts.restPositional) {
        const Object rest = eval(*parts.restPositional, frame);
        if (!isIterable(rest))
            throw PyError("TypeError", "Value after * must be an iterable, not " + typeName(rest));
        Objects items = listOf(m_runtime, rest);
        countWork(16 * items.size());
        for (Object &item : items)
            arguments.positional.push_back(std::move(item));
    }
    for (const auto &[name, node] : parts.named)
        arguments.named.emplace_back(name, eval(*node, frame));
    if (!parts.restNamed)
        return;
    const Object rest = eval(*parts.restNamed, frame);
    if (!rest.isDict())
        fail("argument after ** must be a mapping, not " + typeName(rest));
    for (const auto &entry : rest.as<DictObject>().entries()) {
        if (entry.key.isMissing())
            continue;
        if (!entry.key.isString())
            throw PyError("TypeError", "keywords must be strings");
        countWork(4 * arguments.named.size());
        for (const auto &known : arguments.named) {
            if (known.first == entry.key.asString())
                fail("got multiple values for keyword argument '" + known.first + "'");
        }
        arguments.named.emplace_back(entry.key.asString(), entry.value);
    }
}

Object Evaluator::evalCall(const CallNode &node, Frame &frame, const Object &caller)
{
    const int line = m_line;
    const Object callee = eval(*node.subject, frame);
    Arguments arguments;
    evalArguments(node.parts,
                  frame,
                  m_runtime.sandboxed() ? "jinja2.sandbox.SandboxedEnvironment.call"
                                        : "jinja2.runtime.Context.call",
                  arguments);
    if (!caller.isMissing())
        arguments.named.emplace_back("caller", caller);
    m_line = line;
    m_runtime.setAutoescape(frame.context->eval->autoescape);
    return m_runtime.call(callee, arguments);
}

Object Evaluator::evalFilter(const CallNode &node, Frame &frame, Output *buffer)
{
    Arguments arguments;
    if (node.subject) {
        arguments.positional.push_back(
            node.subject->kind == NodeKind::Filter && buffer != nullptr
                ? evalFilter(static_cast<const CallNode &>(*node.subject), frame, buffer)
                : eval(*node.subject, frame));
    } else {
        arguments.positional.push_back(
            Object::text(buffer->take(), escapes(node.autoescape, node.dynamic, frame)));
    }
    evalArguments(node.parts, frame, "jinja2.filters.do_" + node.name, arguments);
    if (node.filter == nullptr)
        throw PyError("TemplateRuntimeError", "No filter named " + repr(node.name) + " found.");
    m_runtime.setAutoescape(frame.context->eval->autoescape);
    arguments.method = node.filter->name;
    countFilter(node.filter->name, arguments);
    Object result = node.filter->function(m_runtime, arguments);
    countResult(result);
    return result;
}

Object Evaluator::evalTest(const CallNode &node, Frame &frame)
{
    Arguments arguments;
    arguments.positional.push_back(eval(*node.subject, frame));
    evalArguments(node.parts, frame, "jinja2.tests.test_" + node.name, arguments);
    if (node.test == nullptr)
        throw PyError("TemplateRuntimeError", "No test named " + repr(node.name) + " found.");
    arguments.method = node.test->name;
    countTest(node.test->name, arguments);
    return node.test->function(m_runtime, arguments);
}

namespace {

/// Python's object[name] = value, which is what a set block makes of `name.attribute`.
void setItem(const Object &object, const std::string &name, Object value)
{
    if (auto *space = object.host<Namespace>())
        space->members().set(name, std::move(value));
    else if (object.isDict())
        object.as<DictObject>().set(name, std::move(value));
    else if (object.isList())
        throw PyError("TypeError", "list indices must be integers or slices, not str");
    else
        throw PyError("TypeError",
                      "'" + (object.isMissing() ? "_MissingType" : typeName(object))
                          + "' object does not support item assignment");
}

} // namespace

void Evaluator::assign(const Node &target, Object value, Frame &frame)
{
    if (target.kind == NodeKind::Name) {
        frame.at(static_cast<const NameNode &>(target).slot) = std::move(value);
        return;
    }
    if (target.kind == NodeKind::NamespaceRef) {
        const auto &reference = static_cast<const NamespaceRefNode &>(target);
        const Object &object = frame.at(reference.slot);
        setItem(object, reference.attribute, std::move(value));
        m_runtime.track(object);
        return;
    }
    const Nodes &targets = static_cast<const ItemsNode &>(target).items;
    if (!isIterable(value))
        throw PyError("TypeError", "cannot unpack non-iterable " + typeName(value) + " object");
    Loop loop(m_runtime, value);
    Objects items;
    Object item;
    while (items.size() <= targets.size() && loop.next(item))
        items.push_back(std::move(item));
    if (items.size() < targets.size())
        throw PyError("ValueError",
                      "not enough values to unpack (expected " + std::to_string(targets.size())
                          + ", got " + std::to_string(items.size()) + ")");
    if (items.size() > targets.size())
        throw PyError("ValueError",
                      "too many values to unpack (expected " + std::to_string(targets.size()) + ")");
    for (std::size_t i = 0; i < targets.size(); ++i)
        assign(*targets[i], std::move(items[i]), frame);
}

} // namespace postern::jinja

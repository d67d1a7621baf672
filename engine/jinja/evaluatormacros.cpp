// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/evaluator.h"
#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::jinja {

namespace {

/// Spreads a call's arguments over a macro's parameters, as Jinja2 does it: what is too few
/// is undefined, what is too much goes to varargs and kwargs or is an error.
Objects macroArguments(Runtime &runtime, const Macro &macro, Arguments &arguments)
{
    const MacroNode &node = macro.node();
    const std::size_t count = node.parameterNames.size();
    const std::size_t given = std::min(count, arguments.positional.size());
    Objects values(arguments.positional.begin(),
                   arguments.positional.begin() + static_cast<std::ptrdiff_t>(given));
    bool foundCaller = given == count && node.explicitCaller;
    for (std::size_t i = given; i < count; ++i) {
        values.push_back(arguments.takeNamed(node.parameterNames[i]));
        foundCaller = foundCaller || node.parameterNames[i] == "caller";
    }
    if (node.takesCaller && !foundCaller) {
        Object caller = arguments.takeNamed("caller");
        if (caller.isMissing() || caller.isNone())
            caller = runtime.undefined("No caller defined", "caller");
        values.push_back(std::move(caller));
    }
    if (node.takesNamed) {
        Object named = DictObject::make();
        for (auto &[name, value] : arguments.named)
            named.as<DictObject>().set(name, std::move(value));
        values.push_back(std::move(named));
    } else if (!arguments.named.empty()) {
        for (const auto &[name, value] : arguments.named) {
            if (name == "caller")
                throw PyError("TypeError",
                              "macro " + macro.nameRepr()
                                  + " was invoked with two values for the special caller argument. "
                                    "This is most likely a bug.");
        }
        throw PyError("TypeError",
                      "macro " + macro.nameRepr() + " takes no keyword argument "
                          + repr(arguments.named[0].first));
    }
    if (node.takesPositional) {
        values.push_back(
            Object::tuple(Objects(arguments.positional.begin() + static_cast<std::ptrdiff_t>(given),
                                  arguments.positional.end())));
    } else if (arguments.positional.size() > count) {
        throw PyError("TypeError",
                      "macro " + macro.nameRepr() + " takes not more than " + std::to_string(count)
                          + " argument(s)");
    }
    return values;
}

} // namespace

Object Evaluator::callMacro(const Macro &macro, Arguments &arguments)
{
    const MacroNode &node = macro.node();
    const Unit &unit = *node.unit;
    const bool autoescape = m_runtime.autoescape();
    Objects values = macroArguments(m_runtime, macro, arguments);
    const std::shared_ptr<Frame> frame = makeFrame(unit,
                                                   *macro.frame()->source,
                                                   macro.frame()->context);
    frame->outer = macro.frame();
    for (std::size_t i = 0; i < values.size(); ++i)
        frame->slots[unit.parameterSlots[i]] = std::move(values[i]);
    const Position before = goTo(*frame->source);
    m_line = node.line;
    enterFrame(unit.frame, *frame);
    const std::size_t required = node.parameterNames.size() - node.defaults.size();
    for (std::size_t i = 0; i < node.parameterNames.size(); ++i) {
        Object &slot = frame->slots[unit.parameterSlots[i]];
        if (!slot.isMissing())
            continue;
        const std::string &name = node.parameterNames[i];
        if (i < required)
            slot = m_runtime.undefined("parameter " + repr(name) + " was not provided", name);
        else
            slot = eval(*node.defaults[i - required], *frame);
    }
    Output out;
    run(node.body, *frame, out);
    comeBack(before);
    return Object::text(out.take(), autoescape);
}

void Evaluator::defineMacro(const MacroNode &node, Frame &frame)
{
    const std::shared_ptr<Frame> shared = frame.shared_from_this();
    keep(shared);
    const std::string &name = frame.source->ast.names.text(node.name);
    const Object macro(new Macro(*this, node, shared, Object::string(name)));
    if (node.topLevel) {
        if (name[0] != '_')
            frame.context->exported.insert(name);
        frame.context->variables.insert_or_assign(name, macro);
    }
    frame.at(node.slot) = macro;
}

void Evaluator::callBlockStatement(const MacroNode &node, Frame &frame, Output &out)
{
    const std::shared_ptr<Frame> shared = frame.shared_from_this();
    keep(shared);
    const Object caller(new Macro(*this, node, shared, Object::none()));
    append(evalCall(static_cast<const CallNode &>(*node.call), frame, caller), out);
}

} // namespace postern::jinja

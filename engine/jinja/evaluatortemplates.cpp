// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/evaluator.h"
#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"

namespace postern::jinja {

void Evaluator::useBlock(const BlockNode &node, Frame &frame, Output &out)
{
    if (node.skipped || (node.checksParent && frame.hasParent()))
        return;
    std::shared_ptr<Context> context = frame.context;
    if (node.scoped) {
        auto derived = std::make_shared<Context>();
        derived->outside = withLocals(*context, node.locals, frame);
        derived->eval = context->eval;
        derived->name = context->name;
        derived->blocks = context->blocks;
        context = std::move(derived);
    }
    const auto blocks = context->blocks.find(node.name);
    if (blocks == context->blocks.end())
        throw PyError("KeyError", repr(node.name));
    if (node.required && blocks->second.size() <= 1)
        throw PyError("TemplateRuntimeError", "Required block " + repr(node.name) + " not found");
    const CompiledBlock &block = *blocks->second.front();
    runBlock(block, context, out);
}

void Evaluator::extend(const ExtendsNode &node, Frame &frame)
{
    if (node.again && (node.always || frame.parentTemplate != nullptr))
        throw PyError("TemplateRuntimeError", "extended multiple times");
    const CompiledTemplate &parent = load(eval(*node.parent, frame));
    frame.parentTemplate = &parent;
    for (const auto &block : parent.blocks)
        frame.context->blocks[block->node->name].push_back(block.get());
}

const CompiledTemplate &Evaluator::load(const Object &name)
{
    const Options &options = m_environment->options;
    if (!options.loader)
        throw PyError("TypeError", "no loader for this environment specified");
    if (name.isUndefined())
        name.as<UndefinedObject>().fail();
    hashOf(name);
    const std::string text = str(name);
    const auto source = name.isString() ? options.loader(text) : std::nullopt;
    if (!source)
        throw PyError("TemplateNotFound", text);
    Environment::Loaded &loaded = m_environment->loaded[text];
    if (!loaded.compiled || loaded.source != *source) {
        try {
            loaded.compiled = compileTemplate(*source, options, text);
        } catch (PyError &error) {
            error.setFile(text);
            throw;
        }
        loaded.source = *source;
    }
    m_used.push_back(loaded.compiled);
    return *loaded.compiled;
}

const CompiledTemplate &Evaluator::select(const Object &names)
{
    if (names.isUndefined())
        names.as<UndefinedObject>().fail();
    if (!truthy(names))
        throw PyError("TemplatesNotFound", "Tried to select from an empty list of templates.");
    std::string missing;
    Loop loop(m_runtime, names);
    Object name;
    while (loop.next(name)) {
        try {
            return load(name);
        } catch (const PyError &error) {
            if (!error.isNotFound() && !error.is("UndefinedError"))
                throw;
        }
        missing += (missing.empty() ? "" : ", ")
                   + (name.isUndefined() ? name.as<UndefinedObject>().message() : str(name));
    }
    if (names.isDict()) // the exception asks for the last of them
        throw PyError("KeyError", "-1");
    throw PyError("TemplatesNotFound", "none of the templates given were found: " + missing);
}

const CompiledTemplate &Evaluator::loadAny(const Object &name)
{
    return name.isString() || name.isUndefined() ? load(name) : select(name);
}

/// What the context holds, with the variables of the running functions on top.
std::shared_ptr<const Outside> Evaluator::withLocals(const Context &context,
                                                     const std::vector<Export> &locals,
                                                     Frame &frame)
{
    Variables variables = context.variables;
    for (const Export &local : locals) {
        if (const Object &value = frame.at(local.slot); !value.isMissing())
            variables.insert_or_assign(frame.source->ast.names.text(local.name), value);
    }
    return std::make_shared<Outside>(std::move(variables), context.outside);
}

void Evaluator::include(const IncludeNode &node, Frame &frame, Output &out)
{
    const CompiledTemplate *source = nullptr;
    const Object name = eval(*node.source, frame);
    try {
        const bool isList = node.source->kind == NodeKind::Tuple
                            || node.source->kind == NodeKind::List;
        source = isList ? &select(name) : &loadAny(name);
    } catch (const PyError &error) {
        if (!node.ignoreMissing || !error.isNotFound())
            throw;
        return;
    }
    if (node.withContext) {
        const std::shared_ptr<Context> context
            = makeContext(*source, withLocals(*frame.context, node.locals, frame));
        runRoot(*source, context, out);
    } else {
        out.text += defaultModule(*source).as<Module>().text();
    }
    out.check();
}

Object Evaluator::makeModule(const CompiledTemplate &source, std::shared_ptr<const Outside> outside)
{
    const std::shared_ptr<Context> context = makeContext(source, std::move(outside));
    Output text;
    runRoot(source, context, text);
    Variables exported;
    for (const std::string &name : context->exported)
        exported.insert_or_assign(name, context->variables[name]);
    return Object(new Module(source, text.take(), std::move(exported)));
}

Object Evaluator::defaultModule(const CompiledTemplate &source)
{
    if (const auto known = m_modules.find(&source); known != m_modules.end())
        return known->second;
    Object made = makeModule(source, std::make_shared<Outside>(nullptr));
    m_modules.emplace(&source, made);
    return made;
}

Object Evaluator::module(const ImportNode &node, Frame &frame)
{
    const CompiledTemplate &source = load(eval(*node.source, frame));
    if (node.withContext)
        return makeModule(source, withLocals(*frame.context, node.locals, frame));
    return defaultModule(source);
}

void Evaluator::import(const ImportNode &node, Frame &frame)
{
    const Object imported = module(node, frame);
    for (const auto &name : node.names) {
        Object value = imported;
        if (node.kind == NodeKind::FromImport) {
            value = imported.as<Module>().attribute(m_runtime, name.name);
            if (value.isMissing())
                value = m_runtime.undefined("the template " + imported.as<Module>().name()
                                                + " (imported on " + position(node.line, frame)
                                                + ") does not export the requested name "
                                                + repr(name.name),
                                            name.name);
        }
        frame.at(name.slot) = value;
        if (!node.topLevel)
            continue;
        const std::string &target = frame.source->ast.names.text(name.target);
        frame.context->variables.insert_or_assign(target, std::move(value));
        if (target[0] != '_')
            frame.context->exported.erase(target);
    }
}

std::string Evaluator::position(int line, const Frame &frame) const
{
    std::string text = "line " + std::to_string(line);
    if (frame.source->name)
        text += " in " + repr(*frame.source->name);
    return text;
}

} // namespace postern::jinja

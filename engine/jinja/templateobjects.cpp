// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/templateobjects.h"

#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

namespace postern::jinja {

namespace {

std::string templateName(const std::optional<std::string> &name, const void *address)
{
    if (name)
        return repr(*name);
    return "memory:" + addressOf(static_cast<const HostObject *>(address)).substr(2);
}

} // namespace

std::string SelfReference::repr() const
{
    return "<TemplateReference " + (*m_context->name ? jinja::repr(**m_context->name) : "None")
           + ">";
}

Object SelfReference::item(Runtime &, const Object &name)
{
    if (!name.isString() || m_context->blocks.find(name.asString()) == m_context->blocks.end())
        return {};
    return Object(new BlockReference(m_evaluator, m_context, name.asString(), 0));
}

Object BlockReference::noParent(Evaluator &evaluator, const std::string &name)
{
    return evaluator.runtime().undefined("there is no parent block called " + jinja::repr(name)
                                             + ".",
                                         "super");
}

Object BlockReference::parentOf(Evaluator &evaluator,
                                const std::shared_ptr<Context> &context,
                                const CompiledBlock &block)
{
    const std::string &name = block.node->name;
    const auto stack = context->blocks.find(name);
    if (stack == context->blocks.end())
        return noParent(evaluator, name);
    const auto &blocks = stack->second;
    const auto own = std::find(blocks.begin(), blocks.end(), &block);
    const auto depth = static_cast<std::size_t>(own - blocks.begin()) + 1;
    if (depth >= blocks.size())
        return noParent(evaluator, name);
    return Object(new BlockReference(evaluator, context, name, depth));
}

Object BlockReference::call(Runtime &, Arguments &arguments)
{
    if (!arguments.empty())
        throw PyError("TypeError",
                      "BlockReference.__call__() takes 1 positional argument but more were given");
    return m_evaluator.callBlock(*m_context->blocks.find(m_name)->second.at(m_depth), m_context);
}

Object BlockReference::attribute(Runtime &, std::string_view name)
{
    if (name == "name")
        return Object::string(m_name);
    if (name != "super")
        return {};
    if (m_depth + 1 >= m_context->blocks.find(m_name)->second.size())
        return noParent(m_evaluator, m_name);
    return Object(new BlockReference(m_evaluator, m_context, m_name, m_depth + 1));
}

std::string Namespace::repr() const
{
    return "<Namespace " + jinja::repr(m_members) + ">";
}

Object Namespace::attribute(Runtime &, std::string_view name)
{
    const Object *member = members().find(name);
    return member == nullptr ? Object() : *member;
}

std::string Macro::nameRepr() const
{
    return jinja::repr(m_name);
}

std::string Macro::repr() const
{
    return "<Macro " + (m_name.isNone() ? "anonymous" : nameRepr()) + ">";
}

Object Macro::attribute(Runtime &, std::string_view name)
{
    if (name == "name")
        return m_name;
    if (name == "caller")
        return m_node.takesCaller;
    if (name == "catch_kwargs")
        return m_node.takesNamed;
    if (name == "catch_varargs")
        return m_node.takesPositional;
    if (name == "explicit_caller")
        return m_node.explicitCaller;
    if (name != "arguments")
        return {};
    Objects names;
    for (const std::string &parameter : m_node.parameterNames)
        names.push_back(Object::string(parameter));
    return Object::tuple(std::move(names));
}

std::string Module::name() const
{
    return m_source.name ? jinja::repr(*m_source.name) : "None";
}

std::string Module::repr() const
{
    return "<TemplateModule " + templateName(m_source.name, &m_source) + ">";
}

Object Module::attribute(Runtime &, std::string_view name)
{
    if (const auto found = m_exported.find(name); found != m_exported.end())
        return found->second;
    if (name == "__name__")
        return m_source.name ? Object::string(*m_source.name) : Object::none();
    return {};
}

} // namespace postern::jinja

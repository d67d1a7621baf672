// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"

#include "engine/jinja/evaluator.h"
#include "engine/jinja/templateerror.h"

namespace postern::jinja {

/// A template and what it shares with those it includes.
struct TemplateData
{
    std::shared_ptr<Environment> environment;
    std::shared_ptr<const CompiledTemplate> compiled;
    std::string name;
};

Options Options::promptflow()
{
    Options options;
    options.sandboxed = true;
    options.trimBlocks = true;
    options.keepTrailingNewline = true;
    return options;
}

Template Template::compile(std::string_view source, const Options &options, std::string name)
{
    auto data = std::make_shared<TemplateData>();
    data->environment = std::make_shared<Environment>();
    data->environment->options = options;
    data->name = std::move(name);
    try {
        const auto known = data->name.empty() ? std::nullopt : std::optional(data->name);
        data->compiled = compileTemplate(source, data->environment->options, known);
    } catch (const PyError &error) {
        throw templateError(error, 0, data->name);
    }
    Template result;
    result.m_data = std::move(data);
    return result;
}

RenderedText Template::renderMarked(const Dict &context) const
{
    Evaluator evaluator(m_data->environment);
    try {
        return evaluator.render(*m_data->compiled, context);
    } catch (const PyError &error) {
        throw templateError(error, evaluator.line(), evaluator.file());
    }
}

std::vector<std::string> Template::undeclaredVariables() const
{
    const auto &names = m_data->compiled->undeclared;
    return {names.begin(), names.end()};
}

} // namespace postern::jinja

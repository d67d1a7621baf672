// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/template.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::jinja {

class CompiledTemplate;
struct Environment;

/// A lone expression of the language, as stands between {{ and }}: Jinja2's compile_expression.
/// Cheap to copy, and as Template usable from any one thread at a time.
class Expression
{
public:
    /// Throws as Template::compile(), also for what is more than one expression.
    static Expression compile(std::string_view source, const Options &options = {});

    /// Its value in this context, a dict with text keys; null where it names what isn't there. What
    /// JSON can't hold is its repr as text. Throws as Template::render(), whose options' limits of
    /// steps, work and memory count here.
    Value evaluate(const Dict &context) const;

    /// The names it takes from outside, sorted.
    std::vector<std::string> undeclaredVariables() const;
    /// What it names of a variable, as `variable.member` or `variable['member']`.
    std::vector<std::string> membersOf(std::string_view variable) const;

private:
    std::shared_ptr<Environment> m_environment;
    std::shared_ptr<const CompiledTemplate> m_compiled;
};

} // namespace postern::jinja

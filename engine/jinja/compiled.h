// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/ast.h"
#include "engine/jinja/template.h"

#include <set>

namespace postern::jinja {

class CompiledTemplate;

/// The options that templates of one family share, and what was loaded for them.
struct Environment
{
    struct Loaded
    {
        std::string source;
        std::shared_ptr<const CompiledTemplate> compiled;
    };

    Options options;
    std::map<std::string, Loaded, std::less<>> loaded; ///< by name
};

/// A block's body as a function.
struct CompiledBlock
{
    const CompiledTemplate *owner = nullptr;
    const BlockNode *node = nullptr;
    Unit unit;
};

/// A template ready to run: its tree, with every name resolved to where its value will be.
class CompiledTemplate
{
public:
    std::optional<std::string> name; ///< nothing for one given as text
    Ast ast;
    Unit root;
    /// What stands after a second extends never runs, but blocks in it are blocks.
    Nodes unreached;
    std::vector<std::unique_ptr<CompiledBlock>> blocks;
    bool hasExtends = false;
    bool alwaysExtends = false; ///< its output is its parent's, whatever happens
    std::set<std::string> undeclared;
};

/// Parses and compiles. Throws PyError.
std::shared_ptr<const CompiledTemplate> compileTemplate(std::string_view source,
                                                        const Options &options,
                                                        std::optional<std::string> name);

/// The same of a lone expression: what runs sets kExpressionResult to its value.
std::shared_ptr<const CompiledTemplate> compileExpression(std::string_view source,
                                                          const Options &options);
inline constexpr std::string_view kExpressionResult = "(value)"; ///< no name of a template's

} // namespace postern::jinja

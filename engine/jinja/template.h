// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/renderedtext.h"
#include "engine/base/value.h"
#include "engine/jinja/values.h"
#include "engine/pyobject/rules.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::jinja {

struct TemplateData;

/// Jinja2's Environment options, with Jinja2's own defaults.
struct Options : Rules
{
    std::string blockStart = "{%", blockEnd = "%}";
    std::string variableStart = "{{", variableEnd = "}}";
    std::string commentStart = "{#", commentEnd = "#}";
    std::string lineStatementPrefix, lineCommentPrefix;
    bool trimBlocks = false;
    bool lstripBlocks = false;
    bool keepTrailingNewline = false;
    bool loopControls = false; ///< LoopControlExtension: break, continue
    bool doStatement = false;  ///< ExprStmtExtension: do
    /// Lists that come from outside print their items, one a line, instead of "[1, 2]": prompt
    /// flow's ChatInputList.
    bool listsAsLines = false;
    std::map<std::string, Value> globals;
    /// Answers a template's source by name, for include, import and extends; empty: none.
    std::function<std::optional<std::string>(std::string_view)> loader;

    /// What prompt flow renders with: sandboxed, trim_blocks, keep_trailing_newline.
    static Options promptflow();
};

/// A compiled template; cheap to copy. Copies share what was compiled, so all of them together
/// are usable from any one thread at a time.
///
/// Errors are Error InvalidInput (rendering) and InvalidFlow (syntax) whose promptflow().codes
/// holds the one name of Jinja2's or Python's class ("TemplateSyntaxError", "UndefinedError",
/// "TypeError") and whose promptflow().message is CPython's sentence; place().line is the line.
class Template
{
public:
    /// Throws on a syntax error. Nesting beyond a fixed depth is Error LimitExceeded.
    static Template compile(std::string_view source,
                            const Options &options = {},
                            std::string name = {});

    /// Renders the same bytes as CPython's Jinja2 3.1. `context` is a dict with text keys.
    std::string render(const Dict &context) const { return renderMarked(context).text; }
    /// The same, and which parts come from values: what `{{ }}` has written.
    RenderedText renderMarked(const Dict &context) const;

    /// The names a template takes from outside, as jinja2.meta.find_undeclared_variables gives them, sorted.
    std::vector<std::string> undeclaredVariables() const;

private:
    std::shared_ptr<const TemplateData> m_data;
};

} // namespace postern::jinja

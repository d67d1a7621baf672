// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/variableuses.h"

#include "engine/jinja/children.h"
#include "engine/jinja/lexer.h"
#include "engine/jinja/parser.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace postern::jinja {

namespace {

/// What the tree of a template says of a name.
struct NameCensus
{
    std::size_t loads = 0;
    bool isBound = false;     ///< set, a parameter, a loop's variable, a macro, imported
    bool takesOthers = false; ///< includes, imports or extends

    void look(Node &node, NameId name)
    {
        switch (node.kind) {
        case NodeKind::Name: {
            const auto &use = static_cast<const NameNode &>(node);
            if (use.name == name)
                use.use == NameUse::Load ? static_cast<void>(++loads)
                                         : static_cast<void>(isBound = true);
            break;
        }
        case NodeKind::NamespaceRef:
            isBound = isBound || static_cast<const NamespaceRefNode &>(node).name == name;
            break;
        case NodeKind::Macro:
            isBound = isBound || static_cast<const MacroNode &>(node).name == name;
            break;
        case NodeKind::Extends:
        case NodeKind::Include:
        case NodeKind::Import:
        case NodeKind::FromImport:
            takesOthers = true;
            break;
        default:
            break;
        }
        forEachChild(node, [&](NodePtr &child) { look(*child, name); });
    }
};

/// Throws PyError.
NameCensus censusOf(std::string_view source, std::string_view name, const Options &options)
{
    NameTable names;
    const NameId id = names.id(name);
    const Nodes nodes = Parser(source, options, names).parse();
    NameCensus census;
    for (const NodePtr &node : nodes)
        census.look(*node, id);
    return census;
}

/// Where the tokens are that may be the variable; not attributes, filters, tests, names of
/// arguments or tags.
std::vector<std::size_t> nameTokens(const std::string &source,
                                    std::string_view name,
                                    const Options &options)
{
    std::vector<std::size_t> found;
    Lexer lexer(source, options);
    std::array<Token, 2> before; // the last but one, the last
    bool isCandidate = false;
    for (;;) {
        Token token = lexer.next();
        if (isCandidate && token.type == TokenType::Assign)
            found.pop_back();
        const auto isWord = [](const Token &word, std::string_view text) {
            return word.type == TokenType::Name && word.text == text;
        };
        const Token &last = before[1];
        const bool isTest = isWord(last, "is") || (isWord(last, "not") && isWord(before[0], "is"));
        isCandidate = isWord(token, name) && !isTest && last.type != TokenType::Dot
                      && last.type != TokenType::Pipe && last.type != TokenType::BlockBegin;
        if (isCandidate)
            found.push_back(lexer.offset() - name.size());
        if (token.type == TokenType::Eof)
            return found;
        before = {std::move(before[1]), std::move(token)};
    }
}

} // namespace

bool isVariableName(std::string_view name)
{
    static constexpr std::array kTaken = {"and",   "or",     "not",     "in",     "is",
                                          "if",    "else",   "true",    "false",  "none",
                                          "True",  "False",  "None",    "loop",   "self",
                                          "super", "caller", "varargs", "kwargs", "range",
                                          "dict",  "lipsum", "cycler",  "joiner", "namespace"};
    const auto isWord = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
               || (c >= 'A' && c <= 'Z');
    };
    return !name.empty() && (name.front() < '0' || name.front() > '9')
           && std::ranges::all_of(name, isWord) && std::ranges::find(kTaken, name) == kTaken.end();
}

std::optional<std::vector<std::size_t>> variableUses(std::string_view source,
                                                     std::string_view name,
                                                     const Options &options)
{
    // The lexer makes one byte of a line end's two: offsets are counted with those that are left out.
    std::string lines;
    std::vector<std::size_t> dropped;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r' && i + 1 < source.size() && source[i + 1] == '\n')
            dropped.push_back(lines.size());
        else
            lines += source[i];
    }
    std::vector<std::size_t> found;
    try {
        const NameCensus census = censusOf(lines, name, options);
        if (census.isBound || census.takesOthers)
            return {};
        found = nameTokens(lines, name, options);
        if (found.size() != census.loads)
            return {};
    } catch (const PyError &) {
        return {};
    }
    for (std::size_t &at : found)
        at += static_cast<std::size_t>(std::ranges::upper_bound(dropped, at) - dropped.begin());
    return found;
}

std::optional<std::string> withVariableRenamed(std::string_view source,
                                               std::string_view name,
                                               std::string_view newName,
                                               const Options &options)
{
    const auto uses = variableUses(source, name, options);
    if (!uses || !isVariableName(newName))
        return {};
    try {
        const NameCensus census = censusOf(source, newName, options);
        if (census.loads > 0 || census.isBound)
            return {};
    } catch (const PyError &) {
        return {};
    }
    std::string result(source);
    for (const std::size_t at : std::ranges::reverse_view(*uses))
        result.replace(at, name.size(), newName);
    return result;
}

} // namespace postern::jinja

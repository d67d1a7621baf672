// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postern::flow {

/// Something that a flow has a name for.
struct Symbol
{
    enum class Kind {
        Node,
        Variants, ///< those of a node
        Variant,
        Input,
        Output,
        NodeInput,
        File,
        Connection
    };

    Kind kind = Kind::Node;
    std::string name; ///< of a file: its path as it is written
    std::string node; ///< of Variant and NodeInput: whose
    bool operator==(const Symbol &) const = default;
};

/// A place of a flow's text that names a symbol.
struct Naming
{
    Symbol symbol;
    TextSpan span;  ///< of the name alone, where that can be told
    TextSpan whole; ///< where a caret means it: "${name.output}"
    bool isDefinition = false;
    std::string holder; ///< the node that says it; may be empty
};

/// All names in a flow's text, in its order: nodes, variants, inputs, outputs, references, files and
/// connections. Nothing of a text that doesn't parse, or is no DAG.
std::vector<Naming> namingsOf(const FlowDocument &document);
/// The one at a byte of the text, its end counted; null for none.
const Naming *namingAt(const std::vector<Naming> &namings, std::size_t offset);
/// Where a symbol is defined in the flow's text; null for files and connections, and what is
/// defined nowhere.
const Naming *definitionOf(const std::vector<Naming> &namings, const Symbol &symbol);

/// A place that has to do with a symbol.
struct SymbolUse
{
    std::filesystem::path file; ///< absolute
    TextSpan span;
    int line = 0;           ///< from 1
    std::string lineText;   ///< without its end
    std::size_t column = 0; ///< where the span begins in lineText, in bytes
    bool isDefinition = false;
    std::string holder; ///< the node that it belongs to
};

/// Every place that defines or uses a symbol: in the flow's text, and as a variable in the templates
/// of those nodes whose inputs are bound to it. Reads the templates, unsaved texts first; one that
/// can't be read or understood for sure has no uses.
std::vector<SymbolUse> usesOf(const FlowDocument &document, const Symbol &symbol, Trust trust);

/// The inputs of nodes that a variable of a template stands for; `file` is absolute. Of a node that
/// has it in several variants: once.
std::vector<Symbol> inputsOfTemplate(const FlowDocument &document,
                                     const std::filesystem::path &file,
                                     std::string_view variable,
                                     Trust trust);

} // namespace postern::flow

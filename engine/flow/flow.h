// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postern::flow {

/// Bytes [begin, end) of the flow's text.
struct TextSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextSpan &) const = default;
};

/// What a node's input or a flow's output is bound to: a literal, a flow input or a node.
/// Grammar: semantics.md section 2 (InputAssignment of prompt flow's contracts/flow.py).
struct Binding
{
    enum class Kind { Literal, FlowInput, NodeOutput };

    Kind kind = Kind::Literal;
    Value literal;        ///< Literal only, typed as the YAML was
    Value literalClasses; ///< what Python shows as type(x) of its parts, see yaml::scalarClasses()
    std::string name;     ///< the flow input, or the node
    std::string section;  ///< NodeOutput: "output" unless the text says otherwise
    std::string property; ///< NodeOutput: all after the section, unparsed; may be empty
    std::string text;     ///< a reference as it stands in the file: "${a.output.k}"
    TextSpan span;        ///< of the value
    Place place;
};

/// Reads "${...}"; everything else is a literal.
Binding parseBinding(const Value &value);

/// A step into a value: a name or a list index.
struct PropertyStep
{
    std::variant<std::string, std::int64_t> key;
    bool subscript = false; ///< written ['k'] or [3], not as a bare word
};
/// The steps of a property, by prompt flow's own expression (semantics.md section 2); what doesn't
/// match it is skipped.
std::vector<PropertyStep> parseProperty(std::string_view property);

struct FlowInput
{
    std::string name;
    std::string type; ///< as written: "string", "list", ...
    std::optional<Value> defaultValue;
    std::string description;
    bool isChatInput = false;
    std::optional<bool> isChatHistory;
    TextSpan span;
    Place place;
};

struct FlowOutput
{
    std::string name;
    std::string type;
    Binding reference;
    bool isChatOutput = false;
    bool evaluationOnly = false;
    TextSpan span;
    Place place;
};

enum class NodeType { Llm, Python, Prompt, CustomLlm, Csharp, Action, Unknown };

struct NodeSource
{
    std::string type; ///< "code", "package", "package_with_prompt"
    std::string path; ///< relative to the flow folder
    std::string tool; ///< of a package: "module.Class.function"
    TextSpan span;    ///< of the path, else of the tool, else of the source
    Place place;
};

/// A node runs only when `when` equals `is`.
struct Activate
{
    Binding when;
    Value is;
    TextSpan span;
};

struct Node
{
    std::string name;
    NodeType type = NodeType::Unknown;
    std::string typeText; ///< as written
    NodeSource source;
    std::vector<std::pair<std::string, Binding>> inputs; ///< in the file's order
    std::string connection;
    std::string api;
    std::string provider;
    std::string module;
    std::string comment;
    bool aggregation = false; ///< `aggregation: true`, or the legacy `reduce: true`
    bool useVariants = false;
    std::optional<Activate> activate;
    TextSpan span;
    TextSpan nameSpan; ///< of the name's value; empty at the node's start when there is none
    Place place;

    const Binding *input(std::string_view inputName) const;
};

struct Variant
{
    std::string id;
    Node node; ///< whole: it replaces the node, only the name is the node's
    std::string description;
};

struct NodeVariants
{
    std::string defaultVariantId;
    std::vector<Variant> variants;
    TextSpan span;
};

enum class FlowKind { Dag, Flex, Prompty };

/// What a flow file says.
struct Flow
{
    FlowKind kind = FlowKind::Dag;
    std::vector<FlowInput> inputs;
    std::vector<FlowOutput> outputs;
    std::vector<Node> nodes; ///< in the file's order; the default variants not yet applied
    std::map<std::string, NodeVariants> variants;
    std::vector<std::pair<std::string, Value>> environmentVariables;
    std::vector<std::string> additionalIncludes;
    std::vector<Place> includePlaces; ///< of additionalIncludes, one each
    std::string messageFormat;        ///< "basic" or "openai-vision"
    std::string entry;                ///< of a flex flow: "module:name"
    Place entryPlace;
    Value raw; ///< the whole document, for parts without a field of their own

    const Node *node(std::string_view name) const;
    const FlowInput *input(std::string_view name) const;
    const FlowOutput *output(std::string_view name) const;
    /// Chat flows: exactly one chat input; the history input may be absent.
    const FlowInput *chatInput() const;
    const FlowInput *chatHistory() const;
};

/// The flow with the default variants, or the chosen one, in place of the nodes.
/// `choice` is "${node.variant}" or empty. Throws Error InvalidFlow with prompt flow's classes.
Flow withVariant(const Flow &flow, std::string_view choice);
/// A node as its default variant has it, or as it is when it doesn't use variants. Throws as
/// withVariant().
Node withDefaultVariant(const Flow &flow, const Node &node);

} // namespace postern::flow

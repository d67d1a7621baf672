// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/values.h"
#include "engine/pyobject/object.h"
#include "engine/pyobject/operators.h"

#include <memory>
#include <unordered_map>

namespace postern::jinja {

struct FilterEntry;
struct TestEntry;
struct Unit;

using NameId = std::uint32_t;

/// The distinct names of a template, numbered.
class NameTable
{
public:
    NameId id(std::string_view name);
    const std::string &text(NameId id) const { return m_names[id]->first; }
    std::size_t size() const { return m_names.size(); }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Map = std::unordered_map<std::string, NameId, Hash, std::equal_to<>>;

    Map m_ids;
    std::vector<const Map::value_type *> m_names;
};

/// Where a variable lives: so many functions outwards, at that place of its frame.
struct Slot
{
    std::uint32_t up = 0;
    std::uint32_t index = 0;
};

enum class NodeKind : std::uint8_t {
    Const,
    Name,
    NamespaceRef,
    Tuple,
    List,
    Dict,
    Not,
    Negative,
    Positive,
    Binary,
    And,
    Or,
    Compare,
    Concat,
    Conditional,
    Attribute,
    Item,
    Slice,
    Call,
    Filter,
    Test,
    // Statements.
    Data, ///< text between the tags
    Output,
    For,
    If,
    With,
    Autoescape,
    Block,
    Extends,
    Include,
    Import,
    FromImport,
    CallBlock,
    FilterBlock,
    Macro,
    Set,
    SetBlock,
    Do,
    Break,
    Continue
};

struct Node
{
    Node(NodeKind nodeKind, int nodeLine)
        : kind(nodeKind)
        , line(nodeLine)
    {}
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;
    virtual ~Node() = default;

    const NodeKind kind;
    std::uint16_t height = 0; ///< of an expression: how many levels are below it
    int line;
};

using NodePtr = std::unique_ptr<Node>;
using Nodes = std::vector<NodePtr>;

struct ConstNode final : Node
{
    ConstNode(Object constant, int nodeLine)
        : Node(NodeKind::Const, nodeLine)
        , value(std::move(constant))
    {}
    Object value;
    bool isMutable = false; ///< holds lists or dicts: each use gets its own
    /// "inf" or "nan" when such a number is in it. CPython's Jinja2 writes constants into the
    /// code it makes as they print, and there these are names that nothing has.
    std::string_view unknownName;
};

enum class NameUse : std::uint8_t { Load, Store, Parameter };

struct NameNode final : Node
{
    NameNode(NameId id, NameUse nameUse, int nodeLine)
        : Node(NodeKind::Name, nodeLine)
        , name(id)
        , use(nameUse)
    {}
    NameId name;
    NameUse use;
    Slot slot;
};

struct NamespaceRefNode final : Node
{
    NamespaceRefNode(NameId id, std::string attr, int nodeLine)
        : Node(NodeKind::NamespaceRef, nodeLine)
        , name(id)
        , attribute(std::move(attr))
    {}
    NameId name;
    std::string attribute;
    Slot slot;
};

/// Tuple, List, Concat: children in a row.
struct ItemsNode final : Node
{
    using Node::Node;
    Nodes items;
    /// Of Concat: Markup is made when the template says so or, `dynamic`, the context.
    bool autoescape = false;
    bool dynamic = false;
};

struct DictNode final : Node
{
    explicit DictNode(int nodeLine)
        : Node(NodeKind::Dict, nodeLine)
    {}
    std::vector<std::pair<NodePtr, NodePtr>> items;
};

/// Not, Negative, Positive, Do.
struct UnaryNode final : Node
{
    UnaryNode(NodeKind nodeKind, NodePtr node, int nodeLine)
        : Node(nodeKind, nodeLine)
        , operand(std::move(node))
    {}
    NodePtr operand;
};

/// Binary, And, Or.
struct BinaryNode final : Node
{
    BinaryNode(NodeKind nodeKind, int nodeLine)
        : Node(nodeKind, nodeLine)
    {}
    BinaryOperator operation = BinaryOperator::Add;
    NodePtr left;
    NodePtr right;
};

struct CompareNode final : Node
{
    explicit CompareNode(int nodeLine)
        : Node(NodeKind::Compare, nodeLine)
    {}
    NodePtr first;
    std::vector<std::pair<Comparison, NodePtr>> operands;
};

struct ConditionalNode final : Node
{
    explicit ConditionalNode(int nodeLine)
        : Node(NodeKind::Conditional, nodeLine)
    {}
    NodePtr test;
    NodePtr then;
    NodePtr otherwise; ///< may be null
};

struct AttributeNode final : Node
{
    AttributeNode(NodePtr of, std::string_view attr, int nodeLine)
        : Node(NodeKind::Attribute, nodeLine)
        , object(std::move(of))
        , name(Object::string(attr))
    {}
    NodePtr object;
    Object name;
    bool isPlain = false; ///< no attribute of a dict has this name
};

struct ItemNode final : Node
{
    ItemNode(NodePtr of, NodePtr by, int nodeLine)
        : Node(NodeKind::Item, nodeLine)
        , object(std::move(of))
        , key(std::move(by))
    {}
    NodePtr object;
    NodePtr key;
};

struct SliceNode final : Node
{
    explicit SliceNode(int nodeLine)
        : Node(NodeKind::Slice, nodeLine)
    {}
    NodePtr start; ///< each may be null
    NodePtr stop;
    NodePtr step;
};

struct CallParts
{
    Nodes positional;
    std::vector<std::pair<std::string, NodePtr>> named;
    NodePtr restPositional; ///< *x, may be null
    NodePtr restNamed;      ///< **x, may be null
};

/// Call, Filter, Test.
struct CallNode final : Node
{
    CallNode(NodeKind nodeKind, int nodeLine)
        : Node(nodeKind, nodeLine)
    {}
    NodePtr subject;  ///< what is called, filtered or tested; null in a filter block
    std::string name; ///< of the filter or test
    CallParts parts;
    const FilterEntry *filter = nullptr; ///< null: no such filter
    const TestEntry *test = nullptr;
    bool autoescape = false; ///< of a filter block
    bool dynamic = false;
};

struct DataNode final : Node
{
    DataNode(std::string_view text, int nodeLine)
        : Node(NodeKind::Data, nodeLine)
        , data(text)
    {}
    std::string data;
};

/// How an output's child becomes text.
enum class Escaping : std::uint8_t { Never, Always, ByContext };

struct OutputNode final : Node
{
    explicit OutputNode(int nodeLine)
        : Node(NodeKind::Output, nodeLine)
    {}
    Nodes nodes;
    Escaping escaping = Escaping::Never;
    bool checksParent = false; ///< silent once a parent template is known
};

/// What happens to a frame's variables when it is entered.
struct FrameLoads
{
    enum class Action : std::uint8_t { Parameter, Resolve, Alias, Undefined };
    struct Load
    {
        std::uint32_t index = 0;
        Action action = Action::Undefined;
        NameId name = 0; ///< Resolve
        Slot from;       ///< Alias
    };
    std::vector<Load> loads;
};

struct ForNode final : Node
{
    explicit ForNode(int nodeLine)
        : Node(NodeKind::For, nodeLine)
    {}
    NodePtr target;
    NodePtr iterable;
    Nodes body;
    Nodes otherwise;
    NodePtr test; ///< may be null
    bool recursive = false;

    NodePtr testTarget;             ///< the target again, as the filter's own frame has it
    std::unique_ptr<Unit> testUnit; ///< the filter's function
    std::unique_ptr<Unit> loopUnit; ///< the function of a recursive loop
    FrameLoads bodyFrame;
    FrameLoads elseFrame;
    bool extended = false; ///< has a `loop`
    std::uint32_t loopSlot = 0;
    Escaping escaping = Escaping::Never; ///< of a recursive loop's result
};

struct IfNode final : Node
{
    explicit IfNode(int nodeLine)
        : Node(NodeKind::If, nodeLine)
    {}
    NodePtr test;
    Nodes body;
    Nodes elifs; ///< IfNode each
    Nodes otherwise;
};

struct WithNode final : Node
{
    explicit WithNode(int nodeLine)
        : Node(NodeKind::With, nodeLine)
    {}
    Nodes targets;
    Nodes values;
    Nodes body;
    FrameLoads frame;
};

struct AutoescapeNode final : Node
{
    explicit AutoescapeNode(int nodeLine)
        : Node(NodeKind::Autoescape, nodeLine)
    {}
    NodePtr enabled;
    Nodes body;
    FrameLoads frame;
};

/// A variable that goes into a context: its name and where it is.
struct Export
{
    NameId name = 0;
    Slot slot;
};

struct BlockNode final : Node
{
    explicit BlockNode(int nodeLine)
        : Node(NodeKind::Block, nodeLine)
    {}
    std::string name;
    Nodes body;
    bool scoped = false;
    bool required = false;
    bool skipped = false;       ///< its template is known to have a parent here
    bool checksParent = false;  ///< silent once a parent template is known
    std::vector<Export> locals; ///< what a scoped block sees
};

struct ExtendsNode final : Node
{
    explicit ExtendsNode(int nodeLine)
        : Node(NodeKind::Extends, nodeLine)
    {}
    NodePtr parent;
    bool again = false;  ///< not the first one: an error when there is a parent already
    bool always = false; ///< not the first one, and the first is sure: always an error
};

struct IncludeNode final : Node
{
    explicit IncludeNode(int nodeLine)
        : Node(NodeKind::Include, nodeLine)
    {}
    NodePtr source;
    bool ignoreMissing = false;
    bool withContext = true;
    std::vector<Export> locals;
};

/// Import and FromImport.
struct ImportNode final : Node
{
    ImportNode(NodeKind nodeKind, int nodeLine)
        : Node(nodeKind, nodeLine)
    {}
    struct Imported
    {
        std::string name;
        NameId target = 0;
        Slot slot;
    };

    NodePtr source;
    std::vector<Imported> names; ///< Import: one, without a name
    bool withContext = false;
    bool topLevel = false;
    std::vector<Export> locals;
};

/// Macro and CallBlock.
struct MacroNode final : Node
{
    MacroNode(NodeKind nodeKind, int nodeLine)
        : Node(nodeKind, nodeLine)
    {}
    NameId name = 0;
    Nodes parameters; ///< NameNode each
    Nodes defaults;
    Nodes body;
    NodePtr call; ///< of a call block

    std::unique_ptr<Unit> unit;
    std::vector<std::string> parameterNames;
    bool takesCaller = false;
    bool takesNamed = false;
    bool takesPositional = false;
    bool explicitCaller = false;
    bool topLevel = false;
    Slot slot; ///< where the macro is stored
};

struct FilterBlockNode final : Node
{
    explicit FilterBlockNode(int nodeLine)
        : Node(NodeKind::FilterBlock, nodeLine)
    {}
    Nodes body;
    NodePtr filter;
    FrameLoads frame;
};

struct SetNode final : Node
{
    explicit SetNode(int nodeLine)
        : Node(NodeKind::Set, nodeLine)
    {}
    NodePtr target;
    NodePtr value;
    std::vector<Slot> namespaces; ///< that must be ones
    std::vector<Export> published;
};

struct SetBlockNode final : Node
{
    explicit SetBlockNode(int nodeLine)
        : Node(NodeKind::SetBlock, nodeLine)
    {}
    NodePtr target;
    NodePtr filter; ///< may be null
    Nodes body;
    FrameLoads frame;
    std::vector<Export> published;
};

/// Break and Continue.
struct JumpNode final : Node
{
    using Node::Node;
};

/// A function of a template: its root, a block, a macro, a recursive loop, a loop's filter.
struct Unit
{
    std::uint32_t slotCount = 0;
    FrameLoads frame;
    std::vector<std::uint32_t> parameterSlots;
    std::uint32_t selfSlot = kNoSlot;
    std::uint32_t superSlot = kNoSlot;

    static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;
};

/// A parsed and compiled template.
struct Ast
{
    NameTable names;
    Nodes body;
};

} // namespace postern::jinja

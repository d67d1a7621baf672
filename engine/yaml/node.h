// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// Bytes [begin, end) of a document's text, a byte order mark counted.
struct Span
{
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
    bool operator==(const Span &) const = default;
};

/// A node of the tree that a document's text describes.
struct Node
{
    enum class Kind { Scalar, Sequence, Mapping, Alias };
    enum class Style {
        Empty, ///< a scalar that isn't there: "key:" and nothing after it
        Plain,
        SingleQuoted,
        DoubleQuoted,
        Literal, ///< |
        Folded,  ///< >
        Block,   ///< a collection by indentation
        Flow,    ///< a collection in brackets
        Pair     ///< a mapping of one pair without braces in a flow sequence: [a: b]
    };

    Kind kind = Kind::Scalar;
    Style style = Style::Plain;
    /// The node without its anchor and tag. A block scalar or block collection ends before its
    /// last line break; an empty one is the place where text for it belongs.
    Span span;
    std::size_t start = 0; ///< where its anchor or tag begins; span.begin when it has neither
    std::string text;      ///< of a scalar: unescaped and folded; of an alias: its name
    std::string tag;       ///< resolved ("tag:yaml.org,2002:str", "!mine"); empty when not written
    std::string anchor;    ///< empty when there is none
    /// Items of a sequence; of a mapping key, value, key, value ...
    std::vector<const Node *> children;
    const Node *target = nullptr; ///< what an alias stands for
    int height = 1;               ///< levels with this one, aliases followed; at most 200

    /// This, or what the alias stands for.
    const Node &resolved() const { return target == nullptr ? *this : *target; }
    bool isScalar() const { return resolved().kind == Kind::Scalar; }
    bool isSequence() const { return resolved().kind == Kind::Sequence; }
    bool isMapping() const { return resolved().kind == Kind::Mapping; }
    /// Empty, ~ or null.
    bool isNull() const;
    /// Written with quotes or as a block scalar, so that it is text whatever it looks like.
    bool isQuoted() const;

    /// Of a mapping: the value of the key with this text, or a null pointer. Looks through an
    /// alias and into merged mappings ("<<").
    const Node *find(std::string_view key) const;
    /// The key node itself; not of merged mappings.
    const Node *findKey(std::string_view key) const;

    /// A key of a mapping and its value.
    struct Member
    {
        const Node *key;
        const Node *value;
    };
    /// The members of a mapping (through an alias), those of merged mappings after its own.
    std::vector<Member> members() const;
};

} // namespace postern::yaml

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"
#include "engine/flow/flowwords.h"
#include "engine/yaml/editor.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// A node as it is written, or one of its variants.
struct NodeBody
{
    yaml::Path path;
    std::string name; ///< the node's

    bool isVariant() const { return path.size() > 2; }
};

/// A text of the flow that refers to an input or to a node's output.
struct Reference
{
    yaml::Path path;  ///< "nodes[1].inputs.q", "nodes[1].activate.when", "outputs.o.reference"
    std::string node; ///< that it is in; empty in an output
    Binding binding;
    const yaml::Node *text = nullptr; ///< until the next edit; several share it through aliases

    bool isInput() const;
};

/// A flow file's text by what it holds, over yaml::Editor: what all edits of a flow look for.
class FlowTree
{
public:
    explicit FlowTree(yaml::Editor editor)
        : m_editor(std::move(editor))
    {}

    yaml::Editor &editor() { return m_editor; }
    const yaml::Editor &editor() const { return m_editor; }
    const yaml::Node *find(const yaml::Path &path) const { return m_editor.find(path); }

    std::optional<yaml::Path> findNode(std::string_view name) const;
    /// Throws Error InvalidInput, with the nearest name, when there is no such node.
    yaml::Path pathOfNode(const std::string &name) const;
    /// Whether variants take the node's place.
    bool usesVariants(const std::string &node) const;
    /// The nodes and all variants, or those of one node.
    std::vector<NodeBody> bodies(std::string_view node = {}) const;
    /// Those of one node that count: without its own where its variants take its place.
    std::vector<NodeBody> countingBodies(const std::string &node) const;
    /// All of them, aliases followed.
    std::vector<Reference> references() const;
    /// Keys of a mapping that may not be there.
    std::vector<std::string> keysOf(const yaml::Path &mapping) const;

    /// The path that somebody wrote with dots: nodes by their names, lists by numbers. Throws Error Usage or
    /// InvalidInput.
    yaml::Path resolved(std::string_view path) const;
    /// Where a new member belongs among the others.
    std::size_t placeFor(const yaml::Path &mapping, const std::string &key) const;
    /// As yaml::Editor::set(); mappings and lists that are missing on the way are made.
    void setAt(const yaml::Path &path, const yaml::Content &content);

    /// The scalar there. Throws Error InvalidFlow when it is none or an alias.
    const yaml::Node &ownText(const yaml::Path &path) const;
    /// Throws Error InvalidInput when the mapping has the key.
    void requireFree(const yaml::Path &mapping,
                     const Message &what,
                     const std::string &newName) const;

private:
    yaml::Editor m_editor;
};

/// The path and these keys after it.
yaml::Path below(yaml::Path path, std::initializer_list<std::string> keys);

/// "There is no node 'ansewr' in the flow.", with the nearest one that there is.
Error noSuch(const Message &what, const std::string &name, const std::vector<std::string> &known);

/// Throws Error InvalidInput when no reference could name it.
void requireReferable(const Message &what, const std::string &name);

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/editnodes.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/flowtree.h"
#include "engine/flow/folderedit.h"
#include "engine/flow/includes.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// Makes one FolderEdit of what is to be changed in a flow: each intent works on the texts as the
/// ones before have left them, and changes the fewest bytes.
///
/// What can't be done throws Error and leaves everything as it was: InvalidInput for a name that
/// isn't there or is taken, InvalidFlow for what YAML can't take in place.
class FlowEditor
{
public:
    /// Reads a template as it is now, saved or not; throws Error when it can't.
    using Reader = std::function<std::string(const std::filesystem::path &)>;

    /// Throws Error InvalidFlow for a text that has no tree. Without a reader files are read from
    /// the folder. What a restricted one includes from outside isn't looked at.
    explicit FlowEditor(const FlowDocument &document,
                        Reader reader = {},
                        Trust trust = Trust::Trusted);

    /// A path is what one would say: "nodes.answer.inputs.question", "inputs.q.default",
    /// "node_variants.answer.variants.v1.node.inputs.temperature", "additional_includes.0". A key
    /// with dots in it stands in quotes. Mappings that are missing on the way are made.
    void set(std::string_view path, const yaml::Content &content);
    void unset(std::string_view path);

    // Wires. A reference is "${other.output}", "other.output", "other" or "inputs.name". Inputs are
    // those of all variants that have them; a node without a name means the flow's output of that name.

    /// Binds an input. Throws when nothing is there to refer to, or nodes would wait for each other.
    void connect(const std::string &node, const std::string &input, std::string_view reference);
    /// Leaves out an input that is bound; throws when it is none, or has a value of its own.
    void unbind(const std::string &node, const std::string &input);
    /// Puts a node into the wire that binds another's input: its input takes what that took, which
    /// takes the node's output.
    void splice(const std::string &node,
                const std::string &input,
                const std::string &onNode,
                const std::string &onInput);
    /// The node runs only when that is the value; with no reference, always.
    void setActivate(const std::string &node, std::string_view reference, const yaml::Content &is);

    // Nodes, each with its variants.

    /// Nodes as YAML: one, or a list of them, or as nodesAsYaml() gives them. They go after the others.
    void addNodes(std::string_view yaml);
    /// What refers to the node stays and has to be dealt with.
    void removeNode(const std::string &name);
    /// What took the node's output takes what fed the node where that is one thing only. Otherwise
    /// inputs and conditions that took it are left out; the flow's outputs stay and have to be dealt
    /// with.
    void removeAndHeal(const std::string &name);
    /// A copy below the node, without a name given under a free one; returns its name.
    std::string duplicateNode(const std::string &name, const std::string &newName = {});
    /// To that place among the nodes as they are without it.
    void moveNode(const std::string &name, std::size_t position);
    /// The nodes in the flow's order, as a text that any flow takes: a list, or a mapping of `nodes`
    /// and `node_variants` when there are such.
    std::string nodesAsYaml(const std::vector<std::string> &names) const;
    /// As addNodes(), but under free names, which the pasted ones know each other by. Returns them.
    std::vector<std::string> pasteNodes(std::string_view yaml, Outside outside = Outside::LeftOut);
    /// The name, or one like it, that no node has and a reference can name.
    std::string freeName(std::string_view wished) const;

    // Variants.

    /// A copy of that variant, or of the default one. A node that has none becomes "variant_0", the
    /// default one, of which the new one is a copy.
    void addVariant(const std::string &node, const std::string &id, const std::string &copyOf = {});
    /// The default is the first of those that are left then. The node takes the place of the last.
    void removeVariant(const std::string &node, const std::string &id);
    void setDefaultVariant(const std::string &node, const std::string &id);

    // Inputs and outputs of the flow.

    void addInput(const std::string &name, const std::string &type = "string");
    void addOutput(const std::string &name,
                   std::string_view reference,
                   const std::string &type = "string");
    /// Inputs and conditions of nodes that take it are left out; outputs that do stay.
    void removeInput(const std::string &name);
    void removeOutput(const std::string &name);

    // Names.

    /// A node with every reference to it. Prompts whose input bears its name and takes its output
    /// get that renamed too, and their templates, where renameNodeInput() could.
    void renameNode(const std::string &name, const std::string &newName);
    /// An input of the flow with every reference; a prompty's in its template too.
    void renameInput(const std::string &name, const std::string &newName);
    void renameOutput(const std::string &name, const std::string &newName);
    void renameVariant(const std::string &node, const std::string &name, const std::string &newName);
    /// An input of a node and of its variants. For a prompt the variable in the template too, also
    /// in one that comes through additional_includes; throws when the template is someone else's as
    /// well, of this flow or of one near it, or what it means by the name isn't sure.
    void renameNodeInput(const std::string &node,
                         const std::string &name,
                         const std::string &newName);

    /// Throws Error InvalidFlow with the first error that the edits brought into the flow.
    void requireSound() const;

    /// The flow file's text with all edits.
    std::string text() const;
    /// All that was done. Without a label it is named after the only intent, or "Edit NAME" after
    /// the flow file.
    FolderEdit edit(Message label = {}) const;

private:
    struct TextFile
    {
        std::string text; ///< with the edits
        TextEdits edits;
    };

    /// All or nothing, under that name.
    void asOne(Message label, const std::function<void()> &act);

    std::optional<std::filesystem::path> templateOf(const NodeBody &body) const;
    /// Who else takes the template: a node of another flow beside this one, or of one near the
    /// folder that the template lies in. Empty: nobody, as far as can be seen.
    Message otherUserOf(const std::filesystem::path &file) const;
    /// Why the variable can't be renamed in the node's template; empty when it was, or there is
    /// nothing to rename.
    Message renameVariable(const std::string &node,
                           const std::string &name,
                           const std::string &newName);
    Message renamePromptVariable(const std::string &name, const std::string &newName);
    TextFile &file(const std::filesystem::path &path);
    void done(Message label);

    FlowDocument m_document;
    Reader m_reader;
    SourceFolder m_folder;
    std::vector<Include> m_includes; ///< those that can be found
    FlowTree m_tree;
    TextEdits m_promptEdits; ///< of a prompty's prompt, in its file
    std::string m_prompt;    ///< with them
    std::size_t m_promptBegin = 0;
    std::map<std::filesystem::path, TextFile> m_files;
    std::vector<Message> m_labels;
};

} // namespace postern::flow

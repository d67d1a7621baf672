// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"
#include "engine/flow/folderedit.h"
#include "engine/flow/includes.h"
#include "engine/yaml/editor.h"

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
    /// Binds an input of a node, in all its variants that have it, to "${other.output}",
    /// "other.output", "other" or "inputs.name".
    void connect(const std::string &node, const std::string &input, std::string_view reference);

    /// Nodes as YAML: one, or a list of them. They go after the others.
    void addNodes(std::string_view yaml);
    /// The node with its variants. What refers to it stays and has to be dealt with.
    void removeNode(const std::string &name);

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
    /// A node as it is written, or one of its variants.
    struct Body
    {
        yaml::Path path;
        std::string name;
    };

    yaml::Path resolved(std::string_view path) const;
    yaml::Path pathOfNode(const std::string &name) const;
    std::optional<yaml::Path> findNode(std::string_view name) const;
    /// The nodes and all variants, or those of one node.
    std::vector<Body> bodies(std::string_view node = {}) const;
    std::size_t placeFor(const yaml::Path &mapping, const std::string &key) const;
    void setAt(const yaml::Path &path, const yaml::Content &content);

    using Renamed = std::function<std::optional<std::string>(const std::string &text)>;
    void collectReferences(const Renamed &renamed, yaml::Editor::NewTexts &texts) const;
    const yaml::Node &ownText(const yaml::Path &path) const;
    void requireFree(const yaml::Path &mapping,
                     const Message &what,
                     const std::string &newName) const;

    std::optional<std::filesystem::path> templateOf(const Body &body) const;
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
    yaml::Editor m_editor;
    TextEdits m_promptEdits; ///< of a prompty's prompt, in its file
    std::string m_prompt;    ///< with them
    std::size_t m_promptBegin = 0;
    std::map<std::filesystem::path, TextFile> m_files;
    std::vector<Message> m_labels;
};

} // namespace postern::flow

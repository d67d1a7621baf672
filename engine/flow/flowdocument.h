// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedit.h"
#include "engine/flow/diagnostic.h"
#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::yaml {
class Document;
} // namespace postern::yaml

namespace postern::flow {

class PythonReader;
struct Loaded;

/// Where a folder keeps its flow and how it is named.
struct FlowLocation
{
    std::filesystem::path folder;
    std::filesystem::path file; ///< absolute
    FlowKind kind = FlowKind::Dag;
};

/// Whether a file has one of the names by which a folder is a flow, as flow.dag.yaml.
bool isFlowName(std::string_view name);

/// Finds the one flow file of a folder, or takes the file itself when a .yaml, .yml or .prompty
/// file is named. Throws Error InvalidFlow when there is none or more than one.
FlowLocation locateFlow(const std::filesystem::path &folderOrFile);

/// The bytes of a flow file and what they say.
///
/// The text is the truth: every change is a TextEdit on the bytes, the model is read from them
/// anew. Text that doesn't parse keeps the last good flow, so that a view has something to show,
/// and says where it breaks in diagnostics().
class FlowDocument
{
public:
    /// Reads the file, or what is unsaved of it. Throws Error FileUnreadable, also for what is no regular file, and
    /// LimitExceeded; Refused for a link that leaves a restricted folder.
    static FlowDocument load(const FlowLocation &location,
                             Trust trust = Trust::Trusted,
                             UnsavedSnapshot unsaved = nullptr);
    /// A document over a text that isn't on disk (yet).
    static FlowDocument fromText(FlowLocation location, std::string text);

    const FlowLocation &location() const { return m_location; }
    /// What is unsaved of the folder's files is to be read in place of what is on the disk.
    void setUnsaved(UnsavedSnapshot texts) { m_unsaved = std::move(texts); }
    const UnsavedSnapshot &unsaved() const { return m_unsaved; }
    /// For what the flow names.
    SourceFolder sources(Trust trust) const { return {m_location.folder, trust, m_unsaved}; }
    const std::string &text() const { return m_text; }
    /// The last flow that parsed; never null.
    const Flow &flow() const { return *m_flow; }
    std::shared_ptr<const Flow> sharedFlow() const { return m_flow; }
    /// The text as a tree, a prompty's settings; null when it has none.
    std::shared_ptr<const yaml::Document> tree() const { return m_tree; }
    /// False when text() doesn't parse and flow() is older than it.
    bool isCurrent() const { return m_isCurrent; }
    /// Everything wrong with the text itself; what needs other files is added by validate().
    const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

    /// The first of them that keeps prompt flow from loading the flow, in the order in which it
    /// looks: nodes, inputs, outputs, variants.
    const std::optional<Diagnostic> &loadError() const { return m_loadError; }
    /// Throws loadError() as an Error InvalidFlow.
    void requireLoaded() const;
    /// Throws Error InvalidFlow with what keeps the text from being a tree.
    void requireTree() const;

    /// Changes the text and reads it anew. Returns the edit that takes this one back.
    TextEdit apply(const TextEdit &edit);

private:
    void read();
    void take(Loaded loaded);

    FlowLocation m_location;
    UnsavedSnapshot m_unsaved;
    std::string m_text;
    std::shared_ptr<yaml::Document> m_tree;
    std::shared_ptr<const Flow> m_flow;
    std::vector<Diagnostic> m_diagnostics;
    std::optional<Diagnostic> m_loadError;
    bool m_isCurrent = false;
};

/// Looks for more that is wrong with a flow, in its effective form: default variants applied.
using Checker = std::function<void(const Flow &, const SourceFolder &, std::vector<Diagnostic> &)>;

/// All that is wrong with the document: its text, its references and, by looking at the folder,
/// missing files and Python syntax; last what the checkers add (the tool layer's for templates).
/// Sorted by file and place. Runs no code of the folder: Python files are read by the system's
/// interpreter with `ast` alone, by `python` where one is given to be used again. What a restricted
/// folder names outside of it isn't looked at.
std::vector<Diagnostic> validate(const FlowDocument &document,
                                 Trust trust,
                                 const std::vector<Checker> &checkers = {},
                                 PythonReader *python = nullptr);
/// The same but for the syntax of Python files, and without starting an interpreter.
std::vector<Diagnostic> validateWithoutPython(const FlowDocument &document, Trust trust);

} // namespace postern::flow

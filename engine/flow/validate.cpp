// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/nearpath.h"
#include "engine/base/pathtext.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/graph.h"
#include "engine/flow/includes.h"
#include "engine/flow/leavings.h"
#include "engine/flow/pythonreader.h"

#include <algorithm>
#include <map>
#include <set>

namespace postern::flow {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestPython = 4UL * 1024 * 1024; ///< what is larger isn't looked at

/// The checks of one document; each adds what it finds.
class Validation
{
public:
    /// Without a reader Python files aren't looked into.
    Validation(const FlowDocument &document, Trust trust, PythonReader *python)
        : m_document(document)
        , m_trust(trust)
        , m_python(python)
        , m_folder(document.sources(trust))
        , m_found(document.diagnostics())
        , m_flow(document.flow())
    {}

    std::vector<Diagnostic> run(const std::vector<Checker> &checkers)
    {
        // An older flow's places mean nothing in a text that doesn't parse.
        if (!m_document.isCurrent())
            return mostImportant(std::move(m_found), fileName());
        if (m_flow.kind == FlowKind::Dag) {
            applyVariants();
            append(nodeProblems(m_flow, m_document.text()));
            append(outputProblems(m_flow, m_document.text()));
            for (const Node &node : m_flow.nodes) {
                if (!m_withoutVariant.contains(node.name))
                    checkNode(node);
            }
            checkUnusedVariants();
            checkChat();
        }
        findLeavings(m_flow, m_document.location(), fileName(), m_found);
        findIncludes();
        if (m_flow.kind == FlowKind::Dag) {
            for (const Node &node : m_flow.nodes) {
                if (!m_withoutVariant.contains(node.name))
                    checkSource(node);
            }
        } else if (m_flow.kind == FlowKind::Flex) {
            checkEntry();
        }
        if (m_python != nullptr)
            checkPython();
        for (const Checker &checker : checkers)
            checker(m_flow, m_folder, m_found);
        sortByPlace(m_found, fileName());
        return mostImportant(std::move(m_found), fileName());
    }

private:
    void append(std::vector<Diagnostic> more)
    {
        std::move(more.begin(), more.end(), std::back_inserter(m_found));
    }

    Diagnostic &add(Severity severity,
                    std::string code,
                    Message message,
                    Message hint,
                    const TextSpan &span,
                    const Place &place)
    {
        Diagnostic &diagnostic = m_found.emplace_back();
        diagnostic.severity = severity;
        diagnostic.code = std::move(code);
        diagnostic.message = std::move(message);
        diagnostic.hint = std::move(hint);
        diagnostic.offset = span.begin;
        diagnostic.length = span.end - span.begin;
        diagnostic.place = place;
        return diagnostic;
    }

    /// Puts default variants in place of their nodes, one by one so that each error is found.
    void applyVariants()
    {
        for (Node &node : m_flow.nodes) {
            try {
                node = withDefaultVariant(m_flow, node);
            } catch (const Error &error) {
                Diagnostic &diagnostic = add(Severity::Error,
                                             "variant",
                                             error.translatableMessage(),
                                             error.translatableHint(),
                                             node.nameSpan,
                                             node.place);
                diagnostic.node = node.name;
                diagnostic.promptflow = error.promptflow();
                m_withoutVariant.insert(node.name);
            }
        }
    }

    void checkUnusedVariants()
    {
        for (const auto &[name, variants] : m_flow.variants) {
            const Node *node = m_document.flow().node(name);
            const Message what = tr("node_variants of '%1'", name);
            const Place place = variants.variants.empty() ? Place{fileName(), 0, 0}
                                                          : variants.variants.front().node.place;
            if (node == nullptr)
                add(Severity::Warning,
                    "unused-variants",
                    tr("%1 belong to no node.", what),
                    tr("Remove them, or correct the name."),
                    variants.span,
                    place);
            else if (!node->useVariants)
                add(Severity::Hint,
                    "unused-variants",
                    tr("%1 aren't used.", what),
                    tr("Set 'use_variants: true' in the node."),
                    variants.span,
                    place);
            for (const Variant &variant : variants.variants) {
                if (node != nullptr && node->useVariants && variant.id != variants.defaultVariantId)
                    checkOtherVariant(name, variant);
            }
        }
    }

    /// The references of a variant that isn't the default.
    void checkOtherVariant(const std::string &name, const Variant &variant)
    {
        for (const auto &[key, binding] : variant.node.inputs) {
            const bool isNode = binding.kind == Binding::Kind::NodeOutput;
            const bool isKnown = isNode ? m_flow.node(binding.name) != nullptr
                                        : m_flow.input(binding.name) != nullptr;
            if (binding.kind == Binding::Kind::Literal || isKnown)
                continue;
            add(Severity::Error,
                isNode ? "unknown-node" : "unknown-input",
                tr("The variant '%1' of the node '%2' refers to '%3', which doesn't exist.",
                   variant.id,
                   name,
                   binding.name),
                tr("Correct the reference."),
                binding.span,
                binding.place)
                .node
                = name;
        }
    }

    void checkNode(const Node &node)
    {
        for (const auto &[name, binding] : node.inputs)
            checkSection(node, binding);
        if (node.activate)
            checkActivate(node, node.activate->when);
        if (node.typeText.empty())
            add(Severity::Error,
                "missing-type",
                tr("The node '%1' has no type.", node.name),
                tr("Add 'type: python', 'type: llm' or 'type: prompt'."),
                node.nameSpan,
                node.place)
                .promptflow
                = PromptflowError{
                    {"SystemError", "NotImplementedError"},
                    "Tool load failed in '" + node.name
                        + "': (NotImplementedError) Tool type None is not supported yet."};
        if (node.type == NodeType::Llm && node.connection.empty())
            add(Severity::Error,
                "missing-connection",
                tr("The llm node '%1' has no connection.", node.name),
                tr("Add 'connection:' with the name of one."),
                node.nameSpan,
                node.place)
                .node
                = node.name;
        if (node.type == NodeType::Llm && node.api.empty())
            add(Severity::Warning,
                "missing-api",
                tr("The llm node '%1' doesn't say which API it calls.", node.name),
                tr("Add 'api: chat' or 'api: completion'."),
                node.nameSpan,
                node.place)
                .node
                = node.name;
    }

    void checkSection(const Node &node, const Binding &binding)
    {
        if (binding.kind != Binding::Kind::NodeOutput || binding.section == "output"
            || m_flow.node(binding.name) == nullptr)
            return;
        Message hint = tr("Write ${%1.output}.", binding.name);
        const std::size_t bracket = binding.section.find('[');
        if (bracket != std::string::npos && binding.section.starts_with("output"))
            hint = tr("Write ${%1.output.%2}.", binding.name, binding.section.substr(bracket));
        Diagnostic &diagnostic = add(Severity::Error,
                                     "unsupported-reference",
                                     tr("The reference %1 doesn't name the output of '%2'.",
                                        binding.text,
                                        binding.name),
                                     hint,
                                     binding.span,
                                     binding.place);
        diagnostic.node = node.name;
        diagnostic.promptflow
            = PromptflowError{{"UserError", "NodeReferenceError", "UnsupportedReference"},
                              "Flow execution failed. The section '" + binding.section
                                  + "' of reference is currently unsupported. Please specify the "
                                    "output part of the node '"
                                  + binding.name + "'."};
    }

    void checkActivate(const Node &node, const Binding &when)
    {
        checkSection(node, when);
        if (when.kind == Binding::Kind::Literal)
            add(Severity::Warning,
                "constant-activate",
                tr("activate of the node '%1' compares a fixed value.", node.name),
                tr("Use a reference such as ${node.output} in 'when'."),
                when.span,
                when.place)
                .node
                = node.name;
        if (when.kind != Binding::Kind::FlowInput || m_flow.input(when.name) != nullptr)
            return;
        std::string names;
        for (const FlowInput &input : m_flow.inputs)
            names += (names.empty() ? "" : ", ") + input.name;
        Diagnostic &diagnostic = add(
            Severity::Error,
            "unknown-input",
            tr("activate of the node '%1' refers to the flow input '%2', which doesn't exist.",
               node.name,
               when.name),
            tr("Add it to the flow's inputs, or refer to another."),
            when.span,
            when.place);
        diagnostic.node = node.name;
        diagnostic.promptflow
            = PromptflowError{{"UserError", "ValidationError", "InvalidFlowRequest", "InputNotFound"},
                              "Flow execution failed. The input '" + when.name
                                  + "' is not found from flow inputs '" + names
                                  + "'. Please check the input name and try again."};
    }

    void warnChat(Message message, Message hint, const TextSpan &span, const Place &place)
    {
        add(Severity::Warning, "chat-flow", std::move(message), std::move(hint), span, place);
    }

    /// The rules by which prompt flow takes a flow as a chat; only for one that wants to be one.
    void checkChat()
    {
        std::vector<const FlowInput *> inputs;
        std::vector<const FlowOutput *> outputs;
        for (const FlowInput &input : m_flow.inputs) {
            if (input.isChatInput)
                inputs.push_back(&input);
        }
        for (const FlowOutput &output : m_flow.outputs) {
            if (output.isChatOutput)
                outputs.push_back(&output);
        }
        if (inputs.empty())
            return;
        if (inputs.size() > 1)
            warnChat(tr("The flow has more than one chat input, so it is no chat flow."),
                     tr("Set is_chat_input for one input only."),
                     inputs[1]->span,
                     inputs[1]->place);
        else if (outputs.size() > 1)
            warnChat(tr("The flow has more than one chat output, so it is no chat flow."),
                     tr("Set is_chat_output for one output only."),
                     outputs[1]->span,
                     outputs[1]->place);
        else if (outputs.empty() && !m_flow.outputs.empty())
            warnChat(tr("The flow has a chat input but no chat output."),
                     tr("Set 'is_chat_output: true' for one output."),
                     m_flow.outputs.front().span,
                     m_flow.outputs.front().place);
        else if (m_flow.chatHistory() == nullptr)
            warnChat(tr("The chat flow has no input for the history."),
                     tr("Add an input 'chat_history' of type list."),
                     inputs.front()->span,
                     inputs.front()->place);
    }

    std::string fileName() const { return pathText(m_document.location().file.filename()); }

    void findIncludes()
    {
        try {
            m_includes = resolveIncludes(m_flow, m_folder);
        } catch (const Error &error) {
            const bool isRefused = error.code() == ErrorCode::Refused;
            Diagnostic &diagnostic = add(isRefused ? Severity::Warning : Severity::Error,
                                         isRefused ? "include-refused" : "missing-include",
                                         error.translatableMessage(),
                                         error.translatableHint(),
                                         {},
                                         error.place().value_or(Place{fileName(), 0, 0}));
            diagnostic.promptflow = error.promptflow();
            m_includesAreKnown = false;
        }
    }

    /// Whether a path may be named: of a restricted folder, what lies in it.
    bool mayLook(const fs::path &folder, const fs::path &path) const
    {
        return m_trust == Trust::Trusted || isInside(folder / path, folder);
    }

    /// The file at a path of the flow's root. False when it may not be looked at, which is said.
    bool find(const fs::path &path, std::optional<fs::path> &file, const Place &place)
    {
        try {
            file = findSource(m_folder, m_includes, path);
            return true;
        } catch (const Error &error) {
            add(Severity::Warning,
                "source-refused",
                error.translatableMessage(),
                error.translatableHint(),
                {},
                place);
            return false;
        }
    }

    void checkSource(const Node &node)
    {
        const NodeSource &source = node.source;
        const bool needsFile = source.type == "code" || source.type == "package_with_prompt";
        if (source.type.empty()) {
            Diagnostic &diagnostic = add(Severity::Error,
                                         "missing-source",
                                         tr("The node '%1' has no source.", node.name),
                                         tr("Add 'source:' with 'type: code' and 'path:'."),
                                         node.nameSpan,
                                         node.place);
            diagnostic.node = node.name;
            diagnostic.promptflow = PromptflowError{{"UserError"},
                                                    "Tool load failed in '" + node.name
                                                        + "': (UserErrorException) Node " + node.name
                                                        + " does not have source defined."};
            return;
        }
        if (!needsFile || (m_trust == Trust::Restricted && !m_includesAreKnown))
            return;
        const fs::path path(std::u8string(source.path.begin(), source.path.end()));
        const auto known = m_sources.find(source.path);
        std::optional<fs::path> file;
        if (known != m_sources.end())
            file = known->second;
        else if (!find(path, file, source.place))
            return;
        m_sources[source.path] = file;
        if (!file) {
            reportMissing(node);
            return;
        }
        if (node.type == NodeType::Python && m_pythonPaths.insert(*file).second)
            m_pythonFiles.emplace_back(*file, source.path);
    }

    void reportMissing(const Node &node)
    {
        const std::string &path = node.source.path;
        Diagnostic &diagnostic
            = add(Severity::Error,
                  "missing-file",
                  path.empty()
                      ? tr("The node '%1' names no source file.", node.name)
                      : tr("The file '%1' of the node '%2' doesn't exist.", path, node.name),
                  tr("Create it, or correct the path."),
                  node.source.span,
                  node.source.place);
        diagnostic.node = node.name;
        const fs::path &folder = m_document.location().folder;
        if (const std::string near = nearestPath(folder, path);
            !near.empty() && mayLook(folder, near)) {
            diagnostic.hint = nearestPathHint(folder, path, diagnostic.hint);
            diagnostic.fix = Fix{tr("Change to %1", near),
                                 TextEdit{node.source.span.begin,
                                          node.source.span.end - node.source.span.begin,
                                          near}};
        }
        const std::string message = node.type == NodeType::Python
                                        ? "Load tool failed for node '" + node.name
                                              + "'. Tool file '" + path + "' can not be found."
                                        : "Tool load failed in '" + node.name
                                              + "': (InvalidSource) Node source path '" + path
                                              + "' is invalid on node '" + node.name + "'.";
        diagnostic.promptflow = PromptflowError{{"UserError", "ValidationError", "InvalidSource"},
                                                message};
    }

    /// The module of a flex flow, where it is a file of the folder; else it is a package's.
    void checkEntry()
    {
        const std::size_t colon = m_flow.entry.find(':');
        if (colon == std::string::npos || colon == 0 || colon + 1 == m_flow.entry.size()) {
            add(Severity::Error,
                "invalid-entry",
                tr("The entry '%1' names no function.", m_flow.entry),
                tr("Write 'entry: module:function'."),
                {},
                m_flow.entryPlace);
            return;
        }
        std::string path = m_flow.entry.substr(0, colon);
        std::replace(path.begin(), path.end(), '.', '/');
        path += ".py";
        std::optional<fs::path> file;
        if (find(path, file, m_flow.entryPlace) && file)
            m_pythonFiles.emplace_back(*file, path);
    }

    void checkPython()
    {
        std::vector<std::string> texts;
        std::vector<std::string> names;
        for (const auto &[file, shown] : m_pythonFiles) {
            try {
                texts.push_back(openInFolder(m_folder, file, kLargestPython));
                names.push_back(shown);
            } catch (const Error &) { // a run says what is wrong with it
            }
        }
        std::vector<PythonProblem> problems;
        const PythonCheck result = m_python->findProblems(texts, problems);
        if (result != PythonCheck::Done)
            add(Severity::Hint,
                "python-unchecked",
                tr("The syntax of the Python files wasn't checked."),
                result == PythonCheck::NoInterpreter ? tr("Install python3.") : Message(),
                {},
                Place{fileName(), 0, 0});
        for (const PythonProblem &problem : problems)
            add(Severity::Error,
                "python-syntax",
                tr("The Python file has a syntax error: %1.", problem.message),
                tr("Correct it; until then its nodes can't run."),
                {},
                Place{names[problem.file], problem.line, problem.column});
    }

    const FlowDocument &m_document;
    const Trust m_trust;
    PythonReader *const m_python;
    const SourceFolder m_folder;
    std::vector<Diagnostic> m_found;
    Flow m_flow;                            ///< with default variants
    std::set<std::string> m_withoutVariant; ///< nodes whose default variant is missing
    std::vector<Include> m_includes;
    bool m_includesAreKnown = true;
    std::map<std::string, std::optional<fs::path>> m_sources;
    std::set<fs::path> m_pythonPaths;
    std::vector<std::pair<fs::path, std::string>> m_pythonFiles; ///< and how they are shown
};

} // namespace

std::vector<Diagnostic> validate(const FlowDocument &document,
                                 Trust trust,
                                 const std::vector<Checker> &checkers,
                                 PythonReader *python)
{
    std::optional<PythonReader> own;
    if (!python)
        python = &own.emplace();
    return Validation(document, trust, python).run(checkers);
}

std::vector<Diagnostic> validateWithoutPython(const FlowDocument &document, Trust trust)
{
    return Validation(document, trust, nullptr).run({});
}

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/quickfix.h"

#include "engine/check/advice.h"
#include "engine/flow/floweditor.h"
#include "engine/yaml/editor.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace postern::check {

namespace {

constexpr int kUsualTokens = 512;

/// A name as a step of a path of FlowEditor's: dots in it mean nothing there.
std::string step(const std::string &name)
{
    return name.find('.') == std::string::npos ? name : "\"" + name + "\"";
}

class Fixes
{
public:
    Fixes(const flow::FlowDocument &document,
          const flow::Diagnostic &problem,
          const RetiredModels &retired)
        : m_flow(document.flow())
        , m_problem(problem)
        , m_node(problem.node.empty() ? nullptr : m_flow.node(problem.node))
        , m_retired(retired)
    {}

    std::vector<QuickFix> find()
    {
        if (m_problem.fix)
            m_fixes.push_back({"change-text", m_problem.fix->title, {}, m_problem.fix->edit});
        const std::string &code = m_problem.code;
        if (code == "no-max-tokens")
            setMaxTokens();
        else if (code == "idle-parameter" || code == "unused-input")
            takeInputOut();
        else if (code == "unused-flow-input")
            removeInput();
        else if (code == "unused-node" || code == "unreachable-node")
            removeNode();
        else if (code == "retired-model")
            changeModel();
        else if (code == "look-alike-name")
            renameToTwin();
        return std::move(m_fixes);
    }

private:
    using Intent = std::function<void(flow::FlowEditor &)>;

    void add(std::string id, Message title, Intent intent)
    {
        m_fixes.push_back({std::move(id), std::move(title), std::move(intent), {}});
    }

    /// The node and the name of its input whose value stands where the problem is.
    std::optional<std::pair<std::string, std::string>> inputAtProblem() const
    {
        for (const flow::Node &node : m_flow.nodes) {
            for (const auto &[name, binding] : node.inputs) {
                if (binding.span.begin == m_problem.offset && m_problem.length > 0
                    && binding.span.end - binding.span.begin == m_problem.length)
                    return std::pair(node.name, name);
            }
        }
        // A value that is empty has no length: it is told by its place.
        for (const flow::Node &node : m_flow.nodes) {
            for (const auto &[name, binding] : node.inputs) {
                if (binding.place == m_problem.place)
                    return std::pair(node.name, name);
            }
        }
        return {};
    }

    void setMaxTokens()
    {
        std::string path = "model.parameters.max_tokens";
        if (m_flow.kind == flow::FlowKind::Dag) {
            if (m_node == nullptr || m_node->useVariants)
                return;
            path = "nodes." + step(m_node->name) + ".inputs.max_tokens";
        }
        add("set-max-tokens",
            tr("Set max_tokens to %1", kUsualTokens),
            [path](flow::FlowEditor &editor) {
                editor.set(path, yaml::Content::fromWord(std::to_string(kUsualTokens)));
            });
    }

    void takeInputOut()
    {
        const auto at = inputAtProblem();
        if (!at)
            return;
        const std::string path = "nodes." + step(at->first) + ".inputs." + step(at->second);
        add("remove-parameter", tr("Take %1 out", at->second), [path](flow::FlowEditor &editor) {
            editor.unset(path);
        });
    }

    void removeInput()
    {
        const auto input = std::ranges::find_if(m_flow.inputs,
                                                [this](const flow::FlowInput &candidate) {
                                                    return candidate.place == m_problem.place;
                                                });
        if (input == m_flow.inputs.end())
            return;
        add("remove-input",
            tr("Remove the input %1", input->name),
            [name = input->name](flow::FlowEditor &editor) { editor.removeInput(name); });
    }

    void removeNode()
    {
        if (m_node == nullptr || m_problem.code == "unreachable-node")
            return; // what takes its output would be left without one
        add("remove-node",
            tr("Remove the node %1", m_node->name),
            [name = m_node->name](flow::FlowEditor &editor) { editor.removeNode(name); });
    }

    void changeModel()
    {
        const auto at = inputAtProblem();
        if (!at)
            return;
        const flow::Binding *binding = m_flow.node(at->first)->input(at->second);
        const RetiredModel *retired = binding->literal.isString()
                                          ? m_retired.find(binding->literal.asString())
                                          : nullptr;
        if (retired == nullptr || retired->instead.empty())
            return;
        const std::string path = "nodes." + step(at->first) + ".inputs." + step(at->second);
        add("change-model",
            tr("Change to %1", retired->instead),
            [path, name = retired->instead](flow::FlowEditor &editor) {
                editor.set(path, yaml::Content::fromWord(name));
            });
    }

    void renameToTwin()
    {
        if (m_node != nullptr && m_node->nameSpan.begin == m_problem.offset) {
            const std::string twin = asciiTwin(m_node->name);
            if (!twin.empty() && m_flow.node(twin) == nullptr)
                add("rename",
                    tr("Rename to %1", twin),
                    [old = m_node->name, twin](flow::FlowEditor &editor) {
                        editor.renameNode(old, twin);
                    });
            return;
        }
        for (const flow::FlowInput &input : m_flow.inputs) {
            const std::string twin = asciiTwin(input.name);
            if (input.place == m_problem.place && !twin.empty() && m_flow.input(twin) == nullptr)
                add("rename",
                    tr("Rename to %1", twin),
                    [old = input.name, twin](flow::FlowEditor &editor) {
                        editor.renameInput(old, twin);
                    });
        }
    }

    const flow::Flow &m_flow;
    const flow::Diagnostic &m_problem;
    const flow::Node *m_node;
    const RetiredModels &m_retired;
    std::vector<QuickFix> m_fixes;
};

} // namespace

std::vector<QuickFix> quickFixes(const flow::FlowDocument &document,
                                 const flow::Diagnostic &problem,
                                 const RetiredModels &retired)
{
    return Fixes(document, problem, retired).find();
}

flow::FolderEdit editOf(const flow::FlowDocument &document, const QuickFix &fix, flow::Trust trust)
{
    if (!fix.intent) {
        flow::FolderEdit edit;
        edit.label = fix.title;
        edit.files[document.location().file].add(fix.edit);
        return edit;
    }
    flow::FlowEditor editor(document, {}, trust);
    fix.intent(editor);
    return editor.edit(fix.title);
}

} // namespace postern::check

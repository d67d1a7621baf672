// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/advice.h"

#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/check/requirements.h"
#include "engine/tool/llmapi.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace postern::check {

namespace {

constexpr std::size_t kLargestText = 1024UL * 1024;

/// Looks at one flow, and adds what it finds.
class Advice
{
public:
    /// `flow`: with the default variants in place.
    Advice(const flow::FlowDocument &document,
           const flow::Flow &flow,
           const flow::SourceFolder &folder,
           const RetiredModels &retired,
           std::vector<flow::Diagnostic> &found)
        : m_document(document)
        , m_flow(flow)
        , m_written(document.flow())
        , m_folder(folder)
        , m_retired(retired)
        , m_found(found)
        , m_file(pathText(document.location().file.filename()))
    {}

    void give()
    {
        if (m_flow.kind == flow::FlowKind::Prompty) {
            advisePrompty();
            return;
        }
        if (m_flow.kind == flow::FlowKind::Dag) {
            collectUses();
            adviseInputs();
            adviseNodes();
            adviseNames();
        }
        adviseRequirements();
    }

private:
    flow::Diagnostic &add(std::string code,
                          Message message,
                          Message hint,
                          const flow::TextSpan &span,
                          const Place &place,
                          const std::string &node = {})
    {
        flow::Diagnostic &advice = m_found.emplace_back();
        advice.severity = flow::Severity::Hint;
        advice.code = std::move(code);
        advice.message = std::move(message);
        advice.hint = std::move(hint);
        advice.offset = span.begin;
        advice.length = span.end - span.begin;
        advice.place = place;
        advice.node = node;
        return advice;
    }

    // --- what is used ---

    void use(const flow::Binding &binding)
    {
        if (binding.kind == flow::Binding::Kind::FlowInput)
            m_usedInputs.insert(binding.name);
        else if (binding.kind == flow::Binding::Kind::NodeOutput)
            m_usedNodes.insert(binding.name);
    }

    void useAllOf(const flow::Node &node)
    {
        for (const auto &[name, binding] : node.inputs)
            use(binding);
        if (node.activate)
            use(node.activate->when);
    }

    void collectUses()
    {
        for (const flow::Node &node : m_written.nodes)
            useAllOf(node);
        for (const auto &[name, variants] : m_written.variants) {
            for (const flow::Variant &variant : variants.variants)
                useAllOf(variant.node);
        }
        for (const flow::FlowOutput &output : m_written.outputs)
            use(output.reference);
    }

    void adviseInputs()
    {
        for (const flow::FlowInput &input : m_flow.inputs) {
            const bool isOfChat = input.isChatInput || &input == m_flow.chatHistory();
            if (!isOfChat && !m_usedInputs.contains(input.name))
                add("unused-flow-input",
                    tr("Nothing takes the input '%1' of the flow.", input.name),
                    tr("Bind it to a node, or remove it: every run has to give it."),
                    input.span,
                    input.place);
        }
    }

    // --- nodes ---

    void adviseNodes()
    {
        findUnreachable();
        for (const flow::Node &node : m_flow.nodes) {
            if (!m_flow.outputs.empty() && !node.aggregation && !m_usedNodes.contains(node.name))
                add("unused-node",
                    tr("Nothing takes the output of the node '%1'.", node.name),
                    tr("It runs all the same: connect it, or remove it."),
                    node.nameSpan,
                    node.place,
                    node.name);
            if (m_unreachable.contains(node.name))
                add("unreachable-node",
                    tr("The node '%1' never runs: %2.", node.name, m_unreachable.at(node.name)),
                    tr("Correct activate, or remove the node."),
                    node.nameSpan,
                    node.place,
                    node.name);
            if (node.type == flow::NodeType::Llm)
                adviseLlm(node);
            else
                adviseIdleFields(node);
            adviseModel(node);
        }
    }

    /// Why `when` never equals `is`; empty: it may.
    Message whyNever(const flow::Activate &activate) const
    {
        if (activate.when.kind == flow::Binding::Kind::Literal)
            return activate.when.literal == activate.is ? Message()
                                                        : tr("its condition compares %1 with %2",
                                                             py::repr(activate.when.literal),
                                                             py::repr(activate.is));
        if (activate.when.kind != flow::Binding::Kind::FlowInput)
            return {};
        const flow::FlowInput *input = m_flow.input(activate.when.name);
        if (input == nullptr)
            return {};
        const Value &is = activate.is;
        const bool isNumber = is.isBool() || is.isInt() || is.isDouble();
        const bool isNever = (input->type == "string" && !is.isString())
                             || ((input->type == "bool" || input->type == "int"
                                  || input->type == "double")
                                 && !isNumber);
        return isNever ? tr("the input '%1' is a %2 and never equals %3",
                            input->name,
                            input->type,
                            py::repr(is))
                       : Message();
    }

    void findUnreachable()
    {
        for (const flow::Node &node : m_flow.nodes) {
            if (!node.activate)
                continue;
            Message why = whyNever(*node.activate);
            if (!why.isEmpty())
                m_unreachable.emplace(node.name, std::move(why));
        }
        for (bool isNew = !m_unreachable.empty(); isNew;) {
            isNew = false;
            for (const flow::Node &node : m_flow.nodes)
                isNew = followsOnly(node) || isNew;
        }
    }

    /// Whether a node waits for what never runs: then neither does it.
    bool followsOnly(const flow::Node &node)
    {
        if (m_unreachable.contains(node.name))
            return false;
        std::string first;
        bool isReached = false;
        for (const auto &[name, binding] : node.inputs) {
            if (binding.kind != flow::Binding::Kind::NodeOutput)
                continue;
            if (m_unreachable.contains(binding.name))
                first = first.empty() ? binding.name : first;
            else
                isReached = true;
        }
        const bool isWaiting = node.activate
                               && node.activate->when.kind == flow::Binding::Kind::NodeOutput
                               && m_unreachable.contains(node.activate->when.name);
        if (isWaiting)
            first = node.activate->when.name;
        if (first.empty() || (isReached && !isWaiting) || (node.activate && !isWaiting))
            return false;
        m_unreachable.emplace(node.name, tr("'%1' doesn't run", first));
        return true;
    }

    static bool isEmptyLiteral(const flow::Binding &binding)
    {
        return binding.kind == flow::Binding::Kind::Literal
               && (binding.literal.isNull() || binding.literal == Value(""));
    }

    void idle(const flow::Node &node,
              const std::string &name,
              const flow::Binding &binding,
              const Message &why)
    {
        add("idle-parameter",
            tr("The parameter '%1' of the node '%2' does nothing: %3.", name, node.name, why),
            tr("Take it out."),
            binding.span,
            binding.place,
            node.name);
    }

    void adviseLlm(const flow::Node &node)
    {
        const tool::LlmApi *chat = tool::findLlmApi("AzureOpenAI", "chat");
        const tool::LlmApi *completion = tool::findLlmApi("AzureOpenAI", "completion");
        const tool::LlmApi *own = node.api == "completion" ? completion : chat;
        const tool::LlmApi *other = node.api == "completion" ? chat : completion;
        for (const auto &[name, binding] : node.inputs) {
            const bool isParameter = own->parameter(name) != nullptr;
            if (isParameter && isEmptyLiteral(binding))
                idle(node, name, binding, tr("it has no value"));
            else if (name == "function_call" && node.input("functions") == nullptr)
                idle(node, name, binding, tr("there are no functions"));
            else if (name == "tool_choice" && node.input("tools") == nullptr)
                idle(node, name, binding, tr("there are no tools"));
            else if (!isParameter && other->parameter(name) != nullptr
                     && binding.kind == flow::Binding::Kind::Literal && name != "model")
                idle(node, name, binding, tr("the api '%1' has none of that name", node.api));
        }
        const flow::Binding *limit = node.input("max_tokens");
        const bool isLimited = (limit != nullptr && !isEmptyLiteral(*limit))
                               || node.input("max_completion_tokens") != nullptr;
        if (!isLimited && !node.source.path.empty())
            add("no-max-tokens",
                tr("Nothing limits the answers of the node '%1'.", node.name),
                tr("Set max_tokens, so that a run's cost and time are bounded."),
                node.nameSpan,
                node.place,
                node.name);
    }

    /// What only llm nodes have.
    void adviseIdleFields(const flow::Node &node)
    {
        const bool isOwnCode = node.source.type == "code"
                               && (node.type == flow::NodeType::Python
                                   || node.type == flow::NodeType::Prompt);
        if (!isOwnCode)
            return;
        for (const auto &[name, value] :
             {std::pair<std::string, std::string>("connection", node.connection),
              std::pair<std::string, std::string>("api", node.api)}) {
            if (value.empty())
                continue;
            flow::Binding binding;
            binding.span = node.nameSpan;
            binding.place = node.place;
            idle(node, name, binding, tr("only llm nodes have it"));
        }
    }

    void adviseModelName(const std::string &name,
                         bool isModel,
                         const flow::TextSpan &span,
                         const Place &place,
                         const std::string &node)
    {
        const RetiredModel *retired = m_retired.find(name);
        if (retired == nullptr)
            return;
        flow::Diagnostic &advice = add(
            "retired-model",
            isModel ? tr("The model '%1' is retired since %2.", name, retired->date)
                    : tr("The deployment '%1' bears the name of a model that is retired since %2.",
                         name,
                         retired->date),
            retired->instead.empty() ? tr("Take another one.")
                                     : tr("Take another one, such as %1.", retired->instead),
            span,
            place,
            node);
        // A deployment may be called what it likes.
        advice.severity = isModel ? flow::Severity::Warning : flow::Severity::Hint;
    }

    void adviseModel(const flow::Node &node)
    {
        const bool isOwnCode = node.type == flow::NodeType::Python && node.source.tool.empty();
        for (const char *key : {"deployment_name", "model"}) {
            const flow::Binding *binding = node.input(key);
            const bool isName = binding != nullptr && binding->literal.isString();
            if (isName && !(isOwnCode && std::string_view(key) == "model"))
                adviseModelName(binding->literal.asString(),
                                std::string_view(key) == "model",
                                binding->span,
                                binding->place,
                                node.name);
        }
    }

    /// Where a key of the settings stands; the file alone where it doesn't.
    std::pair<flow::TextSpan, Place> placeOfKey(std::initializer_list<std::string_view> keys) const
    {
        Place place{m_file, 0, 0};
        const std::shared_ptr<const yaml::Document> tree = m_document.tree();
        const yaml::Node *at = tree ? tree->root() : nullptr;
        for (const std::string_view key : keys) {
            const bool isMapping = at != nullptr && at->resolved().isMapping();
            at = isMapping ? at->resolved().find(key) : nullptr;
        }
        if (at == nullptr)
            return {{}, place};
        place = tree->place(at->span.begin);
        place.file = m_file;
        return {{at->span.begin, at->span.end}, place};
    }

    void advisePrompty()
    {
        const Value *model = m_flow.raw.find("model");
        if (model == nullptr || !model->isDict())
            return;
        const Value *configuration = model->find("configuration");
        const Value *parameters = model->find("parameters");
        for (const char *key : {"azure_deployment", "model"}) {
            const Value *name = configuration != nullptr ? configuration->find(key) : nullptr;
            const auto [span, place] = placeOfKey({"model", "configuration", key});
            if (name != nullptr && name->isString())
                adviseModelName(name->asString(), std::string_view(key) == "model", span, place, "");
        }
        const bool isLimited = parameters != nullptr
                               && (parameters->find("max_tokens") != nullptr
                                   || parameters->find("max_completion_tokens") != nullptr);
        const auto [span, place] = placeOfKey({"model"});
        if (!isLimited && configuration != nullptr)
            add("no-max-tokens",
                tr("Nothing limits the answers of this prompty."),
                tr("Set max_tokens, so that a run's cost and time are bounded."),
                {span.begin, span.begin},
                place);
    }

    // --- names ---

    void adviseName(const std::string &name,
                    const flow::TextSpan &span,
                    const Place &place,
                    const std::string &node)
    {
        const std::string twin = asciiTwin(name);
        if (!twin.empty())
            add("look-alike-name",
                tr("The name '%1' only looks like '%2': characters in it are others.", name, twin),
                tr("Rename it to '%1'.", twin),
                span,
                place,
                node);
    }

    void adviseNames()
    {
        for (const flow::FlowInput &input : m_flow.inputs)
            adviseName(input.name, input.span, input.place, "");
        for (const flow::FlowOutput &output : m_flow.outputs)
            adviseName(output.name, output.span, output.place, "");
        for (const flow::Node &node : m_flow.nodes) {
            adviseName(node.name, node.nameSpan, node.place, node.name);
            for (const auto &[name, binding] : node.inputs)
                adviseName(name, binding.span, binding.place, node.name);
        }
    }

    // --- files ---

    void adviseRequirements()
    {
        constexpr std::string_view kName = "requirements.txt";
        std::string text;
        try {
            if (!flow::hasFile(m_folder, kName))
                return;
            text = decodeText(flow::openInFolder(m_folder, kName, kLargestText));
        } catch (const Error &) { // `env check` says what is wrong with it
            return;
        }
        for (const Requirement &package : readRequirements(text).packages) {
            if (!package.isPinned)
                add("unpinned-requirement",
                    tr("The requirement '%1' names no version.", package.name),
                    tr("Write the one that is known to work, as %1==1.2.3.", package.name),
                    {},
                    Place{std::string(kName), package.line, 1});
        }
    }

    const flow::FlowDocument &m_document;
    const flow::Flow &m_flow;
    const flow::Flow &m_written; ///< as it stands in the file
    const flow::SourceFolder &m_folder;
    const RetiredModels &m_retired;
    std::vector<flow::Diagnostic> &m_found;
    const std::string m_file;
    std::set<std::string> m_usedInputs;
    std::set<std::string> m_usedNodes;
    std::map<std::string, Message> m_unreachable; ///< nodes that never run, and why
};

} // namespace

flow::Checker adviceChecker(const flow::FlowDocument &document, const RetiredModels &retired)
{
    return [&document, &retired](const flow::Flow &checked,
                                 const flow::SourceFolder &folder,
                                 std::vector<flow::Diagnostic> &found) {
        Advice(document, checked, folder, retired, found).give();
    };
}

} // namespace postern::check

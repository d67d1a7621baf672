// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/evaluators.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/flow/floweditor.h"
#include "engine/flow/nearest.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::evaluate {

namespace {

constexpr std::string_view kFlowFile = "flow.dag.yaml";
constexpr std::string_view kIncludes = "additional_includes:\n";

std::string firstLine(const std::string &text)
{
    // After the lines of the licence and an empty one.
    const std::size_t at = text.find("\n\n# ");
    const std::size_t begin = at == std::string::npos ? 0 : at + 4;
    return text.substr(begin, text.find('\n', begin) - begin);
}

/// Outputs that are an answer, by what flows call them.
constexpr std::array<std::string_view, 11> kAnswers{"response",
                                                    "answer",
                                                    "reply",
                                                    "output",
                                                    "result",
                                                    "chat_output",
                                                    "completion",
                                                    "prediction",
                                                    "category",
                                                    "summary",
                                                    "text"};
constexpr std::array<std::string_view, 4> kFound{"context", "documents", "contexts", "passages"};

template<std::size_t Size>
std::string outputAmong(const std::vector<std::string> &outputs,
                        const std::array<std::string_view, Size> &names)
{
    for (const std::string_view name : names) {
        if (std::ranges::find(outputs, name) != outputs.end())
            return "${run.outputs." + std::string(name) + "}";
    }
    return {};
}

std::string dataColumn(const std::string &column)
{
    return column.empty() ? std::string() : "${data." + column + "}";
}

std::string usualSource(const std::string &input,
                        const std::vector<std::string> &outputs,
                        const std::set<std::string> &columns,
                        const DataColumns &roles)
{
    if (input == "response") {
        const std::string answer = outputAmong(outputs, kAnswers);
        return answer.empty() && outputs.size() == 1 ? "${run.outputs." + outputs.front() + "}"
                                                     : answer;
    }
    if (input == "query")
        return dataColumn(roles.question);
    if (input == "ground_truth")
        return dataColumn(roles.groundTruth);
    if (input == "context") {
        const std::string found = outputAmong(outputs, kFound);
        return found.empty() ? dataColumn(roles.context) : found;
    }
    if (std::ranges::find(outputs, input) != outputs.end())
        return "${run.outputs." + input + "}";
    return columns.contains(input) ? dataColumn(input) : std::string();
}

} // namespace

std::vector<BuiltInEvaluator> builtInEvaluators()
{
    std::vector<BuiltInEvaluator> found;
    std::error_code ignored;
    for (const auto &entry :
         fs::directory_iterator(store::resourcesFolder() / "evaluators", ignored)) {
        const fs::path file = entry.path() / kFlowFile;
        if (!fs::exists(file, ignored))
            continue;
        const std::string text = store::readFile(file);
        found.push_back({pathText(entry.path().filename()),
                         firstLine(text),
                         entry.path(),
                         text.find("connection: judge") != std::string::npos});
    }
    std::ranges::sort(found, {}, &BuiltInEvaluator::name);
    return found;
}

fs::path evaluatorFlow(const std::string &word)
{
    std::error_code ignored;
    const std::vector<BuiltInEvaluator> known = builtInEvaluators();
    const auto found = std::ranges::find(known, word, &BuiltInEvaluator::name);
    if (found != known.end())
        return found->folder;
    if (fs::exists(word, ignored))
        return word;
    std::vector<std::string_view> names;
    names.reserve(known.size());
    for (const BuiltInEvaluator &one : known)
        names.emplace_back(one.name);
    const std::string near = flow::nearest(word, names);
    throw Error(ErrorCode::Usage,
                tr("There is no evaluator '%1', and no flow at that path.", word),
                near.empty() ? tr("`postern eval --list` lists those that ship with Postern.")
                             : tr("Did you mean '%1'?", near));
}

void copyEvaluator(const std::string &name, const fs::path &folder)
{
    const std::vector<BuiltInEvaluator> known = builtInEvaluators();
    const auto found = std::ranges::find(known, name, &BuiltInEvaluator::name);
    if (found == known.end())
        throw Error(ErrorCode::Usage,
                    tr("No evaluator that ships with Postern is called '%1'.", name),
                    tr("`postern eval --list` lists those that ship with Postern."));
    if (fs::exists(folder))
        throw Error(ErrorCode::FileUnwritable,
                    tr("'%1' is already there.", pathText(folder)),
                    tr("Name a folder that isn't there yet."));
    for (const auto &entry : fs::directory_iterator(found->folder)) {
        if (!entry.is_regular_file())
            continue;
        std::string text = store::readFile(entry.path());
        const std::size_t at = entry.path().filename() == kFlowFile ? text.rfind(kIncludes)
                                                                    : std::string::npos;
        if (at != std::string::npos) {
            const flow::FlowDocument document = flow::FlowDocument::load(
                flow::locateFlow(found->folder));
            for (const std::string &include : document.flow().additionalIncludes) {
                const fs::path source = found->folder / include;
                store::writeFile(folder / source.filename(), store::readFile(source));
            }
            text.resize(at);
        }
        store::writeFile(folder / entry.path().filename(), text);
    }
}

flow::FlowDocument withJudge(const flow::FlowDocument &document, std::string_view judge)
{
    const std::size_t slash = judge.find('/');
    const std::string connection(judge.substr(0, slash));
    const std::string deployment(slash == std::string_view::npos ? "" : judge.substr(slash + 1));
    flow::FlowEditor editor(document);
    for (const flow::Node &node : document.flow().nodes) {
        if (node.type != flow::NodeType::Llm)
            continue;
        editor.set("nodes." + node.name + ".connection", Value(connection));
        if (!deployment.empty())
            editor.set("nodes." + node.name + ".inputs.deployment_name", Value(deployment));
    }
    return flow::FlowDocument::fromText(document.location(), editor.text());
}

bool asksModel(const flow::Flow &flow)
{
    return std::ranges::any_of(flow.nodes, [](const flow::Node &node) {
        return node.type == flow::NodeType::Llm;
    });
}

Dict evaluatorMapping(const std::string &evaluator,
                      const flow::Flow &flow,
                      const Dict &given,
                      const std::vector<std::string> &outputs,
                      const std::set<std::string> &columns,
                      const DataColumns &roles)
{
    Dict mapping = given;
    for (const flow::FlowInput &input : flow.inputs) {
        if (mapping.contains(input.name))
            continue;
        const std::string source = usualSource(input.name, outputs, columns, roles);
        if (!source.empty())
            mapping.set(input.name, source);
        else if (!input.defaultValue)
            throw Error(ErrorCode::InvalidInput,
                        tr("Nothing is found for the input '%1' of the evaluator '%2'.",
                           input.name,
                           evaluator),
                        tr("Say where it comes from: --column-mapping %1.",
                           evaluator + "." + input.name + "='${data.COLUMN}'"));
    }
    return mapping;
}

} // namespace postern::evaluate

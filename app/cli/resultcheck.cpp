// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/resultcheck.h"

#include "engine/base/pyrepr.h"
#include "engine/check/schema.h"

#include <map>
#include <utility>
#include <vector>

namespace postern::cli {

namespace {

/// What may be wrong, by what doesn't change with names, and how it is said.
struct Refusals
{
    std::map<std::string, int> counts;
    std::vector<std::pair<std::string, Error>> all;

    void add(const std::string &kind, Error error)
    {
        ++counts[kind];
        all.emplace_back(kind, std::move(error));
    }
};

/// Whether it is about a file that is named, and may come or be mended later.
bool isOfFiles(const flow::Diagnostic &problem, const flow::Flow &flow)
{
    const flow::Node *node = problem.code == "missing-file" ? flow.node(problem.node) : nullptr;
    if (node)
        return !node->source.path.empty();
    return problem.code == "missing-include";
}

/// The sentences of prompt flow's schema, each with the keys that lead to it.
void addSentences(const Value &problems, const std::string &path, Refusals &refusals)
{
    if (problems.isDict()) {
        for (const auto &[key, value] : problems.asDict())
            addSentences(value, path + (path.empty() ? "" : ".") + py::str(key), refusals);
    }
    if (!problems.isList())
        return;
    for (const Value &sentence : problems.asList()) {
        const std::string text = py::str(sentence);
        if (text == "Unknown field.")
            continue; // no more than a warning
        refusals.add(text,
                     Error(ErrorCode::InvalidFlow,
                           tr("prompt flow would refuse %1: %2", path, text),
                           tr("Give it another value, or take it out with --unset.")));
    }
}

Refusals refusalsOf(const flow::FlowDocument &document)
{
    Refusals refusals;
    for (const flow::Diagnostic &problem :
         flow::validateWithoutPython(document, flow::Trust::Restricted)) {
        if (problem.severity == flow::Severity::Error && !isOfFiles(problem, document.flow()))
            refusals.add(problem.code, flow::toError(problem));
    }
    if (!document.isCurrent())
        return refusals;
    const flow::Flow &flow = document.flow();
    if (flow.kind == flow::FlowKind::Dag)
        addSentences(check::dagProblems(flow.raw), {}, refusals);
    else if (flow.kind == flow::FlowKind::Flex)
        addSentences(check::flexProblems(flow.raw), {}, refusals);
    return refusals;
}

} // namespace

void requireValid(const flow::FlowDocument &before, const std::string &text)
{
    if (before.text() == text)
        return;
    std::map<std::string, int> known = refusalsOf(before).counts;
    const auto after = flow::FlowDocument::fromText(before.location(), text);
    for (const auto &[kind, error] : refusalsOf(after).all) {
        if (known[kind]-- <= 0)
            throw Error(error);
    }
}

} // namespace postern::cli

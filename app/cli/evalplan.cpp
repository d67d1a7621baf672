// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/evalplan.h"

#include "app/request/keyvalues.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/batch/rows.h"
#include "engine/evaluate/evaluators.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

/// The words of --column-mapping, by evaluator; the flow's under an empty name.
using Mappings = std::map<std::string, Dict>;

struct NamedEvaluator
{
    std::string name;
    fs::path flow;
};

NamedEvaluator evaluatorOf(const std::string &word)
{
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos && equals > 0)
        return {word.substr(0, equals), evaluate::evaluatorFlow(word.substr(equals + 1))};
    const fs::path flow = evaluate::evaluatorFlow(word);
    fs::path named = fs::weakly_canonical(flow);
    if (fs::is_regular_file(named))
        named = named.parent_path();
    return {pathText(named.filename()), flow};
}

Mappings mappingsOf(const std::vector<std::string> &words, const std::set<std::string> &evaluators)
{
    Mappings mappings;
    for (const auto &[key, value] : request::readPairs(words, "--column-mapping")) {
        const std::size_t dot = key.find('.');
        const std::string before = key.substr(0, dot);
        const bool isEvaluator = dot != std::string::npos && evaluators.contains(before);
        if (dot != std::string::npos && !isEvaluator)
            throw Error(ErrorCode::Usage,
                        "--column-mapping names the evaluator '" + before
                            + "', and --evaluators doesn't.",
                        "Write INPUT=SOURCE for the flow, EVALUATOR.INPUT=SOURCE for one of them.");
        mappings[isEvaluator ? before : ""].set(isEvaluator ? key.substr(dot + 1) : key, value);
    }
    return mappings;
}

std::set<std::string> columnsOfRows(const std::vector<Dict> &rows)
{
    std::set<std::string> columns;
    for (const Dict &row : rows) {
        for (const auto &[name, value] : row)
            columns.insert(py::str(name));
    }
    return columns;
}

bool isPromptFile(const fs::path &file)
{
    static constexpr std::array<std::string_view, 6> kEnds{".jinja2",
                                                           ".jinja",
                                                           ".j2",
                                                           ".prompty",
                                                           ".md",
                                                           ".txt"};
    const std::string name = pathText(file.filename());
    // The text of a README isn't asked of a model, nor are requirements.
    return name != "README.md" && name != "requirements.txt"
           && std::ranges::find(kEnds, pathText(file.extension())) != kEnds.end();
}

evaluate::EvaluatorPlan evaluatorPlan(const EvalOptions &options, const NamedEvaluator &named)
{
    request::RunOptions words = options.run;
    words.flow = named.flow;
    words.variant.clear();
    words.init.clear();
    evaluate::EvaluatorPlan made;
    made.name = named.name;
    made.run = request::makeRunRequest(words).spec;
    made.run.stream = false;
    if (!options.judge.empty() && evaluate::asksModel(made.run.document.flow()))
        made.run.document = evaluate::withJudge(made.run.document, options.judge);
    return made;
}

} // namespace

std::vector<Dict> readAllRows(const fs::path &data)
{
    std::vector<Dict> rows;
    const std::unique_ptr<batch::RowReader> reader = batch::openRows(data);
    while (std::optional<batch::Row> row = reader->next()) {
        if (row->error)
            throw Error(*row->error);
        rows.push_back(std::move(row->values));
    }
    return rows;
}

std::vector<evaluate::PromptText> promptsOf(const flow::FlowDocument &document)
{
    std::vector<evaluate::PromptText> prompts;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(document.location().folder, ignored)) {
        if (entry.is_regular_file(ignored) && isPromptFile(entry.path()))
            prompts.emplace_back(pathText(entry.path().filename()), store::readFile(entry.path()));
    }
    std::ranges::sort(prompts);
    return prompts;
}

EvalPlan makeEvalPlan(const EvalOptions &options,
                      const evaluate::Thresholds &thresholds,
                      const std::vector<Dict> &rows)
{
    request::RunRequest request = request::makeRunRequest(options.run);
    EvalPlan made;
    made.network = std::move(request.network);
    evaluate::EvaluationPlan &plan = made.plan;
    plan.flow = std::move(request.spec);
    plan.flow.stream = false;
    plan.data = options.data;
    plan.columns = columnsOfRows(rows);
    plan.roles = evaluate::columnsIn(rows, thresholds.data);
    plan.existingRun = options.existingRun;
    plan.repeats = options.repeats;
    if (!options.variants.empty())
        plan.variants = options.variants;
    plan.limits = batch::BatchLimits::ofEnvironment();
    if (options.concurrency > 0)
        plan.limits.concurrency = options.concurrency;
    if (options.costLimit > 0)
        plan.limits.cost = options.costLimit;
    if (!options.forgetsJudge)
        plan.judgeCache = store::homeFolder() / "judges";
    std::vector<NamedEvaluator> named;
    std::set<std::string> names;
    for (const std::string &word : options.evaluators) {
        named.push_back(evaluatorOf(word));
        if (!names.insert(named.back().name).second)
            throw Error(ErrorCode::Usage,
                        "Two evaluators are called '" + named.back().name + "'.",
                        "Give one another name: NAME=" + word + ".");
    }
    Mappings mappings = mappingsOf(options.mapping, names);
    plan.mapping = mappings[""];
    for (const NamedEvaluator &one : named) {
        plan.evaluators.push_back(evaluatorPlan(options, one));
        plan.evaluators.back().mapping = mappings[one.name];
    }
    return made;
}

} // namespace postern::cli

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/resultfile.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::evaluate {

namespace {

constexpr std::string_view kMark = "postern_evaluation";

Value optionalNumber(const std::optional<double> &number)
{
    return number ? Value(*number) : Value();
}

Value rowToJson(const Row &row, Detail detail)
{
    Dict made{{"line", static_cast<std::int64_t>(row.number)}, {"key", row.key}};
    Dict scores;
    for (const auto &[name, score] : row.scores)
        scores.append(name, score);
    made.append("scores", std::move(scores));
    made.append("seconds", row.seconds);
    made.append("tokens", row.tokens);
    made.append("cost", optionalNumber(row.cost));
    // Of a failure the smaller form says no more than that there was one.
    made.append("error", detail == Detail::All || row.error.empty() ? row.error : "failed");
    if (detail == Detail::All) {
        made.append("inputs", row.inputs);
        made.append("outputs", row.outputs);
        made.append("notes", row.notes);
    }
    return made;
}

Value variantToJson(const VariantResult &variant, Detail detail)
{
    Dict metrics;
    for (const auto &[name, value] : metricsOf(variant))
        metrics.append(name, value);
    Dict logged;
    for (const auto &[name, value] : variant.logged)
        logged.append(name, value);
    List rows;
    rows.reserve(variant.rows.size());
    for (const Row &row : variant.rows)
        rows.push_back(rowToJson(row, detail));
    return Dict{{"variant", variant.variant},
                {"run", variant.run},
                {"metrics", std::move(metrics)},
                {"logged", std::move(logged)},
                {"rows", std::move(rows)}};
}

/// Reads what was written, of which a user may have changed anything.
class ResultReader
{
public:
    explicit ResultReader(const std::string &file)
        : m_file(file)
    {}

    Evaluation read(const Value &value) const
    {
        if (value.find(kMark) == nullptr)
            throw wrong(tr("This isn't the result of an evaluation."));
        Evaluation made;
        made.flow = text(value, "flow");
        made.data = text(value, "data");
        made.created = text(value, "created");
        for (const Value &name : list(value, "evaluators"))
            made.evaluators.push_back(py::str(name));
        for (const Value &variant : list(value, "variants"))
            made.variants.push_back(readVariant(variant));
        return made;
    }

private:
    Error wrong(Message what) const
    {
        return {ErrorCode::InvalidInput,
                std::move(what),
                tr("Name a file that `postern eval --output` or `--save-baseline` wrote."),
                Place{m_file}};
    }

    const Value &member(const Value &value, std::string_view name) const
    {
        const Value *found = value.find(name);
        if (found == nullptr)
            throw wrong(tr("The result of an evaluation lacks '%1'.", name));
        return *found;
    }

    std::string text(const Value &value, std::string_view name) const
    {
        const Value &found = member(value, name);
        if (!found.isString())
            throw wrong(tr("'%1' should be a text.", name));
        return found.asString();
    }

    const List &list(const Value &value, std::string_view name) const
    {
        const Value &found = member(value, name);
        if (!found.isList())
            throw wrong(tr("'%1' should be a list.", name));
        return found.asList();
    }

    double number(const Value &found, std::string_view name) const
    {
        if (found.isInt())
            return static_cast<double>(found.asInt());
        if (!found.isDouble() || !std::isfinite(found.asDouble()))
            throw wrong(tr("'%1' should be a number.", name));
        return found.asDouble();
    }

    std::map<std::string, double, std::less<>> numbers(const Value &value,
                                                       std::string_view name) const
    {
        const Value &found = member(value, name);
        if (!found.isDict())
            throw wrong(tr("'%1' should be a mapping.", name));
        std::map<std::string, double, std::less<>> made;
        for (const auto &[key, one] : found.asDict())
            made.emplace(py::str(key), number(one, name));
        return made;
    }

    VariantResult readVariant(const Value &value) const
    {
        VariantResult made;
        made.variant = text(value, "variant");
        made.run = text(value, "run");
        made.logged = numbers(value, "logged");
        for (const Value &row : list(value, "rows"))
            made.rows.push_back(readRow(row));
        return made;
    }

    Row readRow(const Value &value) const
    {
        Row made;
        const Value &line = member(value, "line");
        if (!line.isInt() || line.asInt() < 0)
            throw wrong(tr("'%1' should be a whole number that isn't negative.", "line"));
        made.number = static_cast<std::size_t>(line.asInt());
        made.key = text(value, "key");
        made.error = text(value, "error");
        made.scores = numbers(value, "scores");
        made.seconds = number(member(value, "seconds"), "seconds");
        made.tokens = static_cast<std::int64_t>(number(member(value, "tokens"), "tokens"));
        if (const Value &cost = member(value, "cost"); !cost.isNull())
            made.cost = number(cost, "cost");
        takeDict(value, "inputs", made.inputs);
        takeDict(value, "outputs", made.outputs);
        takeDict(value, "notes", made.notes);
        return made;
    }

    static void takeDict(const Value &value, std::string_view name, Dict &target)
    {
        const Value *found = value.find(name);
        if (found != nullptr && found->isDict())
            target = found->asDict();
    }

    const std::string &m_file;
};

} // namespace

Value toJson(const Gate &gate)
{
    Dict made{{"name", gate.name},
              {"variant", gate.variant},
              {"metric", gate.metric},
              {"verdict", std::string(toString(gate.verdict))},
              {"value", optionalNumber(gate.value)},
              {"limit", optionalNumber(gate.limit)},
              {"baseline", optionalNumber(gate.baseline)}};
    if (gate.difference)
        made.append("difference",
                    Dict{{"change", gate.difference->change},
                         {"low", gate.difference->low},
                         {"high", gate.difference->high},
                         {"p", gate.difference->chance},
                         {"rows", static_cast<std::int64_t>(gate.difference->rows)}});
    made.append("message", gate.text.english());
    return made;
}

Value toJson(const Evaluation &evaluation, const std::vector<Gate> &gates, Detail detail)
{
    List evaluators(evaluation.evaluators.begin(), evaluation.evaluators.end());
    List variants;
    variants.reserve(evaluation.variants.size());
    for (const VariantResult &variant : evaluation.variants)
        variants.push_back(variantToJson(variant, detail));
    Dict made{{std::string(kMark), 1},
              {"flow", evaluation.flow},
              {"data", evaluation.data},
              {"created", evaluation.created},
              {"evaluators", std::move(evaluators)},
              {"variants", std::move(variants)}};
    if (detail == Detail::Numbers)
        return made;
    List gateList;
    gateList.reserve(gates.size());
    for (const Gate &gate : gates)
        gateList.push_back(toJson(gate));
    made.append("gates", std::move(gateList));
    List ranking;
    for (const std::string &variant : rankedByCost(evaluation.variants, gates))
        ranking.emplace_back(variant);
    made.append("ranking", std::move(ranking));
    made.append("passed", !hasFailed(gates));
    return made;
}

Evaluation evaluationFromJson(std::string_view text, const std::string &file)
{
    return ResultReader(file).read(json::parse(text));
}

} // namespace postern::evaluate

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"
#include "engine/replay/expectation.h"
#include "engine/replay/player.h"
#include "engine/replay/valuediff.h"
#include "engine/run/record.h"

#include <algorithm>

namespace postern::replay {

namespace {

/// What expressions look at.
Dict contextOf(const RecordedRun &run)
{
    Dict nodes;
    for (const RecordedNode &node : run.nodes) {
        Dict usage{{"prompt_tokens", node.usage.prompt},
                   {"completion_tokens", node.usage.completion},
                   {"total_tokens", node.usage.total}};
        Dict members;
        members.append("inputs", node.inputs);
        members.append("output", node.output);
        members.append("prompt", node.prompt);
        members.append("status", run::statusText(node.state));
        members.append("error", node.error);
        members.append("usage", std::move(usage));
        nodes.set(Value(node.name), Value(std::move(members)));
    }
    Dict context;
    context.append("inputs", run.inputs);
    context.append("outputs", run.outputs);
    context.append("output", run.outputs);
    context.append("nodes", std::move(nodes));
    context.append("status", run::statusText(run.state));
    context.append("error", run.error);
    context.append("usage",
                   Dict{{"prompt_tokens", run.usage.prompt},
                        {"completion_tokens", run.usage.completion},
                        {"total_tokens", run.usage.total}});
    return context;
}

std::string rendered(const std::string &text, const Dict &context)
{
    return jinja::Template::compile(text, jinja::Options::promptflow()).render(context);
}

/// The two sides of a comparison by "==", where it is one: as far as the words tell.
std::optional<std::pair<std::string, std::string>> sidesOf(const std::string &expression)
{
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
        const char c = expression[i];
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
            i += c == '\\' ? 1 : 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        } else if (depth == 0 && c == '=' && expression[i + 1] == '=') {
            return std::pair(expression.substr(0, i), expression.substr(i + 2));
        }
    }
    return std::nullopt;
}

Value sideValue(const std::string &expression, const Dict &context)
{
    return Value(rendered("{{ (" + expression + ") }}", context));
}

std::optional<Unmet> unmetExpression(const Expectation::Expression &expected, const Dict &context)
{
    Unmet unmet{tr("'%1' doesn't hold.", expected.text), {}, {}, {}, expected.line};
    try {
        if (rendered("{% if " + expected.text + " %}1{% endif %}", context) == "1")
            return std::nullopt;
    } catch (const Error &error) {
        unmet.what = tr("'%1' can't be evaluated: %2", expected.text, error.translatableMessage());
        return unmet;
    }
    const auto sides = sidesOf(expected.text);
    if (!sides)
        return unmet;
    try {
        unmet.actual = sideValue(sides->first, context);
        unmet.expected = sideValue(sides->second, context);
        unmet.diff = describeDifferences(differencesOf(*unmet.expected, *unmet.actual));
    } catch (const Error &) { // a chain, a filter with a condition: it holds no two sides
        unmet.actual.reset();
        unmet.expected.reset();
    }
    return unmet;
}

/// "outputs.a", "output", "nodes.n.output"; nothing where the run has none.
std::optional<Value> valueAt(const std::string &path, const RecordedRun &run)
{
    constexpr std::string_view kOutputs = "outputs.";
    constexpr std::string_view kNodes = "nodes.";
    if (path == "output")
        return run.outputs;
    if (path.starts_with(kOutputs)) {
        const Value *found = run.outputs.find(path.substr(kOutputs.size()));
        return found ? std::optional<Value>(*found) : std::nullopt;
    }
    const std::size_t end = path.rfind('.');
    const RecordedNode *node = run.node(path.substr(kNodes.size(), end - kNodes.size()));
    if (!node)
        return std::nullopt;
    const std::string part = path.substr(end + 1);
    if (part == "prompt")
        return Value(node->prompt);
    return part == "inputs" ? node->inputs : node->output;
}

std::optional<Unmet> unmetValue(const Expectation::OfValue &expected, const RecordedRun &run)
{
    const std::optional<Value> actual = valueAt(expected.path, run);
    if (!actual)
        return Unmet{tr("The run has no '%1'.", expected.path),
                     expected.value,
                     std::nullopt,
                     {},
                     expected.line};
    if (isSameValue(expected.value, *actual))
        return std::nullopt;
    return Unmet{tr("'%1' isn't what is expected.", expected.path),
                 expected.value,
                 actual,
                 describeDifferences(differencesOf(expected.value, *actual)),
                 expected.line};
}

std::optional<Unmet> unmetState(const Expectation::OfState &expected, const RecordedRun &run)
{
    const auto isSame = [&expected](run::NodeState state) {
        return run::statusText(state) == run::statusText(expected.state);
    };
    const RecordedNode *node = expected.node.empty() ? nullptr : run.node(expected.node);
    if (!expected.node.empty() && !node)
        return Unmet{tr("The run didn't come to node '%1'.", expected.node),
                     {},
                     {},
                     {},
                     expected.line};
    const run::NodeState actual = node ? node->state : run.state;
    if (isSame(actual))
        return std::nullopt;
    const std::string error = node ? node->error : run.error;
    const std::string subject = node ? "nodes." + expected.node : std::string("status");
    return Unmet{error.empty() ? tr("'%1' isn't what is expected.", subject)
                               : tr("'%1' isn't what is expected: %2", subject, error),
                 Value(run::statusText(expected.state)),
                 Value(run::statusText(actual)),
                 {},
                 expected.line};
}

/// A run that fails meets nothing unless it is meant to.
std::optional<Unmet> unmetEnd(const Expectation &expectation, const RecordedRun &run)
{
    const bool hasFailed = run.state == run::NodeState::Failed
                           || run.state == run::NodeState::Cancelled;
    if (!expectation.error.empty()) {
        if (hasFailed && run.error.find(expectation.error) != std::string::npos)
            return std::nullopt;
        return Unmet{hasFailed ? tr("The run fails with another error.")
                               : tr("The run should fail, and doesn't."),
                     Value(expectation.error),
                     Value(run.error),
                     {},
                     expectation.errorLine};
    }
    const bool isSaid = std::ranges::any_of(expectation.states, [](const auto &expected) {
        return expected.node.empty();
    });
    if (isSaid || !hasFailed)
        return std::nullopt;
    return Unmet{tr("The run fails: %1", run.error), {}, {}, {}, 0};
}

} // namespace

std::vector<Unmet> unmetBy(const Expectation &expectation, const RecordedRun &run)
{
    std::vector<Unmet> unmet;
    const auto add = [&unmet](std::optional<Unmet> one) {
        if (one)
            unmet.push_back(std::move(*one));
    };
    add(unmetEnd(expectation, run));
    for (const Expectation::OfState &state : expectation.states)
        add(unmetState(state, run));
    for (const Expectation::OfValue &value : expectation.values)
        add(unmetValue(value, run));
    const Dict context = expectation.expressions.empty() ? Dict() : contextOf(run);
    for (const Expectation::Expression &expression : expectation.expressions)
        add(unmetExpression(expression, context));
    std::ranges::stable_sort(unmet, {}, &Unmet::line);
    return unmet;
}

} // namespace postern::replay

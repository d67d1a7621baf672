// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"

#include <benchmark/benchmark.h>

namespace {

using namespace postern;

// jinja_peer.py has the same template and the same conversation.
constexpr std::string_view kChat = R"(# system:
You are {{ persona }}. Answer in {{ language|default("English") }}.
{% for item in chat_history %}
# user:
{{ item.inputs.question }}
# assistant:
{{ item.outputs.answer }}
{% endfor %}
{% if context %}
Context:
{% for document in context %}- {{ document.title|title }}: {{ document.text|trim }}
{% endfor %}{% endif %}
# user:
{{ question }}
)";

constexpr std::string_view kArithmetic = R"({% set ns = namespace(sum=0) %}
{%- for i in range(10000) %}{% if i % 3 == 0 %}{% set ns.sum = ns.sum + i * 2 %}{% endif %}
{%- endfor %}{{ ns.sum }})";

Dict conversation()
{
    List turns;
    for (int i = 0; i < 10; ++i) {
        const std::string number = std::to_string(i);
        turns.emplace_back(
            Dict{{"inputs",
                  Dict{{"question", "What is the answer to question number " + number + "?"}}},
                 {"outputs",
                  Dict{{"answer",
                        "The answer to question number " + number + " is forty-two, as always."}}}});
    }
    List documents;
    for (int i = 0; i < 3; ++i)
        documents.emplace_back(Dict{{"title", "document number " + std::to_string(i)},
                                    {"text", "  Some text that was found for the question.  "}});
    return Dict{{"persona", "a helpful assistant"},
                {"chat_history", std::move(turns)},
                {"context", std::move(documents)},
                {"question", "And what is it now?"}};
}

void compileAndRender(benchmark::State &state)
{
    const Dict context = conversation();
    const jinja::Options options = jinja::Options::promptflow();
    for (auto _ : state)
        benchmark::DoNotOptimize(jinja::Template::compile(kChat, options).render(context));
}
BENCHMARK(compileAndRender);

void compile(benchmark::State &state)
{
    const jinja::Options options = jinja::Options::promptflow();
    for (auto _ : state)
        benchmark::DoNotOptimize(jinja::Template::compile(kChat, options));
}
BENCHMARK(compile);

void render(benchmark::State &state)
{
    const Dict context = conversation();
    const auto compiled = jinja::Template::compile(kChat, jinja::Options::promptflow());
    for (auto _ : state)
        benchmark::DoNotOptimize(compiled.render(context));
}
BENCHMARK(render);

/// A loop of arithmetic and comparisons: the evaluator itself.
void arithmetic(benchmark::State &state)
{
    const auto compiled = jinja::Template::compile(kArithmetic);
    for (auto _ : state)
        benchmark::DoNotOptimize(compiled.render({}));
}
BENCHMARK(arithmetic);

} // namespace

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/standin.h"

#include <algorithm>
#include <string>

namespace postern::tool {

namespace {

/// The text among a lookup's inputs that says what is looked for.
std::string questionOf(const Dict &inputs)
{
    for (const char *name : {"queries", "query", "question", "text", "vector"}) {
        const Value *value = inputs.find(name);
        if (value && value->isString())
            return value->asString();
        if (value && value->isList() && !value->asList().empty()
            && value->asList().front().isString())
            return value->asList().front().asString();
    }
    return "the question";
}

std::int64_t passageCount(const Dict &inputs)
{
    constexpr std::int64_t kUsual = 3;
    constexpr std::int64_t kMost = 20;
    const Value *value = inputs.find("top_k");
    return value && value->isInt() ? std::clamp<std::int64_t>(value->asInt(), 0, kMost) : kUsual;
}

/// Passages in the form that the lookup tools share.
Value passages(const Dict &inputs)
{
    const std::string question = questionOf(inputs);
    List found;
    for (std::int64_t i = 1; i <= passageCount(inputs); ++i) {
        const std::string number = std::to_string(i);
        const std::string file = "simulated-" + number + ".md";
        Dict source{{"filename", file}, {"title", "Simulated document " + number}, {"url", file}};
        Dict metadata;
        metadata.append("source", std::move(source));
        Dict passage;
        std::string text = "Simulated passage " + number;
        text.append(" about: ").append(question);
        passage.append("text", std::move(text));
        passage.append("score", 1.0 / static_cast<double>(i + 1));
        passage.append("metadata", std::move(metadata));
        passage.append("original_entity", Value());
        found.emplace_back(std::move(passage));
    }
    return found;
}

} // namespace

flow::Node StandIn::prepare(const flow::Node &node,
                            const flow::SourceFolder &folder,
                            const connection::Connection *connection)
{
    static_cast<void>(folder);
    static_cast<void>(connection);
    return node;
}

bool StandIn::hasDefault(const flow::Node &node, std::string_view input) const
{
    static_cast<void>(node);
    static_cast<void>(input);
    return false;
}

Task<Value> StandIn::run(ToolContext context)
{
    co_return m_value ? *m_value : passages(context.inputs);
}

} // namespace postern::tool

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/expectation.h"

#include "engine/flow/nearest.h"

#include <algorithm>
#include <array>

namespace postern::replay {

namespace {

using yaml::Node;

constexpr std::array<std::string_view, 6> kKeys{"status",
                                                "error",
                                                "output",
                                                "outputs",
                                                "nodes",
                                                "that"};

/// Reads a mapping of expectations, and knows where what stands.
class ExpectationReader
{
public:
    ExpectationReader(const yaml::Document &document, const std::string &file)
        : m_document(document)
        , m_file(file)
    {}

    Expectation read(const Node &node)
    {
        if (!node.isMapping())
            throw wrong(node, tr("Expectations should be a mapping."));
        for (const Node::Member &member : node.members()) {
            const std::string &key = member.key->resolved().text;
            if (std::ranges::find(kKeys, key) == kKeys.end())
                throw unknown(*member.key, key, {kKeys.begin(), kKeys.end()});
            take(key, *member.value);
        }
        return std::move(m_made);
    }

private:
    int lineOf(const Node &node) const { return m_document.place(node.span.begin).line; }

    Error wrong(const Node &node, Message what) const
    {
        Place place = m_document.place(node.span.begin);
        place.file = m_file;
        return {ErrorCode::InvalidInput, std::move(what), tr("See docs/tests.md."), place};
    }

    Error unknown(const Node &node,
                  const std::string &key,
                  const std::vector<std::string_view> &known) const
    {
        const std::string near = flow::nearest(key, known);
        Place place = m_document.place(node.span.begin);
        place.file = m_file;
        return {ErrorCode::InvalidInput,
                tr("There is no expectation '%1'.", key),
                near.empty() ? tr("See docs/tests.md.") : tr("Did you mean '%1'?", near),
                place};
    }

    void take(const std::string &key, const Node &value)
    {
        if (key == "status") {
            m_made.states.push_back({{}, stateOf(value), lineOf(value)});
        } else if (key == "error") {
            m_made.error = textOf(value);
            m_made.errorLine = lineOf(value);
        } else if (key == "output") {
            m_made.values.push_back({"output", yaml::toValue(value), lineOf(value)});
        } else if (key == "outputs") {
            takeOutputs(value);
        } else if (key == "nodes") {
            takeNodes(value);
        } else {
            takeExpressions(value);
        }
    }

    std::string textOf(const Node &value) const
    {
        if (!value.isScalar() || value.isNull())
            throw wrong(value, tr("This should be a text."));
        return value.resolved().text;
    }

    run::NodeState stateOf(const Node &value) const
    {
        const std::string word = textOf(value);
        if (word == "Completed")
            return run::NodeState::Done;
        if (word == "Failed")
            return run::NodeState::Failed;
        if (word == "Bypassed")
            return run::NodeState::Bypassed;
        throw wrong(value, tr("'%1' is no status: Completed, Failed and Bypassed are.", word));
    }

    void takeOutputs(const Node &value)
    {
        if (!value.isMapping())
            throw wrong(value, tr("'%1' should be a mapping.", "outputs"));
        for (const Node::Member &member : value.members())
            m_made.values.push_back({"outputs." + member.key->resolved().text,
                                     yaml::toValue(*member.value),
                                     lineOf(*member.value)});
    }

    void takeNodes(const Node &value)
    {
        if (!value.isMapping())
            throw wrong(value, tr("'%1' should be a mapping.", "nodes"));
        for (const Node::Member &member : value.members()) {
            const std::string &node = member.key->resolved().text;
            if (!member.value->isMapping())
                throw wrong(*member.value,
                            tr("Write what is expected of node '%1' as a mapping.", node));
            for (const Node::Member &part : member.value->members())
                takeNodePart(node, part);
        }
    }

    void takeNodePart(const std::string &node, const Node::Member &part)
    {
        const std::string &key = part.key->resolved().text;
        const int line = lineOf(*part.value);
        if (key == "status")
            m_made.states.push_back({node, stateOf(*part.value), line});
        else if (key == "output" || key == "inputs" || key == "prompt")
            m_made.values.push_back({"nodes." + node + "." + key, yaml::toValue(*part.value), line});
        else
            throw unknown(*part.key, key, {"status", "output", "inputs", "prompt"});
    }

    void takeExpressions(const Node &value)
    {
        if (value.isScalar()) {
            m_made.expressions.push_back({textOf(value), lineOf(value)});
            return;
        }
        if (!value.isSequence())
            throw wrong(value, tr("'%1' should be a list of expressions.", "that"));
        for (const Node *item : value.resolved().children)
            m_made.expressions.push_back({textOf(*item), lineOf(*item)});
    }

    const yaml::Document &m_document;
    const std::string &m_file;
    Expectation m_made;
};

bool isExpectation(const Node &node)
{
    return node.isMapping() && std::ranges::any_of(kKeys, [&node](std::string_view key) {
               return node.find(key) != nullptr;
           });
}

} // namespace

bool Expectation::isEmpty() const
{
    return values.empty() && states.empty() && expressions.empty() && error.empty();
}

Expectation Expectation::of(const Node &node,
                            const yaml::Document &document,
                            const std::string &file)
{
    return ExpectationReader(document, file).read(node);
}

Expectation Expectation::parse(std::string_view text, const std::string &file)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = file;
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
    }
    const Node *root = document.root();
    if (root && root->isMapping() && root->find("expect"))
        return of(*root->find("expect"), document, file);
    if (root && isExpectation(*root))
        return of(*root, document, file);
    Expectation whole;
    if (root && root->isMapping()) {
        for (const Node::Member &member : root->members())
            whole.values.push_back({"outputs." + member.key->resolved().text,
                                    yaml::toValue(*member.value),
                                    document.place(member.value->span.begin).line});
    } else if (root && !root->isNull()) {
        whole.values.push_back({"output", yaml::toValue(*root), 1});
    }
    if (whole.isEmpty())
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' expects nothing.", file),
                    tr("Write what the outputs should be, or expectations: see docs/tests.md."),
                    Place{file, 1, 0});
    return whole;
}

} // namespace postern::replay

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/outputcache.h"

#include "engine/base/valuebytes.h"
#include "engine/replay/keptvalue.h"

namespace postern::replay {

std::string outputKey(const Fingerprint &fingerprint, const flow::Node &node, const Dict &inputs)
{
    List parts{Value(fingerprint.hash)};
    for (const auto &[name, value] : inputs) {
        if (holdsObject(value))
            return {};
        const flow::Binding *binding = node.input(name.asString());
        const bool isLiteral = binding && binding->kind == flow::Binding::Kind::Literal;
        // A literal is in the fingerprint as it is written, unless somebody changed it since.
        const bool isAsWritten = isLiteral && toBytes(binding->literal) == toBytes(value);
        parts.push_back(name);
        parts.push_back(isAsWritten ? Value("as written") : Value(Tuple{{value}}));
    }
    return hashOf(toBytes(Value(std::move(parts))));
}

std::string OutputCache::keyOf(const run::NodeVisit &visit) const
{
    const auto fingerprint = m_fingerprints.find(visit.node.name);
    if (visit.origin.parent || visit.node.aggregation || fingerprint == m_fingerprints.end())
        return {};
    return outputKey(fingerprint->second, visit.node, visit.inputs);
}

Task<run::BeforeDecision> OutputCache::beforeNode(const run::NodeVisit &visit)
{
    const auto fingerprint = m_fingerprints.find(visit.node.name);
    const bool isKnown = fingerprint != m_fingerprints.end();
    if (!isKnown || m_options.run.contains(visit.node.name)
        || (!fingerprint->second.doubts.empty() && !m_options.takesUnrepeatable))
        co_return run::Proceed();
    const std::string key = keyOf(visit);
    std::optional<Value> value = key.empty() ? std::nullopt : m_store->find(key);
    if (!value)
        co_return run::Proceed();
    run::UseValue use;
    use.value = std::move(*value);
    use.cached = true;
    co_return use;
}

Task<run::AfterDecision> OutputCache::afterNode(const run::NodeVisit &visit,
                                                const run::NodeOutcome &outcome)
{
    // A literal of inputs that a debugger changed is in visit.inputs, so the key has it.
    if (!outcome.error && !outcome.isGiven && !outcome.changesInputs) {
        if (const std::string key = keyOf(visit); !key.empty())
            m_store->keep(key, outcome.output);
    }
    co_return run::Proceed();
}

} // namespace postern::replay

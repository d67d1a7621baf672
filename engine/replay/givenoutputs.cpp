// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/givenoutputs.h"

namespace postern::replay {

Task<run::BeforeDecision> GivenOutputs::beforeNode(const run::NodeVisit &visit)
{
    const auto found = m_outputs.find(visit.node.name);
    if (visit.origin.parent || found == m_outputs.end())
        co_return run::Proceed();
    run::UseValue use;
    use.value = found->second;
    use.cached = true;
    co_return use;
}

Task<run::AfterDecision> GivenOutputs::afterNode(const run::NodeVisit &, const run::NodeOutcome &)
{
    co_return run::Proceed();
}

} // namespace postern::replay

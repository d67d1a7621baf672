// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/cloudoptions.h"
#include "engine/cloud/question.h"
#include "engine/cloud/ratelimit.h"
#include "engine/cloud/responses.h"
#include "engine/simulator/simulator.h"

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// Azure OpenAI around the simulated models: deployments with quotas, content filters, the rules of
/// reasoning models, lists of models and deployments, responses. Who may ask is looked at before.
class Models
{
public:
    /// `deployments` are the simulator's own and outlive this; none: any name is one.
    Models(const CloudOptions &options,
           const std::map<std::string, SimulatedDeployment> &deployments);

    /// `now` in milliseconds.
    Answer answer(const Question &question, std::int64_t now);
    /// The deployment or model that is asked; empty: none.
    static std::string modelOf(const Question &question);

private:
    Answer chat(const Question &question, std::int64_t now);
    Answer list(const Question &question) const;
    Answer lookUp(const Question &question, const std::string &name) const;
    Quota quotaOf(const std::string &deployment) const;
    std::string modelBehind(const std::string &deployment) const;
    void check(const Question &question, const std::string &name, const Value &body) const;

    simulator::Simulator m_simulator;
    Quota m_quota;
    std::size_t m_contextTokens;
    const std::map<std::string, SimulatedDeployment> &m_deployments;
    RateLimiter m_limiter;
    Responses m_responses;
};

} // namespace postern::cloud

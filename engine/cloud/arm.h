// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/cloudoptions.h"
#include "engine/cloud/question.h"

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// The two keys that every service takes.
struct AccountKeys
{
    std::string first;
    std::string second;
};

/// Azure Resource Manager: resources that are put, got, listed and deleted under their paths, with
/// long-running operations; accounts with deployments and keys, workspace connections with their
/// secrets. Who may ask is looked at before.
class Arm
{
public:
    /// Both are the simulator's own and outlive this.
    Arm(AccountKeys &keys, std::map<std::string, SimulatedDeployment> &deployments)
        : m_keys(keys)
        , m_deployments(deployments)
    {}

    Answer answer(const Question &question, std::int64_t now);

private:
    struct Operation
    {
        std::string resource; ///< its path
        int pollsLeft = 1;
    };

    Answer deployments(const Question &question, const std::string &name);
    Answer connections(const Question &question);
    Answer connectionSecrets(const Question &question);
    Answer keys(const Question &question, std::string_view action);
    Answer put(const Question &question);
    Answer get(const Question &question) const;
    Answer remove(const Question &question);
    Answer operation(const Question &question, std::int64_t now);
    Answer begun(const Question &question, Dict resource);
    Answer listOf(const Question &question, List items) const;

    AccountKeys &m_keys;
    std::map<std::string, SimulatedDeployment> &m_deployments;
    std::map<std::string, Value> m_resources; ///< by path in lower case
    std::map<std::string, Operation> m_operations;
};

} // namespace postern::cloud

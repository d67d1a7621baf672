// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <map>
#include <set>
#include <string>

namespace postern::tool {

/// What models refuse, learned from their answers. A reasoning model takes max_completion_tokens
/// instead of max_tokens and no temperature of its own; a flow can't tell it from others by the
/// name of a deployment, and should go on when the deployment's model is replaced.
class ModelLimits
{
public:
    /// Leaves out, or renames, what the model has refused before.
    void apply(const std::string &connection, Dict &body) const;
    /// Whether the error is a refusal of a parameter that the body has and that it can do without;
    /// then apply() knows it from now on.
    bool learn(const std::string &connection, const Dict &body, const Error &error);

private:
    std::map<std::string, std::set<std::string>> m_refused; ///< by connection and model
};

} // namespace postern::tool

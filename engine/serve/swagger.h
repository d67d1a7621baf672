// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <set>
#include <string>

namespace postern::serve {

/// The description of a served flow as prompt flow's server gives it at /swagger.json: OpenAPI
/// 3.0.0. `samples`: of the folder's samples.json, a list of which the first is the example; else
/// null. `hidden`: outputs that aren't answered.
Value swaggerOf(const flow::Flow &flow,
                const std::string &name,
                const Value &samples,
                const std::set<std::string> &hidden);

} // namespace postern::serve

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <optional>
#include <string>

namespace postern::flow {

/// What is wrong with a prompty's `model`.
struct ModelProblem
{
    std::string key; ///< the member it is about; empty: the model itself
    Message message;
    Message hint;
    PromptflowError promptflow;
};

/// The first thing in the `model` of a prompty, or absent (null), that prompt flow refuses when it
/// loads it. References in it must have been resolved, or they are taken as they stand.
std::optional<ModelProblem> modelProblem(const Value &model);

/// Whether a key of the configuration names the model instead of saying how to get in.
bool isModelName(const std::string &key);

} // namespace postern::flow

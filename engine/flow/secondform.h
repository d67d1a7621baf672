// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/base/value.h"

#include <optional>
#include <string>

namespace postern::flow {

/// Prompties have a second form, of later tools than prompt flow, which can't load it: the model
/// has `id`, `provider`, `connection` and `options`, inputs are a list.
bool isSecondForm(const Value &settings);

/// The settings in the first form.
struct FirstForm
{
    Value settings;
    /// The first thing in them that has no counterpart, empty: "tools", "model.provider" ...
    std::string key;
    Message reason; ///< why: a clause
};

/// Names are those of the second form's own documentation; `maxOutputTokens` is what it says it is
/// sent as, max_completion_tokens.
FirstForm firstFormOf(const Value &settings);

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/simulator/prompt.h"

#include <string>

namespace postern::simulator {

/// What a helpful model might say, made only from the words of the prompt.
std::string answerText(const Prompt &prompt);

/// The name of the tool to call, by the words it shares with the question, else with an earlier
/// one; empty: none fits.
/// `functions` are {name, description, parameters} objects.
std::string chooseFunction(const Prompt &prompt, const List &functions);

} // namespace postern::simulator

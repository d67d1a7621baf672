// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/evaluate/evaluation.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace postern::evaluate {

/// Which lines become examples, and how they are written.
struct FineTuneOptions
{
    std::string system;     ///< the system message; empty: none
    std::string question;   ///< the input that is the user's message
    std::string answer;     ///< the output that is the assistant's
    std::string correction; ///< the input that stands for it where a row has it; empty: none
    std::vector<std::pair<std::string, double>> atLeast; ///< scores that a line must have
    double validation = 0.1;                             ///< the share that isn't trained with
    std::uint64_t seed = 1;                              ///< of who goes where
    std::int64_t mostTokens = 65'536; ///< of an example; longer ones are left out
};

struct FineTuneExample
{
    std::size_t line = 0;
    std::string json; ///< {"messages": [...]}, a line of JSONL
    std::int64_t tokens = 0;
};

/// Examples to train and to validate with, and what was left out.
struct FineTuneData
{
    std::vector<FineTuneExample> training;
    std::vector<FineTuneExample> validation;
    std::vector<std::pair<std::size_t, Message>> leftOut; ///< lines, and why
};

/// Of lines that went well, have the scores, and aren't there twice. Tokens are estimated.
/// Throws Error InvalidInput where fewer than ten are left, which no service trains with.
FineTuneData fineTuneData(const VariantResult &result, const FineTuneOptions &options);

/// Checks a line of JSON as a service would: roles, their order, texts. Empty: it is sound.
Message problemOfExample(std::string_view text);

/// Writes training.jsonl, validation.jsonl and manifest.json with lines, tokens and SHA-256 of both into
/// the folder. Throws Error FileUnwritable.
void writeFineTuneData(const FineTuneData &data,
                       const FineTuneOptions &options,
                       const Evaluation &source,
                       const std::filesystem::path &folder);

} // namespace postern::evaluate

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/evaluate/evaluationrun.h"
#include "engine/evaluate/gates.h"

#include <chrono>
#include <string>
#include <vector>

namespace postern::cli {

/// Tells how an evaluation stands on standard error: a line for each part, and how far it is, on a
/// terminal in place.
class EvalProgress final : public evaluate::EvaluationObserver
{
public:
    EvalProgress();

    void onPart(const std::string &variant, const std::string &evaluator) override;
    void onProgress(const batch::BatchProgress &progress) override;
    void onWarning(const Message &text) override;
    /// Ends the line that is under way.
    void finish();

private:
    const bool m_isTerminal;
    std::string m_part;
    std::string m_last;
};

/// Metrics by variant, gates, and the ranking of variants.
std::string evalText(const evaluate::Evaluation &evaluation,
                     const std::vector<evaluate::Gate> &gates);
/// The gates alone, a line each.
std::string gatesText(const std::vector<evaluate::Gate> &gates);

} // namespace postern::cli

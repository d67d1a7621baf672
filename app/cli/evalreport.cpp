// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/evalreport.h"

#include "app/cli/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postern::cli {

namespace {

constexpr std::string_view kBackToStart = "\r";

std::string titleOf(const std::string &variant)
{
    return variant.empty() ? "default" : variant;
}

} // namespace

EvalProgress::EvalProgress()
    : m_isTerminal(isErrorTerminal())
{}

void EvalProgress::onPart(const std::string &variant, const std::string &evaluator)
{
    finish();
    m_part = (evaluator.empty() ? std::string("flow") : evaluator)
             + (variant.empty() ? "" : " " + variant);
}

void EvalProgress::onProgress(const batch::BatchProgress &progress)
{
    m_last = fmt::format("{}: {}{} rows, {} failed, {} tokens",
                         m_part,
                         progress.ended,
                         progress.total ? fmt::format(" of {}", *progress.total) : "",
                         progress.failed,
                         progress.usage.total);
    if (m_isTerminal)
        printNotePiece(std::string(kBackToStart) + m_last + "   ");
}

void EvalProgress::onWarning(const Message &text)
{
    printNote("warning: " + text.english());
}

void EvalProgress::finish()
{
    if (!m_last.empty())
        printNote(m_isTerminal ? "" : m_last);
    m_last.clear();
}

std::string gatesText(const std::vector<evaluate::Gate> &gates)
{
    std::string text;
    for (const evaluate::Gate &gate : gates) {
        const std::string_view word = gate.verdict == evaluate::Verdict::Fail
                                          ? "FAIL"
                                          : evaluate::toString(gate.verdict);
        text += fmt::format("{:<5} {}{}\n",
                            word,
                            gate.variant.empty() ? "" : gate.variant + ": ",
                            gate.text.english());
    }
    return text;
}

std::string evalText(const evaluate::Evaluation &evaluation,
                     const std::vector<evaluate::Gate> &gates)
{
    std::set<std::string> names;
    std::size_t width = 6;
    std::vector<std::map<std::string, double>> metrics;
    metrics.reserve(evaluation.variants.size());
    for (const evaluate::VariantResult &variant : evaluation.variants) {
        metrics.push_back(evaluate::metricsOf(variant));
        for (const auto &[name, value] : metrics.back()) {
            names.insert(name);
            width = std::max(width, name.size());
        }
    }
    std::string text = fmt::format("{:<{}}", "metric", width);
    for (const evaluate::VariantResult &variant : evaluation.variants)
        text += fmt::format("  {:>12}", titleOf(variant.variant));
    text += "\n";
    for (const std::string &name : names) {
        text += fmt::format("{:<{}}", name, width);
        for (std::size_t at = 0; at < metrics.size(); ++at) {
            const auto found = metrics[at].find(name);
            const std::size_t room
                = std::max<std::size_t>(12, titleOf(evaluation.variants[at].variant).size());
            text += found == metrics[at].end() ? fmt::format("  {:>{}}", "", room)
                                               : fmt::format("  {:>{}.4g}", found->second, room);
        }
        text += "\n";
    }
    text += "\n" + gatesText(gates);
    if (evaluation.variants.size() > 1) {
        text += "\nThe cheapest first, of those that pass:";
        const std::vector<std::string> ranked = evaluate::rankedByCost(evaluation.variants, gates);
        for (const std::string &variant : ranked)
            text += " " + titleOf(variant);
        text += ranked.empty() ? " none" : "";
    }
    return text;
}

} // namespace postern::cli

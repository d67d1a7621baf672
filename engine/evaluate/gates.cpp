// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/gates.h"

#include "engine/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace postern::evaluate {

namespace {

std::string shortNumber(double value)
{
    return fmt::format("{:.4g}", value);
}

/// Makes the gates of one variant.
class GateMaker
{
public:
    GateMaker(const VariantResult &result,
              const Thresholds &thresholds,
              const VariantResult *baseline)
        : m_result(result)
        , m_thresholds(thresholds)
        , m_baseline(baseline)
        , m_metrics(metricsOf(result))
    {
        if (baseline != nullptr)
            m_before = metricsOf(*baseline);
    }

    std::vector<Gate> make()
    {
        for (const MetricThreshold &asked : m_thresholds.metrics) {
            if (asked.min)
                add(limited(asked.metric, "min", *asked.min));
            if (asked.max)
                add(limited(asked.metric, "max", *asked.max));
            if (asked.maxDrop)
                add(compared(asked, "max_drop", *asked.maxDrop));
            if (asked.maxRise)
                add(compared(asked, "max_rise", *asked.maxRise));
        }
        const bool isAsked = std::ranges::any_of(m_thresholds.metrics, [](const auto &asked) {
            return asked.metric == kFailedShare;
        });
        if (!isAsked)
            add(limited(std::string(kFailedShare), "max", m_thresholds.failedShare));
        return std::move(m_gates);
    }

private:
    void add(Gate gate) { m_gates.push_back(std::move(gate)); }

    Gate started(const std::string &metric, const std::string &kind, double limit) const
    {
        Gate gate;
        gate.name = metric + " " + kind;
        gate.variant = m_result.variant;
        gate.metric = metric;
        gate.limit = limit;
        const auto found = m_metrics.find(metric);
        if (found != m_metrics.end()) {
            gate.value = found->second;
        } else {
            gate.verdict = Verdict::Fail;
            gate.text = tr("There is no metric '%1'.", metric);
        }
        return gate;
    }

    Gate limited(const std::string &metric, const std::string &kind, double limit) const
    {
        Gate gate = started(metric, kind, limit);
        if (!gate.value)
            return gate;
        const bool holds = kind == "min" ? *gate.value >= limit : *gate.value <= limit;
        gate.verdict = holds ? Verdict::Pass : Verdict::Fail;
        const std::string value = shortNumber(*gate.value);
        const std::string bound = shortNumber(limit);
        if (kind == "min")
            gate.text = holds ? tr("%1 is %2, at least %3.", metric, value, bound)
                              : tr("%1 is %2, below %3.", metric, value, bound);
        else
            gate.text = holds ? tr("%1 is %2, at most %3.", metric, value, bound)
                              : tr("%1 is %2, above %3.", metric, value, bound);
        return gate;
    }

    Gate compared(const MetricThreshold &asked, const std::string &kind, double limit) const
    {
        Gate gate = started(asked.metric, kind, limit);
        if (!gate.value)
            return gate;
        const auto before = m_before.find(asked.metric);
        if (before == m_before.end()) {
            gate.verdict = Verdict::Fail;
            gate.text = m_baseline == nullptr
                            ? tr("There is no baseline to compare %1 with.", asked.metric)
                            : tr("The baseline has no metric '%1'.", asked.metric);
            return gate;
        }
        gate.baseline = before->second;
        gate.difference = differenceOf(asked.metric);
        const double worse = kind == "max_drop" ? *gate.baseline - *gate.value
                                                : *gate.value - *gate.baseline;
        // What has no values of rows, and so no chance, counts as it is; and what is no number isn't
        // within a limit.
        const bool isSure = !asked.significance || !gate.difference
                            || gate.difference->chance < *asked.significance;
        const bool isWorse = !std::isfinite(worse) || worse > limit + kRounding;
        gate.verdict = isWorse && isSure ? Verdict::Fail : isWorse ? Verdict::Warn : Verdict::Pass;
        gate.text = comparison(gate, asked.metric);
        return gate;
    }

    static Message comparison(const Gate &gate, const std::string &metric)
    {
        const std::string now = shortNumber(*gate.value);
        const std::string before = shortNumber(*gate.baseline);
        const std::string chance = gate.difference ? shortNumber(gate.difference->chance) : "?";
        if (gate.verdict == Verdict::Warn)
            return tr("%1 went from %2 to %3, which may be chance (p = %4).",
                      metric,
                      before,
                      now,
                      chance);
        if (gate.verdict == Verdict::Fail)
            return tr("%1 went from %2 to %3, more than %4 (p = %5).",
                      metric,
                      before,
                      now,
                      shortNumber(*gate.limit),
                      chance);
        return tr("%1 went from %2 to %3, within %4.", metric, before, now, shortNumber(*gate.limit));
    }

    std::optional<Difference> differenceOf(const std::string &metric) const
    {
        PairedValues values;
        const std::map<std::size_t, double> before = rowValues(*m_baseline, metric);
        for (const auto &[row, value] : rowValues(m_result, metric)) {
            const auto found = before.find(row);
            if (found == before.end())
                continue;
            values.before.push_back(found->second);
            values.now.push_back(value);
        }
        return pairedBootstrap(
            values,
            [&metric](std::span<const double> drawn) { return metricOf(metric, drawn); },
            m_thresholds.seed,
            m_thresholds.draws);
    }

    /// A drop of 0.05 is allowed where 0.05 is, whatever the last bits say.
    static constexpr double kRounding = 1e-12;

    const VariantResult &m_result;
    const Thresholds &m_thresholds;
    const VariantResult *const m_baseline;
    const std::map<std::string, double> m_metrics;
    std::map<std::string, double> m_before;
    std::vector<Gate> m_gates;
};

} // namespace

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Warn:
        return "warn";
    case Verdict::Fail:
        break;
    }
    return "fail";
}

std::vector<Gate> gatesOf(const VariantResult &result,
                          const Thresholds &thresholds,
                          const VariantResult *baseline)
{
    return GateMaker(result, thresholds, baseline).make();
}

bool hasFailed(const std::vector<Gate> &gates)
{
    return std::ranges::any_of(gates,
                               [](const Gate &gate) { return gate.verdict == Verdict::Fail; });
}

std::vector<std::string> rankedByCost(const std::vector<VariantResult> &variants,
                                      const std::vector<Gate> &gates)
{
    std::vector<std::pair<double, std::string>> passed;
    for (const VariantResult &variant : variants) {
        const bool failed = std::ranges::any_of(gates, [&variant](const Gate &gate) {
            return gate.verdict == Verdict::Fail && !gate.metric.empty()
                   && gate.variant == variant.variant;
        });
        if (failed)
            continue;
        const std::map<std::string, double> metrics = metricsOf(variant);
        const auto cost = metrics.find(std::string(kCostMean));
        passed.emplace_back(cost == metrics.end() ? std::numeric_limits<double>::infinity()
                                                  : cost->second,
                            variant.variant);
    }
    std::ranges::stable_sort(passed, {}, &std::pair<double, std::string>::first);
    std::vector<std::string> ranked;
    ranked.reserve(passed.size());
    for (const auto &[cost, variant] : passed)
        ranked.push_back(variant);
    return ranked;
}

} // namespace postern::evaluate

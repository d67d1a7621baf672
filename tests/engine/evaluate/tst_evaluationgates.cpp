// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/evaluate/gates.h"

#include <gmock/gmock.h>

namespace postern::evaluate {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

VariantResult scored(const std::vector<double> &scores, const std::string &variant = {})
{
    VariantResult made;
    made.variant = variant;
    for (const double score : scores) {
        Row row;
        row.number = made.rows.size();
        row.key = "row " + std::to_string(row.number);
        row.scores["f1.f1"] = score;
        row.seconds = static_cast<double>(row.number + 1);
        row.tokens = 10;
        row.cost = 0.5;
        made.rows.push_back(row);
    }
    return made;
}

std::vector<std::string> told(const std::vector<Gate> &gates)
{
    std::vector<std::string> texts;
    texts.reserve(gates.size());
    for (const Gate &gate : gates)
        texts.push_back(std::string(toString(gate.verdict)) + " " + gate.text.english());
    return texts;
}

std::string errorOf(const std::string &text)
{
    try {
        Thresholds::parse(text, "gate.yaml");
    } catch (const Error &error) {
        return error.message() + " " + error.hint() + " "
               + (error.place() ? toString(*error.place()) : "");
    }
    return "read";
}

TEST(Thresholds, AreReadWithTheirPlaces)
{
    const Thresholds read
        = Thresholds::parse("seed: 4\nfailed_share: 0.1\nmetrics:\n"
                            "  f1.f1: {min: 0.5, max_drop: 0.02, significance: 0.05}\n"
                            "  latency.p95: {max: 8}\n"
                            "data: {min_rows: 3, warn_rows: 5, golden: false, "
                            "required: [question], question: q}\n",
                            "gate.yaml");
    ASSERT_EQ(read.metrics.size(), 2U);
    EXPECT_EQ(read.metrics[0].min, 0.5);
    EXPECT_EQ(read.metrics[0].maxDrop, 0.02);
    EXPECT_EQ(read.metrics[0].significance, 0.05);
    EXPECT_EQ(read.metrics[0].line, 4);
    EXPECT_EQ(read.metrics[1].max, 8);
    EXPECT_EQ(read.seed, 4U);
    EXPECT_EQ(read.failedShare, 0.1);
    EXPECT_EQ(read.data.minRows, 3U);
    EXPECT_FALSE(read.data.isGolden);
    EXPECT_THAT(read.data.required, ElementsAre("question"));
}

TEST(Thresholds, RefuseWhatTheyDontKnow)
{
    EXPECT_THAT(errorOf("metrics:\n  a: {mim: 1}\n"), HasSubstr("Did you mean 'min'? gate.yaml:2"));
    EXPECT_THAT(errorOf("metric: {}\n"), HasSubstr("Did you mean 'metrics'?"));
    EXPECT_THAT(errorOf("metrics: {a: {}}\n"), HasSubstr("Nothing is asked of 'a'."));
    EXPECT_THAT(errorOf("metrics: {a: {significance: 0.1}}\n"), HasSubstr("Nothing is asked"));
    EXPECT_THAT(errorOf("metrics: {a: {min: .nan}}\n"), HasSubstr("should be a number"));
    EXPECT_THAT(errorOf("metrics: {a: {min: high}}\n"), HasSubstr("should be a number"));
    EXPECT_THAT(errorOf("metrics: [a]\n"), HasSubstr("should be a mapping"));
    EXPECT_THAT(errorOf("data: {min_rows: -1}\n"), HasSubstr("isn't negative"));
    EXPECT_THAT(errorOf("data: {required: [answer]}\n"), HasSubstr("no 'answer' here"));
    EXPECT_THAT(errorOf("- a\n"), HasSubstr("should be a mapping"));
    EXPECT_THAT(errorOf(""), HasSubstr("should be a mapping"));
    EXPECT_THAT(errorOf("a: [\n"), HasSubstr("gate.yaml"));
}

TEST(Metrics, AreOfTheRowsThatWentWell)
{
    VariantResult result = scored({1, 0.5});
    Row failed;
    failed.number = 2;
    failed.error = "It broke.";
    failed.seconds = 1000;
    result.rows.push_back(failed);
    result.logged["f1.macro"] = 0.25;
    const std::map<std::string, double> metrics = metricsOf(result);
    EXPECT_DOUBLE_EQ(metrics.at("f1.f1"), 0.75);
    EXPECT_DOUBLE_EQ(metrics.at("latency.mean"), 1.5);
    EXPECT_DOUBLE_EQ(metrics.at("cost.total"), 1);
    EXPECT_DOUBLE_EQ(metrics.at("failed.share"), 1.0 / 3);
    EXPECT_DOUBLE_EQ(metrics.at("f1.macro"), 0.25);
    result.rows[0].cost.reset();
    EXPECT_FALSE(metricsOf(result).contains("cost.mean"))
        << "an unknown price is no price of nothing";
}

TEST(Gates, HoldMetricsToTheirLimits)
{
    const Thresholds asked
        = Thresholds::parse("metrics:\n  f1.f1: {min: 0.5}\n  latency.mean: {max: 1.4}\n"
                            "  bleu.bleu: {min: 0.1}\n",
                            "gate.yaml");
    EXPECT_THAT(told(gatesOf(scored({0.5, 0.5}), asked, nullptr)),
                ElementsAre("pass f1.f1 is 0.5, at least 0.5.",
                            "fail latency.mean is 1.5, above 1.4.",
                            "fail There is no metric 'bleu.bleu'.",
                            "pass failed.share is 0, at most 0."));
}

TEST(Gates, FailForRowsThatFailedUnlessTheyMay)
{
    VariantResult result = scored({1, 1});
    result.rows[1].error = "It broke.";
    EXPECT_TRUE(hasFailed(gatesOf(result, {}, nullptr)));
    EXPECT_FALSE(hasFailed(gatesOf(result, Thresholds::parse("failed_share: 0.5", "g"), nullptr)));
    EXPECT_FALSE(hasFailed(
        gatesOf(result, Thresholds::parse("metrics: {failed.share: {max: 0.6}}", "g"), nullptr)));
}

TEST(Gates, CompareWithTheBaselineRowByRow)
{
    std::vector<double> before;
    std::vector<double> worse;
    std::vector<double> shaken;
    for (int row = 0; row < 60; ++row) {
        before.push_back(0.6 + 0.005 * row);
        worse.push_back(before.back() - 0.1);
        shaken.push_back(before.back() + (row % 2 == 0 ? 0.5 : -0.54));
    }
    const Thresholds asked
        = Thresholds::parse("metrics: {f1.f1: {max_drop: 0.01, significance: 0.05}}", "g");
    const VariantResult baseline = scored(before);
    EXPECT_EQ(gatesOf(scored(worse), asked, &baseline)[0].verdict, Verdict::Fail);
    const Gate chance = gatesOf(scored(shaken), asked, &baseline)[0];
    EXPECT_EQ(chance.verdict, Verdict::Warn);
    EXPECT_THAT(chance.text.english(), HasSubstr("may be chance"));
    EXPECT_EQ(gatesOf(scored(before), asked, &baseline)[0].verdict, Verdict::Pass);
    const Gate without = gatesOf(scored(before), asked, nullptr)[0];
    EXPECT_EQ(without.verdict, Verdict::Fail);
    EXPECT_THAT(without.text.english(), HasSubstr("no baseline"));
    VariantResult other = baseline;
    for (Row &row : other.rows)
        row.scores.clear();
    EXPECT_THAT(gatesOf(scored(before), asked, &other)[0].text.english(),
                HasSubstr("The baseline has no metric"));
}

TEST(Gates, WhatHasNoChanceCountsAsItIs)
{
    VariantResult baseline = scored({1, 1});
    VariantResult now = baseline;
    baseline.logged["f1.macro"] = 0.9;
    now.logged["f1.macro"] = 0.2;
    const Thresholds asked
        = Thresholds::parse("metrics: {f1.macro: {max_drop: 0.1, significance: 0.05}}", "g");
    EXPECT_EQ(gatesOf(now, asked, &baseline)[0].verdict, Verdict::Fail);
    now.logged["f1.macro"] = 0.85;
    EXPECT_EQ(gatesOf(now, asked, &baseline)[0].verdict, Verdict::Pass);
}

TEST(Gates, WhatIsNoNumberIsNotWithinALimit)
{
    constexpr double kHuge = 1.5e308;
    const VariantResult huge = scored({kHuge, kHuge}); // whose mean is infinite
    const Thresholds asked
        = Thresholds::parse("metrics: {f1.f1: {max_drop: 0.1, significance: 0.05}}", "g");
    const Gate gate = gatesOf(huge, asked, &huge)[0];
    EXPECT_EQ(gate.verdict, Verdict::Fail);
    EXPECT_FALSE(gate.difference);
}

TEST(Gates, ADropOfExactlyWhatIsAllowedIsAllowed)
{
    const VariantResult baseline = scored({0.7});
    const Thresholds asked = Thresholds::parse("metrics: {f1.f1: {max_drop: 0.1}}", "g");
    EXPECT_EQ(gatesOf(scored({0.6}), asked, &baseline)[0].verdict, Verdict::Pass);
    const Thresholds rise = Thresholds::parse("metrics: {cost.mean: {max_rise: 0.1}}", "g");
    VariantResult dearer = scored({0.7});
    dearer.rows[0].cost = 0.7;
    EXPECT_EQ(gatesOf(dearer, rise, &baseline)[0].verdict, Verdict::Fail);
}

TEST(Gates, FindABaselinesRowsWhereverTheyStandNow)
{
    VariantResult earlier = scored({0.1, 0.9});
    VariantResult now = scored({0.9, 0.1});
    now.rows[0].key = "row 1";
    now.rows[1].key = "row 0";
    Row unknown = now.rows[1];
    unknown.number = 2;
    unknown.key = "new";
    now.rows.push_back(unknown);
    const VariantResult same = aligned(earlier, now);
    ASSERT_EQ(same.rows.size(), 2U);
    EXPECT_EQ(rowValues(same, "f1.f1"), (std::map<std::size_t, double>{{0, 0.9}, {1, 0.1}}));
    EXPECT_EQ(rowKey(Dict{{"a", 1}, {"b", 2}}), rowKey(Dict{{"b", 2}, {"a", 1}}));
    EXPECT_NE(rowKey(Dict{{"a", 1}}), rowKey(Dict{{"a", "1"}}));
}

TEST(Gates, RankVariantsThatPassByCost)
{
    std::vector<VariantResult> variants{scored({1}, "dear"),
                                        scored({1}, "cheap"),
                                        scored({0}, "bad"),
                                        scored({1}, "unknown")};
    variants[1].rows[0].cost = 0.1;
    variants[3].rows[0].cost.reset();
    const Thresholds asked = Thresholds::parse("metrics: {f1.f1: {min: 0.5}}", "g");
    std::vector<Gate> gates;
    for (const VariantResult &variant : variants) {
        const std::vector<Gate> made = gatesOf(variant, asked, nullptr);
        gates.insert(gates.end(), made.begin(), made.end());
    }
    EXPECT_THAT(rankedByCost(variants, gates), ElementsAre("cheap", "dear", "unknown"));
    EXPECT_THAT(rankedByCost({}, {}), IsEmpty());
}

} // namespace

} // namespace postern::evaluate

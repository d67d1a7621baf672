// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/statistics.h"

#include <gmock/gmock.h>

#include <cmath>

namespace postern::evaluate {

namespace {

using testing::DoubleNear;

double meanOf(std::span<const double> values)
{
    return mean(values);
}

TEST(Statistics, QuantilesLieBetweenNeighbours)
{
    const std::vector<double> values{4, 1, 3, 2};
    EXPECT_DOUBLE_EQ(quantile(values, 0), 1);
    EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(quantile(values, 0.95), 3.85);
    EXPECT_DOUBLE_EQ(quantile(values, 1), 4);
    EXPECT_DOUBLE_EQ(quantile(std::vector<double>{7}, 0.95), 7);
}

TEST(Statistics, DeviationIsTheSamples)
{
    EXPECT_DOUBLE_EQ(standardDeviation(std::vector<double>{1, 2, 3, 4}), std::sqrt(5.0 / 3));
    EXPECT_DOUBLE_EQ(standardDeviation(std::vector<double>{5}), 0);
    EXPECT_DOUBLE_EQ(standardDeviation({}), 0);
}

TEST(Statistics, BootstrapTellsARealDropFromChance)
{
    PairedValues drop;
    PairedValues noise;
    for (int row = 0; row < 120; ++row) {
        const double before = 0.5 + 0.4 * std::sin(row * 1.7);
        drop.before.push_back(before);
        drop.now.push_back(before - 0.1 + 0.05 * std::sin(row * 3.1));
        noise.before.push_back(before);
        noise.now.push_back(before + 0.2 * std::sin(row * 2.3));
    }
    const std::optional<Difference> real = pairedBootstrap(drop, meanOf, 7);
    ASSERT_TRUE(real);
    EXPECT_THAT(real->change, DoubleNear(-0.1, 0.02));
    EXPECT_LT(real->high, 0);
    EXPECT_LT(real->chance, 0.01);
    EXPECT_EQ(real->rows, 120U);
    const std::optional<Difference> chance = pairedBootstrap(noise, meanOf, 7);
    ASSERT_TRUE(chance);
    EXPECT_GT(chance->chance, 0.1);
    EXPECT_LE(chance->low, chance->change);
    EXPECT_GE(chance->high, chance->change);
}

TEST(Statistics, BootstrapIsTheSameForTheSameSeed)
{
    const PairedValues values{{0.1, 0.9, 0.4, 0.7}, {0.2, 0.8, 0.5, 0.3}};
    const std::optional<Difference> first = pairedBootstrap(values, meanOf, 3);
    const std::optional<Difference> again = pairedBootstrap(values, meanOf, 3);
    const std::optional<Difference> other = pairedBootstrap(values, meanOf, 4);
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(first->low, again->low);
    EXPECT_EQ(first->chance, again->chance);
    EXPECT_NE(first->chance, other->chance);
}

TEST(Statistics, BootstrapOfNothingAndOfNoChange)
{
    EXPECT_FALSE(pairedBootstrap({}, meanOf, 1));
    EXPECT_FALSE(pairedBootstrap({{1}, {}}, meanOf, 1));
    const std::optional<Difference> same = pairedBootstrap({{1, 2, 3}, {1, 2, 3}}, meanOf, 1);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->change, 0);
    EXPECT_EQ(same->chance, 1);
}

TEST(Statistics, KappaIsAgreementBeyondChance)
{
    // The textbook's example: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    std::vector<std::pair<std::string, std::string>> names;
    names.insert(names.end(), 20, {"yes", "yes"});
    names.insert(names.end(), 5, {"yes", "no"});
    names.insert(names.end(), 10, {"no", "yes"});
    names.insert(names.end(), 15, {"no", "no"});
    EXPECT_THAT(*cohensKappa(names), DoubleNear(0.4, 1e-12));
    EXPECT_EQ(*cohensKappa({{"a", "a"}, {"a", "a"}}), 1);
    EXPECT_EQ(*cohensKappa({{"a", "b"}, {"b", "a"}}), -1);
    EXPECT_FALSE(cohensKappa({}));
}

TEST(Statistics, WeightedKappaForgivesNearMisses)
{
    const std::vector<std::pair<double, double>> near{{1, 2}, {2, 2}, {3, 4}, {5, 5}, {4, 4}};
    const std::vector<std::pair<double, double>> far{{1, 5}, {2, 2}, {3, 1}, {5, 5}, {4, 4}};
    EXPECT_GT(*weightedKappa(near), 0.8);
    EXPECT_LT(*weightedKappa(far), 0.5);
    EXPECT_EQ(*weightedKappa({{3, 3}, {3, 3}}), 1);
    EXPECT_FALSE(weightedKappa({}));
}

} // namespace

} // namespace postern::evaluate

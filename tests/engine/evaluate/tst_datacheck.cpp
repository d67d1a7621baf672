// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/datacheck.h"

#include <gmock/gmock.h>

namespace postern::evaluate {

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Dict row(const std::string &question,
         const std::string &answer,
         const std::string &provenance = "desk")
{
    return Dict{{"question", question},
                {"context", "The manual."},
                {"ground_truth", answer},
                {"provenance", provenance}};
}

std::vector<Dict> rows(std::size_t count)
{
    std::vector<Dict> made;
    made.reserve(count);
    for (std::size_t at = 0; at < count; ++at)
        made.push_back(row("How is part " + std::to_string(at) + " reset?",
                           "Hold its button for " + std::to_string(at) + " s."));
    return made;
}

std::vector<std::string> told(const std::vector<Dict> &data,
                              const DataRules &rules = {},
                              const std::vector<PromptText> &prompts = {})
{
    std::vector<std::string> texts;
    for (const Gate &gate : checkData(data, rules, prompts))
        texts.push_back(std::string(toString(gate.verdict)) + " " + gate.name + ": "
                        + gate.text.english());
    return texts;
}

TEST(DataCheck, AsksForEnoughRows)
{
    EXPECT_THAT(told(rows(99)),
                Contains(HasSubstr("fail data rows: The data has 99 rows, fewer than 100")));
    EXPECT_THAT(told(rows(100)), Contains(HasSubstr("warn data rows")));
    EXPECT_THAT(told(rows(149)), Contains(HasSubstr("from 150 on")));
    EXPECT_THAT(told(rows(150)), Contains(HasSubstr("pass data rows")));
    EXPECT_THAT(told({}), Contains(HasSubstr("fail data rows: The data has 0 rows")));
    EXPECT_THAT(told(rows(150)), Not(Contains(HasSubstr("fail"))));
}

TEST(DataCheck, AsksForQuestionContextAndGroundTruth)
{
    std::vector<Dict> data = rows(150);
    data[3].set("ground_truth", "  ");
    data[7].erase("ground_truth");
    EXPECT_THAT(told(data),
                Contains(HasSubstr(
                    "fail data ground_truth: 'ground_truth' is missing in 2 rows: 4, 8.")));
    for (Dict &one : data)
        one.erase("context");
    EXPECT_THAT(told(data), Contains("fail data context: No column of the data is the context."));
    DataRules rules;
    rules.required = {"question"};
    EXPECT_THAT(told(data, rules), Not(Contains(HasSubstr("fail"))));
}

TEST(DataCheck, KnowsUsualNamesAndThoseThatAreSaid)
{
    const std::vector<Dict> data{
        Dict{{"Query", "a"}, {"Expected", "b"}, {"Documents", "c"}, {"q", "d"}}};
    EXPECT_EQ(columnsIn(data, {}).question, "Query");
    EXPECT_EQ(columnsIn(data, {}).groundTruth, "Expected");
    EXPECT_EQ(columnsIn(data, {}).context, "Documents");
    EXPECT_EQ(columnsIn(data, {}).provenance, "");
    DataRules rules;
    rules.question = "q";
    EXPECT_EQ(columnsIn(data, rules).question, "q");
}

TEST(DataCheck, RefusesRowsOfAModelInAGoldenSet)
{
    std::vector<Dict> data = rows(150);
    data[0].set("provenance", "Synthetic (gpt-4o)");
    data[1].set("provenance", "");
    EXPECT_THAT(told(data), Contains("fail data provenance: 1 rows were written by a model: 1."));
    DataRules rules;
    rules.isGolden = false;
    EXPECT_THAT(told(data, rules), Contains(HasSubstr("warn data provenance: 1 rows were written")));
    data[0].set("provenance", "the email desk said so");
    EXPECT_THAT(told(data),
                Contains("warn data provenance: 1 rows don't say where they come from: 2."));
    for (Dict &one : data)
        one.erase("provenance");
    EXPECT_THAT(told(data), Contains(HasSubstr("warn data provenance: No column")));
}

TEST(DataCheck, FindsRowsThatAreThereTwice)
{
    std::vector<Dict> data = rows(150);
    data.push_back(row("HOW is  part 5 reset?\n", "Hold its button for 5 s."));
    EXPECT_THAT(told(data), Contains("fail data duplicates: 1 rows are there twice: 151."));
    data.push_back(row("How is part 6 reset?", "Not at all."));
    EXPECT_THAT(told(data), Contains(HasSubstr("expect something else: 152.")));
    std::vector<Dict> contexts = rows(150);
    contexts.push_back(row("How is part 5 reset?", "It can't be."));
    contexts.back().set("context", "Another manual.");
    EXPECT_THAT(told(contexts), Contains(HasSubstr("pass data duplicates")));
}

TEST(DataCheck, FindsRowsInPrompts)
{
    const std::vector<Dict> data = rows(150);
    const std::vector<PromptText> prompts{{"plain.jinja2", "Answer {{question}}."},
                                          {"shots.jinja2",
                                           "For example:\nQ: how is part 12\n  reset?\nA: ..."}};
    EXPECT_THAT(told(data, {}, {prompts[0]}), Contains(HasSubstr("pass data leakage")));
    EXPECT_THAT(told(data, {}, prompts), Contains("pass data rows: The data has 150 rows."));
    std::vector<Dict> longer = data;
    longer[12].set("question", "How is part 12 reset? Please say it in detail.");
    const std::vector<PromptText> leak{
        {"shots.jinja2", "Q: how is PART 12 reset?  Please say\nit in detail."}};
    EXPECT_THAT(told(longer, {}, leak),
                Contains("fail data leakage: 'shots.jinja2' has the words of 1 rows: 13."));
}

TEST(DataCheck, LooksAtTheBalanceOfClasses)
{
    std::vector<Dict> data = rows(150);
    for (std::size_t at = 0; at < data.size(); ++at)
        data[at].set("category", at < 140 ? "shop" : "news");
    EXPECT_THAT(told(data), Not(Contains(HasSubstr("balance"))));
    DataRules rules;
    rules.label = "category";
    EXPECT_THAT(told(data, rules),
                Contains("warn data balance: 93 % of the rows are of the class 'shop'."));
    rules.largestClass = 0.95;
    EXPECT_THAT(told(data, rules), Contains(HasSubstr("pass data balance: 2 classes")));
}

} // namespace

} // namespace postern::evaluate

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/batch/rows.h"
#include "engine/evaluate/labels.h"
#include "engine/evaluate/resultfile.h"
#include "engine/store/scratchfolder.h"

#include <gmock/gmock.h>

namespace postern::evaluate {

namespace {

using testing::HasSubstr;
using testing::Not;

Evaluation evaluated()
{
    Row good;
    good.key = "k0";
    good.inputs = Dict{{"question", "비밀번호?"}};
    good.outputs = Dict{{"reply", "=SUM(A1), \"so\"\nand on"}};
    good.scores["relevance.relevance"] = 4;
    good.notes = Dict{{"relevance.relevance_result", "pass"}};
    good.seconds = 1.5;
    good.tokens = 12;
    good.cost = 0.01;
    Row failed;
    failed.number = 1;
    failed.key = "k1";
    failed.error = "Refused: <secret words of the data> & more";
    Evaluation made;
    made.flow = "flows/chat/flow.dag.yaml";
    made.data = "golden.jsonl";
    made.created = "2026-11-30T12:00:00Z";
    made.evaluators = {"relevance"};
    VariantResult variant;
    variant.run = "chat_1";
    variant.rows = {good, failed};
    variant.logged["relevance.relevance"] = 4;
    made.variants = {variant};
    return made;
}

std::string written(Detail detail)
{
    return json::write(toJson(evaluated(), {}, detail));
}

std::string errorOf(const std::string &text)
{
    try {
        evaluationFromJson(text, "b.json");
    } catch (const Error &error) {
        return error.message();
    }
    return "read";
}

TEST(ResultFile, ComesBackAsItWas)
{
    const Evaluation read = evaluationFromJson(written(Detail::All), "r.json");
    ASSERT_EQ(read.variants.size(), 1U);
    const Row &row = read.variants[0].rows[0];
    EXPECT_EQ(Value(row.inputs), Value(evaluated().variants[0].rows[0].inputs));
    EXPECT_EQ(row.scores.at("relevance.relevance"), 4);
    EXPECT_EQ(row.cost, 0.01);
    EXPECT_FALSE(read.variants[0].rows[1].cost);
    EXPECT_EQ(metricsOf(read.variants[0]), metricsOf(evaluated().variants[0]));
}

TEST(ResultFile, ABaselineHasNoTextOfTheData)
{
    const std::string text = written(Detail::Numbers);
    EXPECT_THAT(text, Not(HasSubstr("SUM")));
    EXPECT_THAT(text, Not(HasSubstr("secret words")));
    const Evaluation read = evaluationFromJson(text, "b.json");
    EXPECT_EQ(metricsOf(read.variants[0]), metricsOf(evaluated().variants[0]));
}

TEST(ResultFile, WhatIsNoneIsRefused)
{
    EXPECT_THAT(errorOf("{}"), HasSubstr("isn't the result"));
    EXPECT_THAT(errorOf("[1]"), HasSubstr("isn't the result"));
    EXPECT_THAT(errorOf(R"({"postern_evaluation": 1})"), HasSubstr("lacks 'flow'"));
    std::string text = written(Detail::Numbers);
    text.replace(text.find("\"line\": 0"), 9, "\"line\": -");
    EXPECT_NE(errorOf(text), "read");
    std::string nan = written(Detail::Numbers);
    nan.replace(nan.find("\"tokens\": 12"), 12, "\"tokens\": NaN");
    EXPECT_THAT(errorOf(nan), HasSubstr("should be a number"));
}

TEST(ResultFile, JUnitAndMarkdownTakeAnyText)
{
    Gate gate;
    gate.name = "f1 min";
    gate.metric = "f1";
    gate.variant = "${a.b}";
    gate.verdict = Verdict::Fail;
    gate.text = Message(std::string("below <0.5> & \x01 | *x* \\<b>"));
    const std::string xml = toJUnit({gate}, "a & b");
    EXPECT_THAT(xml, HasSubstr("failures=\"1\""));
    EXPECT_THAT(xml, HasSubstr("below &lt;0.5&gt; &amp;   | *x* \\&lt;b&gt;"));
    const std::string page = toMarkdown(evaluated(), {gate});
    EXPECT_THAT(page, HasSubstr("failed"));
    EXPECT_THAT(page, HasSubstr("\\| \\*x\\* \\\\\\<b>")) << "no tag, whatever stands before it";
    EXPECT_THAT(page, HasSubstr("| relevance.relevance | 4 |"));
}

TEST(Labels, AreATableThatASpreadsheetTakesAsItIs)
{
    const std::string csv = toCsv(labelTable(evaluated().variants[0]));
    EXPECT_THAT(
        csv,
        HasSubstr(
            "line,inputs.question,outputs.reply,relevance.relevance,error,label,comment\r\n"));
    EXPECT_THAT(csv, HasSubstr("0,비밀번호?,\"'=SUM(A1), \"\"so\"\"\nand on\",4,,,\r\n"));
}

TEST(Labels, ComeBackFromAWorkbookAsTheyWent)
{
    const store::ScratchFolder scratch;
    const std::filesystem::path file = scratch.path() / "rows.xlsx";
    TextTable table{{"line", "답", "label"},
                    {"0", "a <b> & \"c\"\n  d", "4.5"},
                    {"1", "=1+1", "007"}};
    for (int column = 0; column < 30; ++column)
        table[0].push_back("more" + std::to_string(column));
    table[1].resize(table[0].size(), "x");
    writeTable(table, file);
    const std::unique_ptr<batch::RowReader> reader = batch::openRows(file);
    const std::optional<batch::Row> first = reader->next();
    const std::optional<batch::Row> second = reader->next();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first->values.find("line"), Value(0));
    EXPECT_EQ(*first->values.find("답"), Value("a <b> & \"c\"\n  d"));
    EXPECT_EQ(*first->values.find("label"), Value(4.5));
    EXPECT_EQ(*first->values.find("more29"), Value("x"));
    EXPECT_EQ(*second->values.find("label"), Value("007"));
    EXPECT_EQ(*second->values.find("답"), Value("=1+1"));
    EXPECT_FALSE(reader->next());
}

TEST(Labels, AreComparedWithTheJudge)
{
    VariantResult result;
    for (std::size_t at = 0; at < 4; ++at) {
        Row row;
        row.number = at;
        row.scores["r.r"] = static_cast<double>(at + 1);
        row.notes = Dict{{"r.result", at < 2 ? "fail" : "pass"}};
        result.rows.push_back(row);
    }
    const std::vector<Dict> labels{Dict{{"line", 0}, {"label", 1}},
                                   Dict{{"line", "1"}, {"label", " 2 "}},
                                   Dict{{"line", 2}, {"label", "4"}},
                                   Dict{{"line", 3}, {"label", ""}},
                                   Dict{{"line", 9}, {"label", "5"}}};
    const Agreement agreement = agreementOf(result, "r.r", labels);
    EXPECT_EQ(agreement.rows, 3U);
    EXPECT_DOUBLE_EQ(agreement.same, 2.0 / 3);
    ASSERT_TRUE(agreement.weighted);
    EXPECT_GT(*agreement.weighted, *agreement.kappa);
    const Agreement words = agreementOf(result,
                                        "r.result",
                                        {Dict{{"line", 0}, {"label", "fail"}},
                                         Dict{{"line", 3}, {"label", "fail"}}});
    EXPECT_EQ(words.rows, 2U);
    EXPECT_DOUBLE_EQ(words.same, 0.5);
    EXPECT_THROW(agreementOf(result, "r.r", {Dict{{"label", "3"}}}), Error);
    EXPECT_THROW(agreementOf(result, "r.r", {Dict{{"line", "1e300"}, {"label", "3"}}}), Error);
    EXPECT_EQ(agreementOf(result, "none", labels).rows, 0U);
}

} // namespace

} // namespace postern::evaluate

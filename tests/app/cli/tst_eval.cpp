// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

namespace {

/// A flow of Python that answers in capitals, with a variant that doesn't, and data for it.
class Eval : public test::CommandTest
{
protected:
    Eval()
    {
        write("shout/flow.dag.yaml",
              "inputs:\n"
              "  question: {type: string}\n"
              "outputs:\n"
              "  reply: {type: string, reference: '${say.output}'}\n"
              "nodes:\n"
              "- name: say\n"
              "  use_variants: true\n"
              "node_variants:\n"
              "  say:\n"
              "    default_variant_id: loud\n"
              "    variants:\n"
              "      loud:\n"
              "        node:\n"
              "          type: python\n"
              "          source: {type: code, path: say.py}\n"
              "          inputs: {question: '${inputs.question}', loud: true}\n"
              "      quiet:\n"
              "        node:\n"
              "          type: python\n"
              "          source: {type: code, path: say.py}\n"
              "          inputs: {question: '${inputs.question}', loud: false}\n");
        write("shout/say.py",
              "from promptflow.core import tool\n\n\n@tool\n"
              "def say(question: str, loud: bool) -> str:\n"
              "    if question == 'boom':\n"
              "        raise ValueError('no')\n"
              "    return question.upper() if loud else question + ' hm'\n");
        std::string rows;
        for (int at = 0; at < 8; ++at)
            rows += R"({"question": "part )" + std::to_string(at) + R"(", "ground_truth": "PART )"
                    + std::to_string(at) + "\", \"provenance\": \"desk\"}\n";
        write("golden.jsonl", rows);
        write("gate.yaml",
              "metrics:\n  exact_match.exact_match: {min: 0.9}\n"
              "data: {min_rows: 5, warn_rows: 8, required: [question, ground_truth]}\n");
    }

    test::CommandResult eval(std::vector<std::string> more) const
    {
        std::vector<std::string> words{"eval", "--flow", "shout", "--data", "golden.jsonl"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
};

} // namespace

TEST_F(Eval, gatesAFlow)
{
    const auto good = eval({"--evaluators",
                            "exact_match",
                            "--thresholds",
                            "gate.yaml",
                            "--junit",
                            "g.xml",
                            "--markdown",
                            "g.md"});
    EXPECT_EQ(good.exitCode, 0) << good.error << good.output;
    EXPECT_THAT(good.output, HasSubstr("exact_match.exact_match"));
    EXPECT_THAT(good.output, HasSubstr("pass  exact_match.exact_match is 1, at least 0.9."));
    EXPECT_THAT(read("g.xml"), HasSubstr("failures=\"0\""));
    EXPECT_THAT(read("g.md"), HasSubstr("passed"));
    const auto bad = eval(
        {"--evaluators", "exact_match", "--thresholds", "gate.yaml", "--variant", "${say.quiet}"});
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_THAT(bad.output,
                HasSubstr("FAIL  ${say.quiet}: exact_match.exact_match is 0, below 0.9."));
}

TEST_F(Eval, comparesWithABaselineInTheRepository)
{
    write("drop.yaml",
          "metrics: {f1_score.f1_score: {max_drop: 0.05, significance: 0.05}}\n"
          "data: {min_rows: 1, warn_rows: 1, required: []}\n");
    EXPECT_EQ(eval({"--evaluators",
                    "f1_score",
                    "--thresholds",
                    "drop.yaml",
                    "--save-baseline",
                    "base.json"})
                  .exitCode,
              1)
        << "without a baseline there is nothing to compare with";
    EXPECT_THAT(read("base.json"), Not(HasSubstr("PART")));
    const auto same = eval(
        {"--evaluators", "f1_score", "--thresholds", "drop.yaml", "--baseline", "base.json"});
    EXPECT_EQ(same.exitCode, 0) << same.error << same.output;
    const auto worse = eval({"--evaluators",
                             "f1_score",
                             "--thresholds",
                             "drop.yaml",
                             "--baseline",
                             "base.json",
                             "--variant",
                             "${say.quiet}",
                             "--format",
                             "json"});
    EXPECT_EQ(worse.exitCode, 1);
    const Value told = worse.json();
    EXPECT_EQ(*told.find("passed"), Value(false));
    EXPECT_EQ(eval({"--evaluators", "f1_score", "--baseline", "nowhere"}).exitCode, 2);
}

TEST_F(Eval, putsVariantsSideBySide)
{
    const auto both = eval({"--evaluators",
                            "exact_match",
                            "--variant",
                            "${say.loud}",
                            "${say.quiet}",
                            "--thresholds",
                            "gate.yaml"});
    EXPECT_EQ(both.exitCode, 1);
    EXPECT_THAT(both.output, HasSubstr("The cheapest first, of those that pass: ${say.loud}"));
}

TEST_F(Eval, aRowThatFailsFailsAGate)
{
    write("golden.jsonl",
          read("golden.jsonl")
              + R"({"question": "boom", "ground_truth": "x", "provenance": "desk"})" + "\n");
    const auto failed = eval(
        {"--evaluators", "exact_match", "--thresholds", "gate.yaml", "--output", "r.json"});
    EXPECT_EQ(failed.exitCode, 1);
    EXPECT_THAT(failed.output, HasSubstr("FAIL  failed.share is 0.1111, above 0."));
    EXPECT_THAT(failed.output, HasSubstr("pass  exact_match.exact_match is 1"));
    EXPECT_THAT(read("r.json"), HasSubstr("\"postern_evaluation\": 1"));
}

TEST_F(Eval, saysWhatItCantFind)
{
    const auto unknown = eval({"--evaluators", "f1_scor"});
    EXPECT_EQ(unknown.exitCode, 2);
    EXPECT_THAT(unknown.error, HasSubstr("Did you mean 'f1_score'?"));
    const auto context = eval({"--evaluators", "citation_accuracy"});
    EXPECT_EQ(context.exitCode, 3);
    EXPECT_THAT(context.error,
                HasSubstr("--column-mapping citation_accuracy.context='${data.COLUMN}'"));
    const auto mapped = eval({"--evaluators",
                              "citation_accuracy",
                              "--column-mapping",
                              "citation_accuracy.context=${data.question}",
                              "--format",
                              "json"});
    EXPECT_THAT(mapped.output, HasSubstr("citation_accuracy.citation_accuracy"));
    EXPECT_EQ(eval({"--evaluators", "f1_score", "--column-mapping", "bleu.response=x"}).exitCode, 2);
    EXPECT_EQ(eval({"--evaluators", "f1_score", "f1_score"}).exitCode, 2);
    EXPECT_EQ(eval({}).exitCode, 2);
    EXPECT_EQ(run({"eval", "--flow", "shout"}).exitCode, 2);
}

TEST_F(Eval, copiesAnEvaluatorThatNeedsNothingBesideIt)
{
    EXPECT_THAT(run({"eval", "--list"}).output, HasSubstr("groundedness"));
    EXPECT_EQ(run({"eval", "--copy", "bleu_score", "mine"}).exitCode, 0);
    EXPECT_THAT(read("mine/flow.dag.yaml"), Not(HasSubstr("additional_includes")));
    EXPECT_THAT(read("mine/words.py"), HasSubstr("def words"));
    const auto own = eval({"--evaluators", "own=mine", "--format", "json"});
    EXPECT_THAT(own.output, HasSubstr("own.bleu_score")) << own.error;
    EXPECT_EQ(run({"eval", "--copy", "bleu_score", "mine"}).exitCode, 1);
    EXPECT_EQ(run({"eval", "--copy", "nothing", "mine2"}).exitCode, 2);
}

TEST_F(Eval, asksASimulatedJudge)
{
    const auto judged = eval(
        {"--evaluators", "relevance", "--simulate", "--repeat", "2", "--output", "r.json"});
    EXPECT_THAT(judged.output, HasSubstr("relevance.relevance")) << judged.error;
    EXPECT_THAT(judged.output, HasSubstr("relevance.relevance.spread"));
    EXPECT_THAT(read("r.json"), HasSubstr("relevance.relevance_reason"));
}

TEST_F(Eval, givesRowsToPeopleAndTakesThemBack)
{
    EXPECT_EQ(eval(
                  {"--evaluators", "exact_match", "--output", "r.json", "--thresholds", "gate.yaml"})
                  .exitCode,
              0);
    for (const char *name : {"rows.csv", "rows.xlsx"}) {
        const auto written = run({"data", "labels", "--results", "r.json", "--write", name});
        EXPECT_EQ(written.exitCode, 0) << written.error;
        const auto empty = run({"data",
                                "labels",
                                "--results",
                                "r.json",
                                "--read",
                                name,
                                "--score",
                                "exact_match.exact_match"});
        EXPECT_EQ(empty.exitCode, 3) << "nobody has labelled anything yet: " << empty.output;
    }
    std::string csv = read("rows.csv");
    EXPECT_THAT(csv, HasSubstr("label,comment"));
    csv.replace(csv.find(",,,\r\n"), 5, ",,1,\r\n");
    write("back.csv", csv);
    const auto agreed = run({"data",
                             "labels",
                             "--results",
                             "r.json",
                             "--read",
                             "back.csv",
                             "--score",
                             "exact_match.exact_match",
                             "--format",
                             "json"});
    EXPECT_EQ(agreed.exitCode, 0) << agreed.error;
    EXPECT_EQ(*agreed.json().find("rows"), Value(1));
}

TEST_F(Eval, checksDataAlone)
{
    const auto few = run({"data", "check", "--data", "golden.jsonl", "--flow", "shout"});
    EXPECT_EQ(few.exitCode, 1);
    EXPECT_THAT(few.output, HasSubstr("FAIL  The data has 8 rows, fewer than 100"));
    EXPECT_EQ(run({"data", "check", "--data", "golden.jsonl", "--thresholds", "gate.yaml"}).exitCode,
              0);
}

TEST_F(Eval, makesFineTuningData)
{
    std::string rows;
    for (int at = 0; at < 20; ++at)
        rows += R"({"question": "part )" + std::to_string(at) + R"(", "ground_truth": "PART )"
                + std::to_string(at) + "\"}\n";
    write("golden.jsonl", rows);
    eval({"--evaluators", "exact_match", "--output", "r.json"});
    const auto made = run({"data",
                           "fine-tune",
                           "--results",
                           "r.json",
                           "--question",
                           "question",
                           "--answer",
                           "reply",
                           "--at-least",
                           "exact_match.exact_match=1",
                           "--output",
                           "training"});
    EXPECT_EQ(made.exitCode, 0) << made.error;
    EXPECT_THAT(made.output, HasSubstr("18 lines to train with, 2 to validate with"));
    EXPECT_THAT(read("training/manifest.json"), HasSubstr("sha256"));
    EXPECT_THAT(read("training/training.jsonl"),
                HasSubstr(R"({"role": "assistant", "content": "PART )"));
    EXPECT_EQ(run({"data",
                   "fine-tune",
                   "--results",
                   "r.json",
                   "--question",
                   "question",
                   "--answer",
                   "reply",
                   "--at-least",
                   "exact_match.exact_match=2",
                   "--output",
                   "none"})
                  .exitCode,
              3);
}

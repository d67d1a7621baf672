// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/replay/testcase.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace postern::replay {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RecordedRun ran()
{
    RecordedRun run;
    run.inputs = Value(Dict{{"name", "Ada"}});
    run.outputs = json::parse(R"({"answer": "Hello Ada", "score": 3})");
    RecordedNode node;
    node.name = "greet";
    node.inputs = run.inputs;
    node.output = Value("Hello Ada");
    node.usage.total = 12;
    run.nodes.push_back(node);
    node.name = "skip";
    node.state = run::NodeState::Bypassed;
    node.output = Value();
    run.nodes.push_back(node);
    return run;
}

std::vector<std::string> unmet(const std::string &text, const RecordedRun &run = ran())
{
    std::vector<std::string> told;
    for (const Unmet &one : unmetBy(Expectation::parse(text, "e.yaml"), run))
        told.push_back(std::to_string(one.line) + " " + toText(one));
    return told;
}

std::string errorOf(const std::string &text)
{
    try {
        parseTestCases(text, "tests/c.yaml");
    } catch (const Error &error) {
        return toString(error.place().value_or(Place())) + " " + error.message() + " "
               + error.hint();
    }
    return "none";
}

TEST(Expectation, isMetByWhatItNames)
{
    EXPECT_THAT(unmet("status: Completed\n"
                      "outputs: {answer: Hello Ada}\n"
                      "nodes:\n"
                      "  greet: {output: Hello Ada, status: Completed}\n"
                      "  skip: {status: Bypassed}\n"
                      "that:\n"
                      "  - outputs.score > 2 and 'Ada' in outputs.answer\n"
                      "  - nodes.greet.usage.total_tokens < 100\n"
                      "  - inputs.name | lower == 'ada'\n"),
                IsEmpty());
}

TEST(Expectation, tellsWhatDiffers)
{
    EXPECT_THAT(unmet("outputs:\n  answer: Hello Bob\n  none: 1\n"),
                ElementsAre(testing::AllOf(HasSubstr("2 'outputs.answer' isn't what is expected."),
                                           HasSubstr("- Hello Bob\n+ Hello Ada\n")),
                            HasSubstr("3 The run has no 'outputs.none'.")));
    EXPECT_THAT(unmet("that: outputs.score == 4\n"),
                ElementsAre(testing::AllOf(HasSubstr("'outputs.score == 4' doesn't hold"),
                                           HasSubstr("- 4\n+ 3\n"))));
    EXPECT_THAT(unmet("nodes: {skip: {status: Completed}, gone: {status: Completed}}\n"),
                ElementsAre(HasSubstr("expected: Completed\n  actual:   Bypassed"),
                            HasSubstr("didn't come to node 'gone'")));
}

TEST(Expectation, takesAnExpressionThatFailsAsUnmet)
{
    EXPECT_THAT(unmet("that:\n  - outputs.answer ==\n  - 1 / 0 == 1\n"),
                ElementsAre(HasSubstr("2 'outputs.answer ==' can't be evaluated"),
                            HasSubstr("3 '1 / 0 == 1' can't be evaluated")));
}

TEST(Expectation, ofARunThatFails)
{
    RecordedRun failed = ran();
    failed.state = run::NodeState::Failed;
    failed.error = "Node greet: quota exceeded.";
    EXPECT_THAT(unmet("error: quota\n", failed), IsEmpty());
    EXPECT_THAT(unmet("status: Failed\n", failed), IsEmpty());
    EXPECT_THAT(unmet("error: key\n", failed), ElementsAre(HasSubstr("another error")));
    EXPECT_THAT(unmet("that: 1 == 1\n", failed), ElementsAre(HasSubstr("quota exceeded")));
    EXPECT_THAT(unmet("error: quota\n"), ElementsAre(HasSubstr("should fail")));
}

TEST(Expectation, mayBeTheOutputsThemselves)
{
    EXPECT_THAT(unmet(R"({"answer": "Hello Ada"})"), IsEmpty());
    EXPECT_THAT(unmet(R"({"answer": "Hello"})"), ElementsAre(HasSubstr("outputs.answer")));
    RecordedRun text = ran();
    text.outputs = Value("whole");
    EXPECT_THAT(unmet("output: whole\n", text), IsEmpty());
}

TEST(TestCases, areReadWithTheirPlaces)
{
    const auto cases = parseTestCases("cases:\n"
                                      "  - name: one\n"
                                      "    inputs: {name: Ada, n: 3}\n"
                                      "    cassette: one.jsonl\n"
                                      "    expect: {outputs: {answer: x}}\n"
                                      "  - simulate: true\n"
                                      "    expect: {that: outputs.answer}\n",
                                      "flow/tests/c.yaml");
    ASSERT_EQ(cases.size(), 2U);
    EXPECT_EQ(cases[0].name, "one");
    EXPECT_EQ(cases[0].line, 2);
    EXPECT_EQ(*cases[0].inputs.find("n"), Value(3));
    EXPECT_EQ(cases[0].cassette, "flow/tests/one.jsonl");
    EXPECT_EQ(cases[1].name, "case 2");
    EXPECT_TRUE(cases[1].simulate);
    const auto lone = parseTestCases("inputs: {a: 1}\nexpect: {status: Failed}\n", "t/alone.yml");
    ASSERT_EQ(lone.size(), 1U);
    EXPECT_EQ(lone[0].name, "alone");
}

TEST(TestCases, thatAreWrongSayWhere)
{
    EXPECT_THAT(errorOf("cases:\n  - inputs: {a: 1}\n"), HasSubstr("c.yaml:2:5 "));
    EXPECT_THAT(errorOf("inputs: {}\nexpects: {status: Failed}\n"),
                testing::AllOf(HasSubstr("c.yaml:2:1 "), HasSubstr("Did you mean 'expect'?")));
    EXPECT_THAT(errorOf("expect:\n  outputs: 3\n"), HasSubstr("c.yaml:2"));
    EXPECT_THAT(errorOf("expect:\n  status: Done\n"), HasSubstr("'Done' is no status"));
    EXPECT_THAT(errorOf("expect:\n  nodes: {a: {outptu: 1}}\n"),
                HasSubstr("Did you mean 'output'?"));
    EXPECT_THAT(errorOf("cases: []\n"), HasSubstr("c.yaml:1"));
    EXPECT_THAT(errorOf("a: [\n"), HasSubstr("c.yaml:"));
    EXPECT_THAT(errorOf(""), HasSubstr("should be a mapping"));
    EXPECT_THAT(errorOf("inputs: !!binary x\nexpect: {status: Failed}\n"), HasSubstr("c.yaml"));
}

TEST(TestCases, areToldAsJUnit)
{
    CaseResult good;
    good.test.name = "a \"good\" <one>";
    good.test.file = "tests/c.yaml";
    CaseResult bad = good;
    bad.test.name = "bad";
    bad.unmet.push_back({Message("It isn't \x01 so & so."), Value(1), Value(2), {}, 3});
    const std::string xml = toJUnit({good, bad}, "flow");
    EXPECT_THAT(xml, HasSubstr("<testsuite name=\"flow\" tests=\"2\" failures=\"1\""));
    EXPECT_THAT(xml, HasSubstr("name=\"a &quot;good&quot; &lt;one&gt;\""));
    EXPECT_THAT(xml, HasSubstr("<failure message=\"It isn't   so &amp; so.\">"));
    bad.test.name = "\xef\xbf\xbf and \xef\xbf\xbe and \xff";
    EXPECT_THAT(toJUnit({bad}, "flow"), HasSubstr("name=\"\ufffd and \ufffd and \ufffd\""));
    const Value told = toJson({good, bad});
    EXPECT_EQ(*told.find("passed"), Value(1));
    EXPECT_EQ(*told.find("failed"), Value(1));
    EXPECT_EQ(*told.find("cases")->asList()[1].find("unmet")->asList()[0].find("line"), Value(3));
}

} // namespace

} // namespace postern::replay

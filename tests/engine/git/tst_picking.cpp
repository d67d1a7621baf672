// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Parts of a change that are staged by themselves: hunks of lines, and nodes of a flow.

#include "engine/base/error.h"
#include "engine/git/picking.h"

#include <gmock/gmock.h>

#include <random>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

namespace {

constexpr const char *kFlow = R"(inputs:
  question:
    type: string
outputs:
  answer:
    type: string
    reference: ${answer.output}
nodes:
# looks it up
- name: find
  type: python
  source:
    type: code
    path: find.py
  inputs:
    question: ${inputs.question}

- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    temperature: 0.2
    found: ${find.output}
)";

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string numbered(int count)
{
    std::string text;
    for (int i = 1; i <= count; ++i)
        text += std::to_string(i) + "\n";
    return text;
}

} // namespace

TEST(Hunks, changesThatAreNearAreOne)
{
    std::string after = replaced(numbered(40), "\n5\n", "\nfive\n");
    after = replaced(after, "\n9\n", "\n");
    after = replaced(after, "\n30\n", "\n30\n30a\n");
    const auto hunks = hunksBetween(numbered(40), after);
    ASSERT_THAT(hunks, SizeIs(2));
    EXPECT_EQ(hunks[0].text, "-5\n+five\n-9\n");
    EXPECT_EQ(hunks[0].firstLine, 5U);
    EXPECT_EQ(hunks[0].oldFirstLine, 5U);
    EXPECT_EQ(hunks[1].text, "+30a\n");
    EXPECT_EQ(hunks[1].firstLine, 30U); // a line is gone above it
    EXPECT_EQ(hunks[1].oldFirstLine, 31U);
    EXPECT_THAT(hunks[0].nodes, IsEmpty());
}

TEST(Hunks, areNoneBetweenEqualTexts)
{
    EXPECT_THAT(hunksBetween(kFlow, kFlow), IsEmpty());
    EXPECT_THAT(hunksBetween("", ""), IsEmpty());
    EXPECT_EQ(withHunks(kFlow, kFlow, {0, 1, 2}), kFlow);
}

TEST(Hunks, nameTheNodesWhoseLinesTheyTouch)
{
    const std::string after = replaced(replaced(kFlow, "find.py", "look.py"), "0.2", "0.7");
    const auto hunks = hunksBetween(kFlow, after);
    ASSERT_THAT(hunks, SizeIs(2));
    EXPECT_THAT(hunks[0].nodes, ElementsAre("find"));
    EXPECT_THAT(hunks[1].nodes, ElementsAre("answer"));
    const auto inputs = hunksBetween(kFlow, replaced(kFlow, "type: string", "type: int"));
    ASSERT_THAT(inputs, SizeIs(1));
    EXPECT_THAT(inputs[0].nodes, IsEmpty());
}

TEST(Hunks, nameTheNodeOfAVariant)
{
    const std::string flow
        = "nodes:\n- name: answer\n  use_variants: true\nnode_variants:\n  answer:\n"
          "    variants:\n      short:\n        node:\n          type: llm\n";
    const auto hunks = hunksBetween(flow, replaced(flow, "type: llm", "type: prompt"));
    ASSERT_THAT(hunks, SizeIs(1));
    EXPECT_THAT(hunks[0].nodes, ElementsAre("answer"));
}

TEST(Hunks, dontNameTheNodeBelowAnAddedOne)
{
    const std::string flow
        = "nodes:\n- name: find\n  type: python\n\n- name: answer\n  type: llm\n";
    const auto added = hunksBetween(flow,
                                    replaced(flow,
                                             "- name: answer",
                                             "- name: rules\n  type: prompt\n\n- name: answer"));
    ASSERT_THAT(added, SizeIs(1));
    EXPECT_THAT(added[0].nodes, ElementsAre("rules"));
    const auto comment = hunksBetween(flow,
                                      replaced(flow, "- name: answer", "# why\n- name: answer"));
    ASSERT_THAT(comment, SizeIs(1));
    EXPECT_THAT(comment[0].nodes, ElementsAre("answer"));
}

TEST(Hunks, nameANodeThatIsGone)
{
    const std::string flow = kFlow;
    const auto hunks = hunksBetween(flow, flow.substr(0, flow.find("\n- name: answer")));
    ASSERT_THAT(hunks, SizeIs(1));
    EXPECT_THAT(hunks[0].nodes, ElementsAre("answer"));
}

TEST(Hunks, theChosenOnesAreTaken)
{
    std::string after = replaced(numbered(40), "\n5\n", "\nfive\n");
    after = replaced(after, "\n20\n", "\n");
    after = replaced(after, "\n39\n40\n", "\n39\n40\n41\n");
    ASSERT_THAT(hunksBetween(numbered(40), after), SizeIs(3));
    EXPECT_EQ(withHunks(numbered(40), after, {}), numbered(40));
    EXPECT_EQ(withHunks(numbered(40), after, {0, 1, 2}), after);
    EXPECT_EQ(withHunks(numbered(40), after, {1}), replaced(numbered(40), "\n20\n", "\n"));
    EXPECT_EQ(withHunks(numbered(40), after, {2}), numbered(41));
    EXPECT_EQ(withHunks(numbered(40), after, {7}), numbered(40));
}

TEST(Hunks, aLineWithoutAnEndIsALine)
{
    const auto hunks = hunksBetween("a\nb", "a\nc");
    ASSERT_THAT(hunks, SizeIs(1));
    EXPECT_EQ(hunks[0].text, "-b\n+c\n");
    EXPECT_EQ(withHunks("a\nb", "a\nc", {0}), "a\nc");
}

TEST(Hunks, allOfThemMakeTheOtherTextAndNoneTheFirst)
{
    std::mt19937 random(11);
    const auto lines = [&random] {
        std::string text;
        for (unsigned count = random() % 60; count > 0; --count)
            text += std::string(1, static_cast<char>('a' + (random() % 5))) + "\n";
        return text;
    };
    for (int i = 0; i < 500; ++i) {
        const std::string before = lines();
        const std::string after = lines();
        std::vector<std::size_t> all(hunksBetween(before, after).size());
        for (std::size_t hunk = 0; hunk < all.size(); ++hunk)
            all[hunk] = hunk;
        ASSERT_EQ(withHunks(before, after, all), after) << before << "---\n" << after;
        ASSERT_EQ(withHunks(before, after, {}), before);
    }
}

TEST(LinesOfNodes, beginWithTheirComments)
{
    EXPECT_THAT(linesOfNodes(kFlow),
                ElementsAre(Pair("answer", Pair(17, 25)), Pair("find", Pair(9, 16))));
    EXPECT_THAT(linesOfNodes("inputs: {}\n"), IsEmpty());
    EXPECT_THAT(linesOfNodes(""), IsEmpty());
    EXPECT_THAT(linesOfNodes("nodes: [\n"), IsEmpty()); // no YAML
}

TEST(LinesOfNodes, endWithTheFileWhereItsLastLineHasNoEnd)
{
    EXPECT_THAT(linesOfNodes("nodes:\n- name: a\n  type: python\n- name: b\n  type: llm"),
                ElementsAre(Pair("a", Pair(2, 3)), Pair("b", Pair(4, 5))));
}

TEST(WithNode, takesOneOfTwoThatChanged)
{
    const std::string after = replaced(replaced(kFlow, "find.py", "look.py"), "0.2", "0.7");
    EXPECT_EQ(withNode(kFlow, after, "find"), replaced(kFlow, "find.py", "look.py"));
    EXPECT_EQ(withNode(kFlow, after, "answer"), replaced(kFlow, "0.2", "0.7"));
    EXPECT_EQ(withNode(withNode(kFlow, after, "find"), after, "answer"), after);
    EXPECT_EQ(withNode(kFlow, after, "nobody"), kFlow);
}

TEST(WithNode, takesOneThatWasAddedToItsPlace)
{
    const std::string added = "- name: check\n  type: python\n  source:\n    type: code\n"
                              "    path: check.py\n";
    std::string after = replaced(kFlow, "\n- name: answer", added + "\n- name: answer");
    after = replaced(after, "0.2", "0.7");
    EXPECT_EQ(withNode(kFlow, after, "check"),
              replaced(kFlow, "\n- name: answer", added + "\n- name: answer"));
    const std::string first = replaced(kFlow, "# looks", added + "# looks");
    EXPECT_EQ(withNode(kFlow, first, "check"), first);
}

TEST(WithNode, takesOneThatIsGone)
{
    const std::string flow = kFlow;
    const std::size_t begin = flow.find("# looks");
    const std::string after = flow.substr(0, begin) + flow.substr(flow.find("\n- name: answer"));
    EXPECT_EQ(withNode(flow, replaced(after, "0.2", "0.7"), "find"), after);
}

TEST(WithNode, theFirstAndTheLastOne)
{
    const std::string bare = "inputs: {}\n";
    const std::string one = "inputs: {}\nnodes:\n- name: a\n  type: python\n";
    EXPECT_EQ(withNode(bare, one, "a"), one);
    EXPECT_EQ(withNode(one, bare, "a"), bare);
    EXPECT_EQ(withNode("nodes:\n- name: a", "", "a"), "");
    EXPECT_EQ(withNode("", one, "a"), "nodes:\n- name: a\n  type: python\n");
}

TEST(WithNode, isAddedBehindALineWithoutAnEnd)
{
    const std::string before = "nodes:\n- name: a\n  type: python";
    const std::string after = before + "\n- name: b\n  type: llm\n";
    EXPECT_EQ(withNode(before, after, "b"), after);
}

TEST(WithNode, leavesALastLineWithoutAnEnd)
{
    const std::string before = "nodes:\n- name: a\n  type: python\n- name: b\n  type: python";
    const std::string after = "nodes:\n- name: a\n  type: llm\n- name: b\n  type: prompt";
    EXPECT_EQ(withNode(before, after, "a"),
              "nodes:\n- name: a\n  type: llm\n- name: b\n  type: python");
    EXPECT_EQ(withNode(before, after, "b"),
              "nodes:\n- name: a\n  type: python\n- name: b\n  type: prompt");
}

TEST(WithNode, takesItsVariants)
{
    const std::string variants = "node_variants:\n  answer:\n    default_variant_id: a\n"
                                 "    variants:\n      a:\n        node:\n          type: llm\n";
    const std::string before = std::string(kFlow) + variants;
    const std::string after = replaced(before, "default_variant_id: a", "default_variant_id: b");
    EXPECT_EQ(withNode(before, after, "answer"), after);
    EXPECT_EQ(withNode(before, after, "find"), before);
    EXPECT_EQ(withNode(kFlow, before, "answer"), before);
}

TEST(WithNode, isRefusedWhereNodesShareLines)
{
    const std::string inOneLine = "nodes: [{name: a, type: python}]\n";
    const std::string other = "nodes: [{name: a, type: llm}]\n";
    EXPECT_THROW(withNode(inOneLine, "nodes:\n- name: b\n  type: llm\n", "b"), Error);
    try {
        const std::string text = withNode(inOneLine, other, "a");
        EXPECT_TRUE(text == inOneLine) << "neither half of it"; // known by neither side
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidFlow);
    }
}

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowmerge.h"
#include "engine/yaml/document.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::HasSubstr;
using testing::Not;

namespace {

const std::string kFlow = R"(# A flow of ours.
inputs:
  question: {type: string}   # asked by people

outputs:
  answer:
    type: string
    reference: ${answer.output}
nodes:
# Looks things up.
- name: search
  type: python
  source:
    type: code
    path: search.py
  inputs:
    query: ${inputs.question}
    top: 3

# Says it.
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: chat
    temperature: 0
    found: ${search.output}
  connection: azure
  api: chat
)";

std::string with(std::string text, const std::string &from, const std::string &to)
{
    std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Merged without a conflict, the other way round as well.
std::string merged(const std::string &base, const std::string &ours, const std::string &theirs)
{
    const FlowMerge merge = mergeFlows(base, ours, theirs);
    EXPECT_EQ(merge.conflicts, 0U) << merge.text << merge.byLines.english();
    const FlowMerge other = mergeFlows(base, theirs, ours);
    EXPECT_EQ(other.conflicts, 0U) << other.text << other.byLines.english();
    return merge.text;
}

} // namespace

TEST(FlowMerge, oneSideAloneIsTaken)
{
    const std::string other = with(kFlow, "top: 3", "top: 5 # more");
    EXPECT_EQ(merged(kFlow, kFlow, other), other);
    EXPECT_EQ(merged(kFlow, other, kFlow), other);
    EXPECT_EQ(merged(kFlow, other, other), other);
}

TEST(FlowMerge, fieldsOfOneNodeSideBySide)
{
    const std::string ours = with(kFlow, "temperature: 0", "temperature: 0.5 # livelier");
    const std::string theirs
        = with(with(kFlow, "deployment_name: chat", "deployment_name: chat-big"),
               "connection: azure",
               "connection: west");
    EXPECT_EQ(merged(kFlow, ours, theirs),
              with(theirs, "temperature: 0", "temperature: 0.5 # livelier"));
}

TEST(FlowMerge, commentsAreEntriesToo)
{
    const std::string ours = with(kFlow, "# Says it.", "# Says it, politely.");
    const std::string theirs = with(with(kFlow, "temperature: 0", "temperature: 1"),
                                    "# A flow of ours.",
                                    "# A flow of theirs.");
    EXPECT_EQ(merged(kFlow, ours, theirs), with(theirs, "# Says it.", "# Says it, politely."));
}

TEST(FlowMerge, bothAddNodesAtTheEnd)
{
    const std::string ours
        = kFlow + "\n- name: check\n  type: prompt\n  source: {type: code, path: check.jinja2}\n";
    const std::string theirs
        = kFlow + "- name: log\n  type: python\n  source: {type: code, path: log.py}\n";
    EXPECT_EQ(merged(kFlow, ours, theirs), ours + theirs.substr(kFlow.size()));
}

TEST(FlowMerge, bothAddNodesFirst)
{
    const std::string ours = with(kFlow, "nodes:\n", "nodes:\n- name: one\n  type: prompt\n");
    const std::string theirs = with(kFlow, "nodes:\n", "nodes:\n- name: two\n  type: prompt\n");
    EXPECT_EQ(merged(kFlow, ours, theirs),
              with(kFlow,
                   "nodes:\n",
                   "nodes:\n- name: one\n  type: prompt\n- name: two\n  type: prompt\n"));
}

TEST(FlowMerge, aConflictIsAsSmallAsItsEntry)
{
    const FlowMerge merge
        = mergeFlows(kFlow,
                     with(kFlow, "temperature: 0", "temperature: 1"),
                     with(with(kFlow, "temperature: 0", "temperature: 2"), "top: 3", "top: 4"));
    EXPECT_EQ(merge.conflicts, 1U);
    EXPECT_EQ(
        merge.text,
        with(with(kFlow, "top: 3", "top: 4"),
             "    temperature: 0\n",
             "<<<<<<< ours\n    temperature: 1\n=======\n    temperature: 2\n>>>>>>> theirs\n"));
    EXPECT_TRUE(std::ranges::any_of(merge.parts, [](const MergePart &part) {
        return part.place == "nodes.answer.inputs.temperature";
    }));
}

TEST(FlowMerge, removedHereChangedThere)
{
    const std::string ours = with(kFlow, "    top: 3\n", "");
    const FlowMerge merge = mergeFlows(kFlow, ours, with(kFlow, "top: 3", "top: 9"));
    EXPECT_EQ(merge.text,
              with(kFlow, "    top: 3\n", "<<<<<<< ours\n=======\n    top: 9\n>>>>>>> theirs\n"));
    EXPECT_EQ(merge.conflicts, 1U);
}

TEST(FlowMerge, renamedHereEditedThere)
{
    std::string ours = with(with(kFlow, "name: search", "name: find"), "${search.", "${find.");
    std::string theirs
        = with(kFlow, "top: 3", "top: 7")
          + "- name: extra\n  type: prompt\n  inputs: {a: \"${search.output.hits}\"}\n";
    const std::string both = with(with(theirs, "name: search", "name: find"),
                                  "${search.",
                                  "${find.");
    EXPECT_EQ(merged(kFlow, ours, theirs), both);
    EXPECT_EQ(merged(kFlow, theirs, ours), both);
}

TEST(FlowMerge, renamedTwiceIsAConflict)
{
    const auto renamed = [](const std::string &name) {
        return with(with(kFlow, "name: search", "name: " + name), "${search.", "${" + name + ".");
    };
    const FlowMerge merge = mergeFlows(kFlow, renamed("find"), renamed("look"));
    EXPECT_GT(merge.conflicts, 0U);
    EXPECT_THAT(merge.text, HasSubstr("find"));
    EXPECT_THAT(merge.text, HasSubstr("look"));
}

TEST(FlowMerge, aNodeThatIsTakenIsNotRemoved)
{
    const std::size_t at = kFlow.find("# Looks");
    std::string ours = kFlow;
    ours.erase(at, kFlow.find("# Says") - at);
    ours = with(ours, "    found: ${search.output}\n", "");
    const std::string theirs
        = kFlow + "- name: extra\n  type: prompt\n  inputs: {a: \"${search.output}\"}\n";
    const FlowMerge merge = mergeFlows(kFlow, ours, theirs);
    EXPECT_EQ(merge.conflicts, 1U) << merge.text;
    EXPECT_THAT(merge.text,
                HasSubstr("<<<<<<< ours\n=======\n# Looks things up.\n- name: search\n"));
}

TEST(FlowMerge, movedHereEditedThere)
{
    const std::size_t at = kFlow.find("# Looks");
    const std::size_t middle = kFlow.find("# Says");
    const std::string ours = kFlow.substr(0, at) + kFlow.substr(middle)
                             + kFlow.substr(at, middle - at);
    EXPECT_EQ(merged(kFlow, ours, with(kFlow, "top: 3", "top: 8")), with(ours, "top: 3", "top: 8"));
}

TEST(FlowMerge, sameNameAddedTwice)
{
    const std::string head
        = kFlow + "- name: extra\n  type: prompt\n  source: {type: code, path: extra.jinja2}\n";
    EXPECT_EQ(merged(kFlow, head, head), head);
    const FlowMerge merge = mergeFlows(kFlow, head + "  comment: a\n", head + "  comment: b\n");
    EXPECT_EQ(merge.text,
              head + "<<<<<<< ours\n  comment: a\n=======\n  comment: b\n>>>>>>> theirs\n");
}

TEST(FlowMerge, lineEndsAndMarkStay)
{
    const auto windows = [](const std::string &text) {
        return "\xEF\xBB\xBF" + with(text, "\n", "\r\n");
    };
    const std::string ours = with(kFlow, "temperature: 0", "temperature: 1");
    const std::string theirs = with(kFlow, "top: 3", "top: 4");
    const std::string both = with(ours, "top: 3", "top: 4");
    EXPECT_EQ(mergeFlows(windows(kFlow), windows(ours), windows(theirs)).text, windows(both));
    // A checkout with other line ends is no change of theirs.
    EXPECT_EQ(mergeFlows(windows(kFlow), windows(ours), theirs).text, both);
    EXPECT_EQ(mergeFlows(kFlow, ours, windows(theirs)).text, windows(both));
    std::string mixed = ours;
    mixed.insert(mixed.find('\n'), "\r");
    std::string mixedBoth = both;
    mixedBoth.insert(mixedBoth.find('\n'), "\r");
    EXPECT_EQ(mergeFlows(kFlow, mixed, theirs).text, mixedBoth);
}

TEST(FlowMerge, noLastLineEnd)
{
    const std::string base = kFlow.substr(0, kFlow.size() - 1);
    const std::string theirs = base + "\n- name: log\n  type: python";
    EXPECT_EQ(merged(base, with(base, "top: 3", "top: 4"), theirs),
              with(theirs, "top: 3", "top: 4"));
}

TEST(FlowMerge, valuesInBrackets)
{
    const std::string base = "inputs: {a: {type: string}, b: {type: int}}\nnodes:\n- {name: x, "
                             "type: llm, inputs: {t: 0, u: 1}} # x\n- {name: y, type: prompt}\n";
    const std::string ours = with(base, "t: 0", "t: 5");
    const std::string theirs = with(with(base, "u: 1", "u: 1, v: [1, 2]"),
                                    "b: {type: int}",
                                    "b: {type: int, default: 3}");
    EXPECT_EQ(merged(base, ours, theirs), with(theirs, "t: 0", "t: 5"));
    const FlowMerge merge = mergeFlows(base, ours, with(base, "t: 0", "t: 6"));
    EXPECT_EQ(merge.conflicts, 1U);
    EXPECT_THAT(merge.text,
                HasSubstr(
                    "<<<<<<< ours\n- {name: x, type: llm, inputs: {t: 5, u: 1}} # x\n=======\n"));
}

TEST(FlowMerge, aFileInBrackets)
{
    const std::string base = "{\"inputs\": {}, \"nodes\": [{\"name\": \"a\", \"type\": \"llm\"}, "
                             "{\"name\": \"b\", \"type\": \"llm\"}]}\n";
    const std::string text = merged(base,
                                    with(base,
                                         "\"name\": \"a\", \"type\": \"llm\"",
                                         "\"name\": \"a\", \"type\": \"prompt\""),
                                    with(base,
                                         "{\"name\": \"b\"",
                                         "{\"name\": \"c\", \"type\": \"llm\"}, {\"name\": \"b\""));
    EXPECT_THAT(text, HasSubstr("\"prompt\""));
    EXPECT_THAT(text, HasSubstr("\"c\""));
}

TEST(FlowMerge, noAncestor)
{
    const FlowMerge merge = mergeFlows("", kFlow, with(kFlow, "top: 3", "top: 4"));
    EXPECT_EQ(merge.conflicts, 1U);
    EXPECT_EQ(merge.text,
              with(kFlow,
                   "    top: 3\n",
                   "<<<<<<< ours\n    top: 3\n=======\n    top: 4\n>>>>>>> theirs\n"));
}

TEST(FlowMerge, whatCantBeReadIsMergedByLinesAndNeverDone)
{
    const std::string broken = with(kFlow, "inputs:\n  question:", "inputs:\n\tquestion");
    for (const auto &[base, ours, theirs] :
         {std::tuple(kFlow, broken, with(kFlow, "top: 3", "top: 4")),
          std::tuple(kFlow, with(kFlow, "top: 3", "top: 4"), broken),
          std::tuple(broken, kFlow, with(kFlow, "top: 3", "top: 4")),
          std::tuple(kFlow, broken, broken),
          std::tuple(kFlow, kFlow, broken)}) {
        const FlowMerge merge = mergeFlows(base, ours, theirs);
        EXPECT_GT(merge.conflicts, 0U);
        EXPECT_FALSE(merge.byLines.isEmpty());
    }
    const FlowMerge merge = mergeFlows(kFlow, broken, with(kFlow, "top: 3", "top: 4"));
    EXPECT_THAT(merge.text, HasSubstr("<<<<<<< ours\n"));
    EXPECT_THAT(merge.text, HasSubstr("top: 4"));
}

TEST(FlowMerge, twoNodesOfOneNameAreNoResult)
{
    const std::string twice = kFlow + "- name: answer\n  type: prompt\n";
    EXPECT_GT(mergeFlows(kFlow, twice, with(kFlow, "top: 3", "top: 4")).conflicts, 0U);
    // One side renames to what the other one adds.
    const std::string renamed = with(with(kFlow, "name: search", "name: find"),
                                     "${search.",
                                     "${find.");
    const std::string added
        = kFlow + "- name: find\n  type: prompt\n  source: {type: code, path: f.jinja2}\n";
    EXPECT_GT(mergeFlows(kFlow, renamed, added).conflicts, 0U);
    EXPECT_GT(mergeFlows(kFlow, added, renamed).conflicts, 0U);
}

TEST(FlowMerge, twoInputsOfOneNewNameAreAConflict)
{
    const std::string base
        = "inputs:\n  a: {type: string}\n  b: {type: string}\nnodes:\n- name: x\n  "
          "type: prompt\n  inputs: {p: \"${inputs.a}\"}\n- name: y\n  type: "
          "prompt\n  inputs: {q: \"${inputs.b}\"}\n";
    const std::string ours = with(with(base, "  a:", "  asked:"), "inputs.a", "inputs.asked");
    const std::string theirs = with(with(base, "  b:", "  asked:"), "inputs.b", "inputs.asked");
    EXPECT_GT(mergeFlows(base, ours, theirs).conflicts, 0U);
}

TEST(FlowMerge, twoPartsThatSayTheSameAndGotOneNewNameAreAConflict)
{
    const std::string base
        = "inputs: {}\noutputs:\n  one: {type: string, reference: \"${a.output}\"}\n  two: {type: "
          "string, reference: \"${a.output}\"}\nnodes:\n- name: a\n  type: llm\n  source: {type: "
          "code, path: ask.jinja2}\n  inputs: {temperature: 1}\n- name: b\n  type: llm\n  source: "
          "{type: code, path: ask.jinja2}\n  inputs: {temperature: 1}\n";
    const auto conflicts = [&base](const std::string &ours, const std::string &theirs) {
        EXPECT_GT(mergeFlows(base, ours, theirs).conflicts, 0U);
        EXPECT_GT(mergeFlows(base, theirs, ours).conflicts, 0U);
    };
    const std::string fromB = with(base, "name: b", "name: asked");
    conflicts(with(with(base, "name: a", "name: asked"), "a.output", "asked.output"), fromB);
    // One side renames to what the other one adds as a copy.
    const std::string copy = base.substr(base.find("- name: b"));
    conflicts(base + with(copy, "name: b", "name: asked"), fromB);
    conflicts(with(base, "  one:", "  told:"), with(base, "  two:", "  told:"));
    // The same rename of both is one.
    EXPECT_EQ(merged(base, fromB, fromB), fromB);
}

TEST(FlowMerge, partsThatNothingTellsApartAndGotOneNewNameAreAConflict)
{
    // Nothing refers to them and they say what others say, too: no rename can be told.
    const std::string base = "inputs:\n  place: {type: string}\n  street: {type: string}\n  age: "
                             "{type: int}\noutputs:\n  near: {type: string}\n  far: {type: "
                             "string}\nnodes:\n- name: first\n  type: prompt\n- name: second\n  "
                             "type: prompt\n";
    const auto conflicts = [&base](const std::string &ours, const std::string &theirs) {
        EXPECT_GT(mergeFlows(base, ours, theirs).conflicts, 0U) << ours << theirs;
        EXPECT_GT(mergeFlows(base, theirs, ours).conflicts, 0U) << ours << theirs;
    };
    const std::string fromStreet = with(base, "  street:", "  where:");
    conflicts(with(base, "  place:", "  where:"), fromStreet);
    conflicts(with(base, "  near:", "  told:"), with(base, "  far:", "  told:"));
    conflicts(with(base, "name: first", "name: only"), with(base, "name: second", "name: only"));
    // One side renames to what the other one adds.
    conflicts(with(base, "  age:", "  where: {type: string}\n  age:"), fromStreet);
    // One of what is gone on both sides, and what both only add, are one.
    EXPECT_EQ(merged(base, fromStreet, fromStreet), fromStreet);
    const std::string added = with(base, "outputs:", "  where: {type: string}\noutputs:");
    EXPECT_EQ(merged(base, added, added), added);
    EXPECT_EQ(merged(base, added, with(added, "{type: int}", "{type: double}")),
              with(added, "{type: int}", "{type: double}"));
}

TEST(FlowMerge, variantsAreMergedInside)
{
    const std::string variants = "node_variants:\n  answer:\n    default_variant_id: v0\n    "
                                 "variants:\n      v0:\n        node:\n          type: llm\n       "
                                 "   inputs:\n            temperature: 0\n            top_p: 1\n";
    const std::string base = kFlow + variants;
    EXPECT_EQ(merged(base,
                     kFlow + with(variants, "temperature: 0", "temperature: 1"),
                     kFlow + with(variants, "top_p: 1", "top_p: 0.5")),
              kFlow
                  + with(with(variants, "temperature: 0", "temperature: 1"),
                         "top_p: 1",
                         "top_p: 0.5"));
}

TEST(FlowMerge, aReformattedSideAndAChange)
{
    std::string theirs = with(kFlow, "\n# Says it.\n", "\n# Says it.\n\n");
    theirs = with(theirs, "type: string\n    reference", "type: \"string\"\n    reference");
    EXPECT_EQ(merged(kFlow, with(kFlow, "top: 3", "top: 4"), theirs),
              with(theirs, "top: 3", "top: 4"));
}

TEST(FlowMerge, listsIndentedElsewhere)
{
    std::string theirs = kFlow.substr(0, kFlow.find("# Looks"));
    const std::string nodes = kFlow.substr(theirs.size());
    theirs += "  " + with(nodes, "\n", "\n  ");
    while (theirs.ends_with(' '))
        theirs.pop_back();
    theirs = with(theirs, "\n  \n", "\n\n");
    const std::string ours = with(kFlow, "top: 3", "top: 4");
    EXPECT_EQ(mergeFlows(kFlow, ours, with(theirs, "temperature: 0", "temperature: 1")).conflicts,
              0U);
}

TEST(FlowMerge, marksAsWished)
{
    MergeMarks marks;
    marks.size = 9;
    marks.ours = "HEAD";
    marks.theirs = "feature";
    marks.base = "old";
    const FlowMerge merge = mergeFlows(kFlow,
                                       with(kFlow, "top: 3", "top: 4"),
                                       with(kFlow, "top: 3", "top: 5"),
                                       marks);
    EXPECT_THAT(merge.text,
                HasSubstr("<<<<<<<<< HEAD\n    top: 4\n||||||||| old\n    top: 3\n=========\n    "
                          "top: 5\n>>>>>>>>> feature\n"));
}

TEST(FlowMerge, otherTextsByLines)
{
    EXPECT_EQ(mergeTexts("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n").text, "A\nb\nC\n");
    EXPECT_EQ(mergeTexts("a\r\nb\r\nc\r\n", "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n").text,
              "A\r\nb\r\nC\r\n");
}

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace postern::yaml {

namespace {

std::string under(std::string_view text, const Node &node)
{
    return std::string(text.substr(node.span.begin, node.span.size()));
}

std::string valueOf(std::string_view text)
{
    const Document document = Document::parse(text);
    return document.root() == nullptr ? document.problems().front().code
                                      : py::repr(toValue(*document.root()));
}

/// The text under the value of a key at the root.
std::string spanOf(std::string_view text, std::string_view key)
{
    const Document document = Document::parse(text);
    if (document.root() == nullptr)
        return "(" + document.problems().front().message.english() + ")";
    const Node *node = document.root()->find(key);
    return node == nullptr ? "(none)" : under(text, *node);
}

TEST(Document, givesTheBytesOfEveryStyleOfScalar)
{
    const std::string text = "a: plain text # comment\n"
                             "b: 'it''s' # c\n"
                             "c: \"q\\\"uote\\\\\"\n"
                             "d: |\n  one\n  two\n\n"
                             "e: >-\n  folded\n  more\n"
                             "f: multi\n  line plain\n"
                             "g: ~\n"
                             "h:\n"
                             "i: null # c\n"
                             "j: [1, {x: y, 'z': [2]}, w ] # c\n"
                             "k: {}\n";
    EXPECT_EQ(spanOf(text, "a"), "plain text");
    EXPECT_EQ(spanOf(text, "b"), "'it''s'");
    EXPECT_EQ(spanOf(text, "c"), "\"q\\\"uote\\\\\"");
    EXPECT_EQ(spanOf(text, "d"), "|\n  one\n  two");
    EXPECT_EQ(spanOf(text, "e"), ">-\n  folded\n  more");
    EXPECT_EQ(spanOf(text, "f"), "multi\n  line plain");
    EXPECT_EQ(spanOf(text, "g"), "~");
    EXPECT_EQ(spanOf(text, "h"), "");
    EXPECT_EQ(spanOf(text, "i"), "null");
    EXPECT_EQ(spanOf(text, "j"), "[1, {x: y, 'z': [2]}, w ]");
    EXPECT_EQ(spanOf(text, "k"), "{}");
    const Document document = Document::parse(text);
    EXPECT_EQ(document.root()->find("h")->span.begin, text.find("h:") + 2);
}

TEST(Document, tellsAnEmptyValueFromTheKeyNamedNullBehindIt)
{
    const std::string text = "a:\nnull: 1\nb:\n  c:\nd: ~\n";
    EXPECT_EQ(valueOf(text), "{'a': None, None: 1, 'b': {'c': None}, 'd': None}");
    EXPECT_EQ(spanOf(text, "a"), "");
    EXPECT_EQ(spanOf(text, "d"), "~");
    EXPECT_EQ(valueOf("- \n- ~\n-\n- x\n"), "[None, None, None, 'x']");
    EXPECT_EQ(valueOf("{~, b, c: , d: null}"), "{None: None, 'b': None, 'c': None, 'd': None}");
}

TEST(Document, givesTheBytesBehindAnchorsAndTags)
{
    const std::string text
        = "a: &x !!str 5\nb: *x\nc: &m\n  k: 1\nd: !!map {p: q}\ne: &n\nf: ! 7\n";
    EXPECT_EQ(spanOf(text, "a"), "5");
    EXPECT_EQ(spanOf(text, "b"), "*x");
    EXPECT_EQ(spanOf(text, "c"), "k: 1");
    EXPECT_EQ(spanOf(text, "d"), "{p: q}");
    EXPECT_EQ(spanOf(text, "e"), "");
    EXPECT_EQ(spanOf(text, "f"), "7");
    EXPECT_EQ(valueOf(text),
              "{'a': '5', 'b': '5', 'c': {'k': 1}, 'd': {'p': 'q'}, 'e': None, 'f': 7}");
}

TEST(Document, readsWordsWithQuestionMarksInBrackets)
{
    EXPECT_EQ(spanOf("a: {q: What?}\n", "a"), "{q: What?}");
    EXPECT_EQ(
        valueOf("a: {q: What?, url: http://x.y/?z=1, l: [is it?, 'it?']}\nb?: \"c?\"\n"),
        "{'a': {'q': 'What?', 'url': 'http://x.y/?z=1', 'l': ['is it?', 'it?']}, 'b?': 'c?'}");
    EXPECT_EQ(valueOf("? a\n: b\n"), "{'a': 'b'}");
    EXPECT_EQ(valueOf("a: &q? 1\nb: *q?\n"), "{'a': 1, 'b': 1}");
}

TEST(Document, readsEscapesBeyondAscii)
{
    EXPECT_EQ(valueOf("a: \"\\_\\N\\u00a0é\"\n"), "{'a': '\\xa0\\x85\\xa0é'}");
}

TEST(Document, saysHowToMendTextBelowAnAnchorInAList)
{
    const Document document = Document::parse("- &a |\n  text\n");
    ASSERT_EQ(document.problems().size(), 1U);
    EXPECT_THAT(document.problems()[0].hint.english(), testing::HasSubstr("Indent the text"));
    EXPECT_EQ(valueOf("- &a |\n    text\n"), "['text\\n']");
}

TEST(Document, countsPlacesInCodePointsAlsoBehindAByteOrderMark)
{
    const std::string text = "\xEF\xBB\xBF"
                             "한글: 'é'\r\nb:   x\r\n";
    const Document document = Document::parse(text);
    ASSERT_NE(document.root(), nullptr);
    const Node *first = document.root()->find("한글");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(under(text, *first), "'é'");
    EXPECT_EQ(document.place(first->span.begin), (Place{"", 1, 6}));
    const Node *second = document.root()->find("b");
    EXPECT_EQ(under(text, *second), "x");
    EXPECT_EQ(document.place(second->span.begin), (Place{"", 2, 6}));
}

TEST(Document, keepsASecondByteOrderMarkAsACharacter)
{
    const std::string text = "\xEF\xBB\xBF\xEF\xBB\xBF"
                             "a: one\nb: 'two'\n";
    const Document document = Document::parse(text);
    ASSERT_NE(document.root(), nullptr);
    EXPECT_EQ(under(text, *document.root()->children[0]),
              "\xEF\xBB\xBF"
              "a");
    EXPECT_EQ(spanOf(text, "b"), "'two'");
    // The same where a question mark is hidden from the parser.
    EXPECT_EQ(spanOf(text + "c: [What?]\n", "b"), "'two'");
}

TEST(Document, takesEveryEndOfLineForOne)
{
    for (const std::string end : {"\n", "\r", "\r\n", "\r\r\n"}) {
        std::string text = "a: |" + end + "  one" + end + "  two" + end + "# a comment" + end
                           + "b:" + end + "  - 'x" + end + "    y'" + end + "c: 1" + end;
        const Document document = Document::parse(text);
        ASSERT_NE(document.root(), nullptr) << document.problems().front().message;
        EXPECT_EQ(document.root()->find("c")->text, "1");
        EXPECT_EQ(text.substr(document.root()->findKey("c")->span.begin, 4), "c: 1");
        const int lines = end == "\r\r\n" ? 15 : 8;
        EXPECT_EQ(document.place(text.find("c: 1")).line, lines) << lines;
        const std::string two = end == "\r\r\n" ? "\none\n\ntwo\n" : "one\ntwo\n";
        EXPECT_EQ(document.root()->find("a")->text, two);
    }
}

TEST(Document, saysWhereKeysRepeat)
{
    const Document document = Document::parse("a: 1\nb:\n  x: 1\n  'x': 2\na: 3\n1: a\n1.0: b\n");
    ASSERT_EQ(document.problems().size(), 3U);
    EXPECT_EQ(document.problems()[0].code, "duplicate-key");
    std::vector<int> lines;
    for (const Problem &problem : document.problems())
        lines.push_back(document.place(problem.span.begin).line);
    std::sort(lines.begin(), lines.end());
    EXPECT_EQ(lines, (std::vector{4, 5, 7}));
    EXPECT_NE(document.root(), nullptr);
}

TEST(Document, mergesMappingsBehindOwnKeys)
{
    EXPECT_EQ(valueOf("b: &b {x: 1, y: 2}\nc: &c {y: 3, z: 4}\nd:\n  <<: [*b, *c]\n  x: 9\n"),
              "{'b': {'x': 1, 'y': 2}, 'c': {'y': 3, 'z': 4}, 'd': {'x': 9, 'y': 2, 'z': 4}}");
}

TEST(Document, refusesWhatIsNoYaml)
{
    for (const char *text : {"a: [1, 2\n",
                             "a: {b: c\n",
                             "a: 'x\n",
                             "a: b: c\n",
                             "a: *nope\n",
                             "- a\nb\n",
                             "a: \"\\q\"\n",
                             "a: 1\n---\nb: 2\n",
                             "a:\n\t- b\n\t- c: d\n e: f\n",
                             "a: @x\n",
                             "&a [*a]\n"}) {
        const Document document = Document::parse(text);
        EXPECT_EQ(document.root(), nullptr) << text;
        ASSERT_FALSE(document.problems().empty()) << text;
        EXPECT_FALSE(document.problems().front().message.isEmpty());
    }
}

TEST(Document, readsAnEmptyTextAsNull)
{
    for (const char *text : {"", "# only a comment\n", "\n\n", "---\n", "\xEF\xBB\xBF"})
        EXPECT_EQ(valueOf(text), "None") << text;
}

TEST(Document, survivesDepthAliasBombsAndForbiddenBytes)
{
    EXPECT_EQ(valueOf(std::string(100'000, '[')), "yaml-depth");
    EXPECT_EQ(valueOf(std::string("a: \0b", 5)), "yaml-encoding");
    EXPECT_EQ(valueOf("a: \xFF\xFE"), "yaml-encoding");
    EXPECT_EQ(valueOf("a: \x04 b"), "yaml-encoding");
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j)
            bomb += "*a" + std::to_string(i - 1) + ",";
        bomb += "]\n";
    }
    const Document document = Document::parse(bomb);
    ASSERT_NE(document.root(), nullptr);
    EXPECT_THROW(toValue(*document.root()), Error);
    std::string merges = "a0: &a0 {x: 1}\n";
    std::string chain = "a0: &a0 [x]\n";
    for (int i = 1; i < 100'000; ++i) {
        const std::string name = "a" + std::to_string(i);
        const std::string before = "*a" + std::to_string(i - 1);
        const std::string key = name + ": &" + name;
        if (i < 60)
            merges.append(key).append(" {<<: [").append(before).append(",").append(before).append(
                "]}\n");
        chain.append(key).append(" [").append(before).append("]\n");
    }
    EXPECT_NE(valueOf(merges).find("'a59': {'x': 1}"), std::string::npos);
    EXPECT_EQ(valueOf(chain), "yaml-depth");
    EXPECT_EQ(spanOf("a: |\n  " + std::string(1'000'000, 'x') + "\nb: 1\n", "b"), "1");
}

} // namespace

} // namespace postern::yaml

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Edits by entries: what a person would have written, and nothing else changed.

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/yaml/editor.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace postern::yaml {

namespace {

using Act = std::function<void(Editor &)>;

/// The text after the edit; fails when undoing it doesn't give the very bytes back.
std::string edited(const std::string &text, const Act &act)
{
    Editor editor(text);
    act(editor);
    std::string result = text;
    const TextEdits back = editor.edits().applyTo(result);
    EXPECT_EQ(result, editor.text());
    std::string again = result;
    back.applyTo(again);
    EXPECT_EQ(again, text);
    return result;
}

std::string refusal(const std::string &text, const Act &act)
{
    Editor editor(text);
    try {
        act(editor);
    } catch (const Error &error) {
        EXPECT_EQ(editor.text(), text);
        EXPECT_TRUE(editor.edits().isEmpty());
        return error.message();
    }
    return "no refusal: " + editor.text();
}

Act set(Path path, Content content)
{
    return [=](Editor &editor) { editor.set(path, content); };
}

Act remove(Path path)
{
    return [=](Editor &editor) { editor.remove(path); };
}

Act add(Path path, const std::string &key, Content content, std::size_t position = Editor::kEnd)
{
    return [=](Editor &editor) { editor.insert(path, key, content, position); };
}

Act addItem(Path path, Content content, std::size_t position = Editor::kEnd)
{
    return [=](Editor &editor) { editor.insertItem(path, content, position); };
}

Act move(Path path, std::size_t position)
{
    return [=](Editor &editor) { editor.move(path, position); };
}

Content yaml(const std::string &text)
{
    return Content::fromYaml(text);
}

const std::string kNodes = "# what it does\n"
                           "inputs:\n"
                           "  # asked by the user\n"
                           "  question: {type: string}   # one line\n"
                           "\n"
                           "nodes:\n"
                           "# the first\n"
                           "- name: a # its name\n"
                           "  type: prompt\n"
                           "  inputs:\n"
                           "    q: '${inputs.question}'\n"
                           "    # nothing more\n"
                           "\n"
                           "- name: b\n"
                           "  type: llm\n";

TEST(Editor, replacesAScalarAndNothingElse)
{
    EXPECT_EQ(edited("a:   1 # one\nb: 2\n", set({"a"}, 3)), "a:   3 # one\nb: 2\n");
    EXPECT_EQ(edited("a: 'x' # one\n", set({"a"}, "y z")), "a: 'y z' # one\n");
    EXPECT_EQ(edited("a: \"x\"\n", set({"a"}, "it's")), "a: \"it's\"\n");
    EXPECT_EQ(edited("a: x", set({"a"}, "y")), "a: y");
    EXPECT_EQ(edited("a:\n  x\nb: 1\n", set({"a"}, "y")), "a:\n  y\nb: 1\n");
    EXPECT_EQ(edited("a: &n x\n", set({"a"}, "y")), "a: &n y\n");
    EXPECT_EQ(edited("a: !!str 5\n", set({"a"}, 6)), "a: 6\n");
    EXPECT_EQ(edited("a: x\r\nb: y\r\n", set({"b"}, "z")), "a: x\r\nb: z\r\n");
    EXPECT_EQ(edited("\xEF\xBB\xBF"
                     "a: x\n",
                     set({"a"}, "z")),
              "\xEF\xBB\xBF"
              "a: z\n");
    EXPECT_EQ(edited("- x # c\n- y\n", set({std::size_t{0}}, "z")), "- z # c\n- y\n");
    EXPECT_EQ(edited("a: 1\n", set({"a"}, 1)), "a: 1\n");
}

TEST(Editor, putsAValueWhereThereWasNone)
{
    EXPECT_EQ(edited("a:\nb: 1\n", set({"a"}, 3)), "a: 3\nb: 1\n");
    EXPECT_EQ(edited("a:  \nb: 1\n", set({"a"}, 3)), "a: 3\nb: 1\n");
    EXPECT_EQ(edited("a: # c\nb: 1\n", set({"a"}, 3)), "a: 3 # c\nb: 1\n");
    EXPECT_EQ(edited("a: ~\n", set({"a"}, 3)), "a: 3\n");
    EXPECT_EQ(edited("-\n- b\n", set({std::size_t{0}}, 3)), "- 3\n- b\n");
    EXPECT_EQ(edited("{a, b: }\n", set({"a"}, 3)), "{a: 3, b: }\n");
    EXPECT_EQ(edited("{a, b: }\n", set({"b"}, 3)), "{a, b: 3 }\n");
}

TEST(Editor, quotesWhatWouldBeReadAsSomethingElse)
{
    const auto written = [](Value value) {
        const std::string text = edited("a: x\n", set({"a"}, std::move(value)));
        return text.substr(3, text.size() - 4);
    };
    EXPECT_EQ(written("5"), "'5'");
    EXPECT_EQ(written("true"), "'true'");
    EXPECT_EQ(written("null"), "'null'");
    EXPECT_EQ(written("~"), "'~'");
    EXPECT_EQ(written(""), "''");
    EXPECT_EQ(written("yes"), "'yes'");
    EXPECT_EQ(written("2020-01-02"), "'2020-01-02'");
    EXPECT_EQ(written("0x1F"), "'0x1F'");
    EXPECT_EQ(written("1_000"), "'1_000'");
    EXPECT_EQ(written("1e3"), "'1e3'");
    EXPECT_EQ(written(".inf"), "'.inf'");
    EXPECT_EQ(written("a: b"), "'a: b'");
    EXPECT_EQ(written("a #b"), "'a #b'");
    EXPECT_EQ(written("- a"), "'- a'");
    EXPECT_EQ(written("*a"), "'*a'");
    EXPECT_EQ(written("it's: \"so\""), "'it''s: \"so\"'");
    EXPECT_EQ(written(" a"), "' a'");
    EXPECT_EQ(written("a\tb"), "\"a\\tb\"");
    EXPECT_EQ(written("a\x07"), "\"a\\x07\"");
    EXPECT_EQ(written("\xEF\xBB\xBF"
                      "a"),
              "\"\\ufeffa\"");
    EXPECT_EQ(written("${inputs.question}"), "${inputs.question}");
    EXPECT_EQ(written("gpt-4o"), "gpt-4o");
    EXPECT_EQ(written("2024-02-15-preview"), "2024-02-15-preview");
    EXPECT_EQ(written("-x"), "-x");
    EXPECT_EQ(written("http://h/p?q=1#x"), "http://h/p?q=1#x");
    EXPECT_EQ(written("한글 문장"), "한글 문장");
    EXPECT_EQ(written(1.5), "1.5");
    EXPECT_EQ(written(1e16), "1e+16");
    EXPECT_EQ(written(1.0), "1.0");
    EXPECT_EQ(written(nullptr), "null");
    EXPECT_EQ(written(List{}), "[]");
}

TEST(Editor, writesTextsOfSeveralLinesAsBlocks)
{
    EXPECT_EQ(edited("a: x # c\nb: 1\n", set({"a"}, "one\n  two\n\nthree")),
              "a: |- # c\n  one\n    two\n\n  three\nb: 1\n");
    EXPECT_EQ(edited("a:\n  b: |\n    old\n    text\n  c: 1\n", set({"a", "b"}, "new\n")),
              "a:\n  b: |\n    new\n  c: 1\n");
    EXPECT_EQ(edited("b: | # c\n  old\n  text\nc: 1\n", set({"b"}, "new")), "b: new # c\nc: 1\n");
    EXPECT_EQ(edited("b: x\r\nc: 1\r\n", set({"b"}, "1\n2\n")), "b: |\r\n  1\r\n  2\r\nc: 1\r\n");
    EXPECT_EQ(edited("{b: x}\n", set({"b"}, "1\n2\n")), "{b: \"1\\n2\\n\"}\n");
    EXPECT_EQ(edited("b: x", set({"b"}, "1\n2\n")), "b: \"1\\n2\\n\"");
    EXPECT_EQ(edited("b: x", set({"b"}, "1\n2")), "b: |-\n  1\n  2");
    EXPECT_EQ(edited("b: x\n", set({"b"}, " 1\n2")), "b: \" 1\\n2\"\n");
}

TEST(Editor, replacesCollectionsInTheirPlace)
{
    EXPECT_EQ(edited("a: # c\n  x: 1\n  # more\nb: 2\n", set({"a"}, 5)), "a: 5 # c\nb: 2\n");
    EXPECT_EQ(edited("a: 5 # c\nb: 2\n", set({"a"}, Dict{{"x", 1}, {"y", List{1, Dict{{"z", 2}}}}})),
              "a: # c\n  x: 1\n  y:\n  - 1\n  - z: 2\nb: 2\n");
    EXPECT_EQ(edited("l:\n    - a: 1\n      b: 2 # c\n    - x\n",
                     set({"l", std::size_t{0}}, Dict{{"k", 1}, {"m", 2}})),
              "l:\n    - k: 1\n      m: 2\n    - x\n");
    EXPECT_EQ(edited("a: {x: 1}\n", set({"a"}, yaml("[1, 2] # no"))), "a: [1, 2]\n");
    EXPECT_EQ(edited("a: {x: 1}\nb: 1\n", set({"a"}, yaml("# why\nk: 1 # one\nm:\n    - 2\n"))),
              "a:\n  # why\n  k: 1 # one\n  m:\n      - 2\nb: 1\n");
    EXPECT_EQ(edited("a: {x: [1]}\n", set({"a", "x"}, Dict{{"k", "a, b"}})),
              "a: {x: {k: 'a, b'}}\n");
}

TEST(Editor, addsMembersInTheStyleOfTheirNeighbours)
{
    EXPECT_EQ(edited("a:\n   x: 1\n   y: 2 # two\nb: 1\n", add({"a"}, "z", 3)),
              "a:\n   x: 1\n   y: 2 # two\n   z: 3\nb: 1\n");
    EXPECT_EQ(edited("a: '1'\nb: 'x'\n", add({}, "c", "y")), "a: '1'\nb: 'x'\nc: 'y'\n");
    EXPECT_EQ(edited("a: 1", add({}, "b", 2)), "a: 1\nb: 2");
    EXPECT_EQ(edited("a: 1\r\n", add({}, "b", Dict{{"c", 1}})), "a: 1\r\nb:\r\n  c: 1\r\n");
    EXPECT_EQ(edited("a: 1\n\nb: 2\n", add({}, "c", 3)), "a: 1\n\nb: 2\n\nc: 3\n");
    EXPECT_EQ(edited("a: 1\n\nb: 2\n", add({}, "c", 3, 1)), "a: 1\n\nc: 3\n\nb: 2\n");
    EXPECT_EQ(edited("# head\na: 1\n", add({}, "c", 3, 0)), "# head\nc: 3\na: 1\n");
    EXPECT_EQ(edited("m:\n  # of a\n  a: 1\n", add({"m"}, "c", 3, 0)),
              "m:\n  c: 3\n  # of a\n  a: 1\n");
    EXPECT_EQ(edited("- a: 1\n  b: 2\n", add({std::size_t{0}}, "c", 3, 0)),
              "- c: 3\n  a: 1\n  b: 2\n");
    EXPECT_EQ(edited("a:\n- x\n- y # c\nb: 1\n", addItem({"a"}, "z")),
              "a:\n- x\n- y # c\n- z\nb: 1\n");
    EXPECT_EQ(edited("a:\n-   x: 1\n    y: 2\n", addItem({"a"}, Dict{{"x", 2}, {"y", 3}})),
              "a:\n-   x: 1\n    y: 2\n-   x: 2\n    y: 3\n");
    EXPECT_EQ(edited("a: |+\n  x\n\nb: 1\n", add({}, "c", 1, 1)), "a: |+\n  x\n\nc: 1\nb: 1\n");
}

TEST(Editor, addsToWhatIsEmpty)
{
    EXPECT_EQ(edited("a: {} # c\nb: 1\n", add({"a"}, "x", 1)), "a: # c\n  x: 1\nb: 1\n");
    EXPECT_EQ(edited("a:\nb: 1\n", add({"a"}, "x", 1)), "a:\n  x: 1\nb: 1\n");
    EXPECT_EQ(edited("a: []\n", addItem({"a"}, "x")), "a:\n- x\n");
    EXPECT_EQ(edited("a: null", set({"a", "x"}, 1)), "a:\n  x: 1");
    EXPECT_EQ(edited("- {}\n- 1\n", add({std::size_t{0}}, "x", Dict{{"y", 1}})),
              "- x:\n    y: 1\n- 1\n");
    EXPECT_EQ(edited("{a: {}, b: 1}\n", add({"a"}, "x", 1)), "{a: {x: 1}, b: 1}\n");
    EXPECT_EQ(edited("", add({}, "x", 1)), "x: 1\n");
    EXPECT_EQ(edited("# only this\n", add({}, "x", Dict{{"y", 1}})), "# only this\nx:\n  y: 1\n");
    EXPECT_EQ(edited("{}\n", add({}, "x", 1)), "x: 1\n");
}

TEST(Editor, addsInBrackets)
{
    EXPECT_EQ(edited("{a: 1}\n", add({}, "b", "${x.output}")), "{a: 1, b: '${x.output}'}\n");
    EXPECT_EQ(edited("{ a: 1 }\n", add({}, "b", 2, 0)), "{ b: 2, a: 1 }\n");
    EXPECT_EQ(edited("{\"a\":1,\"c\":\"d\"}", add({}, "b", "x")),
              "{\"a\":1,\"c\":\"d\",\"b\":\"x\"}");
    EXPECT_EQ(edited("[1, 2, ]\n", addItem({}, 3)), "[1, 2, 3 ]\n");
    EXPECT_EQ(edited("[\n  a, # one\n  b # two\n]\n", addItem({}, "c")),
              "[\n  a, # one\n  b, # two\n  c\n]\n");
    EXPECT_EQ(edited("[\n  a, # one\n  b # two\n]\n", addItem({}, "c", 1)),
              "[\n  a, # one\n  c,\n  b # two\n]\n");
}

TEST(Editor, removesEntriesWithWhatBelongsToThem)
{
    EXPECT_EQ(edited(kNodes, remove({"nodes", std::size_t{0}})),
              "# what it does\ninputs:\n  # asked by the user\n  question: {type: string}   # one "
              "line\n\n"
              "nodes:\n- name: b\n  type: llm\n");
    EXPECT_EQ(edited(kNodes, remove({"nodes", std::size_t{1}})),
              kNodes.substr(0, kNodes.find("\n- name: b")));
    EXPECT_EQ(edited(kNodes, remove({"nodes", std::size_t{0}, "name"})),
              std::string(kNodes).replace(kNodes.find("name: a"),
                                          std::string("name: a # its name\n  ").size(),
                                          ""));
    EXPECT_EQ(edited(kNodes, remove({"inputs", "question"})),
              std::string(kNodes).replace(kNodes.find(":\n  # asked"),
                                          kNodes.find("\n\nnodes") - kNodes.find(":\n  # asked"),
                                          ": {}"));
    EXPECT_EQ(edited("a: 1\nb: 2", remove({"b"})), "a: 1");
    EXPECT_EQ(edited("a: 1\r\nb: 2", remove({"b"})), "a: 1");
    EXPECT_EQ(edited("# head\na: 1\n# of b\nb: 2\nc: 3\n", remove({"b"})), "# head\na: 1\nc: 3\n");
    EXPECT_EQ(edited("# head\na: 1\nb: 2\n", remove({"a"})), "# head\nb: 2\n");
    EXPECT_EQ(edited("- - 1\n  - 2\n- 3\n", remove({std::size_t{0}, std::size_t{0}})),
              "- - 2\n- 3\n");
    EXPECT_EQ(edited("- a: 1\n  # of b\n  b: 2\n", remove({std::size_t{0}, "a"})),
              "- # of b\n  b: 2\n");
    EXPECT_EQ(edited("- a: 1 # c\n- 2\n", remove({std::size_t{0}, "a"})), "- {} # c\n- 2\n");
    EXPECT_EQ(edited("a: 1\n\nb: 2\n\nc: 3\n", remove({"b"})), "a: 1\n\nc: 3\n");
    EXPECT_EQ(edited("a: 1\n\nb: 2\nc: 3\n", remove({"b"})), "a: 1\n\nc: 3\n");
    EXPECT_EQ(edited("a: 1\n", remove({"a"})), "{}\n");
}

TEST(Editor, removesFromBrackets)
{
    EXPECT_EQ(edited("{a: 1, b: 2, c: 3}\n", remove({"a"})), "{b: 2, c: 3}\n");
    EXPECT_EQ(edited("{a: 1, b: 2, c: 3}\n", remove({"b"})), "{a: 1, c: 3}\n");
    EXPECT_EQ(edited("{a: 1, b: 2, c: 3 }\n", remove({"c"})), "{a: 1, b: 2 }\n");
    EXPECT_EQ(edited("{ a: 1 }\n", remove({"a"})), "{}\n");
    EXPECT_EQ(edited("[\n  a, # one\n  # of b\n  b # two\n]\n", remove({std::size_t{1}})),
              "[\n  a # one\n]\n");
    EXPECT_EQ(edited("[\n  a, # one\n  b # two\n]\n", remove({std::size_t{0}})),
              "[\n  b # two\n]\n");
    EXPECT_NE(refusal("[a, # one\n  b, c]\n", remove({std::size_t{1}})).find("comment"),
              std::string::npos);
}

TEST(Editor, renamesKeys)
{
    const auto rename = [](Path path, const std::string &key) {
        return [=](Editor &editor) { editor.renameKey(path, key); };
    };
    EXPECT_EQ(edited("a: 1 # c\nb: 2\n", rename({"a"}, "x y")), "x y: 1 # c\nb: 2\n");
    EXPECT_EQ(edited("'a': 1\n", rename({"a"}, "it's")), "'it''s': 1\n");
    EXPECT_EQ(edited("{\"a\":1}\n", rename({"a"}, "b")), "{\"b\":1}\n");
    EXPECT_EQ(edited("a: 1\n", rename({"a"}, "5")), "'5': 1\n");
    EXPECT_EQ(edited("&k a: 1\n", rename({"a"}, "b")), "&k b: 1\n");
    EXPECT_EQ(edited("? a\n: 1\n", rename({"a"}, "b")), "? b\n: 1\n");
    EXPECT_NE(refusal("a: 1\nb: 2\n", rename({"a"}, "b")).find("already"), std::string::npos);
}

TEST(Editor, movesEntriesWithTheirComments)
{
    EXPECT_EQ(edited("a: 1\n# of b\nb: 2 # two\nc: 3\n", move({"b"}, 0)),
              "# of b\nb: 2 # two\na: 1\nc: 3\n");
    EXPECT_EQ(edited("a: 1\nb: 2\nc: 3", move({"a"}, 2)), "b: 2\nc: 3\na: 1");
    EXPECT_EQ(edited("a: 1\nb: 2\nc: 3", move({"c"}, 0)), "c: 3\na: 1\nb: 2");
    EXPECT_EQ(edited("- name: a # x\n  type: b\n  z: 1\n", move({std::size_t{0}, "name"}, 1)),
              "- type: b\n  name: a # x\n  z: 1\n");
    EXPECT_EQ(edited("- name: a # x\n  type: b\n", move({std::size_t{0}, "type"}, 0)),
              "- type: b\n  name: a # x\n");
    EXPECT_EQ(edited("[1, 2, 3]\n", move({std::size_t{2}}, 0)), "[3, 1, 2]\n");
}

TEST(Editor, refusesWhatAliasesShare)
{
    const std::string text = "a: &x\n  k: 1\nb: *x\nc:\n  <<: *x\n  m: 1\n";
    EXPECT_EQ(
        refusal(text, set({"b", "k"}, 2)),
        "b can't be edited in place: line 3 would have to be written anew, because the alias *x "
        "stands there.");
    EXPECT_NE(refusal(text, set({"a", "k"}, 2)).find("stands for the same"), std::string::npos);
    EXPECT_NE(refusal(text, remove({"a"})).find("stands for the same"), std::string::npos);
    EXPECT_NE(refusal(text, remove({"c", "k"})).find("<<"), std::string::npos);
    EXPECT_EQ(edited(text, set({"b"}, 2)), "a: &x\n  k: 1\nb: 2\nc:\n  <<: *x\n  m: 1\n");
    // A member of its own goes before what is merged.
    EXPECT_EQ(edited(text, set({"c", "k"}, 2)), text + "  k: 2\n");
    EXPECT_NE(refusal("a: &x 1\nb: *x\n", move({"a"}, 1)).find("take the change"),
              std::string::npos);
}

TEST(Editor, takesItemsOfAListApart)
{
    const Content nodes = yaml(
        "# two nodes\n- name: x # x\n  type: llm\n# the second\n- name: y\n");
    const std::vector<Content> items = nodes.items();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(edited("nodes:\n  - name: a\n",
                     [&](Editor &editor) {
                         for (const Content &item : items)
                             editor.insertItem({"nodes"}, item);
                     }),
              "nodes:\n  - name: a\n  # two nodes\n  - name: x # x\n    type: llm\n  # the "
              "second\n  - name: y\n");
}

TEST(Editor, setsTextsOfScalarsWithTheSmallestEdit)
{
    Editor editor("a: ${one.output}\nb: '${one.output.k}' # one\nc: &x ${one.output}\nd: *x\n");
    Editor::NewTexts texts;
    for (const char *key : {"a", "b", "c"}) {
        const Node *node = editor.find({key});
        std::string text = node->text;
        texts.emplace_back(node, text.replace(2, 3, "two"));
    }
    editor.setTexts(texts);
    EXPECT_EQ(editor.text(),
              "a: ${two.output}\nb: '${two.output.k}' # one\nc: &x ${two.output}\nd: *x\n");
    for (const TextEdit &edit : editor.edits())
        EXPECT_LE(edit.removed, 3U);
}

TEST(Editor, doesSeveralEditsAsOne)
{
    const std::string text = edited(kNodes, [](Editor &editor) {
        editor.set({"nodes", std::size_t{0}, "type"}, "llm");
        editor.remove({"inputs", "question"});
        editor.insertItem({"nodes"}, Content::fromYaml("name: c\ntype: llm"));
        editor.set(
            {
                "nodes",
                std::size_t{2},
                "inputs",
            },
            Dict{{"k", 1}});
    });
    EXPECT_EQ(
        text,
        "# what it does\ninputs: {}\n\nnodes:\n# the first\n- name: a # its name\n  type: llm\n"
        "  inputs:\n    q: '${inputs.question}'\n    # nothing more\n\n- name: b\n  type: llm\n\n"
        "- name: c\n  type: llm\n  inputs:\n    k: 1\n");
}

TEST(Editor, fillsAnEmptyListAndCopiesWhatStandsSomewhere)
{
    EXPECT_EQ(edited("[]\n", [](Editor &editor) { editor.insertItem({}, 1); }), "- 1\n");
    const Editor editor("a:\r\n  # above\r\n  b: 1 # one\r\n\r\n  c: &x [1]\r\n"
                        "l:\r\n# first\r\n-   k: 'v' # v\r\n- {x: *x}\r\n");
    const auto copied = [&](const Path &path, bool withAbove = false) {
        Editor other("n: 1\nl: []\n");
        if (std::holds_alternative<std::size_t>(path.back()))
            other.insertItem({"l"}, editor.copied(path, withAbove));
        else
            other.set({"n"}, editor.copied(path, withAbove));
        return other.text();
    };
    EXPECT_EQ(copied({"l", 0U}), "n: 1\nl:\n- k: 'v' # v\n");
    EXPECT_EQ(copied({"l", 0U}, true), "n: 1\nl:\n# first\n- k: 'v' # v\n");
    EXPECT_EQ(copied({"a", "b"}), "n: 1\nl: []\n"); // it is the same
    // Anchors stay behind; what an alias binds to its place is copied as data.
    EXPECT_EQ(copied({"a"}), "n:\n  # above\n  b: 1 # one\n\n  c: [1]\nl: []\n");
    EXPECT_EQ(copied({"l"}), "n:\n- k: v\n- x:\n  - 1\nl: []\n");
    EXPECT_EQ(copied({"l", 1U}), "n: 1\nl:\n- x:\n  - 1\n");
}

TEST(Editor, keepsALastTextWithoutItsLineBreakWhenSomethingFollows)
{
    const std::string text = "l:\n- a: 1\n- b: |\n    two\n    lines";
    EXPECT_EQ(edited(text, [](Editor &editor) { editor.insertItem({"l"}, 2); }),
              "l:\n- a: 1\n- b: |-\n    two\n    lines\n- 2");
    EXPECT_EQ(edited(text, [](Editor &editor) { editor.move({"l", 1U}, 0); }),
              "l:\n- b: |-\n    two\n    lines\n- a: 1");
    EXPECT_EQ(edited(text,
                     [](Editor &editor) { editor.insertItem({"l"}, editor.copied({"l", 1U}), 0); }),
              "l:\n- b: |-\n    two\n    lines\n- a: 1\n- b: |\n    two\n    lines");
    EXPECT_EQ(edited(text, [](Editor &editor) { editor.set({"l", 0U, "a"}, 2); }),
              "l:\n- a: 2\n- b: |\n    two\n    lines");
}

} // namespace

} // namespace postern::yaml

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/linebreak.h"

#include <QTest>

using namespace postern::widgets;

/// What Return does at a place of a text. In the texts `|` is the caret, `^` where the selection ends.
class TestLineBreak : public QObject
{
    Q_OBJECT

private slots:
    void returnIndents_data();
    void returnIndents();
    void everyPlaceKeepsTheText();
    void newLinesEndAsTheirNeighbours_data();
    void newLinesEndAsTheirNeighbours();
    void theHeadOfAPromptyIsYaml();
};

static void yamlRows()
{
    const auto add = [](const char *name, const char *before, const char *after) {
        QTest::addRow("yaml: %s", name) << "flow.dag.yaml" << before << after;
    };
    add("after an entry's name", "nodes:\n- name: x|", "nodes:\n- name: x\n  |");
    add("after a key of the entry", "- name: x\n  type: llm|", "- name: x\n  type: llm\n  |");
    add("an indented entry", "a:\n    - name: x|", "a:\n    - name: x\n      |");
    add("a wide dash", "-   name: x|", "-   name: x\n    |");
    add("an entry in an entry", "- - a: 1|", "- - a: 1\n    |");
    add("after an open key", "inputs:|", "inputs:\n  |");
    add("an open key of an entry", "- name: x\n  source:|", "- name: x\n  source:\n    |");
    add("an open key beside the dash", "- source:|", "- source:\n    |");
    add("an open key with a remark", "inputs:   # all|", "inputs:   # all\n  |");
    add("an open key with an anchor", "inputs: &all|", "inputs: &all\n  |");
    add("blanks after the key", "inputs:  |", "inputs:  \n  |");
    add("a document with steps of four", "a:\n    b: 1\nc:|", "a:\n    b: 1\nc:\n    |");
    add("a key that has entries at its column", "nodes:|\n- name: a\n", "nodes:\n|\n- name: a\n");
    add("a key that has deeper ones", "nodes:|\n    - name: a\n", "nodes:\n    |\n    - name: a\n");
    add("an entry without anything", "-|", "-\n  |");
    add("an entry that is a word", "steps:\n  - one|", "steps:\n  - one\n  |");
    add("a value", "a:\n  b: 1|", "a:\n  b: 1\n  |");
    add("a value with a colon", "  url: http://x:80|", "  url: http://x:80\n  |");
    add("a quoted key", "\"a: b\": 1|", "\"a: b\": 1\n|");
    add("a remark", "  # all of it: |", "  # all of it: \n  |");
    add("a document's start", "---|\n", "---\n|\n");
    add("Hangul keys", "- 이름: 값|", "- 이름: 값\n  |");
    add("an empty line", "a:\n  b: 1\n  |", "a:\n  b: 1\n\n  |");
    add("before a key", "a:\n  |b: 1", "a:\n\n  |b: 1");
    add("before everything", "|a: 1", "\n|a: 1");
    add("between key and value", "a: |one", "a: \n  |one");
    add("in a word", "name: one| two", "name: one\n|two");
    add("a selection", "a: |1\nb: ^2", "a: \n  |2");
    add("a flow list", "  a: [|", "  a: [\n    |");
    add("a flow list that closes", "a: [|]", "a: [\n  |\n]");
    add("a flow map in an entry", "- {|}", "- {\n    |\n  }");
    add("entries of a flow", "a: [\n  1,|", "a: [\n  1,\n  |");
    add("a flow that begins with an entry", "a: {b: 1,|", "a: {b: 1,\n    |");
    add("after a flow", "- a: [\n    1\n  ]|", "- a: [\n    1\n  ]\n  |");
    add("after an entry that is a flow", "- [1,\n   2]|", "- [1,\n   2]\n|");
    add("a flow in one line",
        "- source: {type: code, path: a.py}|",
        "- source: {type: code, path: a.py}\n  |");
    add("brackets in quotes", "a: \"[\"|", "a: \"[\"\n|");
    add("an apostrophe in a word", "a: don't [x|", "a: don't [x\n|");
    add("a quoted text that goes on", "a: \"one|", "a: \"one\n  |");
    add("after a quoted text of two lines", "- a: \"one\n    two\"|", "- a: \"one\n    two\"\n  |");
}

static void blockRows()
{
    const auto add = [](const char *name, const char *before, const char *after) {
        QTest::addRow("block scalar: %s", name) << "flow.dag.yaml" << before << after;
    };
    // The caret is ¦ where the text has bars of its own.
    add("its first line", "a: |¦", "a: |\n  ¦");
    add("folded and stripped", "- a: >-¦", "- a: >-\n    ¦");
    add("an entry", "- |¦", "- |\n  ¦");
    add("an entry of a key", "a:\n  - |+¦", "a:\n  - |+\n    ¦");
    add("a line of it", "a: |\n  one¦", "a: |\n  one\n  ¦");
    add("a deeper line", "a: |\n  one\n      two:¦", "a: |\n  one\n      two:\n      ¦");
    add("what looks like an entry", "a: |\n  - b: c¦", "a: |\n  - b: c\n  ¦");
    add("what looks like a list", "a: |\n  [¦", "a: |\n  [\n  ¦");
    add("after it", "a: |\n  one\nb:¦", "a: |\n  one\nb:\n  ¦");
    add("no block", "a: b |¦", "a: b |\n¦");
}

static void pythonRows()
{
    const auto add = [](const char *name, const char *before, const char *after) {
        QTest::addRow("python: %s", name) << "tool.py" << before << after;
    };
    add("after a colon", "def f():|", "def f():\n    |");
    add("a remark after the colon", "if x:  # why|", "if x:  # why\n    |");
    add("a colon in a remark", "x = 1  # so:|", "x = 1  # so:\n|");
    add("a colon in a string", "x = 'a:'|", "x = 'a:'\n|");
    add("a remark in a block", "if x:\n    # why|", "if x:\n    # why\n    |");
    add("a statement", "    x = 1|", "    x = 1\n    |");
    add("after return", "def f():\n    return 1|", "def f():\n    return 1\n|");
    add("a name that begins so", "def f():\n    returned = 1|", "def f():\n    returned = 1\n    |");
    add("steps of two", "if a:\n  if b:|", "if a:\n  if b:\n    |");
    add("tabs", "if a:\n\tif b:|", "if a:\n\tif b:\n\t\t|");
    add("a call", "    f(|", "    f(\n        |");
    add("a call that closes", "x = f(|)", "x = f(\n    |\n)");
    add("arguments", "x = f(a,|", "x = f(a,\n      |");
    add("more arguments", "x = f(a,\n      b,|", "x = f(a,\n      b,\n      |");
    add("an inner bracket that closed",
        "x = f(g(a,\n        b),|",
        "x = f(g(a,\n        b),\n      |");
    add("after a call", "    f(\n        a,\n    )|", "    f(\n        a,\n    )\n    |");
    add("after a head of two lines", "def f(a,\n      b):|", "def f(a,\n      b):\n    |");
    add("a dictionary", "x = {'a': [|", "x = {'a': [\n    |");
    add("a long string", "x = \"\"\"a:\n  b (|", "x = \"\"\"a:\n  b (\n  |");
    add("after a long string", "    x = \"\"\"a\n  b\"\"\"|", "    x = \"\"\"a\n  b\"\"\"\n    |");
    add("a backslash", "    x = 1 + \\|", "    x = 1 + \\\n        |");
    add("after a backslash", "    x = 1 + \\\n        2|", "    x = 1 + \\\n        2\n    |");
    add("an escaped quote", "x = 'it\\'s:'|", "x = 'it\\'s:'\n|");
    add("before everything", "|import os", "\n|import os");
}

static void otherRows()
{
    const auto add = [](const char *file, const char *before, const char *after) {
        QTest::addRow("%s: %s", file, before) << file << before << after;
    };
    add("a.json", "{|}", "{\n  |\n}");
    add("a.json", "{\n  \"a\": [|", "{\n  \"a\": [\n    |");
    add("a.json", "{\n  \"a\": \"[\",|", "{\n  \"a\": \"[\",\n  |");
    add("rows.jsonl", "  {\"a\": 1}|", "  {\"a\": 1}\n|");
    add("ask.jinja2", "  {% if a %}|", "  {% if a %}\n  |");
    add("ask.jinja2", "a:|", "a:\n|");
    add("ask.jinja2", "   |", "   \n   |");
    add("requirements.txt", "a|", "a\n|");
    add("Makefile", "\tcc|", "\tcc\n\t|");
}

void TestLineBreak::returnIndents_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    yamlRows();
    blockRows();
    pythonRows();
    otherRows();
}

void TestLineBreak::returnIndents()
{
    QFETCH(QString, file);
    QFETCH(QString, before);
    QFETCH(QString, after);
    const std::string caret = before.contains(QChar(0xA6)) ? "\xC2\xA6" : "|";
    std::string text = before.toStdString();
    const std::size_t begin = text.find(caret);
    text.erase(begin, caret.size());
    std::size_t end = text.find('^');
    if (end == std::string::npos)
        end = begin;
    else
        text.erase(end, 1);
    const LineBreak broken
        = breakLine(indentRule(file.toStdString(), text, begin), text, begin, end, "\n");
    text.replace(broken.begin, broken.end - broken.begin, broken.text);
    text.insert(broken.begin + broken.caret, caret);
    QCOMPARE(QString::fromStdString(text), after);
}

// Wherever it is pressed, only blanks and line ends change, and only between two lines.
void TestLineBreak::everyPlaceKeepsTheText()
{
    const std::string text
        = "a: [1, {b: 'c'}] # d\r\nnodes:\n- name: \"x\n    y\"\n  t: |\n    z:\n\n"
          "def f(a,\n      b): # (\n    '''\n  \"\n'''\n\treturn [\n] \\\n{\n\"\n";
    const auto words = [](const std::string &of) {
        std::string kept;
        for (const char each : of) {
            if (std::string_view(" \t\r\n").find(each) == std::string_view::npos)
                kept += each;
        }
        return kept;
    };
    for (const char *file : {"a.yaml", "a.py", "a.json", "a.jsonl", "a.prompty", "a.md"}) {
        for (std::size_t at = 0; at <= text.size(); ++at) {
            const LineBreak broken = breakLine(indentRule(file, text, at), text, at, at, "\n");
            QVERIFY(broken.begin <= at && broken.end >= at && broken.end <= text.size());
            QVERIFY(broken.caret <= broken.text.size());
            std::string changed = text;
            changed.replace(broken.begin, broken.end - broken.begin, broken.text);
            QCOMPARE(words(changed), words(text));
        }
    }
}

void TestLineBreak::newLinesEndAsTheirNeighbours_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("windows") << QByteArray("a: 1\r\nb: 2\r\n") << 4
                             << QByteArray("a: 1\r\n\r\nb: 2\r\n");
    QTest::newRow("the last line")
        << QByteArray("a: 1\r\nb: 2") << 10 << QByteArray("a: 1\r\nb: 2\r\n");
    QTest::newRow("mixed, unix here")
        << QByteArray("a\r\nb\nc\r\n") << 4 << QByteArray("a\r\nb\n\nc\r\n");
    QTest::newRow("old mac") << QByteArray("a\rb") << 3 << QByteArray("a\rb\r");
    QTest::newRow("one line") << QByteArray("a") << 1 << QByteArray("a\n");
    QTest::newRow("nothing") << QByteArray() << 0 << QByteArray("\n");
}

void TestLineBreak::newLinesEndAsTheirNeighbours()
{
    QFETCH(QByteArray, text);
    QFETCH(int, at);
    QFETCH(QByteArray, after);
    std::string changed = text.toStdString();
    const auto offset = static_cast<std::size_t>(at);
    const LineBreak broken = breakLine(IndentRule::Yaml, changed, offset, offset, "\n");
    changed.replace(broken.begin, broken.end - broken.begin, broken.text);
    QCOMPARE(QByteArray::fromStdString(changed), after);
}

void TestLineBreak::theHeadOfAPromptyIsYaml()
{
    const std::string text = "---\nmodel:\n---\nsystem:\n";
    QCOMPARE(indentRule("a.prompty", text, 10), IndentRule::Yaml);
    QCOMPARE(indentRule("a.prompty", text, 22), IndentRule::Keep);
    QCOMPARE(indentRule("a.prompty", "model:\n", 6), IndentRule::Keep);
    QCOMPARE(indentRule("A.YML", "", 0), IndentRule::Yaml);
    QCOMPARE(indentRule("Dockerfile", "", 0), IndentRule::Keep);
}

QTEST_APPLESS_MAIN(TestLineBreak)
#include "tst_linebreak.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pythonpeer.h"
#include "widgets/editor/indentation.h"
#include "widgets/editor/yamlscan.h"

#include <QTest>

#include <random>

using namespace postern;
using namespace postern::widgets;

namespace {

struct Place
{
    const char *before; ///< the text above the line that is begun
    std::size_t column; ///< where it should stand
};

void expectColumns(const std::vector<Place> &places, std::string (*indentation)(std::string_view))
{
    for (const auto &[before, column] : places) {
        const std::string blanks = indentation(before);
        QVERIFY2(blanks == std::string(column, ' '),
                 (std::string(before) + "\n-> " + std::to_string(blanks.size())).c_str());
    }
}

} // namespace

/// Where a new line begins, and how YAML is cut into pieces.
class TestIndentation : public QObject
{
    Q_OBJECT

private slots:
    void yamlStandsWhereTheNextEntryDoes();
    void yamlFollowsWhatStandsBelow();
    void yamlClosesBracketsWhereTheyWereOpened();
    void pythonStandsInTheBlockThatWasOpened();
    void pythonTypedLineByLineIsPython();
    void jsonStandsInItsBrackets();
    void anyTextHasAnIndentation();
    void piecesOfYamlCoverTheLine();
    void piecesOfYamlAreWhatTheyAre_data();
    void piecesOfYamlAreWhatTheyAre();
};

void TestIndentation::yamlStandsWhereTheNextEntryDoes()
{
    expectColumns({{"", 0},
                   {"key: value", 0},
                   {"key:", 2},
                   {"key: # comment", 2},
                   {"key: &anchor", 2},
                   {"key: !tag", 2},
                   {"key: &anchor value", 0},
                   {"a:\n  b: 1", 2},
                   {"a:\n    b:", 8}, // by the step that the file has
                   {"- a: 1", 2},
                   {"- a:", 4},
                   {"- item", 0},
                   {"-", 2},
                   {"- - a: 1", 4},
                   {"key: |", 2},
                   {"key: |\n  text", 2},
                   {"key: >-\n    text", 4},
                   {"- |", 2},
                   {"key: [", 2},
                   {"key: [1,", 6},
                   {"key: {\n  a: 1,", 2},
                   {"key: [1, 2]", 0},
                   {"key: [\n  1\n]", 0},
                   {"key: \"open", 2},
                   {"key: \"open\n  more\"", 0},
                   {"key: 'it''s'", 0},
                   {"'quoted': ", 2},
                   {"key: http://x", 0},
                   {"# comment", 0},
                   {"  # comment", 2},
                   {"a:\n\n", 2}},
                  [](std::string_view before) { return yamlIndentation(before, {}); });
}

void TestIndentation::yamlFollowsWhatStandsBelow()
{
    QCOMPARE(yamlIndentation("key:", "    a: 1\n"), std::string(4, ' '));
    QCOMPARE(yamlIndentation("key:", "- a\n"), std::string());
    QCOMPARE(yamlIndentation("key:", "\n\n      a: 1"), std::string(6, ' '));
    QCOMPARE(yamlIndentation("key:", "next: 1"), std::string(2, ' '));
}

void TestIndentation::yamlClosesBracketsWhereTheyWereOpened()
{
    QCOMPARE(yamlClosing("key: [\n  1,"), std::string());
    QCOMPARE(yamlClosing("a:\n  b: {\n    c: 1"), std::string(2, ' '));
    QCOMPARE(yamlClosing("a:\n  b: 1"), std::string());
}

void TestIndentation::pythonStandsInTheBlockThatWasOpened()
{
    expectColumns({{"", 0},
                   {"x = 1", 0},
                   {"def f():", 4},
                   {"def f():\n    x = 1", 4},
                   {"def f():  # comment", 4},
                   {"if x:\n  y", 2},
                   {"if x:\n  if y:", 4}, // by the step that the file has
                   {"def f():\n    return 1", 0},
                   {"    raise X", 0},
                   {"for x in y:\n    pass", 0},
                   {"while x:\n    break", 0},
                   {"    returned = 1", 4},
                   {"f(", 4},
                   {"f(a,", 2},
                   {"f(a,\n  b,", 2},
                   {"x = [\n    1,", 4},
                   {"x = [\n    1,\n]", 0},
                   {"f(a, [1,\n", 6},
                   {"x = 1 + \\", 4},
                   {"x = '''", 0},
                   {"def f():\n    '''doc", 4},
                   {"x = '('", 0},
                   {"x = \"#\" # (", 0},
                   {"def f(\n    a,\n):", 4},
                   {"if (a and\n    b):", 4},
                   {"x = {'a': 1}", 0},
                   {"class A:\n    x: int", 4},
                   {"\tif x:", 5}},
                  [](std::string_view before) {
                      std::string blanks = pythonIndentation(before);
                      return blanks == "\t    " ? std::string(5, ' ') : blanks;
                  });
}

void TestIndentation::pythonTypedLineByLineIsPython()
{
    // What is typed with no blanks at all is put where the editor would put it: CPython takes it.
    const std::vector<std::string> programs{
        "def f(a, b):\nif a:\nreturn b\n",
        "for i in range(3):\nfor j in range(i):\nif i == j:\ncontinue\n",
        "class A:\ndef f(self):\nreturn {\n'a': 1,\n'b': [\n2,\n3,\n],\n}\n",
        "x = f(1,\n2,\n3)\ny = 2\n",
        "while True:\nx = '''a\nb'''\nbreak\n",
        "if a and \\\nb:\npass\n",
        "with open('x') as f:\ndata = [line\nfor line in f\nif line]\n",
        "@decorated\nasync def f():\nawait g(\n'a',\n'b')\nraise X\n",
    };
    std::vector<std::string> typed;
    for (const std::string &program : programs) {
        std::string text;
        std::string_view rest = program;
        while (!rest.empty()) {
            const std::string_view line = takeLine(rest);
            text += pythonIndentation(text) + std::string(line) + "\n";
        }
        typed.push_back(text);
    }
    const auto answers
        = test::askPython("def answer(t):\n    compile(t, 'typed', 'exec')\n    return 'taken'",
                          typed);
    for (std::size_t i = 0; i < typed.size(); ++i)
        QVERIFY2(answers[i] == "taken", (answers[i] + "\n" + typed[i]).c_str());
}

void TestIndentation::jsonStandsInItsBrackets()
{
    expectColumns({{"", 0},
                   {"{", 2},
                   {"{\n  \"a\": [", 4},
                   {"{\n  \"a\": [1,", 4},
                   {"{\n  \"a\": [\n    1\n  ],", 2},
                   {"{\n  \"a\": 1,", 2},
                   {"{\"a\": \"{\",", 2},
                   {"{}", 0},
                   {"{\"a\": 1}", 0}},
                  jsonIndentation);
}

void TestIndentation::anyTextHasAnIndentation()
{
    const std::vector<std::string> pieces{"a",  ":",   " ",        "- ",     "\n",   "[", "]",
                                          "{",  "}",   "\"",       "'",      "\\",   "#", "|",
                                          "\t", "'''", "def f():", "\uac00", "\xFF", ","};
    std::mt19937 random(31);
    for (int i = 0; i < 3'000; ++i) {
        std::string text;
        for (std::size_t n = random() % 14; n > 0; --n)
            text += pieces[random() % pieces.size()];
        for (const std::string &blanks : {yamlIndentation(text, text),
                                          yamlClosing(text),
                                          pythonIndentation(text),
                                          jsonIndentation(text)}) {
            QVERIFY2(blanks.find_first_not_of(" \t") == std::string::npos, text.c_str());
            QVERIFY2(blanks.size() <= text.size() + 8, text.c_str());
        }
    }
}

void TestIndentation::piecesOfYamlCoverTheLine()
{
    const std::vector<std::string> pieces{"a",      ": ",          ":",   " ",    "- ",  "[",
                                          "]",      "{",           "}",   "\"",   "'",   "\\",
                                          "#",      " #",          "|",   ">",    "&x",  "*x",
                                          "!t",     "${a.output}", "${",  "\t",   "---", "%",
                                          "\uac00", "\xFF",        "1.5", "true", "@"};
    std::mt19937 random(37);
    YamlState state;
    for (int i = 0; i < 5'000; ++i) {
        std::string line;
        for (std::size_t n = random() % 9; n > 0; --n)
            line += pieces[random() % pieces.size()];
        std::vector<YamlToken> tokens;
        const YamlState after = scanYamlLine(line, state, tokens);
        std::size_t covered = 0;
        for (const YamlToken &token : tokens) {
            QVERIFY2(token.length > 0, line.c_str());
            covered += token.length;
        }
        QVERIFY2(covered == line.size(), line.c_str());
        QVERIFY2(after.depth >= 0, line.c_str());
        std::vector<YamlToken> again;
        QVERIFY(scanYamlLine(line, state, again) == after);
        state = after;
    }
}

void TestIndentation::piecesOfYamlAreWhatTheyAre_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("styles"); // a letter for each byte
    QTest::newRow("a key and text") << QByteArray("key: value") << QByteArray("kkko......");
    QTest::newRow("a number") << QByteArray("n: -1.5e3") << QByteArray("ko.nnnnnn");
    QTest::newRow("no number") << QByteArray("v: 1.2.3") << QByteArray("ko......");
    QTest::newRow("a keyword") << QByteArray("b: true") << QByteArray("ko.wwww");
    QTest::newRow("no keyword") << QByteArray("b: truest") << QByteArray("ko.......");
    QTest::newRow("a reference") << QByteArray("x: ${a.output}") << QByteArray("ko.rrrrrrrrrrr");
    QTest::newRow("one in a string") << QByteArray("x: \"${a}b\"") << QByteArray("ko.srrrrss");
    QTest::newRow("a comment") << QByteArray("a: b # c") << QByteArray("ko...ccc");
    QTest::newRow("no comment") << QByteArray("a: b#c") << QByteArray("ko....");
    QTest::newRow("an entry") << QByteArray("- a: 1") << QByteArray("o.ko.n");
    QTest::newRow("a flow") << QByteArray("a: [1, b]") << QByteArray("ko.ono..o");
    QTest::newRow("a mapping in a flow") << QByteArray("a: {b: 1}") << QByteArray("ko.oko.no");
    QTest::newRow("an anchor") << QByteArray("a: &x 1") << QByteArray("ko.aa.n");
    QTest::newRow("an alias") << QByteArray("a: *x") << QByteArray("ko.aa");
    QTest::newRow("a tag") << QByteArray("a: !!str 1") << QByteArray("ko.ttttt.n");
    QTest::newRow("a block") << QByteArray("a: |-") << QByteArray("ko.ll");
    QTest::newRow("a document") << QByteArray("--- a") << QByteArray("ddd..");
    QTest::newRow("a quoted key") << QByteArray("'a b': 1") << QByteArray("kkkkko.n");
    QTest::newRow("a colon in text") << QByteArray("a: b:c") << QByteArray("ko....");
    QTest::newRow("a tab before a key") << QByteArray("\ta: 1") << QByteArray("eeeee");
    QTest::newRow("what may not begin") << QByteArray("a: @b") << QByteArray("ko.e.");
    QTest::newRow("a single quote inside") << QByteArray("a: 'it''s'") << QByteArray("ko.sssssss");
    QTest::newRow("an escaped quote") << QByteArray("a: \"b\\\"c\"") << QByteArray("ko.ssssss");
}

void TestIndentation::piecesOfYamlAreWhatTheyAre()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, styles);
    // In the order of YamlStyle.
    constexpr std::string_view kLetters = ".ksnwrcoatlde";
    std::vector<YamlToken> tokens;
    scanYamlLine(std::string_view(line.constData(), static_cast<std::size_t>(line.size())),
                 {},
                 tokens);
    QByteArray found;
    for (const YamlToken &token : tokens)
        found += QByteArray(static_cast<qsizetype>(token.length),
                            kLetters[static_cast<std::size_t>(token.style)]);
    QCOMPARE(found, styles);
}

QTEST_APPLESS_MAIN(TestIndentation)

#include "tst_indentation.moc"

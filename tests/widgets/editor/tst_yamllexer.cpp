// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeview.h"
#include "widgets/editor/yamlscan.h"

#include <QTest>

#include <random>

using postern::widgets::CodeView;
using postern::widgets::scanYamlLine;
using postern::widgets::YamlState;
using postern::widgets::YamlToken;

namespace {

// One letter for each style, in their order.
constexpr std::string_view kLetters = "pksnwrcoatbdE";

/// A letter for each byte of each line; blanks that are plain stay blanks.
std::string styled(std::string_view text)
{
    std::string result;
    YamlState state;
    for (bool isLast = false; !isLast;) {
        const auto end = text.find('\n');
        isLast = end == std::string_view::npos;
        const std::string_view line = text.substr(0, end);
        std::vector<YamlToken> tokens;
        state = scanYamlLine(line, state, tokens);
        std::size_t at = 0;
        for (const YamlToken &token : tokens) {
            const char letter = kLetters[static_cast<std::size_t>(token.style)];
            for (std::size_t i = 0; i < token.length; ++i, ++at)
                result += line[at] == ' ' && letter == 'p' ? ' ' : letter;
        }
        if (at != line.size())
            return "not the whole line";
        if (!isLast) {
            text.remove_prefix(end + 1);
            result += '\n';
        }
    }
    return result;
}

std::vector<int> stylesOf(CodeView &view)
{
    view.SendScintilla(QsciScintilla::SCI_COLOURISE,
                       static_cast<unsigned long>(
                           view.SendScintilla(QsciScintilla::SCI_GETENDSTYLED)),
                       -1L);
    std::vector<int> styles;
    for (int at = 0; at < view.length(); ++at)
        styles.push_back(static_cast<int>(
            view.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(at))));
    for (int line = 0; line < view.lines(); ++line)
        styles.push_back(static_cast<int>(
            view.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line))));
    return styles;
}

bool folds(CodeView &view, int line)
{
    return (view.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line))
            & QsciScintilla::SC_FOLDLEVELHEADERFLAG)
           != 0;
}

} // namespace

/// YAML as the editor colours and folds it.
class TestYamlLexer : public QObject
{
    Q_OBJECT

private slots:
    void piecesAreToldApart_data();
    void piecesAreToldApart();
    void whatIsOpenEndsWithTheIndentation();
    void lineEndsOfWindowsMakeNoDifference();
    void whatIsTypedGivesTheStylesOfTheWholeText();
    void linesFoldByIndentation();
};

void TestYamlLexer::piecesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("styles");
    const auto row = [](const char *name, const char *text, const char *styles) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(styles);
    };
    row("a pair", "name: say it", "kkkko ppp pp");
    row("no space, no key", "a:b", "ppp");
    row("an address", "url: http://x/#y", "kkko ppppppppppp");
    row("a comment", "a: 1 # one", "ko n ccccc");
    row("a comment alone", "  # one: 1", "  cccccccc");
    row("a list", "- a\n- b: c", "o p\no ko p");
    row("lists in lists", "- - 1\n  - x", "o o n\n  o p");
    row("numbers",
        "[1, -2.5, .5, 1e3, 0x1F, 0o7, .inf, .nan, 1.2.3]",
        "ono nnnno nno nnno nnnno nnno nnnno nnnno pppppo");
    row("words", "[true, False, NULL, ~, yes]", "owwwwo wwwwwo wwwwo wo pppo");
    row("quotes", "a: 'it''s'\nb: \"b \\\" c\"", "ko sssssss\nko ssssssss");
    row("a quoted key", "\"a: b\": c", "kkkkkko p");
    row("a reference", "x: ${a.output}", "ko rrrrrrrrrrr");
    row("within words", "x: to ${a} now", "ko pp rrrr ppp");
    row("within quotes", "x: \"to ${a}\"", "ko ssssrrrrs");
    row("within brackets", "x: [${a.b}, c]", "ko orrrrrro po");
    row("not closed", "x: ${a", "ko ppp");
    row("braces", "x: {a: 1, \"b\":2}", "ko oko no kkkono");
    row("anchors", "a: &x 1\nb: *x", "ko aa n\nko aa");
    row("an anchor before a key", "&x a: 1", "aa ko n");
    row("a tag", "a: !!str 1", "ko ttttt n");
    row("documents", "%YAML 1.2\n---\na: 1\n...", "ddddddddd\nddd\nko n\nddd");
    row("a second colon", "a: b: c", "ko pp p");
    row("a question", "? a\n: b", "o p\no p");
    row("kept for later", "a: @b", "ko Ep");
    row("a tab indents", "a:\n\tb: 1", "ko\nEEEEE");
    row("a block", "a: |\n  b: # c\n\n  ${d}\ne: 1", "ko b\nbbbbbbbb\n\nbbrrrr\nko n");
    row("a block with marks", "a: >-2 # why\n    b\nc: 1", "ko bbb ccccc\nbbbbb\nko n");
    row("a block in a list", "- |\n b\n- c", "o b\nbb\no p");
    row("a block below a key in a list", "- a: |\n   b\n  c: 1", "o ko b\nbbbb\n  ko n");
    row("quotes over lines", "a: \"b\n  c\" # d\ne: 1", "ko ss\nssss ccc\nko n");
    row("brackets over lines", "a: [\n  b,\n]\nc: 1", "ko o\n  po\no\nko n");
    row("Korean", "이름: 값 # 뜻", "kkkkkko ppp ccccc");
    row("nothing", "", "");
    row("blanks", "   ", "   ");
}

void TestYamlLexer::piecesAreToldApart()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, styles);
    QCOMPARE(QByteArray::fromStdString(styled(text.toStdString())), styles);
}

void TestYamlLexer::whatIsOpenEndsWithTheIndentation()
{
    // Half a line that is being typed leaves the lines below as they are.
    for (const char *half : {"  a: \"b", "  a: 'b", "  a: [b", "  a: {b", "  a: |", "  a: ${"}) {
        const std::string whole = styled(std::string(half) + "\n  c: 1\nd: 2");
        QVERIFY2(whole.ends_with("\n  ko n\nko n"), half);
    }
}

void TestYamlLexer::lineEndsOfWindowsMakeNoDifference()
{
    const QString text = QString::fromUtf8("a: |\n  값\n\nb: \"c\n  d\"\n- e: [f,\n  g]\n# h\n");
    CodeView unixView;
    unixView.setFile("flow.dag.yaml", text);
    CodeView windowsView;
    windowsView.setFile("flow.dag.yaml", QString(text).replace("\n", "\r\n"));
    std::vector<int> expected = stylesOf(unixView);
    std::vector<int> found = stylesOf(windowsView);
    const QByteArray bytes = windowsView.text().toUtf8();
    for (qsizetype at = bytes.size() - 1; at >= 0; --at) {
        if (bytes[at] == '\r')
            found.erase(found.begin() + at);
    }
    QVERIFY(found == expected);
}

void TestYamlLexer::whatIsTypedGivesTheStylesOfTheWholeText()
{
    const std::vector<QString> pieces{"a: ", "- ", "\n",   "\n  ",  "\n    ", "|",  "\"", "'",
                                      "[",   "]",  "{",    "}",     ",",      "#",  " ",  "${x}",
                                      "값",  ":",  "\r\n", "---\n", "1",      "&b", "!c", "\t"};
    std::mt19937 random(20261);
    const auto below = [&random](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    for (int turn = 0; turn < 20; ++turn) {
        CodeView typed;
        typed.setFile("flow.dag.yaml", {});
        typed.setReadOnly(false);
        for (int step = 0; step < 60; ++step) {
            const QString text = typed.text();
            const auto at = static_cast<qsizetype>(below(static_cast<std::size_t>(text.size()) + 1));
            const auto position = static_cast<unsigned long>(text.left(at).toUtf8().size());
            const auto erased = below(4) == 0 ? std::min<qsizetype>(2, text.size() - at) : 0;
            const auto end = static_cast<long>(text.left(at + erased).toUtf8().size());
            typed.SendScintilla(QsciScintilla::SCI_SETTARGETRANGE, position, end);
            const QByteArray piece = pieces[below(pieces.size())].toUtf8();
            typed.SendScintilla(QsciScintilla::SCI_REPLACETARGET,
                                static_cast<unsigned long>(piece.size()),
                                piece.constData());
            CodeView whole;
            whole.setFile("flow.dag.yaml", typed.text());
            QVERIFY2(stylesOf(typed) == stylesOf(whole), qPrintable(typed.text()));
        }
    }
}

void TestYamlLexer::linesFoldByIndentation()
{
    CodeView view;
    view.setFile("flow.dag.yaml", "nodes:\n- name: a\n  source:\n\n    path: b\n# c\noutputs:\n");
    stylesOf(view);
    QVERIFY(folds(view, 0)); // its items stand in the same column
    QVERIFY(folds(view, 1));
    QVERIFY(folds(view, 2)); // an empty line between
    QVERIFY(!folds(view, 4));
    QVERIFY(!folds(view, 6));
}

QTEST_MAIN(TestYamlLexer)
#include "tst_yamllexer.moc"

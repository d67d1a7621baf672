// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/completionhelp.h"
#include "app/ide/editing/completions.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "engine/check/ruff.h"
#include "engine/jinja/filters.h"
#include "tests/app/ide/editingtest.h"

#include <QMenu>
#include <QSignalSpy>

#include <algorithm>
#include <ranges>

using namespace postern;
using namespace postern::ide;

/// Snippets and help in what is completed, and what ruff says in the window.
class TestSnippets : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void everyFilterHasHelp();
    void aSnippetIsOfferedWhereALineBegins();
    void aSnippetKeepsTheIndent();
    void aFilterIsPutInWithoutItsHelp();
    void whatIsWrongInAnOpenFileIsListed();
    void ruffsFixesAreOffered();
    void aFileIsFormattedInOneStep();
    void withoutRuffItIsSaid();

private:
    /// Takes the first entry of the list that is open.
    static void take(CodeEditor &editor)
    {
        QTRY_VERIFY(editor.isListActive());
        QTest::keyClick(&editor, Qt::Key_Return);
        QCoreApplication::processEvents();
    }
    bool hasRuff()
    {
        const QString program = QStringLiteral(POSTERN_SOURCE_DIR "/build/venv/bin/ruff");
        if (QFileInfo::exists(program))
            m_ide->window().findChild<EditorPane *>()->setRuff(
                {program.toStdString(), m_ide->folder().toStdString()});
        return QFileInfo::exists(program);
    }
};

void TestSnippets::everyFilterHasHelp()
{
    for (const auto &filters : {jinja::textFilters(),
                                jinja::markupFilters(),
                                jinja::valueFilters(),
                                jinja::sequenceFilters(),
                                jinja::selectionFilters()}) {
        for (const jinja::FilterEntry &filter : filters) {
            const QString name = QString::fromStdString(std::string(filter.name));
            QVERIFY2(!filterHelp(name).isEmpty(), qPrintable(name));
            QVERIFY2(!filterHelp(name).contains('?'), qPrintable(name)); // a sign to Scintilla
        }
    }
}

void TestSnippets::aSnippetIsOfferedWhereALineBegins()
{
    const flow::Flow flow;
    QCOMPARE(completeFlow(flow, {}, "nodes:\nllm").words, QStringList("llm-node"));
    QVERIFY(completeFlow(flow, {}, "nodes:\nll").words.isEmpty());
    QVERIFY(completeFlow(flow, {}, "name: llm").words.isEmpty());
    QVERIFY(completeFlow(flow, {}, "- a llm").words.isEmpty());
    QCOMPARE(completePython("import os\ntool").words.size(), 2);
    QVERIFY(completePython("x = tool").words.isEmpty());
    QCOMPARE(completeTemplate(flow, "a.jinja2", "{% for").words, QStringList("for-each"));
}

void TestSnippets::aSnippetKeepsTheIndent()
{
    m_ide->write("code.py", "class A:\r\n    \r\n");
    start();
    CodeEditor &editor = open("code.py");
    editor.setCaret(14);
    QTest::keyClicks(&editor, "tool-f");
    take(editor);
    QVERIFY2(editor.text().contains(
                 "    @tool\r\n    def work(text: str) -> str:\r\n        return"),
             qPrintable(editor.text()));
    QTest::keyClicks(&editor, "my_");
    QVERIFY2(editor.text().contains("def my_work("), qPrintable(editor.text()));
}

void TestSnippets::aFilterIsPutInWithoutItsHelp()
{
    m_ide->write("ask.jinja2", "");
    start();
    CodeEditor &editor = open("ask.jinja2");
    QTest::keyClicks(&editor, "{{ a|upp");
    take(editor);
    QVERIFY2(editor.text().startsWith("{{ a|upper"), qPrintable(editor.text()));
    QVERIFY2(!editor.text().contains("capitals"), qPrintable(editor.text()));
}

void TestSnippets::whatIsWrongInAnOpenFileIsListed()
{
    m_ide->write("rows.json", "{\"a\": 1,\n\"b\": }\n");
    start();
    auto *bottom = m_ide->window().findChild<BottomPane *>();
    const int before = bottom->problems().rowCount();
    CodeEditor &editor = open("rows.json");
    QTRY_COMPARE(bottom->problems().rowCount(), before + 1);
    const flow::Diagnostic &problem = bottom->problems().problem(0);
    QCOMPARE(problem.place.file, std::string("rows.json"));
    QCOMPARE(problem.place.line, 2);
    QSignalSpy chosen(bottom, &BottomPane::problemChosen);
    editor.setCaret(0);
    bottom->stepProblem(1);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(editor.caret() > 8); // in the line that is meant
    editor.setCaret(editor.contents().find('}'));
    QTest::keyClicks(&editor, "2");
    QTRY_COMPARE(bottom->problems().rowCount(), before);
}

void TestSnippets::ruffsFixesAreOffered()
{
    m_ide->write("code.py", "import os\nimport sys\n");
    start();
    if (!hasRuff())
        QSKIP("scripts/venv hasn't made the environment");
    CodeEditor &editor = open("code.py");
    auto *editors = m_ide->window().findChild<EditorPane *>();
    QTRY_VERIFY_WITH_TIMEOUT(!editors->sourceFixes().empty(), 120000);
    editor.setCaret(0);
    const std::vector<EditorPane::SourceFix> fixes = editors->sourceFixes();
    QCOMPARE(fixes.size(), 2U); // this line's, and all
    const auto inPanel = [this] {
        const widgets::ProblemModel &problems
            = m_ide->window().findChild<BottomPane *>()->problems();
        return std::ranges::count_if(std::views::iota(0, problems.rowCount()), [&](int row) {
            return problems.problem(row).place.file == "code.py"
                   && problems.problem(row).message.english().find("F401") != std::string::npos;
        });
    };
    QCOMPARE(inPanel(), 2);
    editors->apply(fixes.back());
    QCOMPARE(editor.text(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(inPanel(), 0, 30000);
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(editor.text(), QString("import os\nimport sys\n"));
}

void TestSnippets::aFileIsFormattedInOneStep()
{
    m_ide->write("code.py", "def f( a ):\n  return   a\n");
    start();
    if (!hasRuff())
        QSKIP("scripts/venv hasn't made the environment");
    CodeEditor &editor = open("code.py");
    m_ide->action(ActionId::FormatFile).trigger();
    QTRY_COMPARE_WITH_TIMEOUT(editor.text(), QString("def f(a):\n    return a\n"), 120000);
    QCOMPARE(onDisk("code.py"), QByteArray("def f( a ):\n  return   a\n"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(editor.text(), QString("def f( a ):\n  return   a\n"));
}

void TestSnippets::withoutRuffItIsSaid()
{
    start();
    auto *editors = m_ide->window().findChild<EditorPane *>();
    open("say.py");
    editors->setRuff({});
    m_ide->action(ActionId::FormatFile).trigger();
    auto &strip = m_ide->child<Strip>("noticeStrip");
    QVERIFY(strip.isVisible());
    QVERIFY(strip.title().contains("no ruff"));
}

QTEST_MAIN(TestSnippets)
#include "tst_snippets.moc"

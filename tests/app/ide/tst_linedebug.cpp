// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/run/breakpoints.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"

#include <QProcess>
#include <QTreeWidget>

using namespace postern;
using namespace postern::ide;
using Kind = Breakpoint::Kind;

/// Lines of Python: breakpoints in their margin, and a run that stops there, with the real debugpy.
class TestLineDebug : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        writeNumbersFlow(*m_ide);
        m_ide->write("say.py",
                     "from promptflow.core import tool\n"
                     "\n"
                     "@tool\n"
                     "def say(number: int):\n"
                     "    text = f'It is {number}'\n"
                     "    parts = [text, '.']\n"
                     "    return ''.join(parts)\n");
        if (QFile::exists(python()))
            qputenv("POSTERN_PYTHON", python().toUtf8());
        m_ide->startTrusted();
        editors().goTo("say.py", 6, 1);
    }
    void cleanup()
    {
        tearDown();
        qunsetenv("POSTERN_PYTHON");
    }

    void theKeySetsOneAtTheLineOfTheCaret();
    void aClickInTheMarginSetsOne();
    void theyGoWithTheirLines();
    void theyAreRememberedForTheFolder();
    void aRunStopsAtALineAndStepsOn();
    void watchesAreOfPythonAtALine();
    void unsavedTextStopsAtItsOwnLines();

private:
    static QString python() { return QStringLiteral(POSTERN_SOURCE_DIR "/build/venv/bin/python3"); }
    static bool hasDebugpy() { return QProcess::execute(python(), {"-c", "import debugpy"}) == 0; }
    EditorPane &editors() const { return *m_ide->window().findChild<EditorPane *>(); }
    Breakpoints &all() const { return m_ide->session().breakpoints(); }
    const std::optional<dap::LineStop> &line() const { return m_ide->session().debug().line(); }
    widgets::CodeEditor &text() const
    {
        for (const auto &[file, editor] : editors().pythonTexts()) {
            if (file == "say.py" && editor->isVisible())
                return *editor;
        }
        qFatal("say.py isn't open");
    }
    void runToLine() const
    {
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        m_ide->action(ActionId::Run).trigger();
        QTRY_VERIFY_WITH_TIMEOUT(line().has_value(), 60'000);
    }
};

void TestLineDebug::theKeySetsOneAtTheLineOfTheCaret()
{
    QVERIFY(text().hasFocus());
    press(Qt::Key_F9);
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(all().at(0), (Breakpoint{.kind = Kind::Line, .file = "say.py", .line = 6}));
    QCOMPARE(Breakpoints::placeOf(all().at(0)), QString("say.py:6"));
    QVERIFY(all().isThere(all().at(0)));
    QCOMPARE(text().stopLines(), std::vector<int>{6});
    press(Qt::Key_F9);
    QCOMPARE(all().rowCount(), 0);
    QVERIFY(text().stopLines().empty());
}

void TestLineDebug::aClickInTheMarginSetsOne()
{
    emit text().stopToggled(5);
    QCOMPARE(text().stopLines(), std::vector<int>{5});
    QCOMPARE(all().linesOf("say.py").size(), std::size_t(1));
    QVERIFY(all().linesOf("double.py").empty());
    all().setEnabled(0, false);
    QCOMPARE(all().linesOf("say.py").front().second, graph::Breakpoint::Disabled);
    QCOMPARE(text().stopLines(), std::vector<int>{5}); // a ring
}

void TestLineDebug::theyGoWithTheirLines()
{
    all().toggle({.kind = Kind::Line, .file = "say.py", .line = 6});
    text().replaceRange(0, 0, "# one\n# two\n");
    text().flush();
    QTRY_COMPARE(all().at(0).line, 8);
    QCOMPARE(text().stopLines(), std::vector<int>{8});
}

void TestLineDebug::theyAreRememberedForTheFolder()
{
    all().put({.kind = Kind::Line, .condition = "number > 1", .file = "say.py", .line = 6});
    m_ide->startTrusted();
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(all().at(0).condition, QString("number > 1"));
    QCOMPARE(all().at(0).line, 6);
}

void TestLineDebug::aRunStopsAtALineAndStepsOn()
{
    if (!hasDebugpy())
        QSKIP("scripts/venv hasn't made the environment");
    all().toggle({.kind = Kind::Line, .file = "say.py", .line = 6});
    runToLine();
    QCOMPARE(line()->node, std::string("say"));
    QVERIFY(!strip("pausedStrip").isHidden());
    QCOMPARE(strip("pausedStrip").title(), QString("Paused at say.py:6"));
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    const auto &stack = m_ide->child<QTreeWidget>("callStack");
    QVERIFY(stack.isVisible());
    QCOMPARE(stack.topLevelItem(0)->text(0), QString("say"));
    QCOMPARE(stack.topLevelItem(0)->text(1), QString("say.py:6"));
    const auto variables = stack.findItems("number", Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(variables.size(), 1);
    QCOMPARE(variables.front()->text(1), QString("42"));
    m_ide->action(ActionId::NextNode).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(line() && line()->frames.front().line == 7, 30'000);
    const auto parts = stack.findItems("parts", Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(parts.size(), 1);
    parts.front()->setExpanded(true);
    QTRY_VERIFY_WITH_TIMEOUT(parts.front()->childCount() >= 2, 30'000);
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
    QVERIFY(!line());
    QVERIFY(strip("pausedStrip").isHidden());
    QCOMPARE(m_ide->session().model().outputs().find("text")->asString(), std::string("It is 42."));
}

void TestLineDebug::watchesAreOfPythonAtALine()
{
    if (!hasDebugpy())
        QSKIP("scripts/venv hasn't made the environment");
    m_ide->session().watches().add("text.upper()");
    m_ide->session().watches().add("nodes.double.output");
    all().toggle({.kind = Kind::Line, .file = "say.py", .line = 6});
    runToLine();
    const Watches &watches = m_ide->session().watches();
    const auto answer = [&watches](int row) {
        return watches.index(row, Watches::Result).data().toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(answer(0), QString("'IT IS 42'"), 30'000);
    QCOMPARE(answer(1), QString("42"));
    m_ide->action(ActionId::Stop).trigger();
    waitForEnd();
    QVERIFY(!line());
}

void TestLineDebug::unsavedTextStopsAtItsOwnLines()
{
    if (!hasDebugpy())
        QSKIP("scripts/venv hasn't made the environment");
    text().replaceRange(0, 0, "# not saved\n");
    text().flush();
    all().toggle({.kind = Kind::Line, .file = "say.py", .line = 7});
    runToLine();
    QCOMPARE(line()->frames.front().line, 7);
    QCOMPARE(m_ide->session().debug().fileOf(line()->frames.front().file), QString("say.py"));
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
}

QTEST_MAIN(TestLineDebug)
#include "tst_linedebug.moc"

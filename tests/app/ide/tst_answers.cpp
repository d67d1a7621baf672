// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/waysout.h"
#include "app/ide/panes/bottompane.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/renderedpage.h"
#include "widgets/run/textpage.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QToolButton>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// What a run leaves to be seen: its answer, or where it failed and what can be done.
class TestAnswers : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theAnswerIsSeenInEveryMode_data();
    void theAnswerIsSeenInEveryMode();
    void whatIsStreamedIsSeenWhileTheRunGoesOn();
    void aHugeAnswerLeavesTheWindowAtHand();
    void aFailureLeadsToItsLine();
    void theNextRunForgetsTheProblems();
    void aToolThatCannotBeLoadedIsRed();
    void aConnectionThatIsMissingHasTheWindowsWaysOut();
    void aStopIsNoError();
    void aRunThatFailsBeforeItsFirstEventIsHeardOf();
    void hintsNameNoOptionsOfTheCommand_data();
    void hintsNameNoOptionsOfTheCommand();

private:
    void writeFailingFlow() const;
};

void TestAnswers::writeFailingFlow() const
{
    writeNumbersFlow(*m_ide);
    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    settings = {}
    return number * settings["no_such_key"]
)");
}

void TestAnswers::theAnswerIsSeenInEveryMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("width");
    QTest::newRow("author") << static_cast<int>(ActionId::ModeAuthor) << 1440;
    QTest::newRow("author, narrow") << static_cast<int>(ActionId::ModeAuthor) << 1000;
    QTest::newRow("debug") << static_cast<int>(ActionId::ModeDebug) << 1440;
    QTest::newRow("debug, narrow") << static_cast<int>(ActionId::ModeDebug) << 1000;
}

void TestAnswers::theAnswerIsSeenInEveryMode()
{
    QFETCH(int, mode);
    QFETCH(int, width);
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->window().resize(width, 800);
    QCoreApplication::processEvents();
    m_ide->action(static_cast<ActionId>(mode)).trigger();
    QCoreApplication::processEvents();
    runToEnd();
    const auto &page
        = *m_ide->child<QWidget>("flowOutputs").findChild<widgets::RenderedPage *>("valueRendered");
    QTRY_VERIFY(!page.visibleRegion().isEmpty());
    QCOMPARE(page.toPlainText(), QString("text\nIt is 42."));
}

void TestAnswers::whatIsStreamedIsSeenWhileTheRunGoesOn()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    const auto tell = [this](run::RunEventData data, const char *node = "") {
        run::RunEvent event;
        event.origin.node = node;
        event.time = run::Clock::now();
        event.data = std::move(data);
        m_ide->session().model().apply({event});
    };
    run::RunStarted started;
    started.nodes = {"double", "say"};
    tell(started);
    const auto &page = m_ide->child<widgets::TextPage>("runStream");
    QVERIFY(page.isHidden());
    tell(run::NodeChunk{"thinking"}, "double");
    QVERIFY(!page.isHidden());
    QCOMPARE(page.toPlainText(), QString("thinking"));
    tell(run::NodeChunk{"It "}, "say"); // which the output refers to
    tell(run::NodeChunk{" on"}, "double");
    tell(run::NodeChunk{"is"}, "say");
    QCOMPARE(page.toPlainText(), QString("It is"));
    run::RunFinished finished;
    finished.outputs = Dict{{"text", "It is 42."}};
    tell(finished);
    QVERIFY(page.isHidden());
    QVERIFY(!m_ide->child<QWidget>("flowOutputs").isHidden());
}

void TestAnswers::aHugeAnswerLeavesTheWindowAtHand()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    print("y" * 500_000)
    return "x" * 500_000
)");
    m_ide->startTrusted();
    m_ide->action(ActionId::ModeDebug).trigger();
    m_ide->click("say");
    runToEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCoreApplication::processEvents();
    for (const auto *page : m_ide->window().findChildren<QPlainTextEdit *>()) {
        for (QTextBlock block = page->document()->begin(); block.isValid(); block = block.next())
            QVERIFY2(block.length() < 3'000, qPrintable(page->objectName()));
    }
    for (const auto *page : m_ide->window().findChildren<QTextEdit *>())
        QVERIFY2(page->document()->characterCount() < 60'000, qPrintable(page->objectName()));
    for (const auto *label : m_ide->window().findChildren<QLabel *>())
        QVERIFY2(label->text().size() < 3'000, qPrintable(label->objectName()));
}

void TestAnswers::aFailureLeadsToItsLine()
{
    writeFailingFlow();
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->canvas().nodeStatus("double").detail, QString("KeyError: 'no_such_key'"));
    QVERIFY(m_ide->canvas().nodeStatus("double").footer.endsWith(" s")); // no code's name
    QCOMPARE(m_ide->canvas().nodeStatus("say").footer, QString("blocked by double"));
    QCOMPARE(m_ide->canvas().nodeStatus("say").state, NodeState::Queued);
    QCOMPARE(m_ide->canvas().nodeStatus(graph::kOutputsId).state, NodeState::Queued);
    QCOMPARE(m_ide->canvas().nodeStatus(graph::kOutputsId).footer, QString("blocked by double"));
    QVERIFY(m_ide->child<widgets::Strip>("failedStrip").text().startsWith("KeyError:"));

    const auto &problems = m_ide->child<BottomPane>("bottomPane").problems();
    QCOMPARE(problems.rowCount(), 1);
    QCOMPARE(problems.index(0, widgets::ProblemModel::Message).data().toString(),
             QString("KeyError: 'no_such_key'"));
    QCOMPARE(problems.index(0, widgets::ProblemModel::Node).data().toString(), QString("double"));
    QCOMPARE(problems.index(0, widgets::ProblemModel::Location).data().toString(),
             QString("double.py:7"));
    QVERIFY(m_ide->action(ActionId::Run).isEnabled()); // it may be tried again

    // From the strip, and in debug mode from the node's card.
    for (const bool isStrip : {true, false}) {
        m_ide->action(ActionId::ModeDebug).trigger();
        m_ide->click("double");
        if (isStrip)
            m_ide->child<QPushButton>("openPlace").click();
        else
            m_ide->child<QWidget>("nodeIo").findChild<QToolButton *>("errorPlace")->click();
        auto *editor = qobject_cast<widgets::CodeEditor *>(m_ide->window().focusWidget());
        QVERIFY(editor);
        QVERIFY(editor->text().contains("no_such_key"));
        int line = 0;
        int column = 0;
        editor->getCursorPosition(&line, &column);
        QCOMPARE(line, 6);
        QTRY_VERIFY(!editor->visibleRegion().isEmpty());
        QCOMPARE(editor->problems().size(), std::size_t(1));
        QCOMPARE(editor->problems().front().line, 7);
    }
}

void TestAnswers::theNextRunForgetsTheProblems()
{
    writeFailingFlow();
    m_ide->startTrusted();
    runToEnd();
    auto &pane = m_ide->child<BottomPane>("bottomPane");
    QCOMPARE(pane.problems().rowCount(), 1);
    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    return number * 2
)");
    runToEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCOMPARE(pane.problems().rowCount(), 0);
    QVERIFY(!m_ide->child<widgets::Strip>("failedStrip").isVisible());
}

void TestAnswers::aToolThatCannotBeLoadedIsRed()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    m_ide->write("say.py", "import no_module_of_this_name\n");
    runToEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Failed);
    QCOMPARE(m_ide->canvas().nodeStatus("say").state, NodeState::Failed);
    QVERIFY(m_ide->canvas().nodeStatus("say").detail.contains("no_module_of_this_name"));
    QCOMPARE(m_ide->state("double"), NodeState::Idle); // nothing of the run before is left
    const QString said = m_ide->child<widgets::Strip>("failedStrip").accessibleName();
    QVERIFY2(said.startsWith("say failed."), qPrintable(said));
    QVERIFY2(!said.contains("`postern"), qPrintable(said));
}

void TestAnswers::aConnectionThatIsMissingHasTheWindowsWaysOut()
{
    m_ide->write("ask.jinja2", "user:\nHello\n");
    m_ide->write("flow.dag.yaml", R"(inputs: {}
outputs:
  text: {type: string, reference: "${ask.output}"}
nodes:
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs: {deployment_name: gpt-4o}
  connection: nowhere
  api: chat
)");
    m_ide->startTrusted();
    m_ide->action(ActionId::UseConnections).trigger();
    runToEnd();
    QCOMPARE(m_ide->state("ask"), NodeState::Failed);
    auto &strip = m_ide->child<widgets::Strip>("failedStrip");
    QVERIFY(strip.isVisible());
    QVERIFY2(strip.text().contains("nowhere"), qPrintable(strip.text()));
    QVERIFY2(!strip.text().contains("--"), qPrintable(strip.text()));
    QVERIFY(button(strip, m_ide->action(ActionId::ChooseConnections).text()));
    QVERIFY(!button(strip, m_ide->action(ActionId::CreateEnvironment).text()));
    m_ide->click("ask");
    QTRY_VERIFY(
        button(m_ide->child<QWidget>("inspector"), m_ide->action(ActionId::UseSimulator).text()));
    button(strip, m_ide->action(ActionId::UseSimulator).text())->click();
    QVERIFY(m_ide->session().simulates());
    runToEnd();
    QCOMPARE(m_ide->state("ask"), NodeState::Done);
}

void TestAnswers::aStopIsNoError()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    while True:
        pass
)");
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QTRY_COMPARE(m_ide->state("double"), NodeState::Running);
    m_ide->action(ActionId::Stop).trigger();
    QTRY_VERIFY(!m_ide->session().runs().isBusy());
    QVERIFY(!m_ide->child<widgets::Strip>("failedStrip").isVisible());
    QCOMPARE(m_ide->child<BottomPane>("bottomPane").problems().rowCount(), 0);
    QCOMPARE(m_ide->child<QLabel>("runNote").property("text").toString().isEmpty(), false);
    for (const QLabel *message : m_ide->window().findChildren<QLabel *>("errorMessage"))
        QVERIFY(!message->isVisible());
    QVERIFY(!m_ide->action(ActionId::CopyErrorDetails).isEnabled());
}

void TestAnswers::aRunThatFailsBeforeItsFirstEventIsHeardOf()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd(); // what is known of this one is not to stand in for the next
    m_ide->write("broken.yaml", "no: [connections\n");
    m_ide->session().useConnections(m_ide->folder() + "/broken.yaml");
    runToEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Failed);
    QVERIFY(m_ide->child<widgets::Strip>("failedStrip").isVisible());
    QCOMPARE(m_ide->state("say"), NodeState::Idle);
}

void TestAnswers::hintsNameNoOptionsOfTheCommand_data()
{
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("shown");
    QTest::newRow("none") << "Write a value." << "Write a value.";
    QTest::newRow("alone") << "Give it with --connections FILE." << "";
    QTest::newRow("a clause") << "Install the package x; `postern env check` lists what is missing."
                              << "Install the package x.";
    QTest::newRow("a sentence") << "Use --inputs. Look at flow.dag.yaml:3 first."
                                << "Look at flow.dag.yaml:3 first.";
    QTest::newRow("a name") << "Call it my--tool or a.b.c." << "Call it my--tool or a.b.c.";
}

void TestAnswers::hintsNameNoOptionsOfTheCommand()
{
    QFETCH(QString, hint);
    QFETCH(QString, shown);
    QCOMPARE(withoutCommands(hint), shown);
}

QTEST_MAIN(TestAnswers)
#include "tst_answers.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/question.h"
#include "app/ide/run/breakpoints.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/run/timelineview.h"
#include "widgets/run/valueeditor.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTimer>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// A run that is held, looked into, changed and let go on, in the window and with real workers.
class TestDebugging : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        writeNumbersFlow(*m_ide);
        m_ide->startTrusted();
    }
    void cleanup() { tearDown(); }

    void aRunStopsBeforeABreakpointAndGoesOn();
    void aHeldRunIsStoppedAtOnce();
    void withoutBreakpointsNothingStops();
    void theNextNodeIsOneFurther();
    void aRunThatIsUnderWayIsPaused();
    void anEditedInputGivesWhatItWouldHaveGivenFromTheStart();
    void anEditIsTakenBack();
    void anEditOfARunThatNeverBeganIsOfNoOther();
    void aFailedNodeIsMendedAndRunAgain();
    void aFailedNodeIsSuppliedAnOutput();
    void aPinnedOutputIsGivenInsteadOfARun();
    void runToHereStopsThere();
    void runFromHereReusesWhatStillHolds();
    void whatChangedIsNotReused();
    void restartBeginsAnew();
    void oneStepsBackAndForward();
    void aForkGoesOnWithAnEditedValue();
    void watchesSayWhatIsKnown();
    void oneKeyIsOneCommand();
    void stripsDoNotMoveTheGraph();

private:
    void setBreakpoint(const char *node, bool isAfter = false) const
    {
        m_ide->session().breakpoints().put({.node = node, .isAfter = isAfter});
    }
    bool isHeldAt(const char *node) const
    {
        const auto &stop = m_ide->session().debug().stop();
        return stop && stop->path == node;
    }
    /// Presses F5 and waits until that node is held.
    void runUntil(const char *node) const
    {
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        QTest::keyClick(&m_ide->window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(isHeldAt(node), 30'000);
        QTRY_COMPARE(m_ide->state(node), NodeState::Paused);
    }
    /// Answers the editor of a value that is about to open.
    static void answerEditor(const QString &json)
    {
        QTimer::singleShot(0, qApp, [json] {
            auto *editor = qobject_cast<widgets::ValueEditor *>(QApplication::activeModalWidget());
            QVERIFY(editor);
            editor->findChild<QPlainTextEdit *>("valueEditorText")->setPlainText(json);
            editor->accept();
        });
    }
    /// Runs from a node, and returns what was listed first.
    QStringList runFrom(const char *node);
    std::string text() const
    {
        const Value *const found = m_ide->session().model().outputs().find("text");
        return found && found->isString() ? found->asString() : std::string();
    }
};

void TestDebugging::aRunStopsBeforeABreakpointAndGoesOn()
{
    setBreakpoint("say");
    runUntil("say");
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().nodeStatus("say").footer, QString("paused before run"));
    QVERIFY(!strip("pausedStrip").isHidden());
    QCOMPARE(strip("pausedStrip").title(), QString("Paused before say"));
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    waitForEnd();
    QCOMPARE(text(), std::string("It is 42."));
    QVERIFY(strip("pausedStrip").isHidden());
}

void TestDebugging::aHeldRunIsStoppedAtOnce()
{
    setBreakpoint("double");
    runUntil("double");
    QVERIFY(m_ide->action(ActionId::Stop).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5, Qt::ShiftModifier);
    waitForEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Cancelled);
    QVERIFY(!m_ide->session().debug().isStopped());
    QVERIFY(!m_ide->action(ActionId::Continue).isEnabled());
    QVERIFY(strip("pausedStrip").isHidden());
}

void TestDebugging::withoutBreakpointsNothingStops()
{
    setBreakpoint("say");
    QTRY_VERIFY(m_ide->action(ActionId::RunWithoutBreakpoints).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5, Qt::ControlModifier);
    QVERIFY(m_ide->session().runs().isBusy());
    waitForEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCOMPARE(m_ide->session().breakpoints().rowCount(), 1);
}

void TestDebugging::theNextNodeIsOneFurther()
{
    setBreakpoint("double");
    runUntil("double");
    QTest::keyClick(&m_ide->window(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(isHeldAt("say"), 30'000);
    QTRY_COMPARE(m_ide->state("double"), NodeState::Done);
    QTest::keyClick(&m_ide->window(), Qt::Key_F10);
    waitForEnd();
    QCOMPARE(text(), std::string("It is 42."));
}

void TestDebugging::aRunThatIsUnderWayIsPaused()
{
    m_ide->write("double.py", R"(import pathlib
import time

from promptflow.core import tool


@tool
def double(number: int) -> int:
    pathlib.Path("begun").touch()
    while not pathlib.Path("go").exists():
        time.sleep(0.01)
    return number * 2
)");
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_ide->folder() + "/begun"), 30'000);
    m_ide->action(ActionId::Pause).trigger();
    m_ide->write("go", "");
    QTRY_VERIFY_WITH_TIMEOUT(m_ide->session().debug().isStopped(), 30'000);
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
}

void TestDebugging::anEditedInputGivesWhatItWouldHaveGivenFromTheStart()
{
    setBreakpoint("double");
    runUntil("double");
    answerEditor(R"({"number": 50})");
    m_ide->action(ActionId::EditInputs).trigger();
    QTRY_COMPARE(m_ide->session().model().node("double")->editedInputs.size(), 1U);
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
    QCOMPARE(text(), std::string("It is 100."));
}

void TestDebugging::anEditOfARunThatNeverBeganIsOfNoOther()
{
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->session().setNextRun({.editedNode = "double", .editedInputs = {{"number", 50}}});
    QVERIFY(m_ide->session().run());
    m_ide->session().runs().stop(); // while its files are read
    waitForEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Cancelled);
    runToEnd();
    QCOMPARE(text(), std::string("It is 42."));
}

void TestDebugging::anEditIsTakenBack()
{
    setBreakpoint("double");
    runUntil("double");
    m_ide->session().debug().setInputs(Value(Dict{{"number", 50}}));
    QVERIFY(!m_ide->session().debug().stop()->editedInputs.empty());
    m_ide->session().debug().revert();
    QVERIFY(m_ide->session().debug().stop()->editedInputs.empty());
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
    QCOMPARE(text(), std::string("It is 42."));
}

static const char *const kBroken = R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    raise ValueError("nothing to say")
)";

void TestDebugging::aFailedNodeIsMendedAndRunAgain()
{
    m_ide->write("say.py", kBroken);
    m_ide->action(ActionId::BreakOnError).trigger();
    runUntil("say");
    QVERIFY(m_ide->session().debug().stop()->error);
    QVERIFY(strip("pausedStrip").text().contains("nothing to say"));
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    return f"Now {number}."
)");
    m_ide->action(ActionId::RetryNode).trigger();
    waitForEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
    QCOMPARE(text(), std::string("Now 42."));
}

void TestDebugging::aFailedNodeIsSuppliedAnOutput()
{
    m_ide->write("say.py", kBroken);
    m_ide->action(ActionId::BreakOnError).trigger();
    runUntil("say");
    answerEditor("\"by hand\"");
    m_ide->action(ActionId::SupplyOutput).trigger();
    waitForEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
    QCOMPARE(text(), std::string("by hand"));
}

void TestDebugging::aPinnedOutputIsGivenInsteadOfARun()
{
    runToEnd();
    m_ide->window().selectNode("double");
    QVERIFY(m_ide->action(ActionId::PinOutput).isEnabled());
    m_ide->action(ActionId::PinOutput).trigger();
    QVERIFY(m_ide->canvas().nodeMarks("double").isPinned);
    m_ide->write("double.py", "raise RuntimeError('never loaded twice')\n");
    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    return 0
)");
    runToEnd();
    QCOMPARE(m_ide->state("double"), NodeState::Cached);
    QCOMPARE(text(), std::string("It is 42."));
    m_ide->action(ActionId::PinOutput).trigger();
    QVERIFY(!m_ide->canvas().nodeMarks("double").isPinned);
    runToEnd();
    QCOMPARE(text(), std::string("It is 0."));
}

void TestDebugging::runToHereStopsThere()
{
    m_ide->window().selectNode("say");
    QTRY_VERIFY(m_ide->action(ActionId::RunToHere).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F10, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isHeldAt("say"), 30'000);
    QCOMPARE(m_ide->session().breakpoints().rowCount(), 0);
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
}

QStringList TestDebugging::runFrom(const char *node)
{
    m_ide->window().selectNode(QString::fromLatin1(node));
    m_ide->action(ActionId::RunFromHere).trigger();
    Question *question = nullptr;
    QStringList names;
    // The plan comes from another thread; its dialog then waits for an answer.
    QTimer answering;
    QObject::connect(&answering, &QTimer::timeout, [&] {
        question = qobject_cast<Question *>(QApplication::activeModalWidget());
        if (!question)
            return;
        answering.stop();
        const auto *list = question->findChild<QListWidget *>();
        for (int row = 0; list && row < list->count(); ++row)
            names.append(list->item(row)->text());
        QPushButton *const run = button(*question, "Run");
        if (run)
            run->click();
    });
    answering.start(5);
    const bool isAnswered = QTest::qWaitFor([&] { return question != nullptr; }, 30'000);
    return isAnswered ? names : QStringList();
}

void TestDebugging::runFromHereReusesWhatStillHolds()
{
    runToEnd();
    QCOMPARE(runFrom("say").value(0), QString("double: reused"));
    waitForEnd();
    QCOMPARE(m_ide->state("double"), NodeState::Cached);
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCOMPARE(text(), std::string("It is 42."));
}

void TestDebugging::whatChangedIsNotReused()
{
    runToEnd();
    m_ide->write("double.py", R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    return number * 20
)");
    QVERIFY(!runFrom("say").value(0).contains("reused"));
    waitForEnd();
    QCOMPARE(text(), std::string("It is 420."));
}

void TestDebugging::restartBeginsAnew()
{
    setBreakpoint("say");
    runUntil("say");
    const QDateTime before = m_ide->session().model().startedAt();
    QTest::qWait(1); // so that the times differ
    QTest::keyClick(&m_ide->window(), Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_ide->session().model().startedAt() > before, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isHeldAt("say"), 30'000);
}

void TestDebugging::oneStepsBackAndForward()
{
    runToEnd();
    m_ide->window().selectNode({});
    m_ide->action(ActionId::StepBack).trigger();
    const widgets::RunModel &model = m_ide->session().model();
    QCOMPARE(model.steppedBackTo(), std::string("say"));
    QCOMPARE(m_ide->canvas().nodeStatus("say").moment, graph::Moment::SteppedBack);
    QCOMPARE(m_ide->canvas().nodeStatus("double").moment, graph::Moment::Now);
    QCOMPARE(m_ide->canvas().nodeStatus(graph::kOutputsId).moment, graph::Moment::NotYet);
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QVERIFY(!strip("momentStrip").isHidden());
    const auto &timeline = m_ide->child<widgets::TimelineView>("timeline");
    QVERIFY(timeline.hollowEnd());
    QVERIFY(timeline.playhead() < *timeline.hollowEnd());
    QVERIFY(m_ide->child<QLabel>("runSum").text().startsWith("at "));
    QVERIFY(m_ide->child<QWidget>("flowOutputs").isHidden());
    m_ide->action(ActionId::StepBack).trigger();
    QCOMPARE(model.steppedBackTo(), std::string("double"));
    QCOMPARE(m_ide->canvas().nodeStatus("say").moment, graph::Moment::NotYet);
    QVERIFY(!m_ide->action(ActionId::StepBack).isEnabled());
    QVERIFY(m_ide->action(ActionId::ShowContextMenu).isEnabled());
    m_ide->action(ActionId::NextNode).trigger();
    QCOMPARE(model.steppedBackTo(), std::string("say"));
    m_ide->action(ActionId::NextNode).trigger();
    QVERIFY(model.steppedBackTo().empty());
    QVERIFY(strip("momentStrip").isHidden());
    QCOMPARE(m_ide->canvas().nodeStatus("say").moment, graph::Moment::Now);
    QVERIFY(!timeline.hollowEnd());
    QVERIFY(!m_ide->child<QLabel>("runSum").text().startsWith("at "));
    QVERIFY(!m_ide->child<QWidget>("flowOutputs").isHidden());
}

void TestDebugging::aForkGoesOnWithAnEditedValue()
{
    runToEnd();
    m_ide->window().selectNode("say");
    m_ide->action(ActionId::StepBack).trigger();
    m_ide->session().pastRun().edit(Value(Dict{{"number", 7}}));
    QCOMPARE(m_ide->session().pastRun().edited(), QStringList{"number"});
    // Nobody runs anything until one goes on.
    QVERIFY(!m_ide->session().runs().isBusy());
    m_ide->action(ActionId::ForkHere).trigger();
    QVERIFY(m_ide->session().runs().isBusy());
    waitForEnd();
    QCOMPARE(m_ide->state("double"), NodeState::Cached);
    QCOMPARE(text(), std::string("It is 7."));
    runToEnd(); // the edit was of the fork alone
    QCOMPARE(text(), std::string("It is 42."));
}

void TestDebugging::watchesSayWhatIsKnown()
{
    Watches &watches = m_ide->session().watches();
    watches.add("nodes.double.output + 1");
    watches.add("nodes.double.output.");
    watches.add("nodes.say.output");
    const auto result = [&](int row) {
        return watches.index(row, Watches::Result).data().toString();
    };
    setBreakpoint("say");
    runUntil("say");
    QTRY_COMPARE(result(0), QString("43"));
    QVERIFY(!result(1).isEmpty()); // what is wrong with it
    QCOMPARE(result(2), QString("null"));
    m_ide->action(ActionId::Continue).trigger();
    waitForEnd();
    QTRY_COMPARE(result(2), QString("\"It is 42.\""));
    m_ide->action(ActionId::StepBack).trigger();
    QTRY_COMPARE(result(2), QString("not yet"));
    QCOMPARE(result(0), QString("43"));
}

void TestDebugging::oneKeyIsOneCommand()
{
    setBreakpoint("say");
    const auto onlyOne = [this](ActionId one, ActionId other) {
        return !(m_ide->action(one).isEnabled() && m_ide->action(other).isEnabled());
    };
    QVERIFY(onlyOne(ActionId::Run, ActionId::Continue));
    runUntil("say");
    QVERIFY(onlyOne(ActionId::Run, ActionId::Continue));
    QVERIFY(m_ide->action(ActionId::Continue).isEnabled());
    QVERIFY(onlyOne(ActionId::StepBack, ActionId::ShowContextMenu));
}

void TestDebugging::stripsDoNotMoveTheGraph()
{
    m_ide->action(ActionId::ModeDebug).trigger();
    setBreakpoint("say");
    settle();
    const QRect before = m_ide->canvas().geometry();
    const QRect place = QRect(m_ide->canvas().mapTo(&m_ide->window(), QPoint()), before.size());
    runUntil("say");
    settle();
    QCOMPARE(QRect(m_ide->canvas().mapTo(&m_ide->window(), QPoint()), m_ide->canvas().size()),
             place);
}

QTEST_MAIN(TestDebugging)
#include "tst_debugging.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/windowtest.h"
#include "widgets/run/valuemodel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// Running a flow from the window, with real workers.
class TestRunFlow : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void everyNodeComesToItsEndAndTheOutputsAreShown();
    void theSelectedBoxesShowTheirValues();
    void theInspectorShowsWhatANodeGotGaveAndWrote();
    void whatIsTypedGoesIntoTheRun();
    void anInputOfTheWrongTypeKeepsTheRunFromStarting();
    void aRowOfADataFileFillsTheForm();
    void inputsAreRememberedForTheFolder();
    void aNodeThatNeverEndsIsStopped();
    void aFailingNodeSaysWhy();
    void theLogTellsWhatHappened();
    void aConnectionThatIsUnknownIsNamed();
    void anotherFlowHearsNothingOfTheRunBefore();
    void anotherThemeDoesNotDisturbARun();
    void theSampleRunsAgainstTheSimulator();
};

static QString valueAt(QTreeView &tree, int row)
{
    return tree.model()->index(row, widgets::ValueModel::Content).data().toString();
}

void TestRunFlow::everyNodeComesToItsEndAndTheOutputsAreShown()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->state("double"), NodeState::Done);
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCOMPARE(m_ide->canvas().nodeStatus("say").state, NodeState::Done);
    auto *outputs = m_ide->child<QWidget>("flowOutputs").findChild<QTreeView *>("valueTree");
    QCOMPARE(valueAt(*outputs, 0), QString("\"It is 42.\""));
}

void TestRunFlow::theSelectedBoxesShowTheirValues()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->action(ActionId::ModeDebug).trigger();
    m_ide->window().selectNode(graph::kOutputsId);
    auto *values = m_ide->child<QWidget>("nodeIo").findChild<QWidget *>("outputValue");
    QVERIFY(!values->isVisible());
    runToEnd();
    const auto shown = [values] {
        return values->findChild<QTextEdit *>("valueRendered")->toPlainText();
    };
    QVERIFY(values->isVisible());
    QVERIFY2(shown().contains("It is 42."), qPrintable(shown()));
    m_ide->window().selectNode(graph::kInputsId);
    QVERIFY2(shown().contains("21"), qPrintable(shown()));
}

void TestRunFlow::theInspectorShowsWhatANodeGotGaveAndWrote()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd();
    m_ide->click("say");
    QCOMPARE(m_ide->child<QLabel>("nodeState").text(), QString("done"));
    auto *inputs = m_ide->child<QWidget>("inputValues").findChild<QTreeView *>("valueTree");
    QCOMPARE(valueAt(*inputs, 0), QString("42"));
    auto *output = m_ide->child<QWidget>("outputValue").findChild<QTextEdit *>("valueRendered");
    QCOMPARE(output->toPlainText(), QString("It is 42."));
    QVERIFY(m_ide->child<QPlainTextEdit>("nodeLogs").toPlainText().contains("saying it"));
}

void TestRunFlow::whatIsTypedGoesIntoTheRun()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->child<QLineEdit>("input_number").setText("4");
    runToEnd();
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 8."));
}

void TestRunFlow::anInputOfTheWrongTypeKeepsTheRunFromStarting()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->child<QLineEdit>("input_number").setText("four");
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QVERIFY(!m_ide->session().runs().isBusy());
    auto &notice = m_ide->child<widgets::Strip>("inputsStrip");
    QVERIFY(notice.isVisible());
    QVERIFY(notice.text().contains("number"));
}

void TestRunFlow::aRowOfADataFileFillsTheForm()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("data/rows.jsonl", "{\"number\": 7}\nno json\n{\"number\": 8}\n");
    m_ide->startTrusted();
    auto &rows = m_ide->child<QComboBox>("inputsCombo");
    QCOMPARE(rows.count(), 3); // typed, and two rows
    rows.setCurrentIndex(2);
    emit rows.activated(2);
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("8"));
}

void TestRunFlow::inputsAreRememberedForTheFolder()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("data/rows.jsonl", "{\"number\": 7}\n");
    m_ide->startTrusted();
    auto type = [this](const char *keys) {
        auto &field = m_ide->child<QLineEdit>("input_number");
        field.selectAll();
        QTest::keyClicks(&field, keys);
    };
    type("5");
    runToEnd();
    type("6");
    m_ide->startTrusted(); // as after a restart
    auto &sources = m_ide->child<QComboBox>("inputSource");
    QCOMPARE(sources.currentText(), QString("Typed"));
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("6"));

    QCOMPARE(sources.itemText(1), QString("Last run"));
    m_ide->choose(sources, 1);
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("5"));
    m_ide->choose(sources, 2);
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("7"));
    m_ide->startTrusted();
    QCOMPARE(m_ide->child<QComboBox>("inputSource").currentIndex(), 2);
    QCOMPARE(m_ide->child<QComboBox>("inputsCombo").currentIndex(), 2);
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("7"));
    type("8");
    QCOMPARE(m_ide->child<QComboBox>("inputsCombo").currentIndex(), 0);
    m_ide->choose(m_ide->child<QComboBox>("inputSource"), 0);
    QCOMPARE(m_ide->child<QLineEdit>("input_number").text(), QString("8"));
    QVERIFY(!QDir(m_ide->folder() + "/.postern").exists()); // nothing in the flow's folder
    m_ide->application().setLanguage("ko");
    QCOMPARE(m_ide->child<QComboBox>("inputSource").itemText(0), QString::fromUtf8("직접 입력"));
}

void TestRunFlow::aNodeThatNeverEndsIsStopped()
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
    QTest::keyClick(&m_ide->window(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(!m_ide->session().runs().isBusy());
    QCOMPARE(m_ide->session().model().state(), NodeState::Cancelled);
    QCOMPARE(m_ide->state("double"), NodeState::Cancelled);
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
}

void TestRunFlow::aFailingNodeSaysWhy()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    raise ValueError("nothing to say")
)");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->state("say"), NodeState::Failed);
    auto &strip = m_ide->child<widgets::Strip>("failedStrip");
    QVERIFY(strip.isVisible());
    QVERIFY2(strip.accessibleName().contains("nothing to say"), qPrintable(strip.accessibleName()));
    QVERIFY(m_ide->canvas().nodeStatus("say").detail.contains("nothing to say"));

    m_ide->click("say");
    auto *message = m_ide->child<QWidget>("inspector").findChild<QLabel *>("errorMessage");
    QVERIFY(message->isVisible());
    QVERIFY(message->text().contains("nothing to say"));
}

void TestRunFlow::theLogTellsWhatHappened()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd();
    const QString log = m_ide->child<QPlainTextEdit>("runLog").toPlainText();
    QVERIFY2(log.contains("double started") && log.contains("say done"), qPrintable(log));
    QVERIFY(log.contains("say | saying it"));
}

void TestRunFlow::aConnectionThatIsUnknownIsNamed()
{
    m_ide->write("ask.jinja2", "user:\nHello\n");
    m_ide->write("flow.dag.yaml", R"(inputs: {}
outputs: {}
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
    const QString said = m_ide->child<widgets::Strip>("failedStrip").accessibleName();
    QVERIFY2(said.contains("nowhere"), qPrintable(said));
}

void TestRunFlow::anotherFlowHearsNothingOfTheRunBefore()
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
    m_ide->window().openPath(QStringLiteral(POSTERN_SOURCE_DIR "/resources/samples/support-rag"));
    QTRY_VERIFY(!m_ide->session().runs().isBusy());
    QCOMPARE(m_ide->session().model().state(), NodeState::Idle);
    QVERIFY(!m_ide->child<widgets::Strip>("failedStrip").isVisible());
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
}

void TestRunFlow::anotherThemeDoesNotDisturbARun()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    m_ide->application().setTheme("light");
    QTRY_VERIFY_WITH_TIMEOUT(!m_ide->session().runs().isBusy(), 30'000);
    QCOMPARE(m_ide->canvas().nodeStatus("say").state, NodeState::Done);
}

void TestRunFlow::theSampleRunsAgainstTheSimulator()
{
    m_ide->start(QStringLiteral(POSTERN_SOURCE_DIR "/resources/samples/support-rag"));
    runToEnd();
    const auto &error = m_ide->session().model().error();
    QVERIFY2(m_ide->session().model().state() == NodeState::Done, error ? error->what() : "");
    QVERIFY(!m_ide->session().model().node("answer")->prompt.empty());
    QVERIFY(m_ide->session().model().usage().total > 0);
}

QTEST_MAIN(TestRunFlow)
#include "tst_runflow.moc"

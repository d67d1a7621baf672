// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/comparepane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/historymodel.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/inspector/bubbletext.h"
#include "widgets/run/diffpage.h"
#include "widgets/run/timelineview.h"
#include "widgets/run/traceview.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTimer>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// What the window shows of runs as a whole, with real workers and the history of a home of its own.
class TestRunViews : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theTimelineHasARowForEachNodeAndGoesWithTheSelection();
    void aRequestOfTheSimulatorIsInTheTraceAndTheNodesValues();
    void whatValuesPutIntoAPromptIsUnderlined();
    void theRunsViewsHaveKeys();
    void aRunIsFoundInTheHistoryAndShownAgain();
    void aRunThatFailedIsFoundByItsState();
    void aRunIsTaggedPinnedAndDeleted();
    void twoRunsAreCompared();
    void theComparisonIsShownOnTheGraph();
    void wordsThatMeanNothingAreSaidSo();
    void aStoredRunLeavesWithTheNextOne();

private:
    widgets::TimelineView &timeline() { return m_ide->child<widgets::TimelineView>("timeline"); }
    QTreeView &history() { return m_ide->child<QTreeView>("historyTable"); }
    /// The mode is shown, and so many runs are listed.
    void showHistory(int count)
    {
        m_ide->action(ActionId::ModeHistory).trigger();
        QTRY_COMPARE_WITH_TIMEOUT(history().model()->rowCount(), count, 20'000);
    }
    /// Runs, and waits until it is kept.
    void runKept()
    {
        QSignalSpy recorded(&m_ide->session().runs(), &RunController::recorded);
        runToEnd();
        QTRY_VERIFY_WITH_TIMEOUT(!recorded.isEmpty(), 20'000);
    }
    void selectRows(std::initializer_list<int> rows)
    {
        QItemSelectionModel *const selection = history().selectionModel();
        selection->clear();
        for (const int row : rows)
            selection->select(history().model()->index(row, 0),
                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
};

static void writePromptFlow(const IdeFixture &ide)
{
    ide.write(QStringLiteral("flow.dag.yaml"), R"(inputs:
  question:
    type: string
    default: Why is it slow?
outputs:
  reply:
    type: string
    reference: ${answer.output}
nodes:
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ${inputs.question}
  connection: models
  api: chat
)");
    ide.write(QStringLiteral("answer.jinja2"),
              "# system:\nBe brief.\n# user:\nQuestion: {{ question }}\n");
}

void TestRunViews::theTimelineHasARowForEachNodeAndGoesWithTheSelection()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->action(ActionId::ModeDebug).trigger();
    runToEnd();
    const widgets::TimelineModel &model = m_ide->session().runs().details().timeline();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rows().at(0).state, NodeState::Done);
    QVERIFY(timeline().isVisible());
    QVERIFY(m_ide->child<QLabel>("runSum").text().endsWith('s'));
    timeline().setFocus();
    timeline().setCurrentIndex(model.indexOf("say"));
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    m_ide->window().selectNode("double");
    QCOMPARE(timeline().selected(), QString("double"));
    const auto logged = [this] {
        QStringList texts;
        widgets::LogModel &log = m_ide->session().runs().details().log();
        for (int row = 0; row < log.rowCount(); ++row)
            texts.append(log.index(row, widgets::LogModel::Text).data().toString());
        return texts;
    };
    QVERIFY2(logged().contains("saying it"), qPrintable(logged().join('|')));
}

void TestRunViews::aRequestOfTheSimulatorIsInTheTraceAndTheNodesValues()
{
    writePromptFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->action(ActionId::ModeDebug).trigger();
    runToEnd();
    QCOMPARE(m_ide->state("answer"), NodeState::Done);
    m_ide->window().selectNode("answer");
    widgets::TraceModel &trace = m_ide->session().runs().details().trace();
    const QModelIndex node = trace.indexOfNode("answer");
    QVERIFY(trace.rowCount(node) >= 1);
    const auto requests = trace.requestsOf("answer");
    QCOMPARE(requests.size(), std::size_t(1));
    QVERIFY(requests.front()->sent && requests.front()->received);
    QVERIFY(requests.front()->sent->find("Why is it slow?") != std::string::npos);
    auto &view = m_ide->child<QWidget>("nodeIo");
    const QString sent = view.findChild<QPlainTextEdit *>("requestText")->toPlainText();
    QVERIFY2(sent.contains("/chat/completions"), qPrintable(sent));
    // Tokens were counted; nobody is paid for them.
    const widgets::Spent spent = m_ide->session().runs().details().timeline().spent();
    QVERIFY(spent.usage.total > 0);
    QVERIFY(!spent.hasCost());
    QVERIFY(!m_ide->child<QLabel>("runSum").text().contains('$'));
}

void TestRunViews::whatValuesPutIntoAPromptIsUnderlined()
{
    writePromptFlow(*m_ide);
    m_ide->startTrusted();
    runToEnd();
    m_ide->window().selectNode("answer");
    QStringList underlined;
    for (const auto *bubble :
         m_ide->child<QWidget>("nodeIo").findChildren<widgets::BubbleText *>()) {
        for (const QTextEdit::ExtraSelection &selection : bubble->extraSelections())
            underlined.append(selection.cursor.selectedText());
    }
    QCOMPARE(underlined, QStringList{"Why is it slow?"});
}

void TestRunViews::theRunsViewsHaveKeys()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->action(ActionId::ModeDebug).trigger();
    for (const auto &[command, view] : {std::pair{"ShowTimeline", "timeline"},
                                        std::pair{"ShowTrace", "trace"},
                                        std::pair{"ShowRunLog", "runLogView"},
                                        std::pair{"SearchHistory", "historySearch"}}) {
        auto *action = m_ide->window().findChild<QAction *>(command);
        QVERIFY2(action, command);
        QVERIFY2(!action->shortcut().isEmpty(), command);
        action->trigger();
        settle();
        auto &shown = m_ide->child<QWidget>(view);
        QTRY_VERIFY2(shown.isVisible(), view);
        QVERIFY2(shown.hasFocus() || shown.isAncestorOf(QApplication::focusWidget()), view);
    }
    QVERIFY(m_ide->action(ActionId::ModeHistory).isChecked()); // where runs are searched
}

void TestRunViews::aRunIsFoundInTheHistoryAndShownAgain()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    m_ide->child<QLineEdit>("input_number").setText("4");
    runKept();
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 8."));
    showHistory(2);
    m_ide->child<QLineEdit>("historySearch").setText("\"42\"");
    QTRY_COMPARE(history().model()->rowCount(), 1);
    history().setFocus();
    history().setCurrentIndex(history().model()->index(0, 0));
    QTest::keyClick(&history(), Qt::Key_Return);
    QTRY_VERIFY(!m_ide->session().runs().storedTitle().isEmpty());
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 42."));
    QCOMPARE(m_ide->canvas().nodeStatus("say").state, NodeState::Done);
    QCOMPARE(m_ide->session().runs().details().timeline().rowCount(), 2);
    QVERIFY(m_ide->child<QLabel>("runSum").text().contains(m_ide->session().runs().storedTitle()));
}

void TestRunViews::aRunThatFailedIsFoundByItsState()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    m_ide->write("say.py",
                 "from promptflow.core import tool\n\n\n@tool\n"
                 "def say(number: int) -> str:\n    raise ValueError(\"no\")\n");
    m_ide->startTrusted();
    runKept();
    QCOMPARE(m_ide->state("say"), NodeState::Failed);
    showHistory(2);
    m_ide->child<QLineEdit>("historySearch").setText("state:failed node:say");
    QTRY_COMPARE(history().model()->rowCount(), 1);
    QCOMPARE(history().model()->index(0, HistoryModel::State).data().toString(), QString("failed"));
    QCOMPARE(historyKindText("batch"), QString("batch"));
    QCOMPARE(historyKindText("of later"), QString("of later")); // from a newer program
    m_ide->child<QLineEdit>("historySearch").clear();
    QTRY_COMPARE(history().model()->rowCount(), 2);
    QComboBox &states = m_ide->child<QComboBox>("historyState");
    states.setCurrentIndex(states.findData("completed"));
    QTRY_COMPARE(history().model()->rowCount(), 1);
}

void TestRunViews::aRunIsTaggedPinnedAndDeleted()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    showHistory(1);
    selectRows({0});
    m_ide->action(ActionId::PinRun).trigger();
    QTRY_VERIFY(!history().model()->index(0, 0).data(Qt::DecorationRole).isNull());
    QTimer::singleShot(0, [] {
        auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->setTextValue("baseline  slow");
        dialog->accept();
    });
    selectRows({0});
    m_ide->action(ActionId::TagRun).trigger();
    QTRY_COMPARE(history().model()->index(0, HistoryModel::Tags).data().toString(),
                 QString("baseline, slow"));
    m_ide->child<QLineEdit>("historySearch").setText("tag:slow");
    QTRY_COMPARE(history().model()->rowCount(), 1);
    const auto answer = [](const char *text) {
        QTimer::singleShot(0, [text] {
            QWidget *const dialog = QApplication::activeModalWidget();
            QVERIFY(dialog);
            QPushButton *const meant = button(*dialog, text);
            QVERIFY2(meant, text);
            meant->click();
        });
    };
    selectRows({0});
    answer("Cancel");
    m_ide->action(ActionId::DeleteRun).trigger();
    QCOMPARE(history().model()->rowCount(), 1);
    answer("Delete");
    m_ide->action(ActionId::DeleteRun).trigger();
    QTRY_COMPARE(history().model()->rowCount(), 0);
    QVERIFY(!m_ide->action(ActionId::DeleteRun).isEnabled());
}

void TestRunViews::theComparisonIsShownOnTheGraph()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    m_ide->child<QLineEdit>("input_number").setText("4");
    runKept();
    showHistory(2);
    selectRows({0, 1});
    m_ide->action(ActionId::CompareRuns).trigger();
    auto *graph = m_ide->window().findChild<GraphPane *>();
    QTRY_VERIFY(graph->overlay());
    QCOMPARE(graph->overlay()->choices, (QStringList{"A", "B", "Both"}));
    const graph::NodeMarks marks = m_ide->canvas().nodeMarks("double");
    QCOMPARE(marks.difference, graph::Difference::Changed);
    QCOMPARE(marks.lines.front(), QString("differs in inputs, output"));
    QVERIFY2(marks.lines.back().endsWith(" s"), qPrintable(marks.lines.back()));
    for (const graph::GraphEdge &edge : m_ide->session().graph().model().edges)
        QCOMPARE(m_ide->canvas().edgeMarks(edge.key()).difference, graph::Difference::Changed);
    QCOMPARE(graph->overlay()->legend.front().text, QString("2 of 2 nodes"));
    emit graph->overlayChosen(0);
    QCOMPARE(graph->overlay()->choice, 0);
    m_ide->action(ActionId::ModeAuthor).trigger();
    QVERIFY(!graph->overlay());
    QCOMPARE(m_ide->canvas().nodeMarks("double").difference, graph::Difference::None);
    m_ide->action(ActionId::ModeHistory).trigger();
    QVERIFY(graph->overlay());
    m_ide->action(ActionId::Run).trigger();
    QVERIFY(!graph->overlay()); // the run is to be seen
    waitForEnd();
}

void TestRunViews::twoRunsAreCompared()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    m_ide->child<QLineEdit>("input_number").setText("4");
    runKept();
    showHistory(2);
    selectRows({0});
    QVERIFY(!m_ide->action(ActionId::CompareRuns).isEnabled());
    selectRows({0, 1});
    m_ide->action(ActionId::CompareRuns).trigger();
    auto &pane = m_ide->child<ComparePane>("comparePane");
    auto &table = m_ide->child<QTreeView>("compareTable");
    QTRY_COMPARE(table.model()->rowCount(), 3); // two nodes, and the run
    QTRY_VERIFY(pane.isVisible());
    // The older one is A, whichever was chosen first.
    QVERIFY(history().model()->index(1, 0).data().toString().startsWith("A "));
    QVERIFY(history().model()->index(0, 0).data().toString().startsWith("B "));
    QCOMPARE(pane.selected(), QString("double"));
    const QString first = m_ide->child<QPushButton>("firstDifference").text();
    QVERIFY2(first.contains("double, inputs"), qPrintable(first));
    const QString diff = m_ide->child<widgets::DiffPage>("compareDiff").toPlainText();
    QVERIFY2(diff.contains("-21") && diff.contains("+4"), qPrintable(diff));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    m_ide->action(ActionId::FirstDifference).trigger();
    QCOMPARE(pane.selected(), QString("double"));
    // A run has nothing that differs from itself in what it got and gave.
    pane.setRuns(nullptr);
    QVERIFY(!table.isVisible());
}

void TestRunViews::wordsThatMeanNothingAreSaidSo()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    showHistory(1);
    m_ide->child<QLineEdit>("historySearch").setText("state:purple");
    auto &problem = m_ide->child<QWidget>("historyProblem");
    QTRY_VERIFY(problem.isVisible());
    m_ide->child<QLineEdit>("historySearch").clear();
    QTRY_VERIFY(!problem.isVisible());
    QCOMPARE(history().model()->rowCount(), 1);
}

void TestRunViews::aStoredRunLeavesWithTheNextOne()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    runKept();
    showHistory(1);
    selectRows({0});
    m_ide->action(ActionId::OpenRun).trigger();
    QTRY_VERIFY(!m_ide->session().runs().storedTitle().isEmpty());
    runKept();
    QVERIFY(m_ide->session().runs().storedTitle().isEmpty());
    QTRY_COMPARE(history().model()->rowCount(), 2); // it is listed at once
}

QTEST_MAIN(TestRunViews)
#include "tst_runviews.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/runmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace postern;
using namespace postern::widgets;
using run::NodeState;

namespace {

run::RunEvent told(run::RunEventData data)
{
    run::RunEvent made;
    made.time = run::Clock::now();
    made.data = std::move(data);
    return made;
}

run::RunEvent runStarted()
{
    run::RunStarted started;
    started.nodes = {"ask", "answer"};
    return told(started);
}

run::RunEvent nodeStarted(const char *node)
{
    run::NodeStarted started;
    started.node = node;
    started.inputs = Dict{{"x", 1}};
    return told(started);
}

run::RunEvent runFinished(NodeState state)
{
    run::RunFinished finished;
    finished.state = state;
    return told(finished);
}

} // namespace

/// A run, put together from its events.
class TestRunModel : public QObject
{
    Q_OBJECT

private slots:
    void nodesWaitThenRunThenStreamThenEnd();
    void aDeliveryTellsOfEachNodeOnce();
    void theFirstFailureIsRemembered();
    void whatNeverRanIsIdleAgainAtTheEnd();
    void aNewRunForgetsTheOneBefore();
};

void TestRunModel::nodesWaitThenRunThenStreamThenEnd()
{
    RunModel model;
    model.apply({runStarted()});
    QCOMPARE(model.node("ask")->state, NodeState::Queued);
    QVERIFY(model.isRunning());
    model.apply({nodeStarted("ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Running);
    QCOMPARE(model.node("ask")->inputs, Value(Dict{{"x", 1}}));
    model.apply({told(run::NodeChunk{"ask", "Hel"}), told(run::NodeChunk{"ask", "lo"})});
    QCOMPARE(model.node("ask")->state, NodeState::Streaming);
    QCOMPARE(model.node("ask")->streamed, std::string("Hello"));
    run::NodeFinished finished;
    finished.node = "ask";
    finished.output = "Hello";
    finished.usage.total = 7;
    model.apply({told(finished)});
    QCOMPARE(model.node("ask")->state, NodeState::Done);
    QCOMPARE(model.usage().total, 7);
}

void TestRunModel::aDeliveryTellsOfEachNodeOnce()
{
    RunModel model;
    model.apply({runStarted()});
    QSignalSpy changed(&model, &RunModel::nodesChanged);
    model.apply({nodeStarted("ask"), told(run::NodeChunk{"ask", "a"}), nodeStarted("answer")});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toStringList(), (QStringList{"ask", "answer"}));
}

void TestRunModel::theFirstFailureIsRemembered()
{
    RunModel model;
    model.apply({runStarted()});
    for (const char *name : {"answer", "ask"}) {
        run::NodeFinished failed;
        failed.node = name;
        failed.state = NodeState::Failed;
        failed.error = Error(ErrorCode::NodeFailed, name);
        model.apply({told(failed)});
    }
    QCOMPARE(model.failedNode(), std::string("answer"));
}

void TestRunModel::whatNeverRanIsIdleAgainAtTheEnd()
{
    RunModel model;
    model.apply({runStarted(), nodeStarted("ask"), runFinished(NodeState::Cancelled)});
    QCOMPARE(model.node("ask")->state, NodeState::Cancelled);
    QCOMPARE(model.node("answer")->state, NodeState::Idle);
    QVERIFY(!model.isRunning());
}

void TestRunModel::aNewRunForgetsTheOneBefore()
{
    RunModel model;
    run::RunFinished finished;
    finished.state = NodeState::Failed;
    finished.error = Error(ErrorCode::NodeFailed, "no");
    model.apply({runStarted(), told(finished)});
    QVERIFY(model.error());
    model.apply({runStarted()});
    QVERIFY(!model.error());
    QCOMPARE(model.node("ask")->state, NodeState::Queued);
}

QTEST_MAIN(TestRunModel)
#include "tst_runmodel.moc"

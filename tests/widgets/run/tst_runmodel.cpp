// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/notready.h"
#include "widgets/run/runmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace postern;
using namespace postern::widgets;
using run::NodeState;

namespace {

run::RunEvent told(run::RunEventData data, const char *node = "")
{
    run::RunEvent made;
    made.origin.node = node;
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
    started.inputs = Dict{{"x", 1}};
    return told(started, node);
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
    void aHeldNodeIsPausedWithItsInputs();
    void aNodeThatRunsAgainBeginsAnew();
    void whatIsNestedChangesNothing();
    void aDeliveryTellsOfEachNodeOnce();
    void theFirstFailureIsRemembered();
    void whatNeverRanIsIdleAgainAtTheEnd();
    void aNewRunForgetsTheOneBefore();
    void whatWaitedForTheFailedNodeIsBlocked();
    void aReasonBeginsWithWhatIsWrong();
    void aNodeThatFailedBeforeItStartedIsTheOneMeant();
    void aStopIsNoError();
    void theReasonComesFirst();
    void aWaitIsToldUntilItIsOver();
    void oneLooksBackToBeforeANodesTurn();
    void whatRanBesideANodeIsKnownOnlyOnceItHadEnded();
    void aNewRunIsLookedAtNow();
    void editsOfAHeldNodeAreShown();
};

static run::RunEvent nodeEnded(const char *node, int output)
{
    run::NodeFinished finished;
    finished.inputs = Dict{{"x", 1}};
    finished.output = output;
    return told(finished, node);
}

void TestRunModel::oneLooksBackToBeforeANodesTurn()
{
    RunModel model;
    QCOMPARE(model.stepBefore(), std::string());
    model.apply({runStarted(),
                 nodeStarted("ask"),
                 nodeEnded("ask", 1),
                 nodeStarted("answer"),
                 nodeEnded("answer", 2),
                 runFinished(NodeState::Done)});
    QSignalSpy moments(&model, &RunModel::momentChanged);
    QCOMPARE(model.stepBefore(), std::string("answer"));
    QCOMPARE(model.stepBefore("ask"), std::string("ask"));
    model.stepBackTo("answer");
    QCOMPARE(moments.size(), 1);
    QCOMPARE(model.momentOf("ask"), graph::Moment::Now);
    QCOMPARE(model.momentOf("answer"), graph::Moment::SteppedBack);
    QVERIFY(model.nodeNow("answer")->output.isNull());
    QVERIFY(model.nodeNow("answer")->inputs == Value(Dict{{"x", 1}}));
    QCOMPARE(model.stepBefore("answer"), std::string("ask")); // it isn't known any more
    model.stepBackTo("ask");
    QCOMPARE(model.momentOf("answer"), graph::Moment::NotYet);
    QVERIFY(!model.nodeNow("answer"));
    QCOMPARE(model.stepBefore(), std::string());
    QCOMPARE(model.stepAfter(), std::string("answer"));
    model.stepToNow();
    QVERIFY(model.nodeNow("answer")->output == Value(2)); // nothing of the run has changed
    QCOMPARE(moments.size(), 3);
}

void TestRunModel::whatRanBesideANodeIsKnownOnlyOnceItHadEnded()
{
    RunModel model;
    run::RunStarted started;
    started.nodes = {"long", "short", "after"};
    model.apply({told(started),
                 nodeStarted("long"),
                 nodeStarted("short"),
                 nodeEnded("short", 1),
                 nodeStarted("after"),
                 nodeEnded("long", 2),
                 nodeEnded("after", 3),
                 runFinished(NodeState::Done)});
    model.stepBackTo("after");
    QCOMPARE(model.momentOf("short"), graph::Moment::Now);
    QCOMPARE(model.momentOf("long"), graph::Moment::NotYet);
}

void TestRunModel::aNewRunIsLookedAtNow()
{
    RunModel model;
    model.apply({runStarted(), nodeStarted("ask"), nodeEnded("ask", 1)});
    model.stepBackTo("nobody");
    QVERIFY(model.steppedBackTo().empty());
    model.stepBackTo("ask");
    model.apply({runStarted()});
    QVERIFY(model.steppedBackTo().empty());
}

void TestRunModel::editsOfAHeldNodeAreShown()
{
    RunModel model;
    run::NodePaused paused;
    paused.inputs = Dict{{"x", 1}};
    model.apply({runStarted(), told(paused, "ask")});
    QCOMPARE(holdText(*model.node("ask")), QString("paused before run"));
    NodeRun edited = *model.node("ask");
    edited.inputs = Dict{{"x", 5}};
    edited.editedInputs = {"x"};
    model.showEdits("ask", edited);
    QVERIFY(model.node("ask")->inputs == Value(Dict{{"x", 5}}));
    model.showEdits("answer", edited); // which isn't held
    QVERIFY(model.node("answer")->inputs.isNull());
}

void TestRunModel::aWaitIsToldUntilItIsOver()
{
    RunModel model;
    QSignalSpy changes(&model, &RunModel::waitChanged);
    run::Retrying retrying{"models.example", "status 429", 2, std::chrono::hours(1)};
    model.apply({runStarted(), nodeStarted("ask"), told(retrying, "ask")});
    QCOMPARE(changes.size(), 1);
    QCOMPARE(model.waitText(), QString("Retrying in 3600 s: models.example, status 429."));
    QCOMPARE(waitText(*model.node("ask")), model.waitText());
    retrying.wait = std::chrono::milliseconds(1);
    model.apply({told(retrying, "ask")});
    QTRY_COMPARE(model.waitText(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 2, 30'000);

    retrying.wait = std::chrono::hours(1);
    model.apply({told(retrying, "ask")});
    QVERIFY(!model.waitText().isEmpty());
    model.apply({runFinished(NodeState::Cancelled)});
    QVERIFY(model.waitText().isEmpty());
    QCOMPARE(changes.size(), 4);
}

void TestRunModel::nodesWaitThenRunThenStreamThenEnd()
{
    RunModel model;
    model.apply({runStarted()});
    QCOMPARE(model.node("ask")->state, NodeState::Queued);
    QVERIFY(model.isRunning());
    model.apply({nodeStarted("ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Running);
    QCOMPARE(model.node("ask")->inputs, Value(Dict{{"x", 1}}));
    model.apply({told(run::NodeChunk{"Hel"}, "ask"), told(run::NodeChunk{"lo"}, "ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Streaming);
    QCOMPARE(model.node("ask")->streamed, std::string("Hello"));
    run::NodeFinished finished;
    finished.output = "Hello";
    finished.usage.total = 7;
    model.apply({told(finished, "ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Done);
    QCOMPARE(model.usage().total, 7);
}

void TestRunModel::aHeldNodeIsPausedWithItsInputs()
{
    RunModel model;
    run::NodePaused paused;
    paused.inputs = Dict{{"x", 1}};
    run::NodeResumed resumed;
    model.apply({runStarted(), told(run::NodeQueued(), "ask"), told(paused, "ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Paused);
    QCOMPARE(model.node("ask")->inputs, Value(Dict{{"x", 1}}));
    model.apply({told(resumed, "ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Queued);
    model.apply({told(paused, "answer"), runFinished(NodeState::Cancelled)});
    QCOMPARE(model.node("answer")->state, NodeState::Cancelled);
}

void TestRunModel::aNodeThatRunsAgainBeginsAnew()
{
    RunModel model;
    run::NodeFinished failed;
    failed.state = NodeState::Failed;
    failed.error = Error(ErrorCode::NodeFailed, "no");
    failed.runsAgain = true;
    model.apply({runStarted(), nodeStarted("ask"), told(run::NodeChunk{"a"}, "ask")});
    model.apply({told(failed, "ask")});
    QCOMPARE(model.failedNode(), std::string());
    run::RunEvent again = told(run::NodeQueued(), "ask");
    again.origin.attempt = 2;
    model.apply({again, nodeStarted("ask")});
    QCOMPARE(model.node("ask")->state, NodeState::Running);
    QCOMPARE(model.node("ask")->streamed, std::string());
    QVERIFY(!model.node("ask")->error);
}

void TestRunModel::whatIsNestedChangesNothing()
{
    RunModel model;
    model.apply({runStarted(), nodeStarted("ask")});
    run::RunEvent nested = runFinished(NodeState::Failed);
    nested.origin.parent = std::make_shared<run::Origin>();
    run::RunEvent node = nodeStarted("answer");
    node.origin.parent = nested.origin.parent;
    model.apply({node, nested});
    QVERIFY(model.isRunning());
    QCOMPARE(model.node("answer")->state, NodeState::Queued);
}

void TestRunModel::aDeliveryTellsOfEachNodeOnce()
{
    RunModel model;
    model.apply({runStarted()});
    QSignalSpy changed(&model, &RunModel::nodesChanged);
    model.apply({nodeStarted("ask"), told(run::NodeChunk{"a"}, "ask"), nodeStarted("answer")});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toStringList(), (QStringList{"ask", "answer"}));
}

void TestRunModel::theFirstFailureIsRemembered()
{
    RunModel model;
    model.apply({runStarted()});
    for (const char *name : {"answer", "ask"}) {
        run::NodeFinished failed;
        failed.state = NodeState::Failed;
        failed.error = Error(ErrorCode::NodeFailed, name);
        model.apply({told(failed, name)});
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

/// ask -> answer -> format -> (after a condition) mail, and one that waits for nobody.
static flow::Flow chain()
{
    flow::Flow flow;
    const auto add = [&flow](const char *name, const char *waitsFor) -> flow::Node & {
        flow::Node node;
        node.name = name;
        if (waitsFor) {
            flow::Binding binding;
            binding.kind = flow::Binding::Kind::NodeOutput;
            binding.name = waitsFor;
            node.inputs.emplace_back("x", binding);
        }
        flow.nodes.push_back(node);
        return flow.nodes.back();
    };
    add("mail", nullptr).activate.emplace();
    flow.nodes.back().activate->when.kind = flow::Binding::Kind::NodeOutput;
    flow.nodes.back().activate->when.name = "format";
    add("format", "answer");
    add("answer", "ask");
    add("ask", nullptr);
    add("aside", nullptr);
    return flow;
}

void TestRunModel::whatWaitedForTheFailedNodeIsBlocked()
{
    RunModel model;
    model.expect(chain());
    QSignalSpy changed(&model, &RunModel::nodesChanged);
    run::RunStarted started;
    started.nodes = {"ask", "aside", "answer", "format", "mail"};
    run::NodeFinished finished;
    finished.state = NodeState::Failed;
    finished.error = Error(ErrorCode::NodeFailed, "no");
    model.apply({told(started),
                 nodeStarted("answer"),
                 told(finished, "answer"),
                 runFinished(NodeState::Failed)});
    for (const char *name : {"format", "mail"}) {
        QCOMPARE(model.node(name)->state, NodeState::Queued);
        QCOMPARE(runStateText(*model.node(name)), QString("blocked by answer"));
        QVERIFY(changed.last().first().toStringList().contains(name));
    }
    for (const char *name : {"ask", "aside"}) {
        QCOMPARE(model.node(name)->state, NodeState::Idle);
        QCOMPARE(runStateText(*model.node(name)), QString("not run"));
    }
    QCOMPARE(runStateText(*model.node("answer")), QString("failed"));
}

void TestRunModel::aReasonBeginsWithWhatIsWrong()
{
    const Error prepared(ErrorCode::InvalidFlow,
                         run::notReady("ask", postern::tr("The file '%1' is not there.", "ask.py")));
    QCOMPARE(failureReason(prepared), QString("The file 'ask.py' is not there."));
    const Error other(ErrorCode::InvalidFlow, postern::tr("The flow has no '%1'.", "ask"));
    QCOMPARE(failureReason(other), QString("The flow has no 'ask'."));
}

void TestRunModel::aNodeThatFailedBeforeItStartedIsTheOneMeant()
{
    RunModel model;
    model.expect(chain());
    run::RunFinished finished;
    finished.state = NodeState::Failed;
    finished.error = Error(ErrorCode::ConnectionMissing, "no such connection");
    finished.failedNode = "answer";
    model.apply({told(finished)});
    QCOMPARE(model.failedNode(), std::string("answer"));
    QCOMPARE(model.node("answer")->state, NodeState::Failed);
    QCOMPARE(model.node("answer")->error->message(), std::string("no such connection"));
    QCOMPARE(model.node("format")->blockedBy, std::string("answer"));
    QVERIFY(!model.node("ask"));
    model.expect(chain());
    QVERIFY(!model.node("answer"));
    QVERIFY(!model.error());
}

void TestRunModel::aStopIsNoError()
{
    RunModel model;
    model.expect(chain());
    const Error stopped(ErrorCode::Cancelled, "The run was cancelled.");
    run::NodeFinished node;
    node.state = NodeState::Cancelled;
    node.error = stopped;
    run::RunFinished finished;
    finished.state = NodeState::Cancelled;
    finished.error = stopped;
    model.apply({runStarted(), nodeStarted("ask"), told(node, "ask"), told(finished)});
    QVERIFY(!model.error());
    QVERIFY(!model.node("ask")->error);
    QCOMPARE(model.failedNode(), std::string());
    QCOMPARE(model.node("answer")->state, NodeState::Idle);
}

void TestRunModel::theReasonComesFirst()
{
    const auto raised = [](const char *told) {
        return failureReason(Error(ErrorCode::NodeFailed, "The node 'a' failed.")
                                 .as({"UserError", "ToolExecutionError"}, told));
    };
    QCOMPARE(raised("Execution failure in 'a': (KeyError) 'no_such_key'"),
             QString("KeyError: 'no_such_key'"));
    QCOMPARE(raised("Execution failure in 'it's: (b': (ValueError) (x) y"),
             QString("ValueError: (x) y"));
    QCOMPARE(raised("Execution failure in 'a': (StopIteration) "), QString("StopIteration"));
    QCOMPARE(raised("Something else"), QString("The node 'a' failed."));
    QCOMPARE(failureReason(Error(ErrorCode::InvalidFlow, "No such file.")),
             QString("No such file."));
}

QTEST_MAIN(TestRunModel)
#include "tst_runmodel.moc"

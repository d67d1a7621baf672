// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/run/runevents.h"
#include "widgets/run/timelinemodel.h"
#include "widgets/run/timelineview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace postern;
using namespace postern::widgets;
using run::NodeState;
using Kind = TimelineSegment::Kind;
using std::chrono::milliseconds;

/// A run over its time, put together from its events.
class TestTimelineModel : public QObject
{
    Q_OBJECT

private slots:
    void aNodeWaitsThenWorks();
    void aHeldNodeIsNoWorkOfIt();
    void anotherAttemptOfARequestIsASegmentOfItsOwn();
    void aWaitThatIsCutShortEndsWithTheNode();
    void whatNeverStartedHasAMarkAtItsTime();
    void theEndClosesWhatWasOpen();
    void whatHasNoPriceIsNeverFree();
    void whatNobodyIsPaidForHasNoCost();
    void whatPythonAskedByItselfHasNoPrice();
    void aNewRunForgetsTheOneBefore();
    void timesBeforeTheStartCountAsTheStart();
    void rowsAreToldAsAModelShould();
    void thePlayheadGoesWithTheSelection();
    void whatIsNotKnownYetIsToldSo();
    void noChoiceMovesAPlayheadThatHasAHollowEnd();
    void leftAndRightGoFromEndToEnd();
};

static const TimelineRow &rowOf(const TimelineModel &model, const char *node)
{
    return model.rows().at(static_cast<std::size_t>(model.indexOf(node).row()));
}

void TestTimelineModel::aNodeWaitsThenWorks()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask", "answer"});
    events.at(10, run::NodeQueued(), "ask");
    events.at(30, run::NodeStarted(), "ask");
    events.finishNode(130, "ask");
    events.finish(200);
    model.apply(events.all);
    const TimelineRow &row = rowOf(model, "ask");
    QCOMPARE(row.segments.size(), std::size_t(2));
    QCOMPARE(row.segments[0].kind, Kind::Queued);
    QCOMPARE(row.segments[0].begin, milliseconds(10));
    QCOMPARE(row.segments[0].end, milliseconds(30));
    QCOMPARE(row.segments[1].kind, Kind::Work);
    QCOMPARE(row.segments[1].end, milliseconds(130));
    QCOMPARE(row.segments[1].state, NodeState::Done);
    QCOMPARE(model.duration(), milliseconds(200));
    QVERIFY(!model.isRunning());
    QVERIFY(rowOf(model, "answer").segments.empty());
}

void TestTimelineModel::aHeldNodeIsNoWorkOfIt()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeQueued(), "ask");
    events.at(10, run::NodePaused(), "ask");
    model.apply(events.all);
    QCOMPARE(rowOf(model, "ask").state, NodeState::Paused);
    QVERIFY(rowOf(model, "ask").segments.back().isOpen);
    events.all.clear();
    events.at(510, run::NodeResumed(), "ask");
    events.at(520, run::NodeStarted(), "ask");
    events.finishNode(600, "ask");
    model.apply(events.all);
    const auto &segments = rowOf(model, "ask").segments;
    QCOMPARE(segments.size(), std::size_t(4));
    QCOMPARE(segments[1].kind, Kind::Held);
    QCOMPARE(segments[1].end - segments[1].begin, milliseconds(500));
    QCOMPARE(segments[3].kind, Kind::Work);
    QCOMPARE(segments[3].begin, milliseconds(520));
}

void TestTimelineModel::anotherAttemptOfARequestIsASegmentOfItsOwn()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    events.request(50, "ask", 403);
    run::Retrying retrying;
    retrying.wait = milliseconds(100);
    events.at(50, retrying, "ask");
    events.request(190, "ask", 403);
    events.finishNode(200, "ask", NodeState::Failed);
    events.finish(200, NodeState::Failed);
    model.apply(events.all);
    const TimelineRow &row = rowOf(model, "ask");
    QCOMPARE(row.segments.size(), std::size_t(3));
    QCOMPARE(row.segments[0].state, NodeState::Failed);
    QCOMPARE(row.segments[1].kind, Kind::Retry);
    QCOMPARE(row.segments[1].begin, milliseconds(50));
    QCOMPARE(row.segments[1].end, milliseconds(150));
    QCOMPARE(row.segments[2].begin, milliseconds(150));
    QCOMPARE(row.segments[2].end, milliseconds(200));
    QVERIFY2(model.labelOf(row).contains("403"), qPrintable(model.labelOf(row)));
    QVERIFY(model.labelOf(row).contains('2'));
}

void TestTimelineModel::aWaitThatIsCutShortEndsWithTheNode()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    run::Retrying retrying;
    retrying.wait = std::chrono::hours(1);
    events.at(50, retrying, "ask");
    events.finishNode(80, "ask", NodeState::Cancelled);
    model.apply(events.all);
    for (const TimelineSegment &segment : rowOf(model, "ask").segments) {
        QVERIFY(segment.end <= milliseconds(80));
        QVERIFY(segment.begin <= segment.end);
        QVERIFY(!segment.isOpen);
    }
}

void TestTimelineModel::whatNeverStartedHasAMarkAtItsTime()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask", "skipped"});
    events.at(5, run::NodeQueued(), "ask");
    events.finishNode(20, "ask", NodeState::Cached);
    events.finishNode(30, "skipped", NodeState::Bypassed);
    model.apply(events.all);
    const TimelineSegment &cached = rowOf(model, "ask").segments.back();
    QCOMPARE(cached.kind, Kind::Work);
    QCOMPARE(cached.begin, milliseconds(20));
    QCOMPARE(cached.state, NodeState::Cached);
    QCOMPARE(model.labelOf(rowOf(model, "ask")), QString("cached"));
    QCOMPARE(rowOf(model, "skipped").segments.back().state, NodeState::Bypassed);
    QCOMPARE(model.index(0, TimelineModel::Cost).data().toString(), QString("0"));
}

void TestTimelineModel::theEndClosesWhatWasOpen()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask", "late"});
    events.at(0, run::NodeStarted(), "ask");
    events.at(0, run::NodeQueued(), "late");
    events.finish(70, NodeState::Cancelled);
    model.apply(events.all);
    QCOMPARE(rowOf(model, "ask").state, NodeState::Cancelled);
    QCOMPARE(rowOf(model, "ask").segments.back().end, milliseconds(70));
    QCOMPARE(rowOf(model, "late").state, NodeState::Idle);
}

void TestTimelineModel::whatHasNoPriceIsNeverFree()
{
    TimelineModel model;
    model.setPrices([](const std::string &name, const TokenUsage &usage) -> std::optional<double> {
        if (name == "known")
            return 0.5 * static_cast<double>(usage.total);
        return std::nullopt;
    });
    RunEvents events;
    events.start({"a", "b", "c"});
    events.request(10, "a", 200, 4, "known");
    events.finishNode(20, "a", NodeState::Done, 4);
    events.request(10, "b", 200, 6, "unheard of");
    events.finishNode(20, "b", NodeState::Done, 6);
    events.finishNode(20, "c");
    events.finish(30);
    model.apply(events.all);
    QCOMPARE(rowOf(model, "a").spent.cost, 2.0);
    QCOMPARE(rowOf(model, "a").spent.unpriced, 0);
    QCOMPARE(rowOf(model, "b").spent.unpriced, 6);
    QCOMPARE(model.index(0, TimelineModel::Cost).data().toString(), QString("2.0000"));
    QCOMPARE(model.index(1, TimelineModel::Cost).data().toString(), QString("unknown price"));
    QCOMPARE(model.index(2, TimelineModel::Cost).data().toString(), QString::fromUtf8("–"));
    const Spent all = model.spent();
    QCOMPARE(all.usage.total, 10);
    QVERIFY2(dollars(all).contains("unknown price"), qPrintable(dollars(all)));
    QVERIFY(dollars(all).startsWith("$2"));
    QCOMPARE(model.spentByModel().size(), std::size_t(2));
}

void TestTimelineModel::whatNobodyIsPaidForHasNoCost()
{
    TimelineModel model;
    model.setPrices([](const std::string &, const TokenUsage &usage) -> std::optional<double> {
        return 0.5 * static_cast<double>(usage.total);
    });
    RunEvents events;
    events.start({"a", "b"});
    events.request(10, "a", 200, 6, "known", 0); // by the simulator, which has no port
    events.finishNode(20, "a", NodeState::Done, 6);
    model.apply(events.all);
    QCOMPARE(model.index(0, TimelineModel::Cost).data().toString(), QString::fromUtf8("–"));
    QVERIFY(!model.spent().hasCost());
    QCOMPARE(model.spent().usage.total, 6);

    events.all.clear();
    events.request(30, "b", 200, 4, "known");
    events.finishNode(40, "b", NodeState::Done, 4);
    events.finish(50);
    model.apply(events.all);
    QCOMPARE(dollars(model.spent()), QString("$2.0000"));
}

void TestTimelineModel::whatPythonAskedByItselfHasNoPrice()
{
    TimelineModel model;
    model.setPrices([](const std::string &, const TokenUsage &) { return 1.0; });
    RunEvents events;
    events.start({"a"});
    events.request(10, "a", 200, 4);
    events.finishNode(20, "a", NodeState::Done, 10);
    model.apply(events.all);
    QCOMPARE(rowOf(model, "a").spent.usage.total, 10);
    QCOMPARE(rowOf(model, "a").spent.unpriced, 6);
}

void TestTimelineModel::aNewRunForgetsTheOneBefore()
{
    TimelineModel model;
    RunEvents first;
    first.start({"old"});
    first.finishNode(10, "old", NodeState::Done, 8);
    first.finish(10);
    model.apply(first.all);
    RunEvents second;
    second.start({"new"});
    model.apply(second.all);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.isRunning());
    QCOMPARE(model.spent().usage.total, 0);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.duration().count(), 0);
}

void TestTimelineModel::timesBeforeTheStartCountAsTheStart()
{
    TimelineModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(-500, run::NodeStarted(), "ask");
    events.finishNode(-100, "ask");
    events.finish(-50);
    model.apply(events.all);
    for (const TimelineSegment &segment : rowOf(model, "ask").segments)
        QCOMPARE(segment.begin.count(), 0);
    QCOMPARE(model.duration().count(), 0);
}

void TestTimelineModel::rowsAreToldAsAModelShould()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    RunEvents events;
    events.start({"ask"});
    events.at(1, run::NodeStarted(), "ask");
    events.at(2, run::NodeStarted(), "unforeseen"); // comes without having been announced
    events.finishNode(3, "unforeseen");
    events.finish(4);
    for (const run::RunEvent &event : events.all)
        model.apply({event});
    QCOMPARE(model.rowCount(), 2);
}

static RunEvents threeNodes()
{
    RunEvents events;
    events.start({"a", "b", "c"});
    events.at(0, run::NodeStarted(), "a");
    events.finishNode(100, "a");
    events.at(100, run::NodeStarted(), "b");
    events.finishNode(300, "b");
    events.at(300, run::NodeStarted(), "c");
    events.finishNode(400, "c");
    events.finish(400);
    return events;
}

void TestTimelineModel::thePlayheadGoesWithTheSelection()
{
    TimelineModel model;
    TimelineView view(model);
    view.resize(700, 300);
    view.show();
    QSignalSpy chosen(&view, &TimelineView::nodeChosen);
    model.apply(threeNodes().all);
    QCOMPARE(view.playhead(), milliseconds(400)); // nothing is chosen: the end
    view.select("b");
    QCOMPARE(view.playhead(), milliseconds(300));
    QVERIFY(chosen.isEmpty()); // by a program
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.selected(), QString("a"));
    QCOMPARE(view.playhead(), milliseconds(100));
    QCOMPARE(chosen.size(), 1);
    view.setPlayhead(milliseconds(50), milliseconds(400));
    QCOMPARE(view.playhead(), milliseconds(50));
    view.grab();
    model.apply(threeNodes().all); // another run
    QVERIFY(!view.hollowEnd());
}

void TestTimelineModel::whatIsNotKnownYetIsToldSo()
{
    TimelineModel model;
    model.apply(threeNodes().all);
    QCOMPARE(model.beginOf("b"), milliseconds(100));
    QVERIFY(!model.beginOf("none"));
    std::string back; // the node before whose turn one stands
    model.setMoments([&back](const std::string &node) {
        if (back.empty() || node < back)
            return graph::Moment::Now;
        return node == back ? graph::Moment::SteppedBack : graph::Moment::NotYet;
    });
    const QString label = model.labelOf(model.rows()[2]);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    back = "b";
    model.showMoment();
    QCOMPARE(changed.size(), 1);
    QVERIFY(model.isKnown(model.rows()[0]));
    QVERIFY(!model.isKnown(model.rows()[1]));
    QCOMPARE(model.labelOf(model.rows()[2]), QString("not yet (%1)").arg(label));
    QVERIFY(model.index(1, TimelineModel::Node).data(Qt::ForegroundRole).isValid());
    QVERIFY(!model.index(0, TimelineModel::Node).data(Qt::ForegroundRole).isValid());
}

void TestTimelineModel::noChoiceMovesAPlayheadThatHasAHollowEnd()
{
    TimelineModel model;
    TimelineView view(model);
    view.show();
    model.apply(threeNodes().all);
    view.setPlayhead(milliseconds(100), milliseconds(400));
    view.select("c");
    QCOMPARE(view.playhead(), milliseconds(100));
    QTest::keyClick(&view, Qt::Key_Up);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.playhead(), milliseconds(100));
    view.setPlayhead({});
    QVERIFY(!view.hollowEnd());
}

void TestTimelineModel::leftAndRightGoFromEndToEnd()
{
    TimelineModel model;
    TimelineView view(model);
    view.show();
    model.apply(threeNodes().all);
    view.select("c");
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.playhead(), milliseconds(300));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.playhead(), milliseconds(100));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.playhead(), milliseconds(0));
    QCOMPARE(view.selected(), QString("a"));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.playhead(), milliseconds(0));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.playhead(), milliseconds(100));
}

QTEST_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"

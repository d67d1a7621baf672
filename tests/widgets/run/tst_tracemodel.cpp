// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/run/runevents.h"
#include "widgets/run/requestview.h"
#include "widgets/run/textpage.h"
#include "widgets/run/tracemodel.h"
#include "widgets/run/traceview.h"
#include "widgets/run/valuedialog.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace postern;
using namespace postern::widgets;
using run::NodeState;

/// A run as a tree of steps.
class TestTraceModel : public QObject
{
    Q_OBJECT

private slots:
    void requestsStandUnderTheirNode();
    void aSpanStandsUnderTheOneItIsPartOf();
    void aSpanWhoseParentNeverEndedStandsUnderTheNode();
    void aSpanIsLaidOverTheRunWhateverTheWallClockSays();
    void stepsOfAFlowThatIsCalledStandUnderTheCaller();
    void theTreeIsTheSameWhicheverWayItCame();
    void aHundredThousandSpansAreOneStepForTheViews();
    void deeplyNestedSpansAreShown();
    void enterOpensARequestAndAnyOtherStep();
    void secretsOfBodiesAreMasked();
    void stepsThatAreNotKnownYetSaySo();
    void ofManyLargeBodiesTheOldestGo();
};

static QStringList pathsOf(const TraceModel &model,
                           const QModelIndex &parent = {},
                           const QString &path = {})
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex child = model.index(row, 0, parent);
        const QString own = path + '/' + QString::fromStdString(model.step(child)->name);
        all.append(own);
        all.append(pathsOf(model, child, own));
    }
    return all;
}

void TestTraceModel::requestsStandUnderTheirNode()
{
    TraceModel model;
    QSignalSpy told(&model, &TraceModel::requestsChanged);
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    events.request(40, "ask", 429);
    events.request(90, "ask", 200, 12);
    events.finishNode(100, "ask", NodeState::Done, 12);
    model.apply(events.all);
    QCOMPARE(pathsOf(model),
             (QStringList{"/ask",
                          "/ask/POST models.invalid/deployments/mine/chat",
                          "/ask/POST models.invalid/deployments/mine/chat"}));
    QCOMPARE(model.requestsOf("ask").size(), std::size_t(2));
    QVERIFY(model.requestsOf("other").empty());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.front().front().toStringList(), QStringList{"ask"});
    const QModelIndex node = model.indexOfNode("ask");
    QCOMPARE(model.step(model.index(0, 0, node))->state, NodeState::Failed);
    QCOMPARE(model.index(0, TraceModel::State, node).data().toString(), QString("429"));
    QCOMPARE(model.step(model.index(1, 0, node))->begin, std::chrono::milliseconds(80));
}

void TestTraceModel::ofManyLargeBodiesTheOldestGo()
{
    TraceModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    for (int request = 0; request < 10; ++request)
        events.request(request + 1, "ask", 200, 12);
    const auto &attempt = std::get<run::Request>(events.all.back().data).attempt;
    model.setMostBodies(3
                        * (attempt.sent->size() + attempt.received->size()
                           + attempt.pieces.size() * sizeof(std::size_t)));
    model.apply(events.all);
    const auto requests = model.requestsOf("ask");
    QCOMPARE(requests.size(), std::size_t(10));
    for (std::size_t at = 0; at < requests.size(); ++at) {
        QCOMPARE(requests[at]->sent != nullptr, at >= 7);
        QCOMPARE(requests[at]->status, 200); // all else of it stays
    }
    const QModelIndex node = model.indexOfNode("ask");
    QCOMPARE(model.step(model.index(0, 0, node))->request, requests.front());
}

void TestTraceModel::stepsThatAreNotKnownYetSaySo()
{
    TraceModel model;
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    events.request(90, "ask", 200, 12);
    events.finishNode(100, "ask", NodeState::Done, 12);
    model.apply(events.all);
    graph::Moment moment = graph::Moment::Now;
    model.setMoments([&moment](const std::string & /*node*/) { return moment; });
    const QModelIndex node = model.indexOfNode("ask");
    const QModelIndex request = model.index(0, TraceModel::State, node);
    QCOMPARE(request.data().toString(), QString("200"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    moment = graph::Moment::NotYet;
    model.showMoment();
    QCOMPARE(changed.size(), 2); // the node, and what it did
    QCOMPARE(request.data().toString(), QString("not yet (200)"));
    QVERIFY(node.data(Qt::ForegroundRole).isValid());
}

void TestTraceModel::aSpanStandsUnderTheOneItIsPartOf()
{
    TraceModel model;
    RunEvents events;
    events.start({"py"});
    events.at(0, run::NodeStarted(), "py");
    events.span(10, "py", 3, 2, "inner"); // the innermost ends first
    events.span(20, "py", 2, 1, "middle");
    QVERIFY(pathsOf(model).isEmpty());
    events.span(30, "py", 1, std::nullopt, "outer");
    events.span(40, "py", 4, 1, "late");
    events.finishNode(50, "py");
    model.apply(events.all);
    QCOMPARE(pathsOf(model),
             (QStringList{"/py",
                          "/py/outer",
                          "/py/outer/middle",
                          "/py/outer/middle/inner",
                          "/py/outer/late"}));
}

void TestTraceModel::aSpanWhoseParentNeverEndedStandsUnderTheNode()
{
    TraceModel model;
    RunEvents events;
    events.start({"py"});
    events.at(0, run::NodeStarted(), "py");
    events.span(10, "py", 3, 2, "inner");
    events.span(20, "py", 2, 1, "middle");
    events.finish(60, NodeState::Cancelled);
    model.apply(events.all);
    const QStringList paths = pathsOf(model);
    QVERIFY2(paths.contains("/py/middle/inner"), qPrintable(paths.join(' ')));
    QCOMPARE(model.step(model.indexOfNode("py"))->state, NodeState::Cancelled);
}

void TestTraceModel::aSpanIsLaidOverTheRunWhateverTheWallClockSays()
{
    TraceModel model;
    RunEvents events;
    events.start({"py"});
    events.at(0, run::NodeStarted(), "py");
    events.span(100, "py", 1, std::nullopt, "step");
    auto &span = std::get<run::Span>(events.all.back().data);
    span.start += std::chrono::hours(5); // the clock was set
    span.end += std::chrono::hours(5);
    events.span(200, "py", 2, std::nullopt, "backwards");
    auto &odd = std::get<run::Span>(events.all.back().data);
    odd.start = odd.end + std::chrono::hours(1);
    model.apply(events.all);
    const QModelIndex node = model.indexOfNode("py");
    QCOMPARE(model.step(model.index(0, 0, node))->begin, std::chrono::milliseconds(95));
    QCOMPARE(model.step(model.index(1, 0, node))->elapsed.count(), 0);
    QVERIFY(model.step(model.index(1, 0, node))->begin <= std::chrono::milliseconds(200));
}

void TestTraceModel::stepsOfAFlowThatIsCalledStandUnderTheCaller()
{
    TraceModel model;
    RunEvents events;
    events.start({"caller"});
    events.at(0, run::NodeStarted(), "caller");
    events.within("caller");
    events.at(5, run::RunStarted()); // is no other run
    events.at(10, run::NodeStarted(), "inside");
    events.request(20, "inside", 200, 6);
    events.finishNode(30, "inside");
    events.within({});
    events.finishNode(40, "caller");
    model.apply(events.all);
    QCOMPARE(pathsOf(model),
             (QStringList{"/caller",
                          "/caller/inside",
                          "/caller/inside/POST models.invalid/deployments/mine/chat"}));
    QCOMPARE(model.requestsOf("caller").size(), std::size_t(1));
}

void TestTraceModel::theTreeIsTheSameWhicheverWayItCame()
{
    std::mt19937 random(20261130);
    for (int round = 0; round < 60; ++round) {
        RunEvents events;
        events.start({"py"});
        events.at(0, run::NodeStarted(), "py");
        const int count = 1 + static_cast<int>(random() % 40);
        std::vector<std::pair<int, std::optional<int>>> spans;
        for (int id = 1; id <= count; ++id) {
            std::optional<int> parent;
            if (id > 1 && random() % 4 != 0)
                parent = 1 + static_cast<int>(random() % static_cast<unsigned>(id - 1));
            spans.emplace_back(id, parent);
        }
        std::ranges::shuffle(spans, random);
        int time = 1;
        for (const auto &[id, parent] : spans)
            events.span(++time, "py", id, parent, std::to_string(id));
        events.finishNode(1'000, "py");
        TraceModel whole;
        whole.apply(events.all);
        TraceModel pieces;
        const QAbstractItemModelTester tester(&pieces,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const run::RunEvent &event : events.all)
            pieces.apply({event});
        QStringList all = pathsOf(whole);
        QStringList others = pathsOf(pieces);
        QCOMPARE(others, all);
        QCOMPARE(all.size(), count + 1);
        for (const auto &[id, parent] : spans) {
            const QString end = '/' + QString::number(parent.value_or(0)) + '/'
                                + QString::number(id);
            const bool isThere = std::ranges::any_of(all, [&](const QString &path) {
                return parent ? path.endsWith(end) : path == "/py/" + QString::number(id);
            });
            QVERIFY2(isThere, qPrintable(end));
        }
    }
}

void TestTraceModel::aHundredThousandSpansAreOneStepForTheViews()
{
    TraceModel model;
    TraceView view(model);
    view.resize(600, 400);
    view.show();
    QSignalSpy inserted(&model, &TraceModel::rowsInserted);
    QSignalSpy reset(&model, &TraceModel::modelReset);
    RunEvents events;
    events.start({"py"});
    events.at(0, run::NodeStarted(), "py");
    constexpr int kSpans = 100'000;
    for (int id = 1; id <= kSpans; ++id)
        events.span(id,
                    "py",
                    id,
                    id > 1 ? std::optional<std::int64_t>(1 + id / 10) : std::nullopt,
                    "f");
    events.finishNode(kSpans, "py");
    model.apply(events.all);
    QCOMPARE(model.size(), std::size_t(kSpans + 1));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(reset.size(), 1);
    view.select("py");
    view.expand(model.indexOfNode("py"));
    QVERIFY(!view.grab().isNull());
}

void TestTraceModel::deeplyNestedSpansAreShown()
{
    TraceModel model;
    RunEvents events;
    events.start({"py"});
    events.at(0, run::NodeStarted(), "py");
    constexpr int kDepth = 20'000;
    for (int id = kDepth; id >= 1; --id)
        events.span(kDepth - id,
                    "py",
                    id,
                    id > 1 ? std::optional<std::int64_t>(id - 1) : std::nullopt,
                    "f");
    model.apply(events.all);
    int depth = 0;
    for (QModelIndex at = model.indexOfNode("py"); model.rowCount(at) > 0;
         at = model.index(0, 0, at))
        ++depth;
    QCOMPARE(depth, kDepth);
}

void TestTraceModel::enterOpensARequestAndAnyOtherStep()
{
    TraceModel model;
    QWidget window;
    TraceView view(model, &window);
    view.resize(500, 300);
    window.show();
    RunEvents events;
    events.start({"ask"});
    events.at(0, run::NodeStarted(), "ask");
    events.request(40, "ask", 200, 12);
    model.apply(events.all);
    QSignalSpy chosen(&view, &TraceView::nodeChosen);
    view.setCurrentIndex(model.index(0, 0, model.indexOfNode("ask")));
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(&view, Qt::Key_Return);
    auto *dialog = window.findChild<QDialog *>("requestDialog");
    QVERIFY(dialog);
    const QString sent = dialog->findChild<TextPage *>("requestText")->toPlainText();
    QVERIFY2(sent.startsWith("POST models.invalid/deployments/mine/chat"), qPrintable(sent));
    QVERIFY(dialog->findChild<TextPage *>("answerText")->toPlainText().contains("gpt-test"));
    view.setCurrentIndex(model.indexOfNode("ask"));
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(window.findChild<ValueDialog *>());
}

void TestTraceModel::secretsOfBodiesAreMasked()
{
    http::Attempt attempt;
    attempt.method = "POST";
    attempt.host = "h";
    attempt.target = "/";
    attempt.status = 500;
    attempt.sent = std::make_shared<const std::string>(
        R"({"url": "https://x.invalid/?sig=hush-hush", "n": 1})");
    attempt.received = std::make_shared<const std::string>("api-key: hush-hush\nno JSON");
    QVERIFY(requestText(attempt).find("hush-hush") == std::string::npos);
    QVERIFY(requestText(attempt).find("\"n\": 1") != std::string::npos);
    QVERIFY(answerText(attempt).find("hush-hush") == std::string::npos);
    QVERIFY(answerText(attempt).find("no JSON") != std::string::npos);
    attempt.sent = std::make_shared<const std::string>(std::string("\xff\x00\xfe", 3));
    attempt.received.reset();
    RequestView view; // what is no text is shown all the same
    view.setAttempts({std::make_shared<const http::Attempt>(attempt)});
    QCOMPARE(view.findChild<QComboBox *>("requestChoice")->count(), 1);
}

QTEST_MAIN(TestTraceModel)
#include "tst_tracemodel.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/run/runbridge.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <thread>

using namespace postern;
using namespace postern::ide;

namespace {

run::RunEvent chunk(const char *node, std::string text)
{
    run::RunEvent event;
    event.time = run::Clock::now();
    event.origin.node = node;
    event.data = run::NodeChunk{std::move(text)};
    return event;
}

} // namespace

/// What crosses from the engine's thread to the screen's.
class TestRunBridge : public QObject
{
    Q_OBJECT

private slots:
    void aFloodOfChunksArrivesWholeInFewDeliveries();
    void piecesOfCallsAtTheSameTimeStayApart();
    void linesThatANodePrintsArriveTogether();
    void theOrderOfEventsIsKept();
    void whatHasBeenToldIsDeliveredAtOnceWhenTheRunEnds();
};

void TestRunBridge::aFloodOfChunksArrivesWholeInFewDeliveries()
{
    constexpr int kChunks = 10'000;
    RunBridge bridge;
    std::string arrived;
    int deliveries = 0;
    connect(&bridge, &RunBridge::eventsArrived, &bridge, [&](const auto &events) {
        ++deliveries;
        for (const run::RunEvent &event : events)
            arrived += std::get<run::NodeChunk>(event.data).text;
    });
    QElapsedTimer time;
    time.start();
    std::thread engine([&] {
        for (int i = 0; i < kChunks; ++i)
            bridge.onEvent(chunk("answer", "x"));
    });
    QTRY_COMPARE(arrived.size(), static_cast<std::size_t>(kChunks));
    engine.join();
    // Ten a second, and one for the first.
    QVERIFY2(deliveries <= time.elapsed() / 100 + 2, qPrintable(QString::number(deliveries)));
}

void TestRunBridge::piecesOfCallsAtTheSameTimeStayApart()
{
    RunBridge bridge;
    std::map<std::pair<std::size_t, int>, std::string> arrived; // line and attempt
    connect(&bridge, &RunBridge::eventsArrived, &bridge, [&](const auto &events) {
        for (const run::RunEvent &event : events)
            arrived[{event.origin.line, event.origin.attempt}]
                += std::get<run::NodeChunk>(event.data).text;
    });
    // A flow that Python code calls twice is one run of two lines, with nodes of the same names.
    const auto say = [&](std::size_t line, int attempt, const char *text) {
        run::RunEvent event = chunk("inner", text);
        event.origin.run = "called";
        event.origin.line = line;
        event.origin.attempt = attempt;
        bridge.onEvent(event);
    };
    say(0, 1, "a");
    say(1, 1, "x");
    say(0, 1, "b");
    say(1, 2, "-");
    say(1, 1, "y");
    QTRY_COMPARE(arrived.size(), 3U);
    QCOMPARE((arrived[{0, 1}]), std::string("ab"));
    QCOMPARE((arrived[{1, 1}]), std::string("xy"));
    QCOMPARE((arrived[{1, 2}]), std::string("-"));
}

void TestRunBridge::linesThatANodePrintsArriveTogether()
{
    RunBridge bridge;
    std::vector<run::RunEvent> arrived;
    connect(&bridge, &RunBridge::eventsArrived, &bridge, [&](const auto &events) {
        arrived.insert(arrived.end(), events.begin(), events.end());
    });
    const auto print = [&](const char *node, bool isError, const char *text) {
        run::RunEvent event;
        event.origin.node = node;
        event.data = run::NodeLog{isError, text};
        bridge.onEvent(event);
    };
    print("a", false, "1\n");
    print("a", false, "2\n");
    print("a", true, "3\n");
    print("b", true, "4\n");
    QTRY_COMPARE(arrived.size(), 3U);
    QCOMPARE(std::get<run::NodeLog>(arrived[0].data).text, std::string("1\n2\n"));
}

void TestRunBridge::theOrderOfEventsIsKept()
{
    RunBridge bridge;
    QStringList arrived;
    connect(&bridge, &RunBridge::eventsArrived, &bridge, [&](const auto &events) {
        for (const run::RunEvent &event : events) {
            if (const auto *text = std::get_if<run::NodeChunk>(&event.data))
                arrived.append(QString::fromStdString(event.origin.node + ':' + text->text));
            else
                arrived.append("finished");
        }
    });
    bridge.onEvent(chunk("a", "1"));
    bridge.onEvent(chunk("b", "1"));
    bridge.onEvent(chunk("a", "2"));
    run::RunEvent finished;
    finished.origin.node = "a";
    finished.data = run::NodeFinished();
    bridge.onEvent(finished);
    bridge.onEvent(chunk("b", "2"));
    QTRY_COMPARE(arrived, (QStringList{"a:12", "b:1", "finished", "b:2"}));
}

void TestRunBridge::whatHasBeenToldIsDeliveredAtOnceWhenTheRunEnds()
{
    RunBridge bridge;
    QSignalSpy events(&bridge, &RunBridge::eventsArrived);
    bridge.onEvent(chunk("a", "1"));
    bridge.flush();
    QCOMPARE(events.count(), 1);
    QCoreApplication::processEvents(); // what had been scheduled finds nothing more to tell
    QCOMPARE(events.count(), 1);
    bridge.onEvent(chunk("a", "2"));
    QTRY_COMPARE(events.count(), 2);
}

QTEST_GUILESS_MAIN(TestRunBridge)
#include "tst_runbridge.moc"

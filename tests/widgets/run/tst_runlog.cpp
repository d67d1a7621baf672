// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/runlog.h"

#include <QTest>

using namespace postern;
using widgets::RunLog;

/// What nodes print, as it comes.
class TestRunLog : public QObject
{
    Q_OBJECT

private slots:
    void everyLineSaysWhoseItIs();
    void whatIsNoNodesStandsAlone();
    void ofAFloodTheEndIsKept();
    void aLongLineIsShortened();
    void aFailureIsShortAndAStopHasNoReason();

private:
    static std::vector<run::RunEvent> printed(std::string text, const char *node = "say")
    {
        run::RunEvent event;
        event.origin.node = node;
        event.data = run::NodeLog{false, std::move(text)};
        return {event};
    }
    // Without the times.
    static QStringList linesOf(const RunLog &log)
    {
        QStringList lines = log.toPlainText().split('\n');
        for (QString &line : lines)
            line.remove(0, line.indexOf("  ") + 2);
        return lines;
    }
};

void TestRunLog::everyLineSaysWhoseItIs()
{
    RunLog log;
    log.append(printed("one\n\ntwo\n"));
    log.append(printed("three "));
    log.append(printed("in pieces\nfour"));
    const QStringList whole{"say | one", "say | two", "say | three in pieces"};
    QCOMPARE(linesOf(log), whole);
    run::NodeFinished finished;
    run::RunEvent end;
    end.origin.node = "say";
    end.data = finished;
    log.append({end});
    QCOMPARE(linesOf(log).at(3), QString("say | four"));
}

void TestRunLog::whatIsNoNodesStandsAlone()
{
    RunLog log;
    log.append(printed("importing\n", ""));
    log.append(printed("said\n"));
    QCOMPARE(linesOf(log), QStringList({"importing", "say | said"}));
}

void TestRunLog::ofAFloodTheEndIsKept()
{
    RunLog log;
    log.append(printed("before\n"));
    std::string text;
    for (int number = 0; number < 100'000; ++number)
        text += "line " + std::to_string(number) + '\n';
    log.append(printed(text));
    const QStringList lines = linesOf(log);
    QCOMPARE(lines.size(), 20'000);
    QCOMPARE(lines.first(), QString("say | line 80000"));
    QCOMPARE(lines.last(), QString("say | line 99999"));
}

void TestRunLog::aLongLineIsShortened()
{
    RunLog log;
    log.append(printed(std::string(10'000'000, 'x')));
    QCOMPARE(linesOf(log).first().size(), 6 + 2'000 + 1);
    QVERIFY(log.toPlainText().endsWith(QString::fromUtf8("x…")));
}

void TestRunLog::aFailureIsShortAndAStopHasNoReason()
{
    RunLog log;
    run::RunFinished finished;
    finished.state = run::NodeState::Failed;
    finished.error = Error(ErrorCode::NodeFailed, std::string(500'000, 'x'));
    run::RunEvent event;
    event.data = finished;
    log.append({event});
    QVERIFY(log.toPlainText().size() < 3'000);
    log.clear();
    finished.state = run::NodeState::Cancelled;
    finished.error = Error(ErrorCode::Cancelled, "The run was cancelled.");
    event.data = finished;
    log.append({event});
    QVERIFY2(!log.toPlainText().contains("was cancelled"), qPrintable(log.toPlainText()));
}

QTEST_MAIN(TestRunLog)
#include "tst_runlog.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/run/runevents.h"
#include "widgets/run/diffpage.h"
#include "widgets/run/logmodel.h"
#include "widgets/run/logview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace postern;
using namespace postern::widgets;

/// A run's log, and the texts of two runs over one another.
class TestLogModel : public QObject
{
    Q_OBJECT

private slots:
    void aLineSaysHowMuchItMatters_data();
    void aLineSaysHowMuchItMatters();
    void whatHappensAndWhatIsWrittenIsALineEach();
    void linesAreFilteredByLevelNodeAndText();
    void ofVeryManyLinesTheNewestAreKept();
    void theWordsThatDifferAreFound_data();
    void theWordsThatDifferAreFound();
    void aDifferenceMarksItsLines();
};

void TestLogModel::aLineSaysHowMuchItMatters_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isError");
    QTest::addColumn<int>("level");
    const auto row = [](const char *line, bool isError, LogLevel level) {
        QTest::newRow(line) << QString(line) << isError << static_cast<int>(level);
    };
    row("hello", false, LogLevel::Info);
    row("hello", true, LogLevel::Warning);
    row("2026-01-01 WARNING  slow", false, LogLevel::Warning);
    row("INFO:root:to standard error", true, LogLevel::Info);
    row("[ERROR] broken", false, LogLevel::Error);
    row("DEBUG x", true, LogLevel::Debug);
    row("ERRORS are counted", false, LogLevel::Info);
    row("NO_ERROR", false, LogLevel::Info);
    row("ValueError: no such thing", true, LogLevel::Error);
    row("ValueError: no such thing", false, LogLevel::Info);
    row("", false, LogLevel::Info);
}

void TestLogModel::aLineSaysHowMuchItMatters()
{
    QFETCH(QString, line);
    QFETCH(bool, isError);
    QFETCH(int, level);
    QCOMPARE(static_cast<int>(levelOf(line, isError)), level);
}

static RunEvents someLog()
{
    RunEvents events;
    events.start({"a", "b"});
    events.at(1, run::NodeStarted(), "a");
    events.at(2, run::NodeLog{false, "first "}, "a");
    events.at(3, run::NodeLog{false, "line\nsecond"}, "a");
    events.finishNode(4, "a");
    events.at(5, run::NodeLog{true, "WARNING of b\n"}, "b");
    events.finishNode(6, "b", run::NodeState::Failed);
    events.finish(7, run::NodeState::Failed);
    return events;
}

static QStringList textsOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, LogModel::Text).data().toString());
    return texts;
}

void TestLogModel::whatHappensAndWhatIsWrittenIsALineEach()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const run::RunEvent &event : someLog().all)
        model.apply({event});
    const QStringList texts = textsOf(model);
    QVERIFY2(texts.contains("first line"), qPrintable(texts.join('|')));
    QVERIFY(texts.contains("second"));
    QCOMPARE(texts.front(), QString("run started"));
    QVERIFY(texts.back().startsWith("failed"));
    QCOMPARE(model.nodes(), (QStringList{"a", "b"}));
}

void TestLogModel::linesAreFilteredByLevelNodeAndText()
{
    LogModel model;
    LogView view(model, false);
    view.show();
    QSignalSpy chosen(&view, &LogView::nodeChosen);
    model.apply(someLog().all);
    auto *table = view.findChild<QTreeView *>("logTable");
    const int all = view.count();
    QVERIFY(all < model.rowCount()); // what only a debugger wants isn't shown at first
    view.findChild<QComboBox *>("logLevel")->setCurrentIndex(0);
    QCOMPARE(view.count(), model.rowCount());
    view.findChild<QComboBox *>("logLevel")->setCurrentIndex(3);
    for (const QString &text : textsOf(*table->model()))
        QVERIFY2(text.startsWith("failed"), qPrintable(text));
    view.findChild<QComboBox *>("logLevel")->setCurrentIndex(0);
    auto *nodes = view.findChild<QComboBox *>("logNode");
    QCOMPARE(nodes->count(), 3);
    nodes->setCurrentIndex(nodes->findText("b"));
    QVERIFY(!textsOf(*table->model()).contains("first line"));
    nodes->setCurrentIndex(0);
    view.findChild<QLineEdit *>("logText")->setText("LINE");
    QCOMPARE(textsOf(*table->model()), QStringList{"first line"});
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toString(), QString("a"));
    model.clear();
    QCOMPARE(view.count(), 0);
}

void TestLogModel::ofVeryManyLinesTheNewestAreKept()
{
    LogModel model;
    RunEvents events;
    events.start({"a"});
    std::string text;
    for (int line = 0; line < 120'000; ++line)
        text += std::to_string(line) + '\n';
    events.at(1, run::NodeLog{false, text}, "a");
    model.apply(events.all);
    QVERIFY(model.rowCount() <= 50'000);
    QCOMPARE(textsOf(model).back(), QString("119999"));
    QVERIFY(model.dropped() > 0);
}

void TestLogModel::theWordsThatDifferAreFound_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("lost");
    QTest::addColumn<QString>("won");
    QTest::newRow("a word") << "Answer in English." << "Answer in Korean." << "English" << "Korean";
    QTest::newRow("no part of a word") << "one two" << "one twelve" << "two" << "twelve";
    QTest::newRow("only more") << "Reply." << "Reply soon." << "" << " soon";
    QTest::newRow("all") << "abc" << "xyz" << "abc" << "xyz";
    QTest::newRow("none") << "same" << "same" << "" << "";
    QTest::newRow("repeated") << "a a" << "a a a" << "" << " a";
    QTest::newRow("empty") << "" << "new" << "" << "new";
}

void TestLogModel::theWordsThatDifferAreFound()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const DifferingWords words = differingWords(before, after);
    QTEST(before.mid(words.before.first, words.before.second), "lost");
    QTEST(after.mid(words.after.first, words.after.second), "won");
    QVERIFY(words.before.second >= 0);
    QVERIFY(words.after.second >= 0);
    // Taking the one for the other makes the one text of the other.
    QString made = before;
    made.replace(words.before.first,
                 words.before.second,
                 after.mid(words.after.first, words.after.second));
    QCOMPARE(made, after);
}

void TestLogModel::aDifferenceMarksItsLines()
{
    DiffPage page;
    page.setDiff(" same\n-Answer in English.\n+Answer in Korean.\n same");
    QCOMPARE(page.toPlainText().split('\n').size(), 4);
    QCOMPARE(page.extraSelections().size(), 4); // both lines, and the word in each
    page.setDiff(std::string(2'000'000, 'x'));
    QVERIFY(page.toPlainText().size() < 500'000);
}

QTEST_MAIN(TestLogModel)
#include "tst_logmodel.moc"

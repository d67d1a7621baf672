// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/sourcecheck.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <memory>

using namespace postern;
using namespace postern::ide;

/// What is said of templates and JSON that are being edited.
class TestSourceChecks : public QObject
{
    Q_OBJECT

private slots:
    void aTextIsCheckedAwayFromHereAndOnce();
    void theLatestTextOfAFileCounts();
    void everyFileHasItsAnswer();
    void whatNobodyChecksIsKnownAtOnce();

private:
    std::unique_ptr<Buffer> bufferOf(const char *name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no folder to write in");
        file.write(text);
        file.close();
        return std::make_unique<Buffer>(file.fileName());
    }

    QTemporaryDir m_folder;
};

void TestSourceChecks::aTextIsCheckedAwayFromHereAndOnce()
{
    const auto buffer = bufferOf("greet.jinja2", "hello\n{% if %}\n");
    SourceChecks checks;
    QSignalSpy found(&checks, &SourceChecks::found);
    QVERIFY(!checks.of(*buffer));
    QVERIFY(!checks.of(*buffer)); // asked by a second view
    QVERIFY(found.wait());
    const std::vector<SourceProblem> *const problems = checks.of(*buffer);
    QVERIFY(problems);
    QCOMPARE(problems->size(), 1U);
    QCOMPARE(problems->front().line, 2);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(found.size(), 1); // no second check was made
}

void TestSourceChecks::theLatestTextOfAFileCounts()
{
    const auto buffer = bufferOf("rows.jsonl", "{\"a\": 1}\n{\"a\": }\n");
    SourceChecks checks;
    QVERIFY(!checks.of(*buffer));
    buffer->apply({buffer->text().find(" }") + 1, 0, "2"});
    QVERIFY(!checks.of(*buffer));
    buffer->apply({0, 0, "no JSON\n"});
    QVERIFY(!checks.of(*buffer));
    QTRY_VERIFY(checks.of(*buffer));
    QCOMPARE(checks.of(*buffer)->size(), 1U);
    QCOMPARE(checks.of(*buffer)->front().line, 1);
}

void TestSourceChecks::everyFileHasItsAnswer()
{
    std::vector<std::unique_ptr<Buffer>> buffers;
    for (const char *name : {"a.json", "b.json", "c.json", "d.jinja"})
        buffers.push_back(bufferOf(name, "{\n"));
    SourceChecks checks;
    for (const auto &buffer : buffers)
        checks.of(*buffer);
    for (const auto &buffer : buffers)
        QTRY_VERIFY(checks.of(*buffer));
    QVERIFY(!checks.of(*buffers[0])->empty());
    QVERIFY(!checks.of(*buffers[2])->empty());
    QVERIFY(checks.of(*buffers[3])->empty()); // a lone brace is text to a template
}

void TestSourceChecks::whatNobodyChecksIsKnownAtOnce()
{
    const auto python = bufferOf("code.py", "def (\n");
    const auto huge = bufferOf("huge.json", QByteArray(1'500'000, '['));
    SourceChecks checks;
    for (const Buffer *buffer : {python.get(), huge.get()}) {
        QVERIFY(checks.of(*buffer));
        QVERIFY(checks.of(*buffer)->empty());
    }
}

QTEST_GUILESS_MAIN(TestSourceChecks)
#include "tst_sourcechecks.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/idefixture.h"

#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace postern::ide;

/// The Korean texts: all there, with the same places to fill in, and switched to at run time.
class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void everyTextOfTheProgramIsTranslated();
    void theLanguageChangesWhileTheProgramRuns();
};

static QStringList placeholders(const QString &text)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("%[0-9n]"));
    QStringList found;
    for (auto it = kPlaceholder.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    found.sort();
    return found;
}

void TestTranslations::everyTextOfTheProgramIsTranslated()
{
    const QString root = QStringLiteral(POSTERN_SOURCE_DIR);
    QTemporaryDir folder;
    const QString path = folder.filePath("postern_ko.ts");
    QVERIFY(QFile::copy(root + "/translations/postern_ko.ts", path));

    // What the sources say now, so that a text that was added since is missed.
    QProcess update;
    update.setWorkingDirectory(root);
    update.start(LUPDATE,
                 {"-silent",
                  "-I",
                  root,
                  "-no-obsolete",
                  "-locations",
                  "none",
                  "app/ide",
                  "widgets",
                  "-ts",
                  path});
    QVERIFY(update.waitForFinished(60'000));
    QCOMPARE(update.exitCode(), 0);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    int count = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            const bool isUnfinished = xml.attributes().hasAttribute("type");
            const QString translation = xml.readElementText();
            QVERIFY2(!isUnfinished && !translation.isEmpty(), qPrintable(source));
            QVERIFY2(placeholders(translation) == placeholders(source), qPrintable(source));
            ++count;
        }
    }
    QVERIFY(!xml.hasError());
    QVERIFY(count > 150);
}

void TestTranslations::theLanguageChangesWhileTheProgramRuns()
{
    IdeFixture ide;
    writeNumbersFlow(ide);
    ide.start(ide.folder());
    QCOMPARE(ide.action(ActionId::Run).text(), QString("Run"));
    ide.click("say");

    ide.application().setLanguage("ko");
    QCOMPARE(ide.action(ActionId::Run).text(), QString::fromUtf8("실행"));
    QVERIFY(
        ide.window().menuBar()->actions().first()->text().startsWith(QString::fromUtf8("파일")));
    QCOMPARE(ide.window().selectedNode(), QString("say"));

    ide.application().setLanguage("en");
    QCOMPARE(ide.action(ActionId::Run).text(), QString("Run"));
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"

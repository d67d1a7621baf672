// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/bottompane.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/run/problemmodel.h"
#include "widgets/run/strip.h"

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
    void aProblemIsToldInTheLanguageOfTheWindow();
    void aSyntaxErrorIsToldInTheLanguageOfTheWindow();
    void anErrorIsToldInTheLanguageOfTheWindow();
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

    const QString sentences = folder.filePath("sentences.cpp");
    QCOMPARE(QProcess::execute(root + "/scripts/sentences", {sentences}), 0);

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
                  sentences,
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

void TestTranslations::aProblemIsToldInTheLanguageOfTheWindow()
{
    IdeFixture ide;
    ide.write("flow.dag.yaml",
              "inputs: {}\noutputs: {}\nnodes:\n"
              "- {name: begin, type: python, source: {type: code, path: begin.py}, inputs: {}}\n"
              "- {name: '%1', type: python, source: {type: code, path: begin.py},"
              " inputs: {x: '${begim.output}'}}\n");
    ide.write("begin.py",
              "from promptflow.core import tool\n\n\n@tool\ndef begin(x=0):\n    return x\n");
    ide.start(ide.folder(), "ko");
    const auto first = [&ide](int role) {
        const auto &problems = ide.child<BottomPane>("bottomPane").problems();
        return problems.index(0, postern::widgets::ProblemModel::Message).data(role).toString();
    };
    QTRY_VERIFY(ide.child<BottomPane>("bottomPane").problems().rowCount() > 0);
    // The node's name isn't taken for a place of the sentence.
    QCOMPARE(first(Qt::DisplayRole),
             QString::fromUtf8("노드 '%1'이(가) 존재하지 않는 노드 'begim'을(를) 참조합니다."));
    QVERIFY(first(Qt::ToolTipRole).contains(QString::fromUtf8("혹시 'begin'을(를) 뜻하셨나요?")));

    ide.application().setLanguage("en");
    QTRY_COMPARE(first(Qt::DisplayRole),
                 QString("The node '%1' refers to the node 'begim', which doesn't exist."));
}

void TestTranslations::aSyntaxErrorIsToldInTheLanguageOfTheWindow()
{
    IdeFixture ide;
    ide.write("flow.dag.yaml", "inputs: {}\noutputs: {}\nnodes: [a, b\n");
    ide.start(ide.folder(), "ko");
    const auto told = [&ide] { return ide.child<postern::widgets::Strip>("brokenStrip").text(); };
    QTRY_VERIFY2(told().contains(QString::fromUtf8("대괄호 목록이 닫히지 않았습니다.")),
                 qPrintable(told()));
}

void TestTranslations::anErrorIsToldInTheLanguageOfTheWindow()
{
    IdeFixture ide;
    writeNumbersFlow(ide);
    ide.write("say.py",
              "import datetime\n\nfrom promptflow.core import tool\n\n\n@tool\n"
              "def say(number: int):\n    return datetime.date(2026, 1, 2)\n");
    Settings().trust(ide.folder());
    ide.start(ide.folder(), "ko");
    QTRY_VERIFY(ide.action(ActionId::Run).isEnabled());
    ide.action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!ide.session().runs().isBusy(), 30'000);
    const auto told = [&ide] { return ide.child<postern::widgets::Strip>("failedStrip").text(); };
    QTRY_VERIFY2(told().startsWith(
                     QString::fromUtf8("흐름 출력 'text'의 유형은 date(으)로, JSON으로 "
                                       "나타낼 수 없습니다.")),
                 qPrintable(told()));

    ide.application().setLanguage("en");
    QVERIFY2(told().startsWith("The flow output 'text' is a date, which JSON has no form for."),
             qPrintable(told()));
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"

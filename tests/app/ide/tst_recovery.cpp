// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/buffer.h"
#include "app/ide/panes/editorpane.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/strip.h"

#include <QProcess>
#include <QPushButton>
#include <QTabWidget>

#include <cstdio>

using namespace postern;
using namespace postern::ide;
using widgets::CodeEditor;
using widgets::CodeView;
using widgets::Strip;

/// The program is killed while someone types: the next start has the text.
class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_ide = std::make_unique<IdeFixture>();
        writeNumbersFlow(*m_ide);
    }
    void cleanup() { m_ide.reset(); }

    void textTypedBeforeAKillIsRestored();
    void whatWasSavedIsNotRestored();
    void whatWasRestoredIsSaid();
    void allThatWasRestoredCanBeDiscarded();
    void aHomeThatKeepsNothingIsSaid();
    void aFileChangedMeanwhileIsNotWrittenOver();
    void anEndedProgramLeavesNothing();

private:
    /// Runs the program in a process of its own, types into a file, and kills it.
    void typeAndKill(const QStringList &arguments);
    QStringList journal()
    {
        const QDir root(qEnvironmentVariable("POSTERN_HOME") + "/journal");
        QStringList files;
        for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            files += QDir(root.filePath(name)).entryList({"*.unsaved"});
        return files;
    }
    static void click(const Strip &strip, const QString &text)
    {
        for (QPushButton *button : strip.findChildren<QPushButton *>()) {
            if (button->text() == text)
                return button->click();
        }
        QFAIL(qPrintable("no button " + text));
    }
    CodeEditor &open(const QString &name)
    {
        m_ide->window().findChild<EditorPane *>()->openFile(m_ide->folder() + '/' + name);
        return *m_ide->child<QTabWidget>("editorTabs").currentWidget()->findChild<CodeEditor *>();
    }

    std::unique_ptr<IdeFixture> m_ide;
};

// The program as started by a user, with a hand at the keys. Ends only by being killed.
static int typingProgram(QApplication &qt, const QStringList &arguments)
{
    Options options;
    options.path = arguments[2];
    const Application application(qt, options);
    auto *pane = application.window()->findChild<EditorPane *>();
    pane->openFile(arguments[2] + "/say.py");
    auto *editor = application.window()
                       ->findChild<QTabWidget *>("editorTabs")
                       ->currentWidget()
                       ->findChild<CodeEditor *>();
    editor->setFocus();
    QTest::keyClicks(editor, "# typed before the kill ");
    if (arguments.contains("save")) {
        QCoreApplication::processEvents();
        pane->saveAll();
    }
    QTimer::singleShot(1000, qApp, [] { // what is promised: a second after the change
        std::puts("typed");
        std::fflush(stdout);
    });
    return QApplication::exec();
}

void TestRecovery::typeAndKill(const QStringList &arguments)
{
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(),
                  QStringList{"--type", m_ide->folder()} + arguments);
    QVERIFY(program.waitForReadyRead(60'000));
    program.kill(); // SIGKILL
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
}

void TestRecovery::textTypedBeforeAKillIsRestored()
{
    typeAndKill({});
    QCOMPARE(journal().size(), 1);
    m_ide->startTrusted();
    CodeEditor &editor = open("say.py");
    QVERIFY(editor.text().startsWith("# typed before the kill from"));
    QVERIFY(m_ide->child<Strip>("recoveredStrip").isVisible());
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").tabText(1), QString::fromUtf8("say.py ●"));
    m_ide->save(ActionId::SaveAll);
    QTRY_VERIFY(journal().isEmpty());
    QFile file(m_ide->folder() + "/say.py");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("# typed before the kill "));
}

void TestRecovery::whatWasSavedIsNotRestored()
{
    typeAndKill({"save"});
    m_ide->startTrusted();
    QVERIFY(!m_ide->child<Strip>("recoveredStrip").isVisible());
    QVERIFY(open("say.py").text().startsWith("# typed before the kill from"));
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").tabText(1), QString("say.py"));
}

void TestRecovery::whatWasRestoredIsSaid()
{
    typeAndKill({});
    m_ide->startTrusted();
    auto &strip = m_ide->child<Strip>("recoveredStrip");
    QVERIFY(strip.isVisible());
    QVERIFY(strip.text().contains("say.py"));
    open("say.py");
    int told = 0; // once is enough
    for (const Strip *each : m_ide->window().findChildren<Strip *>())
        told += each->isVisible() ? 1 : 0;
    QCOMPARE(told, 1);
    m_ide->action(ActionId::ModeDebug).trigger(); // has no editors
    click(strip, "Compare");
    QVERIFY(m_ide->child<CodeView>("comparison").isVisible());
    QVERIFY(m_ide->child<CodeView>("comparison").text().contains("+# typed before the kill "));
    click(strip, "Show");
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").currentIndex(), 1);
    m_ide->save(ActionId::SaveAll);
    QTRY_VERIFY(!strip.isVisible());
}

void TestRecovery::allThatWasRestoredCanBeDiscarded()
{
    typeAndKill({});
    m_ide->startTrusted();
    auto &strip = m_ide->child<Strip>("recoveredStrip");
    const auto answer = [&](const QString &text) {
        QTimer::singleShot(0, this, [text] {
            for (QAbstractButton *button :
                 QApplication::activeModalWidget()->findChildren<QAbstractButton *>()) {
                if (button->text() == text)
                    return button->click();
            }
        });
        click(strip, "Discard");
    };
    answer("Cancel");
    QVERIFY(open("say.py").text().startsWith("# typed before"));
    answer("Discard");
    QVERIFY(open("say.py").text().startsWith("from"));
    QVERIFY(!strip.isVisible());
    QTRY_VERIFY(journal().isEmpty());
}

void TestRecovery::aHomeThatKeepsNothingIsSaid()
{
    const QString home = qEnvironmentVariable("POSTERN_HOME");
    QDir(home).removeRecursively();
    QFile file(home); // where a folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_ide->startTrusted();
    auto &strip = m_ide->child<Strip>("homeStrip");
    QTRY_VERIFY(strip.isVisible());
    QVERIFY(strip.text().contains(home));
    QTest::keyClicks(&open("say.py"), "# unsaved ");

    click(strip, "Try again");
    QVERIFY(file.remove());
    click(strip, "Try again");
    QTRY_VERIFY(!strip.isVisible());
    QTRY_COMPARE(journal().size(), 1); // what was waiting is kept now
    QTRY_VERIFY(QFileInfo::exists(home + "/ide.ini"));
    m_ide->action(ActionId::Undo).trigger();
}

void TestRecovery::aFileChangedMeanwhileIsNotWrittenOver()
{
    typeAndKill({});
    m_ide->write("say.py", "written by another\n");
    m_ide->startTrusted();
    QVERIFY(open("say.py").text().startsWith("# typed before the kill from"));
    QVERIFY(m_ide->window().findChild<Strip *>("changedStrip"));
    m_ide->save(ActionId::SaveAll);
    QFile file(m_ide->folder() + "/say.py");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("written by another\n"));
}

void TestRecovery::anEndedProgramLeavesNothing()
{
    m_ide->startTrusted();
    QTest::keyClicks(&open("say.py"), "#");
    QTRY_COMPARE(journal().size(), 1);
    m_ide->action(ActionId::Undo).trigger();
    QTRY_VERIFY(journal().isEmpty());
}

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    if (QCoreApplication::arguments().value(1) == QLatin1String("--type"))
        return typingProgram(qt, QCoreApplication::arguments());
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_recovery.moc"

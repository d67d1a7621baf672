// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/buffer.h"
#include "app/ide/editorpane.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/strip.h"

#include <sys/resource.h>

#include <QElapsedTimer>
#include <QInputMethodEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>

#include <csignal>

using namespace postern;
using namespace postern::ide;
using widgets::CodeEditor;
using widgets::Strip;

/// Editing the files of a flow folder in the window, by keys and mouse.
class TestEditing : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_ide = std::make_unique<IdeFixture>();
        writeNumbersFlow(*m_ide);
    }
    void cleanup() { m_ide.reset(); }

    void typingInTheFlowChangesTheGraphAndIsSavedByteForByte();
    void hangulComposedInTheFlowIsOneStepAndNotDoubled();
    void brokenYamlKeepsTheGraphAndUndoesToTheLastGood();
    void theCaretChoosesTheNodeWithoutTakingTheFocus();
    void oneUndoStackServesAllFiles();
    void aFileOnTwoScreensIsOneText();
    void anUnsavedFileIsAskedForBeforeItsTabCloses();
    void anUnsavedFileIsAskedForBeforeTheWindowCloses();
    void aRunOffersToSaveWhatItReads();
    void aCleanFileIsReadAnewKeepingTheCaret();
    void aDirtyFileChangedOnDiskOffersThreeWays();
    void aDeletedFileCanBeSavedAgain();
    void aReadOnlyFileIsSaidAndCanBeMadeWritable();
    void bytesThatAreNoTextStayAsTheyAre();
    void aFileThatCantBeReadIsNotWrittenOver();
    void aDiskThatIsFullKeepsTheOldFileAndTheText();
    void fiftyMegabytesOpenWithoutFreezing();
    void aLineThatIsTooLongIsNotShown();
    void problemsStandInTheMargin();
    void anotherLanguageKeepsWhatIsUnsaved();
    void referencesAreCompleted();

private:
    void start() { m_ide->startTrusted(); }
    CodeEditor &flowText() { return m_ide->child<CodeEditor>("flowText"); }
    CodeEditor &open(const QString &name)
    {
        m_ide->window().findChild<EditorPane *>()->openFile(m_ide->folder() + '/' + name);
        auto *tabs = &m_ide->child<QTabWidget>("editorTabs");
        auto *editor = tabs->currentWidget()->findChild<CodeEditor *>();
        editor->setFocus();
        return *editor;
    }
    QByteArray onDisk(const QString &name)
    {
        QFile file(m_ide->folder() + '/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }
    void key(CodeEditor &editor, Qt::Key code, Qt::KeyboardModifiers held = {})
    {
        QTest::keyClick(&editor, code, held);
        QCoreApplication::processEvents();
    }
    QString tabText(int tab) { return m_ide->child<QTabWidget>("editorTabs").tabText(tab); }
    // Clicks a button of the next message box, or of the strip.
    void answer(const QString &button)
    {
        QTimer::singleShot(0, this, [this, button] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return answer(button);
            for (QAbstractButton *each : box->buttons()) {
                if (each->text() == button)
                    return each->click();
            }
            QFAIL(qPrintable("no button " + button));
        });
    }
    Strip *strip(const char *name)
    {
        return m_ide->window().findChild<Strip *>(QLatin1String(name));
    }
    void click(const char *stripName, const QString &button)
    {
        Strip *const found = strip(stripName);
        QVERIFY(found);
        for (QPushButton *each : found->findChildren<QPushButton *>()) {
            if (each->text() == button)
                return each->click();
        }
        QFAIL(qPrintable("no button " + button));
    }

    std::unique_ptr<IdeFixture> m_ide;
};

void TestEditing::typingInTheFlowChangesTheGraphAndIsSavedByteForByte()
{
    // A byte order mark, Windows line ends, comments, odd spaces and no last newline.
    QByteArray text = "\xEF\xBB\xBF" + onDisk("flow.dag.yaml").replace("\n", "\r\n");
    text.replace("nodes:", "# the nodes \t\r\nnodes:  ");
    text.chop(2);
    m_ide->write("flow.dag.yaml", text);
    QFile::setPermissions(m_ide->folder() + "/flow.dag.yaml",
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const qsizetype at = text.indexOf("double\r\n  type");
    editor.setCaret(static_cast<std::size_t>(at));
    QTest::keyClicks(&editor, "re");
    QTRY_VERIFY(tabText(0).contains(QChar(0x25CF)));
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("redouble"));
    QVERIFY(!m_ide->canvas().graphScene()->node("double"));
    QCOMPARE(onDisk("flow.dag.yaml"), text); // not saved by itself

    key(editor, Qt::Key_S, Qt::ControlModifier);
    QByteArray expected = text;
    expected.insert(at, "re");
    QCOMPARE(onDisk("flow.dag.yaml"), expected);
    QCOMPARE(QFileInfo(m_ide->folder() + "/flow.dag.yaml").permissions() & QFile::ExeOwner,
             QFile::ExeOwner);
    QVERIFY(!tabText(0).contains(QChar(0x25CF)));

    key(editor, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("double"));
    QCOMPARE(editor.contents(), text.toStdString());
    key(editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("redouble"));
}

void TestEditing::hangulComposedInTheFlowIsOneStepAndNotDoubled()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::string text = editor.contents();
    const Buffer &buffer = *m_ide->session().document()->buffer();
    editor.setCaret(0);
    const auto compose = [&](const char *preedit, const char *commit = "") {
        QInputMethodEvent event(QString::fromUtf8(preedit), {});
        event.setCommitString(QString::fromUtf8(commit));
        QCoreApplication::sendEvent(&editor, &event);
        QCoreApplication::processEvents();
    };
    QTest::keyClicks(&editor, "# ");
    QTRY_COMPARE(buffer.text(), "# " + text);
    for (const char *syllable : {"ㅎ", "하", "한"}) {
        compose(syllable);
        QCOMPARE(buffer.text(), "# " + text);        // nothing is published
        key(editor, Qt::Key_Z, Qt::ControlModifier); // and nothing undone
        m_ide->action(ActionId::Undo).trigger();
        QCOMPARE(buffer.text(), "# " + text);
    }
    compose("", "한");
    QCOMPARE(buffer.text(), "# 한" + text);
    QCOMPARE(editor.contents(), buffer.text());
    QTRY_VERIFY(m_ide->session().document()->isSettled());
    QCOMPARE(m_ide->session().document()->flow().text(), "# 한" + text);
    while (m_ide->action(ActionId::Undo).isEnabled())
        m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(buffer.text(), text);
    QCOMPARE(editor.contents(), text);
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(editor.contents(), buffer.text());
    QVERIFY(buffer.text().find("한한") == std::string::npos);
}

void TestEditing::brokenYamlKeepsTheGraphAndUndoesToTheLastGood()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::string text = editor.contents();
    editor.setCaret(text.find("- name: say"));
    QTest::keyClicks(&editor, "}[");
    auto &broken = m_ide->child<Strip>("brokenStrip");
    QTRY_VERIFY(broken.isVisible());
    QVERIFY(broken.accessibleName().contains("Line 17"));
    QVERIFY(m_ide->canvas().graphScene()->node("say"));
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(m_ide->action(ActionId::Run).toolTip().contains("Line 17"));
    editor.setCaret(0);
    click("brokenStrip", "Go to line");
    int line = 0;
    int column = 0;
    editor.getCursorPosition(&line, &column);
    QCOMPARE(line, 16);

    click("brokenStrip", "Undo to last good");
    QTRY_VERIFY(!broken.isVisible());
    QCOMPARE(editor.contents(), text);
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
}

void TestEditing::theCaretChoosesTheNodeWithoutTakingTheFocus()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(editor.contents().find("path: say.py"));
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().selectedNode(), QString("say"));
    QVERIFY(editor.hasFocus());
    QCOMPARE(editor.firstTintedLine(), 17);
    editor.setCaret(editor.contents().find("path: double.py"));
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("double"));
    QVERIFY(m_ide->child<CodeEditor>("nodeSource").text().contains("def double"));
}

void TestEditing::oneUndoStackServesAllFiles()
{
    start();
    const QByteArray flow = onDisk("flow.dag.yaml");
    flowText().setFocus();
    flowText().setCaret(0);
    QTest::keyClicks(&flowText(), "#a");
    QCoreApplication::processEvents();
    CodeEditor &source = open("say.py");
    QTest::keyClicks(&source, "#b");
    QCoreApplication::processEvents();
    QCOMPARE(tabText(1), QString::fromUtf8("say.py ●"));

    key(source, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(source.text().startsWith("from"));
    QVERIFY(flowText().text().startsWith("#a"));
    QCOMPARE(tabText(1), QString("say.py")); // clean again without having been saved
    key(source, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(flowText().text().startsWith("inputs"));
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").currentIndex(), 0); // it is shown where
    QVERIFY(!m_ide->action(ActionId::Undo).isEnabled());
    m_ide->action(ActionId::Redo).trigger();
    m_ide->action(ActionId::Redo).trigger();
    m_ide->action(ActionId::SaveAll).trigger();
    QCOMPARE(onDisk("flow.dag.yaml"), "#a" + flow);
    QVERIFY(onDisk("say.py").startsWith("#bfrom"));
}

void TestEditing::aFileOnTwoScreensIsOneText()
{
    start();
    CodeEditor &tab = open("say.py");
    m_ide->click("say");
    auto &source = m_ide->child<CodeEditor>("nodeSource");
    source.setFocus();
    source.setCaret(0);
    QTest::keyClicks(&source, "# two ");
    QTRY_VERIFY(tab.text().startsWith("# two from"));
    tab.setFocus();
    tab.setCaret(0);
    QTest::keyClicks(&tab, "x");
    QTRY_VERIFY(source.text().startsWith("x# two from"));
}

void TestEditing::anUnsavedFileIsAskedForBeforeItsTabCloses()
{
    start();
    const QByteArray before = onDisk("say.py");
    CodeEditor *editor = &open("say.py");
    QTest::keyClicks(editor, "#");
    auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    answer("Cancel");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(tabs.count(), 2);
    answer("Discard");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(tabs.count(), 1);
    QCOMPARE(onDisk("say.py"), before);
    editor = &open("say.py");
    QCOMPARE(editor->contents(), before.toStdString());
    QTest::keyClicks(editor, "#");
    answer("Save");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(onDisk("say.py"), "#" + before);
}

void TestEditing::anUnsavedFileIsAskedForBeforeTheWindowCloses()
{
    start();
    QTest::keyClicks(&open("say.py"), "#");
    answer("Cancel");
    m_ide->window().close();
    QVERIFY(m_ide->window().isVisible());
    answer("Cancel");
    m_ide->window().openPath(m_ide->folder());
    QVERIFY(m_ide->session().document()->workspace().unsaved().size() == 1);
    answer("Save all");
    m_ide->window().close();
    QVERIFY(!m_ide->window().isVisible());
    QVERIFY(onDisk("say.py").startsWith("#from"));
}

void TestEditing::aRunOffersToSaveWhatItReads()
{
    start();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    CodeEditor &editor = open("say.py");
    editor.setCaret(editor.contents().find("It is"));
    QTest::keyClicks(&editor, "Now ");
    answer("Cancel");
    m_ide->action(ActionId::Run).trigger();
    QVERIFY(!m_ide->session().runs().isBusy());
    answer("Save all and run");
    m_ide->action(ActionId::Run).trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_ide->state("say"), run::NodeState::Done, 60'000);
    QVERIFY(onDisk("say.py").contains("Now It is"));
}

void TestEditing::aCleanFileIsReadAnewKeepingTheCaret()
{
    start();
    CodeEditor &editor = open("say.py");
    const QByteArray before = onDisk("say.py");
    editor.setCaret(static_cast<std::size_t>(before.indexOf("def say")));
    m_ide->write("say.py", "# new\n" + before);
    QTRY_VERIFY(editor.text().startsWith("# new\n"));
    QCOMPARE(editor.caret(), static_cast<std::size_t>(before.indexOf("def say") + 6));
    QVERIFY(!strip("changedStrip"));
    QCOMPARE(tabText(1), QString("say.py"));
}

void TestEditing::aDirtyFileChangedOnDiskOffersThreeWays()
{
    start();
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "# mine ");
    QCoreApplication::processEvents();
    m_ide->write("say.py", "theirs\n");
    QTRY_VERIFY(strip("changedStrip"));
    QVERIFY(editor.text().startsWith("# mine"));
    // Saving doesn't write over what nobody has looked at.
    m_ide->action(ActionId::Save).trigger();
    QCOMPARE(onDisk("say.py"), QByteArray("theirs\n"));
    click("changedStrip", "Compare");
    const auto &diff = m_ide->child<widgets::CodeView>("comparison");
    QVERIFY(diff.text().contains("-theirs"));
    QVERIFY(diff.text().contains("+# mine"));
    m_ide->action(ActionId::CloseTab).trigger();
    click("changedStrip", "Keep mine");
    m_ide->action(ActionId::SaveAll).trigger();
    QVERIFY(onDisk("say.py").startsWith("# mine"));

    QTest::keyClicks(&editor, "# more ");
    QCoreApplication::processEvents();
    m_ide->write("say.py", "theirs again\n");
    QTRY_VERIFY(strip("changedStrip"));
    click("changedStrip", "Reload");
    QCOMPARE(editor.text(), QString("theirs again\n"));
    m_ide->action(ActionId::Undo).trigger(); // even that can be taken back
    QVERIFY(editor.text().contains("# more"));
}

void TestEditing::aDeletedFileCanBeSavedAgain()
{
    start();
    CodeEditor &editor = open("say.py");
    const QByteArray before = onDisk("say.py");
    QVERIFY(QFile::remove(m_ide->folder() + "/say.py"));
    QTRY_VERIFY(strip("goneStrip"));
    QCOMPARE(editor.contents(), before.toStdString());
    click("goneStrip", "Save again");
    QCOMPARE(onDisk("say.py"), before);
    QVERIFY(!strip("goneStrip") || !strip("goneStrip")->isVisible());
}

void TestEditing::aReadOnlyFileIsSaidAndCanBeMadeWritable()
{
    start();
    const QString path = m_ide->folder() + "/say.py";
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "#");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    m_ide->action(ActionId::Save).trigger();
    QVERIFY(strip("saveFailedStrip"));
    QVERIFY(onDisk("say.py").startsWith("from")); // not replaced behind its owner's back
    m_ide->session().document()->workspace().check();
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    click("saveFailedStrip", "Try again");
    QVERIFY(onDisk("say.py").startsWith("#from"));
}

void TestEditing::bytesThatAreNoTextStayAsTheyAre()
{
    m_ide->write("latin.txt", "caf\xe9\r\n\xff\xfe end");
    start();
    CodeEditor &editor = open("latin.txt");
    QVERIFY(strip("encodingStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->action(ActionId::SaveAll).trigger();
    QCOMPARE(onDisk("latin.txt"), QByteArray("caf\xe9\r\n\xff\xfe end"));
    QCOMPARE(editor.contents(), std::string("caf\xe9\r\n\xff\xfe end"));
}

void TestEditing::aFileThatCantBeReadIsNotWrittenOver()
{
    QVERIFY(QDir().mkdir(m_ide->folder() + "/locked")); // what nobody can read as a file
    start();
    CodeEditor &editor = open("locked");
    QVERIFY(strip("goneStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->action(ActionId::Save).trigger();
    m_ide->session().document()->workspace().check();
    QVERIFY(editor.contents().empty());
    QVERIFY(strip("saveFailedStrip") || strip("goneStrip"));
    QVERIFY(QFileInfo(m_ide->folder() + "/locked").isDir());
}

void TestEditing::aDiskThatIsFullKeepsTheOldFileAndTheText()
{
    start();
    const QByteArray before = onDisk("say.py");
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "# more than fits");
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    rlimit none = old;
    none.rlim_cur = 16; // the write fails in its midst
    setrlimit(RLIMIT_FSIZE, &none);
    m_ide->action(ActionId::Save).trigger();
    setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(strip("saveFailedStrip"));
    QVERIFY2(strip("saveFailedStrip")->text().contains("can't be written"),
             qPrintable(strip("saveFailedStrip")->text()));
    QCOMPARE(onDisk("say.py"), before);
    QVERIFY(editor.text().startsWith("# more than fits"));
    QCOMPARE(QDir(m_ide->folder()).entryList(QDir::Files | QDir::Hidden).size(), 3);
    click("saveFailedStrip", "Try again");
    QVERIFY(onDisk("say.py").startsWith("# more than fits"));
}

void TestEditing::fiftyMegabytesOpenWithoutFreezing()
{
    const QByteArray row = R"({"question": "What is it?", "answer": "It is a row of text."})"
                           "\n";
    const QByteArray text = row.repeated(50'000'000 / row.size());
    m_ide->write("large.jsonl", text);
    start();
    QElapsedTimer time;
    time.start();
    CodeEditor &editor = open("large.jsonl");
    QCoreApplication::processEvents();
    qInfo("50 MB opened in %lld ms", time.restart());
    QVERIFY(strip("largeStrip"));
    QTest::keyClicks(&editor, "abc");
    QCoreApplication::processEvents();
    qInfo("three keys in %lld ms", time.restart());
    m_ide->action(ActionId::Save).trigger();
    qInfo("saved in %lld ms", time.elapsed());
    QCOMPARE(QFileInfo(m_ide->folder() + "/large.jsonl").size(), text.size() + 3);
}

void TestEditing::aLineThatIsTooLongIsNotShown()
{
    const QByteArray text = '"' + QByteArray(3'000'000, 'a') + '"';
    m_ide->write("line.json", text);
    start();
    CodeEditor &editor = open("line.json");
    QVERIFY(strip("largeStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->action(ActionId::SaveAll).trigger();
    QCOMPARE(onDisk("line.json"), text);
}

void TestEditing::problemsStandInTheMargin()
{
    m_ide->write("bad.jinja2", "system:\n{% if x %}\nhello\n");
    m_ide->write("rows.jsonl", "{\"a\": 1}\n{\"a\": }\n");
    start();
    QTRY_COMPARE(open("bad.jinja2").problems().size(), 1U);
    CodeEditor &rows = open("rows.jsonl");
    QTRY_COMPARE(rows.problems().size(), 1U);
    QCOMPARE(rows.problems().front().line, 2);
    rows.setCaret(rows.contents().find(": }") + 2);
    QTest::keyClicks(&rows, "2");
    QTRY_VERIFY(rows.problems().empty());
    QTRY_VERIFY(rows.markersAtLine(1) != 0U); // the bar of a changed line
    QCOMPARE(rows.markersAtLine(0), 0U);
    m_ide->action(ActionId::SaveAll).trigger();
    QTRY_COMPARE(rows.markersAtLine(1), 0U);

    flowText().setFocus();
    const std::size_t at = flowText().contents().find("double.output");
    flowText().select(at, at + 6);
    QTest::keyClicks(&flowText(), "nobody");
    QTRY_VERIFY(!flowText().problems().empty());
    QCOMPARE(flowText().problems().front().line, 23);
}

void TestEditing::anotherLanguageKeepsWhatIsUnsaved()
{
    start();
    QTest::keyClicks(&open("say.py"), "# x");
    m_ide->application().setLanguage("ko");
    QCOMPARE(tabText(1), QString::fromUtf8("say.py ●"));
    QVERIFY(open("say.py").text().startsWith("# x"));
    m_ide->action(ActionId::Undo).trigger();
    QVERIFY(open("say.py").text().startsWith("from"));
    m_ide->application().setLanguage("en");
}

void TestEditing::referencesAreCompleted()
{
    m_ide->write("answer.jinja2", "{{ }}\n");
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::size_t at = editor.contents().find("${double.output}");
    editor.select(at, at + 16);
    QTest::keyClicks(&editor, "${inp");
    QTRY_VERIFY(editor.isListActive());
    QTest::keyClick(&editor, Qt::Key_Return);
    QTRY_VERIFY(editor.text().contains("    number: ${inputs.number}\n"));
}

QTEST_MAIN(TestEditing)
#include "tst_editing.moc"

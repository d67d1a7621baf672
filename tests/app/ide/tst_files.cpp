// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/editingtest.h"

#include <sys/resource.h>

#include <QClipboard>
#include <QElapsedTimer>
#include <QToolButton>

#include <csignal>

using namespace postern;
using namespace postern::ide;

/// What becomes of the files on the disk: changed, deleted, locked, broken, huge, or no room left.
class TestFiles : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aCleanFileIsReadAnewKeepingTheCaret();
    void theStatusBarSaysTheKindAndTheLineEnds();
    void aDirtyFileChangedOnDiskOffersThreeWays();
    void typingGoesOnWhileTheDiskIsBusy();
    void aDeletedFileCanBeSavedAgain();
    void aDeletedFileCanBeSavedUnderAnotherName();
    void aFileLockedWhileOpenCanBeMadeWritable();
    void aReadOnlyFileIsSaidAndCanBeMadeWritable();
    void aFileThatCouldNotBeSavedIsMadeWritableAndSaved();
    void bytesThatAreNoTextStayAsTheyAre();
    void aFileThatCantBeReadIsNotWrittenOver();
    void aDiskThatIsFullKeepsTheOldFileAndTheText();
    void fiftyMegabytesOpenWithoutFreezing();
    void aLineThatIsTooLongIsNotShown();
};

void TestFiles::aCleanFileIsReadAnewKeepingTheCaret()
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

void TestFiles::theStatusBarSaysTheKindAndTheLineEnds()
{
    m_ide->write("notes.md", "one line");
    start();
    const auto &said = m_ide->child<QToolButton>("statusFile");
    QCOMPARE(said.text(), QString::fromUtf8("YAML · LF"));
    CodeEditor &editor = open("notes.md");
    QCOMPARE(said.text(), QString::fromUtf8("Markdown · LF"));
    editor.setFocus();
    editor.selectAll();
    QApplication::clipboard()->setText("one\r\ntwo\r\n");
    m_ide->action(ActionId::Paste).trigger();
    QTRY_COMPARE(said.text(),
                 QString::fromUtf8(editor.contents().find("\r\n") == std::string::npos
                                       ? "Markdown · LF"
                                       : "Markdown · CRLF"));
    m_ide->save(ActionId::Save);
    m_ide->write("notes.md", "one\r\ntwo\r\nthree\n");
    QTRY_COMPARE(said.text(), QString::fromUtf8("Markdown · Mixed line ends"));
    m_ide->write("notes.md", "1\r\n2\r\n");
    QTRY_COMPARE(said.text(), QString::fromUtf8("Markdown · CRLF"));
}

void TestFiles::aDirtyFileChangedOnDiskOffersThreeWays()
{
    start();
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "# mine ");
    QCoreApplication::processEvents();
    m_ide->write("say.py", "theirs\n");
    QTRY_VERIFY(strip("changedStrip"));
    QVERIFY(editor.text().startsWith("# mine"));
    // Saving doesn't write over what nobody has looked at.
    m_ide->save(ActionId::Save);
    QCOMPARE(onDisk("say.py"), QByteArray("theirs\n"));
    click("changedStrip", "Compare");
    const auto &diff = m_ide->child<widgets::CodeView>("comparison");
    QVERIFY(diff.text().contains("-theirs"));
    QVERIFY(diff.text().contains("+# mine"));
    m_ide->action(ActionId::CloseTab).trigger();
    click("changedStrip", "Keep mine");
    m_ide->save(ActionId::SaveAll);
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

void TestFiles::typingGoesOnWhileTheDiskIsBusy()
{
    start();
    CodeEditor &editor = open("say.py");
    const QByteArray before = onDisk("say.py");
    QTest::keyClicks(&editor, "# one ");
    m_ide->action(ActionId::Save).trigger();
    Workspace &workspace = m_ide->session().document()->workspace();
    const Buffer &buffer = *workspace.find(m_ide->folder() + "/say.py");
    QVERIFY(buffer.isSaving());
    workspace.check();
    QTest::keyClicks(&editor, "two ");
    editor.flush();
    QTRY_VERIFY(!buffer.isSaving());
    QCOMPARE(onDisk("say.py"), "# one " + before);
    QVERIFY(buffer.isDirty());
    QVERIFY(!strip("changedStrip"));

    // What is asked for while a save goes on comes after it.
    m_ide->action(ActionId::Save).trigger();
    QTest::keyClicks(&editor, "three ");
    m_ide->action(ActionId::Save).trigger();
    QTRY_VERIFY(!buffer.isDirty());
    QCOMPARE(onDisk("say.py"), "# one two three " + before);
}

void TestFiles::aDeletedFileCanBeSavedAgain()
{
    start();
    CodeEditor &editor = open("say.py");
    const QByteArray before = onDisk("say.py");
    QVERIFY(QFile::remove(m_ide->folder() + "/say.py"));
    QTRY_VERIFY(strip("goneStrip"));
    QCOMPARE(editor.contents(), before.toStdString());
    click("goneStrip", "Save again");
    QTRY_COMPARE(onDisk("say.py"), before);
    QTRY_VERIFY(!strip("goneStrip") || !strip("goneStrip")->isVisible());
}

void TestFiles::aDeletedFileCanBeSavedUnderAnotherName()
{
    start();
    QTest::keyClicks(&open("say.py"), "# kept ");
    QCoreApplication::processEvents();
    QVERIFY(QFile::remove(m_ide->folder() + "/say.py"));
    QTRY_VERIFY(strip("goneStrip"));
    chooseFile(m_ide->folder() + "/other.py");
    click("goneStrip", "Save as…");
    QVERIFY(onDisk("other.py").startsWith("# kept from"));
    QVERIFY(!QFile::exists(m_ide->folder() + "/say.py"));
    auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    QTRY_COMPARE(tabs.count(), 2);
    QCOMPARE(tabText(1), QString("other.py"));
    QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
}

void TestFiles::aFileLockedWhileOpenCanBeMadeWritable()
{
    start();
    open("say.py");
    QVERIFY(QFile::setPermissions(m_ide->folder() + "/say.py", QFile::ReadOwner));
    m_ide->session().document()->workspace().check(); // as coming back to the window does
    QVERIFY(strip("protectedStrip"));
    click("protectedStrip", "Make writable");
    QVERIFY(!strip("protectedStrip") || !strip("protectedStrip")->isVisible());
    QVERIFY(QFileInfo(m_ide->folder() + "/say.py").permissions() & QFile::WriteOwner);
}

void TestFiles::aReadOnlyFileIsSaidAndCanBeMadeWritable()
{
    start();
    const QString path = m_ide->folder() + "/say.py";
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "#");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    m_ide->save(ActionId::Save);
    QVERIFY(strip("saveFailedStrip"));
    QVERIFY(onDisk("say.py").startsWith("from")); // not replaced behind its owner's back
    m_ide->session().document()->workspace().check();
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    click("saveFailedStrip", "Try again");
    QTRY_VERIFY(onDisk("say.py").startsWith("#from"));
}

void TestFiles::aFileThatCouldNotBeSavedIsMadeWritableAndSaved()
{
    const QString path = m_ide->folder() + "/say.py";
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    start();
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "#one ");
    m_ide->save(ActionId::Save);
    click("saveFailedStrip", "Make writable");
    QTRY_VERIFY(onDisk("say.py").startsWith("#one from"));
    QTRY_VERIFY(!strip("saveFailedStrip") && !strip("protectedStrip"));

    // It was locked after it was opened, and nobody has looked since.
    QTest::keyClicks(&editor, "two ");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    m_ide->save(ActionId::Save);
    click("saveFailedStrip", "Make writable");
    QTRY_VERIFY(onDisk("say.py").startsWith("#one two from"));
}

void TestFiles::bytesThatAreNoTextStayAsTheyAre()
{
    m_ide->write("latin.txt", "caf\xe9\r\n\xff\xfe end");
    start();
    CodeEditor &editor = open("latin.txt");
    QVERIFY(strip("encodingStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->save(ActionId::SaveAll);
    QCOMPARE(onDisk("latin.txt"), QByteArray("caf\xe9\r\n\xff\xfe end"));
    QCOMPARE(editor.contents(), std::string("caf\xe9\r\n\xff\xfe end"));
}

void TestFiles::aFileThatCantBeReadIsNotWrittenOver()
{
    QVERIFY(QDir().mkdir(m_ide->folder() + "/locked")); // what nobody can read as a file
    start();
    CodeEditor &editor = open("locked");
    QVERIFY(strip("goneStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->save(ActionId::Save);
    m_ide->session().document()->workspace().check();
    QVERIFY(editor.contents().empty());
    QVERIFY(strip("saveFailedStrip") || strip("goneStrip"));
    QVERIFY(QFileInfo(m_ide->folder() + "/locked").isDir());
}

void TestFiles::aDiskThatIsFullKeepsTheOldFileAndTheText()
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
    m_ide->save(ActionId::Save);
    setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(strip("saveFailedStrip"));
    QVERIFY2(strip("saveFailedStrip")->text().contains("can't be written"),
             qPrintable(strip("saveFailedStrip")->text()));
    QCOMPARE(onDisk("say.py"), before);
    QVERIFY(editor.text().startsWith("# more than fits"));
    QCOMPARE(QDir(m_ide->folder()).entryList(QDir::Files | QDir::Hidden).size(), 3);
    click("saveFailedStrip", "Try again");
    QTRY_VERIFY(onDisk("say.py").startsWith("# more than fits"));
}

void TestFiles::fiftyMegabytesOpenWithoutFreezing()
{
    const QByteArray line = "A line of a text that is no data set, which would open as a table.\n";
    const QByteArray text = line.repeated(50'000'000 / line.size());
    m_ide->write("large.txt", text);
    start();
    QElapsedTimer time;
    time.start();
    CodeEditor &editor = open("large.txt");
    QCoreApplication::processEvents();
    qInfo("50 MB opened in %lld ms", time.restart());
    QVERIFY(strip("largeStrip"));
    QTest::keyClicks(&editor, "abc");
    QCoreApplication::processEvents();
    qInfo("three keys in %lld ms", time.restart());
    m_ide->save(ActionId::Save);
    qInfo("saved in %lld ms", time.elapsed());
    QCOMPARE(QFileInfo(m_ide->folder() + "/large.txt").size(), text.size() + 3);
}

void TestFiles::aLineThatIsTooLongIsNotShown()
{
    const QByteArray text = '"' + QByteArray(3'000'000, 'a') + '"';
    m_ide->write("line.json", text);
    start();
    CodeEditor &editor = open("line.json");
    QVERIFY(strip("largeStrip"));
    QTest::keyClicks(&editor, "x");
    m_ide->save(ActionId::SaveAll);
    QCOMPARE(onDisk("line.json"), text);
}

QTEST_MAIN(TestFiles)
#include "tst_files.moc"

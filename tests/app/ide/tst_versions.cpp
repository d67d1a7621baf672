// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/fileversions.h"
#include "app/ide/panes/versionsview.h"
#include "tests/app/ide/editingtest.h"

#include <QDir>
#include <QListWidget>

using namespace postern;
using namespace postern::ide;
using widgets::CodeView;

/// Each save keeps what the file held.
class TestVersions : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void eachSaveKeepsAVersion();
    void whatStoodThereBeforeIsKeptOnce();
    void theOldestGo();
    void largeFilesAreNotKept();
    void onlyTheOwnerCanReadThem();
    void aVersionIsShownAndRestored();
    void anUnwritableHomeStopsNoSave();

private:
    static QStringList textsOf(const QString &path)
    {
        QStringList texts;
        for (const FileVersion &version : FileVersions::of(path))
            texts.append(QString::fromStdString(FileVersions::read(version)));
        return texts;
    }
    QString path(const QString &name) { return m_ide->folder() + '/' + name; }
};

void TestVersions::eachSaveKeepsAVersion()
{
    start();
    CodeEditor &editor = open("say.py");
    const QString first = QString::fromUtf8(onDisk("say.py"));
    for (const char *typed : {"# one\n", "# two\n"}) {
        QTest::keyClicks(&editor, QString::fromLatin1(typed).trimmed());
        key(editor, Qt::Key_Return);
        m_ide->save(ActionId::Save);
    }
    m_ide->session().document()->workspace().versions().settle();
    const QStringList kept = textsOf(path("say.py"));
    QCOMPARE(kept.size(), 3);
    QCOMPARE(kept.last(), first);
    QCOMPARE(kept.first(), QString::fromUtf8(onDisk("say.py")));
    QVERIFY(kept[1].startsWith("# one"));
    QVERIFY(!kept[1].contains("# two"));
}

void TestVersions::whatStoodThereBeforeIsKeptOnce()
{
    FileVersions versions;
    const QDateTime old = QDateTime::currentDateTime().addDays(-1);
    versions.keep("/f/a.txt", "first", old, "second");
    versions.keep("/f/a.txt", "second", QDateTime::currentDateTime(), "third");
    versions.keep("/f/a.txt", "of another program", old.addSecs(60), "fourth");
    versions.keep("/f/a.txt", "fourth", QDateTime::currentDateTime(), "fourth"); // saved again
    versions.settle();
    const QStringList kept = textsOf("/f/../f/a.txt");
    QCOMPARE(kept.size(), 5);
    QCOMPARE(kept.count("fourth"), 1);
    QCOMPARE(kept.count("of another program"), 1);
    QCOMPARE(kept.last(), QString("first"));
    QVERIFY(textsOf("/f/b.txt").isEmpty());
}

void TestVersions::theOldestGo()
{
    FileVersions versions;
    for (int number = 0; number < FileVersions::kMostOfFile + 20; ++number)
        versions.keep("/f/a.txt",
                      std::to_string(number),
                      QDateTime::currentDateTime(),
                      std::to_string(number + 1));
    versions.settle();
    const QStringList kept = textsOf("/f/a.txt");
    QCOMPARE(kept.size(), FileVersions::kMostOfFile);
    QCOMPARE(kept.first(), QString::number(FileVersions::kMostOfFile + 20));
    const std::string large(3'900'000, 'x');
    for (int number = 0; number < 6; ++number)
        versions.keep("/f/large.txt", "", {}, large + std::to_string(number));
    versions.settle();
    QCOMPARE(FileVersions::of("/f/large.txt").size(), 4);
}

void TestVersions::largeFilesAreNotKept()
{
    FileVersions versions;
    versions.keep("/f/a.txt", "small", {}, std::string(FileVersions::kLargestKept + 1, 'x'));
    versions.settle();
    QVERIFY(FileVersions::of("/f/a.txt").empty());
}

void TestVersions::onlyTheOwnerCanReadThem()
{
    FileVersions versions;
    versions.keep("/f/a.txt", "", {}, "text");
    versions.settle();
    const QFileInfo file(FileVersions::of("/f/a.txt").front().file);
    constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::ReadOther;
    QVERIFY(!(file.permissions() & kOthers));
    QVERIFY(!(QFileInfo(file.path()).permissions() & kOthers));
}

void TestVersions::aVersionIsShownAndRestored()
{
    start();
    const QByteArray first = onDisk("say.py");
    CodeEditor &editor = open("say.py");
    QTest::keyClicks(&editor, "# typed ");
    m_ide->save(ActionId::Save);
    m_ide->action(ActionId::FileVersions).trigger();
    auto &list = m_ide->child<QListWidget>("versionsList");
    QCOMPARE(list.count(), 2);
    list.setCurrentRow(1);
    QVERIFY(m_ide->child<CodeView>("versionsChanges").text().contains("+# typed "));
    m_ide->child<QPushButton>("restoreVersion").click();
    QCOMPARE(open("say.py").text().toUtf8(), first);
    m_ide->action(ActionId::Undo).trigger(); // one step
    QVERIFY(open("say.py").text().startsWith("# typed "));
    QVERIFY(onDisk("say.py").startsWith("# typed ")); // nothing is saved by it
}

void TestVersions::anUnwritableHomeStopsNoSave()
{
    QFile file(qEnvironmentVariable("POSTERN_HOME") + "/versions"); // where a folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    start();
    QTest::keyClicks(&open("say.py"), "# typed ");
    m_ide->save(ActionId::Save);
    QVERIFY(onDisk("say.py").startsWith("# typed "));
    QVERIFY(file.remove());
}

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"

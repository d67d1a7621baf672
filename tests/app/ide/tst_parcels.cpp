// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/question.h"
#include "app/ide/window/flowparcels.h"
#include "engine/store/ziparchive.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/run/strip.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

using namespace postern;
using namespace postern::ide;

/// Zip files become folders and flows zip files, in the window.
class TestParcels : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        start();
    }
    void cleanup() { tearDown(); }

    void whatIsTypedIsPacked();
    void keysThatStayBehindAreNamed();
    void anArchiveBecomesAFolderAndOpens();
    void whatIsNoArchiveIsSaid();
    void aCopyIsOpened();
    void theDialogsProposeNamesThatAreFree();

private:
    FlowParcels &parcels() { return *m_ide->window().findChild<FlowParcels *>(); }
    QString out(const QString &name) { return m_out.filePath(name); }
    static QString shownNote()
    {
        const auto *const note = qobject_cast<Question *>(QApplication::activeModalWidget());
        QStringList words;
        if (note) {
            for (const auto *part : note->findChildren<QLabel *>())
                words.append(part->text());
            for (const auto *part : note->findChildren<QWidget *>())
                words.append(part->property("plainText").toString());
        }
        return words.join(' ');
    }

    QTemporaryDir m_out;
};

void TestParcels::whatIsTypedIsPacked()
{
    auto *editors = m_ide->window().findChild<EditorPane *>();
    editors->openFile(m_ide->folder() + "/say.py");
    editors->focusText();
    QTest::keyClicks(QApplication::focusWidget(), "# typed ");
    parcels().pack(out("sent.zip"));
    QTRY_VERIFY(QApplication::activeModalWidget());
    QApplication::activeModalWidget()->close();
    store::ZipArchive(out("sent.zip").toStdString()).unpackTo(out("received").toStdString());
    QFile file(out("received/say.py"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("# typed "));
}

void TestParcels::keysThatStayBehindAreNamed()
{
    m_ide->write(".env", "KEY=secret");
    parcels().pack(out("named.zip"));
    QTRY_VERIFY(QApplication::activeModalWidget());
    QVERIFY2(shownNote().contains("Left out"), qPrintable(shownNote()));
    QApplication::activeModalWidget()->close();
}

void TestParcels::anArchiveBecomesAFolderAndOpens()
{
    parcels().pack(out("flow.zip"));
    QTRY_VERIFY(QApplication::activeModalWidget());
    QApplication::activeModalWidget()->close();
    parcels().unpack(out("flow.zip"), out("unpacked"));
    QTRY_COMPARE(m_ide->session().document()->folder(),
                 QFileInfo(out("unpacked")).canonicalFilePath());
    QVERIFY(m_ide->session().isRestricted()); // another's, until it is trusted
}

void TestParcels::whatIsNoArchiveIsSaid()
{
    QFile file(out("page.zip"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<html>");
    file.close();
    parcels().unpack(out("page.zip"), out("page"));
    auto &strip = m_ide->child<widgets::Strip>("noticeStrip");
    QTRY_VERIFY(strip.isVisible());
    QVERIFY(strip.title().contains("it is no zip file"));
    QVERIFY(!QFileInfo::exists(out("page")));
}

void TestParcels::aCopyIsOpened()
{
    parcels().duplicate(m_ide->folder(), out("second"));
    QTRY_COMPARE(m_ide->session().document()->folder(),
                 QFileInfo(out("second")).canonicalFilePath());
    QVERIFY(QFileInfo::exists(out("second/say.py")));
}

void TestParcels::theDialogsProposeNamesThatAreFree()
{
    QVERIFY(QDir(m_out.path()).mkdir("taken"));
    QFile archive(out("taken.zip"));
    QVERIFY(archive.open(QIODevice::WriteOnly));
    archive.close();
    QString proposed;
    QTimer::singleShot(0, this, [&proposed] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        proposed = dialog ? dialog->findChild<QLineEdit *>("fileNameEdit")->text() : QString();
        if (dialog)
            dialog->reject();
    });
    parcels().askToUnpack(out("taken.zip"));
    QCOMPARE(proposed, QString("taken-2"));
}

QTEST_MAIN(TestParcels)
#include "tst_parcels.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/filetabs.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/theme/filedialog.h"

#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>

using namespace postern;
using namespace postern::ide;

namespace {

/// Presses a key in the next question, once it stands.
void pressInQuestion(Qt::Key key)
{
    QTimer::singleShot(0, qApp, [key] {
        QWidget *const question = QApplication::activeModalWidget();
        if (!question)
            return pressInQuestion(key);
        QTest::keyClick(question->focusWidget() ? question->focusWidget() : question, key);
    });
}

} // namespace

/// Questions, the dialog of files, and the tabs of files that are open.
class TestDialogs : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void returnDoesWhatWasAskedForAndEscapeNothing();
    void returnDoesNothingThatCantBeTakenBack();
    void manyNamesScroll();
    void theFileDialogIsInTheProgramsLook();
    void theFileDialogSpeaksKorean();
    void aFolderIsChosen();
    void tabsStayReadable();
    void theListOfTabsLeadsToEach();
};

void TestDialogs::returnDoesWhatWasAskedForAndEscapeNothing()
{
    Question question("Title", "The text.", nullptr);
    const QPushButton *const saves = question.add(Question::Button::Meant, "Save");
    question.add(Question::Button::Other, "Discard");
    question.add(Question::Button::Cancel, "Cancel");
    pressInQuestion(Qt::Key_Return);
    QCOMPARE(question.ask(), saves);
    pressInQuestion(Qt::Key_Escape);
    QVERIFY(!question.ask());
}

void TestDialogs::returnDoesNothingThatCantBeTakenBack()
{
    Question question("Title", "The text.", nullptr);
    question.add(Question::Button::Other, "Discard");
    question.add(Question::Button::SafeCancel, "Cancel");
    pressInQuestion(Qt::Key_Return);
    QVERIFY(!question.ask());
}

void TestDialogs::manyNamesScroll()
{
    Question question("Title", "The text.", nullptr);
    QStringList names;
    for (int i = 0; i < 300; ++i)
        names.append(QStringLiteral("a/folder/file_%1.py").arg(i));
    question.setNames(names);
    question.add(Question::Button::Cancel, "Cancel");
    question.show();
    QVERIFY(question.height() <= 600 && question.width() <= 900);
    QCOMPARE(question.findChild<QListWidget *>()->count(), 300);
}

void TestDialogs::theFileDialogIsInTheProgramsLook()
{
    start();
    theme::FileDialog dialog(&m_ide->window(), "Files", m_ide->folder(), {});
    dialog.show();
    QVERIFY(dialog.testOption(QFileDialog::DontUseNativeDialog));
    int buttons = 0;
    for (const QToolButton *button : dialog.findChildren<QToolButton *>()) {
        if (button->isVisible() && !button->icon().isNull()) {
            ++buttons;
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
    }
    QVERIFY(buttons >= 4);
    QVERIFY(dialog.width() <= 900 && dialog.height() <= 600);
}

void TestDialogs::theFileDialogSpeaksKorean()
{
    m_ide->start({}, "ko");
    theme::FileDialog dialog(&m_ide->window(), "Files", m_ide->folder(), {});
    dialog.show();
    QStringList words;
    for (const auto *label : dialog.findChildren<QLabel *>())
        words.append(label->text());
    for (const auto *button : dialog.findChildren<QPushButton *>())
        words.append(button->text());
    QVERIFY2(words.contains(QString::fromUtf8("이름:")), qPrintable(words.join(' ')));
    QVERIFY2(words.contains(QString::fromUtf8("취소")), qPrintable(words.join(' ')));
    QVERIFY2(words.contains(QString::fromUtf8("열기")), qPrintable(words.join(' ')));
}

void TestDialogs::aFolderIsChosen()
{
    start();
    QDir(m_ide->folder()).mkdir("inner");
    const QString wanted = m_ide->folder() + "/inner";
    chooseFile(wanted);
    QCOMPARE(theme::FileDialog::folder(&m_ide->window(), "Folder"), wanted);
}

void TestDialogs::tabsStayReadable()
{
    start();
    open("double.py");
    open("say.py");
    auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    m_ide->window().resize(1440, 900);
    QCoreApplication::processEvents();
    const QTabBar &bar = *tabs.tabBar();
    for (int tab = 0; tab < tabs.count(); ++tab)
        QVERIFY2(bar.tabRect(tab).width() > bar.fontMetrics().horizontalAdvance(tabs.tabText(tab)),
                 qPrintable(tabs.tabText(tab)));
    QVERIFY(bar.rect().contains(bar.tabRect(tabs.currentIndex()).center())); // scrolled to
}

void TestDialogs::theListOfTabsLeadsToEach()
{
    start();
    const QToolButton &list = m_ide->child<QToolButton>("tabList");
    QVERIFY(list.isHidden()); // of one there is no choice
    open("double.py");
    open("say.py");
    QVERIFY(!list.isHidden());
    emit list.menu()->aboutToShow();
    const QList<QAction *> choices = list.menu()->actions();
    QCOMPARE(choices.size(), 3);
    QVERIFY(choices[2]->isChecked());
    choices[1]->trigger();
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").currentIndex(), 1);
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeeditor.h"
#include "widgets/editor/findbar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace postern::widgets;

/// Finding and replacing in an editor.
class TestFindBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void termsAreCountedAndSteppedThrough();
    void whatIsSelectedIsLookedFor();
    void caseAndWholeWords();
    void koreanIsFoundAtItsPlace();
    void aWrongRegexSaysWhy();
    void aRegexThatTakesForeverIsGivenUp();
    void oneIsReplacedAfterTheOther();
    void allAreReplacedInOneEdit();
    void groupsOfARegexAreReplaced();
    void plainTermsMeanThemselves();

private:
    void find(const QString &term)
    {
        m_bar->open(m_editor, true);
        child<QLineEdit>("findTerm").setText(term);
    }
    template<typename Widget>
    Widget &child(const char *name)
    {
        return *m_bar->findChild<Widget *>(QString::fromLatin1(name));
    }
    QString count() { return child<QLabel>("findCount").text(); }
    void open(const std::string &text)
    {
        m_editor->setContents("a.txt", text, {});
        m_editor->setCaret(0);
    }

    std::unique_ptr<QWidget> m_window;
    CodeEditor *m_editor = nullptr; // child of the window
    FindBar *m_bar = nullptr;       // child of the window
};

void TestFindBar::init()
{
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_editor = new CodeEditor(m_window.get());
    m_bar = new FindBar(m_window.get());
    layout->addWidget(m_editor);
    layout->addWidget(m_bar);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestFindBar::termsAreCountedAndSteppedThrough()
{
    open("one two one\nONE\n");
    find("one");
    QCOMPARE(count(), QString("1 of 3"));
    QCOMPARE(m_editor->selected(), (std::pair<std::size_t, std::size_t>(0, 3)));
    QTest::keyClick(&child<QLineEdit>("findTerm"), Qt::Key_Return);
    QCOMPARE(count(), QString("2 of 3"));
    QCOMPARE(m_editor->selected().first, 8U);
    m_bar->step(true);
    m_bar->step(true); // around the end
    QCOMPARE(count(), QString("1 of 3"));
    m_bar->step(false);
    QCOMPARE(count(), QString("3 of 3"));
    child<QLineEdit>("findTerm").setText("four");
    QCOMPARE(count(), QString("No matches"));
    QTest::keyClick(&child<QLineEdit>("findTerm"), Qt::Key_Escape);
    QVERIFY(m_bar->isHidden());
    QVERIFY(m_editor->hasFocus());
}

void TestFindBar::whatIsSelectedIsLookedFor()
{
    open("one two one\n");
    m_editor->select(4, 7);
    m_bar->open(m_editor, false);
    QCOMPARE(child<QLineEdit>("findTerm").text(), QString("two"));
    QCOMPARE(count(), QString("1 of 1"));
    QVERIFY(!child<QLineEdit>("replaceWith").isVisible());
}

void TestFindBar::caseAndWholeWords()
{
    open("one One oneself\n");
    find("one");
    QCOMPARE(count(), QString("1 of 3"));
    child<QToolButton>("findCase").click();
    QCOMPARE(count(), QString("1 of 2"));
    child<QToolButton>("findWord").click();
    QCOMPARE(count(), QString("1 of 1"));
}

void TestFindBar::koreanIsFoundAtItsPlace()
{
    open("질문과 대답, 대답\n");
    find(QString::fromUtf8("대답"));
    QCOMPARE(count(), QString("1 of 2"));
    QCOMPARE(m_editor->selectedText(), QString::fromUtf8("대답"));
}

void TestFindBar::aWrongRegexSaysWhy()
{
    open("a(b\n");
    child<QToolButton>("findRegex").setChecked(true);
    find("a(");
    QVERIFY2(count().contains("parenthesis"), qPrintable(count()));
}

void TestFindBar::aRegexThatTakesForeverIsGivenUp()
{
    open(std::string(5000, 'a') + "\n");
    child<QToolButton>("findRegex").setChecked(true);
    find("(a+)+b(a|aa)+c$");
    QVERIFY(!count().isEmpty());
}

void TestFindBar::oneIsReplacedAfterTheOther()
{
    open("x x x\n");
    find("x");
    child<QLineEdit>("replaceWith").setText("yy");
    child<QPushButton>("replaceOne").click();
    QCOMPARE(m_editor->contents(), std::string("yy x x\n"));
    QCOMPARE(count(), QString("1 of 2"));
    child<QPushButton>("replaceOne").click();
    QCOMPARE(m_editor->contents(), std::string("yy yy x\n"));
}

void TestFindBar::allAreReplacedInOneEdit()
{
    open("x = xx\n");
    find("x");
    int edits = 0;
    connect(m_editor, &CodeEditor::edited, this, [&] { ++edits; });
    child<QLineEdit>("replaceWith").setText("xy"); // what was put in isn't found again
    child<QPushButton>("replaceAll").click();
    QCOMPARE(m_editor->contents(), std::string("xy = xyxy\n"));
    QCOMPARE(edits, 1);
    QCOMPARE(count(), QString("Replaced: 3"));
}

void TestFindBar::groupsOfARegexAreReplaced()
{
    open("a: 1\nb: 2\n");
    child<QToolButton>("findRegex").setChecked(true);
    find("^(\\w): (\\d)$");
    child<QLineEdit>("replaceWith").setText("$2 = ${1}");
    child<QPushButton>("replaceAll").click();
    QCOMPARE(m_editor->contents(), std::string("1 = a\n2 = b\n"));
}

void TestFindBar::plainTermsMeanThemselves()
{
    open("${a.output} $1\n");
    find("${a.output}");
    QCOMPARE(count(), QString("1 of 1"));
    child<QLineEdit>("replaceWith").setText("$1\\n");
    child<QPushButton>("replaceAll").click();
    QCOMPARE(m_editor->contents(), std::string("$1\\n $1\n"));
}

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"

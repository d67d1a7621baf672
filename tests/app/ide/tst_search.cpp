// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/fuzzymatch.h"
#include "app/ide/editing/document.h"
#include "app/ide/editing/foldersearch.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/editor/placelist.h"

#include <QDockWidget>
#include <QLabel>
#include <QToolButton>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using widgets::PlaceList;

/// Finding in all files of a folder, replacing there, and going to anything by its name.
class TestSearch : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("notes/todo.txt", "say more\r\nSAY less\r\nessay\r\n");
        m_ide->write(".git/config", "say\n");
        m_ide->write("data.bin", QByteArray("say\0say", 7));
    }
    void cleanup() { tearDown(); }

    void namesAreMeantByTheirLetters();
    void whatIsFoundIsListedFileByFile();
    void onlySomeFilesAreSearched();
    void aPatternThatCannotBeSaysWhy();
    void longLinesAreCutAroundTheMatch();
    void unsavedTextCounts();
    void replacingIsOneStep();
    void whatIsLeftOutStays();
    void aFileThatChangedIsNotWritten();
    void inputsAndFilesAreGoneToByName();
    void returnWaitsForTheFiles();
    void whatIsFoundScrollsAndNotTheWholePanel();

private:
    template<typename Widget>
    Widget &of(const char *name)
    {
        return m_ide->child<Widget>(name);
    }
    PlaceList &results() { return of<PlaceList>("searchResults"); }
    void openSearch(const QString &text)
    {
        QTest::keyClick(&m_ide->window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(of<QLineEdit>("searchTerm").hasFocus());
        of<QLineEdit>("searchTerm").selectAll();
        QTest::keyClicks(&of<QLineEdit>("searchTerm"), text);
    }
    QStringList listed()
    {
        QStringList lines;
        const widgets::PlaceModel &model = results().places();
        for (int file = 0; file < model.rowCount(); ++file) {
            const QModelIndex group = model.index(file, 0);
            lines.append(group.data().toString());
            for (int row = 0; row < model.rowCount(group); ++row)
                lines.append(model.index(row, 0, group).data().toString());
        }
        return lines;
    }
    QStringList files()
    {
        QStringList names;
        for (const widgets::PlaceGroup &group : results().places().groups())
            names.append(group.name);
        return names;
    }
    QLineEdit &paletteField()
    {
        QTest::keyClick(&m_ide->window(), Qt::Key_P, Qt::ControlModifier);
        return *m_ide->child<QWidget>("commandPalette").findChild<QLineEdit *>();
    }
};

void TestSearch::namesAreMeantByTheirLetters()
{
    QVERIFY(!fuzzyScore("build_context", "bx_").has_value());
    QVERIFY(fuzzyScore("build_context", "bc").has_value());
    QVERIFY(fuzzyScore("build_context.py", "py ctx").has_value());
    QVERIFY(fuzzyScore("질문_다시쓰기", "질다").has_value());
    QCOMPARE(*fuzzyScore("anything", ""), 0);
    // Beginnings of words before letters in the middle, the name itself before all.
    QVERIFY(fuzzyScore("build_context", "bc") > fuzzyScore("abacus", "bc"));
    QVERIFY(fuzzyScore("answer", "answer") > fuzzyScore("answer.jinja2", "answer"));
    QVERIFY(fuzzyScore("answer.jinja2", "answ") > fuzzyScore("a_new_sweater", "answ"));
    QVERIFY(fuzzyScore(QString(100'000, 'a'), "aaaa").has_value());
}

void TestSearch::whatIsFoundIsListedFileByFile()
{
    start();
    openSearch("say");
    QTRY_VERIFY(results().places().placeCount() > 0);
    QCOMPARE(files(), (QStringList{"flow.dag.yaml", "say.py", "notes/todo.txt"}));
    QVERIFY(listed().contains("2: SAY less"));
    QVERIFY(of<QLabel>("searchSummary").text().contains("1")); // the file that is no text
    QTest::mouseClick(&of<QToolButton>("searchCase"), Qt::LeftButton);
    QTRY_VERIFY(!listed().contains("2: SAY less"));
    QTest::mouseClick(&of<QToolButton>("searchWord"), Qt::LeftButton);
    QTRY_VERIFY(!listed().contains("3: essay"));
    // There by keyboard.
    results().setFocus();
    QTest::keyClick(&results(), Qt::Key_End);
    QTest::keyClick(&results(), Qt::Key_Return);
    auto *editor = qobject_cast<CodeEditor *>(QApplication::focusWidget());
    QVERIFY(editor);
    QVERIFY(editor->contents().starts_with("say more"));
}

void TestSearch::onlySomeFilesAreSearched()
{
    start();
    openSearch("say");
    of<QLineEdit>("searchNames").setText("*.py, notes/*");
    QTRY_COMPARE(files(), (QStringList{"say.py", "notes/todo.txt"}));
}

void TestSearch::aPatternThatCannotBeSaysWhy()
{
    start();
    openSearch("say(");
    of<QToolButton>("searchRegex").setChecked(true);
    QTRY_VERIFY(!of<QLabel>("searchSummary").text().isEmpty()
                && !of<QLabel>("searchSummary").text().contains("Places"));
    QCOMPARE(results().places().placeCount(), 0U);
}

void TestSearch::longLinesAreCutAroundTheMatch()
{
    m_ide->write("rows.jsonl",
                 QByteArray(300'000, 'x') + "needle" + QByteArray(300'000, 'y') + '\n');
    const std::atomic<bool> isStopped = false;
    const FolderFindings found = searchFolder({{"needle"}, "pin", {}, m_ide->folder(), nullptr},
                                              isStopped);
    QCOMPARE(found.count, 1U);
    const widgets::ListedPlace &place = found.groups[0].places[0];
    QVERIFY(place.text.size() < 3000);
    QCOMPARE(place.text.mid(place.begin, place.length), QString("needle"));
    QCOMPARE(place.column, 300'001);
    QCOMPARE(found.texts[0][0].offset, 300'000U);
    const std::atomic<bool> isOver = true;
    QCOMPARE(searchFolder({{"needle"}, {}, {}, m_ide->folder(), nullptr}, isOver).count, 0U);
}

void TestSearch::unsavedTextCounts()
{
    start();
    CodeEditor &editor = open("say.py");
    editor.setCaret(0);
    QTest::keyClicks(&editor, "# zebra");
    openSearch("zebra");
    QTRY_COMPARE(listed(),
                 (QStringList{"say.py (1)", "1: # zebrafrom promptflow.core import tool"}));
    // And goes on to, while the panel is open.
    editor.setFocus();
    QTest::keyClicks(&editor, " zebra");
    QTRY_COMPARE(results().places().placeCount(), 2U);
}

void TestSearch::replacingIsOneStep()
{
    start();
    const std::string before = flowText().contents();
    openSearch("number");
    of<QToolButton>("searchReplaces").click();
    QVERIFY(of<QLineEdit>("searchWith").isVisible());
    of<QLineEdit>("searchWith").setText("amount");
    auto &replace = of<QPushButton>("searchReplace");
    QTRY_VERIFY(replace.isEnabled());
    replace.click();
    QCOMPARE(flowText().contents().find("number"), std::string::npos);
    QVERIFY(flowText().contents().find("amount: ${inputs.amount}") != std::string::npos);
    const Workspace &workspace = m_ide->session().document()->workspace();
    QVERIFY(workspace.undoLabel().contains("Replace in files"));
    QCOMPARE(workspace.unsaved().size(), 3U); // nothing is written by itself
    QVERIFY(onDisk("double.py").contains("number"));
    QTRY_COMPARE(results().places().placeCount(), 0U);
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(flowText().contents(), before);
    QCOMPARE(workspace.unsaved().size(), 0U);
}

void TestSearch::whatIsLeftOutStays()
{
    start();
    openSearch("say");
    of<QLineEdit>("searchNames").setText("*.txt");
    of<QToolButton>("searchReplaces").click();
    QTRY_COMPARE(results().places().placeCount(), 3U);
    widgets::PlaceModel &model = results().places();
    QTRY_VERIFY(model.isReplacing());
    const QModelIndex file = model.index(0, 0);
    QVERIFY(model.setData(model.index(1, 0, file), Qt::Unchecked, Qt::CheckStateRole));
    of<QLineEdit>("searchWith").setText("tell");
    QTRY_VERIFY(of<QPushButton>("searchReplace").isEnabled());
    QCOMPARE(model.chosenCount(), 2U); // what was left out still is
    of<QPushButton>("searchReplace").click();
    QCOMPARE(QByteArray::fromStdString(open("notes/todo.txt").contents()),
             QByteArray("tell more\r\nSAY less\r\nestell\r\n"));
}

void TestSearch::aFileThatChangedIsNotWritten()
{
    start();
    openSearch("essay");
    of<QToolButton>("searchReplaces").click();
    QTRY_VERIFY(of<QPushButton>("searchReplace").isEnabled());
    m_ide->write("notes/todo.txt", "an essay\n");
    of<QPushButton>("searchReplace").click();
    QCOMPARE(m_ide->session().document()->workspace().unsaved().size(), 0U);
    QTRY_COMPARE(listed(), (QStringList{"notes/todo.txt (1)", "1: an essay"}));
}

void TestSearch::inputsAndFilesAreGoneToByName()
{
    start();
    QLineEdit &field = paletteField();
    QTest::keyClicks(&field, "num");
    auto *list = m_ide->child<QWidget>("commandPalette").findChild<QTreeView *>();
    QTRY_VERIFY(list->model()->rowCount() > 0);
    QCOMPARE(list->model()->index(0, 0).data().toString(), QString("number"));
    QCOMPARE(list->model()->index(0, 1).data().toString(), QString("Input"));
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(flowText().selectedText(), QString("number"));
    QCOMPARE(flowText().selected().first, flowText().contents().find("number:"));
}

void TestSearch::returnWaitsForTheFiles()
{
    start();
    QLineEdit &field = paletteField();
    field.setText("ntodo");
    QTest::keyClick(&field, Qt::Key_Return); // before anyone has looked at the folder
    QTRY_VERIFY(m_ide->session().document()->workspace().tabs().contains(m_ide->folder()
                                                                         + "/notes/todo.txt"));
}

void TestSearch::whatIsFoundScrollsAndNotTheWholePanel()
{
    start();
    openSearch("say");
    of<QToolButton>("searchReplaces").setChecked(true);
    constexpr int kLow = 230;
    auto &pane = of<QWidget>("searchPane");
    for (const int width : {900, 480}) { // beside the form, and below it
        pane.resize(width, kLow);
        QTRY_VERIFY2(pane.minimumSizeHint().height() <= kLow,
                     qPrintable(QString::number(pane.minimumSizeHint().height())));
    }
}

QTEST_MAIN(TestSearch)
#include "tst_search.moc"

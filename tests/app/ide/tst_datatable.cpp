// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/editing/jsonrows.h"
#include "app/ide/panes/datatablemodel.h"
#include "app/ide/panes/dataview.h"
#include "tests/app/ide/editingtest.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTableView>
#include <QToolButton>

using namespace postern;
using namespace postern::ide;

/// Data sets as tables: which rows and members there are, and that a cell's edit is the smallest of
/// the text.
class TestDataTable : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void rowsAreLinesOrElements();
    void membersAreFoundByTheirBytes();
    void editsAreTheSmallest_data();
    void editsAreTheSmallest();
    void pagesAreReadAsOneScrolls();
    void aLargeFileIsReadFromTheDisk();
    void aCellIsEditedByKeyboard();
    void textAndTableAreOne();
    void oddRowsAreShownAsTheyAre();

private:
    static QStringList texts(std::string_view text, const RowPage &page)
    {
        QStringList found;
        for (const RowSpan &row : page.rows)
            found.append(QString::fromStdString(std::string(text.substr(row.begin, row.size))));
        return found;
    }
    QTableView &table() { return m_ide->child<QTableView>("dataTable"); }
};

void TestDataTable::rowsAreLinesOrElements()
{
    const std::string_view lines = "{\"a\": 1}\r\n\r\n  {\"a\": 2}  \n[3]";
    QCOMPARE(texts(lines, nextLines(lines, 0, 10)),
             (QStringList{"{\"a\": 1}", "{\"a\": 2}", "[3]"}));
    const RowPage first = nextLines(lines, 0, 1);
    QCOMPARE(texts(lines, nextLines(lines, first.end, 1)), QStringList{"{\"a\": 2}"});
    const std::string_view list = "\xEF\xBB\xBF [ {\"a\": \"],}\\\"\"} , 5,[1,2] ]\n";
    QCOMPARE(texts(list, nextElements(list, 0, 10)),
             (QStringList{"{\"a\": \"],}\\\"\"}", "5", "[1,2]"}));
    QCOMPARE(texts(list, nextElements(list, nextElements(list, 0, 2).end, 2)), QStringList{"[1,2]"});
    for (const std::string_view none : {"", "{}", "[", "[[", "[\"a", "[}"})
        QVERIFY2(nextElements(none, 0, 10).rows.empty(), none.data());
}

void TestDataTable::membersAreFoundByTheirBytes()
{
    const std::string_view row = "{\"q\" : \"a \\\"b\\\"\", \"한\": [1, {\"x\": 2}],\"n\":null}";
    QStringList found;
    for (const RowMember &member : membersOf(row))
        found.append(QString::fromStdString(
            member.key + '=' + std::string(row.substr(member.value.begin, member.value.size))));
    QCOMPARE(found, (QStringList{"q=\"a \\\"b\\\"\"", "한=[1, {\"x\": 2}]", "n=null"}));
    for (const std::string_view none : {"", "[1]", "{", "{\"a\"", "{\"a\":", "{a: 1}"})
        QVERIFY2(membersOf(none).empty(), none.data());
}

void TestDataTable::editsAreTheSmallest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("value") << QByteArray("{\"a\":  1 , \"b\": 2}") << QByteArray("a")
                           << QByteArray("7") << QByteArray("{\"a\":  7 , \"b\": 2}");
    QTest::newRow("last counts") << QByteArray("{\"a\": 1, \"a\": 2}") << QByteArray("a")
                                 << QByteArray("3") << QByteArray("{\"a\": 1, \"a\": 3}");
    QTest::newRow("new") << QByteArray("{\"a\": 1 }") << QByteArray("b") << QByteArray("2")
                         << QByteArray("{\"a\": 1, \"b\": 2 }");
    QTest::newRow("new, tight") << QByteArray("{\"a\":\"x\",\"c\":1}") << QByteArray("b")
                                << QByteArray("2") << QByteArray("{\"a\":\"x\",\"c\":1,\"b\":2}");
    QTest::newRow("first") << QByteArray("{}") << QByteArray("b") << QByteArray("2")
                           << QByteArray("{\"b\": 2}");
    QTest::newRow("same") << QByteArray("{\"b\": 2}") << QByteArray("b") << QByteArray("2")
                          << QByteArray("{\"b\": 2}");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("b") << QByteArray("2")
                               << QByteArray("[1]");
}

void TestDataTable::editsAreTheSmallest()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, json);
    std::string whole = "{\"other\": 0}\n" + text.toStdString() + "\n{\"b\": 1}\n";
    const TextEdit edit = memberEdit(whole,
                                     {13, static_cast<std::size_t>(text.size())},
                                     key.toStdString(),
                                     json.toStdString());
    apply(whole, edit);
    QTEST(QByteArray::fromStdString(whole.substr(13, whole.size() - 13 - 10)), "after");
    QVERIFY(edit.removed <= 1);
}

void TestDataTable::pagesAreReadAsOneScrolls()
{
    std::string text;
    for (int row = 0; row < 450; ++row)
        text += "{\"row\": " + std::to_string(row) + (row == 300 ? ", \"late\": true" : "") + "}\n";
    DataTableModel model;
    model.showText([&text] { return std::string_view(text); }, false, true);
    QCOMPARE(model.rowCount(), 200);
    QCOMPARE(model.columnCount(), 1);
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 400);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.index(300, 1).data().toString(), QString("true"));
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 450);
    QVERIFY(!model.canFetchMore({}));
    // The text becomes another under it.
    text.erase(0, text.find('\n') + 1);
    model.refresh();
    QCOMPARE(model.rowCount(), 449);
    QCOMPARE(model.index(0, 0).data().toString(), QString("1"));
    text.clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestDataTable::aLargeFileIsReadFromTheDisk()
{
    QByteArray text;
    for (int row = 0; row < 9000; ++row)
        text += "{\"row\": " + QByteArray::number(row) + ", \"text\": \"" + QByteArray(4000, 'x')
                + "\"}\n";
    m_ide->write("large.jsonl", text);
    QVERIFY(DataView::isTooLargeForText(m_ide->folder() + "/large.jsonl"));
    start();
    m_ide->window().findChild<EditorPane *>()->openFile(m_ide->folder() + "/large.jsonl");
    QVERIFY(!m_ide->session().document()->workspace().find(m_ide->folder() + "/large.jsonl"));
    QAbstractItemModel &model = *table().model();
    QTRY_COMPARE(model.rowCount(), 200);
    QCOMPARE(model.index(199, 0).data().toString(), QString("199"));
    QVERIFY((model.index(0, 0).flags() & Qt::ItemIsEditable) == 0);
    auto &strip = m_ide->child<Strip>("hugeStrip"); // says so, and the way out
    QVERIFY(strip.isVisible());
    auto *const editors = m_ide->window().findChild<EditorPane *>();
    strip.findChild<QPushButton *>()->click();
    QVERIFY(tabText(m_ide->child<QTabWidget>("editorTabs").currentIndex())
                .startsWith("large-first.jsonl"));
    const Buffer *const first = m_ide->session().document()->workspace().find(
        m_ide->folder() + "/large-first.jsonl");
    QVERIFY(first && first->isDirty());
    QCOMPARE(std::count(first->text().begin(), first->text().end(), '\n'), 1000);
    editors->openFile(m_ide->folder() + "/large.jsonl");
    while (model.rowCount() < 9000) {
        QTRY_VERIFY(model.canFetchMore({})); // while one page is read no other is
        const int before = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(model.rowCount() > before);
    }
    QCOMPARE(model.rowCount(), 9000);
    // What isn't held any more is read again.
    QTRY_COMPARE(model.index(3, 0).data().toString(), QString("3"));
    QCOMPARE(model.index(8999, 0).data().toString(), QString("8999"));
}

void TestDataTable::aCellIsEditedByKeyboard()
{
    m_ide->write("rows.jsonl", "{\"q\": \"one\", \"n\": 1}\r\n{\"q\": \"two\", \"n\": 2}\r\n");
    start();
    CodeEditor &editor = open("rows.jsonl");
    QTest::mouseClick(&m_ide->child<QToolButton>("dataAsTable"), Qt::LeftButton);
    QVERIFY(table().isVisible());
    table().setFocus();
    table().setCurrentIndex(table().model()->index(1, 0));
    QTest::keyClick(&table(), Qt::Key_Return);
    auto *field = table().findChild<QLineEdit *>();
    QVERIFY(field);
    QCOMPARE(field->text(), QString("two"));
    field->setText("둘 \"2\"");
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(QByteArray::fromStdString(editor.contents()), // an editor commits in its own time
                 QByteArray(
                     "{\"q\": \"one\", \"n\": 1}\r\n{\"q\": \"둘 \\\"2\\\"\", \"n\": 2}\r\n"));
    QCOMPARE(table().model()->index(1, 0).data().toString(), QString("둘 \"2\""));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(table().model()->index(1, 0).data().toString(), QString("two"));
    // A number stays one, also when it is another.
    QVERIFY(table().model()->setData(table().model()->index(0, 1), "10", Qt::EditRole));
    QVERIFY(QByteArray::fromStdString(editor.contents()).contains("\"n\": 10}"));
}

void TestDataTable::textAndTableAreOne()
{
    m_ide->write("list.json", "[\n  {\"a\": \"x\\ny\"},\n  {\"a\": 2}\n]\n");
    start();
    CodeEditor &editor = open("list.json");
    m_ide->child<QToolButton>("dataAsTable").click();
    QCOMPARE(table().model()->rowCount(), 2);
    // A text of two lines isn't changed by a field of one.
    QCOMPARE(table().model()->index(0, 0).data(Qt::EditRole).toString(), QString("\"x\\ny\""));
    QVERIFY(!table().model()->setData(table().model()->index(0, 0), "\"x\\ny\"", Qt::EditRole));
    m_ide->child<QToolButton>("dataAsText").click();
    QVERIFY(editor.isVisible());
    const std::size_t at = editor.contents().find("2}");
    editor.replaceRange(at, at + 1, "3");
    editor.flush();
    m_ide->child<QToolButton>("dataAsTable").click();
    QCOMPARE(table().model()->index(1, 0).data().toString(), QString("3"));
    // What is searched is searched in the text.
    m_ide->action(ActionId::Find).trigger();
    QVERIFY(editor.isVisible());
}

void TestDataTable::oddRowsAreShownAsTheyAre()
{
    const std::string text = "{\"a\": 1}\nnot json\n{\"a\": \n[1, 2]\n\"words\"\n";
    DataTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.showText([&text] { return std::string_view(text); }, false, true);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(1, 0).data().toString(), QString("not json"));
    QCOMPARE(model.index(3, 0).data().toString(), QString("[1, 2]"));
    QVERIFY((model.index(3, 0).flags() & Qt::ItemIsEditable) == 0);
    QCOMPARE(model.index(4, 0).data().toString(), QString("words"));
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"

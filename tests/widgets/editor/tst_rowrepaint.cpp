// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeeditor.h"

#include <QPaintEvent>
#include <QTest>

using postern::widgets::CodeEditor;

namespace {

/// What of an editor is painted from now on.
class Painted final : public QObject
{
public:
    explicit Painted(CodeEditor &editor) { editor.viewport()->installEventFilter(this); }

    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

QString linesOf(int count, const QString &line)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += line.arg(i) + '\n';
    return text;
}

} // namespace

/// How much of an editor is painted: all of it goes over the wire of a remote desktop.
class TestRowRepaint : public QObject
{
    Q_OBJECT

private slots:
    void aCharacterPaintsItsLine_data();
    void aCharacterPaintsItsLine();
    void aCaretMovePaintsTheTextOfItsLines();
    void anotherNodePaintsItsLines();
    void anotherFilePaintsTheRowsThatDiffer();
    void whatIsSeenIsWhatIsThere();

private:
    static void show(CodeEditor &editor)
    {
        editor.resize(400, 400);
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        QApplication::processEvents();
    }
    static int rowHeight(CodeEditor &editor)
    {
        return static_cast<int>(editor.SendScintilla(QsciScintilla::SCI_TEXTHEIGHT));
    }
};

void TestRowRepaint::aCharacterPaintsItsLine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("line");
    QTest::newRow("YAML") << "flow.dag.yaml" << "key%1: value";
    QTest::newRow("YAML, a list") << "flow.dag.yaml" << "- name: value%1";
    QTest::newRow("a comment of YAML") << "flow.dag.yaml" << "# comment %1";
    QTest::newRow("Jinja") << "a.jinja2" << "{{ value%1 }}";
    QTest::newRow("Python") << "a.py" << "value%1 = 1";
    QTest::newRow("JSON lines") << "a.jsonl" << R"({"a": %1})";
}

void TestRowRepaint::aCharacterPaintsItsLine()
{
    QFETCH(QString, name);
    QFETCH(QString, line);
    CodeEditor editor;
    show(editor);
    editor.setContents(name, linesOf(40, line).toStdString(), {});
    editor.setFocus();
    editor.setCursorPosition(5, 4);
    QApplication::processEvents();
    Painted painted(editor);
    QTest::keyClicks(&editor, "x");
    QApplication::processEvents();
    QVERIFY(!painted.region.isEmpty());
    const QRect bounds = painted.region.boundingRect();
    QVERIFY2(bounds.height() <= 2 * rowHeight(editor), qPrintable(QString::number(bounds.height())));
}

void TestRowRepaint::aCaretMovePaintsTheTextOfItsLines()
{
    CodeEditor editor;
    show(editor);
    editor.setContents("flow.dag.yaml", linesOf(40, "key%1: value").toStdString(), {});
    editor.setFocus();
    editor.setCursorPosition(5, 4);
    QApplication::processEvents();
    Painted painted(editor);
    QTest::keyClick(&editor, Qt::Key_Down);
    QApplication::processEvents();
    int line = 0;
    int column = 0;
    editor.getCursorPosition(&line, &column);
    QCOMPARE(line, 6);
    const int height = rowHeight(editor);
    QVERIFY(painted.region.contains(QPoint(60, 5 * height + 2)));
    QVERIFY(painted.region.contains(QPoint(60, 6 * height + 2)));
    QVERIFY(!painted.region.intersects(QRect(300, 0, 100, 400))); // right of the text
    QVERIFY(!painted.region.intersects(QRect(0, 8 * height, 400, 400)));
}

void TestRowRepaint::anotherNodePaintsItsLines()
{
    CodeEditor editor;
    show(editor);
    editor.setContents("flow.dag.yaml", linesOf(10, "key%1: value").toStdString(), {});
    editor.tintLines(2, 3);
    QApplication::processEvents();
    Painted painted(editor);
    editor.tintLines(3, 4);
    QApplication::processEvents();
    const int height = rowHeight(editor);
    QVERIFY(!painted.region.intersects(QRect(0, 0, 400, height)));
    QVERIFY(painted.region.contains(QPoint(100, 1 * height + 2)));  // not tinted any more
    QVERIFY(!painted.region.contains(QPoint(100, 2 * height + 2))); // still
    QVERIFY(painted.region.contains(QPoint(100, 3 * height + 2)));
    QVERIFY(!painted.region.intersects(QRect(0, 4 * height, 400, 400)));
}

void TestRowRepaint::anotherFilePaintsTheRowsThatDiffer()
{
    CodeEditor editor;
    show(editor);
    editor.setContents("a.py", "import os\n\na = 1\n", {});
    QApplication::processEvents();
    Painted painted(editor);
    editor.setContents("b.py", "import os\n\nb = 1\n", {});
    QApplication::processEvents();
    const int height = rowHeight(editor);
    QVERIFY(!painted.region.intersects(QRect(0, 0, 400, 2 * height)));
    QVERIFY(painted.region.contains(QPoint(50, 2 * height + 2)));
    QVERIFY(!painted.region.intersects(QRect(0, 4 * height, 400, 400)));
}

void TestRowRepaint::whatIsSeenIsWhatIsThere()
{
    CodeEditor editor;
    editor.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    editor.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    show(editor);
    const std::vector<std::pair<QString, QString>> files{
        {"a.yaml", linesOf(60, "- name: %1\n  type: llm # why")},
        {"b.yaml", "- name: 0\n  type: python\n"},
        {"c.py", "\"\"\"Says\nit.\n\"\"\"\nx = 1\n"},
        {"d.jinja2", "x = 1\nsystem:\n{# x = 1\n\n#}\n"},
        {"e.txt", "x = 1\n"},
    };
    QImage seen(editor.viewport()->size(), QImage::Format_RGB32);
    seen.fill(Qt::black);
    const auto paint = [&](const QRegion &region) {
        editor.viewport()->render(&seen, region.boundingRect().topLeft(), region);
    };
    paint(editor.viewport()->rect());
    for (std::size_t turn = 0; turn < 40; ++turn) {
        const auto &[name, text] = files[turn * 7 % files.size()];
        {
            Painted painted(editor);
            if (turn % 3 != 0)
                editor.setContents(name, text.toStdString(), {});
            if (turn % 4 == 0)
                editor.setProblems(
                    {{static_cast<int>(turn % 6) + 1, turn % 8 == 0, "It is wrong."}});
            editor.tintLines(static_cast<int>(turn % 5) * 10 + 1,
                             static_cast<int>(turn % 5) * 10 + 4);
            QApplication::processEvents();
            for (const QRect &rect : painted.region)
                editor.viewport()->render(&seen, rect.topLeft(), rect);
        }
        QImage whole(editor.viewport()->size(), QImage::Format_RGB32);
        editor.viewport()->render(&whole);
        QVERIFY2(seen == whole, qPrintable(QString::number(turn)));
    }
}

QTEST_MAIN(TestRowRepaint)
#include "tst_rowrepaint.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeview.h"
#include "widgets/editor/jinjalexer.h"

#include <QTest>

using postern::widgets::CodeView;
using postern::widgets::JinjaLexer;

/// The text of a file, coloured by its name.
class TestCodeView : public QObject
{
    Q_OBJECT

private slots:
    void jinjaTellsRolesTagsAndTextApart();
    void aTagThatNeverEndsIsStillShown_data();
    void aTagThatNeverEndsIsStillShown();
    void tintedLinesComeIntoView();
    void aPlaceBehindTheEndIsTheEnd();
    void koreanTextStaysWhole();

private:
    static int styleAt(CodeView &view, const char *text)
    {
        const qsizetype at = view.text().toUtf8().indexOf(text);
        return static_cast<int>(
            view.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(at)));
    }
};

void TestCodeView::jinjaTellsRolesTagsAndTextApart()
{
    CodeView view;
    view.setFile(
        "answer.jinja2",
        "# system:\nBe kind, system: says.\n{% for t in h %}{{ t }}{# no #}\nuser:\n{ x }\n");
    view.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
    QCOMPARE(styleAt(view, "# system:"), int(JinjaLexer::Role));
    QCOMPARE(styleAt(view, "system: says"), int(JinjaLexer::Text)); // not alone on its line
    QCOMPARE(styleAt(view, "{% for"), int(JinjaLexer::Statement));
    QCOMPARE(styleAt(view, "{{ t }}"), int(JinjaLexer::Expression));
    QCOMPARE(styleAt(view, "{# no"), int(JinjaLexer::Comment));
    QCOMPARE(styleAt(view, "user:"), int(JinjaLexer::Role));
    QCOMPARE(styleAt(view, "{ x }"), int(JinjaLexer::Text));
}

void TestCodeView::aTagThatNeverEndsIsStillShown_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"{{", "{%", "{", "{{ a\n\nb", "}}", "", "\n", "{{}}{", "system:"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestCodeView::aTagThatNeverEndsIsStillShown()
{
    QFETCH(QString, text);
    CodeView view;
    view.setFile("a.jinja2", text);
    view.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
    QCOMPARE(view.text(), text);
}

void TestCodeView::tintedLinesComeIntoView()
{
    CodeView view;
    view.resize(400, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QString text;
    for (int line = 1; line <= 500; ++line)
        text += QString("key%1: value\n").arg(line);
    view.setFile("flow.dag.yaml", text);
    view.tintLines(300, 303);
    QVERIFY(view.firstVisibleLine() < 300 && view.firstVisibleLine() > 280);
    QCOMPARE(view.firstTintedLine(), 300);
    view.setFile("flow.dag.yaml", text + "more: 1\n"); // saved by someone: nothing jumps
    QVERIFY(view.firstVisibleLine() > 280);
    view.clearTint();
    QCOMPARE(view.firstTintedLine(), 0);
}

void TestCodeView::aPlaceBehindTheEndIsTheEnd()
{
    CodeView view;
    view.setFile("a.py", "x = 1\n");
    view.goTo(900, 80);
    int line = -1;
    int column = -1;
    view.getCursorPosition(&line, &column);
    QVERIFY(line <= 1);
    view.tintLines(5, 900);
    QCOMPARE(view.text(), QString("x = 1\n"));
}

void TestCodeView::koreanTextStaysWhole()
{
    CodeView view;
    const QString text = QString::fromUtf8("# system:\n아래 컨텍스트만 {{ 문서 }} 사용하세요.\n");
    view.setFile("a.jinja2", text);
    view.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
    QCOMPARE(view.text(), text);
    QCOMPARE(styleAt(view, "{{ "), int(JinjaLexer::Expression));
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"

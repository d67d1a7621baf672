// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeeditor.h"

#include <QSignalSpy>
#include <QTest>

using postern::widgets::CodeEditor;
using Sci = QsciScintilla;

/// Where in an editor, and on the screen, something is done.
class TestEditorPlaces : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_editor.reset(); }

    void completionOffersNothingWhereNoScreenIs();
    void aClickGoesWhereItWasThoughTheCaretIsFar();

private:
    std::unique_ptr<CodeEditor> m_editor;
};

void TestEditorPlaces::init()
{
    m_editor = std::make_unique<CodeEditor>();
    m_editor->resize(400, 300);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setFocus();
}

void TestEditorPlaces::completionOffersNothingWhereNoScreenIs()
{
    m_editor->setContents("a.yaml", "x: ", {});
    m_editor->setCompleter(
        [](std::string_view) { return postern::widgets::Completion{0, {"answer", "question"}}; });
    m_editor->setCaret(3);
    m_editor->move(-5000, -5000);
    QTRY_VERIFY(m_editor->mapToGlobal(QPoint()).x() < -4000);
    m_editor->complete();
    QVERIFY(!m_editor->isListActive());
    m_editor->move(0, 0);
    QTRY_VERIFY(m_editor->mapToGlobal(QPoint()).x() >= 0);
    m_editor->complete();
    QVERIFY(m_editor->isListActive());
}

void TestEditorPlaces::aClickGoesWhereItWasThoughTheCaretIsFar()
{
    std::string text;
    for (int line = 1000; line < 1200; ++line)
        text += "line " + std::to_string(line) + '\n';
    m_editor->setContents("a.txt", text, {});
    m_editor->setCaret(0);
    m_editor->setFirstVisibleLine(100);
    QCoreApplication::processEvents();
    const std::size_t wanted = text.find("1103") + 1;
    const auto position = static_cast<long>(wanted);
    const QPoint at(static_cast<int>(
                        m_editor->SendScintilla(Sci::SCI_POINTXFROMPOSITION, 0UL, position))
                        + 1,
                    static_cast<int>(
                        m_editor->SendScintilla(Sci::SCI_POINTYFROMPOSITION, 0UL, position))
                        + 3);
    QVERIFY(m_editor->viewport()->rect().contains(at));
    QSignalSpy follows(m_editor.get(), &CodeEditor::definitionWanted);
    QTest::mouseClick(m_editor->viewport(), Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(m_editor->caret(), wanted);
    QCOMPARE(follows.count(), 1);
}

QTEST_MAIN(TestEditorPlaces)
#include "tst_editorplaces.moc"

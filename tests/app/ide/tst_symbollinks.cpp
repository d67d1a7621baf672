// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/editor/placelist.h"

#include <QDockWidget>
#include <QToolTip>

using namespace postern;
using namespace postern::ide;
using widgets::PlaceList;
using Sci = QsciScintilla;

/// From a name to its definition and to its uses, by key and by mouse, and what the latest run had
/// under it.
class TestSymbolLinks : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("flow.dag.yaml", R"(inputs:
  topic:
    type: string
    default: bees
outputs:
  text:
    type: string
    reference: ${ask.output}
nodes:
- name: ask
  type: prompt
  source:
    type: code
    path: ask.jinja2
  inputs:
    topic: ${inputs.topic}
- name: again
  type: prompt
  source:
    type: code
    path: again.jinja2
  inputs:
    before: ${ask.output}
)");
        m_ide->write("ask.jinja2", "Tell me of {{ topic }}.\n");
        m_ide->write("again.jinja2", "More than {{ before }}?\n{{ before|length }}\n");
        start();
    }
    void cleanup() { tearDown(); }

    void f12OnAReferenceGoesToTheNode();
    void controlAndAClickGoToTheDefinition();
    void f12OnAFileOpensIt();
    void f12OnAVariableGoesToTheInput();
    void f12WithoutANameGoesToTheSourceOfTheNode();
    void referencesAreListedAndOpenTheirPlace();
    void referencesCountWhatIsUnsaved();
    void theMouseOverAReferenceShowsTheLastValue();
    void aCompositionIsNotInterrupted();

private:
    std::size_t find(const CodeEditor &editor, const char *text) const
    {
        return editor.contents().find(text);
    }
    void putCaret(CodeEditor &editor, const char *text, std::size_t on = 0)
    {
        editor.setFocus();
        editor.setCaret(find(editor, text) + on);
        QCoreApplication::processEvents();
    }
    static QPoint pointAt(const CodeEditor &editor, std::size_t offset)
    {
        const auto position = static_cast<long>(offset);
        return QPoint(static_cast<int>(
                          editor.SendScintilla(Sci::SCI_POINTXFROMPOSITION, 0UL, position))
                          + 2,
                      static_cast<int>(
                          editor.SendScintilla(Sci::SCI_POINTYFROMPOSITION, 0UL, position))
                          + 4);
    }
    PlaceList &references() { return m_ide->child<PlaceList>("references"); }
    QStringList listed()
    {
        QStringList lines;
        const widgets::PlaceModel &model = references().places();
        for (int file = 0; file < model.rowCount(); ++file) {
            const QModelIndex group = model.index(file, 0);
            lines.append(group.data().toString());
            for (int row = 0; row < model.rowCount(group); ++row)
                lines.append(model.index(row, 0, group).data().toString());
        }
        return lines;
    }
};

void TestSymbolLinks::f12OnAReferenceGoesToTheNode()
{
    CodeEditor &text = flowText();
    putCaret(text, "${ask.output}\nnodes", 8);
    key(text, Qt::Key_F12);
    QCOMPARE(text.selectedText(), QString("ask"));
    QCOMPARE(text.selected().first, find(text, "ask\n  type"));
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("ask"));
}

void TestSymbolLinks::controlAndAClickGoToTheDefinition()
{
    CodeEditor &text = flowText();
    putCaret(text, "inputs.topic");
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("ask"));
    QTRY_VERIFY(m_ide->child<CodeEditor>("nodeSource").isVisible());
    QCoreApplication::processEvents(); // the text has less room now
    const QPoint at = pointAt(text, find(text, "${inputs.topic") + 4);
    QTest::mouseClick(text.viewport(), Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(text.selected().first, find(text, "topic:"));
    QCOMPARE(text.selectedText(), QString("topic"));
    QCOMPARE(text.contents().size(), m_ide->session().document()->buffer()->text().size());
}

void TestSymbolLinks::f12OnAFileOpensIt()
{
    CodeEditor &text = flowText();
    text.setFocus();
    putCaret(text, "again.jinja2", 3);
    m_ide->window().selectNode({});
    text.setFocus();
    key(text, Qt::Key_F12);
    auto *focused = qobject_cast<CodeEditor *>(QApplication::focusWidget());
    QVERIFY(focused);
    QVERIFY(focused->contents().starts_with("More than"));
}

void TestSymbolLinks::f12OnAVariableGoesToTheInput()
{
    CodeEditor &prompt = open("again.jinja2");
    putCaret(prompt, "before|", 2);
    key(prompt, Qt::Key_F12);
    QVERIFY(flowText().hasFocus());
    QCOMPARE(flowText().selected().first, find(flowText(), "before: "));
}

void TestSymbolLinks::f12WithoutANameGoesToTheSourceOfTheNode()
{
    m_ide->window().selectNode("again");
    CodeEditor &text = flowText();
    putCaret(text, "type: prompt\n  source:\n    type: code\n    path: again", 2);
    key(text, Qt::Key_F12);
    QVERIFY(m_ide->child<CodeEditor>("nodeSource").hasFocus());
}

void TestSymbolLinks::referencesAreListedAndOpenTheirPlace()
{
    CodeEditor &text = flowText();
    putCaret(text, "${ask.output}\nnodes", 3);
    key(text, Qt::Key_F12, Qt::ShiftModifier);
    QTRY_COMPARE(listed(),
                 (QStringList{"flow.dag.yaml (3)",
                              "8:     reference: ${ask.output}",
                              "10: - name: ask",
                              "23:     before: ${ask.output}",
                              "again.jinja2 (2)",
                              "1: More than {{ before }}?",
                              "2: {{ before|length }}"}));
    QVERIFY(m_ide->child<QDockWidget>("referencesDock").isVisible());
    QVERIFY(references().hasFocus());
    // By keyboard alone.
    for (int row = 0; row < 5; ++row)
        QTest::keyClick(&references(), Qt::Key_Down);
    QTest::keyClick(&references(), Qt::Key_Return);
    auto *focused = qobject_cast<CodeEditor *>(QApplication::focusWidget());
    QVERIFY(focused);
    QCOMPARE(focused->caret(), find(*focused, "before|"));
}

void TestSymbolLinks::referencesCountWhatIsUnsaved()
{
    CodeEditor &prompt = open("ask.jinja2");
    prompt.setCaret(0);
    QTest::keyClicks(&prompt, "{{ topic }}: ");
    putCaret(prompt, "topic", 1);
    key(prompt, Qt::Key_F12, Qt::ShiftModifier);
    QTRY_COMPARE(listed(),
                 (QStringList{"flow.dag.yaml (1)",
                              "16:     topic: ${inputs.topic}",
                              "ask.jinja2 (2)",
                              "1: {{ topic }}: Tell me of {{ topic }}.",
                              "1: {{ topic }}: Tell me of {{ topic }}."}));
}

void TestSymbolLinks::theMouseOverAReferenceShowsTheLastValue()
{
    CodeEditor &text = flowText();
    const auto tipAt = [&text](std::size_t offset) {
        QToolTip::hideText();
        const QPoint at = text.viewport()->mapTo(&text, pointAt(text, offset));
        QHelpEvent help(QEvent::ToolTip, at, text.mapToGlobal(at));
        QCoreApplication::sendEvent(&text, &help);
        return QToolTip::text();
    };
    const std::size_t reference = find(text, "${ask.output}\nnodes") + 3;
    text.setCaret(reference);
    QVERIFY(!tipAt(reference).contains("bees"));
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_ide->session().model().state() == run::NodeState::Done, 30'000);
    QTRY_VERIFY2(tipAt(reference).contains("Tell me of bees."), qPrintable(QToolTip::text()));
    QTRY_VERIFY(!tipAt(find(text, "outputs:")).contains("bees")); // a tip takes its time to go
}

void TestSymbolLinks::aCompositionIsNotInterrupted()
{
    CodeEditor &text = flowText();
    putCaret(text, "ask.output}\nnodes", 1);
    QInputMethodEvent composing("한", {});
    QCoreApplication::sendEvent(&text, &composing);
    QVERIFY(text.isComposing());
    const std::size_t caret = text.caret();
    QTest::keyClick(&text, Qt::Key_F12);
    QVERIFY(text.isComposing());
    QCOMPARE(text.caret(), caret);
}

QTEST_MAIN(TestSymbolLinks)
#include "tst_symbollinks.moc"

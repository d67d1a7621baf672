// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/editingtest.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/wiregesture.h"

#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace postern;
using namespace postern::ide;

static const char *const kFlow = R"(inputs:
  number: {type: int, default: 1}
  name: {type: string}
outputs:
  said:
    type: string
    reference: ${say.output}   # what is shown
nodes:
- name: double
  type: python
  source: {type: code, path: double.py}
  inputs:
    number: ${inputs.number}
- name: say
  type: python
  source: {type: code, path: say.py}
  inputs:
    number: ${double.output}
    # by whom
    who: nobody
- name: add
  type: python
  source: {type: code, path: double.py}
  inputs:
    number:
)";

/// What is done on the canvas with mouse and keys, and what becomes of the text.
class TestCanvasEdits : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("flow.dag.yaml", kFlow);
        start();
        canvas().setFocus();
        QTRY_VERIFY(canvas().graphScene()->node("add"));
    }
    void cleanup() { tearDown(); }

    void aWireIsTheLineOfItsInput();
    void aWireToTheOutputsChangesTheReferenceAlone();
    void theWindowSaysWhatIsWired();
    void aLineIsTakenAway();
    void aNodeIsPutIntoALine();
    void aTextThatCannotBeReadIsNotWired();
    void anInputLooksForItsSource();
    void aConditionIsSetByAWire();
    void whatTheCodeTakesBesidesIsATarget();
    void aFieldIsPointedAtOnTheCanvas();
    void theInspectorSaysWhatAWireCouldFeed();

private:
    graph::GraphView &canvas() const { return m_ide->canvas(); }
    graph::NodeItem &node(const QString &id) const { return *canvas().graphScene()->node(id); }
    std::string text() const { return m_ide->session().document()->buffer()->text(); }
    QPoint seen(const QPointF &point) const { return canvas().mapFromScene(point); }
    QPoint faceOf(const QString &id) const { return seen(node(id).sceneFace().center()); }
    QPoint outputOf(const QString &id, const QString &port = "output") const
    {
        return seen(node(id).outputAnchor(port));
    }
    void drag(const QPoint &from, const QPoint &to) const
    {
        QWidget *const area = canvas().viewport();
        QTest::mousePress(area, Qt::LeftButton, {}, from);
        move(to, Qt::LeftButton);
        QTest::mouseRelease(area, Qt::LeftButton, {}, to);
    }
    void move(const QPoint &to, Qt::MouseButtons buttons = Qt::NoButton) const
    {
        QWidget *const area = canvas().viewport();
        QMouseEvent event(QEvent::MouseMove, to, area->mapToGlobal(to), Qt::NoButton, buttons, {});
        QCoreApplication::sendEvent(area, &event);
    }
    static std::string with(const std::string &what, const std::string &instead)
    {
        std::string text = kFlow;
        return text.replace(text.find(what), what.size(), instead);
    }
};

void TestCanvasEdits::aWireIsTheLineOfItsInput()
{
    canvas().setZoomPercent(100);
    canvas().centerOn(&node("double"));
    canvas().beginWire("double", "output");
    QTest::keyClick(&canvas(), Qt::Key_Down);
    while (canvas().wire()->held()->port.name != "who")
        QTest::keyClick(&canvas(), Qt::Key_Down);
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(text(), with("who: nobody", "who: ${double.output}"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Connect say.who"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), std::string(kFlow));
}

void TestCanvasEdits::aWireToTheOutputsChangesTheReferenceAlone()
{
    canvas().setZoomPercent(60);
    canvas().fit();
    canvas().setZoomPercent(60);
    drag(outputOf("double"), faceOf(graph::kOutputsId));
    QCOMPARE(text(), with("${say.output}", "${double.output}"));
}

void TestCanvasEdits::theWindowSaysWhatIsWired()
{
    const auto &header = m_ide->child<QToolButton>("flowMenu");
    const auto &status = m_ide->child<QToolButton>("statusRun");
    const QString before = status.text();
    canvas().beginWire("double", "output");
    QCOMPARE(header.text(), QString("double.output → …"));
    QVERIFY2(status.text().startsWith("Wiring double.output · unknown"), qPrintable(status.text()));
    auto &outline = m_ide->child<QTreeView>("outline");
    const auto stated = [&outline](int row) {
        return outline.model()->index(row, 1).data().toString();
    };
    QCOMPARE(stated(1), QString());        // double itself
    QCOMPARE(stated(2), QString("2 fit")); // say
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QVERIFY2(header.text().startsWith("double.output → say."), qPrintable(header.text()));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QCOMPARE(header.text(), QString("flow.dag.yaml"));
    QCOMPARE(status.text(), before);
    QCOMPARE(stated(2), QString());
}

void TestCanvasEdits::aLineIsTakenAway()
{
    canvas().setZoomPercent(60);
    for (const graph::EdgeItem *line : canvas().graphScene()->edgeItems()) {
        if (line->edge().from != "double")
            continue;
        canvas().centerOn(line->middle());
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, seen(line->middle()));
    }
    QTest::keyClick(&canvas(), Qt::Key_Delete);
    QCOMPARE(text(), with("    number: ${double.output}\n", ""));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Disconnect say.number"));
}

void TestCanvasEdits::aNodeIsPutIntoALine()
{
    canvas().setZoomPercent(50);
    QPointF middle;
    for (const graph::EdgeItem *line : canvas().graphScene()->edgeItems()) {
        if (line->edge().from == "double")
            middle = line->middle();
    }
    drag(faceOf("add"), seen(middle));
    const std::string after = text();
    QVERIFY2(after.find("number: ${add.output}") != std::string::npos, after.c_str());
    QVERIFY2(after.find("number: ${double.output}") != std::string::npos, after.c_str());
    QVERIFY(after.find("# by whom") != std::string::npos);
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), std::string(kFlow));
}

void TestCanvasEdits::aTextThatCannotBeReadIsNotWired()
{
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(0);
    QTest::keyClicks(&editor, "[");
    QTRY_VERIFY(!m_ide->session().document()->flow().isCurrent());
    QTRY_VERIFY(!canvas().isEditable());
    canvas().beginWire("double", "output");
    QVERIFY(!canvas().wire());
}

void TestCanvasEdits::anInputLooksForItsSource()
{
    canvas().beginWire({"say", "number", graph::WireStart::Kind::Input});
    QCOMPARE(m_ide->child<QToolButton>("flowMenu").text(), QString("say.number ← …"));
    canvas().endWireAt(graph::kInputsId, "number");
    QCOMPARE(text(), with("number: ${double.output}", "number: ${inputs.number}"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Connect say.number"));
}

void TestCanvasEdits::aConditionIsSetByAWire()
{
    canvas().beginWire({"say", {}, graph::WireStart::Kind::Condition});
    canvas().endWireAt("add", "output");
    const std::string added
        = "    who: nobody\n  activate:\n    when: ${add.output}\n    is: true\n";
    QCOMPARE(text(), with("    who: nobody\n", added));
    // Another output, and what it is compared with stays.
    canvas().beginWire({"say", {}, graph::WireStart::Kind::Condition});
    canvas().endWireAt("double", "output");
    QVERIFY2(text().find("when: ${double.output}\n    is: true\n") != std::string::npos,
             text().c_str());
}

void TestCanvasEdits::whatTheCodeTakesBesidesIsATarget()
{
    m_ide->write("say.py",
                 "from promptflow.core import tool\n\n\n@tool\n"
                 "def say(number: int, who: str, manners: str = ''):\n    return who\n");
    canvas().beginWire("double", "output");
    const auto isOffered = [this] {
        return std::ranges::any_of(canvas().wire()->targets(), [](const graph::WireTarget &target) {
            return target.node == "say" && target.port.name == "manners";
        });
    };
    QTRY_VERIFY(isOffered());
    canvas().endWireAt("say", "manners");
    QVERIFY2(text().find("    manners: ${double.output}\n") != std::string::npos, text().c_str());
}

void TestCanvasEdits::aFieldIsPointedAtOnTheCanvas()
{
    m_ide->window().selectNode("say");
    auto &inspector = m_ide->child<QWidget>("inspector");
    QLineEdit *field = nullptr;
    for (QLineEdit *each : inspector.findChildren<QLineEdit *>()) {
        if (each->accessibleName() == "number" && each->isVisible())
            field = each;
    }
    QVERIFY(field);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_F4);
    QVERIFY(canvas().wire());
    QVERIFY(canvas().hasFocus());
    QCOMPARE(canvas().wire()->start(),
             (graph::WireStart{"say", "number", graph::WireStart::Kind::Input}));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!canvas().wire());
    field->setFocus();
    QTest::keyClick(field, Qt::Key_F4);
    canvas().endWireAt("add", "output");
    QCOMPARE(text(), with("number: ${double.output}", "number: ${add.output}"));
}

void TestCanvasEdits::theInspectorSaysWhatAWireCouldFeed()
{
    auto &section = m_ide->child<QWidget>("wiringSection");
    m_ide->window().selectNode("double");
    QVERIFY(section.isHidden());
    canvas().beginWire("double", "output");
    QVERIFY(!section.isHidden());
    QStringList said;
    for (const QLineEdit *each : section.findChildren<QLineEdit *>())
        said << each->accessibleName() + ": " + each->text();
    QVERIFY2(said.contains("read by: say.number"), qPrintable(said.join(u'\n')));
    QVERIFY2(said.contains("not offered: 1 would make a loop"), qPrintable(said.join(u'\n')));
    canvas().endWire();
    QVERIFY(section.isHidden());
}

QTEST_MAIN(TestCanvasEdits)

#include "tst_canvasedits.moc"

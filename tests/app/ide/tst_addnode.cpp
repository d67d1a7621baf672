// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/graph/arrangement.h"
#include "widgets/graph/nodeitem.h"

#include <QFrame>
#include <QLabel>
#include <QToolButton>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// The search for a node to add, by keyboard and mouse, and what it leaves in the flow's text.
class TestAddNode : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aTapOfSpaceAddsWhatIsTyped();
    void whatIsFoundComesBeforeANewName();
    void aDoubleClickOpensTheSearchThere();
    void theNewNodeStandsWhereItWasAskedFor();
    void shiftEnterWiresItAfterTheSelection();
    void escapeAddsNothing();
    void aFileOfTheFolderIsAddedAsItsTool();
    void anLlmNodeTakesConnectionAndDeploymentOfTheOthers();
    void namesAndFilesThatAreTakenStay();
    void theOutlineAddsToo();
    void anEmptyFlowSaysHowToBegin();
    void aDeletedNodeLeavesTheNextSelected();
    void aWireOffersWhatTakesIt();
    void anInputOffersWhatFeedsIt();
    void whatWouldBeAddedIsShownInTheText();

private:
    QFrame *search() const { return m_ide->window().findChild<QFrame *>("addNode"); }
    void tapSpace()
    {
        graph::GraphView &canvas = m_ide->canvas();
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Space);
        QVERIFY(search());
    }
    // Types into the search and presses Enter.
    void type(const QString &text, Qt::KeyboardModifiers held = {})
    {
        QVERIFY(search());
        auto *const field = search()->findChild<QLineEdit *>();
        field->setText(text);
        QTest::keyClick(field, Qt::Key_Return, held);
        QTRY_VERIFY(!search());
    }
    QStringList titles() const
    {
        QStringList found;
        const QAbstractItemModel &rows = *search()->findChild<QTreeView *>()->model();
        for (int row = 0; row < rows.rowCount(); ++row)
            found.append(rows.index(row, 0).data().toString());
        return found;
    }
    QString text() { return flowText().text(); }
    std::string textOf(const QString &file)
    {
        return m_ide->session().document()->workspace().textOf(m_ide->folder() + '/' + file);
    }
};

void TestAddNode::aTapOfSpaceAddsWhatIsTyped()
{
    start();
    const QString before = text();
    tapSpace();
    type("llm answer");
    QCOMPARE(text(), before + R"(- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ''
  connection: aoai
  api: chat
)");
    QCOMPARE(textOf("answer.jinja2"),
             std::string("# system:\nYou are a helpful assistant.\n\n# user:\n{{question}}\n"));
    QCOMPARE(m_ide->window().selectedNode(), QString("answer"));
    QVERIFY(m_ide->canvas().graphScene()->node("answer"));
    QTRY_VERIFY(m_ide->session().document()->isChecked());
    for (const flow::Diagnostic &problem : m_ide->session().document()->diagnostics())
        QCOMPARE(problem.severity, flow::Severity::Hint); // nobody takes its output yet
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Add answer"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), before);
    QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
}

void TestAddNode::whatIsFoundComesBeforeANewName()
{
    start();
    tapSpace();
    type("python");
    QVERIFY(text().contains("- name: python_node\n  type: python\n"));
    tapSpace();
    type("new pyth");
    QVERIFY(text().contains("- name: python_node_2\n  type: python\n"));
    tapSpace();
    type("summary"); // nothing has that word
    QVERIFY(text().contains("- name: summary\n  type: llm\n"));
}

void TestAddNode::aDoubleClickOpensTheSearchThere()
{
    start();
    QWidget *const canvas = m_ide->canvas().viewport();
    const QPoint at(20, canvas->height() - 20);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, at);
    QVERIFY(search() && search()->isVisible());
    QVERIFY(search()->findChild<QLineEdit *>()->hasFocus());
    type("prompt greet");
    QVERIFY(text().contains("- name: greet\n  type: prompt\n"));
    QCOMPARE(textOf("greet.jinja2"), std::string("{{text}}\n"));
}

void TestAddNode::theNewNodeStandsWhereItWasAskedFor()
{
    start();
    graph::GraphView &view = m_ide->canvas();
    view.setZoomPercent(100);
    view.lookAt({600, 500}); // where nothing is
    const QPoint at = view.viewport()->rect().center();
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
    const QPointF wished = view.mapToScene(at);
    type("prompt greet");
    const auto place = [&view] { return view.graphScene()->node("greet")->sceneFace().center(); };
    const auto isNear = [](const QPointF &a, const QPointF &b) {
        return (a - b).manhattanLength() <= graph::kGrid;
    };
    QVERIFY(isNear(place(), wished));
    m_ide->action(ActionId::Undo).trigger();
    QTRY_VERIFY(!view.graphScene()->node("greet"));
    m_ide->action(ActionId::Redo).trigger();
    QTRY_VERIFY(view.graphScene()->node("greet"));
    QVERIFY(isNear(place(), wished));
    m_ide->session().arrangement().flush();
    QVERIFY(!QFile::exists(m_ide->folder() + "/.postern/layout.json")); // nobody moved anything
    // On a node it goes aside, and where nodes are placed by hand it is kept with them.
    view.select("greet");
    QTest::keyClick(&view, Qt::Key_Right, Qt::AltModifier);
    emit view.emptyAreaActivated(place(), true);
    type("prompt twin");
    const graph::GraphScene &scene = *view.graphScene();
    QVERIFY(!scene.node("twin")->sceneFace().intersects(scene.node("greet")->sceneFace()));
    QCOMPARE(m_ide->session().arrangement().arrangement().places.value("twin"),
             scene.node("twin")->pos());
}

void TestAddNode::shiftEnterWiresItAfterTheSelection()
{
    start();
    m_ide->click("double");
    tapSpace();
    type("python clean", Qt::ShiftModifier);
    QVERIFY(text().endsWith(R"(- name: clean
  type: python
  source:
    type: code
    path: clean.py
  inputs:
    value: ${double.output}
)"));
    QVERIFY(textOf("clean.py").starts_with("from promptflow.core import tool\n"));
    QVERIFY(QString::fromStdString(textOf("clean.py")).contains("def clean(value"));
}

void TestAddNode::escapeAddsNothing()
{
    start();
    const QString before = text();
    tapSpace();
    QTest::keyClick(search()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!search());
    QCOMPARE(text(), before);
}

void TestAddNode::aFileOfTheFolderIsAddedAsItsTool()
{
    m_ide->write("rank.py", R"(from promptflow.core import tool


@tool
def rank(hits: list, top: int = 3) -> list:
    return hits[:top]
)");
    m_ide->write("ask.jinja2", "# user:\n{{ topic }}\n");
    start();
    m_ide->click("double");
    tapSpace();
    QTRY_VERIFY(titles().contains("rank.py"));
    QVERIFY(titles().contains("ask.jinja2"));
    QVERIFY(titles().contains("Embedding"));
    type("rank.py", Qt::ShiftModifier);
    QVERIFY(text().contains("path: rank.py\n  inputs:\n    hits: ${double.output}\n"));
    tapSpace();
    QTRY_VERIFY(titles().contains("ask.jinja2"));
    type("ask.jin");
    QVERIFY(text().contains("- name: ask\n  type: llm\n"));
}

void TestAddNode::anLlmNodeTakesConnectionAndDeploymentOfTheOthers()
{
    m_ide->write("flow.dag.yaml", R"(inputs: {}
nodes:
- name: first
  type: llm
  source: {type: code, path: first.jinja2}
  inputs:
    deployment_name: gpt-4.1-krc
  connection: azure-krc
  api: chat
)");
    m_ide->write("first.jinja2", "# user:\nHi\n");
    start();
    tapSpace();
    type("llm second");
    QVERIFY(text().contains("    deployment_name: gpt-4.1-krc\n    question: ''\n"
                            "  connection: azure-krc\n  api: chat\n"));
}

void TestAddNode::namesAndFilesThatAreTakenStay()
{
    m_ide->write("note.jinja2", "mine\n");
    start();
    tapSpace();
    type("prompt note");
    QVERIFY(text().contains("path: note_2.jinja2"));
    QCOMPARE(onDisk("note.jinja2"), QByteArray("mine\n"));
    tapSpace();
    type("python say");
    QVERIFY(text().contains("- name: say_2\n"));
}

void TestAddNode::theOutlineAddsToo()
{
    start();
    m_ide->window().resize(1440, 900);
    auto &outline = m_ide->child<QTreeView>("outline");
    QTRY_VERIFY(outline.isVisible());
    m_ide->canvas().hide();
    outline.setFocus();
    QTest::keyClick(&outline, Qt::Key_Down);
    QTest::keyClick(&outline, Qt::Key_A, Qt::ShiftModifier);
    type("python tidy");
    QVERIFY(text().contains("- name: tidy\n"));
    QCOMPARE(outline.currentIndex().data().toString(), QString("tidy"));
}

void TestAddNode::anEmptyFlowSaysHowToBegin()
{
    m_ide->write("flow.dag.yaml", "inputs:\n  question:\n    type: string\n");
    start();
    graph::GraphView &canvas = m_ide->canvas();
    const QImage with = canvas.grab().toImage();
    canvas.setEmptyText({});
    QVERIFY(canvas.grab().toImage() != with);
    tapSpace();
    type("llm answer", Qt::ShiftModifier); // after nothing: the flow's own input
    QVERIFY(text().contains("    question: ${inputs.question}\n"));
}

void TestAddNode::aDeletedNodeLeavesTheNextSelected()
{
    start();
    m_ide->click("double");
    m_ide->canvas().setFocus();
    QTest::keyClick(&m_ide->canvas(), Qt::Key_Delete);
    QVERIFY(!text().contains("name: double"));
    QVERIFY(text().contains("${double.output}")); // who took it has to be dealt with
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    m_ide->action(ActionId::Undo).trigger();
    flowText().setFocus();
    QTest::keyClick(&flowText(), Qt::Key_Delete); // a letter, in a text
    QVERIFY(text().contains("name: double"));
}

void TestAddNode::aWireOffersWhatTakesIt()
{
    m_ide->write("flow.dag.yaml", "inputs:\n  hits:\n    type: list\nnodes: []\n");
    m_ide->write("rank.py",
                 "from promptflow.core import tool\n\n\n@tool\n"
                 "def rank(hits: list):\n    return hits\n");
    m_ide->write("shout.py",
                 "from promptflow.core import tool\n\n\n@tool\n"
                 "def shout(text: str):\n    return text\n");
    start();
    emit m_ide->canvas().wireDropped(graph::kInputsId, "hits", QPointF(40, 200));
    QVERIFY(search());
    auto *const filter = search()->findChild<QToolButton *>("addNodeFilter");
    QVERIFY(filter->isVisible());
    QCOMPARE(filter->text(), QString("takes: list"));
    QTRY_VERIFY(titles().contains("rank.py"));
    QVERIFY(!titles().contains("shout.py")); // it takes a text
    QVERIFY(titles().contains("New LLM node"));
    QTest::keyClick(search()->findChild<QLineEdit *>(), Qt::Key_Backspace);
    QVERIFY(titles().contains("shout.py"));
    type("rank.py");
    QVERIFY(text().contains("hits: ${inputs.hits}\n"));
}

void TestAddNode::anInputOffersWhatFeedsIt()
{
    start();
    emit m_ide->canvas().sourceWanted({"say", "number", graph::WireStart::Kind::Input},
                                      QPointF(40, 200));
    QVERIFY(search());
    type("prompt greet");
    QVERIFY2(text().contains("number: ${greet.output}\n"), qPrintable(text()));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Add greet"));
}

void TestAddNode::whatWouldBeAddedIsShownInTheText()
{
    start();
    const QString before = text();
    const int last = flowText().lines() - 2; // behind it stands nothing
    tapSpace();
    QVERIFY(flowText().annotation(last).startsWith("+ - name: "));
    search()->findChild<QLineEdit *>()->setText("python measure");
    QVERIFY(flowText().annotation(last).startsWith("+ - name: measure\n"));
    QCOMPARE(text(), before);
    QTest::keyClick(search()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(!search());
    QVERIFY(flowText().annotation(last).isEmpty());
}

QTEST_MAIN(TestAddNode)
#include "tst_addnode.moc"

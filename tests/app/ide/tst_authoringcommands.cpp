// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/graph/edgeitem.h"

#include <QClipboard>
#include <QFrame>
#include <QMenu>
#include <QMimeData>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// Deleting, duplicating, moving, copying and connecting nodes, from the canvas and from the outline.
class TestAuthoring : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void deletingHealsWhereItIsAskedTo_data() { views(); }
    void deletingHealsWhereItIsAskedTo();
    void severalNodesAreOneStep();
    void aCopyStandsBelowItsNode_data() { views(); }
    void aCopyStandsBelowItsNode();
    void theOutlineMovesNodesInTheFile();
    void copiedNodesAreYamlForAnyEditor_data() { views(); }
    void copiedNodesAreYamlForAnyEditor();
    void filesComeAlongIntoAnotherFolder();
    void pastingKeepsInputsWhereItIsAskedTo();
    void cutNodesComeBackUnderTheirNames();
    void whatIsNoNodeIsRefused();
    void anInputIsConnectedByWords();
    void anInputThatIsNotThereYetIsConnected();
    void anInputThatWasJustWrittenIsConnected();
    void anEditorKeepsItsOwnKeys();
    void anEdgeIsCutOrTakesANode();

private:
    static void views()
    {
        QTest::addColumn<bool>("isOutline");
        QTest::newRow("canvas") << false;
        QTest::newRow("outline") << true;
    }
    // Selects the node where the keys go from now on; by the outline the canvas is out of sight.
    QWidget &focusOn(const QString &node, bool isOutline)
    {
        m_ide->window().resize(1440, 900);
        auto &outline = m_ide->child<QTreeView>("outline");
        QWidget &view = isOutline ? static_cast<QWidget &>(outline) : m_ide->canvas();
        if (!QTest::qWaitFor([&outline] { return outline.isVisible(); }))
            qWarning("The outline can't be seen.");
        m_ide->canvas().setVisible(!isOutline);
        view.setFocus();
        m_ide->window().selectNode(node);
        return view;
    }
    QWidget *popup(const char *name) const
    {
        return m_ide->window().findChild<QWidget *>(QLatin1String(name));
    }
    void choose(const QString &typed)
    {
        const QWidget *const palette = QApplication::activePopupWidget();
        QVERIFY(palette);
        auto *const field = palette->findChild<QLineEdit *>();
        field->setText(typed);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QString text() { return flowText().text(); }
    QString textOf(const QString &file)
    {
        return QString::fromStdString(
            m_ide->session().document()->workspace().textOf(m_ide->folder() + u'/' + file));
    }
};

void TestAuthoring::deletingHealsWhereItIsAskedTo()
{
    QFETCH(bool, isOutline);
    start();
    const QString before = text();
    QWidget &view = focusOn("double", isOutline);
    QTest::keyClick(&view, Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(!text().contains("name: double"));
    QVERIFY(text().endsWith("  inputs:\n    number: ${inputs.number}\n"));
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Delete double"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), before);
}

void TestAuthoring::severalNodesAreOneStep()
{
    start();
    const QString before = text();
    QWidget &outline = focusOn("double", true);
    QTest::keyClick(&outline, Qt::Key_Down, Qt::ShiftModifier);
    m_ide->action(ActionId::DeleteNode).trigger();
    QVERIFY(!text().contains("name: double") && !text().contains("name: say"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Delete 2 nodes"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), before);
    focusOn("say", false);
    m_ide->action(ActionId::SelectAll).trigger();
    m_ide->action(ActionId::DuplicateNode).trigger();
    QCOMPARE(m_ide->canvas().selectedNodes().size(), 2);
    QCOMPARE(m_ide->session().graph().nodeCount(), 4);
}

void TestAuthoring::aCopyStandsBelowItsNode()
{
    QFETCH(bool, isOutline);
    start();
    QWidget &view = focusOn("double", isOutline);
    QTest::keyClick(&view, Qt::Key_D, Qt::ControlModifier);
    const auto &nodes = m_ide->session().document()->flow().flow().nodes;
    QCOMPARE(nodes.size(), std::size_t(3));
    QCOMPARE(nodes[1].source.path, std::string("double.py"));
    QCOMPARE(m_ide->window().selectedNode(), QString::fromStdString(nodes[1].name));
}

void TestAuthoring::theOutlineMovesNodesInTheFile()
{
    start();
    const QString before = text();
    QWidget &outline = focusOn("double", true);
    QTest::keyClick(&outline, Qt::Key_Down, Qt::AltModifier);
    QVERIFY(text().indexOf("name: say") < text().indexOf("name: double"));
    QCOMPARE(m_ide->window().selectedNode(), QString("double"));
    const QString after = text();
    QTest::keyClick(&outline, Qt::Key_Down, Qt::AltModifier); // it is the last
    QCOMPARE(text(), after);
    QTest::keyClick(&outline, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(text(), before);
}

void TestAuthoring::copiedNodesAreYamlForAnyEditor()
{
    QFETCH(bool, isOutline);
    start();
    focusOn("say", isOutline);
    m_ide->action(ActionId::Copy).trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString(R"(- name: say
  type: python
  source:
    type: code
    path: say.py
  inputs:
    number: ${double.output}
)"));
    m_ide->action(ActionId::Paste).trigger();
    QCOMPARE(m_ide->session().graph().nodeCount(), 3);
    QVERIFY(m_ide->window().selectedNode() != "say");
    QCOMPARE(m_ide->session().document()->workspace().unsaved().size(),
             std::size_t(1)); // its file is here
}

void TestAuthoring::filesComeAlongIntoAnotherFolder()
{
    start();
    m_ide->action(ActionId::SelectAll).trigger();
    focusOn("say", false);
    m_ide->action(ActionId::SelectAll).trigger();
    m_ide->action(ActionId::Copy).trigger();
    m_ide->write("other/flow.dag.yaml", "inputs: {}\nnodes: []\n");
    m_ide->write("other/say.py", "# another file of that name\n");
    m_ide->window().openFlow(m_ide->folder() + "/other", {});
    focusOn({}, false);
    m_ide->action(ActionId::Paste).trigger();
    QCOMPARE(m_ide->session().graph().nodeCount(), 2);
    QVERIFY(text().contains("path: double.py"));
    QVERIFY(text().contains("path: say_2.py"));
    QVERIFY(text().contains("number: ${double.output}"));
    QVERIFY(textOf("other/double.py").contains("number * 2"));
    QVERIFY(textOf("other/say_2.py").contains("It is"));
    QCOMPARE(onDisk("other/say.py"), QByteArray("# another file of that name\n"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(text(), QString("inputs: {}\nnodes: []\n"));
    QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
}

void TestAuthoring::pastingKeepsInputsWhereItIsAskedTo()
{
    start();
    QWidget &canvas = focusOn("say", false);
    m_ide->action(ActionId::Copy).trigger();
    const auto references = [this] { return text().count("${double.output}"); };
    m_ide->action(ActionId::Paste).trigger();
    QCOMPARE(references(), 1);
    QTest::keyClick(&canvas, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(references(), 2);
}

void TestAuthoring::cutNodesComeBackUnderTheirNames()
{
    start();
    focusOn("double", false);
    m_ide->action(ActionId::Cut).trigger();
    QVERIFY(!text().contains("name: double"));
    m_ide->canvas().setFocus();
    m_ide->action(ActionId::PasteWithInputs).trigger();
    QVERIFY(text().contains("- name: double\n"));
    QVERIFY(text().contains("    number: ${inputs.number}\n"));
    QCOMPARE(m_ide->window().selectedNode(), QString("double"));
}

void TestAuthoring::whatIsNoNodeIsRefused()
{
    start();
    const QString before = text();
    QApplication::clipboard()->setText("a sentence of somebody");
    focusOn("say", false);
    m_ide->action(ActionId::Paste).trigger();
    QCOMPARE(text(), before);
    QVERIFY(strip("refusedStrip")->isVisible());
}

void TestAuthoring::anInputIsConnectedByWords()
{
    start();
    QWidget &canvas = focusOn("say", false);
    QTest::keyClick(&canvas, Qt::Key_C);
    choose("say.number");
    choose("inputs.number");
    QVERIFY(text().endsWith("    number: ${inputs.number}\n"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Connect say.number"));
    m_ide->activate();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_C);
    choose("outputs.text <- double.output");
    QVERIFY(text().contains("    reference: ${double.output}\n"));
    m_ide->activate();
    m_ide->action(ActionId::ConnectInput).trigger();
    const QString before = text();
    choose("say.number <- say.output"); // it would wait for itself
    QCOMPARE(text(), before);
    QVERIFY(strip("refusedStrip")->isVisible());
}

void TestAuthoring::anInputThatIsNotThereYetIsConnected()
{
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int, unit: str) -> str:
    return f"{number} {unit}"
)");
    start();
    focusOn("say", false);
    m_ide->action(ActionId::ConnectInput).trigger();
    QVERIFY(popup("commandPalette"));
    const auto *const list = popup("commandPalette")->findChild<QTreeView *>();
    const auto offers = [list](const QString &name) {
        return !list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, name).isEmpty();
    };
    QTRY_VERIFY(offers("say.unit"));
    choose("say.unit");
    choose("inputs.number");
    QVERIFY(text().endsWith("    unit: ${inputs.number}\n"));
}

void TestAuthoring::anInputThatWasJustWrittenIsConnected()
{
    const QString code = QStringLiteral("from promptflow.core import tool\n\n\n@tool\n"
                                        "def say(number: int, %1: str) -> str:\n    return %1\n");
    m_ide->write("say.py", code.arg("unit").toUtf8());
    start();
    const auto offers = [this](const QString &name) {
        const auto *const list = popup("commandPalette")->findChild<QTreeView *>();
        return !list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, name).isEmpty();
    };
    focusOn("say", false);
    m_ide->action(ActionId::ConnectInput).trigger();
    QVERIFY(popup("commandPalette"));
    QTRY_VERIFY(offers("say.unit")); // the file is known from now on
    popup("commandPalette")->close();
    QTRY_VERIFY(!popup("commandPalette"));
    open("say.py").setText(code.arg("currency"));
    m_ide->activate();
    focusOn("say", false);
    m_ide->action(ActionId::ConnectInput).trigger();
    QVERIFY(popup("commandPalette"));
    QTRY_VERIFY(offers("say.currency"));
}

void TestAuthoring::anEditorKeepsItsOwnKeys()
{
    start();
    focusOn("say", false);
    const QString before = text();
    flowText().setFocus();
    flowText().setCursorPosition(0, 0);
    for (const char letter : {'c', 'A'})
        QTest::keyClick(&flowText(), letter);
    QTest::keyClick(&flowText(), Qt::Key_Space);
    QVERIFY(!popup("commandPalette") && !popup("addNode"));
    QCOMPARE(text(), "cA " + before);
}

void TestAuthoring::anEdgeIsCutOrTakesANode()
{
    start();
    focusOn("say", false);
    graph::GraphView &view = m_ide->canvas();
    const auto chooseOfEdge = [&](const QString &what) {
        for (const graph::EdgeItem *edge : view.graphScene()->edgeItems()) {
            if (edge->edge().to != "say")
                continue;
            qDeleteAll(m_ide->window().findChildren<QMenu *>("contextMenu"));
            emit view.edgeMenuRequested(edge->edge(), view.mapToGlobal(QPoint(60, 60)));
            for (QAction *action : m_ide->window().findChild<QMenu *>("contextMenu")->actions()) {
                if (action->text() == what)
                    action->trigger();
            }
            delete m_ide->window().findChild<QMenu *>("contextMenu");
            return;
        }
        QFAIL("no edge");
    };
    chooseOfEdge("Insert a node here…");
    auto *const field = popup("addNode")->findChild<QLineEdit *>();
    field->setText("python check");
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(text().contains("    value: ${double.output}\n"));
    QVERIFY(text().contains("    number: ${check.output}\n"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Add check"));
    chooseOfEdge("Disconnect");
    QVERIFY(!text().contains("${check.output}"));
}

QTEST_MAIN(TestAuthoring)
#include "tst_authoringcommands.moc"

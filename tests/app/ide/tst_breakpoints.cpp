// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/breakpointdialog.h"
#include "app/ide/run/breakpoints.h"
#include "app/ide/run/watches.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/graph/edgeitem.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimer>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using Kind = Breakpoint::Kind;

/// Breakpoints and watches as they are set, shown and kept, without a run.
class TestBreakpoints : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        writeNumbersFlow(*m_ide);
        m_ide->startTrusted();
    }
    void cleanup() { tearDown(); }

    void theKeySetsAndTakesAwayABreakpoint();
    void aClickAtTheEdgeOfANodeSetsOne();
    void aClickOnTheHeaderStillSelects();
    void aSelectedLinkHasOneOfItsOwn();
    void theDialogSaysHowItStops();
    void aConditionThatIsNoExpressionStaysInTheDialog();
    void aBreakpointFollowsANodeThatIsRenamedAndBack();
    void oneOfANodeThatIsGoneIsThereAgainWithIt();
    void theyAreRememberedForTheFolder();
    void damagedOnesAreLeftOut();
    void theListEnablesAndRemoves();
    void breakOnIsACheckedCommand();
    void watchesAreEditedAndRemembered();

private:
    Breakpoints &all() const { return m_ide->session().breakpoints(); }
    graph::NodeMarks marks(const char *node) const
    {
        return m_ide->canvas().nodeMarks(QString::fromLatin1(node));
    }
    /// Presses F9 with a node selected.
    void press9(const char *node) const
    {
        m_ide->window().selectNode(QString::fromLatin1(node));
        QTest::keyClick(&m_ide->window(), Qt::Key_F9);
    }
    QPoint edgeOf(const char *node) const
    {
        const graph::GraphView &view = m_ide->canvas();
        const auto *item = view.graphScene()->node(QString::fromLatin1(node));
        return view.mapFromScene(item->mapToScene(QPointF(0, 11)));
    }
};

void TestBreakpoints::theKeySetsAndTakesAwayABreakpoint()
{
    press9("say");
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Enabled);
    QCOMPARE(marks("double").breakpoint, graph::Breakpoint::None);
    const auto *item = m_ide->canvas().graphScene()->node("say");
    QVERIFY(item->accessibleName().contains("breakpoint"));
    auto &outline = m_ide->child<QTreeView>("outline");
    const auto rows = outline.model()->match(outline.model()->index(0, 0), Qt::DisplayRole, "say");
    QVERIFY(rows.first().data(Qt::AccessibleTextRole).toString().contains("breakpoint"));
    press9("say");
    QCOMPARE(all().rowCount(), 0);
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::None);
}

void TestBreakpoints::aClickAtTheEdgeOfANodeSetsOne()
{
    graph::GraphView &view = m_ide->canvas();
    view.actualSize();
    view.lookAt(view.graphScene()->node("say")->sceneFace().center());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, edgeOf("say"));
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Enabled);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, edgeOf("say"));
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::None);
}

void TestBreakpoints::aClickOnTheHeaderStillSelects()
{
    m_ide->canvas().actualSize();
    m_ide->canvas().lookAt(m_ide->canvas().graphScene()->node("say")->sceneFace().center());
    m_ide->click("say");
    QCOMPARE(all().rowCount(), 0);
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
}

void TestBreakpoints::aSelectedLinkHasOneOfItsOwn()
{
    graph::GraphView &view = m_ide->canvas();
    view.selectNodes({});
    graph::EdgeItem *line = nullptr;
    for (graph::EdgeItem *edge : view.graphScene()->edgeItems()) {
        if (edge->edge().from == "double" && edge->edge().to == "say")
            line = edge;
    }
    QVERIFY(line);
    line->setSelected(true);
    view.setFocus();
    QTest::keyClick(&m_ide->window(), Qt::Key_F9);
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(all().at(0).kind, Kind::Edge);
    QCOMPARE(all().at(0).from, QString("double"));
    QCOMPARE(line->marks().breakpoint, graph::Breakpoint::Enabled);
    QCOMPARE(Breakpoints::placeOf(all().at(0)), QString("double → say"));
    QTest::keyClick(&m_ide->window(), Qt::Key_F9);
    QCOMPARE(line->marks().breakpoint, graph::Breakpoint::None);
}

static void inDialog(const std::function<void(BreakpointDialog &)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *dialog = qobject_cast<BreakpointDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        act(*dialog);
    });
}

void TestBreakpoints::theDialogSaysHowItStops()
{
    m_ide->window().selectNode("say");
    inDialog([](BreakpointDialog &dialog) {
        dialog.findChild<QComboBox *>("breakpointSide")->setCurrentIndex(1);
        dialog.findChild<QLineEdit *>("breakpointCondition")->setText("inputs.number > 20");
        dialog.findChild<QSpinBox *>("breakpointHits")->setValue(3);
        dialog.accept();
    });
    QTest::keyClick(&m_ide->window(), Qt::Key_F9, Qt::ShiftModifier);
    QCOMPARE(all().rowCount(), 1);
    QVERIFY(all().at(0).isAfter);
    QCOMPARE(all().at(0).hits, 3);
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Conditional);
    QCOMPARE(Breakpoints::noteOf(all().at(0)),
             QString("after, if inputs.number > 20, from visit 3 on"));

    inDialog([](BreakpointDialog &dialog) { // the one that is there is edited, not a second one
        dialog.findChild<QLineEdit *>("breakpointLog")->setText("{{ inputs.number }}");
        dialog.accept();
    });
    m_ide->action(ActionId::EditBreakpoint).trigger();
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Logpoint);
}

void TestBreakpoints::aConditionThatIsNoExpressionStaysInTheDialog()
{
    m_ide->window().selectNode("say");
    inDialog([](BreakpointDialog &dialog) {
        auto *condition = dialog.findChild<QLineEdit *>("breakpointCondition");
        condition->setText("inputs.number >");
        dialog.accept();
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.findChild<QWidget *>("breakpointProblem")->isVisible());
        condition->setText("inputs.number > 1");
        dialog.accept();
        QVERIFY(!dialog.isVisible());
    });
    m_ide->action(ActionId::EditBreakpoint).trigger();
    QCOMPARE(all().at(0).condition, QString("inputs.number > 1"));
}

void TestBreakpoints::aBreakpointFollowsANodeThatIsRenamedAndBack()
{
    press9("double");
    all().put({.kind = Kind::Edge, .node = "say", .from = "double"});
    m_ide->session()
        .edits()
        .apply([](flow::FlowEditor &editor) { editor.renameNode("double", "twice"); }, "Rename");
    QCOMPARE(all().at(0).node, QString("twice"));
    QCOMPARE(all().at(1).from, QString("twice"));
    QCOMPARE(marks("twice").breakpoint, graph::Breakpoint::Enabled);
    m_ide->action(ActionId::Undo).trigger();
    QTRY_COMPARE(all().at(0).node, QString("double"));
    QCOMPARE(marks("double").breakpoint, graph::Breakpoint::Enabled);
}

void TestBreakpoints::oneOfANodeThatIsGoneIsThereAgainWithIt()
{
    press9("say");
    m_ide->session().edits().apply([](flow::FlowEditor &editor) { editor.removeNode("say"); },
                                   "Delete");
    QCOMPARE(all().rowCount(), 1);
    QVERIFY(!all().isThere(all().at(0)));
    m_ide->action(ActionId::Undo).trigger();
    QTRY_VERIFY(all().isThere(all().at(0)));
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Enabled);
}

void TestBreakpoints::theyAreRememberedForTheFolder()
{
    press9("say");
    all().put({.kind = Kind::Tokens, .tokens = 700, .isEnabled = false});
    m_ide->session().watches().add("nodes.say.output");
    m_ide->startTrusted();
    QCOMPARE(all().rowCount(), 2);
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Enabled);
    QCOMPARE(all().at(1).tokens, 700);
    QVERIFY(!all().at(1).isEnabled);
    QCOMPARE(m_ide->session().watches().expressions(), QStringList{"nodes.say.output"});
}

void TestBreakpoints::damagedOnesAreLeftOut()
{
    m_ide->session().folderState().set("breakpoints",
                                       QJsonArray{QJsonObject{{"kind", "node"}},
                                                  QJsonObject{{"kind", "moon"}, {"node", "say"}},
                                                  7,
                                                  QJsonObject{{"kind", "edge"}, {"node", "say"}},
                                                  QJsonObject{{"kind", "node"},
                                                              {"node", "say"},
                                                              {"hits", -4}},
                                                  QJsonObject{{"kind", "node"}, {"node", "say"}}});
    all().open();
    QCOMPARE(all().rowCount(), 1);
    QCOMPARE(all().at(0).hits, 0);
}

void TestBreakpoints::theListEnablesAndRemoves()
{
    press9("say");
    // Also where the left is a flyout.
    QTest::keyClick(&m_ide->window(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(&m_ide->window(), Qt::Key_B);
    auto &list = m_ide->child<QTreeView>("breakpoints");
    QVERIFY(list.isVisible());
    const QModelIndex first = list.model()->index(0, Breakpoints::Place);
    QVERIFY(list.model()->setData(first, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(marks("say").breakpoint, graph::Breakpoint::Disabled);
    list.setFocus();
    list.setCurrentIndex(first);
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(all().rowCount(), 0);
    QVERIFY(m_ide->session().graph().node("say")); // the node itself stays
}

void TestBreakpoints::breakOnIsACheckedCommand()
{
    m_ide->action(ActionId::BreakOnError).trigger();
    QVERIFY(all().find({.kind = Kind::Error}));
    QVERIFY(m_ide->action(ActionId::BreakOnError).isChecked());
    all().clear();
    QVERIFY(!m_ide->action(ActionId::BreakOnError).isChecked());
}

void TestBreakpoints::watchesAreEditedAndRemembered()
{
    Watches &watches = m_ide->session().watches();
    watches.add(" inputs.number ");
    watches.add("inputs.number"); // is there
    watches.add("nodes.double.output");
    QCOMPARE(watches.expressions(), (QStringList{"inputs.number", "nodes.double.output"}));
    QVERIFY(watches.setData(watches.index(0, 0), "inputs", Qt::EditRole));
    QVERIFY(watches.setData(watches.index(1, 0), "", Qt::EditRole)); // emptied: taken away
    QCOMPARE(watches.expressions(), QStringList{"inputs"});
}

QTEST_MAIN(TestBreakpoints)
#include "tst_breakpoints.moc"

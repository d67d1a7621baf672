// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"

#include <QPaintEvent>

using namespace postern;
using namespace postern::graph;

static const char *const kLoose = R"(
inputs:
  question: {type: string}
outputs:
  reply: {type: string, reference: "${answer.output}"}
nodes:
- name: search
  type: python
  source: {type: code, path: search.py}
  inputs: {query: "${inputs.question}"}
- name: answer
  type: llm
  source: {type: code, path: answer.jinja2}
  inputs: {context: "${search.output}", again: "${search.output}"}
- name: loose
  type: python
  source: {type: code, path: loose.py}
  inputs: {docs: "", limit: 3}
- name: bound
  type: python
  source: {type: code, path: bound.py}
  inputs: {x: "${search.output}"}
)";

/// What is selected on the canvas, and what is done to lines.
class TestCanvasSelection : public CanvasTest
{
    Q_OBJECT

private slots:
    void cleanup() { tearDown(); }

    void aFrameSelectsWhatItTouches();
    void escapeBringsBackWhatWasSelected();
    void shiftSelectsAlongTheLines();
    void severalNodesAreToldOf();
    void deleteOnALineAsksToUnwireIt();
    void aCutAsksToUnwireAllThatItGoesThrough();
    void aNodeDroppedOnALineGoesBetween();
    void altAndWhatCannotBeDoNotSplice();
    void aHiddenLineIsSeenAtItsNodesOnly();
    void nothingIsCutWhereNothingCanBeEdited();
    void whoAsksWhatIsSelectedFindsNothingThatGoes();
    void toSelectANodePaintsNoFace();

private:
    QRect faceOf(const QString &id) const
    {
        return m_view->mapFromScene(scene().node(id)->sceneFace()).boundingRect();
    }
};

void TestCanvasSelection::aFrameSelectsWhatItTouches()
{
    setUp();
    const QRect a = faceOf("search_docs");
    const QRect b = faceOf("build_context");
    const QRect both = (a | b).adjusted(-9, -9, 9, 9);
    QSignalSpy told(m_view.get(), &GraphView::nodesSelected);
    drag(both.topLeft(), both.bottomRight());
    QVERIFY(told.count() <= 2); // nothing when it is pressed, and what it holds when it is let go
    QVERIFY(m_view->selectedNodes().contains("search_docs"));
    QVERIFY(m_view->selectedNodes().contains("build_context"));
    QVERIFY(!m_view->selectedNodes().contains("answer"));
    QVERIFY(!m_view->selectedNodes().contains(kInputsId));
    // With Shift more comes to it; where it began nothing may be.
    const QRect c = faceOf("format_reply").adjusted(-12, -12, 0, 0);
    drag(c.topLeft(), c.center(), Qt::ShiftModifier);
    QVERIFY(m_view->selectedNodes().contains("search_docs"));
    QVERIFY(m_view->selectedNodes().contains("format_reply"));
    click({3, 3});
    QVERIFY(m_view->selectedNodes().isEmpty());
}

void TestCanvasSelection::escapeBringsBackWhatWasSelected()
{
    setUp();
    m_view->selectNode("answer");
    press({3, 3}, Qt::ControlModifier);
    move({400, 500}, Qt::LeftButton, Qt::ControlModifier);
    QVERIFY(m_view->selectedNodes().size() > 1);
    key(Qt::Key_Escape);
    QCOMPARE(m_view->selectedNodes(), QStringList("answer"));
    release({400, 500});
    QCOMPARE(m_view->selectedNodes(), QStringList("answer"));
}

void TestCanvasSelection::shiftSelectsAlongTheLines()
{
    setUp();
    click(centreOf("search_docs"), Qt::ShiftModifier);
    QCOMPARE(m_view->selectedNodes(),
             QStringList({kInputsId, "rewrite_question", "embed_question", "search_docs"}));
    click({3, 3});
    QTest::mouseClick(m_view->viewport(),
                      Qt::MiddleButton,
                      Qt::ShiftModifier,
                      centreOf("build_context"));
    QCOMPARE(m_view->selectedNodes().size(), 8);
    QVERIFY(!m_view->selectedNodes().contains("search_tickets"));
    click({3, 3});
    QSignalSpy menu(m_view.get(), &GraphView::contextMenuRequested);
    QContextMenuEvent right(QContextMenuEvent::Mouse,
                            centreOf("answer"),
                            m_view->viewport()->mapToGlobal(centreOf("answer")),
                            Qt::ShiftModifier);
    QCoreApplication::sendEvent(m_view->viewport(), &right);
    QCOMPARE(m_view->selectedNodes(), QStringList({"answer", "format_reply", kOutputsId}));
    QCOMPARE(menu.count(), 0);
}

void TestCanvasSelection::severalNodesAreToldOf()
{
    setUp();
    QSignalSpy told(m_view.get(), &GraphView::nodesSelected);
    click(centreOf("answer"));
    click(centreOf("search_docs"), Qt::ControlModifier);
    QCOMPARE(told.last()[0].toStringList(), QStringList({"search_docs", "answer"}));
    // A menu on one of them is one for all.
    QContextMenuEvent right(QContextMenuEvent::Mouse,
                            centreOf("answer"),
                            m_view->viewport()->mapToGlobal(centreOf("answer")));
    QCoreApplication::sendEvent(m_view->viewport(), &right);
    QCOMPARE(m_view->selectedNodes().size(), 2);
    key(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(m_view->selectedNodes().size() >= 2);
}

void TestCanvasSelection::deleteOnALineAsksToUnwireIt()
{
    setUp(parseFlow(kLoose));
    QSignalSpy unwired(m_view.get(), &GraphView::unwireRequested);
    key(Qt::Key_Delete);
    QCOMPARE(unwired.count(), 0);
    click(seen(edge("search", "answer")->middle()));
    QVERIFY(edge("search", "answer")->isSelected());
    key(Qt::Key_Delete);
    QCOMPARE(unwired.count(), 1);
    const auto edges = unwired[0][0].value<QList<GraphEdge>>();
    QCOMPARE(edges.size(), 1);
    QCOMPARE(edges[0].targets, QStringList({"context", "again"}));
}

void TestCanvasSelection::aCutAsksToUnwireAllThatItGoesThrough()
{
    setUp(parseFlow(kLoose));
    QSignalSpy unwired(m_view.get(), &GraphView::unwireRequested);
    const QRectF answer = scene().node("answer")->sceneFace();
    const QRectF bound = scene().node("bound")->sceneFace();
    const QRectF row = answer | bound;
    // Just above both, where their lines arrive.
    drag(seen({row.left() - 30, row.top() - 8}),
         seen({row.right() + 30, row.top() - 8}),
         Qt::AltModifier);
    QCOMPARE(unwired.count(), 1);
    QStringList targets;
    for (const GraphEdge &cut : unwired[0][0].value<QList<GraphEdge>>())
        targets << cut.to;
    targets.sort();
    QCOMPARE(targets, QStringList({"answer", "bound"}));
    drag({3, 3}, {9, 20}, Qt::AltModifier); // through nothing
    QCOMPARE(unwired.count(), 1);
}

void TestCanvasSelection::aNodeDroppedOnALineGoesBetween()
{
    setUp(parseFlow(kLoose));
    QSignalSpy spliced(m_view.get(), &GraphView::spliceRequested);
    const QPoint line = seen(edge("search", "answer")->middle());
    drag(centreOf("loose"), line);
    QCOMPARE(spliced.count(), 1);
    QCOMPARE(spliced[0][0].toString(), QString("loose"));
    QCOMPARE(spliced[0][1].toString(), QString("docs"));
    QCOMPARE(spliced[0][2].value<GraphEdge>().to, QString("answer"));
}

void TestCanvasSelection::altAndWhatCannotBeDoNotSplice()
{
    setUp(parseFlow(kLoose));
    QSignalSpy spliced(m_view.get(), &GraphView::spliceRequested);
    const QPoint line = seen(edge("search", "answer")->middle());
    const QPoint from = centreOf("loose");
    drag(from, line, Qt::AltModifier);
    QVERIFY(centreOf("loose") != from);
    // All that this one takes is wired.
    drag(centreOf("bound"), seen(edge(kInputsId, "search")->middle()));
    // Its own line.
    drag(centreOf("answer"), seen(edge("answer", kOutputsId)->middle()));
    QCOMPARE(spliced.count(), 0);
}

void TestCanvasSelection::aHiddenLineIsSeenAtItsNodesOnly()
{
    setUp(parseFlow(kLoose));
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    const GraphEdge line = edge("search", "bound")->edge();
    m_view->setEdgeHidden(line, true);
    QVERIFY(m_view->isEdgeHidden(line));
    QVERIFY(!edge("search", "bound")->isVisible());
    QCOMPARE(rearranged.count(), 1);
    QVERIFY(scene().arrangement().places.isEmpty());
    m_view->selectNode("bound");
    QVERIFY(edge("search", "bound")->isVisible());
    m_view->selectNode("answer");
    QVERIFY(!edge("search", "bound")->isVisible());
    m_view->showAllEdges();
    QVERIFY(edge("search", "bound")->isVisible());
    QVERIFY(!m_view->isEdgeHidden(line));
}

void TestCanvasSelection::nothingIsCutWhereNothingCanBeEdited()
{
    setUp(parseFlow(kLoose));
    m_view->setEditable(false);
    QSignalSpy unwired(m_view.get(), &GraphView::unwireRequested);
    QSignalSpy spliced(m_view.get(), &GraphView::spliceRequested);
    const QPoint line = seen(edge("search", "answer")->middle());
    drag(line - QPoint(60, 0), line + QPoint(60, 0), Qt::AltModifier);
    click(line);
    key(Qt::Key_Delete);
    drag(centreOf("loose"), line);
    QCOMPARE(unwired.count(), 0);
    QCOMPARE(spliced.count(), 0);
}

void TestCanvasSelection::whoAsksWhatIsSelectedFindsNothingThatGoes()
{
    setUp();
    m_view->selectNode("search_docs");
    flow::Flow flow = parseFlow(kSupportFlow);
    std::erase_if(flow.nodes, [](const flow::Node &node) { return node.name == "search_docs"; });
    flow.nodes.emplace_back().name = "another";
    int told = 0;
    connect(&scene(), &QGraphicsScene::selectionChanged, this, [&] {
        ++told;
        QVERIFY(m_view->selectedNodes().isEmpty());
        QVERIFY(m_view->selectedEdges().empty());
        for (const NodeItem *item : scene().nodeItems())
            QVERIFY(item);
        QVERIFY(scene().node("another"));
    });
    m_view->setGraph(buildGraph(flow));
    QCOMPARE(told, 1);
}

namespace {

/// What a widget is asked to paint.
class Painted : public QObject
{
public:
    explicit Painted(QWidget *widget) { widget->installEventFilter(this); }
    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

void TestCanvasSelection::toSelectANodePaintsNoFace()
{
    setUp();
    const std::vector<NodeItem *> nodes = scene().nodeItems();
    const QStringList ids{nodes[1]->id(), nodes.back()->id()};
    m_view->select(ids.first());
    QCoreApplication::processEvents();
    Painted painted(m_view->viewport());
    m_view->select(ids.last());
    QTRY_VERIFY(!painted.region.isEmpty());
    for (const QString &id : ids) {
        QVERIFY2(!painted.region.contains(centreOf(id)), qPrintable(id));
        const QRectF face = scene().node(id)->sceneFace();
        QVERIFY2(painted.region.contains(seen(face.topLeft() + QPointF(-4, 20))),
                 qPrintable(id)); // its ring
    }
}

QTEST_MAIN(TestCanvasSelection)

#include "tst_canvasselection.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/graphviz.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace postern;
using namespace postern::graph;
using run::NodeState;

namespace {

QPoint centreOf(const GraphView &view, const QString &id)
{
    return view.mapFromScene(view.graphScene()->node(id)->sceneFace().center());
}

int countOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return count;
}

/// What the view shows of a node.
QImage shot(GraphView &view, const QString &id)
{
    const QRectF area = view.graphScene()->node(id)->sceneBoundingRect();
    return view.viewport()->grab(view.mapFromScene(area).boundingRect()).toImage();
}

} // namespace

class TestGraphView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Dark); }

    void init()
    {
        m_view = std::make_unique<GraphView>();
        m_view->resize(700, 900);
        test::answerByGraphviz(*m_view->graphScene());
        QSignalSpy arranged(m_view->graphScene(), &GraphScene::arranged);
        m_view->setGraph(buildGraph(parseFlow(kSupportFlow)));
        m_view->show();
        // Nothing shall move under a test's hands any more.
        QTRY_COMPARE_WITH_TIMEOUT(arranged.count(), 2, 20000);
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }

    void cleanup() { m_view.reset(); }

    void everyNodeOfTheFlowHasAnItemAndNoneOverlap()
    {
        const auto items = m_view->graphScene()->nodeItems();
        QCOMPARE(items.size(), 11U);
        for (const NodeItem *a : items) {
            for (const NodeItem *b : items)
                QVERIFY(a == b || !a->sceneFace().intersects(b->sceneFace()));
        }
    }

    void linesEndAtPortsOfTheirNodes()
    {
        for (const EdgeItem *item : m_view->graphScene()->edgeItems()) {
            const NodeItem *from = m_view->graphScene()->node(item->edge().from);
            const NodeItem *to = m_view->graphScene()->node(item->edge().to);
            QCOMPARE(item->path().pointAtPercent(0), from->outputAnchor(item->edge().fromPort));
            const QPointF end = item->path().currentPosition();
            QVERIFY(to->portAt(to->mapFromScene(end)) != nullptr);
        }
    }

    void theFirstFlowIsFittedIntoTheView()
    {
        const QRect shown = m_view->viewport()->rect();
        for (const NodeItem *item : m_view->graphScene()->nodeItems())
            QVERIFY(shown.contains(m_view->mapFromScene(item->sceneFace()).boundingRect()));
    }

    void aStateRepaintsItsNodeAlone()
    {
        QCoreApplication::processEvents();
        QSignalSpy changed(m_view->graphScene(), &QGraphicsScene::changed);
        m_view->setNodeStatus("answer", {NodeState::Running, {}, "1.5 s"});
        QVERIFY(changed.wait(1000));
        const QRectF area = m_view->graphScene()->node("answer")->sceneBoundingRect();
        for (const QList<QVariant> &emission : changed) {
            for (const QRectF &region : emission.front().value<QList<QRectF>>())
                QVERIFY(area.adjusted(-2, -2, 2, 2).contains(region));
        }
    }

    void aBoxThatIsBlockedSaysByWhom()
    {
        m_view->setZoomPercent(100);
        const NodeItem *const outputs = m_view->graphScene()->node(kOutputsId);
        m_view->centerOn(outputs);
        m_view->setNodeStatus(kOutputsId, {NodeState::Queued, {}, {}});
        const QImage waiting = shot(*m_view, kOutputsId);
        m_view->setNodeStatus(kOutputsId, {NodeState::Queued, {}, "blocked by answer"});
        QVERIFY(shot(*m_view, kOutputsId) != waiting);
        QVERIFY(outputs->accessibleName().contains("blocked by answer"));
    }

    void aFailureWithoutFiguresSaysItsWord()
    {
        m_view->setZoomPercent(100);
        m_view->centerOn(m_view->graphScene()->node("answer"));
        m_view->setNodeStatus("answer", {NodeState::Failed, "No key.", "failed"});
        const QImage said = shot(*m_view, "answer");
        m_view->setNodeStatus("answer", {NodeState::Failed, "No key.", {}});
        QCOMPARE(shot(*m_view, "answer"), said);
    }

    void theSameStateAgainRepaintsNothing()
    {
        const NodeStatus status{NodeState::Running, {}, "1.5 s"};
        m_view->setNodeStatus("answer", status);
        QCoreApplication::processEvents();
        QSignalSpy changed(m_view->graphScene(), &QGraphicsScene::changed);
        m_view->setNodeStatus("answer", status);
        QCoreApplication::processEvents();
        QCOMPARE(changed.count(), 0);
    }

    void everyStateShowsItsColour_data()
    {
        QTest::addColumn<NodeState>("state");
        QTest::addColumn<QColor>("colour");
        const theme::Tokens &t = theme::tokens(theme::Scheme::Dark);
        QTest::newRow("running") << NodeState::Running << t.run;
        QTest::newRow("streaming") << NodeState::Streaming << t.run;
        QTest::newRow("done") << NodeState::Done << t.ok;
        QTest::newRow("cached") << NodeState::Cached << t.cache;
        QTest::newRow("failed") << NodeState::Failed << t.err;
        QTest::newRow("paused") << NodeState::Paused << t.pause;
    }

    void everyStateShowsItsColour()
    {
        QFETCH(NodeState, state);
        QFETCH(QColor, colour);
        m_view->setZoomPercent(100);
        m_view->centerOn(m_view->graphScene()->node("answer"));
        QCOMPARE(countOf(shot(*m_view, "answer"), colour), 0);
        m_view->setNodeStatus("answer", {state, {}, {}});
        QVERIFY(countOf(shot(*m_view, "answer"), colour) > 100);
    }

    void aBypassedNodeLosesItsHeaderColour()
    {
        m_view->setZoomPercent(100);
        m_view->centerOn(m_view->graphScene()->node("answer"));
        const QColor kind = kindColour(NodeKind::Llm);
        QVERIFY(countOf(shot(*m_view, "answer"), kind) > 1000);
        m_view->setNodeStatus("answer", {NodeState::Bypassed, {}, {}});
        QCOMPARE(countOf(shot(*m_view, "answer"), kind), 0);
    }

    void aClickSelectsAndTellsOnce()
    {
        QSignalSpy selected(m_view.get(), &GraphView::nodeSelected);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, centreOf(*m_view, "answer"));
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0][0].toString(), QString("answer"));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {2, 2});
        QCOMPARE(selected.count(), 2);
        QCOMPARE(selected[1][0].toString(), QString());
    }

    void aSelectionByTheProgramIsNotTold()
    {
        QSignalSpy selected(m_view.get(), &GraphView::nodeSelected);
        m_view->selectNode("build_context");
        QCOMPARE(m_view->selectedNode(), QString("build_context"));
        QCOMPARE(selected.count(), 0);
        m_view->selectNode({});
        QCOMPARE(m_view->selectedNode(), QString());
    }

    void doubleClickAndEnterActivate()
    {
        QSignalSpy activated(m_view.get(), &GraphView::nodeActivated);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, centreOf(*m_view, "answer"));
        QCOMPARE(activated.count(), 1);
        m_view->selectNode("format_reply");
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 2);
        QCOMPARE(activated[1][0].toString(), QString("format_reply"));
    }

    void theEmptyAreaTellsOfADoubleClickAndOfATapOfSpace()
    {
        QSignalSpy activated(m_view.get(), &GraphView::emptyAreaActivated);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, {2, 2});
        QCOMPARE(activated.count(), 1);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(activated.count(), 2);
    }

    void arrowsWalkAlongTheLines()
    {
        QSignalSpy selected(m_view.get(), &GraphView::nodeSelected);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->selectedNode(), kInputsId);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        const QString first = m_view->selectedNode();
        QVERIFY(first == "rewrite_question" || first == "classify_intent");
        const bool isLeft = m_view->graphScene()->node(first)->x()
                            < m_view->graphScene()
                                  ->node(first == "classify_intent" ? "rewrite_question"
                                                                    : "classify_intent")
                                  ->x();
        QTest::keyClick(m_view.get(), isLeft ? Qt::Key_Right : Qt::Key_Left);
        QVERIFY(m_view->selectedNode() != first);
        m_view->selectNode("build_context");
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->selectedNode(), QString("search_docs"));
        QCOMPARE(selected.count(), 4);
    }

    void shiftAndAnArrowExtendTheSelection()
    {
        m_view->selectNode("search_docs");
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_view->graphScene()->selectedItems().size(), 2);
    }

    void zoomStaysWithinItsBounds()
    {
        QSignalSpy zoomed(m_view.get(), &GraphView::zoomChanged);
        m_view->setZoomPercent(1000);
        QCOMPARE(m_view->zoomPercent(), 200);
        m_view->setZoomPercent(1);
        QCOMPARE(m_view->zoomPercent(), 25);
        QTest::keyClick(m_view.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(m_view->zoomPercent(), 100);
        QTest::keyClick(m_view.get(), Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(m_view->zoomPercent(), 120);
        QTest::keyClick(m_view.get(), Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(m_view->zoomPercent(), 100);
        QCOMPARE(zoomed.last()[0].toInt(), 100);
        QTest::keyClick(m_view.get(), Qt::Key_1, Qt::ControlModifier);
        theFirstFlowIsFittedIntoTheView();
    }

    void theWheelZoomsAroundTheMouse()
    {
        m_view->resize(300, 300); // the point can stay only where there is something to scroll
        m_view->setZoomPercent(100);
        const QPoint at(200, 200);
        const QPointF before = m_view->mapToScene(at);
        QWheelEvent event(at,
                          m_view->viewport()->mapToGlobal(at),
                          {},
                          {0, 120},
                          Qt::NoButton,
                          Qt::NoModifier,
                          Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(m_view->viewport(), &event);
        QCOMPARE(m_view->zoomPercent(), 115);
        QVERIFY(QLineF(before, m_view->mapToScene(at)).length() < 3);
    }

    void lessIsDrawnFurtherAway()
    {
        QCOMPARE(detailAt(0.8), Detail::Full);
        QCOMPARE(detailAt(0.79), Detail::Compact);
        QCOMPARE(detailAt(0.6), Detail::Compact);
        QCOMPARE(detailAt(0.59), Detail::Reduced);
        QCOMPARE(detailAt(0.34), Detail::Block);
        m_view->setZoomPercent(25);
        m_view->centerOn(m_view->graphScene()->node("answer"));
        // At 25 % a node is a block of its kind's colour, 48 by 16 pixels, with its name in it.
        QVERIFY(countOf(shot(*m_view, "answer"), kindColour(NodeKind::Llm)) >= 46 * 14 / 2);
    }

    void theLineUnderTheMouseSaysWhatItRefersTo()
    {
        m_view->setZoomPercent(100);
        EdgeItem *line = nullptr;
        for (EdgeItem *item : m_view->graphScene()->edgeItems()) {
            if (item->edge().to == kOutputsId)
                line = item;
        }
        QVERIFY(line != nullptr);
        m_view->centerOn(line->middle());
        const QImage before = m_view->viewport()->grab().toImage();
        const QPoint at = m_view->mapFromScene(line->middle());
        QMouseEvent move(QEvent::MouseMove,
                         at,
                         m_view->viewport()->mapToGlobal(at),
                         Qt::NoButton,
                         Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(m_view->viewport(), &move);
        QVERIFY(countOf(m_view->viewport()->grab().toImage(), theme::current().accent)
                > countOf(before, theme::current().accent) + 50);
        QCOMPARE(line->referenceText(),
                 QString("${format_reply.output.reply}, ${format_reply.output.citations}"));
        QCOMPARE(line->targetText(), QString("→ outputs.reply, outputs.citations"));
    }

    void theMiddleButtonPans()
    {
        m_view->resize(300, 300);
        m_view->setZoomPercent(100);
        m_view->centerOn(m_view->graphScene()->contentRect().center());
        const int before = m_view->verticalScrollBar()->value();
        QTest::mousePress(m_view->viewport(), Qt::MiddleButton, {}, {150, 150});
        QTest::mouseMove(m_view->viewport(), {150, 120});
        QTest::mouseRelease(m_view->viewport(), Qt::MiddleButton, {}, {150, 120});
        QCOMPARE(m_view->verticalScrollBar()->value(), before + 30);
    }

    void anUnchangedFlowKeepsEverythingInItsPlace()
    {
        m_view->setNodeStatus("answer", {NodeState::Done, {}, "1 s"});
        const NodeItem *item = m_view->graphScene()->node("answer");
        const QPointF place = item->pos();
        std::string text = kSupportFlow;
        text.replace(text.find("gpt-4o-prod"), 11, "gpt-5-chat!");
        m_view->setGraph(buildGraph(parseFlow(text)));
        QCOMPARE(m_view->graphScene()->node("answer"), item);
        QCOMPARE(item->pos(), place);
        QCOMPARE(item->node().subtitle, QString("llm · gpt-5-chat!"));
        QCOMPARE(m_view->nodeStatus("answer").state, NodeState::Done);
    }

    void aNodeThatWentTakesItsItemAndItsLines()
    {
        std::string text = kSupportFlow;
        const auto begin = text.find("- name: format_reply");
        text.erase(begin, text.find("node_variants:") - begin);
        m_view->selectNode("format_reply");
        m_view->setGraph(buildGraph(parseFlow(text)));
        QVERIFY(m_view->graphScene()->node("format_reply") == nullptr);
        QCOMPARE(m_view->graphScene()->nodeItems().size(), 10U);
        QCOMPARE(m_view->selectedNode(), QString());
        for (const EdgeItem *item : m_view->graphScene()->edgeItems())
            QVERIFY(item->edge().from != "format_reply");
    }

    void graphvizSettlesTheLayoutAndKeepsItClean()
    {
        QSignalSpy arranged(m_view->graphScene(), &GraphScene::arranged);
        m_view->tidy();
        QCOMPARE(arranged.count(), 1); // the quick one
        QTRY_COMPARE_WITH_TIMEOUT(arranged.count(), 2, 20000);
        everyNodeOfTheFlowHasAnItemAndNoneOverlap();
        linesEndAtPortsOfTheirNodes();
    }

    void aLayoutForAFormerFlowIsDropped()
    {
        QSignalSpy arranged(m_view->graphScene(), &GraphScene::arranged);
        m_view->tidy();
        m_view->clear(); // while it is under way
        m_view->setGraph(buildGraph(parseFlow("nodes: []")));
        QTest::qWait(0);
        QVERIFY(m_view->graphScene()->nodeItems().empty());
        QVERIFY(arranged.count() <= 2);
    }

    void anEmptyFlowSaysWhatToDo()
    {
        m_view->clear();
        const QImage blank = m_view->viewport()->grab().toImage();
        QVERIFY(countOf(blank, theme::tokens(theme::Scheme::Dark).text2) > 20);
    }

    void aThousandNodesAreShown()
    {
        m_view->clear();
        m_view->setGraph(buildGraph(largeFlow(1000)));
        QCOMPARE(m_view->graphScene()->nodeItems().size(), 1001U);
        m_view->fit();
        QVERIFY(countOf(m_view->viewport()->grab().toImage(), kindColour(NodeKind::Python)) > 500);
    }

    void aScreenReaderIsToldOfEveryNode()
    {
        m_view->setNodeStatus("answer", {NodeState::Paused, {}, {}});
        NodeMarks marks;
        marks.breakpoint = Breakpoint::Enabled;
        m_view->setNodeMarks("answer", marks);
        QCOMPARE(m_view->graphScene()->node("answer")->accessibleName(),
                 QString("answer, LLM, paused, breakpoint, 4 inputs, 1 output"));
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(canvas != nullptr);
        QCOMPARE(canvas->text(QAccessible::Name), QString("Flow graph"));
        const int edges = static_cast<int>(m_view->graphScene()->model().edges.size());
        QCOMPARE(canvas->childCount(), 11 + edges);
        QStringList names;
        for (int i = 0; i < canvas->childCount(); ++i)
            names << canvas->child(i)->text(QAccessible::Name);
        QVERIFY(names.contains("answer, LLM, paused, breakpoint, 4 inputs, 1 output"));
        QAccessibleInterface *node = canvas->child(
            static_cast<int>(names.indexOf("answer, LLM, paused, breakpoint, 4 inputs, 1 output")));
        QVERIFY(node->rect().contains(m_view->viewport()->mapToGlobal(centreOf(*m_view, "answer"))));
        m_view->selectNode("answer");
        QVERIFY(node->state().selected);
        QCOMPARE(canvas->childAt(node->rect().center().x(), node->rect().center().y()), node);
        QVERIFY(names.contains("line from build_context to answer"));

        QCOMPARE(node->childCount(), 5); // 4 lines arrive, 1 output
        QAccessibleInterface *output = node->child(4);
        QVERIFY2(output->text(QAccessible::Name).startsWith("output"),
                 qPrintable(output->text(QAccessible::Name)));
        QCOMPARE(output->parent(), node);
        QCOMPARE(node->indexOfChild(output), 4);
        QVERIFY(!output->rect().isEmpty());
        m_view->clear();
        QVERIFY(!output->isValid());
        QVERIFY(output->text(QAccessible::Name).isEmpty());
    }

private:
    std::unique_ptr<GraphView> m_view;
};

QTEST_MAIN(TestGraphView)

#include "tst_graphview.moc"

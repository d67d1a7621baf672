// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"
#include "widgets/graph/align.h"

using namespace postern;
using namespace postern::graph;

/// Nodes that are moved by hand, and where they stand afterwards.
class TestCanvasMoves : public CanvasTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aDragMovesANodeFromPointToPointOfTheGrid();
    void linesFollowTheNode();
    void aClickMovesNothing();
    void escapeTakesTheDragBack();
    void allThatIsSelectedMovesTogether();
    void altAndAnArrowPushWhatIsSelected();
    void aMoveLeavesTheViewWhereItIs();
    void aLayoutUnderWayDoesNotTakeTheNodeBack();
    void placesAreKeptForTheNextOpening();
    void anotherNameKeepsThePlaceAndTheSelection();
    void tidyForgetsWhatWasMoved();
    void aMoveIsTakenBackByTheArrangementBefore();
    void aDragPaintsOnlyWhatItTouches();
    void nodesAreAligned_data();
    void nodesAreAligned();
    void nodesAreSpreadEvenly();
    void severalNodesAreTidiedAlone();

private:
    void reopen(const Arrangement &arrangement) const
    {
        m_view->clear();
        scene().arrange(arrangement);
        m_view->setGraph(buildGraph(parseFlow(kSupportFlow)));
    }
};

void TestCanvasMoves::aDragMovesANodeFromPointToPointOfTheGrid()
{
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    const QPointF before = scene().node("answer")->pos();
    const Places others = scene().places();
    const QPoint from = centreOf("answer");
    const QPoint to = from + QPoint(61, 43);
    drag(from, to);
    const QPointF after = scene().node("answer")->pos();
    QCOMPARE(std::fmod(after.x(), kGrid), 0.0);
    QCOMPARE(std::fmod(after.y(), kGrid), 0.0);
    const QPointF wanted = before + m_view->mapToScene(to) - m_view->mapToScene(from);
    QVERIFY(QLineF(after, wanted).length() <= kGrid);
    for (auto place = others.cbegin(); place != others.cend(); ++place)
        QVERIFY(place.key() == "answer" || scene().node(place.key())->pos() == place.value());
    QCOMPARE(rearranged.count(), 1);
    QCOMPARE(rearranged[0][2].toString(), QString("Move answer"));
    QCOMPARE(rearranged[0][0].value<Arrangement>().places, others);
    QCOMPARE(scene().arrangement().places, scene().places());
}

void TestCanvasMoves::linesFollowTheNode()
{
    drag(centreOf("search_tickets"), centreOf("search_tickets") + QPoint(-80, 30));
    for (const EdgeItem *item : scene().edgeItems()) {
        const NodeItem *from = scene().node(item->edge().from);
        const NodeItem *to = scene().node(item->edge().to);
        QCOMPARE(item->path().pointAtPercent(0), from->outputAnchor(item->edge().fromPort));
        QVERIFY(to->portAt(to->mapFromScene(item->path().currentPosition())) != nullptr);
    }
}

void TestCanvasMoves::aClickMovesNothing()
{
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    const Places before = scene().places();
    press(centreOf("answer"));
    move(centreOf("answer") + QPoint(2, 1));
    release(centreOf("answer") + QPoint(2, 1));
    QCOMPARE(scene().places(), before);
    QCOMPARE(rearranged.count(), 0);
    QCOMPARE(m_view->selectedNode(), QString("answer"));
}

void TestCanvasMoves::escapeTakesTheDragBack()
{
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    const Places before = scene().places();
    const QPoint from = centreOf("answer");
    press(from);
    move(from + QPoint(90, 90));
    QVERIFY(scene().places() != before);
    key(Qt::Key_Escape);
    QCOMPARE(scene().places(), before);
    move(from + QPoint(120, 120));
    release(from + QPoint(120, 120));
    QCOMPARE(scene().places(), before);
    QCOMPARE(rearranged.count(), 0);
}

void TestCanvasMoves::allThatIsSelectedMovesTogether()
{
    click(centreOf("search_docs"));
    click(centreOf("build_context"), Qt::ControlModifier);
    QCOMPARE(m_view->selectedNodes(), QStringList({"search_docs", "build_context"}));
    const QPointF apart = scene().node("build_context")->pos() - scene().node("search_docs")->pos();
    const QPointF before = scene().node("search_docs")->pos();
    drag(centreOf("search_docs"), centreOf("search_docs") + QPoint(-70, 20));
    QVERIFY(scene().node("search_docs")->pos() != before);
    QCOMPARE(scene().node("build_context")->pos() - scene().node("search_docs")->pos(), apart);
    QCOMPARE(m_view->selectedNodes().size(), 2);
}

void TestCanvasMoves::altAndAnArrowPushWhatIsSelected()
{
    m_view->selectNode("answer");
    const QPointF before = scene().node("answer")->pos();
    key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(scene().node("answer")->pos(), before + QPointF(kGrid, 0));
    key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(scene().node("answer")->pos(), before + QPointF(kGrid, -5 * kGrid));
    QCOMPARE(m_view->selectedNode(), QString("answer"));
}

void TestCanvasMoves::aMoveLeavesTheViewWhereItIs()
{
    const QPoint other = centreOf(kInputsId);
    const int zoom = m_view->zoomPercent();
    drag(centreOf("format_reply"), centreOf("format_reply") + QPoint(220, 150));
    QCOMPARE(m_view->zoomPercent(), zoom);
    QCOMPARE(centreOf(kInputsId), other);
    m_view->resize(760, 880); // a fitted view would follow
    QCOMPARE(m_view->zoomPercent(), zoom);
}

void TestCanvasMoves::aLayoutUnderWayDoesNotTakeTheNodeBack()
{
    layout::Positions late;
    late.nodes.resize(scene().model().nodes.size());
    late.edges.resize(scene().model().edges.size());
    quint64 number = 0;
    connect(&scene(), &GraphScene::layoutWanted, this, [&](quint64 asked) { number = asked; });
    m_view->tidy();
    QVERIFY(number > 0);
    drag(centreOf("answer"), centreOf("answer") + QPoint(50, 50));
    const Places stands = scene().places();
    scene().takeLayout(number, late);
    QCoreApplication::processEvents();
    QCOMPARE(scene().places(), stands);
}

void TestCanvasMoves::placesAreKeptForTheNextOpening()
{
    drag(centreOf("answer"), centreOf("answer") + QPoint(50, 50));
    const Places stands = scene().places();
    Arrangement kept = scene().arrangement();
    reopen(kept);
    QCOMPARE(scene().places(), stands);
    // Of one that isn't known the place is found by its neighbours; the others stay.
    kept.places.remove("build_context");
    reopen(kept);
    QVERIFY(scene().node("build_context")->y() > scene().node("search_docs")->y());
    for (const NodeItem *item : scene().nodeItems())
        QVERIFY(item->id() == "build_context" || item->pos() == stands.value(item->id()));
    // Places of another flow altogether are worth nothing.
    reopen({{{"nobody", {8, 8}}}, {}, {}});
    for (const NodeItem *a : scene().nodeItems()) {
        for (const NodeItem *b : scene().nodeItems())
            QVERIFY(a == b || !a->sceneFace().intersects(b->sceneFace()));
    }
}

void TestCanvasMoves::anotherNameKeepsThePlaceAndTheSelection()
{
    drag(centreOf("build_context"), centreOf("build_context") + QPoint(-90, 16));
    const QPointF place = scene().node("build_context")->pos();
    m_view->selectNode("build_context");
    std::string text = kSupportFlow;
    const std::string name = "build_context";
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at))
        text.replace(at, name.size(), "context");
    m_view->setGraph(buildGraph(parseFlow(text)));
    QCOMPARE(scene().node("build_context"), nullptr);
    QCOMPARE(scene().node("context")->pos(), place);
    QCOMPARE(m_view->selectedNode(), QString("context"));
    QCOMPARE(m_view->currentNode(), QString("context"));
    QCOMPARE(scene().arrangement().places.value("context"), place);
    QVERIFY(!scene().arrangement().places.contains("build_context"));
}

void TestCanvasMoves::tidyForgetsWhatWasMoved()
{
    const Places laidOut = scene().places();
    drag(centreOf("answer"), centreOf("answer") + QPoint(-120, 77));
    QSignalSpy arranged(&scene(), &GraphScene::arranged);
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    m_view->tidy();
    QTRY_COMPARE_WITH_TIMEOUT(arranged.count(), 2, 20000);
    QCOMPARE(scene().places(), laidOut);
    QVERIFY(scene().arrangement().places.isEmpty());
    QCOMPARE(rearranged.count(), 1);
    QVERIFY(rearranged[0][0].value<Arrangement>().places.value("answer") != laidOut.value("answer"));
    m_view->tidy(); // nothing by hand is left to be taken back
    QCOMPARE(rearranged.count(), 1);
}

void TestCanvasMoves::aMoveIsTakenBackByTheArrangementBefore()
{
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    const Places before = scene().places();
    drag(centreOf("answer"), centreOf("answer") + QPoint(50, 50));
    const Places after = scene().places();
    scene().arrange(rearranged[0][0].value<Arrangement>());
    QCOMPARE(scene().places(), before);
    scene().arrange(rearranged[0][1].value<Arrangement>());
    QCOMPARE(scene().places(), after);
    QCOMPARE(rearranged.count(), 1);
}

void TestCanvasMoves::aDragPaintsOnlyWhatItTouches()
{
    class Painted : public QObject
    {
    public:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent *>(event)->region();
            return false;
        }
        QRegion region;
    } painted;
    const QPoint from = centreOf("search_tickets");
    press(from);
    move(from + QPoint(20, 0));
    QCoreApplication::processEvents();
    m_view->viewport()->installEventFilter(&painted);
    QRect touched
        = m_view->mapFromScene(scene().node("search_tickets")->sceneBoundingRect()).boundingRect();
    for (const EdgeItem *item : scene().edgeItems()) {
        if (item->edge().from == "search_tickets" || item->edge().to == "search_tickets")
            touched |= m_view->mapFromScene(item->sceneBoundingRect()).boundingRect();
    }
    move(from + QPoint(40, 0));
    QCoreApplication::processEvents();
    QVERIFY(!painted.region.isEmpty());
    QVERIFY(touched.adjusted(-40, -20, 60, 20).contains(painted.region.boundingRect()));
    QVERIFY(!painted.region.contains(centreOf("embed_question")));
    release(from + QPoint(40, 0));
}

void TestCanvasMoves::nodesAreAligned_data()
{
    QTest::addColumn<int>("how");
    for (const Align how :
         {Align::Left, Align::Right, Align::Top, Align::Bottom, Align::Centre, Align::Middle})
        QTest::addRow("%d", static_cast<int>(how)) << static_cast<int>(how);
}

void TestCanvasMoves::nodesAreAligned()
{
    QFETCH(int, how);
    // A box is lower than a node.
    const QStringList ids{kInputsId, "classify_intent", "search_tickets"};
    const QPointF other = scene().node("answer")->pos();
    m_view->selectNodes(ids);
    QSignalSpy rearranged(&scene(), &GraphScene::rearranged);
    align(*m_view, static_cast<Align>(how));
    QSet<double> shared;
    for (const QString &id : ids) {
        const QRectF face = scene().node(id)->sceneFace();
        switch (static_cast<Align>(how)) {
        case Align::Left:
            shared.insert(face.left());
            break;
        case Align::Right:
            shared.insert(face.right());
            break;
        case Align::Top:
            shared.insert(face.top());
            break;
        case Align::Bottom:
            shared.insert(face.bottom());
            break;
        case Align::Centre:
            shared.insert(face.center().x());
            break;
        default:
            shared.insert(std::round(face.center().y()));
            break;
        }
    }
    QCOMPARE(shared.size(), 1);
    QCOMPARE(scene().node("answer")->pos(), other);
    QCOMPARE(rearranged.count(), 1);
    m_view->selectNode("answer");
    align(*m_view, static_cast<Align>(how)); // one alone stays
    QCOMPARE(rearranged.count(), 1);
}

void TestCanvasMoves::nodesAreSpreadEvenly()
{
    scene().moveNodes({{"search_docs", {0, 0}}, {"answer", {50, 80}}, {"build_context", {0, 400}}});
    m_view->selectNodes({"search_docs", "answer", "build_context"});
    align(*m_view, Align::SpreadDown);
    QCOMPARE(scene().node("search_docs")->y(), 0.0);
    QCOMPARE(scene().node("answer")->y(), 200.0);
    QCOMPARE(scene().node("build_context")->y(), 400.0);
    QCOMPARE(scene().node("answer")->x(), 50.0);
}

void TestCanvasMoves::severalNodesAreTidiedAlone()
{
    drag(centreOf("build_context"), centreOf("build_context") + QPoint(-60, -190));
    const QStringList ids{"embed_question", "search_docs", "build_context"};
    const Places before = scene().places();
    m_view->selectNodes(ids);
    m_view->tidy();
    for (auto place = before.cbegin(); place != before.cend(); ++place)
        QVERIFY(ids.contains(place.key()) || scene().node(place.key())->pos() == place.value());
    QVERIFY(scene().node("embed_question")->y() < scene().node("search_docs")->y());
    QVERIFY(scene().node("search_docs")->y() < scene().node("build_context")->y());
}

QTEST_MAIN(TestCanvasMoves)

#include "tst_canvasmoves.moc"

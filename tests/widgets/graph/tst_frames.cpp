// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"
#include "widgets/graph/frameitem.h"
#include "widgets/graph/geometry.h"

using namespace postern;
using namespace postern::graph;

/// Groups of nodes with a title.
class TestFrames : public CanvasTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFrameGoesAroundItsNodes();
    void itsTitleMovesThemTogether();
    void aNodeIsInOneGroup();
    void aRenamedNodeStaysInItsGroup();
    void withoutItsNodesItIsNotSeenAndComesBack();
    void theTitleIsAskedForByADoubleClick();
    void insideItIsAsOutside();

private:
    std::vector<FrameItem *> frames() const
    {
        std::vector<FrameItem *> found;
        for (QGraphicsItem *item : scene().items()) {
            if (auto *frame = dynamic_cast<FrameItem *>(item))
                found.push_back(frame);
        }
        return found;
    }
    QPoint titleOf(const FrameItem &frame) const
    {
        return seen(frame.area().topLeft() + QPointF(12, 8));
    }
};

void TestFrames::aFrameGoesAroundItsNodes()
{
    QSignalSpy told(&scene(), &GraphScene::rearranged);
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    QCOMPARE(told.count(), 1);
    QCOMPARE(frames().size(), std::size_t(1));
    for (const char *const id : {"search_docs", "build_context"})
        QVERIFY(frames()[0]->area().contains(scene().node(id)->sceneFace()));
    QVERIFY(scene().contentRect().contains(frames()[0]->area()));
    // It follows them while they are moved.
    scene().moveNodes({{"search_docs", QPointF(-500, -300)}});
    QVERIFY(frames()[0]->area().contains(scene().node("search_docs")->sceneFace()));
}

void TestFrames::itsTitleMovesThemTogether()
{
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    const Places before = scene().places();
    const QPoint title = titleOf(*frames()[0]);
    drag(title, title + QPoint(80, 40));
    const Places after = scene().places();
    const QPointF by = after["search_docs"] - before["search_docs"];
    QVERIFY(!by.isNull());
    QCOMPARE(after["build_context"] - before["build_context"], by);
    QCOMPARE(after["answer"], before["answer"]);
    QCOMPARE(m_view->selectedNodes(), QStringList({"search_docs", "build_context"}));
}

void TestFrames::aNodeIsInOneGroup()
{
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    scene().frameNodes({"build_context", "answer"}, "Answer");
    QCOMPARE(scene().arrangement().frames,
             QList<Frame>(
                 {{"Retrieval", {"search_docs"}}, {"Answer", {"build_context", "answer"}}}));
    scene().frameNodes({"search_docs"}, {});
    QCOMPARE(frames().size(), std::size_t(1));
    scene().renameFrame(scene().arrangement().frames[0], "Reply");
    QCOMPARE(frames()[0]->frame().title, QString("Reply"));
    scene().renameFrame(scene().arrangement().frames[0], {});
    QVERIFY(frames().empty());
}

void TestFrames::aRenamedNodeStaysInItsGroup()
{
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    GraphModel model = scene().model();
    for (GraphNode &node : model.nodes) {
        if (node.id == "search_docs")
            node.id = node.name = "find_docs";
    }
    for (GraphEdge &edge : model.edges) {
        for (QString *const end : {&edge.from, &edge.to}) {
            if (*end == "search_docs")
                *end = "find_docs";
        }
    }
    m_view->setGraph(model);
    QCOMPARE(frames()[0]->frame().nodes, QStringList({"find_docs", "build_context"}));
}

void TestFrames::withoutItsNodesItIsNotSeenAndComesBack()
{
    scene().frameNodes({"search_docs"}, "Retrieval");
    const GraphModel all = scene().model();
    GraphModel fewer = all;
    std::erase_if(fewer.nodes, [](const GraphNode &node) { return node.id == "search_docs"; });
    std::erase_if(fewer.edges, [](const GraphEdge &edge) {
        return edge.from == "search_docs" || edge.to == "search_docs";
    });
    m_view->setGraph(fewer);
    QVERIFY(frames().empty());
    m_view->setGraph(all);
    QCOMPARE(frames().size(), std::size_t(1));
}

void TestFrames::theTitleIsAskedForByADoubleClick()
{
    QSignalSpy asked(m_view.get(), &GraphView::frameActivated);
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, titleOf(*frames()[0]));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<Frame>().title, QString("Retrieval"));
}

void TestFrames::insideItIsAsOutside()
{
    QSignalSpy empty(m_view.get(), &GraphView::emptyAreaActivated);
    scene().frameNodes({"search_docs", "build_context"}, "Retrieval");
    const QRectF area = frames()[0]->area();
    QPoint side; // beside the lines
    for (double x = area.left() + 4; x < area.right() && side.isNull(); x += 4) {
        const QPoint at = seen(QPointF(x, area.bottom() - 6));
        side = m_view->itemAt(at) ? QPoint() : at;
    }
    QVERIFY(!side.isNull());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, side);
    QCOMPARE(empty.count(), 1);
}

QTEST_MAIN(TestFrames)

#include "tst_frames.moc"

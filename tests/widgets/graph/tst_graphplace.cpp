// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/graphviz.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/minimap.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QHash>
#include <QLineF>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace postern;
using namespace postern::graph;

/// Where the graph stands: what moves it, and what doesn't.
class TestGraphPlace : public QObject
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
        QTRY_COMPARE_WITH_TIMEOUT(arranged.count(), 2, 20000);
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }

    void cleanup() { m_view.reset(); }

    void aNewNodeMovesNoOther();
    void whatStayedStaysWhereverNodesAreAdded();
    void aNewNodeStandsBelowWhatItReads();
    void newNodesOverlapNothing();
    void aLineThatGoesMovesNoNode();
    void theMapShowsOnlyWhileTheGraphExceedsTheView();
    void aClickOnTheMapMovesTheView();
    void framingBringsTheSelectionIntoTheMiddle();
    void framingWithoutASelectionFits();
    void focusModeFadesWhatIsNotRelated();
    void focusModeFollowsTheSelection();
    void aPlaceIsTakenUpByAnotherView();
    void aFittedViewFollowsItsSize();

private:
    QHash<QString, QPointF> places() const
    {
        QHash<QString, QPointF> found;
        for (const NodeItem *item : m_view->graphScene()->nodeItems())
            found.insert(item->id(), item->pos());
        return found;
    }
    QPoint onScreen(const QString &id) const
    {
        return m_view->mapFromScene(m_view->graphScene()->node(id)->pos());
    }
    const Minimap &map() const { return *m_view->findChild<Minimap *>(); }

    std::unique_ptr<GraphView> m_view;
};

static std::string withNodes(int count)
{
    std::string added;
    for (int i = 0; i < count; ++i)
        added += "- name: added" + std::to_string(i)
                 + "\n  type: python\n  source: {type: code, path: a.py}\n  inputs: {x: "
                   "\"${build_context.output}\"}\n";
    std::string text = kSupportFlow;
    const std::string head = "\nnodes:\n";
    return text.insert(text.find(head) + head.size(), added);
}

void TestGraphPlace::aNewNodeMovesNoOther()
{
    const auto before = places();
    const QPoint screen = onScreen("answer");
    m_view->setGraph(buildGraph(parseFlow(withNodes(1))));
    QVERIFY(m_view->graphScene()->node("added0"));
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        QCOMPARE(m_view->graphScene()->node(it.key())->pos(), it.value());
    QCOMPARE(onScreen("answer"), screen);
}

void TestGraphPlace::whatStayedStaysWhereverNodesAreAdded()
{
    // Each reads what is there already, at random, and stands anywhere in the file.
    std::mt19937 random(12);
    const GraphScene &scene = *m_view->graphScene();
    GraphModel model = scene.model();
    double moved = 0;
    for (int i = 0; i < 60; ++i) {
        const auto before = places();
        GraphNode node;
        node.id = node.name = QStringLiteral("added_%1").arg(i);
        const auto at = static_cast<std::ptrdiff_t>(1 + random() % (model.nodes.size() - 1));
        for (std::size_t wires = random() % 4; wires > 0; --wires) {
            GraphEdge edge;
            edge.from = model.nodes[random() % (model.nodes.size() - 1)].id;
            edge.to = node.id;
            edge.targets = QStringList{QStringLiteral("in%1").arg(wires)};
            edge.references = QStringList{QStringLiteral("${%1.output}").arg(edge.from)};
            model.edges.push_back(edge);
        }
        model.nodes.insert(model.nodes.begin() + at, node);
        m_view->setGraph(model);
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            moved = std::max(moved, QLineF(scene.node(it.key())->pos(), it.value()).length());
        for (const NodeItem *other : scene.nodeItems())
            QVERIFY2(other->id() == node.id
                         || !other->sceneFace().intersects(scene.node(node.id)->sceneFace()),
                     qPrintable(other->id()));
    }
    QCOMPARE(moved, 0.0);
}

void TestGraphPlace::aNewNodeStandsBelowWhatItReads()
{
    m_view->setGraph(buildGraph(parseFlow(withNodes(1))));
    const GraphScene &scene = *m_view->graphScene();
    QVERIFY(scene.node("added0")->y() > scene.node("build_context")->sceneFace().bottom());
}

void TestGraphPlace::newNodesOverlapNothing()
{
    m_view->setGraph(buildGraph(parseFlow(withNodes(4))));
    const auto items = m_view->graphScene()->nodeItems();
    QCOMPARE(items.size(), 15U);
    for (const NodeItem *a : items) {
        for (const NodeItem *b : items)
            QVERIFY(a == b || !a->sceneFace().intersects(b->sceneFace()));
    }
}

void TestGraphPlace::aLineThatGoesMovesNoNode()
{
    const auto before = places();
    std::string text = kSupportFlow;
    const auto at = text.find("${search_docs.output}");
    QVERIFY(at != std::string::npos);
    text.replace(at, 21, "none");
    m_view->setGraph(buildGraph(parseFlow(text)));
    QCOMPARE(places(), before);
}

void TestGraphPlace::theMapShowsOnlyWhileTheGraphExceedsTheView()
{
    QVERIFY(!map().isVisible());
    m_view->setZoomPercent(200);
    QVERIFY(map().isVisible());
    QCOMPARE(map().size(), QSize(120, 90));
    QVERIFY(m_view->viewport()->geometry().contains(map().geometry()));
    m_view->fit();
    QVERIFY(!map().isVisible());
}

void TestGraphPlace::aClickOnTheMapMovesTheView()
{
    m_view->setZoomPercent(200);
    auto *map = m_view->findChild<Minimap *>();
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center());
    const QPointF wanted = m_view->graphScene()->contentRect().center();
    const auto middle = [&] { return m_view->mapToScene(m_view->viewport()->rect().center()); };
    QVERIFY(QLineF(middle(), wanted).length() < 40);
    const double before = middle().y();
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() / 2, map->height() - 8));
    QVERIFY(middle().y() > before + 100);
    QCOMPARE(m_view->zoomPercent(), 200);
}

void TestGraphPlace::framingBringsTheSelectionIntoTheMiddle()
{
    m_view->selectNode("answer");
    m_view->frameSelection();
    const QRectF face = m_view->graphScene()->node("answer")->sceneFace();
    const QPoint offset = m_view->mapFromScene(face.center()) - m_view->viewport()->rect().center();
    QVERIFY(offset.manhattanLength() < 4);
    QCOMPARE(m_view->zoomPercent(), 100); // never beyond what is read best
}

void TestGraphPlace::framingWithoutASelectionFits()
{
    m_view->setZoomPercent(200);
    m_view->frameSelection();
    QVERIFY(m_view->viewport()->rect().contains(
        m_view->mapFromScene(m_view->graphScene()->contentRect()).boundingRect()));
}

void TestGraphPlace::focusModeFadesWhatIsNotRelated()
{
    m_view->selectNode("search_docs");
    m_view->setFocusMode(true);
    const GraphScene &scene = *m_view->graphScene();
    for (const char *id : {"search_docs", "embed_question", "rewrite_question", "answer"})
        QCOMPARE(scene.node(id)->opacity(), 1.0);
    QCOMPARE(scene.node("system_rules")->opacity(), 0.3);
    QCOMPARE(scene.node("search_tickets")->opacity(), 0.3);
    m_view->setFocusMode(false);
    QCOMPARE(scene.node("system_rules")->opacity(), 1.0);
}

void TestGraphPlace::focusModeFollowsTheSelection()
{
    m_view->setFocusMode(true);
    const GraphScene &scene = *m_view->graphScene();
    QCOMPARE(scene.node("system_rules")->opacity(), 1.0); // nothing is selected
    m_view->selectNode("system_rules");
    QCOMPARE(scene.node("search_docs")->opacity(), 0.3);
    m_view->selectNode("search_docs");
    QCOMPARE(scene.node("search_docs")->opacity(), 1.0);
    QCOMPARE(scene.node("system_rules")->opacity(), 0.3);
}

void TestGraphPlace::aPlaceIsTakenUpByAnotherView()
{
    m_view->setZoomPercent(150);
    m_view->lookAt({40, 300});
    GraphView other;
    other.resize(m_view->size());
    other.setGraph(buildGraph(parseFlow(kSupportFlow)));
    other.show();
    other.setPlace(m_view->place());
    QCOMPARE(other.zoomPercent(), 150);
    QVERIFY(QLineF(other.mapToScene(other.viewport()->rect().center()), QPointF(40, 300)).length()
            < 2);
}

void TestGraphPlace::aFittedViewFollowsItsSize()
{
    m_view->resize(420, 420);
    QVERIFY(m_view->viewport()->rect().contains(
        m_view->mapFromScene(m_view->graphScene()->contentRect()).boundingRect()));
    m_view->lookAt({0, 0});
    const int zoom = m_view->zoomPercent();
    m_view->resize(700, 900);
    QCOMPARE(m_view->zoomPercent(), zoom);
}

QTEST_MAIN(TestGraphPlace)
#include "tst_graphplace.moc"

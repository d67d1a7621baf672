// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"
#include "widgets/graph/geometry.h"

using namespace postern;
using namespace postern::graph;

/// What became of nodes and lines where two flows are shown as one.
class TestDifferences : public CanvasTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aReaderHearsIt();
    void theToolTipHasAllOfIt();
    void ringAndHeaderSayItAtEveryZoom_data();
    void ringAndHeaderSayItAtEveryZoom();
    void aLineWearsASign();
    void whatStayedHasNoSign();

private:
    /// How many points of the picture around a node have about that colour.
    int pointsOf(const QString &id, const QColor &colour) const
    {
        QCoreApplication::processEvents();
        const QImage image = m_view->viewport()->grab().toImage();
        const QRectF face = scene().node(id)->sceneFace().adjusted(-4, -4, 4, 4);
        const QRect around = m_view->mapFromScene(face).boundingRect() & image.rect();
        int found = 0;
        for (int y = around.top(); y <= around.bottom(); ++y) {
            for (int x = around.left(); x <= around.right(); ++x) {
                const QColor is = image.pixelColor(x, y);
                const int far = std::abs(is.red() - colour.red())
                                + std::abs(is.green() - colour.green())
                                + std::abs(is.blue() - colour.blue());
                found += far < 12 ? 1 : 0;
            }
        }
        return found;
    }
    NodeMarks marked(Difference difference) const
    {
        NodeMarks marks;
        marks.difference = difference;
        return marks;
    }
};

void TestDifferences::aReaderHearsIt()
{
    NodeMarks marks = marked(Difference::Changed);
    marks.lines = QStringList{"temperature: 0.2 → 0.0", "input language added"};
    m_view->setNodeMarks("search_docs", marks);
    const QString name = scene().node("search_docs")->accessibleName();
    QVERIFY2(name.contains("changed, temperature: 0.2 → 0.0, input language added"),
             qPrintable(name));
    QVERIFY(!name.contains("idle"));
    m_view->setNodeMarks("search_docs", marked(Difference::Conflict));
    QVERIFY(scene().node("search_docs")->accessibleName().contains("in conflict"));
}

void TestDifferences::theToolTipHasAllOfIt()
{
    NodeMarks marks = marked(Difference::Changed);
    marks.lines = QStringList{"one", "two", "three"};
    m_view->setNodeMarks("search_docs", marks);
    const QString tip = scene().node("search_docs")->toolTipAt({100, 30});
    QVERIFY2(tip.contains("changed\none\ntwo\nthree"), qPrintable(tip));
}

void TestDifferences::ringAndHeaderSayItAtEveryZoom_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {100, 70, 50, 30})
        QTest::addRow("%d %%", percent) << percent;
}

void TestDifferences::ringAndHeaderSayItAtEveryZoom()
{
    QFETCH(const int, percent);
    m_view->setZoomPercent(percent);
    m_view->lookAt(scene().node("search_docs")->sceneFace().center());
    const QColor kind = kindColour(scene().node("search_docs")->node().kind);
    const theme::Tokens &theme = theme::current();
    QVERIFY(pointsOf("search_docs", kind) > 20);
    for (const auto difference :
         {Difference::Added, Difference::Removed, Difference::Changed, Difference::Conflict}) {
        const QColor ring = differenceColour(difference, theme);
        m_view->setNodeMarks("search_docs", {});
        const int before = pointsOf("search_docs", ring);
        m_view->setNodeMarks("search_docs", marked(difference));
        QVERIFY(pointsOf("search_docs", ring) > before + 40);
        const bool isGhost = difference == Difference::Removed;
        QCOMPARE(pointsOf("search_docs", kind) < 20, isGhost);
    }
}

void TestDifferences::aLineWearsASign()
{
    EdgeItem *const line = edge("search_docs", "build_context");
    QVERIFY(line);
    EdgeMarks marks;
    marks.difference = Difference::Added;
    const auto coloured = [&] {
        QCoreApplication::processEvents();
        const QImage image = m_view->viewport()->grab().toImage();
        const QPoint at = seen(line->middle());
        const QRect around(at - QPoint(8, 8), QSize(17, 17));
        int found = 0;
        for (int y = around.top(); y <= around.bottom(); ++y) {
            for (int x = around.left(); x <= around.right(); ++x)
                found += image.pixelColor(x, y) == theme::current().ok ? 1 : 0;
        }
        return found;
    };
    QCOMPARE(coloured(), 0);
    m_view->setEdgeMarks(line->edge().key(), marks);
    QVERIFY(coloured() > 5);
    QVERIFY(line->boundingRect().contains(line->middle() + QPointF(7, 7)));
}

void TestDifferences::whatStayedHasNoSign()
{
    QVERIFY(differenceSign(Difference::Same).isEmpty());
    QVERIFY(differenceSign(Difference::None).isEmpty());
    QVERIFY(differenceText(Difference::None).isEmpty());
    m_view->setNodeMarks("search_docs", marked(Difference::Same));
    const QColor kind = kindColour(scene().node("search_docs")->node().kind);
    QVERIFY(pointsOf("search_docs", kind) < 20);
    QVERIFY(scene().node("search_docs")->accessibleName().contains("unchanged"));
}

QTEST_MAIN(TestDifferences)
#include "tst_differences.moc"

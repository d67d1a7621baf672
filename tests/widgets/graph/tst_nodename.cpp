// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPaintEvent>
#include <QTest>

using namespace postern;
using namespace postern::graph;

namespace {

/// What of the canvas is painted from now on.
class Painted final : public QObject
{
public:
    explicit Painted(GraphView &view) { view.viewport()->installEventFilter(this); }

    QRegion region;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

void show(GraphView &view)
{
    view.resize(600, 800);
    view.setGraph(buildGraph(parseFlow(kSupportFlow)));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QApplication::processEvents();
}

} // namespace

/// Names on the canvas, and how much of it is painted for a change.
class TestNodeName : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Dark); }

    void aNameThatFitsStaysOnItsFace();
    void aNameThatIsTooWideGoesOnWhereThereIsRoom();
    void namesAreShortenedToWhatDiffers();
    void manyNamesAreSummedUp();
    void theNameOfASmallFaceIsPainted();
    void aStreamedWordPaintsItsLineAlone();
};

void TestNodeName::aNameThatFitsStaysOnItsFace()
{
    const NamePlace place = placeName(0.5, 50, false, 1000);
    QVERIFY(!place.overflows);
    QVERIFY(place.hasIcon);
    QVERIFY(!placeName(0.5, 80, false, 1000).hasIcon); // the name comes first
    QVERIFY(!placeName(0.5, 80, false, 1000).overflows);
}

void TestNodeName::aNameThatIsTooWideGoesOnWhereThereIsRoom()
{
    QVERIFY(placeName(0.25, 100, false, 1000).overflows);
    QVERIFY(!placeName(0.25, 100, false, 56).overflows); // the next node is too near
    const QRectF face(0, 0, kNodeWidth, kNodeHeight);
    const QRectF beside = overflowRect(0.25, face, placeName(0.25, 100, false, 1000));
    QCOMPARE(beside.left(), face.right());
    QVERIFY(beside.width() > 0 && beside.width() < 1000);
}

void TestNodeName::namesAreShortenedToWhatDiffers()
{
    const QFontMetricsF metrics(theme::fixedFont(11));
    const double width = metrics.horizontalAdvance("…coherence") + 1;
    QCOMPARE(shortNames({"gpt_coherence", "gpt_fluency"}, metrics, width).first(),
             QString("…coherence"));
    QCOMPARE(shortNames({"coherence_score", "fluency_score"}, metrics, width).first(),
             QString("coherence…"));
    QCOMPARE(shortNames({"one", "two"}, metrics, width), (QStringList{"one", "two"}));
    const QStringList narrow = shortNames({"a_very_long_name_of_an_input"}, metrics, width);
    QVERIFY(metrics.horizontalAdvance(narrow.first()) <= width);
    QVERIFY(narrow.first().startsWith('a') && narrow.first().endsWith('t'));
}

void TestNodeName::manyNamesAreSummedUp()
{
    const QFontMetricsF metrics(theme::fixedFont(11));
    const QStringList names{"question", "answer", "context", "ground_truth", "metrics"};
    QCOMPARE(summaryOf(names, metrics, 1000), names.join(", "));
    QCOMPARE(summaryOf(names, metrics, metrics.horizontalAdvance("question, answer + 3") + 1),
             QString("question, answer + 3"));
    QVERIFY(!summaryOf(names, metrics, 20).isEmpty());
}

void TestNodeName::theNameOfASmallFaceIsPainted()
{
    GraphView view;
    show(view);
    const NodeItem *const item = view.graphScene()->node("rewrite_question");
    for (const int percent : {25, 30, 40, 55}) {
        view.setZoomPercent(percent);
        view.centerOn(item);
        QApplication::processEvents();
        const QRect face = view.mapFromScene(item->sceneFace()).boundingRect();
        const QImage picture = view.viewport()->grab(face.adjusted(3, 1, -3, -1)).toImage();
        int bright = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                bright += qGray(picture.pixel(x, y)) > 200;
        }
        QVERIFY2(bright > 15, qPrintable(QString::number(percent)));
    }
}

void TestNodeName::aStreamedWordPaintsItsLineAlone()
{
    GraphView view;
    show(view);
    NodeStatus status;
    status.state = run::NodeState::Streaming;
    status.detail = "some";
    view.setNodeStatus("rewrite_question", status);
    QApplication::processEvents();
    Painted painted(view);
    status.detail = "some words";
    view.setNodeStatus("rewrite_question", status);
    QApplication::processEvents();
    QVERIFY(!painted.region.isEmpty());
    QVERIFY(painted.region.boundingRect().height() <= kBodyHeight + 6);
}

QTEST_MAIN(TestNodeName)
#include "tst_nodename.moc"

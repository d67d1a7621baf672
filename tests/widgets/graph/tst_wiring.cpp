// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"
#include "widgets/graph/connection.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/wiregesture.h"
#include "widgets/graph/wireitems.h"

#include <QAccessible>

using namespace postern;
using namespace postern::graph;

static const char *const kTyped = R"(
inputs:
  text: {type: string}
  rows: {type: list}
  count: {type: int}
outputs:
  said: {type: string, reference: "${last.output}"}
  all: {type: object, reference: "${last.output}"}
nodes:
- name: first
  type: python
  source: {type: code, path: first.py}
  inputs: {words: "${inputs.text}", limit: 3}
- name: embed
  type: python
  source: {type: package, tool: promptflow.tools.embedding.embedding}
  inputs: {deployment_name: ada}
- name: last
  type: llm
  source: {type: code, path: last.jinja2}
  inputs: {deployment_name: gpt, temperature: 0.2, question: "${first.output}"}
  connection: c
  api: chat
- name: score
  type: python
  source: {type: code, path: score.py}
  inputs: {values: "${last.output}"}
  aggregation: true
- name: sum
  type: python
  source: {type: code, path: sum.py}
  inputs: {of: "${score.output}"}
  aggregation: true
)";

/// Which output may feed which input, and how it is done with mouse and keys.
class TestWiring : public CanvasTest
{
    Q_OBJECT

private slots:
    void init() { setUp(parseFlow(kTyped)); }
    void cleanup() { tearDown(); }

    void whatFits_data();
    void whatFits();
    void whatIsWiredElsewhereFitsAllTheSame();
    void settingsAreNoTargetsAndWhatAToolNeedsIsOne();
    void aDragFromAnOutputConnects();
    void twoClicksConnect();
    void theWireSnapsWithinReach();
    void escapeDropsTheWire();
    void legalPortsAreLitAndAllElseFades();
    void theNodeUnderTheMouseSaysWhyNot();
    void whatIsLeftInSpaceIsToldAndStaysUntilTheNextClick();
    void withoutAnyoneToOfferSomethingTheWireGoes();
    void whatIsWiredAlreadyIsNotAskedForAgain();
    void keysWireToo();
    void aScreenReaderWiresByThePorts();
    void aFlowThatCannotBeEditedIsNotWired();
    void anotherFlowEndsTheWire();
    void aWireBeginsAtAnInputToo();
    void whatAnInputIsOfferedIsWhatItCouldTake();
    void anInputThatIsLeftInSpaceWantsASource();
    void aConditionIsWiredToAnOutput();
    void inputsThatTheFlowDoesNotNameAreTargets();
    void smallNodesAreWiredToo();
    void aSmallNodeIsStillMovedByItsFace();
    void namesOfPortsStandSideBySide();
    void aWireAtTheSideScrolls();

private:
    const GraphModel &model() const { return scene().model(); }
    QPoint outputOf(const QString &id, const QString &port = "output") const
    {
        return seen(scene().node(id)->outputAnchor(port));
    }
    /// Where the wire would end at an input, found by asking the gesture.
    QPoint inputOf(const QString &id) const
    {
        return seen(scene().node(id)->pos() + QPointF(kNodeWidth / 2, 30));
    }
};

void TestWiring::whatFits_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("input");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name,
                        const QString &from,
                        const QString &port,
                        const QString &to,
                        const QString &input,
                        Fit::Kind kind) {
        QTest::newRow(name) << from << port << to << input << static_cast<int>(kind);
    };
    using enum Fit::Kind;
    row("down the flow", "first", "output", "last", "question", Fits);
    row("to an output", "last", "output", kOutputsId, "said", Fits);
    row("from an input", kInputsId, "text", "embed", "input", Fits);
    row("a list is no text", kInputsId, "rows", "embed", "input", Type);
    row("a number is no text", kInputsId, "count", kOutputsId, "said", Type);
    row("an object takes all", kInputsId, "rows", kOutputsId, "all", Fits);
    row("a function takes all", kInputsId, "rows", "first", "words", Fits);
    row("a template takes all", kInputsId, "rows", "last", "question", Fits);
    row("a model's number", kInputsId, "text", "last", "temperature", Type);
    row("code gives anything", "first", "output", "embed", "input", Fits);
    row("to itself", "first", "output", "first", "words", Loop);
    row("back up", "last", "output", "first", "words", Loop);
    row("back up by two", "sum", "output", "first", "words", Loop);
    row("rows can't read all rows", "score", "output", "embed", "input", Aggregation);
    row("aggregations read each other", "score", "output", "sum", "of", Fits);
    row("outputs read aggregations", "score", "output", kOutputsId, "said", Fits);
    row("no such output", "first", "outputs", "last", "question", Missing);
    row("no such node", "nobody", "output", "last", "question", Missing);
    row("no such input", "first", "output", "last", "nothing", Missing);
    row("inputs take nothing", "first", "output", kInputsId, "text", Missing);
}

void TestWiring::whatFits()
{
    QFETCH(QString, from);
    QFETCH(QString, port);
    QFETCH(QString, to);
    QFETCH(QString, input);
    QFETCH(int, kind);
    const Fit fit = connectionPossible(model(), from, port, to, input);
    QCOMPARE(static_cast<int>(fit.kind), kind);
    QCOMPARE(fit.why.isEmpty(), fit.isPossible());
}

void TestWiring::whatIsWiredElsewhereFitsAllTheSame()
{
    const auto targets = wireTargets(model(), "last", "output");
    QStringList wired;
    for (const WireTarget &target : targets) {
        if (target.isWired)
            wired << target.node + '.' + target.port.name;
    }
    QCOMPARE(wired, QStringList({"score.values", "${outputs}.said", "${outputs}.all"}));
    QCOMPARE(notOffered(targets, PortType::String), QString("3 would make a loop"));
}

void TestWiring::settingsAreNoTargetsAndWhatAToolNeedsIsOne()
{
    QStringList offered;
    for (const WireTarget &target : wireTargets(model(), kInputsId, "text"))
        offered << target.node + '.' + target.port.name;
    QVERIFY(offered.contains("embed.input")); // the YAML doesn't name it yet
    QVERIFY(offered.contains("first.limit")); // a literal that a function takes
    QVERIFY(!offered.contains("embed.deployment_name"));
    QVERIFY(!offered.contains("last.temperature"));
}

void TestWiring::aDragFromAnOutputConnects()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    const Places before = scene().places();
    drag(outputOf("first"), inputOf("embed"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0], QVariantList({"first", "output", "embed", "input"}));
    QCOMPARE(scene().places(), before);
    QVERIFY(!m_view->wire());
    QCOMPARE(m_view->selectedNode(), QString("first"));
}

void TestWiring::twoClicksConnect()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    click(outputOf("first"));
    QVERIFY(m_view->wire());
    move(inputOf("embed") + QPoint(10, 0), Qt::NoButton);
    QVERIFY(m_view->wire()->held());
    QCOMPARE(m_view->wire()->held()->port.name, QString("input"));
    QCOMPARE(asked.count(), 0);
    click(inputOf("embed"));
    QCOMPARE(asked.count(), 1);
    QVERIFY(!m_view->wire());
}

void TestWiring::theWireSnapsWithinReach()
{
    click(outputOf("first"));
    const NodeItem *const embed = scene().node("embed");
    // The only input stands in the middle of the upper side.
    const QPoint port = seen(embed->pos() + QPointF(kNodeWidth / 2, 0));
    move(port - QPoint(0, 23), Qt::NoButton);
    QVERIFY(m_view->wire()->held());
    move(port - QPoint(0, 27), Qt::NoButton);
    QVERIFY(!m_view->wire()->held());
}

void TestWiring::escapeDropsTheWire()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    QSignalSpy changed(m_view.get(), &GraphView::wiringChanged);
    press(outputOf("first"));
    move(inputOf("embed"));
    QVERIFY(m_view->wire());
    const int before = changed.count();
    key(Qt::Key_Escape);
    QVERIFY(!m_view->wire());
    QCOMPARE(changed.count(), before + 1);
    release(inputOf("embed"));
    QCOMPARE(asked.count(), 0);
    for (const NodeItem *node : scene().nodeItems())
        QCOMPARE(node->opacity(), 1.0);
}

void TestWiring::legalPortsAreLitAndAllElseFades()
{
    m_view->beginWire("last", "output");
    QCOMPARE(scene().node("first")->opacity(), 0.34);
    QCOMPARE(scene().node("embed")->opacity(), 1.0);
    QCOMPARE(scene().node("last")->opacity(), 1.0);
    QCOMPARE(edge("first", "last")->opacity(), 0.3);
    QCOMPARE(edge("last", "score")->opacity(), 1.0);
    // The name of what fades is read as before.
    const QRect header = m_view
                             ->mapFromScene(QRectF(scene().node("first")->pos(),
                                                   QSizeF(kNodeWidth, kHeaderHeight)))
                             .boundingRect();
    const QImage name = m_view->viewport()->grab(header).toImage();
    int bright = 0;
    for (int y = 0; y < name.height(); ++y) {
        for (int x = 0; x < name.width(); ++x)
            bright += name.pixelColor(x, y).lightness() > 190 ? 1 : 0;
    }
    QVERIFY2(bright > 10, qPrintable(QString::number(bright)));
    m_view->endWire();
    QCOMPARE(scene().node("first")->opacity(), 1.0);
}

void TestWiring::theNodeUnderTheMouseSaysWhyNot()
{
    click(outputOf("last"));
    move(centreOf("first"), Qt::NoButton);
    QVERIFY(!m_view->wire()->held());
    QCOMPARE(m_view->wire()->hint(), QString("last waits for first: this would be a loop."));
    move(centreOf("embed"), Qt::NoButton);
    QVERIFY(m_view->wire()->hint().isEmpty());
}

void TestWiring::whatIsLeftInSpaceIsToldAndStaysUntilTheNextClick()
{
    QSignalSpy left(m_view.get(), &GraphView::wireDropped);
    const QPoint space(6, 6);
    drag(outputOf("first"), space);
    QCOMPARE(left.count(), 1);
    QCOMPARE(left[0][0].toString(), QString("first"));
    QCOMPARE(left[0][1].toString(), QString("output"));
    QCOMPARE(left[0][2].toPointF(), m_view->mapToScene(space));
    QVERIFY(m_view->wire());
    QVERIFY(m_view->wire()->isLeft());
    move({60, 6}, Qt::NoButton); // it doesn't follow any more
    QVERIFY(!m_view->wire()->held());
    click({8, 8});
    QVERIFY(!m_view->wire());
    QCOMPARE(left.count(), 1);
}

void TestWiring::withoutAnyoneToOfferSomethingTheWireGoes()
{
    drag(outputOf("first"), {6, 6});
    QVERIFY(!m_view->wire());
}

void TestWiring::whatIsWiredAlreadyIsNotAskedForAgain()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    const NodeItem *const last = scene().node("last");
    drag(outputOf("first"), seen(last->pos() + last->inputPorts().front().centre));
    QCOMPARE(asked.count(), 0);
    QVERIFY(!m_view->wire());
}

void TestWiring::keysWireToo()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    m_view->beginWire("first", "output");
    key(Qt::Key_Down);
    const QString first = m_view->wire()->held()->node;
    key(Qt::Key_Down);
    QVERIFY(m_view->wire()->held()->node != first || m_view->wire()->targets().size() > 1);
    key(Qt::Key_Up);
    QCOMPARE(m_view->wire()->held()->node, first);
    QCOMPARE(first, QString("embed"));
    key(Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0], QVariantList({"first", "output", "embed", "input"}));
    QVERIFY(!m_view->wire());
    m_view->beginWire("first", "nothing");
    QVERIFY(!m_view->wire());
}

void TestWiring::aScreenReaderWiresByThePorts()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    QSignalSpy unwired(m_view.get(), &GraphView::unwireRequested);
    QAccessibleInterface *const canvas = QAccessible::queryAccessibleInterface(m_view.get());
    const auto childOf = [](QAccessibleInterface *parent, const QString &name) {
        for (int i = 0; i < parent->childCount(); ++i) {
            if (parent->child(i)->text(QAccessible::Name).startsWith(name))
                return parent->child(i);
        }
        return static_cast<QAccessibleInterface *>(nullptr);
    };
    const auto press = [](QAccessibleInterface *part) {
        part->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    };
    QAccessibleInterface *const output = childOf(childOf(canvas, "first"), "output");
    QAccessibleInterface *const input = childOf(childOf(canvas, "embed"), "input input");
    QVERIFY(output);
    QVERIFY(input);
    press(output);
    QVERIFY(m_view->wire());
    press(input);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0], QVariantList({"first", "output", "embed", "input"}));
    press(input); // the other way round
    QVERIFY(m_view->wire());
    QCOMPARE(asked.count(), 1);
    press(output);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(asked[1], asked[0]);
    QAccessibleInterface *const line = childOf(canvas, "line from first to last");
    QVERIFY(line);
    QCOMPARE(line->actionInterface()->actionNames(), QStringList("disconnect"));
    line->actionInterface()->doAction("disconnect");
    QCOMPARE(unwired.count(), 1);
}

void TestWiring::aFlowThatCannotBeEditedIsNotWired()
{
    m_view->setEditable(false);
    click(outputOf("first"));
    QVERIFY(!m_view->wire());
    m_view->setEditable(true);
    m_view->setStale(true);
    click(outputOf("first"));
    QVERIFY(!m_view->wire());
    m_view->setStale(false);
    click(outputOf("first"));
    QVERIFY(m_view->wire());
    m_view->setStale(true);
    QVERIFY(!m_view->wire());
}

void TestWiring::anotherFlowEndsTheWire()
{
    click(outputOf("first"));
    QVERIFY(m_view->wire());
    m_view->setGraph(buildGraph(parseFlow(kSupportFlow)));
    QVERIFY(!m_view->wire());
    click(outputOf("answer"));
    m_view->clear();
    QVERIFY(!m_view->wire());
}

void TestWiring::aWireBeginsAtAnInputToo()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    const NodeItem *const last = scene().node("last");
    const QPoint input = seen(last->pos() + last->inputPorts().front().centre);
    drag(input, outputOf("embed"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0], QVariantList({"embed", "output", "last", "question"}));
    QVERIFY(!m_view->wire());
    QCOMPARE(m_view->selectedNode(), QString("last"));
    // By two clicks, and by keys, as from an output.
    click(input);
    QVERIFY(m_view->wire());
    QCOMPARE(m_view->wire()->start().port, QString("question"));
    move(outputOf("embed") + QPoint(4, 6), Qt::NoButton);
    QCOMPARE(m_view->wire()->held()->node, QString("embed"));
    key(Qt::Key_Return);
    QCOMPARE(asked.count(), 2);
}

void TestWiring::whatAnInputIsOfferedIsWhatItCouldTake()
{
    QStringList fit;
    QStringList wired;
    const auto targets = wireTargets(model(), {"last", "question", WireStart::Kind::Input});
    for (const WireTarget &target : targets) {
        const QString name = target.node + '.' + target.port.name;
        if (target.fit.isPossible())
            fit << name;
        if (target.isWired)
            wired << name;
        // It is the same as from the other side.
        QCOMPARE(static_cast<int>(target.fit.kind),
                 static_cast<int>(
                     connectionPossible(model(), target.node, target.port.name, "last", "question")
                         .kind));
    }
    QCOMPARE(fit,
             QStringList({"${inputs}.text",
                          "${inputs}.rows",
                          "${inputs}.count",
                          "first.output",
                          "embed.output"}));
    QCOMPARE(wired, QStringList("first.output"));
    QVERIFY(wireTargets(model(), {"nobody", "question", WireStart::Kind::Input}).empty());
}

void TestWiring::anInputThatIsLeftInSpaceWantsASource()
{
    QSignalSpy wanted(m_view.get(), &GraphView::sourceWanted);
    QSignalSpy dropped(m_view.get(), &GraphView::wireDropped); // somebody offers something
    const NodeItem *const last = scene().node("last");
    drag(seen(last->pos() + last->inputPorts().front().centre), {6, 6});
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(dropped.count(), 0);
    QCOMPARE(wanted[0][0].value<WireStart>(),
             (WireStart{"last", "question", WireStart::Kind::Input}));
    QVERIFY(m_view->wire() && m_view->wire()->isLeft());
    key(Qt::Key_Escape);
    QVERIFY(!m_view->wire());
}

void TestWiring::aConditionIsWiredToAnOutput()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    QSignalSpy conditions(m_view.get(), &GraphView::conditionRequested);
    m_view->beginWire({"last", {}, WireStart::Kind::Condition});
    QVERIFY(m_view->wire());
    QCOMPARE(scene().node("score")->opacity(), 0.34); // it waits for last
    move(outputOf("embed"), Qt::NoButton);
    click(outputOf("embed"));
    QCOMPARE(conditions.count(), 1);
    QCOMPARE(conditions[0], QVariantList({"embed", "output", "last"}));
    QCOMPARE(asked.count(), 0);
}

void TestWiring::inputsThatTheFlowDoesNotNameAreTargets()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    m_view->beginWire("embed", "output");
    const auto names = [this] {
        QStringList all;
        for (const WireTarget &target : m_view->wire()->targets())
            all << target.node + '.' + target.port.name;
        return all;
    };
    QVERIFY(!names().contains("last.history"));
    move(inputOf("last"), Qt::NoButton);
    const QString held = m_view->wire()->held()->port.name;
    m_view->setFreeInputs({{"last", {{"history", PortType::List}, {"question"}}}});
    QCOMPARE(names().count("last.history"), 1);
    QCOMPARE(names().count("last.question"), 1);
    QCOMPARE(m_view->wire()->held()->port.name, held); // what it held to it still does
    m_view->endWireAt("last", "history");
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0], QVariantList({"embed", "output", "last", "history"}));
    QCOMPARE(model().nodes.size(), std::size_t(7)); // nothing else became of it
}

void TestWiring::smallNodesAreWiredToo()
{
    QSignalSpy asked(m_view.get(), &GraphView::connectRequested);
    int wires = 0;
    for (const int zoom : {50, 30}) {
        m_view->setZoomPercent(zoom);
        m_view->centerOn(scene().node("first"));
        drag(outputOf("first"), centreOf("embed"));
        QCOMPARE(asked.count(), ++wires);
        const NodeItem *const last = scene().node("last");
        drag(seen(last->pos() + last->inputPorts().front().centre) - QPoint(0, 2),
             outputOf("embed"));
        QCOMPARE(asked.count(), ++wires);
        QCOMPARE(asked.last(), QVariantList({"embed", "output", "last", "question"}));
    }
}

void TestWiring::aSmallNodeIsStillMovedByItsFace()
{
    QSignalSpy moved(&scene(), &GraphScene::rearranged);
    m_view->setZoomPercent(40);
    m_view->centerOn(scene().node("first"));
    const QPoint face = centreOf("first");
    drag(face, face + QPoint(40, 0));
    QVERIFY(!m_view->wire());
    QCOMPARE(moved.count(), 1);
}

void TestWiring::namesOfPortsStandSideBySide()
{
    m_view->setFreeInputs({{"last", {{"chat_history"}, {"context"}, {"question_of_the_user"}}}});
    for (const int zoom : {100, 60}) {
        m_view->setZoomPercent(zoom);
        m_view->centerOn(scene().node("last"));
        m_view->beginWire("first", "output");
        std::vector<QRectF> names;
        for (const QGraphicsItem *item : scene().items()) {
            const auto *const target = dynamic_cast<const TargetItem *>(item);
            if (target && scene().node("last")->x() - kColumnGap < target->x()
                && std::abs(target->y() - scene().node("last")->y()) < 1)
                names.push_back(target->pill().translated(target->pos() * zoom / 100));
        }
        QCOMPARE(names.size(), std::size_t(4));
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!names[i].intersects(names[j]), qPrintable(QString::number(zoom)));
        }
        m_view->endWire();
    }
}

void TestWiring::aWireAtTheSideScrolls()
{
    m_view->resize(300, 300);
    m_view->setZoomPercent(100);
    m_view->centerOn(scene().node("first"));
    press(outputOf("first"));
    const QPoint side(m_view->viewport()->width() - 3, 150);
    const double before = m_view->mapToScene(side).x();
    move(side);
    QVERIFY(m_view->wire());
    QTRY_VERIFY(m_view->mapToScene(side).x() > before + 30);
    // In the middle it stays where it is; and after it is let go.
    move({150, 150});
    const QPointF rest = m_view->mapToScene(QPoint());
    release({150, 150});
    QCoreApplication::processEvents();
    QCOMPARE(m_view->mapToScene(QPoint()), rest);
}

QTEST_MAIN(TestWiring)

#include "tst_wiring.moc"

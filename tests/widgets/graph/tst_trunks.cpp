// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/canvastest.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/trunks.h"

using namespace postern;
using namespace postern::graph;

/// Many lines of one source that run together.
class TestTrunks : public CanvasTest
{
    Q_OBJECT

private slots:
    void init() { setUp(parseFlow(evaluation(9))); }
    void cleanup() { tearDown(); }

    void manyLinesOfOneSourceAreOne();
    void whatComesByOneTrunkHasOnePort();
    void aLineStillGoesFromItsOutputToItsInput();
    void oneConditionIsSaidOnce();
    void wordsStandOnNoNode();
    void aNodeThatIsMovedLeavesTheTrunk();
    void aSmallFlowHasNone();
    void whatStaysIsNotMadeAnew();

private:
    /// Several graders that read the same inputs when a gate lets them.
    static std::string evaluation(int graders)
    {
        std::string text = R"(inputs:
  question: {type: string}
  answer: {type: string}
outputs:
  score: {type: string, reference: "${total.output}"}
nodes:
- name: gate
  type: python
  source: {type: code, path: gate.py}
  inputs: {question: "${inputs.question}"}
)";
        std::string total = "- name: total\n  type: python\n  source: {type: code, path: t.py}\n"
                            "  inputs:\n";
        for (int i = 0; i < graders; ++i) {
            const std::string name = "grade_" + std::to_string(i);
            text += "- name: " + name + R"(
  type: llm
  source: {type: code, path: g.jinja2}
  inputs: {deployment_name: gpt, question: "${inputs.question}", answer: "${inputs.answer}"}
  connection: c
  api: chat
  activate: {when: "${gate.output}", is: true}
)";
            total += "    " + name + ": ${" + name + ".output}\n";
        }
        return text + total;
    }
    std::vector<TrunkItem *> trunks() const
    {
        std::vector<TrunkItem *> found;
        for (QGraphicsItem *item : scene().items()) {
            if (auto *trunk = dynamic_cast<TrunkItem *>(item))
                found.push_back(trunk);
        }
        return found;
    }
    TrunkItem *trunkOf(const QString &from) const
    {
        for (TrunkItem *trunk : trunks()) {
            if (trunk->trunk().from == from)
                return trunk;
        }
        return nullptr;
    }
    static QString targetOf(const QString &key) { return key.split('\n').value(2); }
};

void TestTrunks::manyLinesOfOneSourceAreOne()
{
    const TrunkItem *const data = trunkOf(kInputsId);
    const TrunkItem *const conditions = trunkOf("gate");
    QVERIFY(data);
    QVERIFY(conditions);
    QCOMPARE(conditions->trunk().kind, EdgeKind::Activate);
    QVERIFY(data->trunk().edges.size() >= 4);
    QCOMPARE(data->words(), QString("inputs · %1 wires").arg(data->trunk().wires));
    // On either side of what they feed.
    for (const QString &key : data->trunk().edges)
        QVERIFY(scene().node(targetOf(key))->x() > data->trunk().x);
    for (const NodeItem *node : scene().nodeItems()) {
        const QRectF face = node->sceneFace();
        for (const TrunkItem *trunk : trunks())
            QVERIFY2(!face.intersects(trunk->boundingRect().intersected(
                         QRectF(trunk->trunk().x - 1,
                                trunk->trunk().top,
                                2,
                                trunk->trunk().bottom - trunk->trunk().top))),
                     qPrintable(node->id()));
    }
}

void TestTrunks::whatComesByOneTrunkHasOnePort()
{
    const QString grader = targetOf(trunkOf(kInputsId)->trunk().edges.front());
    QCOMPARE(scene().node(grader)->inputPorts().size(), std::size_t(2)); // and the condition's
    QStringList names;
    for (const PlacedPort &port : scene().node(grader)->inputPorts()) {
        if (!port.isActivate)
            names = port.names;
    }
    names.sort();
    QCOMPARE(names, QStringList({"answer", "question"}));
    QVERIFY(scene().node(grader)->accessibleName().contains("2 inputs"));
}

void TestTrunks::aLineStillGoesFromItsOutputToItsInput()
{
    for (const QString &key : trunkOf(kInputsId)->trunk().edges) {
        for (const EdgeItem *line : scene().edgeItems()) {
            if (line->edge().key() != key)
                continue;
            const NodeItem *const node = scene().node(line->edge().to);
            QCOMPARE(line->path().pointAtPercent(0),
                     scene().node(kInputsId)->outputAnchor(line->edge().fromPort));
            const QPointF end = line->path().currentPosition();
            QCOMPARE(end.y(), node->y());
            QVERIFY(end.x() > node->x() && end.x() < node->x() + kNodeWidth);
        }
    }
}

void TestTrunks::oneConditionIsSaidOnce()
{
    int said = 0;
    for (const EdgeItem *line : scene().edgeItems()) {
        if (trunkOf("gate")->trunk().edges.contains(line->edge().key()))
            said += line->labelPlaces().isEmpty() ? 0 : 1;
    }
    QCOMPARE(said, 1);
}

void TestTrunks::wordsStandOnNoNode()
{
    for (const TrunkItem *trunk : trunks()) {
        for (const NodeItem *node : scene().nodeItems())
            QVERIFY(!trunk->hasLabel() || !trunk->labelRect().intersects(node->sceneFace()));
    }
}

void TestTrunks::aNodeThatIsMovedLeavesTheTrunk()
{
    const Trunk before = trunkOf(kInputsId)->trunk();
    const QString grader = targetOf(before.edges.front());
    scene().moveNodes({{grader, scene().node(grader)->pos() + QPointF(8, 8)}});
    const Trunk after = trunkOf(kInputsId)->trunk();
    QCOMPARE(after.edges.size(), before.edges.size() - 2);
    QCOMPARE(after.wires, before.wires - 2);
    for (const QString &key : after.edges)
        QVERIFY(targetOf(key) != grader);
    QCOMPARE(scene().node(grader)->inputPorts().size(), std::size_t(3));
    scene().settle();
    m_view->setGraph({});
    QVERIFY(trunks().empty());
}

void TestTrunks::aSmallFlowHasNone()
{
    tearDown();
    setUp();
    QVERIFY(trunks().empty());
}

void TestTrunks::whatStaysIsNotMadeAnew()
{
    const std::vector<TrunkItem *> before = trunks();
    GraphModel model = scene().model();
    model.nodes[2].subtitle += "x";
    m_view->setGraph(model);
    QCOMPARE(trunks(), before);
}

QTEST_MAIN(TestTrunks)

#include "tst_trunks.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/graphviz.h"
#include "tests/widgets/graph/legibility.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace postern;
using namespace postern::graph;

namespace {

std::string node(const std::string &name, const std::vector<std::string> &reads)
{
    std::string text = "- name: " + name + "\n  type: python\n  source: {type: code, path: " + name
                       + ".py}\n  inputs:\n";
    for (std::size_t i = 0; i < reads.size(); ++i)
        text += "    in" + std::to_string(i) + ": ${" + reads[i] + "}\n";
    return text;
}

/// The shape of an evaluation: what is asked for is looked up, many measures read the inputs and run
/// only if they are wanted, all meet in one node.
std::string evaluation(int measures)
{
    std::string text = "inputs:\n  question: {type: string}\n  answer: {type: string}\n"
                       "  context: {type: string}\noutputs:\n  scores: {reference: "
                       "\"${gather_scores.output}\"}\nnodes:\n"
                       + node("choose_measures", {"inputs.question"})
                       + node("check_inputs", {"choose_measures.output", "inputs.answer"});
    std::vector<std::string> scores;
    for (int i = 0; i < measures; ++i) {
        const std::string name = "score_measure_" + std::to_string(i);
        text += node(name, {"inputs.question", "inputs.answer", "inputs.context"})
                + "  activate: {when: \"${check_inputs.output}\", is: true}\n";
        scores.push_back(name + ".output");
    }
    return text + node("gather_scores", scores) + node("write_report", {"gather_scores.output"});
}

std::string chain(int nodes)
{
    std::string text = "inputs:\n  text: {type: string}\noutputs:\n  last: {reference: \"${step_"
                       + std::to_string(nodes - 1) + ".output}\"}\nnodes:\n";
    for (int i = 0; i < nodes; ++i)
        text += node("step_" + std::to_string(i),
                     {i == 0 ? "inputs.text" : "step_" + std::to_string(i - 1) + ".output"});
    return text;
}

} // namespace

/// What can be read of a flow when it is opened, in a window of 1440 x 900.
class TestLegibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void allNamesAreReadOnOpening_data();
    void allNamesAreReadOnOpening();
    void allFlowsOfTheTreeAreReadOnOpening();
    void noLabelStandsOnANode_data() { allNamesAreReadOnOpening_data(); }
    void noLabelStandsOnANode();

private:
    /// Opened, and laid out by Graphviz.
    static std::unique_ptr<GraphView> open(const std::string &text)
    {
        auto view = std::make_unique<GraphView>();
        view->resize(test::kColumn);
        test::answerByGraphviz(*view->graphScene());
        QSignalSpy arranged(view->graphScene(), &GraphScene::arranged);
        view->show();
        view->setGraph(buildGraph(parseFlow(text)));
        if (!view->graphScene()->model().nodes.empty())
            (void) QTest::qWaitFor([&] { return arranged.count() > 1; }, 20'000);
        return view;
    }
};

void TestLegibility::allNamesAreReadOnOpening_data()
{
    QTest::addColumn<std::string>("text");
    for (const int measures : {3, 5, 8, 10, 12, 16, 20})
        QTest::addRow("evaluation of %d", measures) << evaluation(measures);
    for (const int nodes : {1, 8, 15, 23})
        QTest::addRow("chain of %d", nodes) << chain(nodes);
    QTest::newRow("chat over documents") << std::string(kSupportFlow);
}

void TestLegibility::allNamesAreReadOnOpening()
{
    QFETCH(std::string, text);
    const test::Legibility legibility = test::legibilityOf(*open(text));
    QVERIFY2(legibility.isWhole(), qPrintable(legibility.missing.join(u' ')));
}

void TestLegibility::allFlowsOfTheTreeAreReadOnOpening()
{
    int flows = 0;
    for (const char *folder : {"/resources", "/tests/conformance/flows"}) {
        QDirIterator files(QStringLiteral(POSTERN_SOURCE_DIR) + folder,
                           {"flow.dag.yaml"},
                           QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const test::Legibility legibility = test::legibilityOf(
                *open(file.readAll().toStdString()));
            QVERIFY2(legibility.isWhole(),
                     qPrintable(file.fileName() + legibility.missing.join(u' ')));
            ++flows;
        }
    }
    QVERIFY(flows > 20);
}

void TestLegibility::noLabelStandsOnANode()
{
    QFETCH(std::string, text);
    const auto view = open(text);
    for (const EdgeItem *edge : view->graphScene()->edgeItems()) {
        if (edge->labelPlaces().isEmpty())
            continue;
        for (const NodeItem *node : view->graphScene()->nodeItems())
            QVERIFY2(!node->sceneFace().intersects(edge->labelRect()),
                     qPrintable(edge->edge().key() + " on " + node->id()));
    }
}

QTEST_MAIN(TestLegibility)
#include "tst_legibility.moc"

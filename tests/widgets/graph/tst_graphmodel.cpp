// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/tooltable.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/graphmodel.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace postern;
using namespace postern::graph;

namespace {

const GraphNode &nodeOf(const GraphModel &model, const QString &id)
{
    const auto node = std::ranges::find(model.nodes, id, &GraphNode::id);
    if (node == model.nodes.end())
        qFatal("no node %s", qPrintable(id));
    return *node;
}

std::vector<GraphEdge> edgesInto(const GraphModel &model, const QString &id)
{
    std::vector<GraphEdge> edges;
    std::ranges::copy_if(model.edges, std::back_inserter(edges), [&id](const GraphEdge &edge) {
        return edge.to == id;
    });
    return edges;
}

} // namespace

class TestGraphModel : public QObject
{
    Q_OBJECT

private slots:
    void aFlowBecomesItsNodesBetweenTwoBoxes()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        QStringList ids;
        for (const GraphNode &node : model.nodes)
            ids << node.id;
        QCOMPARE(ids.join(u' '),
                 QString("${inputs} rewrite_question classify_intent embed_question system_rules "
                         "search_docs build_context search_tickets answer format_reply "
                         "${outputs}"));
    }

    void theKindComesFromTypeAndTool()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        QCOMPARE(nodeOf(model, "rewrite_question").kind, NodeKind::Llm);
        QCOMPARE(nodeOf(model, "system_rules").kind, NodeKind::Prompt);
        QCOMPARE(nodeOf(model, "build_context").kind, NodeKind::Python);
        QCOMPARE(nodeOf(model, "embed_question").kind, NodeKind::Embedding);
        QCOMPARE(nodeOf(model, "search_docs").kind, NodeKind::Search);
        QCOMPARE(nodeOf(model, kInputsId).kind, NodeKind::Input);
        QCOMPARE(nodeOf(model, kOutputsId).kind, NodeKind::Output);
    }

    void aToolThatIsAddedIsDrawnAsWhatItSaysItIs()
    {
        const flow::Flow flow = parseFlow("nodes:\n- name: a\n  type: python\n"
                                          "  source: {type: package, tool: acme.find.Index.ask}\n");
        QCOMPARE(nodeOf(buildGraph(flow), "a").kind, NodeKind::Package);
        tool::ToolTable tools = tool::ToolTable::builtIn();
        tool::ToolDescriptor find;
        find.kind = tool::ToolKind::Search;
        find.module = "acme.find";
        find.className = "Index";
        find.function = "ask";
        tools.add(std::move(find));
        QCOMPARE(nodeOf(buildGraph(flow, {}, tools), "a").kind, NodeKind::Search);
        QCOMPARE(nodeOf(buildGraph(flow, {}, tools), "a").outputs[0].type, PortType::List);
    }

    void everyKindOfToolHasAFaceOfItsOwn()
    {
        QSet<QString> icons;
        for (const tool::ToolDescriptor &known : tool::ToolTable::builtIn().all()) {
            const NodeKind kind = nodeKind(known.kind);
            QVERIFY(!kindText(kind).isEmpty());
            icons.insert(kindIcon(kind));
        }
        QCOMPARE(icons.size(), 6);
    }

    void theSubtitleSaysKindAndTarget()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        QCOMPARE(nodeOf(model, "classify_intent").subtitle, QString("llm · o4-mini"));
        QCOMPARE(nodeOf(model, "system_rules").subtitle, QString("prompt · system_rules.jinja2"));
        QCOMPARE(nodeOf(model, "build_context").subtitle, QString("python · build_context.py"));
        QCOMPARE(nodeOf(model, "search_tickets").subtitle, QString("search · tickets · top 3"));
    }

    void referencesBetweenOnePairAreOneEdgeWithAllOfThem()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        const auto edges = edgesInto(model, kOutputsId);
        QCOMPARE(edges.size(), 1U);
        QCOMPARE(edges[0].from, QString("format_reply"));
        QCOMPARE(edges[0].targets, QStringList({"reply", "citations"}));
        QCOMPARE(edges[0].references.front(), QString("${format_reply.output.reply}"));
    }

    void everyFlowInputIsAPortOfItsOwn()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        const auto edges = edgesInto(model, "rewrite_question");
        QCOMPARE(edges.size(), 2U);
        QCOMPARE(edges[0].fromPort, QString("question"));
        QCOMPARE(edges[0].type, PortType::String);
        QCOMPARE(edges[1].fromPort, QString("chat_history"));
        QCOMPARE(edges[1].type, PortType::List);
    }

    void anActivateConditionIsAnEdgeWithItsValue()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        const auto edges = edgesInto(model, "search_tickets");
        QCOMPARE(edges.size(), 2U);
        QCOMPARE(edges[1].kind, EdgeKind::Activate);
        QCOMPARE(edges[1].from, QString("classify_intent"));
        QCOMPARE(edges[1].condition, QString("incident"));
    }

    void aConditionOfAnyTypeHasAText()
    {
        const auto conditionOf = [](const std::string &value) {
            return buildGraph(parseFlow("inputs: {q: {type: string}}\nnodes:\n- name: a\n"
                                        "  type: python\n  source: {type: code, path: a.py}\n"
                                        "  inputs: {}\n"
                                        "  activate: {when: \"${inputs.q}\", is: "
                                        + value + "}\n"))
                .edges.at(0)
                .condition;
        };
        QCOMPARE(conditionOf("true"), QString("true"));
        QCOMPARE(conditionOf("3"), QString("3"));
        QCOMPARE(conditionOf("[a, 1]"), QString("[\"a\", 1]"));
        QVERIFY(conditionOf("2024-01-02").contains("2024"));
    }

    void variantsAreCountedAndTheChosenOneIsShown()
    {
        const flow::Flow flow = parseFlow(kSupportFlow);
        const GraphModel byDefault = buildGraph(flow);
        QCOMPARE(nodeOf(byDefault, "answer").variants, 2);
        QCOMPARE(nodeOf(byDefault, "answer").subtitle, QString("llm · gpt-4o-prod"));
        QCOMPARE(edgesInto(byDefault, "answer").size(), 4U);
        const GraphModel chosen = buildGraph(flow, "${answer.variant_1}");
        QCOMPARE(nodeOf(chosen, "answer").subtitle, QString("llm · gpt-4o-mini"));
        QCOMPARE(edgesInto(chosen, "answer").size(), 1U);
    }

    void aReferenceToNothingIsBroken()
    {
        const GraphModel model = buildGraph(parseFlow(R"(
inputs: {}
outputs: {}
nodes:
- name: a
  type: python
  source: {type: code, path: a.py}
  inputs: {x: "${nobody.output}", y: "${inputs.missing}"}
)"));
        QCOMPARE(model.edges.size(), 2U);
        for (const GraphEdge &edge : model.edges) {
            QCOMPARE(edge.kind, EdgeKind::Broken);
            QVERIFY(edge.from.isEmpty());
        }
    }

    void twoNodesOfOneNameAreBothShown()
    {
        const GraphModel model = buildGraph(parseFlow(R"(
nodes:
- {name: a, type: python, source: {type: code, path: a.py}, inputs: {}}
- {name: a, type: python, source: {type: code, path: b.py}, inputs: {}}
)"));
        QCOMPARE(model.nodes.size(), 2U);
        QCOMPARE(model.nodes[0].name, model.nodes[1].name);
        QVERIFY(model.nodes[0].id != model.nodes[1].id);
    }

    void edgesOfTheSameFlowHaveKeysOfTheirOwn()
    {
        const GraphModel model = buildGraph(parseFlow(kSupportFlow));
        QSet<QString> keys;
        for (const GraphEdge &edge : model.edges)
            keys.insert(edge.key());
        QCOMPARE(keys.size(), static_cast<qsizetype>(model.edges.size()));
    }

    /// Flows of every shape, among them broken ones.
    void everyEdgeOfAnyFlowEndsAtNodesThatAreThere()
    {
        const std::filesystem::path root(POSTERN_SOURCE_DIR);
        int flows = 0;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(root / "tests")) {
            if (entry.path().filename() != "flow.dag.yaml"
                && entry.path().parent_path() != root / "tests/fuzz/corpus/yaml")
                continue;
            ++flows;
            std::ifstream file(entry.path());
            const std::string text((std::istreambuf_iterator<char>(file)), {});
            const GraphModel model = buildGraph(parseFlow(text));
            for (const GraphEdge &edge : model.edges) {
                QVERIFY(nodeOf(model, edge.to).id == edge.to);
                QCOMPARE(edge.from.isEmpty(), edge.kind == EdgeKind::Broken);
                if (!edge.from.isEmpty())
                    QVERIFY(nodeOf(model, edge.from).id == edge.from);
                QCOMPARE(edge.references.size(), edge.targets.size());
            }
        }
        QVERIFY(flows > 20);
    }
};

QTEST_APPLESS_MAIN(TestGraphModel)

#include "tst_graphmodel.moc"

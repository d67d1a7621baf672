// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/git/graphoverlay.h"
#include "app/ide/git/mergefile.h"

#include <QTest>

#include <algorithm>

using namespace postern;
using namespace postern::ide;
using graph::Difference;

namespace {

const std::string kFlow = R"(inputs:
  question: {type: string}
outputs:
  reply: {type: string, reference: "${answer.output}"}
nodes:
- name: search
  type: python
  source: {type: code, path: search.py}
  inputs:
    query: ${inputs.question}
    top_k: 3
- name: answer
  type: python
  source: {type: code, path: answer.py}
  inputs:
    found: ${search.output}
    style: short
)";

std::string with(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    Q_ASSERT(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

GraphOverlay overlay(const std::string &before, const std::string &after, DiffSide side)
{
    return overlayOf(before, after, git::diffFlows(before, after), side);
}

MergeFile merge(const std::string &base, const std::string &ours, const std::string &theirs)
{
    auto sides = std::make_shared<MergeSides>();
    sides->path = "flow.dag.yaml";
    sides->isFlow = true;
    sides->base = base;
    sides->ours = ours;
    sides->theirs = theirs;
    return MergeFile(sides);
}

QStringList idsOf(const GraphOverlay &overlay)
{
    QStringList ids;
    for (const graph::GraphNode &node : overlay.model.nodes)
        ids.append(node.id);
    return ids;
}

} // namespace

/// Two flows as one graph, and the pieces of a merge.
class TestGitFlows : public QObject
{
    Q_OBJECT

private slots:
    void bothSidesAreOneGraph();
    void oneSideIsThatSidesGraph();
    void aRenamedNodeIsOneNode();
    void changedFieldsAreSaid();
    void anEmptySideIsAllAdded();
    void linesComeAndGo();

    void placesAreTakenApart_data();
    void placesAreTakenApart();
    void aFieldIsChosen_data();
    void aFieldIsChosen();
    void nothingIsWrittenBeforeAllIsChosen();
    void whatOneSideChangedIsThereAlready();
    void returnsAndMarksStay();
    void aResultThatDanglesIsRefused();
    void aFileThatASideRemovedIsTakenWhole();
    void theGraphShowsWhatIsLeft();
    void otherFilesAreMergedByLines();
};

void TestGitFlows::bothSidesAreOneGraph()
{
    const std::string after = with(with(kFlow, "- name: search", "- name: find_all"),
                                   "${search.output}",
                                   "${inputs.question}")
                              + "- name: rank\n  type: python\n  source: {type: code, path: "
                                "rank.py}\n  inputs: {a: \"${answer.output}\"}\n";
    const std::string other = with(after, "path: search.py", "path: everything.py");
    const GraphOverlay both = overlay(kFlow, with(other, "top_k: 3", "limit: 9"), DiffSide::Both);
    QVERIFY(idsOf(both).contains("rank"));
    QCOMPARE(both.nodes["rank"].difference, Difference::Added);
    QCOMPARE(both.nodes["answer"].difference, Difference::Changed);
    QCOMPARE(idsOf(both).last(), graph::kOutputsId);
    QVERIFY(!both.legend.isEmpty());
}

void TestGitFlows::oneSideIsThatSidesGraph()
{
    const std::size_t at = kFlow.find("- name: answer");
    const std::string after = with(kFlow.substr(0, at), "${answer.output}", "${search.output}");
    const GraphOverlay both = overlay(kFlow, after, DiffSide::Both);
    QVERIFY(idsOf(both).contains("answer"));
    QCOMPARE(both.nodes["answer"].difference, Difference::Removed);
    QVERIFY(idsOf(overlay(kFlow, after, DiffSide::Before)).contains("answer"));
    QVERIFY(!idsOf(overlay(kFlow, after, DiffSide::After)).contains("answer"));
    QCOMPARE(overlay(kFlow, after, DiffSide::Before).nodes["answer"].difference,
             Difference::Removed);
}

void TestGitFlows::aRenamedNodeIsOneNode()
{
    std::string after = with(kFlow, "- name: search", "- name: lookup");
    after = with(after, "${search.output}", "${lookup.output}");
    const GraphOverlay both = overlay(kFlow, after, DiffSide::Both);
    QCOMPARE(idsOf(both).count("lookup"), 1);
    QVERIFY(!idsOf(both).contains("search"));
    QCOMPARE(both.nodes["lookup"].difference, Difference::Renamed);
    QVERIFY(both.nodes["lookup"].lines.front().contains("search"));
    QCOMPARE(both.nodes["answer"].difference, Difference::Same);
    for (const Difference edge : both.edges)
        QCOMPARE(edge, Difference::Same);
}

void TestGitFlows::changedFieldsAreSaid()
{
    const GraphOverlay both = overlay(kFlow, with(kFlow, "top_k: 3", "top_k: 5"), DiffSide::Both);
    QCOMPARE(both.nodes["search"].lines.front(), QString("top_k: 3 → 5"));
    QCOMPARE(both.legend.size(), 1);
    QCOMPARE(both.legend.front().text, QString("1 node")); // and no link to speak of
    QCOMPARE(shortFieldName("variants.v.node.inputs.top_k"), QString("top_k"));
    QCOMPARE(fieldChangeText({"inputs.style", {}, Value("long")}), QString("style added"));
    QCOMPARE(fieldChangeText({"inputs.style", Value("long"), {}}), QString("style removed"));
    const QString longOne = fieldChangeText(
        {"variants.v.node.inputs.text", Value(std::string(500, 'x')), Value("y")});
    QVERIFY(longOne.startsWith("text: xxx"));
    QVERIFY(longOne.size() < 80);
}

void TestGitFlows::anEmptySideIsAllAdded()
{
    const GraphOverlay both = overlay({}, kFlow, DiffSide::Both);
    QCOMPARE(both.nodes["search"].difference, Difference::Added);
    QCOMPARE(both.nodes["answer"].difference, Difference::Added);
    QCOMPARE(overlay(kFlow, {}, DiffSide::Both).nodes["answer"].difference, Difference::Removed);
}

void TestGitFlows::linesComeAndGo()
{
    const std::string after = with(kFlow, "style: short", "style: ${inputs.question}");
    const GraphOverlay both = overlay(kFlow, after, DiffSide::Both);
    int added = 0;
    for (const graph::GraphEdge &edge : both.model.edges) {
        if (both.edges.value(edge.key()) == Difference::Added) {
            ++added;
            QCOMPARE(edge.from, graph::kInputsId);
            QCOMPARE(edge.to, QString("answer"));
        }
    }
    QCOMPARE(added, 1);
}

void TestGitFlows::placesAreTakenApart_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("field");
    QTest::newRow("field") << "nodes.answer.inputs.style" << "answer" << "inputs.style";
    QTest::newRow("node") << "nodes.answer" << "answer" << "";
    QTest::newRow("variant") << "node_variants.answer.variants.v1.node" << "answer"
                             << "variants.v1.node";
    QTest::newRow("input") << "inputs.question.type" << "" << "inputs.question.type";
    QTest::newRow("nothing") << "" << "" << "";
}

void TestGitFlows::placesAreTakenApart()
{
    QFETCH(const QString, place);
    const auto [node, field] = nodeAndField(place.toStdString());
    QTEST(QString::fromStdString(node), "node");
    QTEST(QString::fromStdString(field), "field");
}

void TestGitFlows::aFieldIsChosen_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<QString>("line");
    QTest::newRow("ours") << static_cast<int>(Choice::Ours) << "    style: long\n";
    QTest::newRow("theirs") << static_cast<int>(Choice::Theirs) << "    style: terse\n";
    QTest::newRow("own") << static_cast<int>(Choice::Own) << "    style: plain\n";
}

void TestGitFlows::aFieldIsChosen()
{
    QFETCH(const int, choice);
    QFETCH(const QString, line);
    MergeFile file = merge(kFlow,
                           with(kFlow, "style: short", "style: long"),
                           with(kFlow, "style: short", "style: terse"));
    QCOMPARE(file.left(), std::size_t(1));
    QCOMPARE(file.rows().front().node, std::string("answer"));
    QCOMPARE(file.rows().front().field, std::string("inputs.style"));
    file.choose(0, static_cast<Choice>(choice), "    style: plain");
    QVERIFY2(file.problem().isEmpty(), qPrintable(file.problem()));
    QCOMPARE(file.result(), with(kFlow, "    style: short\n", line.toStdString()));
}

void TestGitFlows::nothingIsWrittenBeforeAllIsChosen()
{
    MergeFile file
        = merge(kFlow,
                with(with(kFlow, "style: short", "style: long"), "top_k: 3", "top_k: 4"),
                with(with(kFlow, "style: short", "style: terse"), "top_k: 3", "top_k: 5"));
    QCOMPARE(file.left(), std::size_t(2));
    QVERIFY(file.result().find("<<<<<<<") != std::string::npos);
    file.chooseAll("answer", Choice::Theirs);
    QCOMPARE(file.left(), std::size_t(1));
    QVERIFY(!file.problem().isEmpty());
    QVERIFY(file.result().find("style: terse") != std::string::npos);
    file.chooseAll({}, Choice::Ours);
    QVERIFY(file.problem().isEmpty());
    QVERIFY(file.result().find("<<<<<<<") == std::string::npos);
}

void TestGitFlows::whatOneSideChangedIsThereAlready()
{
    const MergeFile file
        = merge(kFlow,
                with(with(kFlow, "style: short", "style: long"), "top_k: 3", "top_k: 4"),
                with(kFlow, "style: short", "style: terse"));
    QCOMPARE(file.left(), std::size_t(1));
    const auto row = std::ranges::find(file.rows(), std::string("search"), &MergeRow::node);
    QVERIFY(row != file.rows().end());
    QVERIFY(!row->part && row->isOurs && !row->isTheirs);
    QCOMPARE(row->base, std::string("3"));
    QCOMPARE(row->ours, std::string("4"));
    QVERIFY(file.result().find("top_k: 4") != std::string::npos);
}

void TestGitFlows::returnsAndMarksStay()
{
    const auto dressed = [](const std::string &text) {
        std::string made = "\xEF\xBB\xBF";
        for (const char letter : text)
            made += letter == '\n' ? "\r\n" : std::string(1, letter);
        return made;
    };
    MergeFile file = merge(dressed(kFlow),
                           dressed(with(kFlow, "style: short", "style: long")),
                           dressed(with(kFlow, "style: short", "style: terse")));
    QCOMPARE(file.left(), std::size_t(1));
    file.choose(0, Choice::Theirs);
    QCOMPARE(file.result(), dressed(with(kFlow, "style: short", "style: terse")));
}

void TestGitFlows::aResultThatDanglesIsRefused()
{
    MergeFile file = merge(kFlow,
                           with(kFlow, "style: short", "style: long"),
                           with(kFlow, "style: short", "style: terse"));
    file.choose(0, Choice::Own, "    style: ${nobody.output}");
    QVERIFY2(file.problem().contains("nobody"), qPrintable(file.problem()));
    file.choose(0, Choice::Own, "    style: [");
    QVERIFY(!file.problem().isEmpty());
    file.choose(0, Choice::Ours);
    QVERIFY(file.problem().isEmpty());
}

void TestGitFlows::aFileThatASideRemovedIsTakenWhole()
{
    auto sides = std::make_shared<MergeSides>();
    sides->path = "search.py";
    sides->base = "old\n";
    sides->theirs = "new\n";
    MergeFile file(sides);
    QVERIFY(file.isWhole());
    QCOMPARE(file.left(), std::size_t(1));
    file.choose(0, Choice::Theirs);
    QVERIFY(file.problem().isEmpty());
}

void TestGitFlows::theGraphShowsWhatIsLeft()
{
    MergeFile file = merge(kFlow,
                           with(kFlow, "style: short", "style: long"),
                           with(kFlow, "style: short", "style: terse"));
    constexpr int kResult = 3;
    QCOMPARE(file.overlay(kResult).nodes["answer"].difference, Difference::Conflict);
    QCOMPARE(file.overlay(kResult).nodes["answer"].lines.front(), QString("style: both changed"));
    QCOMPARE(file.overlay(kResult).legend.front().difference, Difference::Conflict);
    QCOMPARE(file.overlay(kResult).nodes["search"].difference, Difference::Same);
    file.choose(0, Choice::Ours);
    QCOMPARE(file.overlay(kResult).nodes["answer"].difference, Difference::Merged);
    for (int side = 0; side < kResult; ++side)
        QVERIFY(idsOf(file.overlay(side)).contains("answer"));
}

void TestGitFlows::otherFilesAreMergedByLines()
{
    auto sides = std::make_shared<MergeSides>();
    sides->path = "answer.jinja2";
    sides->base = "one\ntwo\nthree\nfour\nfive\n";
    sides->ours = "ONE\ntwo\nthree\nfour\nfive\n";
    sides->theirs = "uno\ntwo\nthree\nfour\nFIVE\n";
    MergeFile file(sides);
    QCOMPARE(file.left(), std::size_t(1));
    file.choose(0, Choice::Both);
    QCOMPARE(file.result(), std::string("ONE\nuno\ntwo\nthree\nfour\nFIVE\n"));
}

QTEST_MAIN(TestGitFlows)
#include "tst_gitflows.moc"

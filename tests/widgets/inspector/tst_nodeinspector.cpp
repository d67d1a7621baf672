// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "tests/support/painted.h"
#include "widgets/inspector/nodeform.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace postern;
using namespace postern::widgets;

/// The inspector: what a node's file says of it, and how it did.
class TestNodeInspector : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Dark); }

    void settingsOfAModelCallAreNotItsInputs();
    void whatTheFileDoesNotSayIsShownAsWhatHolds();
    void aConditionIsShownWithItsValue();
    void aVariantSaysWhatItChanges();
    void choosingAVariantTellsOnce();
    void theLatestRunIsShownWithItsTime();
    void inputsAndOutputsAreOneClickAway();
    void aSectionFolds();
    void longNamesStayInsideThePanel();
    void theFlowsOwnValuesAreShown();
    void ofAnotherNodeOnlyWhatDiffersIsPainted();
};

static const char *const kFlow = R"(
inputs: {question: {type: string}}
outputs: {reply: {type: string, reference: "${answer.output}"}}
nodes:
- name: guard
  type: python
  source: {type: code, path: guard.py}
  inputs: {text: "${inputs.question}", an_input_with_a_name_that_is_longer_than_any_panel_is_wide: 1}
- name: answer
  use_variants: true
  activate: {when: "${guard.output}", is: fine}
node_variants:
  answer:
    default_variant_id: plain
    variants:
      plain:
        node:
          type: llm
          source: {type: code, path: answer.jinja2}
          inputs: {deployment_name: gpt-4o, temperature: 0.2, question: "${inputs.question}"}
          connection: aoai
          api: chat
      short:
        node:
          type: llm
          source: {type: code, path: short.jinja2}
          inputs: {deployment_name: gpt-4o, temperature: 0, question: "${inputs.question}"}
          connection: aoai
          api: chat
)";

static flow::Flow parsed()
{
    flow::FlowLocation location;
    location.folder = "sample";
    location.file = "sample/flow.dag.yaml";
    return flow::FlowDocument::fromText(location, kFlow).flow();
}

static flow::Node answer()
{
    const flow::Flow flow = parsed();
    return flow::withDefaultVariant(flow, *flow.node("answer"));
}

static QLineEdit *valueOf(const NodeInspector &inspector, const QString &name)
{
    for (QLineEdit *field : inspector.findChildren<QLineEdit *>()) {
        if (field->accessibleName() == name && field->isVisibleTo(&inspector))
            return field;
    }
    return nullptr;
}

void TestNodeInspector::settingsOfAModelCallAreNotItsInputs()
{
    const auto inputs = otherInputs(answer());
    QCOMPARE(inputs.size(), 1U);
    QCOMPARE(QString::fromStdString(inputs.front().first), QString("question"));
    NodeInspector inspector;
    inspector.showNode(answer(), graph::NodeKind::Llm);
    QCOMPARE(valueOf(inspector, "Connection")->text(), QString("aoai"));
    QCOMPARE(valueOf(inspector, "Deployment")->text(), QString("gpt-4o"));
    QCOMPARE(valueOf(inspector, "question")->text(), QString("${inputs.question}"));
}

void TestNodeInspector::whatTheFileDoesNotSayIsShownAsWhatHolds()
{
    NodeInspector inspector;
    inspector.showNode(answer(), graph::NodeKind::Llm);
    const QLineEdit *stated = valueOf(inspector, "Temperature");
    QCOMPARE(stated->text(), QString("0.2"));
    QVERIFY(stated->property("changed").toBool());
    const QLineEdit *absent = valueOf(inspector, "Top p");
    QVERIFY(absent->text().isEmpty());
    QCOMPARE(absent->placeholderText(), QString("1.0"));
    QVERIFY(!absent->property("changed").toBool());
}

void TestNodeInspector::aConditionIsShownWithItsValue()
{
    NodeInspector inspector;
    flow::Node node = answer();
    const flow::Flow flow = parsed();
    node.activate = flow.node("answer")->activate;
    inspector.showNode(node, graph::NodeKind::Llm);
    QCOMPARE(valueOf(inspector, "Run when")->text(), QString("${guard.output}"));
    QCOMPARE(valueOf(inspector, "is")->text(), QString("fine"));
    inspector.showNode(*flow.node("guard"), graph::NodeKind::Python);
    QVERIFY(!valueOf(inspector, "Run when"));
}

void TestNodeInspector::aVariantSaysWhatItChanges()
{
    const flow::Flow flow = parsed();
    const auto &variants = flow.variants.at("answer").variants;
    const auto find = [&](const char *id) {
        return std::ranges::find(variants, id, &flow::Variant::id)->node;
    };
    QCOMPARE(changedFields(find("short"), find("plain")), QString("source, temperature 0"));
    QVERIFY(changedFields(find("plain"), find("plain")).isEmpty());
}

void TestNodeInspector::choosingAVariantTellsOnce()
{
    NodeInspector inspector;
    const flow::Flow flow = parsed();
    inspector.showNode(answer(), graph::NodeKind::Llm, &flow.variants.at("answer"));
    inspector.show();
    QSignalSpy chosen(&inspector, &NodeInspector::variantChosen);
    const auto choices = inspector.findChildren<QRadioButton *>();
    QCOMPARE(choices.size(), 2);
    QVERIFY(choices[0]->isChecked());
    QTest::mouseClick(choices[1], Qt::LeftButton, {}, QPoint(8, choices[1]->height() / 2));
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QString("short"));
}

void TestNodeInspector::theLatestRunIsShownWithItsTime()
{
    NodeInspector inspector;
    inspector.showNode(answer(), graph::NodeKind::Llm);
    auto *state = inspector.findChild<QLabel *>("lastRunState");
    QCOMPARE(state->text(), QString("not run"));
    NodeRun run;
    run.state = run::NodeState::Done;
    run.elapsed = std::chrono::milliseconds(3480);
    inspector.showRun(&run, QDateTime::currentDateTime());
    QCOMPARE(state->text(), QString("done"));
    const auto labels = inspector.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text() == QString("3.48 s");
    }));
}

void TestNodeInspector::inputsAndOutputsAreOneClickAway()
{
    NodeInspector inspector;
    inspector.showNode(answer(), graph::NodeKind::Llm);
    QSignalSpy requested(&inspector, &NodeInspector::ioRequested);
    inspector.findChild<QToolButton *>("showIo")->click();
    QCOMPARE(requested.count(), 1);
}

void TestNodeInspector::aSectionFolds()
{
    NodeInspector inspector;
    inspector.resize(296, 800);
    inspector.showNode(answer(), graph::NodeKind::Llm);
    inspector.show();
    QLineEdit *field = valueOf(inspector, "Temperature");
    QVERIFY(field->isVisible());
    for (QToolButton *button : inspector.findChildren<QToolButton *>()) {
        if (button->text() == "Settings")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!field->isVisible());
    QVERIFY(valueOf(inspector, "question")->isVisible());
}

void TestNodeInspector::longNamesStayInsideThePanel()
{
    NodeInspector inspector;
    inspector.resize(296, 600);
    const flow::Flow flow = parsed();
    inspector.show();
    for (const char *name : {"guard", "answer"}) {
        const bool isAnswer = QString(name) == "answer";
        inspector.showNode(isAnswer ? answer() : *flow.node(name),
                           graph::NodeKind::Python,
                           isAnswer ? &flow.variants.at("answer") : nullptr);
        QCoreApplication::processEvents();
        auto *area = inspector.findChild<QScrollArea *>();
        QVERIFY2(area->widget()->width() <= area->viewport()->width(), name);
    }
}

void TestNodeInspector::theFlowsOwnValuesAreShown()
{
    NodeInspector inspector;
    inspector.resize(296, 600);
    inspector.show();
    inspector.showBox(graph::NodeKind::Output,
                      "outputs",
                      Value(Dict{{Value("reply"), Value("At the back.")}}));
    const QLineEdit *const reply = valueOf(inspector, "reply");
    QVERIFY(reply && reply->isVisible());
    QVERIFY(reply->text().contains("At the back."));
    QVERIFY(!inspector.findChild<QLabel *>("lastRunState")->isVisible());
    inspector.showBox(graph::NodeKind::Output, "outputs", Value());
    QVERIFY(!valueOf(inspector, "reply"));
    inspector.showNode(answer(), graph::NodeKind::Llm);
    QVERIFY(inspector.findChild<QLabel *>("lastRunState")->isVisible());
}

void TestNodeInspector::ofAnotherNodeOnlyWhatDiffersIsPainted()
{
    const flow::Flow flow = parsed();
    NodeInspector inspector;
    inspector.resize(296, 800);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    const auto showNode = [&](const std::string &name) {
        if (name == "answer")
            inspector.showNode(answer(), graph::NodeKind::Llm, &flow.variants.at("answer"));
        else
            inspector.showNode(*flow.node(name), graph::NodeKind::Python);
    };
    const auto settle = [] {
        for (int pass = 0; pass < 5; ++pass)
            QCoreApplication::processEvents();
    };
    for (const char *name : {"guard", "answer", "guard", "answer"}) {
        showNode(name);
        settle();
        QVERIFY2(isOnScreen(inspector), name);
    }
    showNode("guard");
    const Painted painted(inspector);
    settle();
    QVERIFY(painted.area() > 0);
    QVERIFY(painted.area() < inspector.width() * inspector.height() / 2);
    showNode("guard");
    QVERIFY(isOnScreen(inspector));
}

QTEST_MAIN(TestNodeInspector)
#include "tst_nodeinspector.moc"

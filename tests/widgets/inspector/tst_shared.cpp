// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/inspector/formfixture.h"
#include "widgets/theme/theme.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace postern;
using namespace postern::widgets;

/// The form of several nodes at once.
class TestShared : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Dark); }

    void aChangeGoesToAll();
    void whatDiffersIsUnified();
    void whatOnlyOneHasIsNamed();
    void oneThatCannotTakeItLeavesAll();
    void aNodeIsTakenOut();
};

static const char *const kText = R"(inputs:
  question: {type: string}
  answer: {type: string}
nodes:
- name: coherence
  type: llm
  source: {type: code, path: coherence.jinja2}
  inputs:
    deployment_name: gpt-4 # retired
    temperature: 0
    question: ${inputs.question}
  connection: main
  api: chat
- name: between
  type: python
  source: {type: code, path: between.py}
  inputs: {}
- name: fluency
  type: llm
  source: {type: code, path: fluency.jinja2}
  inputs:
    deployment_name: "gpt-4"
    temperature: 0.5
    question: ${inputs.question}
    answer: ${inputs.answer}
  connection: main
  api: chat
)";

void TestShared::aChangeGoesToAll()
{
    FormFixture form(kText);
    form.showNodes({"coherence", "fluency"});
    QCOMPARE(form.field("Deployment")->text(), QString("gpt-4"));
    form.enter("Deployment", "gpt-4.1");
    QCOMPARE(form.labels, std::vector<QString>{"Set Deployment in 2 nodes"});
    const std::string expected = FormFixture::edited(kText, [](flow::FlowEditor &editor) {
        for (const char *const node : {"coherence", "fluency"})
            editor.set(std::string("nodes.") + node + ".inputs.deployment_name",
                       yaml::Content::fromWord("gpt-4.1"));
    });
    QCOMPARE(form.text(), expected);
    QCOMPARE(form.field("Deployment")->text(), QString("gpt-4.1"));
}

void TestShared::whatDiffersIsUnified()
{
    FormFixture form(kText);
    form.showNodes({"coherence", "fluency"});
    QLineEdit *const field = form.field("Temperature");
    QVERIFY(field->text().isEmpty());
    QCOMPARE(field->placeholderText(), QString("2 different"));
    QVERIFY(field->property("mixed").toBool());
    form.enter("Temperature", "");
    QVERIFY(form.labels.empty());
    form.enter("Temperature", "0.1");
    QCOMPARE(form.labels.size(), 1U);
    QVERIFY(!form.field("Temperature")->property("mixed").toBool());
}

void TestShared::whatOnlyOneHasIsNamed()
{
    FormFixture form(kText);
    form.showNodes({"coherence", "fluency"});
    QCOMPARE(form.field("answer")->text(), QString("only in fluency"));
    QVERIFY(form.field("answer")->isReadOnly());
    form.enter("question", "${inputs.answer}");
    QCOMPARE(form.text().find("question: ${inputs.question}"), std::string::npos);
}

void TestShared::oneThatCannotTakeItLeavesAll()
{
    FormFixture form(kText);
    form.showNodes({"coherence", "fluency"});
    form.enter("question", "${fluency.output}"); // it would wait for itself
    QCOMPARE(form.text(), std::string(kText));
    QVERIFY(!form.noteOf("question").isEmpty());
}

void TestShared::aNodeIsTakenOut()
{
    FormFixture form(kText);
    form.showNodes({"coherence", "fluency"});
    const QSignalSpy taken(&form.inspector, &NodeInspector::nodeTaken);
    for (QToolButton *button : form.inspector.findChildren<QToolButton *>()) {
        if (button->text() == "fluency")
            button->click();
    }
    QCOMPARE(taken.count(), 1);
    QCOMPARE(taken.first().first().toString(), QString("fluency"));
}

QTEST_MAIN(TestShared)
#include "tst_shared.moc"

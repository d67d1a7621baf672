// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/inspector/formfixture.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace postern;
using namespace postern::widgets;

/// The forms of the flow's own inputs and outputs, and of a node's variants.
class TestPorts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void anInputsDefaultIsOfItsType();
    void anInputGetsAnotherNameEverywhere();
    void anInputComesAndGoes();
    void anOutputTakesWhatANodeGives();
    void aUsedInputGoesFromWhatTakesIt();
    void aVariantIsAddedAndShown();
    void aNodeGetsItsFirstVariant();
    void aNewVariantHasATemplateOfItsOwn();
    void variablesAreRows();
    void aVariantBecomesTheDefault();
    void aVariantGetsANameAndADescription();
    void aVariantIsDeleted();

private:
    static QToolButton *button(const FormFixture &form, const char *name, int at = 0);
    static void choose(const FormFixture &form, int variant, const QString &text);
};

static const char *const kText = R"(inputs:
  question: {type: string}
  limit:
    type: int   # of words
    default: 10
outputs:
  reply:
    type: string
    reference: ${answer.output}
nodes:
- name: answer
  use_variants: true
node_variants:
  answer:
    default_variant_id: plain
    variants:
      plain:
        node:
          type: prompt
          source: {type: code, path: answer.jinja2}
          inputs: {question: "${inputs.question}"}
      # the other one
      short:
        node:
          type: prompt
          source: {type: code, path: short.jinja2}
          inputs: {question: "${inputs.question}"}
)";

QToolButton *TestPorts::button(const FormFixture &form, const char *name, int at)
{
    QList<QToolButton *> found = form.inspector.findChildren<QToolButton *>(QLatin1String(name));
    found.removeIf([&](const QToolButton *each) { return !each->isVisibleTo(&form.inspector); });
    return found.value(at);
}

void TestPorts::choose(const FormFixture &form, int variant, const QString &text)
{
    QToolButton *const menu = button(form, "variantMenu", variant);
    QVERIFY(menu);
    for (QAction *action : menu->menu()->actions()) {
        if (action->text() == text) {
            action->trigger();
            QCoreApplication::processEvents();
            return;
        }
    }
    QFAIL(qPrintable("no " + text));
}

void TestPorts::anInputsDefaultIsOfItsType()
{
    FormFixture form(kText);
    form.showNode("inputs");
    // The last field of that name: the second input's.
    QList<QLineEdit *> fields;
    for (QLineEdit *each : form.inspector.findChildren<QLineEdit *>()) {
        if (each->accessibleName() == "Default" && each->isVisibleTo(&form.inspector))
            fields.append(each);
    }
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields[1]->text(), QString("10"));
    fields[1]->selectAll();
    QTest::keyClicks(fields[1], "many");
    QTest::keyClick(fields[1], Qt::Key_Return);
    QCOMPARE(form.text(), std::string(kText));
    QCOMPARE(form.noteOf("Default"), QString("This is no int."));
    fields[1]->selectAll();
    QTest::keyClicks(fields[1], "20");
    QTest::keyClick(fields[1], Qt::Key_Return);
    QCOMPARE(form.text(), QString(kText).replace("default: 10", "default: 20").toStdString());
    fields[0]->setFocus();
    QTest::keyClicks(fields[0], "17");
    QTest::keyClick(fields[0], Qt::Key_Return);
    QVERIFY(form.text().find("  question: {type: string, default: '17'}\n") != std::string::npos
            || form.text().find("  question: {type: string, default: \"17\"}\n")
                   != std::string::npos);
}

void TestPorts::anInputGetsAnotherNameEverywhere()
{
    FormFixture form(kText);
    form.showNode("inputs");
    QLineEdit *name = nullptr;
    for (QLineEdit *each : form.inspector.findChildren<QLineEdit *>()) {
        if (each->accessibleName() == "Name" && each->text() == "limit"
            && each->isVisibleTo(&form.inspector))
            name = each;
    }
    QVERIFY(name);
    name->selectAll();
    QTest::keyClicks(name, "words");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(form.text(), QString(kText).replace("limit:", "words:").toStdString());
    QCOMPARE(form.labels, std::vector<QString>{"Rename limit"});
}

void TestPorts::anInputComesAndGoes()
{
    FormFixture form(kText);
    form.showNode("inputs");
    button(form, "addPort")->click();
    QVERIFY(form.text().find("  input:\n    type: string\noutputs:") != std::string::npos);
    QVERIFY(button(form, "removePort", 2));
    button(form, "removePort", 2)->click();
    QCOMPARE(form.text(), std::string(kText));
    QVERIFY(!button(form, "removePort", 2));
}

void TestPorts::anOutputTakesWhatANodeGives()
{
    FormFixture form(kText);
    form.showNode("outputs");
    button(form, "addPort")->click();
    QVERIFY(form.text().find("  output:\n    type: string\n    reference: ${answer.output}\n")
            != std::string::npos);
    form.enter("Reference", "${inputs.question}");
    QVERIFY(form.text().find("  reply:\n    type: string\n    reference: ${inputs.question}\n")
            != std::string::npos);
}

void TestPorts::aUsedInputGoesFromWhatTakesIt()
{
    FormFixture form(kText);
    form.showNode("inputs");
    button(form, "removePort")->click();
    QVERIFY(form.text().find("question") == std::string::npos);
    QCOMPARE(form.labels, std::vector<QString>{"Remove question"});
}

void TestPorts::aVariantIsAddedAndShown()
{
    FormFixture form(kText);
    form.showNode("answer");
    const QSignalSpy chosen(&form.inspector, &NodeInspector::variantChosen);
    button(form, "addVariant")->click();
    QCOMPARE(form.labels, std::vector<QString>{"Add the variant variant_0"});
    const std::string expected = FormFixture::edited(kText, [](flow::FlowEditor &editor) {
        editor.addVariant("answer", "variant_0", "plain");
    });
    QCOMPARE(form.text(), expected);
    QCOMPARE(chosen.last().first().toString(), QString("variant_0"));
}

void TestPorts::aNodeGetsItsFirstVariant()
{
    static const char *const kPlain = "outputs:\n"
                                      "  reply: {type: string, reference: \"${say.output}\"}\n"
                                      "nodes:\n"
                                      "- name: say\n"
                                      "  type: prompt\n"
                                      "  source: {type: code, path: say.jinja2}\n"
                                      "  inputs: {}\n";
    FormFixture form(kPlain);
    form.showNode("say");
    button(form, "addVariant")->click();
    QCOMPARE(form.labels, std::vector<QString>{"Add the variant variant_1"});
    QVERIFY(form.field("Variant variant_0"));
    QVERIFY(form.field("Variant variant_1"));
}

void TestPorts::aNewVariantHasATemplateOfItsOwn()
{
    FormFixture form(kText);
    form.facts.hasFile = [](const QString &path) {
        return QStringList{"answer.jinja2", "answer__variant_0.jinja2", "short.jinja2"}.contains(
            path);
    };
    form.showNode("answer");
    button(form, "addVariant")->click();
    QCOMPARE(form.copies.size(), 1U);
    QCOMPARE(form.copies.front().from, QString("answer.jinja2"));
    QCOMPARE(form.copies.front().to, QString("answer__variant_01.jinja2"));
    QVERIFY(form.text().find("path: answer__variant_01.jinja2") != std::string::npos);
}

void TestPorts::variablesAreRows()
{
    FormFixture form(kText);
    form.showNode("inputs");
    form.enter("Add", "just a name");
    QCOMPARE(form.text(), std::string(kText));
    QVERIFY(!form.noteOf("Add").isEmpty());
    form.enter("Add", "LEVEL=3 # high");
    QVERIFY2(form.text().find("environment_variables:\n  LEVEL: \"3 # high\"\ninputs:") == 0,
             form.text().c_str());
    QVERIFY(form.noteOf("Add").isEmpty());
    QCOMPARE(form.field("Add")->text(), QString());
    form.enter("LEVEL", "2");
    QVERIFY(form.text().find("  LEVEL: 2\n") != std::string::npos);
    form.enter("LEVEL", "");
    QVERIFY(!form.field("LEVEL"));
}

void TestPorts::aVariantBecomesTheDefault()
{
    FormFixture form(kText);
    form.showNode("answer");
    choose(form, 1, "Make it the default");
    QCOMPARE(form.text(),
             QString(kText)
                 .replace("default_variant_id: plain", "default_variant_id: short")
                 .toStdString());
}

void TestPorts::aVariantGetsANameAndADescription()
{
    FormFixture form(kText);
    form.showNode("answer");
    form.enter("Variant short", "brief");
    QCOMPARE(form.text(), QString(kText).replace("      short:", "      brief:").toStdString());
    form.enter("Description of brief", "Says less");
    QVERIFY(form.text().find("description: Says less") != std::string::npos);
    form.enter("Variant brief", "plain");
    QCOMPARE(form.labels.size(), 2U);
    QCOMPARE(form.field("Variant brief")->text(), QString("plain")); // refused, and kept
}

void TestPorts::aVariantIsDeleted()
{
    FormFixture form(kText);
    form.showNode("answer");
    choose(form, 1, "Delete");
    QVERIFY(form.text().find("short") == std::string::npos);
    QCOMPARE(form.labels, std::vector<QString>{"Delete short"});
}

QTEST_MAIN(TestPorts)
#include "tst_ports.moc"

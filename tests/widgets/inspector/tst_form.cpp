// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/painted.h"
#include "tests/widgets/inspector/formfixture.h"
#include "widgets/theme/composition.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace postern;
using namespace postern::widgets;

/// The inspector's forms: what is typed into them, and what of it gets into the text.
class TestForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void nothingIsWrittenBeforeEnter();
    void whatIsLeftIsWritten();
    void escapeTakesBackWhatWasTyped();
    void theBytesAreThoseOfTheCommand_data();
    void theBytesAreThoseOfTheCommand();
    void aRefusedValueStaysWithItsReason_data();
    void aRefusedValueStaysWithItsReason();
    void whatWasRefusedIsThereAgainAfterAnotherNode();
    void aSyllableIsNeverCutInTwo();
    void anEmptiedFieldTakesTheValueOut();
    void whatDiffersFromTheDefaultCanGoBack();
    void aVariantsFieldsAreItsOwn();
    void aNodeGetsAnotherName();
    void aConditionNeedsBothHalves();
    void aConditionGoesAway();
    void undoingBelongsToTheFolder();
    void nothingCanBeChangedWhereTheReasonIsSaid();
    void withoutAWriterItOnlyShows();
    void whatTheApiDoesNotTakeCanBeTakenOut();
    void whatTheModelRefusesIsMarked();
    void aChangedSignatureUpdatesTheInputs();
    void whatIsOfferedIsChosenByKeys();
    void whatIsOfferedIsAskedForOnceWhileOneTypes();
    void aWrittenFieldPaintsNoMoreThanItself();
};

static const char *const kText = R"(# a chat
inputs:
  question:   {type: string}
outputs:
  reply: {type: string, reference: "${answer.output}"}
nodes:
- name: search   # keeps its comment
  type: python
  source: {type: code, path: search.py}
  inputs:
    query: ${inputs.question}
    top: 3
- name: rerank
  type: llm
  source: {type: code, path: rerank.jinja2}
  inputs:
    deployment_name: 'gpt-4o'
    temperature: 0.2 # low
    max_tokens: 800
    top_p: 1
    question: ${inputs.question}
  connection: aoai
  api: chat
- name: answer
  use_variants: true
node_variants:
  answer:
    default_variant_id: v0
    variants:
      v0:
        node:
          type: llm
          source: {type: code, path: answer.jinja2}
          inputs:
            deployment_name: gpt-4o
            temperature: 0.2
            context: ${search.output}
          connection: aoai
          api: chat
      v1:
        node:
          type: llm
          source: {type: code, path: short.jinja2}
          inputs:
            deployment_name: gpt-4o
            temperature: 0.2
            context: ${search.output}
          connection: aoai
          api: chat
)";

void TestForm::initTestCase()
{
    theme::apply(*qApp, theme::Scheme::Dark);
    theme::watchCompositions();
}

void TestForm::nothingIsWrittenBeforeEnter()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.type("Temperature", "0.75");
    QVERIFY(form.labels.empty());
    QCOMPARE(form.text(), std::string(kText));
    QTest::keyClick(form.field("Temperature"), Qt::Key_Return);
    QCOMPARE(form.labels, std::vector<QString>{"Set Temperature of rerank"});
    QVERIFY(form.text().find("temperature: 0.75 # low\n") != std::string::npos);
    QTest::keyClick(form.field("Temperature"), Qt::Key_Return);
    QCOMPARE(form.labels.size(), 1U);
}

void TestForm::whatIsLeftIsWritten()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.type("Max tokens", "16");
    form.field("Temperature")->setFocus();
    QCOMPARE(form.labels, std::vector<QString>{"Set Max tokens of rerank"});
    form.type("Temperature", "0.9");
    form.inspector.take(); // what saving does, while the field keeps the keyboard
    QCOMPARE(form.labels.size(), 2U);
    QVERIFY(form.field("Temperature")->hasFocus());
}

void TestForm::escapeTakesBackWhatWasTyped()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.type("Temperature", "7");
    QTest::keyClick(form.field("Temperature"), Qt::Key_Escape);
    QCOMPARE(form.field("Temperature")->text(), QString("0.2"));
    form.field("Max tokens")->setFocus();
    QVERIFY(form.labels.empty());
    QCOMPARE(form.text(), std::string(kText));
}

void TestForm::theBytesAreThoseOfTheCommand_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *node,
                        const char *field,
                        const char *typed,
                        const char *path,
                        const char *word = nullptr) {
        QTest::newRow(path) << node << field << typed << path << (word ? word : typed);
    };
    row("rerank", "Connection", "other", "nodes.rerank.connection");
    row("rerank", "Deployment", "gpt-4.1", "nodes.rerank.inputs.deployment_name");
    row("rerank", "API", "completion", "nodes.rerank.api");
    row("rerank", "Max tokens", "1_000", "nodes.rerank.inputs.max_tokens");
    row("rerank", "Response", "{\"type\": \"json_object\"}", "nodes.rerank.inputs.response_format");
    row("rerank", "Prompt", "other.jinja2", "nodes.rerank.source.path");
    row("rerank", "question", "${search.output}", "nodes.rerank.inputs.question");
    row("search", "top", "12", "nodes.search.inputs.top");
    row("search", "query", "a: sentence", "nodes.search.inputs.query", "'a: sentence'");
    row("search", "File", "find.py", "nodes.search.source.path");
    row("answer",
        "context",
        "${rerank.output}",
        "node_variants.answer.variants.v0.node.inputs.context");
}

void TestForm::theBytesAreThoseOfTheCommand()
{
    QFETCH(QString, node);
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, path);
    QFETCH(QString, word);
    for (const char *const lineEnd : {"\n", "\r\n"}) {
        const QString text = QString(kText).replace('\n', lineEnd);
        FormFixture form(text.toStdString());
        form.showNode(node.toStdString());
        form.enter(field, typed);
        const std::string expected
            = FormFixture::edited(text.toStdString(), [&](flow::FlowEditor &editor) {
                  editor.set(path.toStdString(), yaml::Content::fromWord(word.toStdString()));
              });
        QVERIFY(expected != text.toStdString());
        QCOMPARE(form.text(), expected);
    }
}

void TestForm::aRefusedValueStaysWithItsReason_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a word for a number")
        << "rerank" << "Temperature" << "warm" << "This is no double.";
    QTest::newRow("a half reference") << "rerank" << "question" << "${inputs.que" << "reference";
    QTest::newRow("a node that isn't") << "rerank" << "question" << "${serch.output}" << "serch";
    QTest::newRow("a loop") << "search" << "query" << "${answer.output}" << "answer";
    QTest::newRow("no source") << "search" << "File" << "" << "can't do without";
}

void TestForm::aRefusedValueStaysWithItsReason()
{
    QFETCH(QString, node);
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, reason);
    FormFixture form(kText);
    form.showNode(node.toStdString());
    form.enter(field, typed);
    QCOMPARE(form.text(), std::string(kText));
    QCOMPARE(form.field(field)->text(), typed);
    QVERIFY2(form.noteOf(field).contains(reason), qPrintable(form.noteOf(field)));
    QCOMPARE(form.field(field)->property("state").toString(), QString("err"));
    QTest::keyClick(form.field(field), Qt::Key_Escape);
    QVERIFY(form.noteOf(field).isEmpty());
    QVERIFY(form.field(field)->text() != typed);
}

void TestForm::whatWasRefusedIsThereAgainAfterAnotherNode()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.enter("Temperature", "warm");
    form.showNode("search");
    form.showNode("rerank");
    QCOMPARE(form.field("Temperature")->text(), QString("warm"));
    QVERIFY(!form.noteOf("Temperature").isEmpty());
    form.enter("Temperature", "0.5");
    QVERIFY(form.noteOf("Temperature").isEmpty());
    QCOMPARE(form.labels.size(), 1U);
}

void TestForm::aSyllableIsNeverCutInTwo()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.type("Deployment", "gpt");
    QLineEdit *const field = form.field("Deployment");
    for (const char *const preedit : {"ㅎ", "하", "한"}) {
        QInputMethodEvent composing(preedit, {});
        QCoreApplication::sendEvent(field, &composing);
        QVERIFY(form.labels.empty());
    }
    form.inspector.take(); // Ctrl+S in the middle of the word
    QCOMPARE(form.labels.size(), 1U);
    QVERIFY(form.text().find("deployment_name: gpt한\n") != std::string::npos);
}

void TestForm::anEmptiedFieldTakesTheValueOut()
{
    FormFixture form(kText);
    form.showNode("search");
    form.enter("top", "");
    QCOMPARE(form.labels, std::vector<QString>{"Remove top of search"});
    QString expected(kText);
    expected.replace("    top: 3\n", "");
    QCOMPARE(form.text(), expected.toStdString());
    QVERIFY(!form.field("top"));
}

void TestForm::whatDiffersFromTheDefaultCanGoBack()
{
    FormFixture form(kText);
    form.showNode("rerank");
    QVERIFY(form.field("Temperature")->property("changed").toBool());
    QVERIFY(!form.field("Top p")->property("changed").toBool()); // 1 is 1.0
    auto *const back = form.field("Temperature")->findChild<QToolButton *>("revert");
    QVERIFY(back && back->isVisible());
    QVERIFY(back->focusPolicy() & Qt::TabFocus);
    back->click();
    QCOMPARE(form.field("Temperature")->text(), QString());
    QVERIFY(!form.field("Temperature")->property("changed").toBool());
    QVERIFY(form.text().find("temperature: 0.2 # low") == std::string::npos);
    QVERIFY(!back->isVisible());
}

void TestForm::aVariantsFieldsAreItsOwn()
{
    FormFixture form(kText);
    form.showNode("answer");
    form.enter("Temperature", "0");
    const std::string &text = form.text();
    const std::size_t first = text.find("temperature: 0\n");
    QVERIFY(first != std::string::npos);
    QVERIFY(text.find("temperature: 0.2", first) > text.find("v1:"));
}

void TestForm::aNodeGetsAnotherName()
{
    FormFixture form(kText);
    form.showNode("search");
    const QSignalSpy renamed(&form.inspector, &NodeInspector::renamed);
    form.enter("Name", "lookup");
    QCOMPARE(renamed.count(), 1);
    QVERIFY(form.text().find("context: ${lookup.output}") != std::string::npos);
    form.showNode("rerank");
    form.enter("Name", "answer");
    QCOMPARE(renamed.count(), 1);
    QCOMPARE(form.field("Name")->text(), QString("answer"));
    QVERIFY(form.inspector.findChild<QLabel *>("formNote")->isVisible());
}

void TestForm::aConditionNeedsBothHalves()
{
    FormFixture form(kText);
    form.showNode("rerank");
    auto *const wanted = form.inspector.findChild<QCheckBox *>("hasCondition");
    QVERIFY(!wanted->isChecked());
    QTest::mouseClick(wanted, Qt::LeftButton, {}, QPoint(8, wanted->height() / 2));
    form.enter("Run when", "${search.output}");
    QCOMPARE(form.text(), std::string(kText));
    QVERIFY(!form.noteOf("Run when").isEmpty());
    form.enter("is", "true");
    QCOMPARE(form.labels, std::vector<QString>{"Set the condition of rerank"});
    QVERIFY(form.text().find("  activate:\n    when: ${search.output}\n    is: true\n")
            != std::string::npos);
    QVERIFY(form.noteOf("Run when").isEmpty());
    form.enter("is", "incident");
    QVERIFY(form.text().find("    is: incident\n") != std::string::npos);
}

void TestForm::aConditionGoesAway()
{
    FormFixture form(kText);
    form.showNode("rerank");
    auto *const wanted = form.inspector.findChild<QCheckBox *>("hasCondition");
    wanted->click();
    form.enter("is", "true");
    form.enter("Run when", "${search.output}");
    QVERIFY(wanted->isChecked());
    wanted->click();
    QCOMPARE(form.text(), std::string(kText));
    QVERIFY(!wanted->isChecked());
    QVERIFY(!form.field("is"));
}

void TestForm::undoingBelongsToTheFolder()
{
    FormFixture form(kText);
    form.showNode("rerank");
    QLineEdit *const field = form.field("Temperature");
    field->setFocus();
    QKeyEvent before(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    before.ignore();
    QCoreApplication::sendEvent(field, &before);
    QVERIFY(!before.isAccepted());
    QTest::keyClicks(field, "5"); // while it is being typed, it is the field's
    QKeyEvent typing(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    typing.ignore();
    QCoreApplication::sendEvent(field, &typing);
    QVERIFY(typing.isAccepted());
}

void TestForm::nothingCanBeChangedWhereTheReasonIsSaid()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.inspector.setBlocker("The text can't be read.");
    QVERIFY(form.field("Temperature")->isReadOnly());
    QVERIFY(!form.inspector.findChild<QCheckBox *>("hasCondition")->isEnabled());
    QVERIFY(form.inspector.findChild<QLabel *>("formNote")->isVisible());
    form.inspector.setBlocker({});
    form.enter("Temperature", "0.6");
    QCOMPARE(form.labels.size(), 1U);
}

void TestForm::withoutAWriterItOnlyShows()
{
    FormFixture form(kText);
    form.inspector.setWriter({});
    form.showNode("rerank");
    QVERIFY(form.field("Temperature")->isReadOnly());
    QVERIFY(form.field("Name")->isReadOnly());
    QVERIFY(!form.inspector.findChild<QToolButton *>("moreSettings")->isVisible());
}

void TestForm::whatTheApiDoesNotTakeCanBeTakenOut()
{
    QString text(kText);
    text.replace("    top_p: 1\n", "    top_p: 1\n    suffix: end\n");
    FormFixture form(text.toStdString());
    form.showNode("rerank");
    QVERIFY(form.noteOf("Suffix").contains("AzureOpenAI.chat"));
    for (auto *button : form.inspector.findChildren<QToolButton *>()) {
        if (button->text() == "Take it out" && button->isVisible()) {
            button->click();
            break;
        }
    }
    QCOMPARE(form.text(), std::string(kText));
}

void TestForm::whatTheModelRefusesIsMarked()
{
    FormFixture form(kText);
    form.showNode("rerank");
    QVERIFY(form.noteOf("Temperature").isEmpty());
    form.enter("Deployment", "o4-mini");
    QCOMPARE(form.noteOf("Temperature"), QString("o4-mini refuses it."));
    QVERIFY(form.noteOf("Max tokens").isEmpty());
    form.enter("Deployment", "o4u-translator");
    QVERIFY(form.noteOf("Temperature").isEmpty());
}

void TestForm::aChangedSignatureUpdatesTheInputs()
{
    FormFixture form(kText);
    form.facts.parameters = {{"query", "string", false, {}, false, {}, {}},
                             {"count", "int", false, {}, false, {}, {}},
                             {"fuzzy", "bool", true, Value(true), false, {}, {}}};
    form.facts.takesMore = false;
    form.showNode("search");
    QCOMPARE(form.field("fuzzy")->placeholderText(), QString("true"));
    QVERIFY(form.noteOf("top").contains("no such parameter"));
    auto *const note = form.inspector.findChild<QLabel *>("signatureNote");
    QVERIFY(note->isVisible());
    form.inspector.findChild<QToolButton *>("updateInputs")->click();
    QVERIFY(form.text().find("    query: ${inputs.question}\n    count: 3\n") != std::string::npos);
    QCOMPARE(form.labels, std::vector<QString>{"Update the inputs of search"});
    QVERIFY(!note->isVisible());
}

void TestForm::whatIsOfferedIsChosenByKeys()
{
    FormFixture form(kText);
    form.facts.connections = [] { return QStringList{"aoai", "aoai_west", "serverless"}; };
    form.showNode("rerank");
    QLineEdit *const field = form.field("Connection");
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Down);
    QWidget *const list = QApplication::activePopupWidget();
    QVERIFY(list);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(field->text(), QString("aoai_west"));
    QCOMPARE(form.labels.size(), 1U);
    form.type("question", "${sea"); // goes on from what is typed
    QWidget *const matching = QApplication::activePopupWidget();
    QVERIFY(matching);
    QTest::keyClick(matching, Qt::Key_Down);
    QTest::keyClick(matching, Qt::Key_Return);
    QCOMPARE(form.field("question")->text(), QString("${search.output}"));
    QVERIFY(form.text().find("question: ${search.output}\n") != std::string::npos);
}

void TestForm::whatIsOfferedIsAskedForOnceWhileOneTypes()
{
    FormFixture form(kText);
    int asked = 0;
    QStringList known{"aoai"};
    form.facts.connections = [&] {
        ++asked;
        return known;
    };
    form.showNode("rerank");
    form.type("Connection", "none such");
    QCOMPARE(asked, 1);
    known.append("serverless");
    form.inspector.renewLists();
    form.type("Connection", "less");
    QCOMPARE(asked, 2);
    QVERIFY(QApplication::activePopupWidget());
}

void TestForm::aWrittenFieldPaintsNoMoreThanItself()
{
    FormFixture form(kText);
    form.showNode("rerank");
    form.type("Temperature", "0.7");
    const auto settle = [] {
        for (int pass = 0; pass < 5; ++pass)
            QCoreApplication::processEvents();
    };
    settle();
    const Painted painted(form.inspector);
    QTest::keyClick(form.field("Temperature"), Qt::Key_Return);
    settle();
    QCOMPARE(form.labels.size(), 1U);
    QVERIFY(painted.area() > 0);
    QVERIFY2(painted.area() < form.inspector.width() * form.inspector.height() / 10,
             qPrintable(QString::number(painted.area())));
    QVERIFY(isOnScreen(form.inspector));
}

QTEST_MAIN(TestForm)
#include "tst_form.moc"

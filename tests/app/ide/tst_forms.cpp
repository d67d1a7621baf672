// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/connection/connectionstore.h"
#include "engine/store/home.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/inspector/nodeinspector.h"

#include <QCompleter>
#include <QDockWidget>
#include <QInputMethodEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStringListModel>
#include <QToolButton>

namespace postern::ide {

/// The inspector's forms in the real window: one text, one undo stack, one selection.
class TestForms : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFieldIsAStepOfTheFolder();
    void savingTakesWhatIsBeingTyped();
    void aSyllableIsSavedOnce();
    void theFunctionsParametersAreShown();
    void aChangedSignatureIsSeen();
    void brokenTextDisablesTheForm();
    void aRenamedNodeStaysSelected();
    void aNodeThatIsLeftIsWritten();
    void theFlowsInputsAreEdited();
    void aBoxThatIsEditedStaysInSight();
    void severalNodesAreEditedTogether();
    void theFormFitsAtTwiceTheSize();
    void connectionsOfTheVaultAreOffered();

private:
    QLineEdit *field(const QString &name);
    void enter(const QString &name, const QString &text);
    void select(const QString &node);
    QByteArray text() { return QByteArray::fromStdString(flowText().contents()); }
};

void TestForms::connectionsOfTheVaultAreOffered()
{
    qputenv("POSTERN_VAULT_KEY", QByteArray(64, 'a'));
    const Value kept = json::parse(R"({"name": "kept-in-vault", "type": "azure_open_ai",
        "api_key": "k", "api_base": "https://x.openai.azure.com"})");
    connection::ConnectionStore(store::homeFolder())
        .put(connection::ConnectionSet::fromValue(kept, "kept.json").get("kept-in-vault"));
    m_ide->write("flow.dag.yaml", R"(nodes:
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs: {deployment_name: gpt}
  connection: other
  api: chat
)");
    m_ide->write("ask.jinja2", "hello\n");
    start();
    select("ask");
    QLineEdit *const connection = field("Connection");
    QVERIFY(connection);
    connection->setFocus();
    QTest::keyClick(connection, Qt::Key_Down);
    const auto *const offered = connection->parentWidget()->findChild<QCompleter *>();
    QVERIFY(offered);
    const auto *const list = qobject_cast<QStringListModel *>(offered->model());
    QVERIFY(list);
    QTRY_COMPARE(list->stringList(), QStringList({"kept-in-vault", "other"}));
    qunsetenv("POSTERN_VAULT_KEY");
}

QLineEdit *TestForms::field(const QString &name)
{
    auto &inspector = m_ide->child<widgets::NodeInspector>("inspector");
    QLineEdit *shown = nullptr; // if none can be edited
    for (QLineEdit *found : inspector.findChildren<QLineEdit *>()) {
        if (found->accessibleName() == name && found->isVisibleTo(&inspector)) {
            if (!found->isReadOnly())
                return found;
            shown = found;
        }
    }
    return shown;
}

void TestForms::enter(const QString &name, const QString &text)
{
    QLineEdit *const into = field(name);
    QVERIFY2(into, qPrintable(name));
    into->setFocus();
    into->selectAll();
    QTest::keyClick(into, Qt::Key_Delete);
    QTest::keyClicks(into, text);
    QTest::keyClick(into, Qt::Key_Return);
}

void TestForms::select(const QString &node)
{
    m_ide->window().selectNode(node);
    QCoreApplication::processEvents();
}

void TestForms::aFieldIsAStepOfTheFolder()
{
    start();
    const QByteArray before = text();
    select("say");
    enter("number", "7");
    QCOMPARE(text(), QByteArray(before).replace("number: ${double.output}", "number: 7"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Set number of say"));
    QVERIFY(field("number")->hasFocus());
    QTest::keyClick(field("number"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), before);
    QCOMPARE(field("number")->text(), QString("${double.output}"));
    QTest::keyClick(field("number"), Qt::Key_Y, Qt::ControlModifier);
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(field("number")->text(), QString("7"));
}

void TestForms::savingTakesWhatIsBeingTyped()
{
    start();
    select("say");
    QLineEdit *const number = field("number");
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, "12");
    QVERIFY(!onDisk("flow.dag.yaml").contains("12"));
    m_ide->save(ActionId::SaveAll);
    QVERIFY(onDisk("flow.dag.yaml").contains("    number: 12\n"));
}

void TestForms::aSyllableIsSavedOnce()
{
    start();
    select(graph::kInputsId);
    QLineEdit *const about = field("Description");
    about->setFocus();
    for (const char *const preedit : {"ㄱ", "가", "갑", "값"}) {
        QInputMethodEvent composing(preedit, {});
        QCoreApplication::sendEvent(about, &composing);
    }
    m_ide->save(ActionId::SaveAll);
    QVERIFY(onDisk("flow.dag.yaml").contains("    description: 값\n"));
}

void TestForms::theFunctionsParametersAreShown()
{
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int, politely: bool = True, words: list = None) -> str:
    return str(number)
)");
    start();
    select("say");
    QTRY_VERIFY(field("politely"));
    QCOMPARE(field("politely")->placeholderText(), QString("true"));
    enter("politely", "perhaps");
    QVERIFY(!text().contains("perhaps"));
    enter("politely", "false");
    QVERIFY(text().contains("    number: ${double.output}\n    politely: false\n"));
}

void TestForms::aChangedSignatureIsSeen()
{
    start();
    select("say");
    CodeEditor &code = open("say.py");
    QTRY_VERIFY(field("number"));
    const std::size_t at = code.contents().find("number: int");
    Workspace &workspace = m_ide->session().document()->workspace();
    workspace.edit(workspace.find(m_ide->folder() + "/say.py"), {at, 6, "amount"});
    auto *const note = &m_ide->child<QLabel>("signatureNote");
    QTRY_VERIFY_WITH_TIMEOUT(note->isVisibleTo(&m_ide->window()), 20'000);
    m_ide->child<QToolButton>("updateInputs").click();
    QVERIFY(text().contains("    amount: ${double.output}\n"));
    QVERIFY(!text().contains("    number: ${double.output}\n"));
}

void TestForms::brokenTextDisablesTheForm()
{
    start();
    select("say");
    Document &document = *m_ide->session().document();
    document.edit({0, 0, "inputs: [\n"});
    QTRY_VERIFY(field("number")->isReadOnly());
    QVERIFY(m_ide->child<QLabel>("formNote").isVisibleTo(&m_ide->window()));
    m_ide->action(ActionId::Undo).trigger();
    QTRY_VERIFY(!field("number")->isReadOnly());
}

void TestForms::aRenamedNodeStaysSelected()
{
    start();
    select("double");
    enter("Name", "twice");
    QVERIFY(text().contains("number: ${twice.output}"));
    QCOMPARE(m_ide->child<QLineEdit>("nodeName").text(), QString("twice"));
    QCOMPARE(m_ide->window().selectedNode(), QString("twice"));
}

void TestForms::aNodeThatIsLeftIsWritten()
{
    start();
    select("say");
    QLineEdit *const number = field("number");
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, "3");
    select("double");
    QVERIFY(text().contains("    number: 3\n"));
    QCOMPARE(field("number")->text(), QString("${inputs.number}"));
}

void TestForms::theFlowsInputsAreEdited()
{
    start();
    select(graph::kInputsId);
    enter("Default", "42");
    QVERIFY(text().contains("    default: 42\n"));
    enter("Name", "count");
    QVERIFY(text().contains("    number: ${inputs.count}\n"));
    select(graph::kOutputsId);
    enter("Reference", "${double.output}");
    QVERIFY(text().contains("    reference: ${double.output}\n"));
}

void TestForms::aBoxThatIsEditedStaysInSight()
{
    start();
    const QWidget &inspector = m_ide->child<QWidget>("inspector");
    // What lies behind another panel is "visible".
    const auto isSeen = [](const QWidget &widget) { return !widget.visibleRegion().isEmpty(); };
    select(graph::kInputsId);
    QTRY_VERIFY(isSeen(m_ide->child<QDockWidget>("runDock"))); // before a run one gives values there
    QVERIFY(!isSeen(inspector));
    inspector.window()->findChild<QDockWidget *>("inspectorDock")->raise();
    QTRY_VERIFY(isSeen(inspector));
    enter("Default", "42");
    QVERIFY(text().contains("    default: 42\n"));
    QVERIFY(isSeen(inspector));
    QVERIFY(field("Default")->hasFocus());
    select(graph::kOutputsId);
    QVERIFY(isSeen(inspector));
}

void TestForms::severalNodesAreEditedTogether()
{
    start();
    m_ide->canvas().selectNodes({"double", "say"});
    QCoreApplication::processEvents();
    QCOMPARE(m_ide->child<QLineEdit>("nodeName").text(), QString("2 nodes"));
    QCOMPARE(field("number")->placeholderText(), QString("2 different"));
    enter("number", "5");
    QCOMPARE(text().count("    number: 5\n"), 2);
    QCOMPARE(field("number")->text(), QString("5"));
    m_ide->action(ActionId::Undo).trigger();
    QVERIFY(!text().contains("    number: 5\n"));
}

void TestForms::theFormFitsAtTwiceTheSize()
{
    start();
    m_ide->window().resize(1440, 900);
    emit m_ide->window().textScaleChosen(200);
    QCoreApplication::processEvents();
    for (const QString &id : {QString("say"), graph::kInputsId}) {
        select(id);
        auto *const area
            = m_ide->child<widgets::NodeInspector>("inspector").findChild<QScrollArea *>();
        QVERIFY2(area->widget()->width() <= area->viewport()->width(), qPrintable(id));
    }
}

} // namespace postern::ide

QTEST_MAIN(postern::ide::TestForms)
#include "tst_forms.moc"

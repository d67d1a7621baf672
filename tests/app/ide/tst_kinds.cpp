// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/flowchooser.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeview.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollArea>
#include <QToolButton>
#include <QTreeWidget>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// Flows that are no DAG, and folders that hold more than one flow.
class TestKinds : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aFlexFlowIsDrawnAndRunsWithWhatItsCodeTakes();
    void aClassGetsItsArguments();
    void typingIntoWhatARowFilledKeepsTheField();
    void theSampleIsWhatARunBeginsWith();
    void aParameterWithoutAValueIsLeftOut();
    void aPromptyIsDrawnAndRuns();
    void codeThatFailsMarksItsNode();
    void changedCodeChangesTheForm();
    void aFolderOfPromptiesListsThem();
    void aWindowEndsWhereNoneOfTheListedFlowsWasChosen();
    void aDagBesideAFlexFlowIsChosen();
    void aFolderOfFlowsListsThemAndLeadsFromOneToTheOther();
    void theOnlyFlowOfAFolderIsOpened();
    void aFileIsOpenedAsItIs();
    void eachFlowOfAFolderKeepsItsOwnInputs();
    void aChatFlowStartsWithoutAHistory();
    void aPromptyWithoutAHistoryInItsSampleStartsWithNone();
    void theFirstMissingInputIsShown();
    void onlyRowsThatFitAreOffered();

private:
    Value output() const { return m_ide->session().model().outputs(); }
    QString opened() const { return m_ide->session().document()->fileName(); }
    QPlainTextEdit *text(const char *name) const
    {
        return m_ide->window().findChild<QPlainTextEdit *>(QString("input_%1").arg(name));
    }
    /// The chooser's rows; empty when there is none.
    QStringList listed() const
    {
        QStringList rows;
        const auto *list = m_ide->window().findChild<QTreeWidget *>("flowList");
        for (int row = 0; list && row < list->topLevelItemCount(); ++row)
            rows.append(list->topLevelItem(row)->text(0));
        return rows;
    }
    void chooseFlow(int row) const
    {
        auto *list = m_ide->window().findChild<QTreeWidget *>("flowList");
        QVERIFY(list);
        list->setCurrentItem(list->topLevelItem(row));
        QTest::keyClick(list, Qt::Key_Return);
        m_ide->activate();
    }
    void writePrompty(const QString &name, const QByteArray &settings = {}) const
    {
        m_ide->write(name,
                     "---\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
                     "    azure_deployment: gpt-4o\n  parameters:\n    max_tokens: 50\n"
                         + settings + "---\nsystem:\nBe brief.\nuser:\n{{question}}\n");
    }
};

void TestKinds::aFlexFlowIsDrawnAndRunsWithWhatItsCodeTakes()
{
    m_ide->write("flow.flex.yaml", "entry: greet:greet\n");
    m_ide->write("greet.py",
                 "def greet(name: str, times: int = 2) -> str:\n"
                 "    print('greeting')\n"
                 "    return ' '.join([name] * times)\n");
    m_ide->startTrusted();
    QTRY_VERIFY(text("name"));
    QVERIFY(m_ide->canvas().graphScene()->node("entry"));
    QVERIFY(m_ide->canvas().graphScene()->node(graph::kInputsId));
    QVERIFY(m_ide->canvas().graphScene()->node(graph::kOutputsId));
    text("name")->setPlainText("ho");
    QCOMPARE(m_ide->child<QLineEdit>("input_times").text(), QString("2"));
    runToEnd();
    QCOMPARE(m_ide->state("entry"), NodeState::Done);
    QCOMPARE(m_ide->canvas().nodeStatus("entry").state, NodeState::Done);
    QCOMPARE(output(), Value("ho ho"));

    m_ide->click("entry");
    QCOMPARE(m_ide->child<QLabel>("ioName").text(), QString("entry"));
    QVERIFY(m_ide->child<QPlainTextEdit>("nodeLogs").toPlainText().contains("greeting"));
    QVERIFY(m_ide->child<widgets::CodeView>("nodeSource").text().contains("def greet"));
}

void TestKinds::aClassGetsItsArguments()
{
    m_ide->write("flow.flex.yaml", "entry: bot:Bot\n");
    m_ide->write("bot.py",
                 "class Bot:\n"
                 "    def __init__(self, manner: str, limit: int = 4):\n"
                 "        self.manner, self.limit = manner, limit\n"
                 "    def __call__(self, text: str) -> str:\n"
                 "        return f'{self.manner} {text[:self.limit]}'\n");
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->child<QWidget>("initPart").isVisibleTo(&m_ide->window()));
    QTRY_VERIFY(text("manner"));
    text("manner")->setPlainText("Yes,");
    m_ide->child<QLineEdit>("input_limit").clear();
    QTest::keyClicks(&m_ide->child<QLineEdit>("input_limit"), "3");
    text("text")->setPlainText("surely");
    runToEnd();
    QCOMPARE(output(), Value("Yes, sur"));

    // They are remembered as the inputs are.
    m_ide->startTrusted();
    QTRY_VERIFY(text("manner"));
    QCOMPARE(text("manner")->toPlainText(), QString("Yes,"));
}

void TestKinds::typingIntoWhatARowFilledKeepsTheField()
{
    m_ide->write("flow.flex.yaml", "entry: bot:Bot\n");
    m_ide->write("bot.py",
                 "class Bot:\n"
                 "    def __init__(self, manner: str):\n"
                 "        self.manner = manner\n"
                 "    def __call__(self, text: str) -> str:\n"
                 "        return f'{self.manner} {text}'\n");
    m_ide->write("data.jsonl", "{\"text\": \"row\"}\n");
    m_ide->startTrusted();
    QTRY_VERIFY(text("manner") && text("text"));
    text("manner")->setPlainText("Yes,");
    RunInputs &inputs = m_ide->session().inputs();
    QTRY_COMPARE(inputs.sources()->rowCount(), 2);
    inputs.choose(1);
    const QPointer<QPlainTextEdit> edit = text("text");
    QCOMPARE(edit->toPlainText(), QString("row"));
    edit->setFocus();
    edit->moveCursor(QTextCursor::End);
    QTest::keyClicks(edit, "ed");
    QVERIFY(edit);
    QCOMPARE(text("text"), edit.data());
    QCOMPARE(edit->toPlainText(), QString("rowed"));
    QCOMPARE(inputs.current(), 0);
    runToEnd();
    QCOMPARE(output(), Value("Yes, rowed"));
    QVERIFY(edit); // a run doesn't build the form anew
    QCOMPARE(text("text"), edit.data());
}

void TestKinds::theSampleIsWhatARunBeginsWith()
{
    m_ide->write("flow.flex.yaml", "entry: add:add\nsample:\n  inputs:\n    a: 3\n    words: [x]\n");
    m_ide->write("add.py",
                 "def add(a: int, words: list, b: int = 4):\n    return f'{a + b}{words}'\n");
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->window().findChild<QLineEdit *>("input_b"));
    QCOMPARE(m_ide->child<QLineEdit>("input_a").text(), QString("3"));
    runToEnd();
    QCOMPARE(output(), Value("7['x']"));

    auto &b = m_ide->child<QLineEdit>("input_b");
    b.clear();
    QTest::keyClicks(&b, "5");
    runToEnd();
    QCOMPARE(output(), Value("8['x']"));
}

void TestKinds::aParameterWithoutAValueIsLeftOut()
{
    m_ide->write("flow.flex.yaml", "entry: say:say\n");
    m_ide->write("say.py",
                 "def say(word: str, mark: str = None, history: list = None):\n"
                 "    return repr((word, mark, history))\n");
    m_ide->startTrusted();
    QTRY_VERIFY(text("word"));
    text("word")->setPlainText("so");
    runToEnd();
    QCOMPARE(output(), Value("('so', None, None)"));
}

void TestKinds::aPromptyIsDrawnAndRuns()
{
    writePrompty("ask.prompty", "inputs:\n  question:\n    type: string\n");
    m_ide->start(m_ide->folder() + "/ask.prompty");
    m_ide->session().trustFolder();
    QVERIFY(m_ide->canvas().graphScene()->node("ask"));
    QVERIFY(m_ide->window().windowTitle().contains("ask.prompty"));
    text("question")->setPlainText("Why is the sky blue?");
    runToEnd();
    QCOMPARE(m_ide->state("ask"), NodeState::Done);
    QVERIFY(output().isString());
    QVERIFY(m_ide->session().model().usage().total > 0);
    QVERIFY(m_ide->session().model().node("ask")->prompt.find("sky blue") != std::string::npos);
    m_ide->click("ask");
    QCOMPARE(m_ide->child<QLineEdit>("nodeName").text(), QString("ask"));
}

void TestKinds::codeThatFailsMarksItsNode()
{
    m_ide->write("flow.flex.yaml", "entry: fail:fail\n");
    m_ide->write("fail.py", "def fail(word: str = 'x'):\n    raise KeyError('no_such_key')\n");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->state("entry"), NodeState::Failed);
    QCOMPARE(m_ide->canvas().nodeStatus("entry").state, NodeState::Failed);
}

void TestKinds::changedCodeChangesTheForm()
{
    m_ide->write("flow.flex.yaml", "entry: greet:greet\n");
    m_ide->write("greet.py", "def greet(name: str):\n    return name\n");
    m_ide->startTrusted();
    QTRY_VERIFY(text("name"));
    text("name")->setPlainText("kept");
    m_ide->write("greet.py", "def greet(name: str, mood: str):\n    return name + mood\n");
    QTRY_VERIFY(text("mood"));
    QCOMPARE(text("name")->toPlainText(), QString("kept"));
}

void TestKinds::aFolderOfPromptiesListsThem()
{
    writePrompty("long.prompty", "sample:\n  question: At length?\n");
    writePrompty("brief.prompty", "sample:\n  question: In short?\n");
    m_ide->startTrusted();
    QTRY_COMPARE(listed(), QStringList({"brief.prompty", "long.prompty"}));
    QVERIFY(!m_ide->session().document());
    chooseFlow(1);
    QTRY_VERIFY(m_ide->session().document());
    QCOMPARE(opened(), QString("long.prompty"));
    QCOMPARE(text("question")->toPlainText(), QString("At length?"));
    runToEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
}

void TestKinds::aWindowEndsWhereNoneOfTheListedFlowsWasChosen()
{
    writePrompty("long.prompty");
    writePrompty("brief.prompty");
    m_ide->start(m_ide->folder());
    QTRY_COMPARE(listed().size(), 2);
    QPointer<QTreeWidget> list = m_ide->window().findChild<QTreeWidget *>("flowList");
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!list || !list->isVisible());
    QVERIFY(!m_ide->session().document());
    m_ide->window().close();
    m_ide.reset(); // the window and all that listens to it
}

void TestKinds::aDagBesideAFlexFlowIsChosen()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("flow.flex.yaml", "entry: double:double\n");
    m_ide->startTrusted();
    QTRY_COMPARE(listed(), QStringList({"flow.dag.yaml", "flow.flex.yaml"}));
    chooseFlow(0);
    QTRY_VERIFY(m_ide->session().document());
    QVERIFY(m_ide->canvas().graphScene()->node("say"));
}

void TestKinds::aFolderOfFlowsListsThemAndLeadsFromOneToTheOther()
{
    m_ide->write("one/flow.flex.yaml", "entry: one:one\n");
    m_ide->write("one/one.py", "def one() -> str:\n    return 'first'\n");
    m_ide->write("two/flow.flex.yaml", "entry: two:two\n");
    m_ide->write("two/two.py", "def two() -> str:\n    return 'second'\n");
    Settings().trust(m_ide->folder() + "/one");
    Settings().trust(m_ide->folder() + "/two");
    m_ide->start(m_ide->folder());
    QTRY_COMPARE(listed(), QStringList({"one/flow.flex.yaml", "two/flow.flex.yaml"}));
    chooseFlow(0);
    QTRY_VERIFY(m_ide->session().document());
    runToEnd();
    QCOMPARE(output(), Value("first"));

    QMenu *const menu = m_ide->child<QToolButton>("flowMenu").menu();
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    QVERIFY(menu->actions()[0]->isChecked());
    menu->actions()[1]->trigger();
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder() + "/two");
    runToEnd();
    QCOMPARE(output(), Value("second"));

    // The next start opens what was open last.
    m_ide->start();
    QVERIFY(m_ide->session().document());
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder() + "/two");
}

void TestKinds::theOnlyFlowOfAFolderIsOpened()
{
    writePrompty("ask.prompty", "sample:\n  question: Why?\n");
    m_ide->startTrusted();
    QVERIFY(m_ide->session().document());
    QCOMPARE(opened(), QString("ask.prompty"));
}

void TestKinds::aFileIsOpenedAsItIs()
{
    writePrompty("a.prompty");
    writePrompty("b.prompty");
    m_ide->start(m_ide->folder() + "/b.prompty");
    QCOMPARE(opened(), QString("b.prompty"));
    // And comes back with the next start, though its folder holds several.
    m_ide->start();
    QVERIFY(m_ide->session().document());
    QCOMPARE(opened(), QString("b.prompty"));
}

void TestKinds::eachFlowOfAFolderKeepsItsOwnInputs()
{
    writePrompty("a.prompty", "inputs:\n  question:\n    type: string\n");
    writePrompty("b.prompty", "inputs:\n  question:\n    type: string\n");
    m_ide->start(m_ide->folder() + "/a.prompty");
    text("question")->setPlainText("of a");
    m_ide->window().openPath(m_ide->folder() + "/b.prompty");
    QCOMPARE(text("question")->toPlainText(), QString());
    text("question")->setPlainText("of b");
    m_ide->window().openPath(m_ide->folder() + "/a.prompty");
    QCOMPARE(text("question")->toPlainText(), QString("of a"));
}

void TestKinds::aChatFlowStartsWithoutAHistory()
{
    m_ide->write("flow.dag.yaml", R"(inputs:
  question: {type: string, is_chat_input: true, default: Hello}
  chat_history: {type: list, is_chat_history: true}
outputs:
  answer: {type: string, reference: "${reply.output}", is_chat_output: true}
nodes:
- name: reply
  type: python
  source: {type: code, path: reply.py}
  inputs: {question: "${inputs.question}", history: "${inputs.chat_history}"}
)");
    m_ide->write("reply.py",
                 "from promptflow.core import tool\n@tool\n"
                 "def reply(question: str, history: list) -> str:\n"
                 "    return f'{question} {len(history)}'\n");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(*output().find("answer"), Value("Hello 0"));
}

void TestKinds::aPromptyWithoutAHistoryInItsSampleStartsWithNone()
{
    writePrompty("ask.prompty",
                 "inputs:\n  question: {type: string}\n  chat_history: {type: list}\n"
                 "sample:\n  question: Why?\n");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
}

void TestKinds::theFirstMissingInputIsShown()
{
    QByteArray inputs;
    for (int i = 1; i <= 12; ++i)
        inputs += "  text_" + QByteArray::number(i) + ": {type: string, default: x}\n";
    m_ide->write("flow.dag.yaml",
                 "inputs:\n" + inputs
                     + "  name: {type: string}\n  count: {type: int}\noutputs: {}\nnodes:\n"
                       "- name: say\n  type: python\n  source: {type: code, path: say.py}\n"
                       "  inputs: {number: \"${inputs.count}\"}\n");
    m_ide->write("say.py",
                 "from promptflow.core import tool\n@tool\n"
                 "def say(number: int):\n    return number\n");
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QPlainTextEdit *const sought = text("name");
    const auto isInView = [&] { return sought->visibleRegion().contains(sought->rect().center()); };
    m_ide->window().resize(1000, 700); // it still arranges its panels then
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QTRY_VERIFY(isInView());
    QVERIFY(!m_ide->session().runs().isBusy());
    QPlainTextEdit *const name = text("name");
    QTRY_VERIFY(name->hasFocus());
    QTRY_VERIFY(isInView());
    QCOMPARE(name->property("state").toString(), QString("err"));
    QCOMPARE(m_ide->child<QLineEdit>("input_count").property("state").toString(), QString("err"));
    QCOMPARE(text("text_1")->property("state").toString(), QString());

    QTest::keyClicks(name, "n");
    QCOMPARE(name->property("state").toString(), QString()); // no longer
    QTest::keyClicks(&m_ide->child<QLineEdit>("input_count"), "1");
    runToEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Done);
}

void TestKinds::onlyRowsThatFitAreOffered()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("data/labels.jsonl", "{\"label\": 1}\n{\"label\": 2}\n");
    QByteArray rows;
    for (int i = 0; i < 40; ++i)
        rows += "{\"number\": " + QByteArray::number(i) + ", \"label\": 0}\n";
    m_ide->write("data/numbers.jsonl", rows);
    m_ide->startTrusted();
    const auto &sources = m_ide->child<QComboBox>("inputSource");
    QCOMPARE(sources.count(), 11);
    QVERIFY(sources.itemText(1).contains("numbers.jsonl"));
}

QTEST_MAIN(TestKinds)
#include "tst_kinds.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "tests/app/ide/editingtest.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>

using namespace postern;
using namespace postern::ide;

/// A word that is still being composed counts as typed for all that reads, runs, saves and closes.
/// The input method is the test's; tst_hangul.py has a real one.
class TestComposing : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void closingTheWindowAsksAndKeepsTheWord();
    void aTabThatClosesAsks();
    void whatIsSavedHasTheWord_data();
    void whatIsSavedHasTheWord();
    void aRunReadsTheWordInAFile();
    void aRunReadsTheWordInItsInputs();
    void aQuestionThatIsSentHasTheWord();
    void anotherLanguageKeepsTheWord();
    void anotherNodeKeepsTheWord();
    void aFileReadAnewAsksForTheWordFirst();
    void theFindBarFindsTheWord();
    void undoTakesTheWordBackOnce();

private:
    static void compose(QWidget &widget, const char *preedit)
    {
        widget.setFocus();
        QInputMethodEvent event(QString::fromUtf8(preedit), {});
        QCoreApplication::sendEvent(&widget, &event);
        QCoreApplication::processEvents();
    }
};

void TestComposing::closingTheWindowAsksAndKeepsTheWord()
{
    start();
    compose(open("say.py"), "한");
    answer("Cancel");
    m_ide->window().close();
    QVERIFY(m_ide->window().isVisible());
    QVERIFY(open("say.py").text().startsWith(QString::fromUtf8("한from")));
    const QDir journal(qEnvironmentVariable("POSTERN_HOME") + "/journal");
    QTRY_VERIFY(!journal.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    compose(open("say.py"), "글");
    answer("Save all");
    m_ide->window().close();
    QVERIFY(!m_ide->window().isVisible());
    QVERIFY(onDisk("say.py").startsWith("한글from"));
}

void TestComposing::aTabThatClosesAsks()
{
    start();
    compose(open("say.py"), "한");
    answer("Save");
    m_ide->action(ActionId::CloseTab).trigger();
    QVERIFY(onDisk("say.py").startsWith("한from"));
}

void TestComposing::whatIsSavedHasTheWord_data()
{
    QTest::addColumn<int>("command");
    QTest::newRow("save") << static_cast<int>(ActionId::Save);
    QTest::newRow("save all") << static_cast<int>(ActionId::SaveAll);
}

void TestComposing::whatIsSavedHasTheWord()
{
    QFETCH(int, command);
    start();
    CodeEditor &editor = open("say.py");
    compose(editor, "한");
    m_ide->save(static_cast<ActionId>(command));
    QVERIFY(onDisk("say.py").startsWith("한from"));
    compose(editor, ""); // the input method is told, and says so
    compose(editor, "글");
    m_ide->save(static_cast<ActionId>(command));
    QVERIFY(onDisk("say.py").startsWith("한글from"));
}

void TestComposing::aRunReadsTheWordInAFile()
{
    start();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    CodeEditor &editor = open("say.py");
    editor.setCaret(editor.contents().find("It is"));
    compose(editor, "음");
    m_ide->action(ActionId::Run).trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_ide->state("say"), run::NodeState::Done, 60'000);
    const Value &outputs = m_ide->session().model().outputs();
    QVERIFY(outputs.isDict());
    QCOMPARE(QString::fromStdString(outputs.asDict().find("text")->asString()),
             QString::fromUtf8("음It is 42."));
}

void TestComposing::aRunReadsTheWordInItsInputs()
{
    m_ide->write("echo.jinja2", "{{ word }}!\n");
    m_ide->write("flow.dag.yaml",
                 "inputs:\n  word: {type: string, default: ''}\n"
                 "outputs:\n  text: {type: string, reference: '${echo.output}'}\n"
                 "nodes:\n- name: echo\n  type: prompt\n"
                 "  source: {type: code, path: echo.jinja2}\n  inputs: {word: '${inputs.word}'}\n");
    start();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->window().selectNode(graph::kInputsId);
    compose(m_ide->child<QWidget>("input_word"), "한글");
    m_ide->action(ActionId::Run).trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_ide->state("echo"), run::NodeState::Done, 60'000);
    const Value &outputs = m_ide->session().model().outputs();
    QVERIFY(outputs.isDict());
    QCOMPARE(QString::fromStdString(outputs.asDict().find("text")->asString()),
             QString::fromUtf8("한글!\n"));
}

void TestComposing::aQuestionThatIsSentHasTheWord()
{
    m_ide->write("echo.jinja2", "{{ word }}!");
    m_ide->write("flow.dag.yaml",
                 "inputs:\n  word: {type: string, is_chat_input: true}\n"
                 "  history: {type: list, is_chat_history: true, default: []}\n"
                 "outputs:\n  text: {type: string, reference: '${echo.output}', "
                 "is_chat_output: true}\n"
                 "nodes:\n- name: echo\n  type: prompt\n"
                 "  source: {type: code, path: echo.jinja2}\n  inputs: {word: '${inputs.word}'}\n");
    start();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->child<QTabBar>("resultTabs").setCurrentIndex(1);
    compose(m_ide->child<QWidget>("chatDraft"), "한글");
    auto &send = m_ide->child<QPushButton>("chatSend");
    QTRY_VERIFY(send.isEnabled());
    QTest::mouseClick(&send, Qt::LeftButton);
    QCOMPARE(m_ide->child<QLabel>("chatQuestion").text(), QString::fromUtf8("한글"));
    QTRY_COMPARE_WITH_TIMEOUT(m_ide->state("echo"), run::NodeState::Done, 60'000);
    QTRY_COMPARE(m_ide->child<QLabel>("chatAnswer").text(), QString::fromUtf8("한글!"));
}

void TestComposing::anotherLanguageKeepsTheWord()
{
    start();
    compose(open("say.py"), "한");
    m_ide->action(ActionId::LanguageKorean).trigger();
    QTRY_COMPARE(m_ide->session().settings().language(), QString("ko"));
    QVERIFY(open("say.py").text().startsWith(QString::fromUtf8("한from")));
    m_ide->application().setLanguage("en");
}

void TestComposing::anotherNodeKeepsTheWord()
{
    start();
    m_ide->click("say");
    auto &source = m_ide->child<CodeEditor>("nodeSource");
    source.setFocus();
    source.setCaret(0);
    compose(source, "한");
    m_ide->window().selectNode("double");
    QVERIFY(m_ide->session()
                .document()
                ->workspace()
                .find(m_ide->folder() + "/say.py")
                ->text()
                .starts_with("한from"));
}

void TestComposing::aFileReadAnewAsksForTheWordFirst()
{
    start();
    CodeEditor &editor = open("say.py");
    compose(editor, "한");
    m_ide->write("say.py", "# another has written it\n");
    m_ide->session().document()->workspace().check();
    QVERIFY(editor.text().startsWith(QString::fromUtf8("한from")));
    QVERIFY(strip("changedStrip"));
}

void TestComposing::theFindBarFindsTheWord()
{
    m_ide->write("words.txt", "하나 둘 하나\n");
    start();
    CodeEditor &editor = open("words.txt");
    m_ide->action(ActionId::Find).trigger();
    compose(m_ide->child<QWidget>("findTerm"), "둘");
    m_ide->action(ActionId::FindNext).trigger();
    QCOMPARE(editor.selectedText(), QString::fromUtf8("둘"));
}

void TestComposing::undoTakesTheWordBackOnce()
{
    start();
    CodeEditor &editor = open("say.py");
    const std::string text = editor.contents();
    compose(editor, "한");
    m_ide->save(ActionId::Save);
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(editor.contents(), text);
    QVERIFY(!m_ide->action(ActionId::Undo).isEnabled());
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(editor.contents(), "한" + text);
}

QTEST_MAIN(TestComposing)
#include "tst_composing.moc"

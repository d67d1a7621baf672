// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/completions.h"
#include "app/ide/editing/document.h"
#include "tests/app/ide/editingtest.h"

#include <QInputDialog>
#include <QInputMethodEvent>
#include <QSignalSpy>

using namespace postern;
using namespace postern::ide;

/// Editing the files of a flow folder in the window, by keys and mouse.
class TestEditing : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void typingInTheFlowChangesTheGraphAndIsSavedByteForByte();
    void hangulComposedInTheFlowIsOneStepAndNotDoubled();
    void brokenYamlKeepsTheGraphAndUndoesToTheLastGood();
    void theCaretChoosesTheNodeWithoutTakingTheFocus();
    void oneUndoStackServesAllFiles();
    void aNodeIsRenamedInAllFilesAsOneNamedStep();
    void aFileOnTwoScreensIsOneText();
    void anUnsavedFileIsAskedForBeforeItsTabCloses();
    void anUnsavedFileIsAskedForBeforeTheWindowCloses();
    void aRunTakesWhatIsSeenAndSavesNothing();
    void whatIsTypedInAnotherFileIsChecked();
    void aFileIsMarkedWhateverTheFlowCallsIt();
    void problemsStandInTheMargin();
    void anotherLanguageKeepsWhatIsUnsaved();
    void referencesAreCompleted();
    void connectionsOfTheFlowAreCompleted();
    void packageToolsAreCompleted();
    void keysLeadIntoAndOutOfAnEditor();
};

void TestEditing::typingInTheFlowChangesTheGraphAndIsSavedByteForByte()
{
    // A byte order mark, Windows line ends, comments, odd spaces and no last newline.
    QByteArray text = "\xEF\xBB\xBF" + onDisk("flow.dag.yaml").replace("\n", "\r\n");
    text.replace("nodes:", "# the nodes \t\r\nnodes:  ");
    text.chop(2);
    m_ide->write("flow.dag.yaml", text);
    QFile::setPermissions(m_ide->folder() + "/flow.dag.yaml",
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const qsizetype at = text.indexOf("double\r\n  type");
    editor.setCaret(static_cast<std::size_t>(at));
    QTest::keyClicks(&editor, "re");
    QTRY_VERIFY(tabText(0).contains(QChar(0x25CF)));
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("redouble"));
    QVERIFY(!m_ide->canvas().graphScene()->node("double"));
    QCOMPARE(onDisk("flow.dag.yaml"), text); // not saved by itself

    key(editor, Qt::Key_S, Qt::ControlModifier);
    QByteArray expected = text;
    expected.insert(at, "re");
    QTRY_COMPARE(onDisk("flow.dag.yaml"), expected);
    QCOMPARE(QFileInfo(m_ide->folder() + "/flow.dag.yaml").permissions() & QFile::ExeOwner,
             QFile::ExeOwner);
    QTRY_VERIFY(!tabText(0).contains(QChar(0x25CF)));

    key(editor, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("double"));
    QCOMPARE(editor.contents(), text.toStdString());
    key(editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("redouble"));
}

void TestEditing::hangulComposedInTheFlowIsOneStepAndNotDoubled()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::string text = editor.contents();
    const Buffer &buffer = *m_ide->session().document()->buffer();
    editor.setCaret(0);
    const auto compose = [&](const char *preedit, const char *commit = "") {
        QInputMethodEvent event(QString::fromUtf8(preedit), {});
        event.setCommitString(QString::fromUtf8(commit));
        QCoreApplication::sendEvent(&editor, &event);
        QCoreApplication::processEvents();
    };
    QTest::keyClicks(&editor, "# ");
    QTRY_COMPARE(buffer.text(), "# " + text);
    for (const char *syllable : {"ㅎ", "하", "한"}) {
        compose(syllable);
        QCOMPARE(buffer.text(), "# " + text);        // nothing is published
        key(editor, Qt::Key_Z, Qt::ControlModifier); // and nothing undone
        m_ide->action(ActionId::Undo).trigger();
        QCOMPARE(buffer.text(), "# " + text);
    }
    compose("", "한");
    QCOMPARE(buffer.text(), "# 한" + text);
    QCOMPARE(editor.contents(), buffer.text());
    QTRY_VERIFY(m_ide->session().document()->isSettled());
    QCOMPARE(m_ide->session().document()->flow().text(), "# 한" + text);
    while (m_ide->action(ActionId::Undo).isEnabled())
        m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(buffer.text(), text);
    QCOMPARE(editor.contents(), text);
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(editor.contents(), buffer.text());
    QVERIFY(buffer.text().find("한한") == std::string::npos);
}

void TestEditing::brokenYamlKeepsTheGraphAndUndoesToTheLastGood()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::string text = editor.contents();
    editor.setCaret(text.find("- name: say"));
    QTest::keyClicks(&editor, "}[");
    auto &broken = m_ide->child<Strip>("brokenStrip");
    QTRY_VERIFY(broken.isVisible());
    QVERIFY(broken.accessibleName().contains("Line 17"));
    QVERIFY(m_ide->canvas().graphScene()->node("say"));
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(m_ide->action(ActionId::Run).toolTip().contains("Line 17"));
    editor.setCaret(0);
    click("brokenStrip", "Go to line");
    int line = 0;
    int column = 0;
    editor.getCursorPosition(&line, &column);
    QCOMPARE(line, 16);

    click("brokenStrip", "Undo to last good");
    QTRY_VERIFY(!broken.isVisible());
    QCOMPARE(editor.contents(), text);
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
}

void TestEditing::theCaretChoosesTheNodeWithoutTakingTheFocus()
{
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(editor.contents().find("path: say.py"));
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().selectedNode(), QString("say"));
    QVERIFY(editor.hasFocus());
    QCOMPARE(editor.firstTintedLine(), 17);
    editor.setCaret(editor.contents().find("path: double.py"));
    QTRY_COMPARE(m_ide->window().selectedNode(), QString("double"));
    QVERIFY(m_ide->child<CodeEditor>("nodeSource").text().contains("def double"));
}

void TestEditing::oneUndoStackServesAllFiles()
{
    start();
    const QByteArray flow = onDisk("flow.dag.yaml");
    flowText().setFocus();
    flowText().setCaret(0);
    QTest::keyClicks(&flowText(), "#a");
    QCoreApplication::processEvents();
    CodeEditor &source = open("say.py");
    QTest::keyClicks(&source, "#b");
    QCoreApplication::processEvents();
    QCOMPARE(tabText(1), QString::fromUtf8("say.py ●"));

    key(source, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(source.text().startsWith("from"));
    QVERIFY(flowText().text().startsWith("#a"));
    QCOMPARE(tabText(1), QString("say.py")); // clean again without having been saved
    key(source, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(flowText().text().startsWith("inputs"));
    QCOMPARE(m_ide->child<QTabWidget>("editorTabs").currentIndex(), 0); // it is shown where
    QVERIFY(!m_ide->action(ActionId::Undo).isEnabled());
    m_ide->action(ActionId::Redo).trigger();
    m_ide->action(ActionId::Redo).trigger();
    m_ide->save(ActionId::SaveAll);
    QCOMPARE(onDisk("flow.dag.yaml"), "#a" + flow);
    QVERIFY(onDisk("say.py").startsWith("#bfrom"));
}

void TestEditing::aNodeIsRenamedInAllFilesAsOneNamedStep()
{
    const QByteArray flow
        = "inputs:\n  q: {type: string, default: x}\noutputs:\n  o:\n    type: string\n"
          "    reference: ${answer.output} # out\nnodes:\n- name: fetch\n  type: prompt\n"
          "  source: {type: code, path: fetch.jinja2}\n  inputs: {q: '${inputs.q}'}\n"
          "- name: answer\n  type: prompt\n  source:\n    type: code\n    path: answer.jinja2\n"
          "  inputs:\n    fetch: ${fetch.output}\n";
    m_ide->write("flow.dag.yaml", flow);
    m_ide->write("fetch.jinja2", "{{ q }}\n");
    m_ide->write("answer.jinja2", "so {{ fetch }}\n");
    start();
    flowText().setFocus();
    flowText().setCaret(0);
    QTest::keyClicks(&flowText(), "#a"); // an unsaved text is what is edited
    QTest::keyClick(&flowText(), Qt::Key_Return);
    QCoreApplication::processEvents();
    m_ide->window().selectNode("fetch");
    const auto type = [this](const QString &name) {
        QTimer::singleShot(0, this, [name] {
            auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->setTextValue(name);
            dialog->accept();
        });
    };
    type("search");
    m_ide->action(ActionId::RenameNode).trigger();
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Rename fetch"));
    QVERIFY(flowText().text().contains("    search: ${search.output}\n"));
    QVERIFY(flowText().text().contains("- name: search\n"));
    QCOMPARE(open("answer.jinja2").text(), QString("so {{ search }}\n"));
    QCOMPARE(m_ide->window().selectedNode(), QString("search"));
    QCOMPARE(onDisk("answer.jinja2"), QByteArray("so {{ fetch }}\n"));

    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(flowText().text(), "#a\n" + QString::fromUtf8(flow));
    QCOMPARE(open("answer.jinja2").text(), QString("so {{ fetch }}\n"));
    QCOMPARE(m_ide->action(ActionId::Redo).text(), QString("Redo Rename fetch"));
    m_ide->action(ActionId::Redo).trigger();
    m_ide->save(ActionId::SaveAll);
    QCOMPARE(onDisk("answer.jinja2"), QByteArray("so {{ search }}\n"));
    QVERIFY(onDisk("flow.dag.yaml").contains("- name: search\n"));
}

void TestEditing::aFileOnTwoScreensIsOneText()
{
    start();
    CodeEditor &tab = open("say.py");
    m_ide->click("say");
    auto &source = m_ide->child<CodeEditor>("nodeSource");
    source.setFocus();
    source.setCaret(0);
    QTest::keyClicks(&source, "# two ");
    QTRY_VERIFY(tab.text().startsWith("# two from"));
    tab.setFocus();
    tab.setCaret(0);
    QTest::keyClicks(&tab, "x");
    QTRY_VERIFY(source.text().startsWith("x# two from"));
}

void TestEditing::anUnsavedFileIsAskedForBeforeItsTabCloses()
{
    start();
    const QByteArray before = onDisk("say.py");
    CodeEditor *editor = &open("say.py");
    QTest::keyClicks(editor, "#");
    auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    answer("Cancel");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(tabs.count(), 2);
    answer("Discard");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(tabs.count(), 1);
    QCOMPARE(onDisk("say.py"), before);
    editor = &open("say.py");
    QCOMPARE(editor->contents(), before.toStdString());
    QTest::keyClicks(editor, "#");
    answer("Save");
    m_ide->action(ActionId::CloseTab).trigger();
    QCOMPARE(onDisk("say.py"), "#" + before);
}

void TestEditing::anUnsavedFileIsAskedForBeforeTheWindowCloses()
{
    start();
    QTest::keyClicks(&open("say.py"), "#");
    answer("Cancel");
    m_ide->window().close();
    QVERIFY(m_ide->window().isVisible());
    answer("Cancel");
    m_ide->window().openPath(m_ide->folder());
    QVERIFY(m_ide->session().document()->workspace().unsaved().size() == 1);
    answer("Save all");
    m_ide->window().close();
    QVERIFY(!m_ide->window().isVisible());
    QVERIFY(onDisk("say.py").startsWith("#from"));
}

void TestEditing::aRunTakesWhatIsSeenAndSavesNothing()
{
    m_ide->write(
        "flow.dag.yaml",
        "inputs: {}\noutputs:\n  text: {type: string, reference: '${shout.output}'}\nnodes:\n"
        "- {name: hello, type: prompt, source: {type: code, path: hello.jinja2}}\n"
        "- {name: shout, type: python, source: {type: code, path: shout.py}, "
        "inputs: {text: '${hello.output}'}}\n");
    m_ide->write("hello.jinja2", "disk");
    m_ide->write("shout.py",
                 "from promptflow.core import tool\n@tool\ndef shout(text: str):\n"
                 "    import ending\n    return text + ending.SIGN\n");
    m_ide->write("ending.py", "SIGN = '.'\n");
    start();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    open("hello.jinja2").selectAll();
    QTest::keyClicks(&open("hello.jinja2"), "typed");
    CodeEditor &ending = open("ending.py");
    ending.select(ending.contents().find("."), ending.contents().find(".") + 1);
    QTest::keyClicks(&ending, "!");
    QSignalSpy ends(&m_ide->session().runs(), &RunController::finished);
    m_ide->action(ActionId::Run).trigger();
    QVERIFY(m_ide->session().runs().isBusy()); // without a question
    QTRY_COMPARE_WITH_TIMEOUT(ends.count(), 1, 60'000);
    const Value &outputs = m_ide->session().model().outputs();
    QVERIFY(outputs.isDict());
    QCOMPARE(QString::fromStdString(outputs.asDict().find("text")->asString()), "typed!");
    QCOMPARE(onDisk("hello.jinja2"), QByteArray("disk"));
    QCOMPARE(onDisk("ending.py"), QByteArray("SIGN = '.'\n"));
    QStringList left
        = QDir(m_ide->folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    left.sort();
    QCOMPARE(left,
             QStringList(
                 {"double.py", "ending.py", "flow.dag.yaml", "hello.jinja2", "say.py", "shout.py"}));
}

void TestEditing::whatIsTypedInAnotherFileIsChecked()
{
    m_ide->write("flow.dag.yaml",
                 "inputs: {}\noutputs: {}\nnodes:\n"
                 "- {name: hello, type: prompt, source: {type: code, path: hello.jinja2}}\n"
                 "- {name: shout, type: python, source: {type: code, path: shout.py}}\n");
    m_ide->write("hello.jinja2", "hello\n");
    m_ide->write("shout.py", "def shout():\n    return 1\n");
    start();
    const Document &document = *m_ide->session().document();
    QTRY_VERIFY(document.isChecked());
    const auto problem = [&document](const std::string &code) {
        for (const flow::Diagnostic &each : document.diagnostics()) {
            if (each.code == code)
                return each.place.line;
        }
        return 0;
    };
    CodeEditor &hello = open("hello.jinja2");
    hello.setCaret(hello.contents().size());
    QTest::keyClicks(&hello, "{{ who");
    QTRY_COMPARE(problem("template-syntax"), 2);
    QTRY_COMPARE(hello.problems().size(), 1U); // once, though two look at it
    QTRY_VERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClicks(&hello, " }}");
    QTRY_COMPARE(problem("undefined-variable"), 2);
    QTRY_COMPARE(problem("template-syntax"), 0);
    CodeEditor &shout = open("shout.py");
    shout.setCaret(shout.contents().find("return"));
    QTest::keyClicks(&shout, "(");
    QTRY_COMPARE(problem("python-syntax"), 2);
    QTRY_COMPARE(shout.problems().size(), 1U);
    m_ide->action(ActionId::Undo).trigger();
    QTRY_COMPARE(problem("python-syntax"), 0);
}

void TestEditing::aFileIsMarkedWhateverTheFlowCallsIt()
{
    m_ide->write("flow.dag.yaml",
                 "inputs: {}\noutputs: {}\nnodes:\n"
                 "- {name: hello, type: prompt, source: {type: code, path: ./hello.jinja2}}\n");
    m_ide->write("hello.jinja2", "hello\n{{ nobody }}\n");
    start();
    const CodeEditor &hello = open("hello.jinja2");
    QTRY_COMPARE(hello.problems().size(), 1U);
    QCOMPARE(hello.problems().front().line, 2);
    QVERIFY(!hello.problems().front().isError); // what no input gives
}

void TestEditing::problemsStandInTheMargin()
{
    m_ide->write("bad.jinja2", "system:\n{% if x %}\nhello\n");
    m_ide->write("rows.jsonl", "{\"a\": 1}\n{\"a\": }\n");
    start();
    QTRY_COMPARE(open("bad.jinja2").problems().size(), 1U);
    CodeEditor &rows = open("rows.jsonl");
    QTRY_COMPARE(rows.problems().size(), 1U);
    QCOMPARE(rows.problems().front().line, 2);
    rows.setCaret(rows.contents().find(": }") + 2);
    QTest::keyClicks(&rows, "2");
    QTRY_VERIFY(rows.problems().empty());
    QTRY_VERIFY(rows.markersAtLine(1) != 0U); // the bar of a changed line
    QCOMPARE(rows.markersAtLine(0), 0U);
    m_ide->save(ActionId::SaveAll);
    QTRY_COMPARE(rows.markersAtLine(1), 0U);

    flowText().setFocus();
    const std::size_t at = flowText().contents().find("double.output");
    flowText().select(at, at + 6);
    QTest::keyClicks(&flowText(), "nobody");
    QTRY_VERIFY(!flowText().problems().empty());
    QCOMPARE(flowText().problems().front().line, 23);
}

void TestEditing::anotherLanguageKeepsWhatIsUnsaved()
{
    start();
    QTest::keyClicks(&open("say.py"), "# x");
    m_ide->application().setLanguage("ko");
    QCOMPARE(tabText(1), QString::fromUtf8("say.py ●"));
    QVERIFY(open("say.py").text().startsWith("# x"));
    m_ide->action(ActionId::Undo).trigger();
    QVERIFY(open("say.py").text().startsWith("from"));
    m_ide->application().setLanguage("en");
}

void TestEditing::referencesAreCompleted()
{
    m_ide->write("answer.jinja2", "{{ }}\n");
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    const std::size_t at = editor.contents().find("${double.output}");
    editor.select(at, at + 16);
    QTest::keyClicks(&editor, "${inp");
    QTRY_VERIFY(editor.isListActive());
    QTest::keyClick(&editor, Qt::Key_Return);
    QTRY_VERIFY(editor.text().contains("    number: ${inputs.number}\n"));
}

void TestEditing::connectionsOfTheFlowAreCompleted()
{
    m_ide->write("ask.jinja2", "user:\n{{ q }}\n");
    m_ide->write("flow.dag.yaml",
                 "nodes:\n"
                 "- name: a\n  type: llm\n  connection: aoai-prod\n"
                 "  source: {type: code, path: ask.jinja2}\n"
                 "- name: b\n  type: llm\n");
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(editor.contents().size());
    QTest::keyClicks(&editor, "  connection: a");
    QTRY_VERIFY(editor.isListActive());
    QTest::keyClick(&editor, Qt::Key_Return);
    QTRY_VERIFY(editor.text().endsWith("- name: b\n  type: llm\n  connection: aoai-prod"));
}

void TestEditing::packageToolsAreCompleted()
{
    m_ide->write("flow.dag.yaml", "nodes:\n- name: a\n  source:\n    type: package\n");
    start();
    CodeEditor &editor = flowText();
    editor.setFocus();
    editor.setCaret(editor.contents().size());
    QTest::keyClicks(&editor, "    tool: promptflow.tools.emb");
    QTRY_VERIFY(editor.isListActive());
    QTest::keyClick(&editor, Qt::Key_Return);
    QTRY_VERIFY(editor.text().endsWith("    tool: promptflow.tools.embedding.embedding"));

    tool::ToolTable tools = tool::ToolTable::builtIn();
    tool::ToolDescriptor added;
    added.module = "acme.tools";
    added.function = "ask";
    tools.add(std::move(added));
    const flow::Flow flow;
    QCOMPARE(completeFlow(flow, {}, "    tool: ac", tools).words, QStringList("acme.tools.ask"));
    QCOMPARE(completeFlow(flow, {}, "    tool: ac").words, QStringList());
    QCOMPARE(completeFlow(flow, {}, "  type: ").words,
             QStringList({"custom_llm", "llm", "prompt", "python"}));
}

void TestEditing::keysLeadIntoAndOutOfAnEditor()
{
    start();
    CodeEditor &say = open("say.py");
    QTest::keyClick(&say, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), &m_ide->canvas());
    QTest::keyClick(&m_ide->canvas(), Qt::Key_F6);
    QVERIFY(say.hasFocus());
    QTest::keyClick(&say, Qt::Key_Tab, Qt::ControlModifier); // the other tab
    QVERIFY(flowText().hasFocus());
    QTest::keyClick(&flowText(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), &m_ide->canvas());
}

QTEST_MAIN(TestEditing)
#include "tst_editing.moc"

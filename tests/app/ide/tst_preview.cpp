// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/promptpreview.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/theme/prose.h"

#include <QDockWidget>
#include <QTextEdit>

using namespace postern;
using namespace postern::ide;

/// A template is rendered while it is typed, with what is known of its inputs.
class TestPreview : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("flow.dag.yaml", R"(inputs:
  topic:
    type: string
    default: bees
outputs:
  text:
    type: string
    reference: ${ask.output}
nodes:
- name: facts
  type: python
  source:
    type: code
    path: facts.py
  inputs:
    topic: ${inputs.topic}
- name: ask
  type: prompt
  source:
    type: code
    path: ask.jinja2
  inputs:
    topic: ${inputs.topic}
    facts: ${facts.output}
    tone: dry
)");
        m_ide->write("facts.py", R"(from promptflow.core import tool


@tool
def facts(topic: str) -> list:
    return [topic + " hum", topic + " sting"]
)");
        m_ide->write("ask.jinja2",
                     "# system:\nBe {{ tone }}.\n# user:\nOf {{ topic }}: {{ facts }}\n");
        m_ide->write("rows.jsonl", "{\"topic\": \"wasps\", \"note\": 1}\n{\"topic\": \"ants\"}\n");
        start();
        m_ide->window().selectNode("ask");
        QTest::keySequence(&m_ide->window(), QKeySequence("Ctrl+K, V"));
        QVERIFY(m_ide->child<QDockWidget>("previewDock").isVisible());
    }
    void cleanup() { tearDown(); }

    void theMessagesAreShownWithWhatIsKnown();
    void typingIsFollowed();
    void whatIsHalfWrittenSaysWhyAndKeepsTheLast();
    void afterARunItsInputsAreUsed();
    void theRowThatIsChosenFillsTheFlowsInputs();
    void aTemplateWithoutEndIsGivenUp();
    void filtersAreCompleted();

private:
    QString shown()
    {
        QStringList texts;
        for (const QTextEdit *text :
             m_ide->child<QWidget>("previewPrompt").findChildren<QTextEdit *>())
            texts.append(text->toPlainText());
        return texts.join('\n');
    }
    QString note() { return m_ide->child<theme::Prose>("previewNote").text(); }
};

void TestPreview::theMessagesAreShownWithWhatIsKnown()
{
    QTRY_VERIFY2(shown().contains("Be dry."), qPrintable(shown() + note()));
    QVERIFY(shown().contains("Of bees: <facts>"));
    QVERIFY(!shown().contains("# system"));
    QVERIFY(note().contains("facts"));
}

void TestPreview::typingIsFollowed()
{
    CodeEditor &editor = open("ask.jinja2");
    editor.setCaret(editor.contents().size());
    QTest::keyClicks(&editor, "Briefly, {{ tone }}ly.");
    QTRY_VERIFY2(shown().contains("Briefly, dryly."), qPrintable(shown()));
}

void TestPreview::whatIsHalfWrittenSaysWhyAndKeepsTheLast()
{
    QTRY_VERIFY(shown().contains("Be dry."));
    CodeEditor &editor = open("ask.jinja2");
    editor.setCaret(editor.contents().size());
    QTest::keyClicks(&editor, "{% if tone %}");
    QTRY_VERIFY2(note().contains("4") || note().contains("5"), qPrintable(note()));
    QVERIFY(shown().contains("Be dry."));
}

void TestPreview::afterARunItsInputsAreUsed()
{
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_ide->session().model().state() == run::NodeState::Done, 30'000);
    QTRY_VERIFY2(shown().contains("bees hum"), qPrintable(shown()));
    QTRY_COMPARE(note(), QString("With the inputs of the last run."));
}

void TestPreview::theRowThatIsChosenFillsTheFlowsInputs()
{
    RunInputs &inputs = m_ide->session().inputs();
    const auto choose = [&inputs](const QString &topic) {
        for (int source = 0; source < inputs.sources()->rowCount(); ++source) {
            inputs.choose(source);
            const Dict row = inputs.row();
            const Value *const has = row.find("topic");
            if (has && *has == Value(topic.toStdString()))
                return;
        }
        QFAIL("no such row");
    };
    QTRY_VERIFY(shown().contains("Of bees"));
    choose("ants");
    QTRY_VERIFY2(shown().contains("Of ants: <facts>"), qPrintable(shown()));
    QVERIFY2(note().contains(inputs.rowName()), qPrintable(note()));
    QVERIFY2(inputs.rowName().contains("rows.jsonl"), qPrintable(inputs.rowName()));
    // After a run with that row all is known of it, and of another what the row says.
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shown().contains("ants sting"), 30'000);
    choose("wasps");
    QTRY_VERIFY2(shown().contains("Of wasps"), qPrintable(shown()));
    inputs.choose(0);
    QCOMPARE(inputs.rowName(), QString());
    QTRY_COMPARE(note(), QString("With the inputs of the last run."));
}

void TestPreview::aTemplateWithoutEndIsGivenUp()
{
    const Preview preview = renderPreview("{% for a in range(99999) %}{% for b in range(99999) %}x"
                                          "{% endfor %}{% endfor %}",
                                          "ask.jinja2",
                                          {},
                                          true);
    QVERIFY(preview.error.has_value());
}

void TestPreview::filtersAreCompleted()
{
    CodeEditor &editor = open("ask.jinja2");
    m_ide->window().move(-editor.mapTo(&m_ide->window(), QPoint())); // a list needs a screen
    editor.setCaret(editor.contents().size());
    QTest::keyClicks(&editor, "{{ tone | upp");
    QTRY_VERIFY(editor.isListActive());
    key(editor, Qt::Key_Return);
    QVERIFY2(QByteArray::fromStdString(editor.contents()).endsWith("{{ tone | upper"),
             editor.contents().c_str());
}

QTEST_MAIN(TestPreview)
#include "tst_preview.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"

#include <QFile>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

namespace {

const QByteArray kPorts = R"(inputs:
  question:
    type: string
    default: What is a postern?
outputs:
  reply:
    type: string
)";

const QByteArray kBuilt = R"(inputs:
  question:
    type: string
    default: What is a postern?
outputs:
  reply:
    type: string
    reference: ${shorten.output}
nodes:
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt-4o
    question: ${inputs.question}
  connection: aoai
  api: chat
- name: shorten
  type: python
  source:
    type: code
    path: shorten.py
  inputs:
    value: ${answer.output}
)";

} // namespace

/// A flow is built from its ports alone and run, by nothing but keys: on the canvas, and in the
/// outline with the canvas out of sight. What it leaves could have been written by hand.
class TestBuildFlow : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("flow.dag.yaml", kPorts);
        m_ide->startTrusted();
        m_ide->window().resize(1440, 900);
        settle();
    }
    void cleanup() { tearDown(); }

    void onTheCanvas();
    void inTheOutline();

private:
    static QWidget *focused()
    {
        QWidget *const popup = QApplication::activePopupWidget();
        return popup ? popup->focusWidget() : QApplication::focusWidget();
    }
    void key(Qt::Key code, Qt::KeyboardModifiers held = {}) const
    {
        QVERIFY(focused());
        QTest::keyClick(focused(), code, held);
        settle();
    }
    void type(const QString &text, Qt::KeyboardModifiers held = {}) const
    {
        QVERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(focused(), text);
        key(Qt::Key_Return, held);
        if (!QApplication::activePopupWidget())
            m_ide->activate(); // what was a popup a moment ago leaves no window active
    }
    // Runs it, saves all, and compares what lies on the disk then.
    void runAndSave()
    {
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        key(Qt::Key_F5);
        waitForEnd();
        QCOMPARE(m_ide->state("shorten"), run::NodeState::Done);
        QCOMPARE(m_ide->session().model().node("answer")->output,
                 m_ide->session().model().node("shorten")->output);
        key(Qt::Key_K, Qt::ControlModifier);
        key(Qt::Key_S);
        m_ide->window().findChild<EditorPane *>()->settle();
        QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
        const auto onDisk = [this](const char *name) {
            QFile file(m_ide->folder() + '/' + QLatin1String(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(onDisk("flow.dag.yaml"), kBuilt);
        QVERIFY(onDisk("answer.jinja2").endsWith("# user:\n{{question}}\n"));
        QVERIFY(onDisk("shorten.py").contains("def shorten(value: str) -> str:"));
    }
};

void TestBuildFlow::onTheCanvas()
{
    QVERIFY(m_ide->canvas().hasFocus());
    key(Qt::Key_Space);
    type("llm answer", Qt::ShiftModifier);
    key(Qt::Key_Space);
    type("python shorten", Qt::ShiftModifier);
    key(Qt::Key_C);
    type("outputs.reply");
    type("shorten.output");
    runAndSave();
    const int steps = 3;
    for (int step = 0; step < steps; ++step)
        key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_ide->child<widgets::CodeEditor>("flowText").text(), QString(kPorts));
}

void TestBuildFlow::inTheOutline()
{
    auto &outline = m_ide->child<QTreeView>("outline");
    m_ide->canvas().hide();
    outline.setFocus();
    key(Qt::Key_A, Qt::ShiftModifier);
    type("llm answer", Qt::ShiftModifier);
    key(Qt::Key_A, Qt::ShiftModifier);
    type("python shorten", Qt::ShiftModifier);
    QCOMPARE(outline.currentIndex().data().toString(), QString("shorten"));
    key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); // its letter would search here
    type("Connect an input");
    type("outputs.reply <- shorten");
    runAndSave();
}

QTEST_MAIN(TestBuildFlow)
#include "tst_buildflow.moc"

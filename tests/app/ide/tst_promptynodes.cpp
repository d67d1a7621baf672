// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/pictureview.h"
#include "app/ide/session/promptpreview.h"
#include "app/ide/window/promptycommands.h"
#include "tests/app/ide/editingtest.h"

#include <QImage>
#include <QLabel>
#include <QSignalSpy>

using namespace postern;
using namespace postern::ide;

/// Nodes become prompties and back; prompties and pictures are shown.
class TestPromptyNodes : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_ide->write("flow.dag.yaml", R"(inputs:
  question:
    type: string
outputs: {}
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
)");
        m_ide->write("answer.jinja2", "user:\n{{question}}\n");
        start();
    }
    void cleanup() { tearDown(); }

    void aNodeBecomesAPrompty();
    void aPromptyBecomesANodeInOneStep();
    void onlyLlmNodesAreOffered();
    void aPromptyIsPreviewedWithItsSample();
    void aPictureIsShown();

private:
    PromptyCommands &commands() { return *m_ide->window().findChild<PromptyCommands *>(); }
};

void TestPromptyNodes::aNodeBecomesAPrompty()
{
    m_ide->click("answer");
    QVERIFY(m_ide->action(ActionId::NodeToPrompty).isEnabled());
    m_ide->action(ActionId::NodeToPrompty).trigger();
    const Buffer *const made = m_ide->session().document()->workspace().find(m_ide->folder()
                                                                             + "/answer.prompty");
    QVERIFY(made && made->isDirty());
    QVERIFY(made->text().find("connection: aoai\n") != std::string::npos);
    QVERIFY(made->text().ends_with("---\nuser:\n{{question}}\n"));
    QCOMPARE(onDisk("answer.prompty"), QByteArray("(unreadable)")); // until it is saved
}

void TestPromptyNodes::aPromptyBecomesANodeInOneStep()
{
    m_ide->write("other-one.prompty",
                 "---\nmodel:\n  api: chat\n  configuration:\n    connection: c\n"
                 "    azure_deployment: d\ninputs:\n  question:\n"
                 "    type: string\n---\nuser:\nSay {{question}}\n");
    const QString before = flowText().text();
    commands().makeNode(m_ide->folder() + "/other-one.prompty");
    QTRY_VERIFY(m_ide->session().document()->flow().flow().node("other_one"));
    QVERIFY(flowText().text().contains("question: ${inputs.question}\n  connection: c"));
    const Buffer *const prompt = m_ide->session().document()->workspace().find(
        m_ide->folder() + "/other_one.jinja2");
    QVERIFY(prompt && prompt->text() == "user:\nSay {{question}}\n");
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(flowText().text(), before);
}

void TestPromptyNodes::onlyLlmNodesAreOffered()
{
    QVERIFY(!m_ide->action(ActionId::NodeToPrompty).isEnabled());
    m_ide->click("answer");
    QVERIFY(m_ide->action(ActionId::NodeToPrompty).isEnabled());
    QSignalSpy failed(&commands(), &PromptyCommands::failed);
    commands().makeNode(m_ide->folder() + "/answer.jinja2"); // which is none
    QCOMPARE(failed.size(), 1);
}

void TestPromptyNodes::aPromptyIsPreviewedWithItsSample()
{
    const Preview preview = renderPromptyPreview(
        "---\ninputs:\n  a:\n    type: string\n  b:\n    type: string\nsample:\n  a: x\n---\n"
        "user:\n{{a}} {{b}}\n",
        "p.prompty");
    QVERIFY(!preview.error);
    QCOMPARE(QString::fromStdString(preview.text).trimmed(), QString("user:\nx <b>"));
    QVERIFY(renderPromptyPreview("no fences", "p.prompty").error);
}

void TestPromptyNodes::aPictureIsShown()
{
    QImage picture(3000, 20, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(picture.save(m_ide->folder() + "/wide.png"));
    m_ide->write("broken.png", "no picture");
    auto *editors = m_ide->window().findChild<EditorPane *>();
    editors->openFile(m_ide->folder() + "/wide.png");
    QVERIFY(m_ide->child<QLabel>("pictureAbout").text().contains(QString::fromUtf8("3000 × 20")));
    const auto *shown = &m_ide->child<QLabel>("picture");
    QTRY_VERIFY(shown->pixmap(Qt::ReturnByValue).width() > 0);
    QVERIFY(shown->pixmap(Qt::ReturnByValue).width() <= shown->width());
    editors->openFile(m_ide->folder() + "/broken.png");
    const auto pictures = m_ide->window().findChildren<PictureView *>();
    QCOMPARE(pictures.size(), 2);
    QVERIFY(pictures[1]->findChild<QLabel *>("pictureAbout")->text().contains("can't be shown"));
    m_ide->action(ActionId::CloseTab).trigger();
    QTRY_COMPARE(m_ide->window().findChildren<PictureView *>().size(), 1);
}

QTEST_MAIN(TestPromptyNodes)
#include "tst_promptynodes.moc"

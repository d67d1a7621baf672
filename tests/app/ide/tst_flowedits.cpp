// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/session/session.h"
#include "tests/app/ide/editingtest.h"

#include <QTabWidget>

using namespace postern;
using namespace postern::ide;

/// What every change of the graph goes through: its files, and what is said when it can't be.
class TestFlowEdits : public EditingTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        start();
    }
    void cleanup() { tearDown(); }

    void whatCantBeDoneIsSaidUntilSomethingCan();
    void anUnreadableTextRefusesWithItsReason();
    void aNewFileComesAndGoesWithItsStep();
    void aNewFileIsSavedWithTheFlow();
    void aFileThatIsThereIsNeverWrittenOver();
    void aFileThatAppearedMeanwhileIsNotWrittenOver();

private:
    FlowEdits &edits() { return m_ide->session().edits(); }
    bool addGreeting()
    {
        return edits().tryApply(
            [](flow::FlowEditor &editor) {
                editor.addNodes("name: greet\ntype: prompt\nsource:\n  type: code\n"
                                "  path: greet.jinja2\n");
            },
            QStringLiteral("Add greet"),
            {{QStringLiteral("greet.jinja2"), "Hello\n"}});
    }
    bool remove(const std::string &node)
    {
        return edits().tryApply([&](flow::FlowEditor &editor) { editor.removeNode(node); },
                                QStringLiteral("Delete nobody"));
    }
    QStringList tabs()
    {
        auto &widget = m_ide->child<QTabWidget>("editorTabs");
        QStringList names;
        for (int tab = 0; tab < widget.count(); ++tab)
            names.append(widget.tabText(tab));
        return names;
    }
};

void TestFlowEdits::whatCantBeDoneIsSaidUntilSomethingCan()
{
    QVERIFY(!remove("nobody"));
    QVERIFY(strip("refusedStrip")->isVisible());
    QCOMPARE(strip("refusedStrip")->title(), QString("Delete nobody: this could not be done."));
    QVERIFY(strip("refusedStrip")->text().contains("There is no node 'nobody'"));
    QVERIFY(remove("double"));
    QVERIFY(!strip("refusedStrip")->isVisible());
}

void TestFlowEdits::anUnreadableTextRefusesWithItsReason()
{
    QTest::keyClicks(&flowText(), "}[");
    const QString broken = flowText().text();
    QVERIFY(!remove("double"));
    QVERIFY(strip("refusedStrip")->text().contains("can't be read as it is"));
    QCOMPARE(flowText().text(), broken);
}

void TestFlowEdits::aNewFileComesAndGoesWithItsStep()
{
    const QString before = flowText().text();
    QVERIFY(addGreeting());
    QVERIFY(!QFile::exists(m_ide->folder() + "/greet.jinja2"));
    QVERIFY(tabs().contains("greet.jinja2 ●"));
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Add greet"));
    Workspace &workspace = m_ide->session().document()->workspace();
    QCOMPARE(workspace.textOf(m_ide->folder() + "/greet.jinja2"), std::string("Hello\n"));

    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(flowText().text(), before);
    QVERIFY(workspace.unsaved().empty());
    QCOMPARE(tabs(), QStringList{"flow.dag.yaml"});

    m_ide->action(ActionId::Redo).trigger();
    QVERIFY(tabs().contains("greet.jinja2 ●"));
    QCOMPARE(workspace.unsaved().size(), std::size_t(2));
}

void TestFlowEdits::aNewFileIsSavedWithTheFlow()
{
    QVERIFY(addGreeting());
    flowText().setFocus();
    m_ide->save(ActionId::Save);
    QCOMPARE(onDisk("greet.jinja2"), QByteArray("Hello\n"));
    QVERIFY(onDisk("flow.dag.yaml").contains("greet.jinja2"));
    QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
    QVERIFY(!strip("goneStrip"));
}

void TestFlowEdits::aFileThatIsThereIsNeverWrittenOver()
{
    m_ide->write("greet.jinja2", "mine\n");
    const QString before = flowText().text();
    QVERIFY(!addGreeting());
    QVERIFY(strip("refusedStrip")->text().contains("There is a file greet.jinja2 already."));
    QCOMPARE(flowText().text(), before);
    QCOMPARE(onDisk("greet.jinja2"), QByteArray("mine\n"));
}

void TestFlowEdits::aFileThatAppearedMeanwhileIsNotWrittenOver()
{
    QVERIFY(addGreeting());
    m_ide->write("greet.jinja2", "theirs\n");
    m_ide->save(ActionId::SaveAll);
    QCOMPARE(onDisk("greet.jinja2"), QByteArray("theirs\n"));
    QCOMPARE(m_ide->session().document()->workspace().unsaved().size(), std::size_t(1));
}

QTEST_MAIN(TestFlowEdits)
#include "tst_flowedits.moc"

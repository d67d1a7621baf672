// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/panes/bottompane.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/run/problemmodel.h"

#include <QMenu>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// The ways out of a problem, offered where it is told.
class TestQuickFixes : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theChosenProblemIsMended();
    void whatIsSoundHasNone();

private:
    /// Chooses the problem of that code in the list, and gives the list the keyboard.
    void choose(const std::string &code) const
    {
        auto &table = m_ide->child<QTreeView>("problems");
        const auto &problems = m_ide->child<BottomPane>("bottomPane").problems();
        m_ide->child<BottomPane>("bottomPane").raiseProblems();
        const auto row = [&] {
            for (int at = 0; at < problems.rowCount(); ++at) {
                if (problems.problem(at).code == code)
                    return at;
            }
            return -1;
        };
        QTRY_VERIFY(row() >= 0);
        table.setFocus();
        table.setCurrentIndex(problems.index(row(), 0));
    }

    /// The actions of the menu of fixes that the command opens.
    QMenu *offered() const
    {
        qDeleteAll(m_ide->window().findChildren<QMenu *>("quickFixMenu"));
        m_ide->action(ActionId::QuickFix).trigger();
        return m_ide->window().findChild<QMenu *>("quickFixMenu");
    }

    std::string text() const { return m_ide->session().document()->flow().text(); }
};

void TestQuickFixes::theChosenProblemIsMended()
{
    writeNumbersFlow(*m_ide);
    QFile file(m_ide->folder() + "/flow.dag.yaml");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray broken = file.readAll();
    broken.replace("${double.output}", "${doubel.output}");
    broken.append("- name: lost\n  type: llm\n  source:\n    type: code\n    path: lost.jinja2\n"
                  "  inputs:\n    deployment_name: big\n    text: ${say.output}\n"
                  "  connection: azure\n  api: chat\n");
    m_ide->write("flow.dag.yaml", broken);
    m_ide->write("lost.jinja2", "# user:\n{{ text }}\n");
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->session().document());

    choose("unknown-node");
    QMenu *menu = offered();
    QVERIFY(menu);
    QVERIFY(!menu->actions().isEmpty());
    menu->actions().front()->trigger();
    QVERIFY(text().find("${double.output}") != std::string::npos);

    choose("no-max-tokens");
    menu = offered();
    QVERIFY(menu);
    QCOMPARE(menu->actions().front()->text(), QString("Set max_tokens to 512"));
    menu->actions().front()->trigger();
    QVERIFY(text().find("    max_tokens: 512\n") != std::string::npos);

    m_ide->action(ActionId::Undo).trigger(); // one step
    QTRY_VERIFY(text().find("max_tokens") == std::string::npos);
    QVERIFY(text().find("${double.output}") != std::string::npos);
}

void TestQuickFixes::whatIsSoundHasNone()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->session().document());
    QMenu *const menu = offered();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    QVERIFY(!menu->actions().front()->isEnabled());
}

QTEST_MAIN(TestQuickFixes)
#include "tst_quickfixes.moc"

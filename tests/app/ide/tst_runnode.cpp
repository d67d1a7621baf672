// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/windowtest.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <functional>

using namespace postern;
using namespace postern::ide;
using run::NodeState;

/// A node that runs alone, with inputs that are asked for.
class TestRunNode : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        m_dialogs = 0;
        writeNumbersFlow(*m_ide);
    }
    void cleanup() { tearDown(); }

    void itRunsWithWhatItHadLast();
    void itRunsWithWhatIsFilledIn();
    void beforeAnyRunTheFlowsDefaultsAreFilledIn();
    void whatIsNoNumberIsSaidInTheDialog();
    void aNodeOfLiteralsRunsAtOnce();
    void theRunOfAnotherNodeForgetsNoInputs();
    void itCanBeAskedForFromEverywhere();
    void withoutTrustItSaysWhyNot();

private:
    /// Does it in the dialog that is about to open.
    void inDialog(const std::function<void(QDialog &)> &todo)
    {
        QTimer::singleShot(0, this, [this, todo] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog || dialog->objectName() != "runNode")
                return inDialog(todo);
            m_dialogs += 1;
            todo(*dialog);
        });
    }
    static QLineEdit &field(const QDialog &dialog, const char *name)
    {
        return *dialog.findChild<QLineEdit *>(QLatin1String(name));
    }
    static void accept(const QDialog &dialog)
    {
        dialog.findChild<QPushButton *>("runNodeNow")->click();
    }
    void runNode(const char *name)
    {
        m_ide->window().selectNode(QLatin1String(name));
        QTRY_VERIFY(m_ide->action(ActionId::RunNode).isEnabled());
        m_ide->action(ActionId::RunNode).trigger();
        waitForEnd();
    }
    Value inputOf(const char *node) const
    {
        return *m_ide->session().model().node(node)->inputs.find("number");
    }

    int m_dialogs = 0;
};

void TestRunNode::itRunsWithWhatItHadLast()
{
    m_ide->startTrusted();
    runToEnd();
    inDialog([](QDialog &dialog) {
        QCOMPARE(field(dialog, "input_number").text(), QString("42"));
        accept(dialog);
    });
    runNode("say");
    QCOMPARE(m_ide->state("say"), NodeState::Done);
    QCOMPARE(m_ide->state("double"), NodeState::Idle); // nobody asked for it
    QCOMPARE(inputOf("say"), Value(42));
}

void TestRunNode::itRunsWithWhatIsFilledIn()
{
    m_ide->startTrusted();
    inDialog([](QDialog &dialog) {
        // Nothing is known of it yet.
        QCOMPARE(dialog.findChild<QWidget *>("input_number")->property("text").toString(),
                 QString());
        dialog.reject();
    });
    runNode("say");
    QCOMPARE(m_ide->state("say"), NodeState::Idle);
    m_ide->activate(); // the dialog was it
    runToEnd();
    inDialog([](QDialog &dialog) {
        field(dialog, "input_number").setText("7");
        accept(dialog);
    });
    runNode("say");
    QCOMPARE(inputOf("say"), Value(7));
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 7."));
    inDialog([](QDialog &dialog) {
        QCOMPARE(field(dialog, "input_number").text(), QString("7"));
        dialog.reject();
    });
    runNode("say");
}

void TestRunNode::beforeAnyRunTheFlowsDefaultsAreFilledIn()
{
    m_ide->startTrusted();
    inDialog([](QDialog &dialog) {
        QCOMPARE(field(dialog, "input_number").text(), QString("21"));
        accept(dialog);
    });
    runNode("double");
    QCOMPARE(m_ide->session().model().node("double")->output, Value(42));
}

void TestRunNode::whatIsNoNumberIsSaidInTheDialog()
{
    m_ide->startTrusted();
    inDialog([](QDialog &dialog) {
        field(dialog, "input_number").setText("many");
        accept(dialog);
        QVERIFY(dialog.isVisible());
        auto *const problem = dialog.findChild<QWidget *>("runNodeProblem");
        QVERIFY(problem->isVisible());
        dialog.reject();
    });
    runNode("double");
    QCOMPARE(m_ide->state("double"), NodeState::Idle);
    QCOMPARE(m_dialogs, 1);
}

void TestRunNode::aNodeOfLiteralsRunsAtOnce()
{
    m_ide->write("flow.dag.yaml", R"(nodes:
- name: double
  type: python
  source: {type: code, path: double.py}
  inputs: {number: 4}
)");
    m_ide->startTrusted();
    runNode("double");
    QCOMPARE(m_dialogs, 0);
    QCOMPARE(m_ide->session().model().node("double")->output, Value(8));
}

void TestRunNode::theRunOfAnotherNodeForgetsNoInputs()
{
    m_ide->startTrusted();
    runToEnd();
    inDialog([](QDialog &dialog) { accept(dialog); });
    runNode("double");
    inDialog([](QDialog &dialog) {
        QCOMPARE(field(dialog, "input_number").text(), QString("42"));
        dialog.reject();
    });
    runNode("say");
    QCOMPARE(m_dialogs, 2);
}

void TestRunNode::itCanBeAskedForFromEverywhere()
{
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->session().runBlocker().isEmpty());
    m_ide->window().selectNode(graph::kInputsId);
    QVERIFY(!m_ide->action(ActionId::RunNode).isEnabled()); // it is no node
    m_ide->window().selectNode("double");
    const auto reject = [](QDialog &dialog) { dialog.reject(); };
    inDialog(reject);
    m_ide->child<QToolButton>("runNodeButton").click();
    QCOMPARE(m_dialogs, 1);
    inDialog(reject);
    m_ide->activate();
    m_ide->canvas().setFocus();
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_dialogs, 2);
    m_ide->window().resize(1440, 900);
    auto &outline = m_ide->child<QWidget>("outline");
    QTRY_VERIFY(outline.isVisible());
    inDialog(reject);
    m_ide->activate();
    outline.setFocus();
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_dialogs, 3);
}

void TestRunNode::withoutTrustItSaysWhyNot()
{
    m_ide->start(m_ide->folder());
    m_ide->window().selectNode("double");
    QVERIFY(!m_ide->action(ActionId::RunNode).isEnabled());
    QVERIFY2(m_ide->action(ActionId::RunNode).toolTip().contains("restricted"),
             qPrintable(m_ide->action(ActionId::RunNode).toolTip()));
}

QTEST_MAIN(TestRunNode)

#include "tst_runnode.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/waysout.h"
#include "engine/flow/floweditor.h"
#include "tests/app/ide/windowtest.h"

#include <QSignalSpy>
#include <QTreeWidget>

#include <algorithm>

using namespace postern;
using namespace postern::ide;

/// What the window says of a flow before and after it ran: as much as the command does.
class TestFindings : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void whatImportingRaisesStandsInProblems();
    void nothingIsImportedOfARestrictedFolder();
    void codeThatWasMendedIsLookedAtAgain();
    void aFileThatIsNotSavedYetIsThere();
    void whatAVariantReadsIsBlockedWithIt();
    void importsThatAreMissingAreNotCalledRequirements();
    void flowsBesideAFlowAreListed_data();
    void flowsBesideAFlowAreListed();

private:
    /// The problem that names these words; null when there is none.
    std::optional<flow::Diagnostic> problem(const char *words) const
    {
        for (const flow::Diagnostic &one : allProblems(m_ide->session())) {
            if (one.message.english().find(words) != std::string::npos)
                return one;
        }
        return {};
    }
};

void TestFindings::whatImportingRaisesStandsInProblems()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py",
                 "from promptflow.core import tool\n\nSIZES = {}[\"small\"]\n\n\n"
                 "@tool\ndef say(number: int) -> str:\n    return str(number)\n");
    m_ide->startTrusted();
    QTRY_VERIFY_WITH_TIMEOUT(problem("small"), 30'000);
    QCOMPARE(problem("small")->node, std::string("say"));
    QCOMPARE(problem("small")->place.file, std::string("flow.dag.yaml"));
    QVERIFY(problem("small")->place.line > 0);
    QCOMPARE(m_ide->canvas().nodeMarks("say").problem, graph::Problem::Error);
    QVERIFY(m_ide->session().runBlocker().isEmpty()); // a run will say so itself
    runToEnd();
    QCOMPARE(std::ranges::count(allProblems(m_ide->session()),
                                std::string("say"),
                                &flow::Diagnostic::node),
             1);
}

void TestFindings::nothingIsImportedOfARestrictedFolder()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py",
                 "import pathlib\n\nfrom promptflow.core import tool\n\n"
                 "pathlib.Path(__file__).with_name(\"imported\").touch()\n\n\n"
                 "@tool\ndef say(number: int) -> str:\n    return str(number)\n");
    m_ide->start(m_ide->folder());
    QTRY_VERIFY(m_ide->session().document());
    const QString trace = m_ide->folder() + "/imported";
    m_ide->session().imports().lookAnew();
    QTRY_VERIFY(!m_ide->session().imports().isLooking());
    QVERIFY(!QFile::exists(trace));
    m_ide->session().trustFolder();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(trace), 30'000);
}

void TestFindings::codeThatWasMendedIsLookedAtAgain()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("double.py", "import a_module_that_nobody_has\n");
    m_ide->startTrusted();
    QTRY_VERIFY_WITH_TIMEOUT(problem("a_module_that_nobody_has"), 30'000);
    writeNumbersFlow(*m_ide);
    QTRY_VERIFY_WITH_TIMEOUT(!problem("a_module_that_nobody_has"), 30'000);
}

void TestFindings::aFileThatIsNotSavedYetIsThere()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    Session &session = m_ide->session();
    const auto looked = [&session] {
        QSignalSpy looks(&session.imports(), &ImportCheck::changed);
        session.imports().lookAnew();
        return looks.wait(30'000);
    };
    session.edits().apply(
        [](flow::FlowEditor &editor) {
            editor.addNodes("- name: halve\n  type: python\n"
                            "  source:\n    type: code\n    path: halve.py\n"
                            "  inputs:\n    number: ${inputs.number}\n");
        },
        QStringLiteral("Add halve"),
        {{QStringLiteral("halve.py"),
          "from promptflow.core import tool\n\n\n"
          "@tool\ndef halve(number: int) -> int:\n    return number // 2\n"}});
    QVERIFY(looked());
    QVERIFY(!problem("halve.py"));
    QVERIFY(m_ide->canvas().nodeMarks("halve").problem != graph::Problem::Error);
    m_ide->write("double.py", "import a_module_that_nobody_has\n"); // it did look
    QTRY_VERIFY_WITH_TIMEOUT(problem("a_module_that_nobody_has"), 30'000);
}

void TestFindings::whatAVariantReadsIsBlockedWithIt()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("flow.dag.yaml", R"(inputs:
  number: {type: int, default: 21}
outputs:
  text: {type: string, reference: "${say.output}"}
nodes:
- name: double
  type: python
  source: {type: code, path: double.py}
  inputs: {number: "${inputs.number}"}
- name: say
  use_variants: true
node_variants:
  say:
    default_variant_id: doubled
    variants:
      doubled:
        node:
          type: python
          source: {type: code, path: say.py}
          inputs: {number: "${double.output}"}
      plain:
        node:
          type: python
          source: {type: code, path: say.py}
          inputs: {number: "${inputs.number}"}
)");
    m_ide->write("double.py",
                 "from promptflow.core import tool\n\n\n@tool\ndef double(number: int) -> int:\n"
                 "    raise ValueError(\"too large\")\n");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->session().model().node("say")->blockedBy, std::string("double"));
    m_ide->session().setVariant(QStringLiteral("${say.plain}"));
    runToEnd();
    const widgets::NodeRun *const say = m_ide->session().model().node("say");
    QVERIFY(!say || say->blockedBy.empty());
}

void TestFindings::importsThatAreMissingAreNotCalledRequirements()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py",
                 "import a_module_that_nobody_has\nfrom promptflow.core import tool\n\n\n"
                 "@tool\ndef say(number: int) -> str:\n    return str(number)\n");
    m_ide->startTrusted();
    QTRY_VERIFY_WITH_TIMEOUT(strip("pythonStrip").text().contains("a_module_that_nobody_has"),
                             30'000);
    QVERIFY(!strip("pythonStrip").text().contains("requirements.txt"));
    m_ide->write("requirements.txt", "no-such-package==1.0\n");
    QTRY_VERIFY_WITH_TIMEOUT(strip("pythonStrip").text().contains("no-such-package"), 30'000);
    QVERIFY(strip("pythonStrip").text().contains("requirements.txt"));
    QVERIFY(strip("pythonStrip").text().contains("a_module_that_nobody_has"));
}

void TestFindings::flowsBesideAFlowAreListed_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::newRow("flex beside prompties")
        << QStringList{"flow.flex.yaml", "a.prompty", "z.prompty"};
    QTest::newRow("dag beside a prompty") << QStringList{"flow.dag.yaml", "a.prompty"};
    QTest::newRow("flex beside a dag of another name")
        << QStringList{"flow.flex.yaml", "another.yaml"};
}

void TestFindings::flowsBesideAFlowAreListed()
{
    QFETCH(QStringList, files);
    for (const QString &file : files) {
        if (file.endsWith(".prompty"))
            m_ide->write(file, "---\nmodel:\n  api: chat\n---\nuser:\nhello\n");
        else if (file == "flow.flex.yaml")
            m_ide->write(file, "entry: greet:greet\n");
        else
            m_ide->write(file, "inputs: {}\noutputs: {}\nnodes:\n- name: one\n  type: python\n");
    }
    m_ide->write("greet.py", "def greet() -> str:\n    return \"hello\"\n");
    m_ide->start(m_ide->folder());
    QTRY_VERIFY(m_ide->window().findChild<QTreeWidget *>("flowList"));
    const auto *list = m_ide->window().findChild<QTreeWidget *>("flowList");
    QStringList listed;
    for (int row = 0; row < list->topLevelItemCount(); ++row)
        listed.append(list->topLevelItem(row)->text(0));
    QCOMPARE(listed, files); // the one by whose name a folder is a flow comes first
    QVERIFY(!m_ide->session().document());
}

QTEST_MAIN(TestFindings)
#include "tst_findings.moc"

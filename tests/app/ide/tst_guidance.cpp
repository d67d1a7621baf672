// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/waysout.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/explorerview.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/problemmodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>

using namespace postern;
using namespace postern::ide;
using run::NodeState;
using widgets::CodeEditor;
using widgets::Strip;

/// What the window says and offers where something stands in the way.
class TestGuidance : public WindowTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup()
    {
        if (m_ide->session().document())
            m_ide->session().document()->workspace().discardAll();
        tearDown();
    }

    void whatIsSaidOfInputsGoesWhenTheyAreFilled();
    void noWayBackIsOfferedWhereThereIsNone();
    void aRunThatCantBeSaysWhy();
    void aRestrictedFolderNamesItsWayOut();
    void inASmallWindowDebugHasTheInputs();
    void theExplorerFollowsTheEditor();
    void aFlowBelowKeepsTheExplorerAndTheTrust();
    void anotherFlowOfTheFolderIsChosenFromTheMenu();
    void whatEveryRunWouldRefuseStandsInTheProblems();
    void aRefusedEntryIsNamedWithItsLine();
    void recordedAnswersAreSaid();
    void aWaitForAnotherTryIsSaid();
    void titlesOfStripsStandAlone();
    void anotherLanguageKeepsWhatIsSaid();
    void theSettingsStayInAnotherLanguage();
    void koreanTellsTheOutputsApart();

private:
    CodeEditor &flowText() const { return m_ide->child<CodeEditor>("flowText"); }
    void writeNeedyFlow() const;
    static const flow::Diagnostic *find(const std::vector<flow::Diagnostic> &problems,
                                        const std::string &code)
    {
        const auto found = std::ranges::find(problems, code, &flow::Diagnostic::code);
        return found == problems.end() ? nullptr : &*found;
    }
};

/// A flow whose two inputs have no defaults.
void TestGuidance::writeNeedyFlow() const
{
    m_ide->write("flow.dag.yaml", R"(inputs:
  colour: {type: string}
  count: {type: int}
outputs: {}
nodes:
- name: paint
  type: python
  source: {type: code, path: paint.py}
  inputs: {colour: "${inputs.colour}", count: "${inputs.count}"}
)");
    m_ide->write("paint.py", R"(from promptflow.core import tool


@tool
def paint(colour: str, count: int) -> str:
    return colour * count
)");
}

void TestGuidance::whatIsSaidOfInputsGoesWhenTheyAreFilled()
{
    writeNeedyFlow();
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QVERIFY(!m_ide->session().runs().isBusy());
    Strip &said = strip("inputsStrip");
    QVERIFY(said.isVisible());
    QVERIFY(said.text().contains("colour") && said.text().contains("count"));
    QTest::keyClicks(m_ide->window().findChild<QPlainTextEdit *>("input_colour"), "red");
    QVERIFY(!said.text().contains("colour") && said.text().contains("count"));
    QTest::keyClicks(&m_ide->child<QLineEdit>("input_count"), "2");
    QVERIFY(!said.isVisible());
}

void TestGuidance::noWayBackIsOfferedWhereThereIsNone()
{
    m_ide->write("flow.dag.yaml", "nodes: [\n");
    m_ide->startTrusted();
    QVERIFY(strip("brokenStrip").isVisible());
    const auto &back = m_ide->child<QPushButton>("undoToGood");
    QVERIFY(!back.isVisible());
    flowText().replaceRange(0, flowText().contents().size(), "nodes: []\n");
    QTRY_VERIFY(!strip("brokenStrip").isVisible());
    flowText().replaceRange(0, flowText().contents().size(), "nodes: [\n");
    QTRY_VERIFY(back.isVisible());
    m_ide->child<QPushButton>("undoToGood").click();
    QTRY_COMPARE(flowText().contents(), std::string("nodes: []\n"));
}

void TestGuidance::aRunThatCantBeSaysWhy()
{
    m_ide->write("flow.dag.yaml", "inputs: {}\noutputs: {}\nnodes: []\n");
    m_ide->startTrusted();
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    press(Qt::Key_F5);
    Strip &said = strip("blockedStrip");
    QVERIFY(said.isVisible());
    QCOMPARE(said.text(), m_ide->session().runBlocker());
    QVERIFY(!said.text().isEmpty());
    // It goes when there can be a run, and doesn't come back by itself.
    writeNumbersFlow(*m_ide);
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(!said.isVisible());
    flowText().replaceRange(0, flowText().contents().size(), "nodes: []\n");
    QTRY_VERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(!said.isVisible());
}

void TestGuidance::aRestrictedFolderNamesItsWayOut()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    settle();
    for (const char *note : {"runNote"}) {
        QVERIFY(m_ide->child<QLabel>(note).text().contains("restricted"));
        QVERIFY(!m_ide->child<QLabel>(note).text().contains("F5"));
    }
    QVERIFY(!m_ide->child<QPlainTextEdit>("runLog").placeholderText().contains("F5"));
    QVERIFY(!m_ide->child<QPlainTextEdit>("streamedText").placeholderText().contains("F5"));
    Strip &restricted = strip("restrictedStrip");
    const QString before = restricted.title();
    press(Qt::Key_F5);
    settle();
    QVERIFY(restricted.isVisible() && restricted.title() != before);
    QVERIFY(restricted.isAncestorOf(QApplication::focusWidget()));
    QVERIFY(!strip("blockedStrip").isVisible()); // one strip is enough
    QPushButton *const trust = button(m_ide->child<QWidget>("runResults"),
                                      m_ide->action(ActionId::TrustFolder).text());
    QTRY_VERIFY(trust && !trust->visibleRegion().isEmpty());
    trust->click();
    QTRY_VERIFY(!m_ide->session().isRestricted());
    QVERIFY(!trust->isVisible());
    QTRY_VERIFY(m_ide->child<QLabel>("runNote").text().contains("F5"));
}

void TestGuidance::inASmallWindowDebugHasTheInputs()
{
    writeNeedyFlow();
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->window().resize(1024, 768);
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    QVERIFY(dock("runDock").isVisible());
    QVERIFY(!dock("ioDock").visibleRegion().isEmpty());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5); // what is missing is to be seen
    const auto *colour = m_ide->window().findChild<QPlainTextEdit *>("input_colour");
    QTRY_VERIFY(!colour->visibleRegion().isEmpty());
    QTRY_VERIFY(colour->hasFocus());
    settle();                                      // what brought it into view has done so
    m_ide->action(ActionId::ToggleSide).trigger(); // the outline comes as it did
    settle();
    QVERIFY(!m_ide->child<QTreeView>("outline").visibleRegion().isEmpty());
}

void TestGuidance::theExplorerFollowsTheEditor()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("below/notes.md", "# Notes\n");
    m_ide->startTrusted();
    const auto *explorer = m_ide->window().findChild<ExplorerView *>();
    const auto selected = [explorer] { return explorer->currentIndex().data().toString(); };
    QTRY_COMPARE(selected(), QString("flow.dag.yaml"));
    auto *const editors = m_ide->window().findChild<EditorPane *>();
    editors->goTo("say.py", 5, 1);
    QTRY_COMPARE(selected(), QString("say.py"));
    editors->goTo("below/notes.md", 1, 1);
    QTRY_COMPARE(selected(), QString("notes.md"));
    m_ide->child<QTabWidget>("editorTabs").setCurrentIndex(0);
    QTRY_COMPARE(selected(), QString("flow.dag.yaml"));
}

void TestGuidance::aFlowBelowKeepsTheExplorerAndTheTrust()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("below/flow.dag.yaml", "nodes: []\n");
    m_ide->write("below/notes.txt", "\n");
    m_ide->startTrusted();
    m_ide->window().openFlow(m_ide->folder() + "/below", m_ide->session().chosenIn());
    QCOMPARE(m_ide->session().document()->folder(),
             QFileInfo(m_ide->folder() + "/below").canonicalFilePath());
    QVERIFY(!m_ide->session().isRestricted());
    const auto *explorer = m_ide->window().findChild<ExplorerView *>();
    const QAbstractItemModel &files = *explorer->model();
    const auto seen = [&] {
        QStringList names;
        const QModelIndex root = files.index(0, 0, explorer->rootIndex());
        for (int row = 0; row < files.rowCount(root); ++row)
            names.append(files.index(row, 0, root).data().toString());
        return names;
    };
    QTRY_VERIFY(seen().contains("say.py") && seen().contains("below"));
    QTRY_COMPARE(explorer->currentIndex().parent().data().toString(), QString("below"));
    // The next start finds it so.
    m_ide->start();
    explorer = m_ide->window().findChild<ExplorerView *>();
    QCOMPARE(m_ide->session().document()->fileName(), QString("flow.dag.yaml"));
    QCOMPARE(QFileInfo(m_ide->session().chosenIn()).canonicalFilePath(),
             QFileInfo(m_ide->folder()).canonicalFilePath());
    // Opened by itself it stands for itself.
    m_ide->window().openPath(m_ide->folder() + "/below");
    QCOMPARE(m_ide->session().chosenIn(), m_ide->session().document()->folder());
}

void TestGuidance::anotherFlowOfTheFolderIsChosenFromTheMenu()
{
    for (const char *name : {"one", "two"})
        m_ide->write(QString("%1/flow.dag.yaml").arg(name), "nodes: []\n");
    m_ide->start(m_ide->folder());
    const auto choose = [this](int row) {
        QTRY_VERIFY(m_ide->window().findChild<QTreeWidget *>("flowList"));
        auto *list = m_ide->window().findChild<QTreeWidget *>("flowList");
        QCOMPARE(list->topLevelItemCount(), 2);
        emit list->itemActivated(list->topLevelItem(row), 0);
        QTRY_VERIFY(!m_ide->window().findChild<QTreeWidget *>("flowList"));
    };
    QTRY_VERIFY(m_ide->window().findChild<QTreeWidget *>("flowList"));
    m_ide->window()
        .findChild<QTreeWidget *>("flowList")
        ->setCurrentItem(m_ide->window().findChild<QTreeWidget *>("flowList")->topLevelItem(0));
    choose(0);
    QCOMPARE(QFileInfo(m_ide->session().document()->folder()).fileName(), QString("one"));
    QVERIFY(m_ide->action(ActionId::ChooseFlow).isEnabled());
    m_ide->action(ActionId::ChooseFlow).trigger();
    QTRY_VERIFY(m_ide->window().findChild<QTreeWidget *>("flowList"));
    m_ide->window()
        .findChild<QTreeWidget *>("flowList")
        ->setCurrentItem(m_ide->window().findChild<QTreeWidget *>("flowList")->topLevelItem(1));
    choose(1);
    QCOMPARE(QFileInfo(m_ide->session().document()->folder()).fileName(), QString("two"));

    m_ide->window().openPath(m_ide->folder() + "/one"); // of itself alone
    m_ide->action(ActionId::ChooseFlow).trigger();
    QVERIFY(!m_ide->window().findChild<QTreeWidget *>("flowList"));
    QVERIFY(strip("noticeStrip").isVisible());
}

void TestGuidance::whatEveryRunWouldRefuseStandsInTheProblems()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("flow.dag.yaml", R"(inputs:
  number: {type: int, default: many}
outputs: {}
nodes:
- name: double
  type: python
  source: {type: code, path: double.py}
  inputs: {number: "${inputs.number}"}
- name: odd
  type: nothing_known
  source: {type: code, path: odd.jinja2}
  inputs: {}
)");
    m_ide->write("odd.jinja2", "odd\n");
    m_ide->startTrusted();
    Document &document = *m_ide->session().document();
    QTRY_VERIFY(find(document.diagnostics(), "default-type"));
    QCOMPARE(find(document.diagnostics(), "default-type")->place.line, 2);
    QTRY_VERIFY(!flowText().problems().empty());
    QCOMPARE(flowText().problems().front().line, 2);

    m_ide->write("paint.prompty",
                 "---\nname: Paint\nmodel:\n  api: chat\n  configuration:\n"
                 "    type: azure_openai\n    azure_deployment: gpt-4o\n"
                 "  parameters: {}\n---\nsystem:\n{% if %}\n");
    m_ide->window().openPath(m_ide->folder() + "/paint.prompty");
    Document &prompty = *m_ide->session().document();
    QTRY_VERIFY(find(prompty.diagnostics(), "refused-prompty"));
    const int line = find(prompty.diagnostics(), "refused-prompty")->place.line;
    QCOMPARE(line, 11);
    QTRY_VERIFY(!flowText().problems().empty());
    QCOMPARE(flowText().problems().front().line, line);
    // It leads there.
    m_ide->action(ActionId::NextProblem).trigger();
    int at = 0;
    int column = 0;
    flowText().getCursorPosition(&at, &column);
    QCOMPARE(at + 1, line);
}

void TestGuidance::aRefusedEntryIsNamedWithItsLine()
{
    m_ide->write("flow.flex.yaml", "entry: paint:mix\n");
    m_ide->write("paint.py",
                 "import os\n\n\ndef mix(colour: str = 'red') -> dict:\n    return {}\n");
    m_ide->startTrusted();
    runToEnd();
    QCOMPARE(m_ide->session().model().state(), NodeState::Failed);
    QCOMPARE(m_ide->state("entry"), NodeState::Failed);
    QVERIFY(m_ide->canvas().nodeStatus(graph::kOutputsId).state != NodeState::Failed);
    QVERIFY(strip("failedStrip").text().contains("'mix'"));
    auto &place = m_ide->child<QPushButton>("openPlace");
    QVERIFY(place.isVisible());
    QVERIFY(place.text().contains("paint.py:4"));
    place.click();
    auto *tabs = &m_ide->child<QTabWidget>("editorTabs");
    auto *editor = tabs->currentWidget()->findChild<CodeEditor *>();
    QCOMPARE(editor->accessibleName(), QString("paint.py"));
    QTRY_VERIFY(!editor->problems().empty());
    QCOMPARE(editor->problems().front().line, 4);
}

void TestGuidance::recordedAnswersAreSaid()
{
    writeNumbersFlow(*m_ide);
    m_ide->write(".postern/answers.json", R"({"double": 4, "nobody": 1})");
    m_ide->startTrusted();
    const auto &problems = m_ide->session().document()->diagnostics();
    QTRY_VERIFY(find(problems, "recorded-answer"));
    const flow::Diagnostic hint = *find(problems, "recorded-answer");
    QCOMPARE(hint.severity, flow::Severity::Hint);
    QCOMPARE(hint.node, std::string("double"));
    QCOMPARE(hint.place.file, std::string(".postern/answers.json"));
    runToEnd();
    QCOMPARE(m_ide->session().model().node("say")->output, Value("It is 4."));
    const QString log = m_ide->child<QPlainTextEdit>("runLog").toPlainText();
    QVERIFY2(log.contains(".postern/answers") && log.contains("double") && !log.contains("nobody"),
             qPrintable(log));
}

void TestGuidance::aWaitForAnotherTryIsSaid()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    const auto tell = [this](const char *node, run::RunEventData data) {
        run::RunEvent event;
        event.origin.node = node;
        event.time = run::Clock::now();
        event.data = std::move(data);
        m_ide->session().model().apply({event});
        emit m_ide->session().runs().eventsArrived({event});
    };
    tell("", run::RunStarted{{"double", "say"}, Value(Dict())});
    tell("say", run::NodeStarted{Value(Dict())});
    tell("say", run::Retrying{"models.example", "status 429", 3, std::chrono::hours(1)});
    const auto note = [this] { return m_ide->child<QLabel>("runNote").text(); };
    QVERIFY2(note().contains("models.example") && note().contains("429"), qPrintable(note()));
    QVERIFY(m_ide->canvas().nodeStatus("say").detail.contains("429"));
    QVERIFY(m_ide->child<QPlainTextEdit>("runLog").toPlainText().contains("attempt 3"));
    tell("say", run::NodeChunk{"It "}); // another request of the same node may wait still
    QVERIFY(note().contains("429"));
    tell("", run::RunFinished());
    QVERIFY(!note().contains("429"));
}

void TestGuidance::titlesOfStripsStandAlone()
{
    m_ide->write("flow.dag.yaml", "nodes: [\n");
    m_ide->start(m_ide->folder());
    m_ide->session().home().check();
    for (const char *language : {"en", "ko"}) {
        m_ide->application().setLanguage(language);
        int titled = 0;
        for (const Strip *each : m_ide->window().findChildren<Strip *>()) {
            QVERIFY2(!each->title().trimmed().endsWith(':'), qPrintable(each->title()));
            titled += each->title().isEmpty() ? 0 : 1;
        }
        QVERIFY(titled >= 2);
    }
}

void TestGuidance::anotherLanguageKeepsWhatIsSaid()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py",
                 "from promptflow.core import tool\n\n\n@tool\ndef say(number: int) -> str:\n"
                 "    raise ValueError('nothing to say')\n");
    m_ide->startTrusted();
    m_ide->window().resize(1440, 900);
    runToEnd();
    m_ide->window().showNotice("It could not be done.", "Try again.");
    m_ide->window().findChild<EditorPane *>()->openFile(m_ide->folder() + "/say.py");
    const auto sourceEditor = [this] {
        return m_ide->child<QTabWidget>("editorTabs").currentWidget()->findChild<CodeEditor *>();
    };
    sourceEditor()->setCaret(20);
    const QString log = m_ide->child<QPlainTextEdit>("runLog").toPlainText();
    QVERIFY(!log.isEmpty() && !sourceEditor()->problems().empty());

    m_ide->application().setLanguage("ko");
    settle();
    QVERIFY(strip("noticeStrip").isVisible());
    QCOMPARE(strip("noticeStrip").title(), QString("It could not be done."));
    QVERIFY(strip("failedStrip").isVisible());
    QCOMPARE(sourceEditor()->accessibleName(), QString("say.py"));
    QCOMPARE(sourceEditor()->caret(), std::size_t(20));
    QTRY_VERIFY(!sourceEditor()->problems().empty());
    QVERIFY(m_ide->child<QPlainTextEdit>("runLog").toPlainText().startsWith(log));
    QCOMPARE(m_ide->state("say"), NodeState::Failed);

    // What was dismissed doesn't come back.
    for (const char *name : {"noticeStrip", "failedStrip"})
        strip(name).hide();
    m_ide->application().setLanguage("en");
    settle();
    QVERIFY(!strip("noticeStrip").isVisible());
    QVERIFY(!strip("failedStrip").isVisible());
}

void TestGuidance::theSettingsStayInAnotherLanguage()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->action(ActionId::ShowSettings).trigger();
    auto *const choice = m_ide->child<QWidget>("settings").findChild<QComboBox *>("languageChoice");
    QVERIFY(choice);
    choice->setFocus();
    const auto title = [this] { return m_ide->child<QWidget>("settings").windowTitle(); };
    const QString before = title();
    IdeFixture::choose(*choice, 1);
    QTRY_VERIFY(m_ide->session().settings().language() == QLatin1String("ko"));
    QTRY_VERIFY(m_ide->window().findChild<QWidget *>("settings")
                && m_ide->child<QWidget>("settings").isVisible());
    QVERIFY(title() != before);
    QCOMPARE(m_ide->child<QWidget>("settings")
                 .findChild<QComboBox *>("languageChoice")
                 ->currentText(),
             QString::fromUtf8("한국어"));
}

void TestGuidance::koreanTellsTheOutputsApart()
{
    writeNumbersFlow(*m_ide);
    Settings().trust(m_ide->folder());
    m_ide->start(m_ide->folder(), "ko");
    const auto tabOf = [this](const QWidget *page) {
        for (const QTabWidget *tabs : m_ide->window().findChildren<QTabWidget *>()) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                if (tabs->widget(tab)->isAncestorOf(page) || tabs->widget(tab) == page)
                    return tabs->tabText(tab);
            }
        }
        return QString();
    };
    QStringList names{tabOf(&m_ide->child<QWidget>("runLog")),
                      tabOf(&m_ide->child<QWidget>("outputValue"))};
    for (const QLabel *label : m_ide->child<QWidget>("runResults").findChildren<QLabel *>()) {
        if (label->property("role") == "heading")
            names.append(label->text());
    }
    QCOMPARE(names.size(), 3);
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
    m_ide->application().setLanguage("en");
}

QTEST_MAIN(TestGuidance)
#include "tst_guidance.moc"

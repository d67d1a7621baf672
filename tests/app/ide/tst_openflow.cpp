// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/home/paths.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/graph/graphscene.h"
#include "widgets/run/strip.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using widgets::CodeView;
using widgets::Strip;

/// Opening a flow folder: what is seen of it, what it may do, and what becomes of a broken one.
class TestOpenFlow : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_ide = std::make_unique<IdeFixture>(); }
    void cleanup() { m_ide.reset(); }

    void withoutAFolderTheSampleIsOffered();
    void theNodesAreOnTheCanvasAndInTheOutline();
    void graphvizPlacesTheNodes();
    void aNodeThatIsClickedTintsItsLinesAndShowsItsSource();
    void aNodeChosenInTheOutlineIsSelectedOnTheCanvas();
    void anUnknownFolderRunsOnlyOnceItIsTrusted();
    void aFolderOpenedFromTheWelcomePageCanBeTrusted();
    void theSampleIsTrusted();
    void everySampleCanBeOpenedFromTheWelcomePage();
    void yamlThatBreaksKeepsTheGraphAndSaysWhere();
    void aChangeOnDiskIsShown();
    void anErrorKeepsTheFlowFromRunningAndLeadsToItsPlace();
    void aFaultStaysWhileItsLineIsTyped();
    void aFolderWithoutAFlowIsRefusedInWords();
    void openedFoldersAreRemembered();
    void everyCommandIsInThePalette();
    void everyCommandIsFoundByItsEnglishName();
    void aPaletteWithoutAHitSaysSo();
    void anotherThemeKeepsTheFlowAndTheSelection();

private:
    QWidget *openPalette()
    {
        m_ide->action(ActionId::Commands).trigger();
        return m_ide->window().findChild<QWidget *>("commandPalette");
    }

    std::unique_ptr<IdeFixture> m_ide;
};

void TestOpenFlow::withoutAFolderTheSampleIsOffered()
{
    m_ide->start();
    QVERIFY(m_ide->child<QPushButton>("openSample").isVisible());
    QVERIFY(!m_ide->canvas().isVisible());
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());

    QTest::mouseClick(&m_ide->child<QPushButton>("openSample"), Qt::LeftButton);
    QVERIFY(m_ide->canvas().isVisible());
    QVERIFY(m_ide->canvas().graphScene()->node("answer"));
}

void TestOpenFlow::theNodesAreOnTheCanvasAndInTheOutline()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    QCOMPARE(m_ide->canvas().graphScene()->nodeItems().size(), 4U); // with inputs and outputs
    const QAbstractItemModel *outline = m_ide->child<QTreeView>("outline").model();
    QCOMPARE(outline->rowCount(), 4);
    QCOMPARE(outline->index(1, 0).data().toString(), QString("double"));
    QVERIFY(m_ide->window().windowTitle().endsWith("Postern"));
    QVERIFY(m_ide->child<CodeView>("flowText").text().contains("${double.output}"));
}

void TestOpenFlow::graphvizPlacesTheNodes()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    QSignalSpy arranged(m_ide->canvas().graphScene(), &graph::GraphScene::arranged);
    m_ide->canvas().tidy();
    m_ide->canvas().tidy();
    QCOMPARE(arranged.count(), 2);     // the quick places at once
    QTRY_COMPARE(arranged.count(), 3); // and the last layout's alone
}

void TestOpenFlow::aNodeThatIsClickedTintsItsLinesAndShowsItsSource()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    m_ide->click("say");
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->child<CodeView>("flowText").firstTintedLine(), 17);
    QVERIFY(m_ide->child<CodeView>("nodeSource").isVisible());
    QVERIFY(m_ide->child<CodeView>("nodeSource").text().contains("def say"));

    m_ide->action(ActionId::GoToSource).trigger();
    QVERIFY(m_ide->child<CodeView>("nodeSource").hasFocus());
}

void TestOpenFlow::aNodeChosenInTheOutlineIsSelectedOnTheCanvas()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    auto &outline = m_ide->child<QTreeView>("outline");
    outline.setFocus();
    QTest::keyClick(&outline, Qt::Key_Home);
    QTest::keyClick(&outline, Qt::Key_Down);
    QCOMPARE(m_ide->canvas().selectedNode(), QString("double"));
    QCOMPARE(m_ide->child<QLineEdit>("nodeName").text(), QString("double"));
}

void TestOpenFlow::anUnknownFolderRunsOnlyOnceItIsTrusted()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    QVERIFY(m_ide->child<Strip>("restrictedStrip").isVisible());
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(m_ide->action(ActionId::Run).toolTip().contains("restricted"));
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QVERIFY(!m_ide->session().runs().isBusy());

    QTest::mouseClick(&m_ide->child<QPushButton>("trustButton"), Qt::LeftButton);
    QVERIFY(!m_ide->child<Strip>("restrictedStrip").isVisible());
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(Settings().isTrusted(m_ide->folder()));
    QVERIFY(!Settings().isTrusted(m_ide->folder() + "/.."));
}

void TestOpenFlow::aFolderOpenedFromTheWelcomePageCanBeTrusted()
{
    writeNumbersFlow(*m_ide);
    m_ide->start();
    m_ide->window().openPath(m_ide->folder());
    const auto &button = m_ide->child<QPushButton>("trustButton");
    QTRY_COMPARE(button.visibleRegion().boundingRect(), button.rect());
}

void TestOpenFlow::theSampleIsTrusted()
{
    m_ide->start(QStringLiteral(POSTERN_SOURCE_DIR "/resources/samples/support-rag"));
    QVERIFY(!m_ide->child<Strip>("restrictedStrip").isVisible());
    QVERIFY(!m_ide->session().isRestricted());
}

void TestOpenFlow::everySampleCanBeOpenedFromTheWelcomePage()
{
    for (const QString &name : QDir(samplesFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        m_ide = std::make_unique<IdeFixture>();
        m_ide->start();
        auto *link = m_ide->window().findChild<QPushButton *>("open:" + samplesFolder() + '/'
                                                              + name);
        QTest::mouseClick(link ? link : &m_ide->child<QPushButton>("openSample"), Qt::LeftButton);
        QCOMPARE(QFileInfo(m_ide->session().document()->folder()).fileName(), name);
        QVERIFY(!m_ide->session().isRestricted());
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    }
}

void TestOpenFlow::yamlThatBreaksKeepsTheGraphAndSaysWhere()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->write("flow.dag.yaml", "inputs:\n  number: [\nnodes: }\n");
    auto &strip = m_ide->child<Strip>("brokenStrip");
    QTRY_VERIFY(strip.isVisible());
    QVERIFY2(strip.accessibleName().contains("Line "), qPrintable(strip.accessibleName()));
    QVERIFY(strip.text().contains("Showing the graph from"));
    QVERIFY(m_ide->canvas().graphScene()->node("say"));
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());

    writeNumbersFlow(*m_ide);
    QTRY_VERIFY(!strip.isVisible());
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
}

void TestOpenFlow::aChangeOnDiskIsShown()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    // Editors save by replacing: the file that was watched is another one afterwards.
    m_ide->write("new.yaml", R"(inputs: {}
outputs: {}
nodes:
- name: other
  type: python
  source: {type: code, path: say.py}
  inputs: {number: 1}
)");
    QVERIFY(QFile::remove(m_ide->folder() + "/flow.dag.yaml"));
    QVERIFY(QFile::rename(m_ide->folder() + "/new.yaml", m_ide->folder() + "/flow.dag.yaml"));
    QTRY_VERIFY(m_ide->canvas().graphScene()->node("other"));
    QVERIFY(!m_ide->canvas().graphScene()->node("say"));
    QVERIFY(m_ide->child<CodeView>("flowText").text().contains("name: other"));
}

void TestOpenFlow::anErrorKeepsTheFlowFromRunningAndLeadsToItsPlace()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("flow.dag.yaml", R"(inputs: {}
outputs: {}
nodes:
- name: say
  type: python
  source: {type: code, path: say.py}
  inputs:
    number: ${nobody.output}
)");
    m_ide->startTrusted();
    auto &problems = m_ide->child<QTreeView>("problems");
    QTRY_VERIFY(problems.model()->rowCount() > 0);
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    QVERIFY(m_ide->action(ActionId::Run).toolTip().contains("nobody"));

    m_ide->action(ActionId::NextProblem).trigger();
    int line = 0;
    int column = 0;
    m_ide->child<CodeView>("flowText").getCursorPosition(&line, &column);
    QCOMPARE(line + 1, 8);
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
}

void TestOpenFlow::aFaultStaysWhileItsLineIsTyped()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    auto &text = m_ide->child<widgets::CodeEditor>("flowText");
    const auto typeAt = [&](const std::string &place, const char *letters) {
        text.setFocus();
        text.setCaret(text.contents().find(place) + place.size());
        QTest::keyClicks(&text, letters);
        const Document &document = *m_ide->session().document();
        QTRY_COMPARE(document.flow().text(), text.contents());
        QTRY_VERIFY(document.isSettled() && document.isChecked());
    };
    typeAt("path: double", "x"); // a file that isn't there
    QVERIFY(!m_ide->action(ActionId::Run).isEnabled());
    // The next letter must not make it runnable for a moment, nor the rows of the outline be others.
    bool wasRunnable = false;
    connect(&m_ide->action(ActionId::Run), &QAction::changed, this, [&] {
        wasRunnable = wasRunnable || m_ide->action(ActionId::Run).isEnabled();
    });
    QSignalSpy reset(m_ide->child<QTreeView>("outline").model(), &QAbstractItemModel::modelReset);
    typeAt("path: doublex", "y");
    typeAt("type: python", "z");
    QVERIFY(!wasRunnable);
    QCOMPARE(reset.size(), 0);
    m_ide->session().document()->workspace().discardAll();
}

void TestOpenFlow::aFolderWithoutAFlowIsRefusedInWords()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    QTemporaryDir empty;
    m_ide->window().openPath(empty.path());
    QVERIFY(m_ide->child<Strip>("noticeStrip").isVisible());
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder()); // what was open stays
}

void TestOpenFlow::openedFoldersAreRemembered()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    m_ide->window().openPath(m_ide->folder() + "/flow.dag.yaml"); // the same by its file
    QCOMPARE(m_ide->session().settings().recentFolders(), QStringList{m_ide->folder()});
}

void TestOpenFlow::everyCommandIsInThePalette()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    auto *palette = openPalette();
    QVERIFY(palette && palette->isVisible());
    auto *field = palette->findChild<QLineEdit *>();
    QTest::keyClicks(field, "light th");
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_ide->session().settings().theme(), QString("light"));
}

void TestOpenFlow::everyCommandIsFoundByItsEnglishName()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder(), "ko");
    auto *palette = openPalette();
    auto *field = palette->findChild<QLineEdit *>();
    const QAbstractItemModel *found = palette->findChild<QTreeView *>()->model();
    for (const QAction *action : m_ide->window().actions().all()) {
        if (!action->isEnabled() || action == &m_ide->action(ActionId::Commands))
            continue;
        field->setText(Actions::englishText(action));
        bool isFound = false;
        for (int row = 0; row < found->rowCount(); ++row)
            isFound = isFound || found->index(row, 0).data().toString() == action->text();
        QVERIFY2(isFound, qPrintable(field->text()));
    }
}

void TestOpenFlow::aPaletteWithoutAHitSaysSo()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    auto *palette = openPalette();
    auto *field = palette->findChild<QLineEdit *>();
    const auto *note = palette->findChild<QLabel *>("emptyNote");
    QVERIFY(note && !note->isVisible());
    QTest::keyClicks(field, "no such command");
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), QString("Nothing found."));
    QTest::keyClick(field, Qt::Key_Down); // leads nowhere
    field->clear();
    QVERIFY(!note->isVisible());
}

void TestOpenFlow::anotherThemeKeepsTheFlowAndTheSelection()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    m_ide->click("say");
    m_ide->application().setTheme("contrast");
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().selectedNode(), QString("say"));
    QVERIFY(m_ide->child<CodeView>("nodeSource").text().contains("def say"));
}

QTEST_MAIN(TestOpenFlow)
#include "tst_openflow.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/window/panelplaces.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

namespace {

/// What somebody who adds a panel writes.
Panel samplePanel()
{
    return {.id = "sampleDock",
            .title = "Sample",
            .content = new QLineEdit,
            .places = {{Mode::Author, PanelPlace::Side::Right, 1, {296, 200}}},
            .command = PanelCommand{"ShowSample", "Go to the sample", "Ctrl+Shift+Y"}};
}

QAction *inMenu(const QMenu &menu, const QAction *action)
{
    for (QAction *entry : menu.actions()) {
        if (entry == action)
            return entry;
        if (entry->menu() && inMenu(*entry->menu(), action))
            return entry;
    }
    return nullptr;
}

} // namespace

/// Panels as entries of a list, modes as rows of a table, and the graph that all views show.
class TestWorkArea : public WindowTest
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aPanelOfTheListIsInTheMenuAndInItsPlace();
    void aPanelIsReachedByItsKeyInWhateverMode();
    void aPanelIsWalkedToWithTheOthers();
    void aPanelKeepsItsPlaceInTheNextWindow();
    void aPanelThatIsNotAvailableComesBackToItsPlace();
    void everyModeHasItsPanels();
    void aNarrowWindowHasOnePlaceAtTheRight();
    void aChosenVariantIsShownAlikeByEveryView();

private:
    /// A window of its own over the session, with these panels beside the usual ones.
    void open(std::vector<Panel> panels)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(m_ide->session(), std::move(panels));
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        settle();
    }
    QDockWidget &sample() const { return *m_window->findChild<QDockWidget *>("sampleDock"); }
    QDockWidget &inspector() const { return *m_window->findChild<QDockWidget *>("inspectorDock"); }
    QWidget &content() const { return *sample().findChild<QLineEdit *>(); }
    void pressKey() const
    {
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestWorkArea::init()
{
    setUp();
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->window().hide();
}

void TestWorkArea::cleanup()
{
    m_window.reset();
    tearDown();
}

void TestWorkArea::aPanelOfTheListIsInTheMenuAndInItsPlace()
{
    open({samplePanel()});
    const QMenu *found = nullptr;
    for (const QAction *menu : m_window->menuBar()->actions()) {
        if (inMenu(*menu->menu(), sample().toggleViewAction()))
            found = menu->menu();
    }
    QVERIFY(found);
    QCOMPARE(found->title(), QString("&View"));
    QVERIFY(sample().toggleViewAction()->isEnabled());
    QVERIFY(sample().toggleViewAction()->isChecked());
    QVERIFY(m_window->tabifiedDockWidgets(&inspector()).contains(&sample()));
    QCOMPARE(m_window->dockWidgetArea(&sample()), Qt::RightDockWidgetArea);

    m_window->actions()[ActionId::ModeDebug]->trigger();
    QVERIFY(!sample().isVisible());
    QVERIFY(!sample().toggleViewAction()->isVisible());
}

void TestWorkArea::aPanelIsReachedByItsKeyInWhateverMode()
{
    open({samplePanel()});
    inspector().raise();
    settle();
    QVERIFY(sample().visibleRegion().isEmpty());
    pressKey();
    QTRY_VERIFY(content().hasFocus());
    QTRY_VERIFY(!sample().visibleRegion().isEmpty());

    m_window->actions()[ActionId::ModeDebug]->trigger();
    pressKey();
    QVERIFY(m_window->actions()[ActionId::ModeAuthor]->isChecked());
    QTRY_VERIFY(content().hasFocus());

    sample().close();
    pressKey();
    QTRY_VERIFY(sample().isVisible() && content().hasFocus());

    const auto commands = m_window->actions().all();
    QVERIFY(std::ranges::any_of(commands, [](const QAction *command) {
        return command->objectName() == "ShowSample";
    }));
}

void TestWorkArea::aPanelIsWalkedToWithTheOthers()
{
    open({samplePanel()});
    sample().raise();
    settle();
    m_window->findChild<graph::GraphView *>("canvas")->setFocus();
    for (int step = 0; step < 12 && !content().hasFocus(); ++step)
        m_window->actions()[ActionId::NextRegion]->trigger();
    QVERIFY(content().hasFocus());
}

void TestWorkArea::aPanelKeepsItsPlaceInTheNextWindow()
{
    open({samplePanel()});
    m_window->addDockWidget(Qt::LeftDockWidgetArea, &sample());
    settle();
    m_window->close();
    open({samplePanel()});
    QCOMPARE(m_window->dockWidgetArea(&sample()), Qt::LeftDockWidgetArea);
    sample().close();
    settle();
    m_window->close();
    open({samplePanel()});
    QVERIFY(!sample().isVisible());
    sample().toggleViewAction()->trigger();
    QVERIFY(sample().isVisible());
    QCOMPARE(m_window->dockWidgetArea(&sample()), Qt::LeftDockWidgetArea);
}

void TestWorkArea::aPanelThatIsNotAvailableComesBackToItsPlace()
{
    bool isAvailable = true;
    Panel panel = samplePanel();
    panel.isAvailable = [&isAvailable] { return isAvailable; };
    open({panel});
    m_window->addDockWidget(Qt::LeftDockWidgetArea, &sample());
    settle();

    isAvailable = false;
    emit m_ide->session().runnableChanged();
    settle();
    QVERIFY(!sample().isVisible());
    QVERIFY(!sample().toggleViewAction()->isEnabled());
    pressKey();
    QVERIFY(!sample().isVisible());
    QVERIFY(inspector().isVisible());
    m_window->place(); // keeps the layout

    isAvailable = true;
    emit m_ide->session().runnableChanged();
    settle();
    QVERIFY(sample().isVisible());
    QCOMPARE(m_window->dockWidgetArea(&sample()), Qt::LeftDockWidgetArea);
}

void TestWorkArea::everyModeHasItsPanels()
{
    open({});
    for (const ModeRow &row : kModes) {
        m_window->actions()[row.action]->trigger();
        settle();
        int shown = 0;
        for (const QDockWidget *dock : m_window->findChildren<QDockWidget *>())
            shown += dock->isVisible() ? 1 : 0;
        QVERIFY2(shown > 1, row.name);
        QCOMPARE(modeNamed(row.name), row.mode);
        QCOMPARE(rowOf(row.mode).action, row.action);
    }
    QCOMPARE(modeNamed("no such mode"), kModes.front().mode);
}

void TestWorkArea::aNarrowWindowHasOnePlaceAtTheRight()
{
    using enum PanelPlace::Side;
    const std::vector<Panel> panels{
        {.id = "a", .title = {}, .places = {{Mode::Author, Left, 1, {200, 100}}}},
        {.id = "b", .title = {}, .places = {{Mode::Author, Left, 0, {200, 300}, Right}}},
        {.id = "c", .title = {}, .places = {{Mode::Author, Right, 1, {300, 200}}}},
        {.id = "d", .title = {}, .places = {{Mode::Author, Right, 0, {400, 200}}}},
        {.id = "e", .title = {}, .places = {{Mode::Debug, Right, 0, {400, 200}}}},
        {.id = "f", .title = {}, .places = {{Mode::Author, Bottom, 0, {400, 200}, {}, true}}}};
    const PanelLayout wide = standardLayout(panels, {Mode::Author, false}, 1440);
    QCOMPARE(wide.left, partColumn({tabGroup({"b"}), tabGroup({"a"})}));
    QCOMPARE(wide.right, partRow({tabGroup({"d"}), tabGroup({"c"})}));
    QCOMPARE(wide.bottom, tabGroup({"f"}));
    QCOMPARE(wide.hidden, QStringList{"f"});
    QCOMPARE(wide.sizes["c"].width(), theme::scaled(300));

    const PanelLayout narrow = standardLayout(panels, {Mode::Author, true}, 1000);
    QCOMPARE(narrow.left, tabGroup({"a"}));
    QCOMPARE(narrow.right, tabGroup({"b", "d", "c"}));
    QCOMPARE(narrow.hidden, (QStringList{"a", "f"}));
    QCOMPARE(narrow.sizes["c"].width(), narrow.sizes["d"].width());

    QCOMPARE(standardLayout(panels, {Mode::Debug, false}, 1440).panels(), QStringList{"e"});
}

void TestWorkArea::aChosenVariantIsShownAlikeByEveryView()
{
    m_ide->write("say.jinja2", "It is {{number}}.");
    m_ide->write("flow.dag.yaml", R"(inputs:
  number:
    type: int
    default: 21
outputs:
  text:
    type: string
    reference: ${say.output}
nodes:
- name: say
  use_variants: true
node_variants:
  say:
    default_variant_id: plain
    variants:
      plain:
        node:
          type: python
          source: {type: code, path: say.py}
          inputs:
            number: ${inputs.number}
      polite:
        node:
          type: prompt
          source: {type: code, path: say.jinja2}
          inputs:
            number: 7
)");
    m_ide->startTrusted();
    m_ide->window().selectNode("say");
    auto &outline = m_ide->child<QTreeView>("outline");
    const auto edges = [this] { return m_ide->canvas().graphScene()->edgeItems().size(); };
    const auto verify = [&](graph::NodeKind kind, const QString &file, std::size_t lines) {
        const graph::GraphNode drawn = m_ide->canvas().graphScene()->node("say")->node();
        QCOMPARE(drawn.kind, kind);
        QVERIFY2(drawn.subtitle.contains(file), qPrintable(drawn.subtitle));
        QCOMPARE(edges(), lines);
        const QString told = outline.currentIndex().data(Qt::ToolTipRole).toString();
        QVERIFY2(told.contains(drawn.subtitle), qPrintable(told));
        QStringList words;
        for (const QLabel *label :
             m_ide->child<widgets::NodeInspector>("inspector").findChildren<QLabel *>())
            words.append(label->text());
        QVERIFY2(words.contains(graph::kindText(kind)), qPrintable(words.join(u'\n')));
    };
    verify(graph::NodeKind::Python, "say.py", 2);
    m_ide->session().setVariant("${say.polite}");
    verify(graph::NodeKind::Prompt, "say.jinja2", 1);
    m_ide->session().setVariant({});
    verify(graph::NodeKind::Python, "say.py", 2);
}

QTEST_MAIN(TestWorkArea)
#include "tst_workarea.moc"

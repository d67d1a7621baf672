// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/windowtest.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// The window's frame: panels, modes, sizes, the way of the focus.
class TestFrame : public WindowTest
{
    Q_OBJECT

private slots:
    void init()
    {
        setUp();
        writeNumbersFlow(*m_ide);
        m_ide->startTrusted();
        m_ide->window().resize(1440, 900);
        settle();
    }
    void cleanup() { tearDown(); }

    void aFreshWindowHasTheSizesOfTheDesign();
    void everyModeShowsItsPanels();
    void namesInTheOutlineHaveTheirRowsWhereThereIsNoState();
    void whatIsShownForTheMomentStaysWhileItIsRemembered();
    void whatIsRememberedAlreadyIsNotWrittenAgain();
    void theFocusIsOnTheWelcomePageAndThenOnTheCanvas();
    void aModeFindsItsPanelsAsTheyWereLeft();
    void resettingBringsThePanelsBack();
    void panelsAtTheLeftKeepTheirShares();
    void inDebugTheOutputsStandWhereThereIsRoom();
    void inANarrowWindowTheSourceComesToTheFront();
    void whatIsEmptySaysSo();
    void theFirstStepsAreTickedAndDismissed();
    void graphAndTextAreShownAloneOrTogether();
    void inANarrowWindowTheLeftPanelsComeAsAFlyout();
    void aFlyoutGivesItsPanelsBack();
    void aSmallWindowDropsTheWordsOfItsIcons();
    void escapeReturnsToTheCanvas();
    void regionsAreWalkedInTheOrderTheyAreRead();
    void lettersAreKeysOnTheCanvasOnly();
    void anotherThemeKeepsTheWindow();
    void anotherLanguageKeepsTheSelectionAndThePlace();
    void whateverTakesTheFocusHasAName_data();
    void whateverTakesTheFocusHasAName();

private:
    void narrow(int width, int height = 768) const
    {
        m_ide->window().resize(width, height);
        settle();
    }
};

void TestFrame::aFreshWindowHasTheSizesOfTheDesign()
{
    const auto isAbout = [](int width, int wanted) { return std::abs(width - wanted) <= 4; };
    QTRY_VERIFY(isAbout(dock("explorerDock").width(), 204));
    QCOMPARE(m_ide->child<QToolBar>("modeBar").width(), 52);
    QVERIFY2(isAbout(dock("explorerDock").width(), 204),
             qPrintable(QString::number(dock("explorerDock").width())));
    QVERIFY2(isAbout(dock("editorDock").width(), 400),
             qPrintable(QString::number(dock("editorDock").width())));
    QVERIFY2(isAbout(dock("inspectorDock").width(), 296),
             qPrintable(QString::number(dock("inspectorDock").width())));
    QVERIFY(!dock("bottomDock").isVisible());
    m_ide->action(ActionId::ToggleBottom).trigger();
    QVERIFY(dock("bottomDock").isVisible());
    QCOMPARE(m_ide->window().minimumSize(), QSize(952, 564)); // and a frame around it
}

void TestFrame::namesInTheOutlineHaveTheirRowsWhereThereIsNoState()
{
    const auto &outline = m_ide->child<QTreeView>("outline");
    const auto place = [&outline](int row) {
        return outline.visualRect(outline.model()->index(row, 0));
    };
    run::RunStarted started;
    started.nodes = {"double"};
    run::RunEvent event;
    event.data = started;
    m_ide->session().model().apply({event}); // "queued" stands beside one of them
    settle();
    QVERIFY(place(1).width() < place(2).width());
    QCOMPARE(place(2).right(), outline.viewport()->rect().right());
    run::RunFinished finished;
    event.data = finished;
    m_ide->session().model().apply({event});
    settle();
    QCOMPARE(place(2).right(), outline.viewport()->rect().right());
}

void TestFrame::everyModeShowsItsPanels()
{
    QVERIFY(dock("explorerDock").isVisible());
    QVERIFY(dock("editorDock").isVisible());
    QVERIFY(!dock("ioDock").isVisible());
    m_ide->action(ActionId::ModeDebug).trigger();
    QVERIFY(dock("runDock").isVisible());
    QVERIFY(dock("ioDock").isVisible());
    QVERIFY(!dock("explorerDock").isVisible());
    QVERIFY(!dock("editorDock").isVisible());
    m_ide->action(ActionId::ModeAuthor).trigger();
    QVERIFY(dock("editorDock").isVisible());
    QVERIFY(!dock("ioDock").isVisible());
    // Another window finds them as they were.
    m_ide->application().setLanguage("en");
    m_ide->action(ActionId::ModeDebug).trigger();
    QVERIFY(dock("ioDock").isVisible());
    QVERIFY(!dock("explorerDock").isVisible());
    QVERIFY(!dock("editorDock").isVisible());
}

void TestFrame::whatIsShownForTheMomentStaysWhileItIsRemembered()
{
    m_ide->action(ActionId::GraphOrText).trigger();
    QVERIFY(!dock("editorDock").isVisible());
    m_ide->window().place();
    QVERIFY(!dock("editorDock").isVisible());
    m_ide->action(ActionId::GraphOrText).trigger();
    m_ide->action(ActionId::GraphOrText).trigger();

    narrow(1024);
    m_ide->action(ActionId::ToggleSide).trigger();
    QVERIFY(m_ide->child<QFrame>("flyout").isVisible());
    m_ide->window().place();
    QVERIFY(m_ide->child<QFrame>("flyout").isVisible());
}

void TestFrame::whatIsRememberedAlreadyIsNotWrittenAgain()
{
    const QString file = qEnvironmentVariable("POSTERN_HOME") + "/ide.ini";
    m_ide->window().place();
    settle();
    QVERIFY(QFile::remove(file));
    m_ide->window().place(); // as after every move of the caret
    settle();
    QVERIFY(!QFile::exists(file));
}

void TestFrame::theFocusIsOnTheWelcomePageAndThenOnTheCanvas()
{
    m_ide = std::make_unique<IdeFixture>();
    m_ide->start();
    QCOMPARE(QApplication::focusWidget(), &m_ide->child<QPushButton>("openSample"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget(), &m_ide->canvas());
}

void TestFrame::aModeFindsItsPanelsAsTheyWereLeft()
{
    dock("outlineDock").close();
    m_ide->action(ActionId::ModeDebug).trigger();
    QVERIFY(dock("outlineDock").isVisible());
    m_ide->action(ActionId::ModeAuthor).trigger();
    QVERIFY(!dock("outlineDock").isVisible());
    QVERIFY(dock("explorerDock").isVisible());
}

void TestFrame::resettingBringsThePanelsBack()
{
    dock("explorerDock").close();
    dock("inspectorDock").setFloating(true);
    m_ide->action(ActionId::ResetLayout).trigger();
    QVERIFY(dock("explorerDock").isVisible());
    QVERIFY(!dock("inspectorDock").isFloating());
    QCOMPARE(m_ide->window().dockWidgetArea(&dock("inspectorDock")), Qt::RightDockWidgetArea);
}

void TestFrame::panelsAtTheLeftKeepTheirShares()
{
    settle();
    const auto share = [this] {
        settle();
        const double explorer = dock("explorerDock").height();
        return explorer / (explorer + dock("outlineDock").height());
    };
    const double before = share();
    const auto isKept = [&] { return std::abs(share() - before) < 0.03; };
    for (int i = 0; i < 2; ++i) {
        m_ide->action(ActionId::ToggleBottom).trigger();
        QVERIFY2(isKept(), qPrintable(QStringLiteral("%1 %2").arg(before).arg(share())));
    }
    for (int i = 0; i < 2; ++i)
        m_ide->action(ActionId::ToggleSide).trigger();
    QVERIFY2(isKept(), qPrintable(QStringLiteral("%1 %2").arg(before).arg(share())));
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    m_ide->action(ActionId::ModeAuthor).trigger();
    QVERIFY2(isKept(), qPrintable(QStringLiteral("%1 %2").arg(before).arg(share())));
    const QByteArray flow = "inputs: }[\n";
    m_ide->write("flow.dag.yaml", flow);
    QTRY_VERIFY(m_ide->child<QWidget>("brokenStrip").isVisible());
    QVERIFY2(isKept(), qPrintable(QStringLiteral("%1 %2").arg(before).arg(share())));
    writeNumbersFlow(*m_ide);
    QTRY_VERIFY(!m_ide->child<QWidget>("brokenStrip").isVisible());
    QVERIFY2(isKept(), qPrintable(QStringLiteral("%1 %2").arg(before).arg(share())));
}

void TestFrame::inDebugTheOutputsStandWhereThereIsRoom()
{
    const auto &results = m_ide->child<QWidget>("runResults");
    QVERIFY(dock("runDock").isAncestorOf(&results));
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    QVERIFY(dock("ioDock").isAncestorOf(&results));
    QVERIFY(results.isVisible());
    QVERIFY(results.width() > 500);
    QVERIFY(results.height() > 150);
    m_ide->action(ActionId::ModeAuthor).trigger();
    QVERIFY(dock("runDock").isAncestorOf(&results));
}

void TestFrame::inANarrowWindowTheSourceComesToTheFront()
{
    narrow(1024);
    m_ide->window().selectNode("say");
    settle();
    QVERIFY(dock("editorDock").visibleRegion().isEmpty());
    m_ide->action(ActionId::GoToSource).trigger();
    settle();
    QVERIFY(!dock("editorDock").visibleRegion().isEmpty());
}

void TestFrame::whatIsEmptySaysSo()
{
    m_ide->action(ActionId::ToggleBottom).trigger();
    const auto *note = m_ide->child<QTreeView>("problems").findChild<QLabel *>("emptyNote");
    QVERIFY(note && note->isVisible() && note->width() > 200);
    m_ide->write("flow.dag.yaml", "inputs: }[\n");
    QTRY_VERIFY(!note->isVisible());
    QVERIFY(m_ide->child<QTreeView>("egress").findChild<QLabel *>("emptyNote"));
}

void TestFrame::theFirstStepsAreTickedAndDismissed()
{
    Settings().setReopensLast(false);
    m_ide->start();
    const auto done = [this] {
        QStringList found;
        for (const QWidget *step : m_ide->child<QWidget>("firstSteps").findChildren<QWidget *>()) {
            if (step->accessibleName().endsWith(": done"))
                found << step->accessibleName();
        }
        return found.size();
    };
    QCOMPARE(done(), 1); // the fixture has opened a folder
    m_ide->start(m_ide->folder());
    m_ide->action(ActionId::ModeDebug).trigger();
    m_ide->start();
    QCOMPARE(done(), 2);
    QTest::mouseClick(&m_ide->child<QPushButton>("dismissFirstSteps"), Qt::LeftButton);
    QVERIFY(!m_ide->child<QWidget>("firstSteps").isVisible());
    m_ide->start();
    QVERIFY(!m_ide->window().findChild<QWidget *>("firstSteps"));
}

void TestFrame::graphAndTextAreShownAloneOrTogether()
{
    m_ide->canvas().setFocus();
    press(Qt::Key_Backslash, Qt::ControlModifier);
    QVERIFY(m_ide->canvas().isVisible());
    QVERIFY(!dock("editorDock").isVisible());
    press(Qt::Key_Backslash, Qt::ControlModifier);
    QVERIFY(!m_ide->canvas().isVisible());
    QVERIFY(dock("editorDock").isVisible());
    press(Qt::Key_Backslash, Qt::ControlModifier);
    QVERIFY(m_ide->canvas().isVisible());
    QVERIFY(dock("editorDock").isVisible());
}

void TestFrame::inANarrowWindowTheLeftPanelsComeAsAFlyout()
{
    narrow(1100, 800);
    QVERIFY(!dock("explorerDock").isVisible());
    QVERIFY(
        m_ide->window().tabifiedDockWidgets(&dock("editorDock")).contains(&dock("inspectorDock")));
    const int canvas = m_ide->canvas().width();
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto &flyout = m_ide->child<QFrame>("flyout");
    QVERIFY(flyout.isVisible());
    QVERIFY(flyout.isAncestorOf(&m_ide->child<QTreeView>("outline")));
    QVERIFY(flyout.isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(m_ide->canvas().width(), canvas); // it lies over the canvas
    press(Qt::Key_Escape);
    QVERIFY(!flyout.isVisible());
    QVERIFY(m_ide->canvas().hasFocus());
}

void TestFrame::aFlyoutGivesItsPanelsBack()
{
    narrow(1100, 800);
    m_ide->action(ActionId::ToggleSide).trigger();
    m_ide->canvas().setFocus(); // it closes when it loses the focus
    QVERIFY(!m_ide->child<QFrame>("flyout").isVisible());
    narrow(1440, 900);
    QVERIFY(dock("outlineDock").isVisible());
    QVERIFY(dock("outlineDock").isAncestorOf(&m_ide->child<QTreeView>("outline")));
}

void TestFrame::aSmallWindowDropsTheWordsOfItsIcons()
{
    narrow(1024);
    QCOMPARE(m_ide->window().width(), 1024);
    for (const QToolButton *mode : m_ide->child<QToolBar>("modeBar").findChildren<QToolButton *>()) {
        if (!mode->defaultAction())
            continue;
        QCOMPARE(mode->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QVERIFY(!mode->toolTip().isEmpty());
    }
    auto &run = m_ide->child<QToolButton>("runButton");
    QCOMPARE(run.toolButtonStyle(), Qt::ToolButtonIconOnly);
    QCOMPARE(run.accessibleName(), QString("Run"));
    narrow(1440, 900);
    QCOMPARE(run.toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
}

void TestFrame::escapeReturnsToTheCanvas()
{
    m_ide->child<QTreeView>("outline").setFocus();
    press(Qt::Key_Escape);
    QVERIFY(m_ide->canvas().hasFocus());
}

void TestFrame::regionsAreWalkedInTheOrderTheyAreRead()
{
    m_ide->window().selectNode("say"); // brings the inspector before the run's inputs
    m_ide->canvas().setFocus();
    press(Qt::Key_F6);
    QVERIFY(dock("editorDock").isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(m_ide->canvas().hasFocus());
    press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(dock("outlineDock").isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(dock("explorerDock").isAncestorOf(QApplication::focusWidget()));
}

void TestFrame::lettersAreKeysOnTheCanvasOnly()
{
    m_ide->canvas().setFocus();
    press(Qt::Key_F);
    QVERIFY(m_ide->action(ActionId::FocusMode).isChecked());
    QVERIFY(m_ide->canvas().isFocusMode());
    m_ide->child<QTreeView>("outline").setFocus();
    press(Qt::Key_F);
    QVERIFY(m_ide->canvas().isFocusMode());
}

void TestFrame::anotherThemeKeepsTheWindow()
{
    const MainWindow *before = &m_ide->window();
    m_ide->canvas().setZoomPercent(150);
    m_ide->action(ActionId::ThemeLight).trigger();
    QTRY_COMPARE(theme::currentScheme(), theme::Scheme::Light);
    QCOMPARE(&m_ide->window(), before);
    QCOMPARE(m_ide->canvas().zoomPercent(), 150);
    const QColor shown = m_ide->canvas().viewport()->grab().toImage().pixelColor(1, 1);
    QCOMPARE(shown, theme::tokens(theme::Scheme::Light).bgCanvas);
    m_ide->action(ActionId::ThemeDark).trigger();
    QTRY_COMPARE(theme::currentScheme(), theme::Scheme::Dark);
}

void TestFrame::anotherLanguageKeepsTheSelectionAndThePlace()
{
    m_ide->window().selectNode("say");
    m_ide->canvas().setZoomPercent(150);
    m_ide->action(ActionId::LanguageKorean).trigger();
    QTRY_COMPARE(dock("explorerDock").windowTitle(), QString("탐색기"));
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().zoomPercent(), 150);
    QCOMPARE(m_ide->canvas().graphScene()->node(graph::kInputsId)->node().name, QString("입력"));
    m_ide->action(ActionId::LanguageEnglish).trigger();
    QTRY_COMPARE(dock("explorerDock").windowTitle(), QString("Explorer"));
}

void TestFrame::whateverTakesTheFocusHasAName_data()
{
    QTest::addColumn<ActionId>("mode");
    QTest::newRow("author") << ActionId::ModeAuthor;
    QTest::newRow("debug") << ActionId::ModeDebug;
}

void TestFrame::whateverTakesTheFocusHasAName()
{
    QFETCH(ActionId, mode);
    m_ide->action(mode).trigger();
    m_ide->action(ActionId::ToggleBottom).trigger();
    m_ide->window().selectNode("say");
    QStringList nameless;
    int seen = 0;
    for (QWidget *widget : m_ide->window().findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        if (widget->focusProxy() || qobject_cast<QTabBar *>(widget))
            continue; // a part of what has the name; tabs, which have names of their own
        ++seen;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (interface && !interface->text(QAccessible::Name).isEmpty())
            continue;
        QString path;
        for (const QObject *at = widget; at; at = at->parent())
            path.prepend(
                QStringLiteral("/%1:%2").arg(at->metaObject()->className(), at->objectName()));
        nameless.append(path);
    }
    QVERIFY(seen > 10);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

QTEST_MAIN(TestFrame)
#include "tst_frame.moc"

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/window/panellayout.h"
#include "app/ide/window/windowgeometry.h"
#include "tests/app/ide/idefixture.h"
#include "tests/app/ide/panelstates.h"

#include <QDockWidget>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>

#include <cstdio>

using namespace postern;
using namespace postern::ide;

namespace {

/// As MainWindow's own for the Author mode.
PanelLayout standard()
{
    PanelLayout layout;
    layout.left = partColumn({tabGroup({"explorerDock"}), tabGroup({"outlineDock"})});
    layout.right = partRow({tabGroup({"editorDock"}), tabGroup({"inspectorDock", "runDock"})});
    layout.bottom = tabGroup({"bottomDock"});
    layout.hidden = {"bottomDock"};
    for (const QString &panel : kPanels)
        layout.sizes[panel] = {200, 300};
    return layout;
}

} // namespace

/// Where panels stand, and that whatever is kept of it opens.
class TestPanels : public QObject
{
    Q_OBJECT

private slots:
    void aLayoutIsReadAsItWasWritten();
    void whatIsDamagedIsALayoutStill();
    void aPanelThatIsNotNamedStandsWhereItDoesAtFirst();
    void placesAreCutApart();
    void aWindowIsPutOnAScreenThatIsThere();
    void anyKeptLayoutOpens();
    void anythingKeptStarts();
    void aMaximisedWindowStartsAgain();
    void aSqueezedPanelHasItsSizeAgain();
    void aSeparatorThatWasMovedIsKept();
    void aPanelThatWasClosedStaysClosed();
    void statesOfOlderVersionsAreLeftAlone();

private:
    QDockWidget &dock(const char *name) const { return m_ide->child<QDockWidget>(name); }
    static void settle()
    {
        for (int pass = 0; pass < 10; ++pass)
            QCoreApplication::processEvents();
    }
    void start()
    {
        m_ide = std::make_unique<IdeFixture>();
        writeNumbersFlow(*m_ide);
        m_ide->startTrusted();
        m_ide->window().resize(1440, 900);
        settle();
    }
    void verifyStands(const QByteArray &state) const;

    std::unique_ptr<IdeFixture> m_ide;
};

void TestPanels::aLayoutIsReadAsItWasWritten()
{
    QVERIFY(PanelLayout::fromJson(standard().toJson(), standard()) == standard());
    States states(7);
    for (int i = 0; i < 500; ++i) {
        // What can't be is put right once, and then stays.
        const auto read = PanelLayout::fromJson(states.layout().toJson(), standard());
        QVERIFY(read);
        QVERIFY(PanelLayout::fromJson(read->toJson(), standard()) == read);
    }
}

void TestPanels::whatIsDamagedIsALayoutStill()
{
    QVERIFY(!PanelLayout::fromJson({}, standard()));
    QVERIFY(!PanelLayout::fromJson("{\"version\": 2}", standard()));
    QVERIFY(!PanelLayout::fromJson("[1, 2]", standard()));
    QVERIFY(PanelLayout::fromJson("{\"version\": 1, \"hidden\": 7}", standard()) == standard());
    States states(11);
    int read = 0;
    for (int i = 0; i < 5000; ++i) {
        const QByteArray state = states.damaged(states.layout().toJson());
        const auto layout = PanelLayout::fromJson(state, standard());
        if (!layout)
            continue;
        ++read;
        QStringList panels = layout->panels();
        panels.sort();
        QStringList all = kPanels;
        all.sort();
        QVERIFY2(panels == all, state.constData()); // each once
    }
    QVERIFY(read > 1000);
}

void TestPanels::aPanelThatIsNotNamedStandsWhereItDoesAtFirst()
{
    PanelLayout layout;
    layout.left = tabGroup({"runDock"});
    layout.right = partColumn({tabGroup({"bottomDock"}), tabGroup({"editorDock"})});
    layout.adopt("inspectorDock", standard());
    QCOMPARE(layout.left.tabs, (QStringList{"runDock", "inspectorDock"})); // behind its neighbour
    layout.adopt("outlineDock", standard());
    QCOMPARE(panelsOf(layout.left).size(), 3); // none there: at the end of its side
    layout.adopt("explorerDock", standard());
    QCOMPARE(panelsOf(layout.left).mid(2), (QStringList{"explorerDock", "outlineDock"}));
}

void TestPanels::placesAreCutApart()
{
    const auto placed = [](const char *name, const QRect &place) {
        return PlacedPanels{{QString::fromLatin1(name)}, QString::fromLatin1(name), place};
    };
    const auto part = partOf(
        {placed("c", {0, 60, 100, 40}), placed("b", {51, 0, 49, 50}), placed("a", {0, 0, 50, 50})});
    QVERIFY(part);
    QVERIFY(*part == partColumn({partRow({tabGroup({"a"}), tabGroup({"b"})}), tabGroup({"c"})}));
    QVERIFY(!partOf({placed("a", {0, 0, 50, 50}), placed("b", {40, 40, 50, 50})}));
}

void TestPanels::aWindowIsPutOnAScreenThatIsThere()
{
    const QRect room(0, 0, 1024, 740);
    for (const QRect &place : {QRect(3000, 2000, 1440, 900),
                               QRect(-500, -500, 800, 600),
                               QRect(100, 100, 100'000, 5),
                               QRect(10, 40, 960, 600)}) {
        const QRect inside = placeInside(place, room);
        QVERIFY(room.contains(inside));
        QVERIFY(inside.top() > room.top()); // its title is within reach
        QVERIFY(room.contains(place) || inside != place);
    }
    QCOMPARE(placeInside({10, 40, 960, 600}, room), QRect(10, 40, 960, 600));
    const QMargins thin(1, 20, 1, 1);
    QCOMPARE(placeInside({1, 20, 800, 500}, room, thin),
             QRect(1, 20, 800, 500)); // stays at the edge
}

void TestPanels::verifyStands(const QByteArray &state) const
{
    const MainWindow &window = m_ide->window();
    QVERIFY2(window.isVisible(), state.constData());
    QVERIFY2(m_ide->canvas().isVisible() && m_ide->canvas().width() > 0, state.constData());
    for (const QDockWidget *dock : window.findChildren<QDockWidget *>()) {
        if (dock->isHidden() || dock->isFloating())
            continue;
        const bool isBehind = dock->geometry().right() < 0;
        QVERIFY2(isBehind || window.rect().intersects(dock->geometry()), state.constData());
        QVERIFY2(dock->width() > 0 && dock->height() > 0, state.constData());
    }
}

void TestPanels::anyKeptLayoutOpens()
{
    start();
    const quint32 seed = seedOfStates();
    States states(seed);
    Settings &settings = m_ide->session().settings();
    m_ide->window().place();
    const QSize size = m_ide->window().screen()->size();
    const QString author = QStringLiteral("author-%1x%2").arg(size.width()).arg(size.height());
    QVERIFY(!settings.panels(author).isEmpty()); // it is the name of a layout
    const int count = cases(60);
    for (int i = 0; i < count; ++i) {
        m_ide->action(ActionId::ModeDebug).trigger();
        QByteArray state = states.layout().toJson();
        if (states.oneIn(2))
            state = states.damaged(state);
        settings.setPanels(author, state);
        m_ide->action(ActionId::ModeAuthor).trigger();
        if (states.oneIn(2))
            settle();
        verifyStands(state);
        if (QTest::currentTestFailed())
            return (void) std::printf("seed %u, state %d\n", seed, i);
        if (states.oneIn(5))
            m_ide->window().resize(960 + states.below(600), 600 + states.below(400));
        if (states.oneIn(5))
            m_ide->action(ActionId::ToggleSide).trigger();
        if (states.oneIn(5))
            m_ide->action(ActionId::GraphOrText).trigger();
        settle();
    }
    std::printf("%d kept layouts opened\n", count);
}

void TestPanels::anythingKeptStarts()
{
    m_ide = std::make_unique<IdeFixture>();
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->window().place();
    m_ide->session().folderState().set("window", QJsonObject{{"selected", "say"}, {"line", 3}});
    m_ide->session().folderState().flush();
    const quint32 seed = seedOfStates();
    States states(seed);
    const QString home = qEnvironmentVariable("POSTERN_HOME");
    const QStringList keys{"window",
                           "panels/author-800x800",
                           "panels/debug-800x800",
                           "geometry",
                           "layout/author-800x800",
                           "textScale",
                           "language",
                           "theme",
                           "simulate",
                           "reopenLast",
                           "keys/preset",
                           "keys/Run",
                           "keys/Fit",
                           "trustedFolders"};
    const int count = cases(12);
    for (int i = 0; i < count; ++i) {
        {
            Settings settings;
            for (int times = 3; times > 0; --times) {
                const QString key = keys[states.below(static_cast<int>(keys.size()))];
                const QVariant odd[]{states.word(),
                                     QString::fromLatin1(states.word()),
                                     states.number(),
                                     QStringList{"a", "b"},
                                     QVariant(),
                                     QRect(1, 2, 3, 4),
                                     1e300};
                settings.setValue(key, odd[states.below(7)]);
            }
        }
        const QDir folders(home + "/folders");
        for (const QString &name : folders.entryList({"*.json"})) {
            QFile file(folders.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
            file.close();
            const QJsonValue odd[]{QString::fromLatin1(states.word()),
                                   states.number(),
                                   true,
                                   QJsonArray{1, "../..", QJsonObject()},
                                   1e300,
                                   QJsonObject{{"selected", states.number()},
                                               {"scale", 1e300},
                                               {"x", -1e300},
                                               {"y", states.number()},
                                               {"line", states.number()},
                                               {"column", states.number()},
                                               {"mode", states.oneIn(2) ? "debug" : "author"}}};
            const QStringList names{"window", "tabs", "typedInputs", "lastInputs", "inputSource"};
            for (int times = 1 + states.below(4); times > 0; --times)
                kept[names[states.below(5)]] = odd[states.below(6)];
            if (states.oneIn(3)) // what is damaged is also what is chosen
                kept["inputSource"] = "last run";
            QByteArray text = QJsonDocument(kept).toJson();
            if (states.oneIn(5))
                text = states.damaged(text);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(text), text.size());
        }
        m_ide->start(m_ide->folder());
        settle();
        verifyStands(QByteArray::number(i));
        if (QTest::currentTestFailed())
            return (void) std::printf("seed %u, start %d\n", seed, i);
        if (states.oneIn(3))
            m_ide->window().showMaximized();
    }
    std::printf("%d starts after anything was kept\n", count);
}

void TestPanels::aMaximisedWindowStartsAgain()
{
    start();
    for (const QSize &size : {QSize(1000, 700), QSize(1300, 760)}) {
        for (const ActionId mode : {ActionId::ModeDebug, ActionId::ModeAuthor}) {
            m_ide->window().showNormal();
            m_ide->window().resize(size);
            settle();
            m_ide->action(mode).trigger();
            m_ide->window().showMaximized();
            settle();
            QVERIFY(m_ide->window().close());
            for (int times = 0; times < 2; ++times) {
                m_ide->start();
                settle();
                QVERIFY(m_ide->window().isMaximized());
                QVERIFY(m_ide->action(mode).isChecked());
                verifyStands("maximised");
            }
        }
    }
}

void TestPanels::aSqueezedPanelHasItsSizeAgain()
{
    start();
    m_ide->window().place();
    const QSize screen = m_ide->window().screen()->size();
    const QString author = QStringLiteral("author-%1x%2").arg(screen.width()).arg(screen.height());
    PanelLayout wide = standard();
    wide.sizes["editorDock"].setWidth(600);
    m_ide->action(ActionId::ModeDebug).trigger();
    m_ide->session().settings().setPanels(author, wide.toJson());
    m_ide->action(ActionId::ModeAuthor).trigger();
    settle();
    QCOMPARE(dock("editorDock").width(), 600);
    const int inspector = dock("inspectorDock").width();
    for (const QSize &size : {QSize(1210, 640), QSize(980, 620)}) { // squeezed, and narrow
        m_ide->window().resize(size);
        settle();
        QVERIFY(m_ide->canvas().width() >= 200);
        QVERIFY(dock("editorDock").width() < 600);
        m_ide->window().place(); // the moment at which it is kept
        m_ide->window().resize(1440, 900);
        settle();
        QTRY_COMPARE(dock("editorDock").width(), 600);
        QCOMPARE(dock("inspectorDock").width(), inspector);
    }
}

void TestPanels::aSeparatorThatWasMovedIsKept()
{
    start();
    const auto width = [this] { return dock("editorDock").width() + dock("inspectorDock").width(); };
    const int before = width();
    const QRect editors = dock("editorDock").geometry();
    const QPoint grip(editors.left() - 2, editors.center().y());
    QVERIFY(m_ide->window().isSeparator(grip));
    QTest::mousePress(&m_ide->window(), Qt::LeftButton, {}, grip);
    QTest::mouseMove(&m_ide->window(), grip - QPoint(60, 0));
    settle();
    QTest::mouseRelease(&m_ide->window(), Qt::LeftButton, {}, grip - QPoint(60, 0));
    settle();
    const int wider = width();
    QVERIFY(std::abs(wider - before - 60) <= 2);
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    m_ide->action(ActionId::ModeAuthor).trigger();
    settle();
    QVERIFY2(std::abs(width() - wider) <= 2, qPrintable(QString::number(width() - wider)));
}

void TestPanels::aPanelThatWasClosedStaysClosed()
{
    start();
    for (const char *name : {"outlineDock", "inspectorDock"})
        dock(name).close();
    dock("explorerDock").setFloating(true);
    settle();
    QVERIFY(m_ide->window().close());
    m_ide->start();
    m_ide->window().resize(1440, 900);
    settle();
    QVERIFY(!dock("outlineDock").isVisible() && !dock("inspectorDock").isVisible());
    QVERIFY(dock("explorerDock").isFloating());
    dock("explorerDock").setFloating(false); // they come back to where they stood
    for (const char *name : {"outlineDock", "inspectorDock"})
        dock(name).show();
    settle();
    QVERIFY(dock("outlineDock").y() > dock("explorerDock").y());
    QCOMPARE(dock("outlineDock").x(), dock("explorerDock").x());
    dock("inspectorDock").raise();
    settle();
    QVERIFY(dock("inspectorDock").x() > dock("editorDock").geometry().right());
}

void TestPanels::statesOfOlderVersionsAreLeftAlone()
{
    start();
    const QByteArray qts = m_ide->window().saveState();
    const QByteArray geometry = m_ide->window().saveGeometry();
    {
        Settings settings;
        settings.setValue("layout/author-800x800", qts);
        settings.setValue("geometry", geometry);
        settings.removeValue("panels");
        settings.removeValue("window");
    }
    m_ide->start(m_ide->folder());
    settle();
    verifyStands("an older version's");
    QVERIFY(m_ide->window().close());
    QVERIFY(!Settings().value("geometry").isValid());
    QVERIFY(!Settings().value("layout/author-800x800").isValid());
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"

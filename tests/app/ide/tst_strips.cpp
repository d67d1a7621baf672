// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/explorerview.h"
#include "tests/app/ide/windowtest.h"
#include "widgets/editor/codeeditor.h"

#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;
using widgets::Strip;

namespace {
const QString kLong = QString("Something of some length is the matter here. ").repeated(8);
} // namespace

/// Strips take their place from nobody but the region at the right, and the focus goes where one
/// expects it.
class TestStrips : public WindowTest
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

    void aStripMovesNothingButTheRegionAtTheRight_data();
    void aStripMovesNothingButTheRegionAtTheRight();
    void aStripSurvivesAChangeOfMode();
    void aStripLiesOverTheCanvasWhereNothingStandsAtTheRight();
    void aTextWrapsUnderItsTitle();
    void stripsCutNothingOfEachOther_data();
    void stripsCutNothingOfEachOther();
    void aStripInAnEditorWidensNoPanel();
    void theFocusStaysInTheEditorsWhenATabIsClosed();
    void theFocusIsOnTheCanvasWhenItsWidgetGoes_data();
    void theFocusIsOnTheCanvasWhenItsWidgetGoes();
    void spaceRunsNothingAfterSomethingClosed();
    void returnPressesAFocusedButton();
    void aDialogKeepsItsDefaultButton();
    void aFileFromTheExplorerTakesTheCaret();

private:
    Strip &notice() const { return strip("noticeStrip"); }
    widgets::CodeEditor &flowText() const { return m_ide->child<widgets::CodeEditor>("flowText"); }
    QRect placeOf(const QWidget &widget) const
    {
        return {widget.mapTo(&m_ide->window(), QPoint()), widget.size()};
    }
    static bool isFocusIn(const QWidget &widget)
    {
        const QWidget *const focused = QApplication::focusWidget();
        return focused == &widget || widget.isAncestorOf(focused);
    }
};

void TestStrips::aStripMovesNothingButTheRegionAtTheRight_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<ActionId>("mode");
    for (const QSize size :
         {QSize(1440, 900), QSize(1250, 700), QSize(1024, 768), QSize(960, 600)}) {
        for (const ActionId mode : {ActionId::ModeAuthor, ActionId::ModeDebug})
            QTest::addRow("%d, mode %d", size.width(), int(mode)) << size << mode;
    }
}

void TestStrips::aStripMovesNothingButTheRegionAtTheRight()
{
    QFETCH(QSize, size);
    QFETCH(ActionId, mode);
    m_ide->window().resize(size);
    m_ide->action(mode).trigger();
    settle();
    const QDockWidget &right = dock(mode == ActionId::ModeDebug ? "ioDock" : "editorDock");
    const QRect canvas = placeOf(m_ide->canvas());
    const int left = dock("outlineDock").height();
    const QRect before = placeOf(right);
    m_ide->window().showNotice("It could not be done.", kLong);
    settle();
    QCOMPARE(placeOf(m_ide->canvas()), canvas);
    QCOMPARE(placeOf(right).left(), before.left());
    QCOMPARE(placeOf(right).width(), before.width());
    QCOMPARE(dock("outlineDock").height(), left);
    QVERIFY(notice().isVisible());
    const QRect strip = placeOf(notice());
    QVERIFY(strip.left() > canvas.right());
    QVERIFY(strip.top() <= before.top() && strip.bottom() < placeOf(right).top());
    QCOMPARE(placeOf(right).bottom(), before.bottom());

    notice().findChild<QPushButton *>()->click();
    settle();
    QCOMPARE(placeOf(right), before);
    QCOMPARE(placeOf(m_ide->canvas()), canvas);
}

void TestStrips::aStripSurvivesAChangeOfMode()
{
    m_ide->window().showNotice("It could not be done.", kLong);
    for (const ActionId mode : {ActionId::ModeDebug, ActionId::ModeAuthor, ActionId::ResetLayout}) {
        m_ide->action(mode).trigger();
        settle();
        QVERIFY(notice().isVisible());
        QVERIFY(placeOf(notice()).left() > placeOf(m_ide->canvas()).right());
        QVERIFY(notice().height() > 28);
    }
    m_ide->window().resize(1000, 700);
    settle();
    QVERIFY(notice().isVisible());
    m_ide->start(m_ide->folder()); // the next start has nothing to say
    QVERIFY(!notice().isVisible());
}

void TestStrips::aStripLiesOverTheCanvasWhereNothingStandsAtTheRight()
{
    m_ide->action(ActionId::GraphOrText).trigger();
    settle();
    const QRect canvas = placeOf(m_ide->canvas());
    m_ide->window().showNotice("It could not be done.", "Try again.");
    settle();
    QVERIFY(notice().isVisible());
    QCOMPARE(placeOf(m_ide->canvas()), canvas);
    QVERIFY(notice().visibleRegion().boundingRect().width() > 400);
    m_ide->action(ActionId::GraphOrText).trigger();
    m_ide->action(ActionId::GraphOrText).trigger();
    settle();
    QVERIFY(notice().isVisible());
    QVERIFY(placeOf(notice()).left() > placeOf(m_ide->canvas()).right());
}

void TestStrips::aTextWrapsUnderItsTitle()
{
    Strip strip(Strip::Kind::Error);
    QPushButton *const button = strip.addButton("Do it");
    const auto labels = strip.findChildren<QLabel *>();
    const QLabel *const title = labels[0];
    const QLabel *const text = labels[1];
    strip.setText("A title:", "a short text.");
    strip.resize(700, strip.heightForWidth(700));
    strip.show();
    QVERIFY(std::abs(title->geometry().center().y() - text->geometry().center().y()) <= 1);
    QVERIFY(text->x() > title->geometry().right() && button->x() > text->geometry().right());

    strip.setText("A title:", kLong + "/a/path/" + QString(200, 'x') + "/of/any/length");
    for (const int width : {700, 400, 230}) {
        strip.resize(width, strip.heightForWidth(width));
        settle();
        QCOMPARE(text->x(), title->x());
        QVERIFY(text->y() > title->y());
        QVERIFY(text->height() >= text->heightForWidth(text->width()));
        QVERIFY(text->geometry().right() < width && button->geometry().right() < width);
        QVERIFY(button->geometry().bottom() < strip.height());
        QVERIFY(!button->geometry().intersects(text->geometry()));
    }
    QVERIFY(strip.minimumSizeHint().width() < 60);
    QVERIFY(strip.text().contains(QString(200, 'x'))); // all of it, for whoever asks
}

void TestStrips::stripsCutNothingOfEachOther_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const char *language : {"en", "ko"}) {
        for (const QSize size :
             {QSize(1440, 900), QSize(1024, 768), QSize(1000, 700), QSize(960, 600)})
            QTest::addRow("%s, %d", language, size.width()) << QString(language) << size;
    }
}

void TestStrips::stripsCutNothingOfEachOther()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_ide = std::make_unique<IdeFixture>();
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder(), language); // restricted
    m_ide->window().resize(size);
    settle();
    // They come one after another, each with more to say.
    flowText().replaceRange(0, 0, "[");
    QTRY_VERIFY(strip("brokenStrip").isVisible());
    settle();
    m_ide->window().showNotice("It could not be done.", kLong.left(120));
    settle();
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    m_ide->action(ActionId::ModeAuthor).trigger();
    settle();
    int above = 0;
    for (const char *name : {"restrictedStrip", "brokenStrip", "noticeStrip"}) {
        Strip &each = strip(name);
        const QRect place = each.geometry();
        QVERIFY2(place.top() >= above, name);
        above = place.bottom() + 1;
        QVERIFY2(each.height() >= each.heightForWidth(each.width()), name);
        // Where they are too many for the window they are scrolled.
        for (QWidget *at = each.parentWidget(); at != nullptr; at = at->parentWidget()) {
            if (auto *room = qobject_cast<QScrollArea *>(at))
                room->ensureWidgetVisible(&each, 0, 0);
        }
        QCOMPARE(each.visibleRegion().boundingRect(), each.rect());
        for (const QWidget *part : each.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            if (!part->isVisible())
                continue;
            QVERIFY2(each.rect().contains(part->geometry()), part->metaObject()->className());
            if (const auto *pressed = qobject_cast<const QPushButton *>(part))
                QVERIFY2(part->size().width() >= pressed->sizeHint().width(),
                         qPrintable(pressed->text()));
            for (const QWidget *other : each.findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
                QVERIFY(part == other || !other->isVisible()
                        || !part->geometry().intersects(other->geometry()));
        }
    }
    m_ide->session().document()->workspace().discardAll();
    m_ide->application().setLanguage("en");
}

void TestStrips::aStripInAnEditorWidensNoPanel()
{
    const QString name = "a_rather_long_name_of_a_file_that_somebody_else_has_changed_meanwhile.py";
    m_ide->write(name, "one = 1\n");
    emit(*m_ide->window().findChild<ExplorerView *>()).fileChosen(m_ide->folder() + '/' + name);
    auto *editor = qobject_cast<widgets::CodeEditor *>(QApplication::focusWidget());
    QVERIFY(editor);
    QTest::keyClicks(editor, "two");
    settle();
    const QRect canvas = placeOf(m_ide->canvas());
    const int width = dock("editorDock").width();
    m_ide->write(name, "three = 3\n");
    QTRY_VERIFY(m_ide->window().findChild<Strip *>("changedStrip"));
    settle();
    const auto *strip = m_ide->window().findChild<Strip *>("changedStrip");
    QTRY_VERIFY(strip->isVisible() && strip->height() > 28);
    QCOMPARE(dock("editorDock").width(), width);
    QCOMPARE(placeOf(m_ide->canvas()), canvas);
    m_ide->session().document()->workspace().discardAll();
}

void TestStrips::theFocusStaysInTheEditorsWhenATabIsClosed()
{
    for (const char *file : {"double.py", "say.py"})
        emit(*m_ide->window().findChild<ExplorerView *>()).fileChosen(m_ide->folder() + '/' + file);
    const auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    QCOMPARE(tabs.count(), 3);
    for (int left = 2; left > 0; --left) {
        m_ide->action(ActionId::CloseTab).trigger();
        settle();
        QCOMPARE(tabs.count(), left);
        QVERIFY(isFocusIn(*tabs.currentWidget()));
        QVERIFY(qobject_cast<widgets::CodeEditor *>(QApplication::focusWidget()));
    }
    QVERIFY(flowText().hasFocus());
    // The find bar gives it back as well.
    m_ide->action(ActionId::Find).trigger();
    QVERIFY(!flowText().hasFocus());
    m_ide->child<QWidget>("findBar").hide();
    QVERIFY(flowText().hasFocus());
}

void TestStrips::theFocusIsOnTheCanvasWhenItsWidgetGoes_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"mode", "dock", "strip", "disabled", "deleted"})
        QTest::newRow(what) << what;
}

void TestStrips::theFocusIsOnTheCanvasWhenItsWidgetGoes()
{
    QFETCH(QString, what);
    QWidget *focused = &flowText();
    if (what == "dock")
        focused = &m_ide->child<QTreeView>("outline");
    auto *made = new QPushButton("Made", &m_ide->window());
    if (what == "disabled" || what == "deleted")
        focused = made;
    if (what == "strip") {
        m_ide->window().showNotice("It could not be done.", "Try again.");
        focused = notice().findChild<QPushButton *>();
    }
    made->show();
    focused->setFocus(Qt::TabFocusReason);
    QVERIFY(focused->hasFocus());
    if (what == "mode")
        m_ide->action(ActionId::ModeDebug).trigger();
    else if (what == "dock")
        dock("outlineDock").close();
    else if (what == "strip")
        press(Qt::Key_Space);
    else if (what == "disabled")
        made->setEnabled(false);
    else
        delete made;
    settle();
    QVERIFY2(m_ide->canvas().hasFocus(),
             QApplication::focusWidget() ? QApplication::focusWidget()->metaObject()->className()
                                         : "nothing");
}

void TestStrips::spaceRunsNothingAfterSomethingClosed()
{
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    emit(*m_ide->window().findChild<ExplorerView *>()).fileChosen(m_ide->folder() + "/double.py");
    m_ide->action(ActionId::CloseTab).trigger();
    flowText().setReadOnly(true); // so that nothing is typed
    press(Qt::Key_Space);
    dock("editorDock").close();
    settle();
    press(Qt::Key_Space);
    m_ide->action(ActionId::ModeDebug).trigger();
    settle();
    press(Qt::Key_Space);
    QVERIFY(!m_ide->session().runs().isBusy());
    QCOMPARE(m_ide->session().model().state(), run::NodeState::Idle);
}

void TestStrips::returnPressesAFocusedButton()
{
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    m_ide->window().showNotice("It could not be done.", "Try again.");
    auto *dismiss = notice().findChild<QPushButton *>();
    dismiss->setFocus();
    press(Qt::Key_Return, Qt::ControlModifier); // that is another key
    QVERIFY(notice().isVisible());
    press(Qt::Key_Return);
    QVERIFY(!notice().isVisible());
    m_ide->child<QToolButton>("runButton").setFocus();
    press(Qt::Key_Enter, Qt::KeypadModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_ide->session().model().state(), run::NodeState::Done, 30'000);
}

void TestStrips::aDialogKeepsItsDefaultButton()
{
    QDialog dialog(&m_ide->window());
    auto *field = new QLineEdit(&dialog);
    auto *first = new QPushButton("First", &dialog);
    auto *second = new QPushButton("Second", &dialog);
    first->move(0, 40);
    second->move(0, 80);
    second->setDefault(true);
    QStringList pressed;
    connect(first, &QPushButton::clicked, this, [&] { pressed.append("first"); });
    connect(second, &QPushButton::clicked, this, [&] { pressed.append("second"); });
    dialog.show();
    dialog.activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), &dialog);
    field->setFocus();
    press(Qt::Key_Return);
    first->setFocus();
    press(Qt::Key_Return);
    second->setFocus();
    press(Qt::Key_Return);
    QCOMPARE(pressed, (QStringList{"second", "first", "second"}));
}

void TestStrips::aFileFromTheExplorerTakesTheCaret()
{
    QTreeView &explorer = *m_ide->window().findChild<ExplorerView *>();
    explorer.setFocus();
    const auto find = [&explorer](const QString &name) {
        const QModelIndexList found
            = explorer.model()->match(explorer.rootIndex().isValid()
                                          ? explorer.model()->index(0, 0, explorer.rootIndex())
                                          : explorer.model()->index(0, 0),
                                      Qt::DisplayRole,
                                      name,
                                      1,
                                      Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    };
    QTRY_VERIFY(find("say.py").isValid());
    explorer.scrollTo(find("say.py"));
    settle();
    QTest::mouseClick(explorer.viewport(),
                      Qt::LeftButton,
                      {},
                      explorer.visualRect(find("say.py")).center());
    settle();
    const auto *editor = qobject_cast<widgets::CodeEditor *>(QApplication::focusWidget());
    QVERIFY(editor);
    QCOMPARE(editor->accessibleName(), QString("say.py"));
}

QTEST_MAIN(TestStrips)
#include "tst_strips.moc"

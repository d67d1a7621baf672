// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/aboutdialog.h"
#include "app/ide/panes/trustreview.h"
#include "app/ide/settings/settingsdialog.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/theme/elidedbutton.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTranslator>

#include <algorithm>
#include <cmath>

using namespace postern;
using namespace postern::ide;

namespace {

/// What another language may do to a text: makes each of the program's own, in the language that
/// is installed below this, three tenths longer.
class Stretcher final : public QTranslator
{
public:
    QString translate(const char *context,
                      const char *source,
                      const char *disambiguation,
                      int n) const override
    {
        if (m_isAsking || context[0] == 'Q')
            return {};
        m_isAsking = true;
        const QString text = QCoreApplication::translate(context, source, disambiguation, n);
        m_isAsking = false;
        QString letters;
        for (const QChar character : text) {
            if (character.isLetter())
                letters += character;
        }
        return text
               + letters.repeated(2).left(
                   static_cast<qsizetype>(std::ceil(0.3 * double(text.size()))));
    }
    bool isEmpty() const override { return false; }

private:
    mutable bool m_isAsking = false;
};

/// What a widget is, for whoever reads that it doesn't fit.
QString describe(const QWidget &widget, const QString &text)
{
    QStringList path;
    for (const QWidget *at = &widget; at != nullptr; at = at->parentWidget())
        path.prepend(at->objectName().isEmpty() ? at->metaObject()->className() : at->objectName());
    return QStringLiteral("\"%1\" in %2 (%3x%4)")
        .arg(text, path.join('/'))
        .arg(widget.width())
        .arg(widget.height());
}

bool isElidedOnPurpose(const QLabel &label)
{
    return !label.toolTip().isEmpty() && label.text().contains(u'…');
}

void checkLabel(const QLabel &label, QStringList &found)
{
    if (label.text().isEmpty())
        return;
    if (isElidedOnPurpose(label)) {
        if (label.height() < label.fontMetrics().height())
            found << describe(label, label.text());
        return;
    }
    const QMargins margins = label.contentsMargins();
    const int room = label.width() - margins.left() - margins.right();
    if (label.wordWrap()) {
        if (label.height() < label.heightForWidth(label.width())
            || room < label.minimumSizeHint().width() - margins.left() - margins.right())
            found << describe(label, label.text());
        return;
    }
    const QSize wanted = label.fontMetrics().size(0, label.text());
    if (wanted.width() > room || wanted.height() > label.height())
        found << describe(label, label.text());
}

void checkTabs(const QTabBar &tabs, QStringList &found)
{
    // Then the others can be reached.
    const QList<QToolButton *> buttons = tabs.findChildren<QToolButton *>();
    const bool scrolls = std::ranges::any_of(buttons, &QWidget::isVisible);
    for (int tab = 0; tab < tabs.count(); ++tab) {
        const QRect place = tabs.tabRect(tab);
        const bool isCut = tabs.fontMetrics().horizontalAdvance(tabs.tabText(tab)) > place.width();
        const bool isOutside = tab == tabs.currentIndex()
                                   ? place.left() < 0 || place.right() > tabs.width()
                                   : !scrolls && place.right() > tabs.width();
        if (tabs.isTabVisible(tab) && (isCut || isOutside))
            found << describe(tabs, tabs.tabText(tab));
    }
}

constexpr int kRoomOfPanelTabs = 260; // with a text of the usual size

/// The texts of a window that can't be read in full, of those that are shown.
QStringList cutTexts(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        // What lies behind another panel is "visible".
        if (widget->visibleRegion().isEmpty() || widget->window() != &window)
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            checkLabel(*label, found);
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            const auto *tool = qobject_cast<const QToolButton *>(button);
            const bool isIcon = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly
                                && !tool->icon().isNull();
            // Under an icon it may go nearly to the edges.
            const bool isUnder = tool && tool->toolButtonStyle() == Qt::ToolButtonTextUnderIcon;
            const int wanted = isUnder ? button->fontMetrics().horizontalAdvance(button->text()) + 4
                                       : button->sizeHint().width();
            const bool isElided = qobject_cast<const theme::ElidedButton *>(button) != nullptr;
            if (!isIcon && !isElided && !button->text().isEmpty() && button->width() < wanted)
                found << describe(*button, button->text());
        } else if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            // Those of panels are shortened where they must, with a tool tip.
            const bool isOfPanels = qobject_cast<const QMainWindow *>(tabs->parentWidget());
            if (!isOfPanels || tabs->width() >= theme::scaled(kRoomOfPanelTabs))
                checkTabs(*tabs, found);
        }
    }
    return found;
}

/// Widgets that hold a text and lie partly outside of the window.
QStringList lostWidgets(const QWidget &window)
{
    QStringList found;
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->visibleRegion().isEmpty() || button->window() != &window)
            continue;
        const QRect place(button->mapTo(&window, QPoint()), button->size());
        bool isScrolled = false;
        for (const QWidget *at = button; at != nullptr; at = at->parentWidget()) {
            const auto *area = qobject_cast<const QAbstractScrollArea *>(at);
            isScrolled = isScrolled
                         || (area
                             && area->verticalScrollBar()->maximum()
                                        + area->horizontalScrollBar()->maximum()
                                    > 0);
        }
        if (!isScrolled && !window.rect().contains(place))
            found << describe(*button, button->text());
    }
    return found;
}

} // namespace

/// Texts as long as another language makes them: nothing is cut off, in any page, panel or dialog.
class TestFit : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void longTextsFit_data();
    void longTextsFit();

private:
    void verify(const char *scene, const QWidget &window);
    void verifyLists(const QWidget &window);
    void takeRounds(MainWindow &window);

    std::unique_ptr<IdeFixture> m_ide;
    std::unique_ptr<Stretcher> m_stretcher;
    QStringList m_cut;
};

void TestFit::init()
{
    m_ide = std::make_unique<IdeFixture>();
    m_stretcher = std::make_unique<Stretcher>();
    m_cut.clear();
}

void TestFit::cleanup()
{
    m_ide.reset();
    m_stretcher.reset();
}

void TestFit::verify(const char *scene, const QWidget &window)
{
    for (int pass = 0; pass < 10; ++pass) // a layout that changes asks for another one
        QCoreApplication::processEvents();
    for (const QString &text : cutTexts(window))
        m_cut << QStringLiteral("%1: %2 is cut").arg(QLatin1String(scene), text);
    for (const auto *dock : window.findChildren<QDockWidget *>()) {
        const auto *status = window.findChild<QStatusBar *>();
        if (status && !dock->visibleRegion().isEmpty() && !dock->isFloating()
            && dock->geometry().bottom() >= status->geometry().top())
            m_cut << QStringLiteral("%1: %2 is over the status bar")
                         .arg(QLatin1String(scene), dock->objectName());
    }
    for (const QString &text : lostWidgets(window))
        m_cut << QStringLiteral("%1: %2 is outside").arg(QLatin1String(scene), text);
}

/// A list that opens shows all its entries when they are few.
void TestFit::verifyLists(const QWidget &window)
{
    for (auto *box : window.findChildren<QComboBox *>()) {
        box->showPopup();
        QCoreApplication::processEvents();
        const QRect last = box->view()->visualRect(
            box->model()->index(box->count() - 1, box->modelColumn()));
        if (!box->view()->viewport()->rect().contains(last))
            m_cut << QStringLiteral("the list of %1 is cut").arg(box->accessibleName());
        box->hidePopup();
    }
}

void TestFit::longTextsFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("percent");
    for (const char *language : {"en", "ko"}) {
        for (const QSize size : {QSize(1440, 900), QSize(1024, 768), QSize(952, 564)})
            QTest::addRow("%s at %d", language, size.width()) << QString(language) << size << 100;
    }
    QTest::addRow("en at 1440, 200 %%") << QString("en") << QSize(1440, 900) << 200;
    QTest::addRow("en at 952, 200 %%") << QString("en") << QSize(952, 564) << 200;
    QTest::addRow("ko at 952, 200 %%") << QString("ko") << QSize(952, 564) << 200;
    QTest::addRow("ko at 1440, 150 %%") << QString("ko") << QSize(1440, 900) << 150;
}

void TestFit::takeRounds(MainWindow &window)
{
    Session &session = m_ide->session();
    const Actions &actions = window.actions();
    window.selectNode("double");
    verify("author", window);
    const auto raise = [&](const char *dock) {
        auto *panel = window.findChild<QDockWidget *>(QString::fromLatin1(dock));
        panel->show();
        panel->raise();
    };
    raise("runDock");
    verify("run inputs", window);
    actions[ActionId::Run]->trigger();
    QTRY_VERIFY(!session.runs().isBusy());
    verify("after a run", window);
    actions[ActionId::ToggleBottom]->trigger();
    for (QTabWidget *tabs :
         window.findChild<QWidget *>("bottomDock")->findChildren<QTabWidget *>()) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            verify("bottom", window);
        }
    }
    actions[ActionId::ToggleBottom]->trigger();
    actions[ActionId::ModeDebug]->trigger();
    for (QTabWidget *tabs : window.findChild<QWidget *>("nodeIo")->findChildren<QTabWidget *>()) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            verify("debug", window);
        }
    }
    actions[ActionId::ModeAuthor]->trigger();
    raise("editorDock");
    actions[ActionId::Replace]->trigger();
    verify("replace", window);
    auto *text = window.findChild<widgets::CodeEditor *>("flowText");
    text->setFocus();
    QTest::keyClicks(text, "}[");
    QTRY_VERIFY(!session.document()->flow().isCurrent());
    verify("broken", window);
    session.document()->undoToLastGood();
    session.document()->workspace().discardAll();
}

void TestFit::longTextsFit()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(int, percent);
    writeNumbersFlow(*m_ide);
    Settings().setTextScale(percent);
    for (const char *name : {"a-folder-with-a-name-that-is-rather-long", "quality", "흐름"}) {
        QDir().mkpath(m_ide->folder() + "/recent/" + name);
        Settings().addRecentFolder(m_ide->folder() + "/recent/" + name);
    }
    m_ide->start({}, language);
    QCoreApplication::installTranslator(m_stretcher.get());
    m_ide->window().hide();

    auto window = std::make_unique<MainWindow>(m_ide->session());
    window->resize(size);
    window->show();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    verify("welcome", *window);
    window->openPath(m_ide->folder());
    verify("restricted", *window);
    TrustReview review(*m_ide->session().document(), window.get());
    review.show();
    verify("review", review);
    review.close();
    m_ide->session().trustFolder();
    QTRY_VERIFY(m_ide->session().runBlocker().isEmpty());
    takeRounds(*window);

    SettingsDialog settings(m_ide->session(), window->actions(), window.get());
    settings.show();
    verify("settings", settings);
    verifyLists(settings);
    QVERIFY(settings.width() <= 9 * percent && settings.height() <= 6 * percent);
    QVERIFY(percent == 100 || settings.width() > 700);
    AboutDialog about(window.get());
    about.show();
    verify("about", about);
    QVERIFY2(m_cut.isEmpty(), qPrintable('\n' + m_cut.join('\n')));
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"

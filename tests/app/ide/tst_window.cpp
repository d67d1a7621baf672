// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/commands/keymap.h"
#include "engine/store/settings.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace postern;
using namespace postern::ide;

/// What belongs to the window and not to a flow: settings, commands and their keys, and what is
/// remembered between starts.
class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_ide = std::make_unique<IdeFixture>(); }
    void cleanup() { m_ide.reset(); }

    void theLastFolderComesBackAsItWas();
    void aProgramThatWasKilledComesBack();
    void theLastFolderStaysClosedWhereThatIsSet();
    void aRecentFolderThatIsGoneIsGreyedAndRemoved();
    void everyActionOfMenusAndToolBarsIsACommand();
    void aCommandIsFoundByItsEnglishNameInKorean();
    void goingToAFileOrANodeByItsName();
    void settingsAreFoundByWords();
    void theTextSizeIsSet();
    void settingsOfBothProgramsAreKeptWhereConfigKeepsThem();
    void aSettingThatCannotBeIsRefusedInWords();
    void aCommandGetsAnotherKeyAndAConflictIsShown();
    void aPresetChangesKeysButNotTheUsersOwn();
    void theDetailsOfAFailedRunAreCopied();

private:
    QWidget &palette() const { return m_ide->child<QWidget>("commandPalette"); }
    QDialog &openSettings() const
    {
        m_ide->action(ActionId::ShowSettings).trigger();
        return m_ide->child<QDialog>("settings");
    }
    std::unique_ptr<IdeFixture> m_ide;
};

void TestWindow::theLastFolderComesBackAsItWas()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    m_ide->click("say");
    m_ide->action(ActionId::ZoomIn).trigger();
    m_ide->action(ActionId::ZoomIn).trigger();
    const int zoom = m_ide->canvas().zoomPercent();
    QTest::keyClick(&m_ide->window(), Qt::Key_P, Qt::ControlModifier);
    QTest::keyClicks(palette().findChild<QLineEdit *>(), "double.py");
    QTest::keyClick(palette().findChild<QLineEdit *>(), Qt::Key_Return);
    // The files are looked up aside, and the one that is chosen brings the editors up when it comes.
    QTRY_VERIFY(
        m_ide->session().document()->workspace().tabs().contains(m_ide->folder() + "/double.py"));
    m_ide->action(ActionId::ModeDebug).trigger();
    QTRY_VERIFY(!m_ide->session().folderState().value("tabs").toArray().isEmpty());
    QTRY_COMPARE(m_ide->session().folderState().value("window").toObject()["mode"].toString(),
                 QString("debug"));

    m_ide->start(); // no folder is named
    QVERIFY(m_ide->session().document());
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder());
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
    QCOMPARE(m_ide->canvas().zoomPercent(), zoom);
    QVERIFY(m_ide->action(ActionId::ModeDebug).isChecked());
    QVERIFY(
        m_ide->session().document()->workspace().tabs().contains(m_ide->folder() + "/double.py"));
}

void TestWindow::aProgramThatWasKilledComesBack()
{
    writeNumbersFlow(*m_ide);
    QProcess program;
    program.start(POSTERN_IDE, {m_ide->folder()});
    QVERIFY(program.waitForStarted());
    const QDir kept(qEnvironmentVariable("POSTERN_HOME") + "/folders");
    // Written by the program itself, while it runs: nothing is left to its end.
    QTRY_VERIFY_WITH_TIMEOUT(!kept.entryList({"*.json"}).isEmpty(), 30'000);
    program.kill();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);

    m_ide->start();
    QVERIFY(m_ide->session().document());
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder());
    QVERIFY(m_ide->session().isRestricted()); // opening it twice is no trust
}

void TestWindow::theLastFolderStaysClosedWhereThatIsSet()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    m_ide->session().settings().setReopensLast(false);
    m_ide->start();
    QVERIFY(!m_ide->session().document());
}

void TestWindow::aRecentFolderThatIsGoneIsGreyedAndRemoved()
{
    {
        Settings settings;
        settings.setReopensLast(false);
        settings.addRecentFolder("/nowhere/flow-a");
        settings.addRecentFolder(m_ide->folder());
    }
    m_ide->start();
    const auto button = [this](const QString &folder) {
        return m_ide->window().findChild<QPushButton *>("open:" + folder);
    };
    QVERIFY(button(m_ide->folder()) && button(m_ide->folder())->isEnabled());
    QPushButton *const gone = button("/nowhere/flow-a");
    QVERIFY(gone && !gone->isEnabled());
    QTest::mouseClick(gone->parentWidget()->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(!gone->isVisible());
    QCOMPARE(m_ide->session().settings().allRecentFolders(), QStringList{m_ide->folder()});
}

static void collect(const QList<QAction *> &actions, QList<QAction *> &found)
{
    for (QAction *action : actions) {
        if (action->menu())
            collect(action->menu()->actions(), found);
        else if (!action->isSeparator() && !action->text().isEmpty())
            found.append(action);
    }
}

void TestWindow::everyActionOfMenusAndToolBarsIsACommand()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder());
    QList<QAction *> found;
    collect(m_ide->window().menuBar()->actions(), found);
    for (QMenu *menu : m_ide->window().findChildren<QMenu *>())
        collect(menu->actions(), found);
    for (QToolBar *bar : m_ide->window().findChildren<QToolBar *>())
        collect(bar->actions(), found);
    for (QToolButton *button : m_ide->window().findChildren<QToolButton *>()) {
        if (button->defaultAction())
            collect({button->defaultAction()}, found);
    }
    QVERIFY(found.size() > 40);
    const QList<QAction *> commands = m_ide->window().actions().all();
    QSet<QString> ids;
    for (QAction *action : commands) {
        QVERIFY2(!action->text().isEmpty() && !action->objectName().isEmpty(),
                 qPrintable(action->text()));
        QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
        ids.insert(action->objectName());
    }
    for (QAction *action : found) {
        // Folders, panels and values aren't commands: they are what commands are given.
        const bool isPanel = qobject_cast<QDockWidget *>(action->parent()) != nullptr;
        const bool isFolder = action->text() == m_ide->folder();
        const bool isZoom = action->text().endsWith(" %");
        const bool isOfField = qobject_cast<QLineEdit *>(action->parent()) != nullptr;
        QVERIFY2(isPanel || isFolder || isZoom || isOfField || commands.contains(action),
                 qPrintable(action->text()));
    }
}

void TestWindow::aCommandIsFoundByItsEnglishNameInKorean()
{
    writeNumbersFlow(*m_ide);
    m_ide->start(m_ide->folder(), "ko");
    QTest::keyClick(&m_ide->window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto *list = palette().findChild<QTreeView *>();
    auto *field = palette().findChild<QLineEdit *>();
    const int all = list->model()->rowCount();
    QTest::keyClicks(field, "fit graph");
    QCOMPARE(list->model()->rowCount(), 1);
    field->setText(m_ide->action(ActionId::Fit).text());
    QCOMPARE(list->model()->rowCount(), 1);
    field->clear();
    QCOMPARE(list->model()->rowCount(), all);
    QVERIFY(all > 30);
}

void TestWindow::goingToAFileOrANodeByItsName()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("notes/todo.txt", "nothing\n");
    m_ide->start(m_ide->folder());
    QTest::keyClick(&m_ide->window(), Qt::Key_P, Qt::ControlModifier);
    QTest::keyClicks(palette().findChild<QLineEdit *>(), "todo");
    QTest::keyClick(palette().findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(m_ide->session().document()->workspace().tabs().contains(m_ide->folder()
                                                                         + "/notes/todo.txt"));
    QTRY_VERIFY(!m_ide->window().findChild<QWidget *>("commandPalette"));
    m_ide->activate();
    QTest::keyClick(&m_ide->window(), Qt::Key_P, Qt::ControlModifier);
    QTest::keyClicks(palette().findChild<QLineEdit *>(), "say");
    QTest::keyClick(palette().findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(m_ide->window().selectedNode(), QString("say"));
}

void TestWindow::settingsAreFoundByWords()
{
    m_ide->start();
    QDialog &settings = openSettings();
    QVERIFY(settings.isVisible());
    QVERIFY(settings.width() <= 900 && settings.height() <= 600);
    auto *scale = settings.findChild<QWidget *>("textScale");
    auto *proxy = settings.findChild<QWidget *>("network.proxy");
    QTest::keyClicks(settings.findChild<QLineEdit *>("settingsSearch"), "proxy");
    QVERIFY(!proxy->parentWidget()->parentWidget()->isHidden());
    QVERIFY(!scale->isVisible());
}

void TestWindow::theTextSizeIsSet()
{
    m_ide->start();
    const int before = QApplication::font().pixelSize();
    openSettings().findChild<QSpinBox *>("textScale")->setValue(150);
    QTRY_VERIFY(QApplication::font().pixelSize() > before);
    QCOMPARE(m_ide->session().settings().textScale(), 150);
}

void TestWindow::settingsOfBothProgramsAreKeptWhereConfigKeepsThem()
{
    m_ide->start();
    QDialog &settings = openSettings();
    auto type = [&settings](const char *name, const QString &text) {
        auto *field = settings.findChild<QLineEdit *>(name);
        field->setText(text);
        emit field->editingFinished();
    };
    type("egress.allow", "*.openai.azure.com");
    type("network.proxy", "http://proxy:3128");
    const store::Settings kept = store::Settings::load();
    QCOMPARE(kept.egressAllow(), std::vector<std::string>{"*.openai.azure.com"});
    QCOMPARE(kept.proxy(), std::string("http://proxy:3128"));
    type("network.proxy", "");
    QCOMPARE(store::Settings::load().proxy(), std::string());
}

void TestWindow::aSettingThatCannotBeIsRefusedInWords()
{
    m_ide->start();
    QDialog &settings = openSettings();
    auto *field = settings.findChild<QLineEdit *>("python.interpreter");
    field->setText("/nowhere/python3");
    emit field->editingFinished();
    auto *problem = settings.findChild<QLabel *>("settingsProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains("/nowhere/python3"), qPrintable(problem->text()));
}

void TestWindow::aCommandGetsAnotherKeyAndAConflictIsShown()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    KeyMap keys(m_ide->session().settings(), m_ide->window().actions());
    QAction *const fit = &m_ide->action(ActionId::Fit);
    QVERIFY(keys.conflicts(fit).isEmpty());
    keys.setKey(fit, QKeySequence("F8"));
    QCOMPARE(keys.conflicts(fit), QList<QAction *>{&m_ide->action(ActionId::NextProblem)});
    auto *table = openSettings().findChild<QTreeWidget *>("keyTable");
    const auto rows = table->findItems(m_ide->action(ActionId::Fit).text(), Qt::MatchExactly);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first()->text(1), QString("F8"));
    QCOMPARE(rows.first()->text(2), m_ide->action(ActionId::NextProblem).text());

    keys.setKey(fit, QKeySequence("Ctrl+Alt+F9"));
    m_ide->startTrusted();
    QCOMPARE(m_ide->action(ActionId::Fit).shortcut(), QKeySequence("Ctrl+Alt+F9"));
    QVERIFY(m_ide->action(ActionId::Fit).toolTip().contains("F9"));
    KeyMap(m_ide->session().settings(), m_ide->window().actions())
        .resetKey(&m_ide->action(ActionId::Fit));
    QCOMPARE(m_ide->action(ActionId::Fit).shortcut(),
             Actions::defaultKey(&m_ide->action(ActionId::Fit)));
}

void TestWindow::aPresetChangesKeysButNotTheUsersOwn()
{
    m_ide->start();
    KeyMap keys(m_ide->session().settings(), m_ide->window().actions());
    keys.setKey(&m_ide->action(ActionId::Stop), QKeySequence("Ctrl+F9"));
    m_ide->choose(*openSettings().findChild<QComboBox *>("keyPreset"), 1);
    QCOMPARE(m_ide->action(ActionId::Run).shortcut(), QKeySequence("Shift+F10"));
    QCOMPARE(m_ide->action(ActionId::Stop).shortcut(), QKeySequence("Ctrl+F9"));
    for (const QAction *command : m_ide->window().actions().all())
        QVERIFY2(keys.conflicts(command).isEmpty(), qPrintable(command->objectName()));
    keys.setPreset(KeyMap::Preset::Default);
    QCOMPARE(m_ide->action(ActionId::Run).shortcut(), QKeySequence("F5"));
}

void TestWindow::theDetailsOfAFailedRunAreCopied()
{
    writeNumbersFlow(*m_ide);
    m_ide->write("say.py", R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    raise ValueError("nothing to say")
)");
    m_ide->startTrusted();
    QVERIFY(!m_ide->action(ActionId::CopyErrorDetails).isEnabled());
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    QTest::keyClick(&m_ide->window(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(!m_ide->session().runs().isBusy(), 30'000);
    m_ide->action(ActionId::CopyErrorDetails).trigger();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains("nothing to say") && copied.contains("Postern " POSTERN_VERSION)
                 && copied.contains("Traceback"),
             qPrintable(copied));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"

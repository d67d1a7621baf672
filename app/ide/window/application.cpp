// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/application.h"

#include "app/ide/panes/buttonkeys.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/window/mainwindow.h"
#include "engine/store/scratchfolder.h"
#include "widgets/theme/composition.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QThreadPool>
#include <QTimer>
#include <QWindow>

#include <chrono>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::chrono::seconds kMoment{2}; // after which a window stands

theme::Scheme schemeNamed(const QString &theme)
{
    if (theme == QLatin1String("light"))
        return theme::Scheme::Light;
    return theme == QLatin1String("contrast") ? theme::Scheme::HighContrast : theme::Scheme::Dark;
}

} // namespace

Application::Application(QApplication &qt, const Options &options)
    : m_qt(qt)
    , m_session(options)
{
    const bool isCautious = m_guard.failedStarts() >= StartGuard::kTooMany;
    m_session.setCautious(isCautious);
    if (isCautious)
        m_session.settings().forgetWindow();
    qt.installEventFilter(new ButtonKeys(this));
    QApplication::setCursorFlashTime(0); // nothing repaints while nothing happens
    if (!options.language.isEmpty())
        m_session.settings().setLanguage(options.language);
    if (!options.theme.isEmpty())
        m_session.settings().setTheme(options.theme);
    applyLanguage(m_session.settings().language());
    theme::applyColoursAndFonts(schemeNamed(m_session.settings().theme()),
                                m_session.settings().textScale() / 100.0);
    showWindow();
    theme::applyStyleSheet(qt);
    if (!options.path.isEmpty())
        m_window->openPath(options.path);
    else if (!isCautious)
        openLast();
    m_window->show();
    if (isCautious)
        showFailedStarts();
    QTimer::singleShot(kMoment, this, [this] {
        m_guard.succeed();
        QThreadPool::globalInstance()->start([] { store::sweepScratchFolders(); });
    });
}

Application::~Application() = default;

void Application::openLast()
{
    const QString last = m_session.lastFlow();
    if (m_session.settings().reopensLast() && QFileInfo::exists(last))
        m_window->openFlow(last, m_session.lastChosenIn());
}

void Application::showFailedStarts()
{
    m_window->showNotice(tr("Postern failed to start %1 times in a row.").arg(m_guard.failedStarts()),
                         tr("So the window and its panels are as at the first start, and no folder "
                            "was opened by itself. Text that was not saved is kept for when its "
                            "folder is opened."));
}

void Application::setTextScale(int percent)
{
    m_session.settings().setTextScale(percent);
    applyTheme(m_session.settings().theme());
}

void Application::setLanguage(const QString &language)
{
    m_session.settings().setLanguage(language);
    applyLanguage(language);
    m_session.translate();
    rebuildWindow();
}

void Application::setTheme(const QString &theme)
{
    m_session.settings().setTheme(theme);
    applyTheme(theme);
}

void Application::applyLanguage(const QString &language)
{
    QApplication::removeTranslator(&m_translator);
    QApplication::removeTranslator(&m_qtTranslator);
    QLocale::setDefault(QLocale(language));
    if (language == QLatin1String("en"))
        return;
    if (m_qtTranslator.load(QStringLiteral("qtbase_%1").arg(language),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qtTranslator);
    if (m_translator.load(QStringLiteral(":/i18n/postern_%1.qm").arg(language)))
        QApplication::installTranslator(&m_translator);
}

void Application::applyTheme(const QString &theme)
{
    theme::apply(m_qt, schemeNamed(theme), m_session.settings().textScale() / 100.0);
}

void Application::showWindow()
{
    m_window = std::make_unique<MainWindow>(m_session);
    // Queued: the old window's menu is still at work when one of them is chosen.
    connect(m_window.get(),
            &MainWindow::languageChosen,
            this,
            &Application::setLanguage,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &MainWindow::themeChosen,
            this,
            &Application::setTheme,
            Qt::QueuedConnection);
    connect(m_window.get(),
            &MainWindow::textScaleChosen,
            this,
            &Application::setTextScale,
            Qt::QueuedConnection);
}

void Application::rebuildWindow()
{
    // Not closed: that would ask about what isn't saved, and nothing of it is in the window.
    theme::commitComposition(); // what was typed last belongs to the files, which both show
    m_window->findChild<EditorPane *>()->flush();
    m_leaving = std::move(m_window);
    const WindowPlace place = m_leaving->place();
    showWindow();
    // Laid out where nobody sees it, which takes a while: until then the old one is seen, and nothing
    // black in its place.
    m_window->setAttribute(Qt::WA_DontShowOnScreen);
    m_window->show();
    m_window->setPlace(place);
    m_window->hide();
    m_window->setAttribute(Qt::WA_DontShowOnScreen, false);
    m_window->show();
    m_window->takeOver(*m_leaving);
    m_window->activateWindow();
    m_window->windowHandle()->installEventFilter(this);
    QTimer::singleShot(kMoment, m_window.get(), [this] {
        leaveOld();
    }); // minimised, it isn't exposed
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    // Queued: it is painted by this event.
    if (event->type() == QEvent::Expose && m_leaving && watched == m_window->windowHandle()
        && m_window->windowHandle()->isExposed())
        QMetaObject::invokeMethod(this, &Application::leaveOld, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void Application::leaveOld()
{
    m_leaving.reset();
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/home/options.h"
#include "app/ide/home/startguard.h"
#include "app/ide/session/session.h"

#include <QObject>
#include <QTranslator>

#include <memory>

class QApplication;

namespace postern::ide {

class MainWindow;

/// The program: a session and its window. Another language builds the window anew over the same
/// session, so that no view has to know how to change its words; another theme changes the one
/// that is there.
class Application final : public QObject
{
    Q_OBJECT

public:
    Application(QApplication &qt, const Options &options);
    ~Application() override;

    Session &session() { return m_session; }
    MainWindow *window() const { return m_window.get(); }

    void setLanguage(const QString &language);
    void setTheme(const QString &theme);
    void setTextScale(int percent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyLanguage(const QString &language);
    void applyTheme(const QString &theme);
    void openLast();
    /// Says why this start uses the defaults.
    void showFailedStarts();
    void showWindow();
    void rebuildWindow();
    /// The window that had other words goes: the new one is to be seen.
    void leaveOld();

    QApplication &m_qt;
    StartGuard m_guard;
    Session m_session;
    QTranslator m_translator;
    QTranslator m_qtTranslator; ///< Qt's own words, of its dialogs and context menus
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<MainWindow> m_leaving; ///< is seen until m_window is
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/panel.h"
#include "app/ide/window/panelplaces.h"
#include "widgets/theme/theme.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;
class QRect;
class QWidget;

namespace postern::ide {

class Actions;
class DockTitle;
class Flyout;
class Panels;
class Session;
class StripArea;
class StripHost;

/// The panels of a window around its centre: which of them the mode shows, where they stand, and
/// how they get out of each other's way in a small window. All that it knows of a panel is in the
/// list.
class WorkArea final : public QObject
{
    Q_OBJECT

public:
    /// What is shown of a flow.
    enum class Showing { Both, Centre, Panels };

    /// The window has its centre. The strips get their place atop what stands at the right, and
    /// the flyout beside what stands at the left edge.
    WorkArea(Session &session,
             Actions &actions,
             QMainWindow *window,
             StripArea *strips,
             QWidget *flyoutBeside,
             std::vector<Panel> panels);
    ~WorkArea() override;

    Mode mode() const { return m_arrangement.mode; }
    void showMode(Mode mode);
    /// Looks again at what is open and which panels are available.
    void refresh();
    /// Puts the panels back to where they stand in the beginning.
    void reset();
    /// Keeps where the panels stand.
    void save();

    /// Shows a panel before those that share its place, in a mode that has it.
    void bringUp(const QString &id);
    /// Brings a panel up and gives it the keyboard.
    void goTo(const QString &id);
    /// Puts a panel that is shown before those that share its place.
    void raise(const QString &panel);
    /// Whether anything of it is to be seen.
    bool isSeen(const QString &panel) const;
    /// "9 nodes", after the panel's title.
    void setRemark(const QString &panel, const QString &text);
    /// Brings up what the focus has come into: what lies behind another panel is out of sight, yet
    /// the Tab key finds it.
    void bringUpFocused();

    /// The panels of the mode, as they are read: at the left, at the right, below.
    std::vector<const Panel *> panelsAt(PanelPlace::Side side) const;
    /// Those that show and hide the panels.
    QList<QAction *> toggles() const;
    /// The commands of panels.
    QList<QAction *> commands() const { return m_commands; }

    bool isShown(const QString &panel) const;
    /// Shows or hides what stands at the left: in a narrow window as a flyout.
    void toggleSide();
    void togglePanel(const QString &panel);
    void showOnly(Showing showing);
    /// Both, then the centre alone, then the panels alone, and so on. Answers which it is now.
    Showing showNext();

    /// The window is that wide now.
    void fitToWidth(int width);
    /// The text has another size.
    void fitToText();
    void placeStrips();

signals:
    /// The mode is about to be arranged: what panels lend each other has to be where it belongs.
    void arranging(postern::ide::Mode mode);
    void modeShown(postern::ide::Mode mode);
    /// Panels were closed or opened by a command.
    void toggled();
    /// The flyout was closed by the command that opened it.
    void flyoutClosed();

private:
    void addDock(const Panel &panel);
    void keepPlaces(const StripArea *strips);
    void addCommand(const Panel &panel);
    const Panel *panelOf(const QString &id) const;
    QDockWidget *dock(const QString &id) const { return m_docks.value(id); }
    QList<QDockWidget *> docksAt(PanelPlace::Side side) const;
    bool isAvailable(const Panel &panel) const;
    std::vector<Panel> availablePanels() const;
    QRect flyoutArea() const;
    void arrange(const PanelLayout &layout);
    PanelLayout standard() const;
    /// Where those stand that aren't available now, as it was kept.
    void keepUnavailable(PanelLayout &layout) const;
    /// A dock that has a tab needs no title of its own.
    void showTitles();

    Session &m_session;
    Actions &m_actions;
    QMainWindow *const m_window;
    const std::vector<Panel> m_panels;
    QHash<QString, QDockWidget *> m_docks; // children of m_window
    QHash<QString, DockTitle *> m_titles;
    QList<QAction *> m_commands;
    Flyout *const m_flyout; // child of m_window
    QWidget *const m_flyoutBeside;
    StripHost *const m_stripHost; // child of m_window
    Panels *m_places = nullptr;   // child of m_window
    Arrangement m_arrangement;
    QStringList m_arranged; ///< the panels that were available then
    QString m_layoutName;   ///< that the layout of the panels is kept by
    Showing m_showing = Showing::Both;
    bool m_isModeDue = false; ///< the width has become another, for which the mode has other panels
    double m_textScale = theme::textScale(); ///< that the panels have their sizes for
};

} // namespace postern::ide

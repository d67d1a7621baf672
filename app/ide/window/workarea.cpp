// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/workarea.h"

#include "app/ide/panes/striparea.h"
#include "app/ide/panes/striphost.h"
#include "app/ide/session/session.h"
#include "app/ide/window/docktitle.h"
#include "app/ide/window/flyout.h"
#include "app/ide/window/focusregions.h"
#include "app/ide/window/panelroom.h"
#include "app/ide/window/panels.h"
#include "widgets/theme/tokens.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kNarrow = 1200; // below it there is room for one panel at the right
constexpr int kFlyoutWidth = 240;

} // namespace

WorkArea::WorkArea(Session &session,
                   Actions &actions,
                   QMainWindow *window,
                   StripArea *strips,
                   QWidget *flyoutBeside,
                   std::vector<Panel> panels)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_window(window)
    , m_panels(std::move(panels))
    , m_flyout(new Flyout(window))
    , m_flyoutBeside(flyoutBeside)
    , m_stripHost(new StripHost(window, strips))
{
    window->setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window->setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    for (const Panel &panel : m_panels) {
        addDock(panel);
        addCommand(panel);
    }
    keepPlaces(strips);
}

WorkArea::~WorkArea() = default;

void WorkArea::keepPlaces(const StripArea *strips)
{
    m_places = new Panels(m_window, m_stripHost->dock());
    connect(strips, &StripArea::changed, this, &WorkArea::placeStrips);
    connect(m_places, &Panels::changed, this, &WorkArea::placeStrips);
}

void WorkArea::addDock(const Panel &panel)
{
    auto *dock = new QDockWidget(panel.title, m_window);
    dock->setObjectName(panel.id);
    dock->setWidget(new PanelRoom(panel.content));
    m_window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    m_docks.insert(panel.id, dock);
    if (panel.hasOwnTitle) {
        dock->setTitleBarWidget(new QWidget(dock));
        return;
    }
    auto *title = new DockTitle(dock);
    for (QAction *action : panel.titleActions)
        title->addAction(action);
    dock->setTitleBarWidget(title);
    m_titles.insert(panel.id, title);
    connect(dock, &QDockWidget::dockLocationChanged, this, &WorkArea::showTitles);
    connect(dock, &QDockWidget::topLevelChanged, this, &WorkArea::showTitles);
}

void WorkArea::addCommand(const Panel &panel)
{
    if (!panel.command)
        return;
    QAction *const action = m_actions.add(panel.command->name,
                                          panel.command->text,
                                          panel.command->key);
    connect(action, &QAction::triggered, this, [this, id = panel.id] { goTo(id); });
    m_commands.append(action);
}

const Panel *WorkArea::panelOf(const QString &id) const
{
    const auto panel = std::ranges::find(m_panels, id, &Panel::id);
    return panel == m_panels.end() ? nullptr : &*panel;
}

std::vector<const Panel *> WorkArea::panelsAt(PanelPlace::Side side) const
{
    return ide::panelsAt(m_panels, side, m_arrangement);
}

QList<QDockWidget *> WorkArea::docksAt(PanelPlace::Side side) const
{
    QList<QDockWidget *> docks;
    for (const Panel *panel : panelsAt(side)) {
        if (isAvailable(*panel))
            docks.append(dock(panel->id));
    }
    return docks;
}

bool WorkArea::isAvailable(const Panel &panel) const
{
    return m_session.document() && (!panel.isAvailable || panel.isAvailable());
}

std::vector<Panel> WorkArea::availablePanels() const
{
    std::vector<Panel> panels = m_panels;
    std::erase_if(panels, [this](const Panel &panel) { return !isAvailable(panel); });
    return panels;
}

QList<QAction *> WorkArea::toggles() const
{
    QList<QAction *> found;
    for (const Panel &panel : m_panels) {
        if (panel.isInMenu)
            found.append(dock(panel.id)->toggleViewAction());
    }
    return found;
}

// Modes.

void WorkArea::showMode(Mode mode)
{
    m_flyout->giveBack();
    if (mode != m_arrangement.mode)
        save();
    m_arrangement.mode = mode;
    m_isModeDue = false;
    m_actions[rowOf(mode).action]->setChecked(true);
    const QSize screen = m_window->screen()->size();
    m_layoutName = QStringLiteral("%1%2-%3x%4")
                       .arg(QLatin1String(rowOf(mode).name),
                            QLatin1String(m_arrangement.isNarrow ? "-narrow" : ""))
                       .arg(screen.width())
                       .arg(screen.height());
    // Sizes are kept as they are without a larger text.
    m_textScale = theme::textScale();
    const PanelLayout standard = this->standard().resized(1 / m_textScale);
    arrange(PanelLayout::fromJson(m_session.settings().panels(m_layoutName), standard)
                .value_or(standard)
                .resized(m_textScale));
    emit modeShown(mode);
}

void WorkArea::refresh()
{
    QStringList available;
    for (const Panel &panel : m_panels) {
        const bool isThere = isAvailable(panel);
        if (isThere)
            available.append(panel.id);
        dock(panel.id)->toggleViewAction()->setEnabled(isThere);
    }
    qsizetype command = 0;
    for (const Panel &panel : m_panels) {
        if (panel.command)
            m_commands[command++]->setEnabled(isAvailable(panel));
    }
    if (!m_session.document()) {
        m_arranged.clear();
        for (QDockWidget *dock : std::as_const(m_docks))
            dock->hide();
        placeStrips();
    } else if (!m_arranged.isEmpty() && available != m_arranged) {
        save();
        showMode(mode());
    }
}

PanelLayout WorkArea::standard() const
{
    return standardLayout(availablePanels(), m_arrangement, m_window->width());
}

void WorkArea::reset()
{
    arrange(standard());
}

void WorkArea::arrange(const PanelLayout &layout)
{
    m_flyout->giveBack();
    showOnly(Showing::Both);
    emit arranging(mode());
    m_places->apply(layout);
    m_arranged.clear();
    for (const Panel &panel : m_panels) {
        if (isAvailable(panel))
            m_arranged.append(panel.id);
        dock(panel.id)->toggleViewAction()->setVisible(layout.contains(panel.id));
    }
    showTitles();
    emit toggled();
}

void WorkArea::save()
{
    if (!m_window->isVisible() || !m_session.document() || m_layoutName.isEmpty())
        return; // nobody has moved anything yet
    PanelLayout layout = m_places->wanted().resized(1 / m_textScale);
    keepUnavailable(layout);
    m_session.settings().setPanels(m_layoutName, layout.toJson());
}

void WorkArea::keepUnavailable(PanelLayout &layout) const
{
    const auto kept
        = PanelLayout::fromJson(m_session.settings().panels(m_layoutName),
                                standardLayout(m_panels, m_arrangement, m_window->width()));
    for (const Panel &panel : m_panels) {
        if (!kept || layout.contains(panel.id) || !kept->contains(panel.id))
            continue;
        layout.adopt(panel.id, *kept);
        layout.sizes[panel.id] = kept->sizes.value(panel.id);
        if (kept->floating.contains(panel.id))
            layout.floating[panel.id] = kept->floating.value(panel.id);
        if (kept->hidden.contains(panel.id))
            layout.hidden.append(panel.id);
    }
}

void WorkArea::showTitles()
{
    for (auto it = m_titles.cbegin(); it != m_titles.cend(); ++it) {
        QDockWidget *const dock = this->dock(it.key());
        const bool hasTab = !m_window->tabifiedDockWidgets(dock).isEmpty() && !dock->isFloating();
        QWidget *const old = dock->titleBarWidget();
        if (hasTab == (old != it.value()))
            continue;
        dock->setTitleBarWidget(hasTab ? new QWidget(dock) : it.value());
        it.value()->setVisible(!hasTab);
        if (!hasTab)
            delete old;
    }
}

// Panels.

void WorkArea::bringUp(const QString &id)
{
    const Panel *const panel = panelOf(id);
    if (!panel || panel->places.empty() || !isAvailable(*panel))
        return;
    if (!placeOf(*panel, mode()))
        showMode(panel->places.front().mode);
    else if (m_isModeDue)
        showMode(mode()); // which would put another one before it
    const QList<QDockWidget *> left = docksAt(PanelPlace::Side::Left);
    if (m_arrangement.isNarrow && left.contains(dock(id)) && dock(id)->isHidden()) {
        if (!m_flyout->isVisible())
            m_flyout->open(left, flyoutArea());
        return;
    }
    dock(id)->show();
    m_places->raise(dock(id));
}

void WorkArea::goTo(const QString &id)
{
    bringUp(id);
    const Panel *const panel = panelOf(id);
    if (!panel || !panel->content->isVisible())
        return;
    if (panel->takeFocus)
        panel->takeFocus();
    else if (QWidget *const stop = firstStop(panel->content))
        stop->setFocus(Qt::ShortcutFocusReason);
}

void WorkArea::raise(const QString &panel)
{
    m_places->raise(dock(panel));
}

bool WorkArea::isSeen(const QString &panel) const
{
    return !dock(panel)->visibleRegion().isEmpty();
}

void WorkArea::setRemark(const QString &panel, const QString &text)
{
    if (DockTitle *const title = m_titles.value(panel))
        title->setRemark(text);
}

void WorkArea::bringUpFocused()
{
    const QWidget *const focused = m_window->focusWidget();
    for (QDockWidget *dock : std::as_const(m_docks)) {
        if (dock->isAncestorOf(focused) && dock->visibleRegion().isEmpty())
            m_places->raise(dock);
    }
}

bool WorkArea::isShown(const QString &panel) const
{
    return !dock(panel)->isHidden();
}

void WorkArea::togglePanel(const QString &panel)
{
    // By the dock, not by the check mark: a dock that was hidden with its window tells nobody.
    dock(panel)->setVisible(dock(panel)->isHidden());
    m_places->fit();
    emit toggled();
}

void WorkArea::toggleSide()
{
    const QList<QDockWidget *> docks = docksAt(PanelPlace::Side::Left);
    if (docks.isEmpty())
        return;
    if (!m_arrangement.isNarrow) {
        const bool isShown = std::ranges::any_of(docks, [](const QDockWidget *dock) {
            return !dock->isHidden();
        });
        for (QDockWidget *dock : docks)
            dock->setVisible(!isShown);
        m_places->fit();
    } else if (m_flyout->isVisible()) {
        m_flyout->giveBack();
        emit flyoutClosed();
    } else {
        m_flyout->open(docks, flyoutArea());
    }
}

QRect WorkArea::flyoutArea() const
{
    const QRect bar = m_flyoutBeside->geometry();
    const int width = std::min(theme::scaled(kFlyoutWidth),
                               std::max(kFlyoutWidth, m_window->width() / 2));
    return {bar.right() + 1, bar.top(), width, bar.height()};
}

WorkArea::Showing WorkArea::showNext()
{
    switch (m_showing) {
    case Showing::Both:
        showOnly(Showing::Centre);
        break;
    case Showing::Centre:
        showOnly(Showing::Panels);
        break;
    case Showing::Panels:
        showOnly(Showing::Both);
        break;
    }
    return m_showing;
}

void WorkArea::showOnly(Showing showing)
{
    if (showing == m_showing)
        return;
    m_showing = showing;
    if (showing != Showing::Both)
        m_places->setMomentary(true);
    const QStringList closed = m_places->wanted().hidden;
    m_window->centralWidget()->setVisible(showing != Showing::Panels);
    const QList<QDockWidget *> right = docksAt(PanelPlace::Side::Right);
    for (QDockWidget *dock : right) {
        const QString id = dock->objectName();
        const bool isOpen = !closed.contains(id) || dock == right.first();
        const bool isWanted = showing == Showing::Both || !panelOf(id)->goesWithCentre;
        dock->setVisible(showing != Showing::Centre && isOpen && isWanted);
    }
    if (showing != Showing::Centre && !right.isEmpty())
        m_places->raise(right.first());
    if (showing == Showing::Both)
        m_places->setMomentary(false);
    placeStrips();
}

// Sizes.

void WorkArea::fitToWidth(int width)
{
    const bool isNarrow = width < theme::scaled(kNarrow);
    if (isNarrow == m_arrangement.isNarrow)
        return;
    if (m_window->isVisible())
        save();
    m_flyout->giveBack();
    m_arrangement.isNarrow = isNarrow;
    m_isModeDue = true;
    // Not in the midst of it: the panels would take sizes of the former window.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_isModeDue && m_session.document())
                showMode(mode());
        },
        Qt::QueuedConnection);
}

void WorkArea::fitToText()
{
    if (m_textScale == theme::textScale())
        return;
    save();
    m_textScale = theme::textScale();
    m_arrangement.isNarrow = m_window->width() < theme::scaled(kNarrow);
    if (m_session.document())
        showMode(mode());
    placeStrips();
}

void WorkArea::placeStrips()
{
    const bool isOpen = m_session.document() != nullptr;
    m_stripHost->place(isOpen && m_places->hasRight(),
                       isOpen ? theme::scaled(theme::kTabHeight) : 0);
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/panels.h"

#include <QApplication>
#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QMouseEvent>
#include <QPointer>
#include <QScreen>
#include <QTabBar>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kFloatTitle = 32; // of a window: what it is moved by

struct DockSide
{
    Qt::DockWidgetArea area;
    PanelPart PanelLayout::*part;
};
constexpr std::array kDockSides{DockSide{Qt::LeftDockWidgetArea, &PanelLayout::left},
                                DockSide{Qt::RightDockWidgetArea, &PanelLayout::right},
                                DockSide{Qt::TopDockWidgetArea, &PanelLayout::top},
                                DockSide{Qt::BottomDockWidgetArea, &PanelLayout::bottom}};

/// A place on a screen that is there, its title within reach.
QRect reachablePlace(QRect place)
{
    const QScreen *screen = QGuiApplication::screenAt(place.center());
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    const QRect room = screen->availableGeometry();
    place.setSize(place.size().boundedTo(room.size()));
    place.moveLeft(std::clamp(place.left(), room.left(), room.right() - place.width() + 1));
    place.moveTop(std::clamp(place.top(),
                             room.top() + std::min(kFloatTitle, room.height() - place.height()),
                             room.bottom() - place.height() + 1));
    return place;
}

} // namespace

Panels::Panels(QMainWindow *window, QDockWidget *banner)
    : QObject(window)
    , m_window(window)
    , m_banner(banner)
{
    window->installEventFilter(this);
    banner->installEventFilter(this);
    for (QDockWidget *dock : window->findChildren<QDockWidget *>()) {
        if (dock == banner)
            continue;
        dock->installEventFilter(this);
        connect(dock, &QDockWidget::dockLocationChanged, this, &Panels::lookLater);
        connect(dock, &QDockWidget::topLevelChanged, this, &Panels::lookLater);
    }
}

void Panels::apply(const PanelLayout &layout)
{
    const QPointer<QWidget> focused = m_window->focusWidget();
    const bool isBannerShown = !m_banner->isHidden();
    m_isApplying = true;
    m_isRaising = true;
    takeDocks(layout);
    m_wanted = layout;
    if (!layout.right.isEmpty())
        m_window->addDockWidget(Qt::RightDockWidgetArea, m_banner);
    for (const DockSide &side : kDockSides)
        place(side.area, layout.*side.part);
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it) {
        if (layout.floating.contains(it.key())) {
            it.value()->setFloating(true);
            it.value()->setGeometry(reachablePlace(layout.floating.value(it.key())));
        }
        it.value()->setVisible(!layout.hidden.contains(it.key()));
    }
    m_banner->setVisible(isBannerShown && !layout.right.isEmpty());
    m_isApplying = false;
    fit();
    if (focused && focused->isVisible() && focused->isEnabled())
        focused->setFocus(Qt::OtherFocusReason);
    raiseFrontsLater();
    emit changed();
}

/// Takes all out of the window; those of the layout are this object's from now on.
void Panels::takeDocks(const PanelLayout &layout)
{
    m_docks.clear();
    for (QDockWidget *dock : m_window->findChildren<QDockWidget *>()) {
        dock->setFloating(false);
        m_window->removeDockWidget(dock);
        if (layout.contains(dock->objectName()))
            m_docks.insert(dock->objectName(), dock);
    }
}

/// Their tabs are made when the window's layout is done.
void Panels::raiseFrontsLater()
{
    QMetaObject::invokeMethod(
        this,
        [this, applied = ++m_applied] {
            if (applied != m_applied)
                return;
            m_isRaising = false;
            for (const DockSide &side : kDockSides)
                raiseFronts(m_wanted.*side.part);
            for (QTabBar *tabs : m_window->findChildren<QTabBar *>(Qt::FindDirectChildrenOnly)) {
                tabs->setDrawBase(false); // the style's line has a colour of its own
                // Names are read in full: where there is no room for all of them, they scroll.
                tabs->setElideMode(Qt::ElideNone);
                tabs->setUsesScrollButtons(true);
            }
        },
        Qt::QueuedConnection);
}

void Panels::place(Qt::DockWidgetArea area, const PanelPart &part)
{
    QDockWidget *const first = dock(panelsOf(part).value(0));
    if (!first)
        return;
    if (area == Qt::RightDockWidgetArea)
        m_window->splitDockWidget(m_banner, first, Qt::Vertical);
    else
        m_window->addDockWidget(area, first);
    fill(part);
}

void Panels::fill(const PanelPart &part)
{
    // Its first panel stands in the place of the whole part. Parts get theirs beside it, and only
    // then are filled themselves: beside a tab there would be another tab.
    for (std::size_t i = 1; i < part.parts.size(); ++i)
        m_window->splitDockWidget(dock(panelsOf(part.parts[i - 1]).value(0)),
                                  dock(panelsOf(part.parts[i]).value(0)),
                                  part.isRow ? Qt::Horizontal : Qt::Vertical);
    for (const PanelPart &inner : part.parts)
        fill(inner);
    for (qsizetype i = 1; i < part.tabs.size(); ++i)
        m_window->tabifyDockWidget(dock(part.tabs[i - 1]), dock(part.tabs[i]));
}

void Panels::raiseFronts(const PanelPart &part)
{
    if (part.tabs.size() > 1)
        dock(isShown(part.front) ? part.front : part.tabs.first())->raise();
    for (const PanelPart &inner : part.parts)
        raiseFronts(inner);
}

void Panels::raise(QDockWidget *dock)
{
    // Tabs that are still to be made come up as the layout has them.
    if (m_isRaising) {
        for (const DockSide &side : kDockSides)
            setFront(m_wanted.*side.part, dock->objectName());
    }
    dock->raise();
}

void Panels::setFront(PanelPart &part, const QString &name)
{
    if (part.tabs.contains(name))
        part.front = name;
    for (PanelPart &inner : part.parts)
        setFront(inner, name);
}

PanelLayout Panels::wanted()
{
    look();
    return m_wanted;
}

void Panels::setMomentary(bool isMomentary)
{
    if (isMomentary == m_isMomentary)
        return;
    look();
    m_isMomentary = isMomentary;
    fit();
}

bool Panels::hasRight() const
{
    return std::ranges::any_of(m_docks, [this](QDockWidget *dock) {
        return !dock->isHidden() && !dock->isFloating()
               && m_window->dockWidgetArea(dock) == Qt::RightDockWidgetArea;
    });
}

bool Panels::isShown(const QString &name) const
{
    const QDockWidget *const dock = this->dock(name);
    return dock && !dock->isHidden() && !dock->isFloating();
}

QString Panels::shownOf(const PanelPart &part) const
{
    for (const QString &name : panelsOf(part)) {
        if (isShown(name))
            return name;
    }
    return {};
}

// What has changed.

bool Panels::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window) {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
            fitLater();
        else
            watchSeparators(*event);
    } else if (watched == m_banner) {
        const bool isMoved = event->type() == QEvent::Resize
                             || event->type() == QEvent::ShowToParent
                             || event->type() == QEvent::HideToParent;
        if (isMoved && m_before.isEmpty()) // not against the hand that moves a separator
            makeRoomLater();
    } else if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        lookLater();
    }
    return QObject::eventFilter(watched, event);
}

void Panels::watchSeparators(const QEvent &event)
{
    if (event.type() == QEvent::MouseButtonPress) {
        look();
        m_before = sizes();
    } else if (event.type() == QEvent::MouseButtonRelease) {
        // Queued: the window lets go of the separator only now.
        QMetaObject::invokeMethod(
            this,
            [this, before = std::exchange(m_before, {})] { takeSizes(before); },
            Qt::QueuedConnection);
    }
}

QMap<QString, QSize> Panels::sizes() const
{
    QMap<QString, QSize> found;
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it) {
        if (isShown(it.key()))
            found.insert(it.key(), it.value()->size());
    }
    return found;
}

void Panels::takeSizes(const QMap<QString, QSize> &before)
{
    const QMap<QString, QSize> now = sizes();
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const QSize size = now.value(it.key(), it.value());
        QStringList group{it.key()};
        for (const QDockWidget *tab : m_window->tabifiedDockWidgets(dock(it.key())))
            group.append(tab->objectName());
        // Only what the user has moved: the other direction may be squeezed.
        const int above = isUnderBanner(it.key()) ? bannerHeight() : 0;
        for (const QString &name : group) {
            QSize &wanted = m_wanted.sizes[name];
            if (size.width() != it->width())
                wanted.setWidth(size.width());
            if (size.height() != it->height())
                wanted.setHeight(size.height() + above);
        }
    }
}

void Panels::lookLater()
{
    if (m_isApplying || m_isMomentary || std::exchange(m_looksLater, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_looksLater = false;
            look();
            fit();
            emit changed();
        },
        Qt::QueuedConnection);
}

void Panels::look()
{
    // A window that isn't shown says nothing of what its user wants.
    if (m_isApplying || m_isRaising || m_isMomentary || m_docks.isEmpty() || !m_window->isVisible())
        return;
    m_window->layout()->activate();
    PanelLayout now;
    for (const DockSide &side : kDockSides) {
        const auto part = lookAt(side.area);
        if (!part)
            return; // in the midst of being laid out
        now.*side.part = *part;
    }
    now.sizes = m_wanted.sizes;
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it) {
        if (it.value()->isHidden())
            now.hidden.append(it.key());
        if (it.value()->isFloating())
            now.floating.insert(it.key(), it.value()->geometry());
        now.adopt(it.key(), m_wanted);
    }
    m_wanted = now;
}

std::optional<PanelPart> Panels::lookAt(Qt::DockWidgetArea area) const
{
    std::vector<PlacedPanels> placed;
    QStringList seen;
    // In the order that is wanted, so that tabs keep theirs.
    for (const QString &name : m_wanted.panels()) {
        if (seen.contains(name) || !isShown(name) || m_window->dockWidgetArea(dock(name)) != area)
            continue;
        PlacedPanels group;
        const QList<QDockWidget *> others = m_window->tabifiedDockWidgets(dock(name));
        for (const QString &tab : m_wanted.panels()) {
            if (!isShown(tab) || (tab != name && !others.contains(dock(tab))))
                continue;
            group.tabs.append(tab);
            // Qt puts what is behind out of sight.
            const QRect rectangle = dock(tab)->geometry();
            if (rectangle.right() >= 0 && rectangle.bottom() >= 0) {
                group.front = tab;
                group.place = rectangle;
            }
        }
        seen += group.tabs;
        placed.push_back(std::move(group));
    }
    return partOf(std::move(placed));
}

void Panels::fitLater()
{
    if (std::exchange(m_fitsLater, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_fitsLater = false;
            fit();
        },
        Qt::QueuedConnection);
}

void Panels::makeRoomLater()
{
    if (std::exchange(m_makesRoomLater, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_makesRoomLater = false;
            if (m_isMomentary || m_docks.isEmpty())
                return;
            m_window->layout()->activate();
            resizeHeights(m_wanted.right, bannerHeight());
        },
        Qt::QueuedConnection);
}

} // namespace postern::ide

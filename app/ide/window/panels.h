// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/panellayout.h"

#include <QMap>
#include <QObject>

class QDockWidget;
class QMainWindow;

namespace postern::ide {

/// Puts a window's docks where a layout says, and knows the layout that the user wants: what he
/// moved, sized, showed and closed.
///
/// A window that becomes too small squeezes its panels; what is wanted stays, and they have their
/// sizes again when there is room. Qt's own state of a window is never used: it holds what is for
/// the moment too, and taken over by a maximised window that isn't shown yet it keeps docks that
/// may be gone by then.
class Panels final : public QObject
{
    Q_OBJECT

public:
    /// `banner` is a dock that is no panel: it lies above those at the right, as high as its
    /// maximum, takes that height from the ones under it only, and is left out of layouts.
    Panels(QMainWindow *window, QDockWidget *banner);

    /// Places panels by their names; docks of the window that aren't among them are put away.
    void apply(const PanelLayout &layout);
    /// What is wanted now.
    PanelLayout wanted();
    /// Gives the panels their wanted sizes, as far as there is room.
    void fit();
    /// Brings a panel before those that share its place; also one that is only just being placed.
    void raise(QDockWidget *dock);
    /// While something is shown for the moment only, nothing that is changed counts as wanted.
    void setMomentary(bool isMomentary);
    /// Whether a panel stands at the right, so that the banner has something to lie above.
    bool hasRight() const;

signals:
    /// Panels came, went or were moved.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// The docks of a layout that are there, by name.
    QDockWidget *dock(const QString &name) const { return m_docks.value(name); }
    bool isShown(const QString &name) const;
    /// The tab in front of those that are shown; empty when none is.
    QString shownOf(const PanelPart &part) const;
    void takeDocks(const PanelLayout &layout);
    void place(Qt::DockWidgetArea area, const PanelPart &part);
    void raiseFrontsLater();
    void fill(const PanelPart &part);
    void raiseFronts(const PanelPart &part);
    static void setFront(PanelPart &part, const QString &name);
    void look();
    std::optional<PanelPart> lookAt(Qt::DockWidgetArea area) const;
    void lookLater();
    void fitLater();
    void makeRoomLater();
    void watchSeparators(const QEvent &event);
    void takeSizes(const QMap<QString, QSize> &before);
    QMap<QString, QSize> sizes() const;
    int extent(const PanelPart &part, Qt::Orientation orientation) const;
    void share(const PanelPart &part, Qt::Orientation orientation, int size);
    void resizeSides();
    void resizeHeights(const PanelPart &part, int above = 0);
    int bannerHeight() const;
    int heightOf(const PanelPart &part) const;
    bool isUnderBanner(const QString &name) const;

    QMainWindow *const m_window;
    QDockWidget *const m_banner;
    QMap<QString, QDockWidget *> m_docks; ///< of the layout
    PanelLayout m_wanted;
    QMap<QString, QSize> m_before; ///< when a separator was taken hold of
    bool m_isApplying = false;
    bool m_isRaising = false; ///< the tabs that are to be in front will be
    bool m_isMomentary = false;
    bool m_looksLater = false;
    bool m_fitsLater = false;
    bool m_makesRoomLater = false;
    int m_applied = 0; ///< counts, so that what is queued knows whether it is still meant
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <vector>

class QWidget;

namespace postern::ide {

/// A part of the window that the keyboard goes to as a whole.
struct FocusRegion
{
    QWidget *widget;
    std::function<void()> takeFocus{}; ///< null: the first that takes it
};

/// Where the keyboard enters a widget; null when it can't.
QWidget *firstStop(QWidget *region);

/// Lets the Tab key go through the regions of a window in their order.
void orderFocus(const QWidget *window, const std::vector<FocusRegion> &regions);

/// Gives the keyboard to the next region that is to be seen, around the ends; a negative step: to the
/// one before.
void stepRegion(const QWidget *window, const std::vector<FocusRegion> &regions, int step);

} // namespace postern::ide

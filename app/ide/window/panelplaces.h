// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/panel.h"
#include "app/ide/window/panellayout.h"

namespace postern::ide {

/// A mode as it is arranged now.
struct Arrangement
{
    Mode mode = kModes.front().mode;
    bool isNarrow = false; ///< there is no room for all: what stands at the left comes as a flyout

    bool operator==(const Arrangement &) const = default;
};

/// Where a panel stands; null when the mode doesn't have it.
const PanelPlace *placeOf(const Panel &panel, Mode mode);

/// The panels that stand at a side, group after group, in the order of the list.
std::vector<const Panel *> panelsAt(const std::vector<Panel> &panels,
                                    PanelPlace::Side side,
                                    const Arrangement &arrangement);

/// Where the panels stand until the user moves them, in a window that wide, with text of the size
/// that the theme has now.
PanelLayout standardLayout(const std::vector<Panel> &panels,
                           const Arrangement &arrangement,
                           int windowWidth);

} // namespace postern::ide

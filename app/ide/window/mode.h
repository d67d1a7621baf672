// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/actions.h"

#include <QString>

#include <array>

namespace postern::ide {

/// What the window is used for: which panels there are, and where.
enum class Mode { Author, Debug, History, Git };

/// A mode is a row of kModes, and a place in those panels that it has.
struct ModeRow
{
    Mode mode;
    ActionId action;  ///< shows it
    const char *name; ///< that its layout is kept by
};

/// As they stand in the bar at the left; the first is the one to begin with.
inline constexpr std::array kModes{ModeRow{Mode::Author, ActionId::ModeAuthor, "author"},
                                   ModeRow{Mode::Debug, ActionId::ModeDebug, "debug"},
                                   ModeRow{Mode::History, ActionId::ModeHistory, "history"},
                                   ModeRow{Mode::Git, ActionId::ModeGit, "git"}};

inline const ModeRow &rowOf(Mode mode)
{
    for (const ModeRow &row : kModes) {
        if (row.mode == mode)
            return row;
    }
    return kModes.front();
}

/// The mode of that name; the first for any other.
inline Mode modeNamed(const QString &name)
{
    for (const ModeRow &row : kModes) {
        if (name == QLatin1String(row.name))
            return row.mode;
    }
    return kModes.front().mode;
}

} // namespace postern::ide

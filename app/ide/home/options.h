// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace postern::ide {

/// What the command line says.
struct Options
{
    QString path; ///< a flow folder or file; empty: welcome page
    bool simulate = false;
    QString connections; ///< file with connections; empty: none
    QString language;    ///< "en" or "ko"; empty: as set
    QString theme;       ///< "dark", "light" or "contrast"; empty: as set
};

/// Reads the program's arguments; the first is the program's name. `--help`, `--version` and
/// wrong usage end the process with 0, 0 and 2.
Options parseOptions(const QStringList &arguments);

/// Answers `--help` and `--version` without a display, and ends the process, when one of them is
/// among the arguments.
void answerWithoutDisplay(int argc, char **argv);

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <functional>

namespace postern::ide {

/// Tells by a file's name whether it is meant.
using TakesFile = std::function<bool(const QString &name)>;

/// The files below a folder by their paths, at most so many, folders after files and so deep. Links
/// aren't followed, and what isHiddenName() says isn't looked into. For a thread of its own: a folder
/// may be on a slow disk.
QStringList filesBelow(const QString &folder,
                       qsizetype most,
                       const TakesFile &takes = {},
                       int depth = 8);

} // namespace postern::ide

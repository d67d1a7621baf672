// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace postern::ide {

/// The files below a folder by their paths, at most so many, folders after files. Links aren't
/// followed, and what isHiddenName() says isn't looked into. For a thread of its own: a folder may
/// be on a slow disk.
QStringList filesBelow(const QString &folder, qsizetype most);

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>
#include <vector>

namespace postern::ide {

/// Lines of a file, read from a place on.
struct FilePage
{
    std::vector<std::string> rows; ///< without what is blank; of a long one the beginning
    qint64 next = 0;               ///< where the page behind it begins
    bool isLast = false;
    QString problem; ///< why there is nothing
};

/// Reads at most so many lines that hold something. Blocks, but holds no more of the file than them,
/// and 64 KB of each.
FilePage readRows(const QString &path, qint64 from, std::size_t most);

} // namespace postern::ide

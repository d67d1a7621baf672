// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFileInfo>
#include <QString>
#include <QStringList>

#include <filesystem>

namespace postern::ide {

inline std::filesystem::path toPath(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

inline QString fromPath(const std::filesystem::path &path)
{
    return QString::fromStdU16String(path.generic_u16string());
}

/// The folder with the sample flows that come with the program; empty when they aren't installed.
QString samplesFolder();

/// Lets fontconfig also find the fonts that a package brings along, where there are some; before
/// QApplication is made. Through fontconfig's own file, whose cache makes the next start quick.
void useBundledFonts();

/// Whether a folder is one of the samples that come with the program.
bool isSample(const QString &folder);

/// Folders of a flow that nobody wants to see: git's, Python's and other caches.
bool isHiddenName(const QString &name);

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/folderfiles.h"

#include "app/ide/home/paths.h"

#include <QDir>

namespace postern::ide {

namespace {

constexpr int kDeepest = 8;

void addFilesBelow(const QDir &folder, int depth, qsizetype most, QStringList &found)
{
    const auto entries = folder.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot
                                                  | QDir::NoSymLinks,
                                              QDir::Name | QDir::DirsLast);
    for (const QFileInfo &entry : entries) {
        if (found.size() >= most)
            return;
        if (isHiddenName(entry.fileName()))
            continue;
        if (entry.isFile())
            found.append(entry.filePath());
        else if (depth > 0)
            addFilesBelow(QDir(entry.filePath()), depth - 1, most, found);
    }
}

} // namespace

QStringList filesBelow(const QString &folder, qsizetype most)
{
    QStringList found;
    addFilesBelow(QDir(folder), kDeepest, most, found);
    return found;
}

} // namespace postern::ide

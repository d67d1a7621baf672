// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/folderfiles.h"

#include "app/ide/home/paths.h"

#include <QDir>

namespace postern::ide {

namespace {

void addFilesBelow(
    const QDir &folder, int depth, qsizetype most, const TakesFile &takes, QStringList &found)
{
    const auto entries = folder.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot
                                                  | QDir::NoSymLinks,
                                              QDir::Name | QDir::DirsLast);
    for (const QFileInfo &entry : entries) {
        if (found.size() >= most)
            return;
        if (isHiddenName(entry.fileName()))
            continue;
        if (entry.isDir() && depth > 0)
            addFilesBelow(QDir(entry.filePath()), depth - 1, most, takes, found);
        else if (entry.isFile() && (!takes || takes(entry.fileName())))
            found.append(entry.filePath());
    }
}

} // namespace

QStringList filesBelow(const QString &folder, qsizetype most, const TakesFile &takes, int depth)
{
    QStringList found;
    addFilesBelow(QDir(folder), depth, most, takes, found);
    return found;
}

} // namespace postern::ide

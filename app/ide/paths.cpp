// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/paths.h"

#include <QCoreApplication>
#include <QDir>

namespace postern::ide {

QString samplesFolder()
{
    const QStringList candidates{
        QCoreApplication::applicationDirPath() + "/../share/postern/samples",
        QStringLiteral(POSTERN_SOURCE_DIR "/resources/samples"),
    };
    for (const QString &candidate : candidates) {
        if (QFileInfo(candidate).isDir())
            return QFileInfo(candidate).canonicalFilePath();
    }
    return {};
}

bool isSample(const QString &folder)
{
    const QString samples = samplesFolder();
    return !samples.isEmpty()
           && QFileInfo(folder).canonicalFilePath().startsWith(samples + QLatin1Char('/'));
}

bool isHiddenName(const QString &name)
{
    static const QStringList kHidden{QStringLiteral("__pycache__"),
                                     QStringLiteral("node_modules"),
                                     QStringLiteral("venv")};
    return name.startsWith(QLatin1Char('.')) || kHidden.contains(name) || name.endsWith(".pyc");
}

} // namespace postern::ide

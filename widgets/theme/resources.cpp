// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/resources.h"

#include <QFile>
#include <QTemporaryDir>

/// Outside of any namespace: the macro declares the generated function where it stands.
static void initThemeResources()
{
    Q_INIT_RESOURCE(theme);
}

namespace postern::theme {

void initResources()
{
    static const bool done = (initThemeResources(), true);
    Q_UNUSED(done);
}

QByteArray tintedSvg(const QString &name, const QColor &colour)
{
    initResources();
    QFile file(QStringLiteral(":/postern/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

QString tintedSvgFile(const QString &name, const QColor &colour)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(
        QStringLiteral("%1-%2.svg").arg(name, colour.name().mid(1)));
    QFile file(path);
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write(tintedSvg(name, colour));
    return path;
}

} // namespace postern::theme

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/settings.h"

#include "app/ide/home/paths.h"
#include "engine/store/home.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr qsizetype kRecentFolders = 10;

QString canonical(const QString &folder)
{
    const QString path = QFileInfo(folder).canonicalFilePath();
    return path.isEmpty() ? QDir::cleanPath(folder) : path;
}

} // namespace

Settings::Settings()
    : m_store(fromPath(store::homeFolder() / "ide.ini"), QSettings::IniFormat)
{}

QStringList Settings::recentFolders() const
{
    QStringList folders = m_store.value("recentFolders").toStringList();
    folders.removeIf([](const QString &folder) { return !QFileInfo::exists(folder); });
    return folders;
}

void Settings::addRecentFolder(const QString &folder)
{
    QStringList folders = m_store.value("recentFolders").toStringList();
    folders.removeAll(folder);
    folders.prepend(folder);
    m_store.setValue("recentFolders", folders.mid(0, kRecentFolders));
}

void Settings::removeRecentFolder(const QString &folder)
{
    QStringList folders = allRecentFolders();
    folders.removeAll(folder);
    m_store.setValue("recentFolders", folders);
}

bool Settings::isTrusted(const QString &folder) const
{
    const QStringList folders = m_store.value("trustedFolders").toStringList();
    const QString path = canonical(folder) + QLatin1Char('/');
    // What runs in a folder may run all that lies in it anyway.
    return std::ranges::any_of(folders, [&path](const QString &trusted) {
        // An empty one, in settings that are damaged, would be all there is.
        return !trusted.isEmpty() && path.startsWith(trusted + QLatin1Char('/'));
    });
}

void Settings::trust(const QString &folder)
{
    QStringList folders = m_store.value("trustedFolders").toStringList();
    if (folders.contains(canonical(folder)))
        return;
    folders.append(canonical(folder));
    m_store.setValue("trustedFolders", folders);
}

void Settings::setPanels(const QString &name, const QByteArray &json)
{
    setValue("panels/" + name, QString::fromUtf8(json));
    // Qt's own states, which an older version may have left: nobody reads them.
    for (const char *old : {"layout", "geometry"}) {
        if (m_store.contains(old) || m_store.childGroups().contains(QLatin1String(old)))
            m_store.remove(old);
    }
}

void Settings::forgetWindow()
{
    for (const char *kept : {"panels", "window", "layout", "geometry"})
        m_store.remove(kept);
}

QString Settings::choice(const char *key, const QStringList &choices) const
{
    const QString kept = m_store.value(key).toString();
    return choices.contains(kept) ? kept : choices.first();
}

} // namespace postern::ide

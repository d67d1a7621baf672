// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace postern::ide {

/// What the IDE remembers between starts: a file in the home folder that both programs share.
class Settings final
{
public:
    Settings();

    /// Newest first; only folders that still exist.
    QStringList recentFolders() const;
    void addRecentFolder(const QString &folder);

    /// Whether the user has said that this folder may run. Symbolic links are followed first.
    bool isTrusted(const QString &folder) const;
    void trust(const QString &folder);

    QString language() const { return text("language", "en"); }
    void setLanguage(const QString &language) { m_store.setValue("language", language); }
    QString theme() const { return text("theme", "dark"); }
    void setTheme(const QString &theme) { m_store.setValue("theme", theme); }
    bool simulate() const { return m_store.value("simulate", true).toBool(); }
    void setSimulate(bool simulate) { m_store.setValue("simulate", simulate); }

    /// A window layout by name.
    QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &layout);
    QByteArray windowGeometry() const { return m_store.value("geometry").toByteArray(); }
    void setWindowGeometry(const QByteArray &bytes) { m_store.setValue("geometry", bytes); }

private:
    QString text(const char *key, const char *fallback) const;

    QSettings m_store;
};

} // namespace postern::ide

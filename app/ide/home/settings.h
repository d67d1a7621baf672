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
    /// With those that are gone.
    QStringList allRecentFolders() const { return m_store.value("recentFolders").toStringList(); }
    void addRecentFolder(const QString &folder);
    void removeRecentFolder(const QString &folder);
    void forgetRecentFolders() { m_store.remove("recentFolders"); }
    bool reopensLast() const { return m_store.value("reopenLast", true).toBool(); }
    void setReopensLast(bool on) { m_store.setValue("reopenLast", on); }

    /// Whether the user has said that this folder, or one that it lies in, may run. Symbolic links
    /// are followed first.
    bool isTrusted(const QString &folder) const;
    void trust(const QString &folder);

    /// One that there is; what else is kept counts as the first.
    QString language() const { return choice("language", {"en", "ko"}); }
    void setLanguage(const QString &language) { m_store.setValue("language", language); }
    QString theme() const { return choice("theme", {"dark", "light", "contrast"}); }
    void setTheme(const QString &theme) { m_store.setValue("theme", theme); }
    /// In percent, 100 to 200.
    int textScale() const { return qBound(100, m_store.value("textScale", 100).toInt(), 200); }
    void setTextScale(int percent) { m_store.setValue("textScale", percent); }
    bool simulate() const { return m_store.value("simulate", true).toBool(); }
    void setSimulate(bool simulate) { m_store.setValue("simulate", simulate); }

    /// Where the panels stand, by the name of a layout.
    QByteArray panels(const QString &name) const { return bytes("panels/" + name); }
    void setPanels(const QString &name, const QByteArray &json);
    QByteArray windowGeometry() const { return bytes("window"); }
    void setWindowGeometry(const QByteArray &json) { setValue("window", QString::fromUtf8(json)); }

    /// The window and its panels are as at the first start again.
    void forgetWindow();

    /// What another class keeps under a key of its own.
    QVariant value(const QString &key) const { return m_store.value(key); }
    /// What is kept already isn't written again: a write waits for the disk.
    void setValue(const QString &key, const QVariant &value)
    {
        if (m_store.value(key) != value)
            m_store.setValue(key, value);
    }
    /// What could not be written before.
    void writeAgain() { m_store.sync(); }
    void removeValue(const QString &key) { m_store.remove(key); }

private:
    QString choice(const char *key, const QStringList &choices) const;
    QByteArray bytes(const QString &key) const { return m_store.value(key).toString().toUtf8(); }

    QSettings m_store;
};

} // namespace postern::ide

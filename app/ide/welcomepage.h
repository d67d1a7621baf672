// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace postern::ide {

class Actions;
class Settings;

/// What the window shows while no flow is open.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    WelcomePage(const Actions &actions, Settings &settings, QWidget *parent = nullptr);

signals:
    void folderChosen(const QString &folder);

private:
    static void addHeading(QBoxLayout &column, const QString &text);
    /// A link that opens a folder, and a few words on it. Returns its line.
    QHBoxLayout *addFolder(QBoxLayout &column, const QString &folder, const QString &about);
    /// The same, greyed when it is gone, with a button that takes it off the list.
    void addRecent(QBoxLayout &column, const QString &folder);

    Settings &m_settings;
};

} // namespace postern::ide

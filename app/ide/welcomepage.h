// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QBoxLayout;

namespace postern::ide {

class Actions;

/// What the window shows while no flow is open.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    WelcomePage(const Actions &actions, const QStringList &recentFolders, QWidget *parent = nullptr);

signals:
    void folderChosen(const QString &folder);

private:
    static void addHeading(QBoxLayout &column, const QString &text);
    /// A link that opens a folder, and a few words on it.
    void addFolder(QBoxLayout &column, const QString &folder, const QString &about);
};

} // namespace postern::ide

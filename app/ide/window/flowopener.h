// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace postern::ide {

class Actions;
class FlowParcels;
class Session;

/// The ways to open a flow: a folder or a file, one of several in a folder, one opened before.
class FlowOpener final : public QObject
{
    Q_OBJECT

public:
    /// `mayClose` asks the user about what is open, `aboutToRead` has the editors tell what they
    /// still hold.
    FlowOpener(Session &session,
               const Actions &actions,
               std::function<bool()> mayClose,
               std::function<void()> aboutToRead,
               QWidget *window);

    /// Opens a flow folder or file; a zip file once it is a folder. `chosenIn`: the folder among whose flows it was chosen, which
    /// stays in the explorer; empty: it stands for itself.
    void open(const QString &folderOrFile, const QString &chosenIn = {});
    /// Opens another of the flows among which the open one was chosen.
    void openNeighbour(const QString &file);
    /// Asks for a second folder like this one, and opens it.
    void duplicate(const QString &folder);
    /// Fills a menu with the folders opened lately.
    void fillRecent(QMenu *menu);

signals:
    void failed(const QString &title, const QString &reason);

private:
    void choose(const QString &folder, const QStringList &flows, const QString &chosenIn);
    void chooseNeighbour();
    void chooseFolder();

    Session &m_session;
    const std::function<bool()> m_mayClose;
    QWidget *const m_window;
    FlowParcels *const m_parcels; // child of the window
};

} // namespace postern::ide

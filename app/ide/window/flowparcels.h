// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/flow/flowparcel.h"

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace postern::ide {

class Actions;
class Session;

/// Flows as they come and go: a zip file becomes a folder, the open flow a zip file for somebody else,
/// a flow's folder a second one. Each asks where to, and is done beside the window.
class FlowParcels final : public QObject
{
    Q_OBJECT

public:
    /// `aboutToRead` has the editors tell what they still hold.
    FlowParcels(Session &session,
                const Actions &actions,
                std::function<void()> aboutToRead,
                QWidget *window);

    static bool isZip(const QString &path);

    /// Asks for the folder that the archive becomes.
    void askToUnpack(const QString &archive);
    /// Asks for the folder that is to be a second one like this.
    void askToDuplicate(const QString &folder);

    void unpack(const QString &archive, const QString &folder);
    /// The open flow; what is typed and not saved goes with it.
    void pack(const QString &archive);
    void duplicate(const QString &folder, const QString &copy);

signals:
    /// A new folder is there, to be opened.
    void made(const QString &folder);
    void failed(const QString &title, const QString &reason);

private:
    void askForArchive();
    void askToPack();
    void tellPacked(const QString &archive, const flow::FlowParcel &parcel);
    void tellFailure(const Error &error);
    /// A name beside that nothing has yet: "chat-2".
    static QString freeName(const QString &wished);

    Session &m_session;
    const std::function<void()> m_aboutToRead;
    QWidget *const m_window;
    BackgroundTask m_work;
};

} // namespace postern::ide

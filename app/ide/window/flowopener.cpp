// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/flowopener.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/flowchooser.h"
#include "app/ide/session/session.h"
#include "app/ide/window/flowparcels.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace postern::ide {

FlowOpener::FlowOpener(Session &session,
                       const Actions &actions,
                       std::function<bool()> mayClose,
                       std::function<void()> aboutToRead,
                       QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_mayClose(std::move(mayClose))
    , m_window(window)
    , m_parcels(new FlowParcels(session, actions, std::move(aboutToRead), window))
{
    connect(m_parcels, &FlowParcels::failed, this, &FlowOpener::failed);
    connect(m_parcels, &FlowParcels::made, this, [this](const QString &folder) { open(folder); });
    actions.on(ActionId::OpenFolder, this, &FlowOpener::chooseFolder);
    actions.on(ActionId::OpenSample, this, [this] {
        open(samplesFolder() + QStringLiteral("/support-rag"));
    });
    actions[ActionId::OpenSample]->setEnabled(!samplesFolder().isEmpty());
    actions.on(ActionId::ChooseFlow, this, &FlowOpener::chooseNeighbour);
}

void FlowOpener::open(const QString &folderOrFile, const QString &chosenIn)
{
    if (FlowParcels::isZip(folderOrFile)) {
        // Queued: at the start the window isn't there yet.
        QMetaObject::invokeMethod(
            m_parcels,
            [this, folderOrFile] { m_parcels->askToUnpack(folderOrFile); },
            Qt::QueuedConnection);
        return;
    }
    if (const QStringList flows = m_session.flowsToChoose(folderOrFile); !flows.isEmpty()) {
        choose(folderOrFile, flows, chosenIn.isEmpty() ? folderOrFile : chosenIn);
        return;
    }
    if (!m_mayClose())
        return;
    try {
        m_session.open(folderOrFile, chosenIn);
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    withoutCommands(theme::translated(error.translatableHint())));
    }
}

void FlowOpener::duplicate(const QString &folder)
{
    m_parcels->askToDuplicate(folder);
}

void FlowOpener::openNeighbour(const QString &file)
{
    open(file, m_session.chosenIn());
}

void FlowOpener::choose(const QString &folder, const QStringList &flows, const QString &chosenIn)
{
    auto *chooser = new FlowChooser(folder, flows, m_window);
    connect(chooser, &FlowChooser::chosen, this, [this, chosenIn](const QString &file) {
        open(file, chosenIn);
    });
    // Queued: at the start the window isn't there yet.
    QMetaObject::invokeMethod(chooser, &QDialog::open, Qt::QueuedConnection);
}

void FlowOpener::chooseNeighbour()
{
    const QStringList flows = m_session.neighbours();
    if (flows.size() > 1)
        choose(m_session.chosenIn(), flows, m_session.chosenIn());
    else
        emit failed(tr("There is no other flow in this folder."),
                    QDir::toNativeSeparators(m_session.chosenIn()));
}

void FlowOpener::chooseFolder()
{
    const QString folder = theme::FileDialog::folder(m_window, tr("Open flow folder"));
    if (!folder.isEmpty())
        open(folder);
}

void FlowOpener::fillRecent(QMenu *menu)
{
    menu->clear();
    const QStringList folders = m_session.settings().allRecentFolders();
    for (const QString &folder : folders) {
        QAction *const entry = menu->addAction(QDir::toNativeSeparators(folder),
                                               this,
                                               [this, folder] { open(folder); });
        entry->setEnabled(QFileInfo::exists(folder));
    }
    if (folders.isEmpty())
        menu->addAction(tr("No folders yet"))->setEnabled(false);
}

} // namespace postern::ide

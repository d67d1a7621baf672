// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/flowparcels.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"
#include "engine/store/ziparchive.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QThreadPool>

#include <utility>

namespace postern::ide {

FlowParcels::FlowParcels(Session &session,
                         const Actions &actions,
                         std::function<void()> aboutToRead,
                         QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_aboutToRead(std::move(aboutToRead))
    , m_window(window)
{
    actions.on(ActionId::OpenZip, this, &FlowParcels::askForArchive);
    actions.on(ActionId::SaveAsZip, this, &FlowParcels::askToPack);
    actions.on(ActionId::DuplicateFlow, this, [this] {
        askToDuplicate(m_session.document()->folder());
    });
    const auto enable = [&session, &actions] {
        for (const ActionId id : {ActionId::SaveAsZip, ActionId::DuplicateFlow})
            actions[id]->setEnabled(session.document() != nullptr);
    };
    connect(&session, &Session::documentOpened, this, enable);
    enable();
}

bool FlowParcels::isZip(const QString &path)
{
    return path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive) && QFileInfo(path).isFile();
}

QString FlowParcels::freeName(const QString &wished)
{
    QString name = wished;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = QStringLiteral("%1-%2").arg(wished, QString::number(number));
    return name;
}

void FlowParcels::askForArchive()
{
    const QString archive = theme::FileDialog::file(m_window,
                                                    tr("Open a zip file"),
                                                    tr("Zip files (*.zip)"));
    if (!archive.isEmpty())
        askToUnpack(archive);
}

void FlowParcels::askToUnpack(const QString &archive)
{
    const QFileInfo file(archive);
    const QString folder = theme::FileDialog::newFile(m_window,
                                                      tr("Unpack into the new folder"),
                                                      freeName(file.absoluteDir().filePath(
                                                          file.completeBaseName())));
    if (!folder.isEmpty())
        unpack(archive, folder);
}

void FlowParcels::unpack(const QString &archive, const QString &folder)
{
    m_work.startBlocking(
        *QThreadPool::globalInstance(),
        [archive = toPath(archive), folder = toPath(folder)] {
            store::ZipArchive(archive).unpackTo(folder);
        },
        [this, folder](const Outcome<void> &outcome) {
            if (outcome.error)
                tellFailure(*outcome.error);
            else
                emit made(folder);
        });
}

void FlowParcels::askToPack()
{
    const QDir folder(m_session.document()->folder());
    const QString archive = theme::FileDialog::newFile(m_window,
                                                       tr("Save as a zip file"),
                                                       QFileInfo(folder.path()).absolutePath() + '/'
                                                           + folder.dirName()
                                                           + QStringLiteral(".zip"));
    if (!archive.isEmpty())
        pack(isZip(archive) || archive.endsWith(QLatin1String(".zip"))
                 ? archive
                 : archive + QStringLiteral(".zip"));
}

void FlowParcels::pack(const QString &archive)
{
    m_aboutToRead();
    Document &document = *m_session.document();
    m_work.startBlocking(
        *QThreadPool::globalInstance(),
        [folder = toPath(document.folder()),
         archive = toPath(archive),
         unsaved = document.workspace().unsavedTexts()] {
            return flow::packFlow(folder, archive, unsaved);
        },
        [this, archive](const Outcome<flow::FlowParcel> &outcome) {
            if (outcome.value)
                tellPacked(archive, *outcome.value);
            else if (outcome.error)
                tellFailure(*outcome.error);
        });
}

void FlowParcels::tellPacked(const QString &archive, const flow::FlowParcel &parcel)
{
    QStringList left;
    for (const flow::FlowParcel::LeftOut &file : parcel.leftOut)
        left.append(QString::fromStdString(file.name) + QStringLiteral(": ")
                    + theme::translated(file.reason));
    const QString said = tr("%1 is written, with %2 files.")
                             .arg(QDir::toNativeSeparators(archive),
                                  QString::number(parcel.files.size()));
    auto *const note = new Question(tr("Save as a zip file"),
                                    left.isEmpty() ? said : said + ' ' + tr("Left out were:"),
                                    m_window);
    note->setAttribute(Qt::WA_DeleteOnClose);
    if (!left.isEmpty())
        note->setNames(left);
    note->add(Question::Button::SafeCancel, tr("Close"));
    note->open();
}

void FlowParcels::askToDuplicate(const QString &folder)
{
    const QString copy = theme::FileDialog::newFile(m_window,
                                                    tr("Duplicate the flow as the new folder"),
                                                    freeName(QDir::cleanPath(folder) + '-'
                                                             + tr("copy")));
    if (!copy.isEmpty())
        duplicate(folder, copy);
}

void FlowParcels::duplicate(const QString &folder, const QString &copy)
{
    m_aboutToRead();
    Document *const document = m_session.document();
    m_work.startBlocking(
        *QThreadPool::globalInstance(),
        [folder = toPath(folder),
         copy = toPath(copy),
         unsaved = document ? document->workspace().unsavedTexts() : nullptr] {
            flow::copyFlow(folder, copy, unsaved);
        },
        [this, copy](const Outcome<void> &outcome) {
            if (outcome.error)
                tellFailure(*outcome.error);
            else
                emit made(copy);
        });
}

void FlowParcels::tellFailure(const Error &error)
{
    emit failed(theme::translated(error.translatableMessage()),
                withoutCommands(theme::translated(error.translatableHint())));
}

} // namespace postern::ide

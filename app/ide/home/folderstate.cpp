// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/folderstate.h"

#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <chrono>
#include <string>

namespace postern::ide {

namespace {

constexpr std::chrono::milliseconds kSettle{500};
constexpr qint64 kLargest = 16'000'000;
constexpr const char *kFolder = "folder";

QString stateFile(const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256);
    const QString name = QString::fromLatin1(hash.toHex().left(24)) + QStringLiteral(".json");
    return fromPath(store::homeFolder() / "folders" / toPath(name));
}

} // namespace

FolderState::FolderState(QObject *parent)
    : QObject(parent)
{
    m_writer.setMaxThreadCount(1); // one write after the other
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &FolderState::write);
}

FolderState::~FolderState()
{
    flush();
}

void FolderState::open(const QString &folder)
{
    flush();
    m_file = stateFile(folder);
    m_values = {};
    QFile file(m_file);
    if (file.open(QIODevice::ReadOnly))
        m_values = QJsonDocument::fromJson(file.read(kLargest)).object();
    m_values.insert(QLatin1String(kFolder), folder);
}

void FolderState::set(const QString &key, const QJsonValue &value)
{
    if (m_file.isEmpty() || m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_settle.start();
}

void FolderState::flush()
{
    if (m_settle.isActive()) {
        m_settle.stop();
        write();
    }
    m_writer.waitForDone();
}

void FolderState::writeAgain()
{
    if (!m_file.isEmpty())
        m_settle.start();
}

void FolderState::forgetOthers()
{
    flush();
    const QDir folder(fromPath(store::homeFolder() / "folders"));
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        if (file.filePath() != m_file)
            QFile::remove(file.filePath());
    }
}

void FolderState::write()
{
    const std::string text = QJsonDocument(m_values).toJson().toStdString();
    m_writer.start([this, file = toPath(m_file), text] {
        try {
            store::writeFile(file, text, 0600);
        } catch (const Error &error) {
            qCWarning(logSession) << error.what();
            emit failed();
        }
    });
}

} // namespace postern::ide

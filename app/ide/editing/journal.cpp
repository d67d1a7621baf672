// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/journal.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kDelayMs = 500;
constexpr unsigned kOwnerOnly = 0600;
constexpr const char *kSuffix = ".unsaved";

QString root()
{
    return fromPath(store::homeFolder() / "journal");
}

std::string contents(const Buffer &buffer)
{
    const QJsonObject head{{"path", buffer.path()},
                           {"time", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                           {"base", QString::fromLatin1(Journal::hash(buffer.saved()))}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact).toStdString() + '\n' + buffer.text();
}

// Nothing when the file is no entry.
std::vector<Journal::Entry> readEntry(const QString &file)
{
    try {
        std::string all = store::readFile(toPath(file));
        const std::size_t end = all.find('\n');
        if (end == std::string::npos)
            return {};
        const QJsonObject head = QJsonDocument::fromJson(
                                     QByteArray::fromRawData(all.data(),
                                                             static_cast<qsizetype>(end)))
                                     .object();
        const QString path = head["path"].toString();
        if (path.isEmpty())
            return {};
        all.erase(0, end + 1);
        return {{path,
                 QDateTime::fromString(head["time"].toString(), Qt::ISODateWithMs),
                 head["base"].toString().toLatin1(),
                 std::move(all),
                 file}};
    } catch (const Error &error) {
        qCWarning(logSession) << "A journal can't be read:" << error.what();
        return {};
    }
}

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/lock"));
    lock->setStaleLockTime(0); // only the end of its program frees it
    return lock;
}

} // namespace

Journal::Journal(QObject *parent)
    : QObject(parent)
{
    m_writer.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &Journal::write);
}

Journal::~Journal()
{
    write();
    m_writer.waitForDone();
    m_lock.reset();
    if (!m_folder.isEmpty())
        QDir().rmdir(m_folder); // stays when there is something in it
}

void Journal::note(Buffer *buffer)
{
    if (!buffer->isDirty() && !m_written.contains(buffer->path()))
        return;
    if (std::find(m_noted.begin(), m_noted.end(), buffer) == m_noted.end())
        m_noted.emplace_back(buffer);
    if (!m_timer.isActive())
        m_timer.start();
}

void Journal::drop(const Buffer *buffer)
{
    std::erase_if(m_noted, [buffer](const auto &noted) { return noted == buffer; });
    if (m_written.remove(buffer->path()))
        m_writer.start([file = fileOf(buffer->path())] { QFile::remove(file); });
}

void Journal::write()
{
    m_timer.stop();
    for (const auto &buffer : std::exchange(m_noted, {})) {
        if (!buffer)
            continue;
        if (!buffer->isDirty()) {
            drop(buffer);
            continue;
        }
        if (!begin()) {
            emit failed();
            return;
        }
        m_written.insert(buffer->path());
        m_writer.start([this, file = fileOf(buffer->path()), text = contents(*buffer)] {
            try {
                store::writeFile(toPath(file), text, kOwnerOnly);
            } catch (const Error &error) {
                qCWarning(logSession) << "Unsaved text can't be kept:" << error.what();
                emit failed(); // to other threads
            }
        });
    }
}

bool Journal::begin()
{
    if (m_lock)
        return true;
    m_folder = root() + '/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QDir().mkpath(m_folder);
    m_lock = lockOf(m_folder);
    if (m_lock->tryLock())
        return true;
    qCWarning(logSession) << "Unsaved text can't be kept in" << m_folder;
    m_lock.reset();
    return false;
}

QString Journal::fileOf(const QString &path) const
{
    return m_folder + '/' + QString::fromLatin1(hash(path.toStdString())) + kSuffix;
}

std::vector<Journal::Entry> Journal::leftBehind(const QString &folder)
{
    std::vector<Entry> left;
    const QString inside = QDir::cleanPath(folder) + '/';
    const QDir all(root());
    for (const QString &name : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString place = all.filePath(name);
        const std::unique_ptr<QLockFile> lock = lockOf(place);
        if (!lock->tryLock())
            continue;
        for (const QString &file : QDir(place).entryList({QStringLiteral("*") + kSuffix})) {
            for (Entry &entry : readEntry(place + '/' + file)) {
                if (entry.path.startsWith(inside))
                    left.push_back(std::move(entry));
            }
        }
    }
    std::sort(left.begin(), left.end(), [](const Entry &a, const Entry &b) {
        return a.time < b.time;
    });
    return left;
}

void Journal::remove(const Entry &entry)
{
    write();
    m_writer.start([file = entry.file] {
        QFile::remove(file);
        QDir().rmdir(QFileInfo(file).path());
    });
}

QByteArray Journal::hash(const std::string &text)
{
    return QCryptographicHash::hash(QByteArray::fromRawData(text.data(),
                                                            static_cast<qsizetype>(text.size())),
                                    QCryptographicHash::Sha1)
        .toHex();
}

} // namespace postern::ide

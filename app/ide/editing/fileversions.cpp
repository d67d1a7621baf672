// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/fileversions.h"

#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>

#include <algorithm>
#include <limits>
#include <utility>

namespace postern::ide {

namespace {

constexpr qint64 kMostBytesOfFile = 16'000'000;
constexpr qint64 kMostBytesOfAll = 200'000'000;
constexpr unsigned kOwnerAlone = 0600;
constexpr QLatin1String kVersionSuffix(".version");

QString versionsRoot()
{
    return fromPath(store::homeFolder() / "versions");
}

QString versionsFolder(const QString &path)
{
    const QByteArray name = QCryptographicHash::hash(QDir::cleanPath(path).toUtf8(),
                                                     QCryptographicHash::Sha1);
    return versionsRoot() + u'/' + QString::fromLatin1(name.toHex());
}

void writeVersion(const QString &folder, const std::string &text, const QDateTime &time)
{
    qint64 name = time.toMSecsSinceEpoch();
    const auto fileOf = [&folder](qint64 at) {
        return folder + u'/' + QString::number(at) + kVersionSuffix;
    };
    while (QFile::exists(fileOf(name)))
        ++name;
    store::writeFile(toPath(fileOf(name)), text, kOwnerAlone);
}

/// Removes the oldest of these, which are the latest first, beyond what may stay.
void dropOldest(const std::vector<FileVersion> &versions, qsizetype most, qint64 mostBytes)
{
    qint64 bytes = 0;
    qsizetype count = 0;
    for (const FileVersion &version : versions) {
        bytes += version.size;
        if (++count > most || bytes > mostBytes)
            QFile::remove(version.file);
    }
}

std::vector<FileVersion> versionsIn(const QString &folder, QDirIterator::IteratorFlags flags = {})
{
    std::vector<FileVersion> versions;
    QDirIterator files(folder, {u'*' + kVersionSuffix}, QDir::Files, flags);
    while (files.hasNext()) {
        const QString file = files.next();
        const QFileInfo info = files.fileInfo();
        bool isTime = false;
        const qint64 time = info.completeBaseName().toLongLong(&isTime);
        if (isTime)
            versions.push_back({file, QDateTime::fromMSecsSinceEpoch(time), info.size()});
    }
    std::ranges::sort(versions, std::ranges::greater(), &FileVersion::time);
    return versions;
}

void keepVersions(const QString &path,
                  const std::string &before,
                  const QDateTime &since,
                  const std::string &now)
{
    const QString folder = versionsFolder(path);
    store::securePrivateFolder(toPath(versionsRoot()));
    store::securePrivateFolder(toPath(folder));
    const std::vector<FileVersion> known = FileVersions::of(path);
    const QDateTime time = QDateTime::currentDateTime();
    const bool isKnown = !known.empty() && FileVersions::read(known.front()) == before;
    if (!isKnown && !before.empty())
        writeVersion(folder, before, since.isValid() && since < time ? since : time);
    if (now != before)
        writeVersion(folder, now, time);
    dropOldest(versionsIn(folder), FileVersions::kMostOfFile, kMostBytesOfFile);
}

} // namespace

FileVersions::FileVersions()
{
    m_writer.setMaxThreadCount(1);
}

FileVersions::~FileVersions()
{
    settle();
}

void FileVersions::keep(const QString &path,
                        std::string before,
                        const QDateTime &since,
                        std::string now)
{
    if (now.size() > kLargestKept || before.size() > kLargestKept)
        return;
    m_writer.start([path, before = std::move(before), since, now = std::move(now)] {
        try {
            keepVersions(path, before, since, now);
            static const bool kIsSwept = [] { // once a program is enough
                dropOldest(versionsIn(versionsRoot(), QDirIterator::Subdirectories),
                           std::numeric_limits<qsizetype>::max(),
                           kMostBytesOfAll);
                return true;
            }();
            Q_UNUSED(kIsSwept);
        } catch (const Error &error) {
            log::warning("ide", "A version of a file wasn't kept: " + error.message());
        }
    });
}

std::vector<FileVersion> FileVersions::of(const QString &path)
{
    return versionsIn(versionsFolder(path));
}

std::string FileVersions::read(const FileVersion &version)
{
    return store::readFile(toPath(version.file), kLargestKept);
}

} // namespace postern::ide

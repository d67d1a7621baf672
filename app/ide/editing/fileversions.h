// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QThreadPool>

#include <string>
#include <vector>

namespace postern::ide {

/// A file as it was saved once.
struct FileVersion
{
    QString file; ///< that holds it, in Postern's home
    QDateTime time;
    qint64 size = 0;
};

/// What files held whenever they were saved, in Postern's home and for its owner alone: the last
/// hundred of each, 16 MB at most, and 200 MB of all together; the oldest go first. Each is written
/// whole or not at all, so a program that is killed leaves none that is half. Large files aren't
/// kept.
class FileVersions
{
public:
    static constexpr std::size_t kLargestKept = 4'000'000;
    static constexpr qsizetype kMostOfFile = 100;

    FileVersions();
    /// Waits for what is being written.
    ~FileVersions();
    FileVersions(const FileVersions &) = delete;
    FileVersions &operator=(const FileVersions &) = delete;

    /// Keeps what a file held before it was saved, since that time, where that isn't its latest
    /// version, and what it holds now. Beside the UI's thread; what can't be kept is told in the log.
    void keep(const QString &path, std::string before, const QDateTime &since, std::string now);
    void settle() { m_writer.waitForDone(); }

    /// Those of a file, the latest first.
    static std::vector<FileVersion> of(const QString &path);
    /// Throws Error FileUnreadable.
    static std::string read(const FileVersion &version);

private:
    QThreadPool m_writer; ///< of one thread: in order
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace postern::ide {

class Buffer;

/// Keeps unsaved text in the home folder, so that it outlives the program.
///
/// A text is on the disk at most a second after it was changed, written on another thread, whole
/// or not at all. Every journal has a folder and a lock of its own; what lies in a folder whose
/// lock is free was left behind by a program that ended without asking.
class Journal final : public QObject
{
    Q_OBJECT

public:
    explicit Journal(QObject *parent = nullptr);
    /// Writes what is waiting. What is unsaved stays and is found by the next start.
    ~Journal() override;

    /// The buffer's text or state is another.
    void note(Buffer *buffer);
    /// The buffer is going away; its text is not wanted any more.
    void drop(const Buffer *buffer);

    struct Entry
    {
        QString path;
        QDateTime time;
        QByteArray base; ///< hash of the contents that were changed
        std::string text;
        QString file;
    };
    /// What other journals left behind for files of this folder.
    static std::vector<Entry> leftBehind(const QString &folder);
    /// Removes a left entry, after all that was noted before is on the disk.
    void remove(const Entry &entry);

    static QByteArray hash(const std::string &text);

signals:
    /// Something could not be written; from the thread that writes.
    void failed();

private:
    void write();
    QString fileOf(const QString &path) const;
    bool begin();

    QString m_folder;
    std::unique_ptr<QLockFile> m_lock;
    QSet<QString> m_written;
    std::vector<QPointer<Buffer>> m_noted;
    QTimer m_timer;
    QThreadPool m_writer; // one thread: in order
};

} // namespace postern::ide

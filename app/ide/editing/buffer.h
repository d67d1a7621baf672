// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/base/textedit.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <cstdint>
#include <future>
#include <memory>
#include <string>

namespace postern::ide {

/// A file as it is being edited: its bytes, exactly, and how they stand to those on the disk.
/// Byte order mark, line ends and a missing last newline are bytes like any other and stay.
class Buffer final : public QObject
{
    Q_OBJECT

public:
    enum class Disk {
        Same,    ///< the file holds what the text was read from or saved as
        Changed, ///< someone else has written it, and the text has changes of its own
        Gone     ///< deleted or renamed
    };

    /// Reads the file; one that is missing or can't be read is Gone and empty.
    explicit Buffer(QString path, QObject *parent = nullptr);

    QString path() const { return m_path; }
    QString name() const;
    const std::string &text() const { return m_text; }
    /// Another number for every text that any buffer has had, but for texts that come back.
    std::uint64_t revision() const { return m_revision; }
    /// The text as it is now, for who keeps it or reads it on another thread.
    std::shared_ptr<const std::string> sharedText() const;
    bool isDirty() const { return m_text != m_saved || (m_disk != Disk::Same && !m_isNew); }
    /// There has never been such a file: saving makes it. Without text there is nothing to save.
    bool isNew() const { return m_isNew; }
    Disk disk() const { return m_disk; }
    QString reason() const { return m_reason; }
    /// False when the file is there but could not be read: it is never written over.
    bool isRead() const { return m_reason.isEmpty(); }
    /// False when the bytes are no UTF-8: an editor would change what it can't show.
    bool isText() const { return m_isText; }
    /// The file's permissions forbid everyone to write it.
    bool isProtected() const { return m_stamp.isProtected; }
    /// What the text was last read from or saved as.
    const std::string &saved() const { return m_saved; }

    /// Changes the text and returns the edit that takes it back. `source` is who made the edit
    /// and needs not be told.
    TextEdit apply(const TextEdit &edit, const QObject *source = nullptr);

    /// Writes the file, whole or not at all. Throws Error FileUnwritable; also when someone else
    /// has changed the file meanwhile, and then disk() says so.
    void save();
    /// The same, but without waiting for the disk, which may be slow: stateChanged() tells that it
    /// is done, saveFailed() that it wasn't. Throws what stands against it before. What is typed
    /// meanwhile stays unsaved.
    void saveInBackground();
    bool isSaving() const { return m_writing.valid(); }
    /// Waits for the disk.
    void settle();
    /// Whether someone else has written the file since, by its time and size.
    bool isTouched() const { return !looksUntouched(); }
    /// Looks whether the file is still what it was. True when it has other contents and the text
    /// no changes of its own: reading it anew loses nothing.
    bool check();
    /// The edit that turns the text into what the file holds now, which from now on counts as
    /// saved. Throws Error FileUnreadable.
    TextEdit readAnew();
    /// What is on the disk now is known and may be written over.
    void keepMine();
    /// The text was changed over other contents than the file's: as if it had been changed since.
    void markChanged();

signals:
    void edited(const postern::TextEdit &edit, const QObject *source);
    /// Dirty or not, disk(), isProtected().
    void stateChanged();
    /// The file held `before` since that time, and holds `now`.
    void written(const std::string &before, const QDateTime &since, const std::string &now);
    void saveFailed(const postern::Error &error);

private:
    struct Stamp // how the file looks from outside
    {
        QDateTime time;
        qint64 size = 0;
        bool isProtected = false;
    };
    static Stamp stampOf(const QString &path);
    static Stamp write(const QString &path, const std::string &text);
    void prepareSave();
    void finishSave(std::string text, const Stamp &stamp);
    void setDisk(Disk disk);
    void remember();
    bool looksUntouched() const;

    QString m_path;
    std::string m_text;
    std::uint64_t m_revision = 0;
    mutable std::shared_ptr<const std::string> m_sharedText; // null once the text is another
    std::string m_saved;
    Disk m_disk = Disk::Same;
    QString m_reason;
    bool m_isText = true;
    bool m_isNew = false;
    bool m_wasDirty = false;
    Stamp m_stamp;
    std::string m_writtenText;
    std::future<Stamp> m_writing; // valid from the start of a save to its end
    bool m_isAskedAgain = false;  // to save, while a save went on
};

} // namespace postern::ide

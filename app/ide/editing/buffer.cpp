// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/buffer.h"

#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/store/atomicfile.h"
#include "widgets/theme/translated.h"

#include <QScopeGuard>

#include <utility>

namespace postern::ide {

namespace {

constexpr qint64 kMostBytes = 256'000'000;
constexpr QFile::Permissions kWritable = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;

bool isProtectedFile(const QFileInfo &file)
{
    // By the mode too: to an administrator every file is writable, but the mode says what was meant.
    return file.exists() && (!file.isWritable() || !(file.permissions() & kWritable));
}

Error tooLarge(const QString &path)
{
    const QString message = Buffer::tr("The file %1 is too large to be edited.").arg(path);
    return {ErrorCode::LimitExceeded, message.toStdString()};
}

/// Buffers are the UI thread's.
std::uint64_t nextRevision()
{
    static std::uint64_t last = 0;
    return ++last;
}

std::string read(const QString &path)
{
    if (QFileInfo(path).size() > kMostBytes)
        throw tooLarge(path);
    return store::readFile(toPath(path));
}

} // namespace

Buffer::Buffer(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    try {
        m_text = read(m_path);
        m_saved = m_text;
        m_isText = utf8::isValid(m_text);
    } catch (const Error &error) {
        m_disk = Disk::Gone;
        m_isNew = !QFileInfo::exists(m_path);
        if (!m_isNew)
            m_reason = theme::translated(error.translatableMessage());
    }
    m_revision = nextRevision();
    remember();
    m_wasDirty = isDirty();
}

QString Buffer::name() const
{
    return QFileInfo(m_path).fileName();
}

std::shared_ptr<const std::string> Buffer::sharedText() const
{
    if (!m_sharedText)
        m_sharedText = std::make_shared<const std::string>(m_text);
    return m_sharedText;
}

TextEdit Buffer::apply(const TextEdit &edit, const QObject *source)
{
    TextEdit inverse = postern::apply(m_text, edit);
    m_sharedText.reset();
    m_revision = nextRevision();
    emit edited(edit, source);
    if (std::exchange(m_wasDirty, isDirty()) != m_wasDirty)
        emit stateChanged();
    return inverse;
}

void Buffer::save()
{
    settle();
    prepareSave();
    finishSave(m_text, write(m_path, m_text));
}

void Buffer::saveInBackground()
{
    if (isSaving()) {
        m_isAskedAgain = true;
        return;
    }
    prepareSave();
    m_writtenText = m_text;
    m_writing = std::async(std::launch::async, [this, path = m_path, text = m_text] {
        const auto tell = qScopeGuard(
            [this] { QMetaObject::invokeMethod(this, &Buffer::settle, Qt::QueuedConnection); });
        return write(path, text);
    });
}

void Buffer::settle()
{
    if (!isSaving())
        return;
    try {
        const Stamp stamp = m_writing.get();
        finishSave(std::move(m_writtenText), stamp);
        if (std::exchange(m_isAskedAgain, false) && isDirty())
            saveInBackground();
    } catch (const Error &error) {
        m_isAskedAgain = false;
        emit saveFailed(error);
    }
}

void Buffer::prepareSave()
{
    if (!isRead())
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file %1 could not be read, so it is not written over.")
                        .arg(m_path)
                        .toStdString(),
                    tr("Save the text under another name.").toStdString());
    if (m_disk != Disk::Changed)
        check(); // what was away may be there again
    if (m_disk == Disk::Changed)
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file %1 was changed by another program.").arg(m_path).toStdString(),
                    tr("Reload it, or keep yours and save again.").toStdString());
    if (m_disk == Disk::Same && isProtected())
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file %1 is read-only.").arg(m_path).toStdString(),
                    tr("Save it under another name, or make it writable.").toStdString());
}

Buffer::Stamp Buffer::write(const QString &path, const std::string &text)
{
    store::writeFile(toPath(path), text);
    return stampOf(path);
}

void Buffer::finishSave(std::string text, const Stamp &stamp)
{
    const std::string before = std::exchange(m_saved, std::move(text));
    const QDateTime since = m_stamp.time;
    m_isText = utf8::isValid(m_text);
    m_disk = Disk::Same;
    m_isNew = false;
    m_stamp = stamp;
    m_wasDirty = isDirty();
    emit written(before, since, m_saved);
    emit stateChanged();
}

bool Buffer::check()
{
    const QFileInfo file(m_path);
    if (isSaving()) // what it finds would be half of what there will be
        return false;
    if (!isRead() && looksUntouched())
        return false;
    if (!file.exists()) {
        m_reason.clear();
        setDisk(Disk::Gone);
        return false;
    }
    if (m_disk != Disk::Gone && looksUntouched()) {
        if (isProtectedFile(file) != m_stamp.isProtected) {
            remember();
            emit stateChanged();
        }
        return false;
    }
    std::string onDisk;
    try {
        onDisk = read(m_path);
    } catch (const Error &error) {
        m_reason = theme::translated(error.translatableMessage());
        remember();
        setDisk(Disk::Gone);
        return false;
    }
    const bool hadChanges = m_text != m_saved;
    m_reason.clear();
    remember();
    if (onDisk == m_text || onDisk == m_saved) {
        m_saved = std::move(onDisk);
        setDisk(Disk::Same);
        return false;
    }
    if (!hadChanges) {
        setDisk(Disk::Same);
        return true;
    }
    setDisk(Disk::Changed);
    return false;
}

TextEdit Buffer::readAnew()
{
    settle();
    m_saved = read(m_path);
    m_isText = utf8::isValid(m_saved);
    m_disk = Disk::Same;
    m_isNew = false;
    remember();
    return difference(m_text, m_saved);
}

void Buffer::keepMine()
{
    settle();
    try {
        m_saved = read(m_path);
    } catch (const Error &error) {
        m_reason = theme::translated(error.translatableMessage());
        setDisk(Disk::Gone);
        return;
    }
    remember();
    setDisk(Disk::Same);
}

void Buffer::markChanged()
{
    setDisk(Disk::Changed);
}

void Buffer::setDisk(Disk disk)
{
    m_disk = disk;
    m_isNew = m_isNew && disk == Disk::Gone;
    m_wasDirty = isDirty();
    emit stateChanged();
}

void Buffer::remember()
{
    m_stamp = stampOf(m_path);
}

Buffer::Stamp Buffer::stampOf(const QString &path)
{
    const QFileInfo file(path);
    return {file.lastModified(), file.size(), isProtectedFile(file)};
}

bool Buffer::looksUntouched() const
{
    const Stamp now = stampOf(m_path);
    return now.time == m_stamp.time && now.size == m_stamp.size;
}

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/buffer.h"

#include "app/ide/paths.h"
#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/store/atomicfile.h"

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

std::string read(const QString &path)
{
    if (QFileInfo(path).size() > kMostBytes)
        throw Error(ErrorCode::LimitExceeded,
                    "The file " + path.toStdString() + " is too large to be edited.");
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
        if (QFileInfo::exists(m_path))
            m_reason = QString::fromStdString(error.message());
    }
    remember();
    m_wasDirty = isDirty();
}

QString Buffer::name() const
{
    return QFileInfo(m_path).fileName();
}

TextEdit Buffer::apply(const TextEdit &edit, const QObject *source)
{
    TextEdit inverse = postern::apply(m_text, edit);
    emit edited(edit, source);
    if (std::exchange(m_wasDirty, isDirty()) != m_wasDirty)
        emit stateChanged();
    return inverse;
}

void Buffer::save()
{
    if (!isRead())
        throw Error(ErrorCode::FileUnwritable,
                    "The file " + m_path.toStdString()
                        + " could not be read, so it is not written over.",
                    "Save the text under another name.");
    if (m_disk == Disk::Same && !looksUntouched())
        check();
    if (m_disk == Disk::Changed)
        throw Error(ErrorCode::FileUnwritable,
                    "The file " + m_path.toStdString() + " was changed by another program.",
                    "Reload it, or keep yours and save again.");
    if (m_disk == Disk::Same && isProtectedFile(QFileInfo(m_path)))
        throw Error(ErrorCode::FileUnwritable,
                    "The file " + m_path.toStdString() + " is read-only.",
                    "Save it under another name, or make it writable.");
    store::writeFile(toPath(m_path), m_text);
    m_saved = m_text;
    m_isText = utf8::isValid(m_text);
    m_disk = Disk::Same;
    remember();
    m_wasDirty = false;
    emit stateChanged();
}

bool Buffer::check()
{
    const QFileInfo file(m_path);
    if (!isRead() && looksUntouched())
        return false;
    if (!file.exists()) {
        m_reason.clear();
        setDisk(Disk::Gone);
        return false;
    }
    if (m_disk != Disk::Gone && looksUntouched()) {
        if (isProtectedFile(file) != m_isProtected) {
            remember();
            emit stateChanged();
        }
        return false;
    }
    std::string onDisk;
    try {
        onDisk = read(m_path);
    } catch (const Error &error) {
        m_reason = QString::fromStdString(error.message());
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
    m_saved = read(m_path);
    m_isText = utf8::isValid(m_saved);
    m_disk = Disk::Same;
    remember();
    return difference(m_text, m_saved);
}

void Buffer::keepMine()
{
    try {
        m_saved = read(m_path);
    } catch (const Error &error) {
        m_reason = QString::fromStdString(error.message());
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
    m_wasDirty = isDirty();
    emit stateChanged();
}

void Buffer::remember()
{
    const QFileInfo file(m_path);
    m_time = file.lastModified();
    m_size = file.size();
    m_isProtected = isProtectedFile(file);
}

bool Buffer::looksUntouched() const
{
    const QFileInfo file(m_path);
    return file.lastModified() == m_time && file.size() == m_size;
}

} // namespace postern::ide

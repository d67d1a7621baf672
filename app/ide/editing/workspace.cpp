// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/workspace.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
constexpr int kFolderSettleMs = 50;
} // namespace

Workspace::Workspace(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kFolderSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &Workspace::check);
    connect(&m_journal, &Journal::failed, this, &Workspace::notKept);
    const auto settle = [this] { m_settle.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    // Network drives tell nobody of a change: coming back to the window looks again.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](auto state) {
        if (state == Qt::ApplicationActive)
            m_settle.start();
    });
    restore();
}

Workspace::~Workspace() = default;

Buffer *Workspace::open(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    if (Buffer *known = find(clean))
        return known;
    Buffer *const buffer = m_buffers.emplace_back(std::make_unique<Buffer>(clean)).get();
    connect(buffer, &Buffer::stateChanged, this, [this, buffer] {
        m_journal.note(buffer);
        if (!buffer->isDirty()) {
            m_restored.remove(buffer->path());
            m_settle.start(); // it may have been changed while it was being saved
        }
        emit stateChanged(buffer);
    });
    connect(buffer,
            &Buffer::written,
            this,
            [this,
             buffer](const std::string &before, const QDateTime &since, const std::string &now) {
                m_versions.keep(buffer->path(), before, since, now);
            });
    connect(buffer, &Buffer::saveFailed, this, [this, buffer](const Error &error) {
        emit saveFailed(buffer, error);
    });
    watch();
    return buffer;
}

Buffer *Workspace::find(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    const auto it = std::find_if(m_buffers.begin(), m_buffers.end(), [&](const auto &buffer) {
        return buffer->path() == clean;
    });
    return it == m_buffers.end() ? nullptr : it->get();
}

void Workspace::release(Buffer *buffer)
{
    if (--m_users[buffer] > 0)
        return;
    m_users.remove(buffer);
    if (buffer->isSaving() || buffer->text() != buffer->saved() || m_undo.concerns(buffer))
        return;
    m_journal.drop(buffer);
    m_watcher.removePath(buffer->path());
    std::erase_if(m_buffers, [buffer](const auto &each) { return each.get() == buffer; });
}

void Workspace::discard(Buffer *buffer)
{
    buffer->settle();
    m_journal.drop(buffer);
    m_restored.remove(buffer->path());
    if (buffer->disk() == Buffer::Disk::Changed)
        buffer->keepMine();
    const TextEdit back = difference(buffer->text(), buffer->saved());
    if (!back.isEmpty())
        buffer->apply(back);
    m_undo.forget(buffer);
    m_journal.drop(buffer);
    emit edited(buffer, false);
}

void Workspace::discardAll()
{
    for (Buffer *buffer : unsaved())
        discard(buffer);
}

std::vector<Buffer *> Workspace::unsaved() const
{
    std::vector<Buffer *> found;
    for (const auto &buffer : m_buffers) {
        // A file that went away before anything was written into its text leaves nothing to save.
        if (buffer->isDirty() && !(buffer->text().empty() && buffer->saved().empty()))
            found.push_back(buffer.get());
    }
    return found;
}

flow::UnsavedSnapshot Workspace::unsavedTexts() const
{
    auto texts = std::make_shared<flow::UnsavedTexts>();
    for (const auto &buffer : m_buffers) {
        const bool isNothing = buffer->text().empty() && buffer->saved().empty();
        if ((buffer->isDirty() || buffer->isSaving()) && buffer->isRead() && !isNothing)
            texts->set(toPath(buffer->path()), buffer->sharedText());
    }
    return texts->isEmpty() ? nullptr : texts;
}

void Workspace::keepAgain()
{
    for (Buffer *buffer : unsaved())
        m_journal.note(buffer);
}

void Workspace::settle()
{
    for (const auto &buffer : m_buffers)
        buffer->settle();
}

void Workspace::edit(Buffer *buffer, const TextEdit &edit, const QObject *source, bool isTyping)
{
    if (edit.isEmpty())
        return;
    m_undo.push(buffer, edit, buffer->apply(edit, source), isTyping);
    m_journal.note(buffer);
    emit edited(buffer, isTyping);
}

void Workspace::apply(const flow::FolderEdit &edit)
{
    std::vector<std::pair<Buffer *, const TextEdits *>> texts;
    for (const auto &[path, edits] : edit.files) {
        Buffer *const buffer = open(fromPath(path));
        if (!buffer->isRead() || !buffer->isText())
            throw Error(ErrorCode::FileUnreadable,
                        tr("The file %1 can't be edited.").arg(buffer->path()).toStdString());
        edits.validate(buffer->text().size());
        texts.emplace_back(buffer, &edits);
    }
    std::vector<UndoStack::Part> inverses;
    for (const auto &[buffer, edits] : texts) {
        // From the end, so that each offset means what it meant before.
        for (auto one = edits->end(); one != edits->begin();)
            inverses.push_back({buffer, buffer->apply(*--one)});
    }
    if (inverses.empty())
        return;
    std::ranges::reverse(inverses);
    m_undo.push(theme::translated(edit.label), std::move(inverses));
    for (const auto &[buffer, edits] : texts) {
        m_journal.note(buffer);
        emit edited(buffer, false);
    }
}

void Workspace::noteStep(const QString &label, std::function<void()> swap)
{
    m_undo.push(label, std::move(swap));
    emit stepsChanged();
}

std::string Workspace::textOf(const QString &path) const
{
    const Buffer *const buffer = find(path);
    return buffer && buffer->isRead() ? buffer->text() : store::readFile(toPath(path));
}

void Workspace::reload(Buffer *buffer)
{
    emit aboutToRead(buffer);
    edit(buffer, buffer->readAnew());
    emit buffer->stateChanged();
}

void Workspace::undo()
{
    stepDone(m_undo.undo());
}

void Workspace::redo()
{
    stepDone(m_undo.redo());
}

void Workspace::stepDone(const UndoStack::Done &done)
{
    if (done.buffers.empty()) {
        emit stepsChanged();
        return;
    }
    for (Buffer *buffer : done.buffers) {
        m_journal.note(buffer);
        emit edited(buffer, false);
    }
    emit stepped(done.buffers.back(), static_cast<qsizetype>(done.offset));
}

void Workspace::check()
{
    std::vector<Buffer *> open;
    open.reserve(m_buffers.size());
    for (const auto &buffer : m_buffers)
        open.push_back(buffer.get());
    for (Buffer *buffer : open) {
        try {
            if (buffer->isTouched())
                emit aboutToRead(buffer);
            if (buffer->check())
                reload(buffer);
        } catch (const Error &error) {
            qCWarning(logSession) << "A changed file can't be read:" << error.what();
        }
    }
    watch();
}

void Workspace::restore()
{
    for (const Journal::Entry &entry : Journal::leftBehind(m_folder)) {
        Buffer *const buffer = open(entry.path);
        const TextEdit change = difference(buffer->text(), entry.text);
        if (!change.isEmpty()) {
            const bool isSameBase = Journal::hash(buffer->saved()) == entry.base;
            edit(buffer, change);
            if (!isSameBase && buffer->disk() == Buffer::Disk::Same)
                buffer->markChanged();
            m_restored.insert(buffer->path(), entry.time.toLocalTime());
        }
        m_journal.remove(entry);
    }
}

void Workspace::watch()
{
    // A file that was replaced rather than written is no longer watched, so all are named anew.
    QStringList paths{m_folder};
    for (const auto &buffer : m_buffers) {
        if (QFileInfo(buffer->path()).isFile())
            paths.append(buffer->path());
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    paths.removeIf([&](const QString &path) { return watched.contains(path); });
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}

} // namespace postern::ide

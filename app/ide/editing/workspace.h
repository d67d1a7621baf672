// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/editing/fileversions.h"
#include "app/ide/editing/journal.h"
#include "app/ide/editing/undostack.h"
#include "engine/base/error.h"
#include "engine/flow/folderedit.h"
#include "engine/flow/unsavedtexts.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace postern::ide {

/// The files of one folder that are being edited, with the one undo stack for all of them.
///
/// Outlives the window, which is built anew for another language. Follows the files on disk: a
/// text without changes of its own is read anew, any other says what has happened to its file.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(QString folder, QObject *parent = nullptr);
    ~Workspace() override;

    /// The file's buffer; opened when it isn't yet.
    Buffer *open(const QString &path);
    Buffer *find(const QString &path) const;
    /// A view shows the buffer, or does no longer. One that nobody shows, that has no changes and
    /// nothing to undo, goes away.
    void retain(Buffer *buffer) { ++m_users[buffer]; }
    void release(Buffer *buffer);
    /// Throws away what is unsaved of this buffer, or all, and forgets its undo steps.
    void discard(Buffer *buffer);
    void discardAll();

    std::vector<Buffer *> unsaved() const;
    /// The texts of these, and of what is just being saved: what everything that reads the folder
    /// finds in place of the disk's. Null when there are none.
    flow::UnsavedSnapshot unsavedTexts() const;
    /// What the files held whenever they were saved.
    FileVersions &versions() { return m_versions; }
    /// Tries anew to keep what is unsaved for the case that the program ends.
    void keepAgain();
    /// Waits for the saves under way.
    void settle();

    /// Every change of a text goes through here, whoever makes it, and is a step to undo.
    void edit(Buffer *buffer,
              const TextEdit &edit,
              const QObject *source = nullptr,
              bool isTyping = false);
    /// Changes several files as one step to undo, named by the edit's label. Files that aren't open
    /// are opened. Throws Error, and changes nothing, when one of them can't be edited
    /// (FileUnreadable) or ends before a place that the edit names (Internal): whose texts have
    /// changed since the edit was made mustn't ask.
    void apply(const flow::FolderEdit &edit);
    /// Something that is no text was changed: a step to undo all the same. `swap` takes it back, and
    /// does it again, in turns.
    void noteStep(const QString &label, std::function<void()> swap);
    /// A file's text as it is now, unsaved changes counted. Throws Error FileUnreadable.
    std::string textOf(const QString &path) const;
    /// Takes the disk's contents in place of the text, as a step to undo. Throws Error
    /// FileUnreadable.
    void reload(Buffer *buffer);
    void undo();
    void redo();
    bool canUndo() const { return m_undo.canUndo(); }
    bool canRedo() const { return m_undo.canRedo(); }
    QString undoLabel() const { return m_undo.undoLabel(); }
    QString redoLabel() const { return m_undo.redoLabel(); }

    /// When the unsaved text of a file that was restored at the start had been written; invalid
    /// for all others.
    QDateTime restored(const QString &path) const { return m_restored.value(path); }
    QStringList restoredFiles() const { return m_restored.keys(); }

    /// The files that have a tab, in order; for a window that is built anew.
    QStringList tabs() const { return m_tabs; }
    void setTabs(const QStringList &paths) { m_tabs = paths; }

public slots:
    /// Looks at the disk.
    void check();

signals:
    /// The disk has another text: what a view has not told of yet comes before it.
    void aboutToRead(postern::ide::Buffer *buffer);
    /// A text has changed; `isTyping` when more of it is to be expected soon.
    void edited(postern::ide::Buffer *buffer, bool isTyping);
    /// Dirty or not, and how it stands to its file.
    void stateChanged(postern::ide::Buffer *buffer);
    /// Unsaved text could not be kept.
    void notKept();
    void saveFailed(postern::ide::Buffer *buffer, const postern::Error &error);
    /// There is another step to undo, or to do again.
    void stepsChanged();
    /// A step was undone or done again here.
    void stepped(postern::ide::Buffer *buffer, qsizetype offset);

private:
    void restore();
    void watch();
    void stepDone(const UndoStack::Done &done);

    QString m_folder;
    std::vector<std::unique_ptr<Buffer>> m_buffers;
    QHash<const Buffer *, int> m_users;
    QHash<QString, QDateTime> m_restored;
    QStringList m_tabs;
    FileVersions m_versions;
    UndoStack m_undo;
    Journal m_journal;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // one save is often several changes
};

} // namespace postern::ide

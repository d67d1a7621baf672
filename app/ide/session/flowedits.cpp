// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/flowedits.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"

#include <QDir>
#include <QFileInfo>

namespace postern::ide {

FlowEdits::FlowEdits(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{}

QString FlowEdits::blocker() const
{
    const Document *const document = m_session.document();
    if (!document)
        return tr("Open a flow to change it.");
    if (!document->isDag())
        return tr("A flow of code and a prompty have no graph to change: edit their text.");
    if (!document->flow().isCurrent())
        return tr("The text can't be read as it is: mend it, and the graph can be changed again.");
    return {};
}

void FlowEdits::apply(const Intent &intent, const QString &label, const NewFiles &files)
{
    emit aboutToEdit();
    if (Document *const document = m_session.document())
        document->readNow(); // a file may have changed since it was shown
    if (const QString reason = blocker(); !reason.isEmpty())
        throw Error(ErrorCode::Refused, reason.toStdString());
    Document &document = *m_session.document();
    Workspace &workspace = document.workspace();
    flow::FlowEditor editor(
        document.flow(),
        [&](const std::filesystem::path &path) { return workspace.textOf(fromPath(path)); },
        document.trust());
    intent(editor);
    flow::FolderEdit edit = editor.edit(label.toStdString());
    addFiles(edit, files);
    if (!edit.isEmpty()) {
        workspace.apply(edit);
        document.readNow();
    }
    emit applied();
}

bool FlowEdits::tryApply(const Intent &intent, const QString &label, const NewFiles &files)
{
    try {
        apply(intent, label, files);
        return true;
    } catch (const Error &error) {
        emit refused(error, label);
        return false;
    }
}

bool FlowEdits::tryReplace(const TextEdit &edit, const QString &label)
{
    Document *const document = m_session.document();
    if (!document)
        return false;
    try {
        flow::FolderEdit change;
        change.label = label.toStdString();
        change.files[document->flow().location().file].add(edit);
        document->workspace().apply(change);
        document->readNow();
    } catch (const Error &error) {
        emit refused(error, label);
        return false;
    }
    emit applied();
    return true;
}

bool FlowEdits::hasFile(const QString &path) const
{
    Document *const document = m_session.document();
    const QString whole = QDir(document->folder()).absoluteFilePath(path);
    const Buffer *const buffer = document->workspace().find(whole);
    return QFileInfo::exists(whole) || (buffer && !buffer->text().empty());
}

void FlowEdits::addFiles(flow::FolderEdit &edit, const NewFiles &files) const
{
    for (const NewFile &file : files) {
        if (hasFile(file.path))
            throw Error(ErrorCode::InvalidInput,
                        tr("There is a file %1 already.").arg(file.path).toStdString(),
                        tr("Give the new one another name.").toStdString());
        const QString whole = QDir(m_session.document()->folder()).absoluteFilePath(file.path);
        edit.files.emplace(toPath(QDir::cleanPath(whole)), TextEdit{0, 0, file.text});
    }
}

} // namespace postern::ide

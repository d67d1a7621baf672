// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/flowedits.h"

#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"

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

void FlowEdits::apply(const Intent &intent, const QString &label)
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
    const flow::FolderEdit edit = editor.edit(label.toStdString());
    if (edit.isEmpty())
        return;
    workspace.apply(edit);
    document.readNow();
}

bool FlowEdits::tryApply(const Intent &intent, const QString &label)
{
    try {
        apply(intent, label);
        return true;
    } catch (const Error &error) {
        emit refused(error);
        return false;
    }
}

} // namespace postern::ide

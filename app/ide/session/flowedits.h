// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/flow/floweditor.h"

#include <QObject>
#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace postern::ide {

class Session;

/// Changes the open flow by what is meant, whoever means it: the canvas, the outline, the inspector,
/// a menu. Each change is the smallest edit of the texts and one step to undo.
class FlowEdits final : public QObject
{
    Q_OBJECT

public:
    using Intent = std::function<void(flow::FlowEditor &)>;

    /// A file that the folder gets with an edit: a new node's template, say.
    struct NewFile
    {
        QString path; ///< relative to the flow's folder
        std::string text;
    };
    using NewFiles = std::vector<NewFile>;

    explicit FlowEdits(Session &session, QObject *parent = nullptr);

    /// Why the graph can't be changed now, one sentence; empty when it can.
    QString blocker() const;
    /// Does what the intent says as one step, which the menu names by the label. The new files are
    /// unsaved texts then, and undone with the rest; none of them may be there already. Throws Error,
    /// and changes nothing, when that can't be.
    void apply(const Intent &intent, const QString &label, const NewFiles &files = {});
    /// The same, but what can't be is told by refused(). Whether it was done.
    bool tryApply(const Intent &intent, const QString &label, const NewFiles &files = {});
    /// Replaces some of the flow's text as it is now, as one step. Whether it was done; what can't be
    /// is told by refused().
    bool tryReplace(const TextEdit &edit, const QString &label);
    /// Whether the folder has that file, on the disk or as unsaved text. The path is relative to it.
    bool hasFile(const QString &path) const;

signals:
    /// What views have not told of yet comes before the change.
    void aboutToEdit();
    void applied();
    /// What the label names could not be done.
    void refused(const postern::Error &error, const QString &label);

private:
    void addFiles(flow::FolderEdit &edit, const NewFiles &files) const;

    Session &m_session;
};

} // namespace postern::ide

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/session/flowedits.h"
#include "engine/base/value.h"
#include "engine/flow/sourcefolder.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

class QMimeData;

namespace postern::ide {

/// Nodes as they are copied: YAML that any editor takes as text, and beside it the files that they
/// name, for another folder.
struct CopiedNodes
{
    std::string yaml;
    QMap<QString, std::string> files; ///< by the path that the nodes have for them
};

/// Reads the files that the nodes name, as far as they lie in the folder and are texts.
CopiedNodes copiedNodes(std::string yaml, const flow::SourceFolder &folder);
/// For the clipboard, whose owner it becomes.
std::unique_ptr<QMimeData> toMimeData(const CopiedNodes &nodes);
/// Texts of other programs have no files.
CopiedNodes fromMimeData(const QMimeData &data);

/// What becomes of the files of nodes that are pasted: one that the folder has with the same text is
/// shared, one that it lacks is made, and one that it has with another text gets another name.
class PastedFiles final
{
public:
    /// `textOf` gives the text of a file of the folder, null for one that isn't there.
    PastedFiles(const CopiedNodes &nodes,
                const std::function<std::unique_ptr<std::string>(const QString &path)> &textOf);

    const FlowEdits::NewFiles &files() const { return m_files; }
    /// Lets the nodes that were pasted under these names have the other paths.
    void rename(flow::FlowEditor &editor, const std::vector<std::string> &names) const;

private:
    Value m_nodes;
    FlowEdits::NewFiles m_files;
    QMap<QString, QString> m_renamed;
};

} // namespace postern::ide

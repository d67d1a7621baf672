// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"

#include "engine/base/pathtext.h"
#include "engine/flow/loader.h"
#include "engine/yaml/document.h"

#include <utility>

namespace postern::flow {

FlowDocument FlowDocument::load(const FlowLocation &location, Trust trust, UnsavedSnapshot unsaved)
{
    try {
        const SourceFolder folder(location.folder, trust, unsaved);
        FlowDocument document
            = fromText(location, openInFolder(folder, location.file, yaml::Document::kMaxBytes));
        document.setUnsaved(std::move(unsaved));
        return document;
    } catch (const Error &error) {
        if (error.code() != ErrorCode::LimitExceeded)
            throw;
        throw Error(ErrorCode::LimitExceeded,
                    tr("The file %1 is larger than 64 MB.", pathText(location.file)),
                    tr("Move data into files of its own."));
    }
}

FlowDocument FlowDocument::fromText(FlowLocation location, std::string text)
{
    FlowDocument document;
    document.m_location = std::move(location);
    document.m_text = std::move(text);
    document.m_flow = std::make_shared<const Flow>();
    document.read();
    return document;
}

void FlowDocument::requireLoaded() const
{
    if (m_loadError)
        throw toError(*m_loadError);
}

void FlowDocument::requireTree() const
{
    if (m_tree && m_tree->root() != nullptr)
        return;
    requireLoaded();
    throw Error(ErrorCode::InvalidFlow, tr("The flow's text can't be read."));
}

TextEdit FlowDocument::apply(const TextEdit &edit)
{
    TextEdit back = postern::apply(m_text, edit);
    if (!m_tree || m_location.kind == FlowKind::Prompty) {
        read();
        return back;
    }
    // Others may look at the tree on threads of their own.
    std::shared_ptr<yaml::Document> tree = std::move(m_tree);
    if (tree.use_count() > 1)
        tree = std::make_shared<yaml::Document>(tree->clone());
    if (tree->follow(m_text, edit))
        take(loadFlow(std::move(tree), m_location.kind, pathText(m_location.file.filename())));
    else
        read();
    return back;
}

void FlowDocument::read()
{
    take(loadFlow(m_text, m_location.kind, pathText(m_location.file.filename())));
}

void FlowDocument::take(Loaded loaded)
{
    m_isCurrent = loaded.flow.has_value();
    if (loaded.flow)
        m_flow = std::make_shared<const Flow>(std::move(*loaded.flow));
    m_tree = std::move(loaded.tree);
    m_diagnostics = std::move(loaded.diagnostics);
    m_loadError = std::move(loaded.loadError);
}

} // namespace postern::flow

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/offload.h"
#include "engine/flow/includes.h"
#include "engine/run/preparation.h"
#include "engine/run/preparedflow.h"
#include "engine/store/atomicfile.h"

#include <map>
#include <utility>

namespace postern::run {

namespace {

bool isWorkersNode(const flow::Node &node)
{
    return node.type == flow::NodeType::Python || node.type == flow::NodeType::CustomLlm;
}

/// What a file that a node names holds by now, which may be an additional include; null: none.
flow::UnsavedTexts::Text currentTextOf(const flow::FlowDocument &document,
                                       const flow::SourceFolder &sources,
                                       const std::string &path)
{
    const auto file = flow::findSource(sources,
                                       flow::resolveIncludes(document.flow(), sources),
                                       path);
    if (!file)
        return nullptr;
    // Where it lies was looked at; it may be outside of the folder.
    const flow::SourceFolder any(sources.path, flow::Trust::Trusted, sources.unsaved);
    return std::make_shared<const std::string>(flow::openInFolder(any, *file, store::kMostRead));
}

} // namespace

/// A node that is run once more, from the flow as it is by now.
Task<flow::Node> Preparation::preparedAnew(const flow::Node &node,
                                           const flow::FlowDocument &document)
{
    const flow::FlowDocument now = co_await asOfNow(m_spec, document);
    now.requireLoaded();
    const flow::Flow flow = flow::withVariant(now.flow(), m_spec.variant);
    const flow::Node *found = flow.node(node.name);
    if (!found)
        throw Error(ErrorCode::InvalidFlow,
                    tr("The flow has no node '%1' any more.", node.name),
                    tr("Restart the run."));
    const flow::Node anew = *found;
    if (m_registry.hasStandIn(anew.name))
        co_return anew;
    co_await readAnew(anew, now);
    const bool needsWorker = isWorkersNode(anew) && !m_registry.packageOf(anew);
    if (needsWorker && !m_workers)
        throw Error(ErrorCode::InvalidFlow,
                    tr("The node '%1' is a python node by now, and the run has none.", anew.name),
                    tr("Restart the run."));
    if (isWorkersNode(anew))
        co_await loadPythonTool(anew);
    co_return co_await prepared(anew);
}

/// Has the texts that a node is made of read as they are by now: its file, and what code imports.
Task<void> Preparation::readAnew(const flow::Node &node, const flow::FlowDocument &document)
{
    using Files = std::map<std::filesystem::path, flow::UnsavedTexts::Text>;
    Files files = document.unsaved() ? document.unsaved()->files() : Files();
    if (!node.source.path.empty()) {
        const auto text = co_await offload(
            [document, trust = m_spec.trust, path = node.source.path] {
                return currentTextOf(document, document.sources(trust), path);
            });
        if (text)
            files.insert_or_assign((m_folder->path() / node.source.path).lexically_normal(), text);
    }
    if (m_workers)
        m_workers->readAnew(std::make_shared<const flow::UnsavedTexts>(files));
    // Templates of the other nodes stay as they were read.
    if (m_sources.unsaved)
        files.insert(m_sources.unsaved->files().begin(), m_sources.unsaved->files().end());
    m_sources.unsaved = std::make_shared<const flow::UnsavedTexts>(std::move(files));
}

} // namespace postern::run

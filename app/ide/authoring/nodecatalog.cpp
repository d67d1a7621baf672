// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/nodecatalog.h"

#include "app/ide/authoring/folderchoices.h"
#include "app/ide/authoring/toolchoices.h"
#include "app/ide/home/logging.h"
#include "app/ide/session/session.h"
#include "engine/flow/pythonreader.h"
#include "engine/run/toolcatalog.h"
#include "engine/tool/tooltable.h"

#include <QThreadPool>

#include <algorithm>
#include <iterator>

namespace postern::ide {

NodeCatalog::NodeCatalog(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_reader(std::make_shared<flow::PythonReader>())
{
    connect(&session, &Session::documentOpened, this, [this] {
        m_files.cancel();
        m_packages.cancel();
        m_ofFolder.clear();
        m_ofPackages.clear();
        m_knowsPackages = false;
    });
    connect(&session.environment(), &EnvironmentController::checked, this, [this] {
        m_knowsPackages = false;
    });
}

NodeCatalog::~NodeCatalog() = default;

std::vector<NodeChoice> NodeCatalog::choices() const
{
    std::vector<NodeChoice> all = newNodes();
    const auto add = [&all](const std::vector<NodeChoice> &more) {
        for (const NodeChoice &choice : more) {
            if (std::ranges::find(all, choice) == all.end())
                all.push_back(choice);
        }
    };
    add(toolChoices(tool::ToolTable::builtIn().manifests()));
    add(m_ofPackages);
    add(m_ofFolder);
    std::ranges::stable_sort(all, {}, &NodeChoice::section);
    return all;
}

void NodeCatalog::refresh()
{
    if (!m_session.document())
        return;
    lookForFiles();
    if (!m_knowsPackages && !m_session.isRestricted())
        lookForPackages();
}

void NodeCatalog::lookForFiles()
{
    Document &document = *m_session.document();
    const flow::SourceFolder folder(document.flow().location().folder,
                                    document.trust(),
                                    document.workspace().unsavedTexts());
    // A reader is for one thread at a time, and what is replaced may still go on.
    if (m_files.isRunning())
        m_reader = std::make_shared<flow::PythonReader>();
    m_files.startBlocking(
        *QThreadPool::globalInstance(),
        [folder, reader = m_reader] { return folderChoices(folder, *reader); },
        [this](const Outcome<std::vector<NodeChoice>> &found) {
            // A file that is edited takes other inputs and is the same choice still.
            if (!found.value
                || (m_ofFolder == *found.value
                    && std::ranges::equal(m_ofFolder,
                                          *found.value,
                                          {},
                                          &NodeChoice::inputs,
                                          &NodeChoice::inputs)))
                return;
            m_ofFolder = *found.value;
            emit changed();
        });
}

void NodeCatalog::lookForPackages()
{
    const auto &interpreter = m_session.environment().interpreter();
    if (!interpreter)
        return; // its check is still to come
    m_knowsPackages = true;
    const auto catalog = std::make_shared<run::ToolCatalog>(interpreter->interpreter.program);
    m_packages.start(
        m_session.engine().executor(),
        [catalog] { return catalog->list({}); },
        [this](const Outcome<Value> &found) {
            const Value *const packages = found.value ? found.value->find("package") : nullptr;
            if (!packages || !packages->isDict()) {
                if (found.error)
                    qCInfo(logSession)
                        << "The package tools can't be listed:" << found.error->what();
                return;
            }
            m_ofPackages = toolChoices(packages->asDict());
            emit changed();
        });
}

} // namespace postern::ide

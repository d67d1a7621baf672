// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodechoice.h"
#include "app/ide/background/backgroundtask.h"

#include <QObject>

#include <memory>
#include <vector>

namespace postern::flow {
class PythonReader;
} // namespace postern::flow

namespace postern::ide {

class Session;

/// What can be added to the open flow: new nodes from templates, the engine's tools, the folder's
/// templates and Python files, and the package tools of its environment. The last two are looked for
/// in the background; of a folder that isn't trusted nothing is run, so that packages are left out.
class NodeCatalog final : public QObject
{
    Q_OBJECT

public:
    explicit NodeCatalog(Session &session, QObject *parent = nullptr);
    ~NodeCatalog() override;

    /// What is known by now, by sections.
    std::vector<NodeChoice> choices() const;
    /// Looks anew at the folder; at the packages only once for each environment.
    void refresh();
    bool isLooking() const { return m_files.isRunning() || m_packages.isRunning(); }

signals:
    void changed();

private:
    void lookForFiles();
    void lookForPackages();

    Session &m_session;
    std::shared_ptr<flow::PythonReader> m_reader; ///< of one piece of work at a time
    std::vector<NodeChoice> m_ofFolder;
    std::vector<NodeChoice> m_ofPackages;
    bool m_knowsPackages = false;
    BackgroundTask m_files;
    BackgroundTask m_packages;
};

} // namespace postern::ide

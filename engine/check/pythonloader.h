// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/check/pfvalidate.h"
#include "engine/flow/workingfolder.h"
#include "engine/python/worker.h"

#include <memory>
#include <string>

namespace postern::check {

/// Loads a flow's Python code as a run would, to see what is wrong with it. What keeps all of it
/// from being loaded (a restricted folder, no interpreter) is told once to the options' `onUnloaded`;
/// then nothing is found.
class PythonLoader
{
public:
    /// Both have to outlive it.
    PythonLoader(const flow::FlowDocument &document, const ReportOptions &options)
        : m_document(document)
        , m_options(options)
    {}

    /// What importing a tool's file raises, as `pf` says it; empty: nothing.
    Task<std::string> toolProblem(std::string file);
    /// What keeps a flex flow from running with the entry that its file names; empty: nothing.
    Task<std::string> entryProblem();

private:
    /// False when nothing can be loaded.
    Task<bool> start();
    std::string told(const Error &failed);
    void giveUp(const Error &why);

    const flow::FlowDocument &m_document;
    const ReportOptions &m_options;
    std::unique_ptr<flow::WorkingFolder> m_folder;
    std::unique_ptr<python::WorkerPool> m_workers;
    bool m_isUnable = false;
};

} // namespace postern::check

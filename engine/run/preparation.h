// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/environment.h"
#include "engine/flow/workingfolder.h"
#include "engine/image/images.h"
#include "engine/run/engine.h"
#include "engine/run/linerunner.h"
#include "engine/run/plan.h"
#include "engine/run/simulatedconnections.h"

#include <memory>
#include <optional>

namespace postern::run {

/// A flow made ready to run lines: variants applied, includes in place, tools loaded, literals
/// converted, connections found. The checks come in prompt flow's order, so that of several faults
/// the same one is reported.
class Preparation
{
public:
    /// Does the work. Throws Error. All of them must outlive the preparation.
    static Task<std::unique_ptr<Preparation>> make(Engine &engine,
                                                   const RunSpec &spec,
                                                   RunReport &report);
    ~Preparation();
    Preparation(const Preparation &) = delete;
    Preparation &operator=(const Preparation &) = delete;

    const flow::Flow &flow() const { return m_flow; }
    const Plan &plan() const { return m_plan; }
    const flow::WorkingFolder &folder() const { return *m_folder; }
    image::ImageLoader imageLoader()
    {
        return {m_folder->sources(), image::imageFormatOf(m_flow), m_engine.http(m_spec)};
    }
    /// A runner for one line, with its worker when the flow has python nodes.
    Task<std::unique_ptr<LineRunner>> beginLine();

private:
    Preparation(Engine &engine, const RunSpec &spec, RunReport &report);

    void chooseNodes();
    Task<void> placeStandIns();
    Task<void> readTemplates();
    void openPython();
    Task<void> loadPythonTools();
    Task<void> loadPythonTool(const flow::Node &node);
    Task<flow::Node> preparedAnew(const flow::Node &node, const flow::FlowDocument &document);
    Task<void> readAnew(const flow::Node &node, const flow::FlowDocument &document);
    Task<void> throwInspectionError(const flow::Node &node, Error error);
    void checkConnections();
    void planNodes();
    /// Adds the connections that a python node's parameters name.
    void namePythonConnections(const flow::Node &node, std::vector<std::string> &names);
    Task<flow::Node> prepared(flow::Node node);
    Task<void> makeInstance(flow::Node &node);
    Task<void> loadImages(flow::Node &node);
    Task<void> loadAssistants(flow::Node &node);
    Task<void> loadMarkedImages(flow::Node &node);

    Engine &m_engine;
    const RunSpec &m_spec;
    RunReport &m_report; ///< is also told which node a failure would be about
    flow::Flow m_flow;
    Plan m_plan;
    std::unique_ptr<flow::WorkingFolder> m_folder;
    flow::SourceFolder m_sources; ///< its files, those of templates read
    connection::ConnectionSet m_connections;
    std::vector<std::string> m_connectionNames; ///< those that the nodes name, and no more
    connection::Environment m_environment;
    ToolInfos m_tools;
    tool::ToolRegistry m_registry;
    std::optional<SimulatedConnections> m_simulated; ///< of a simulated run with python nodes
    std::unique_ptr<python::WorkerPool> m_workers;
    std::optional<LineRunner::Shared> m_shared;
};

} // namespace postern::run

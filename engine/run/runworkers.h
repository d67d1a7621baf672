// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/environment.h"
#include "engine/flow/workingfolder.h"
#include "engine/run/engine.h"
#include "engine/run/report.h"
#include "engine/run/simulatedconnections.h"
#include "engine/tool/toolregistry.h"

#include <memory>

namespace postern::run {

/// Throws Error Refused where the run's folder is restricted: none of its code runs.
void requireTrusted(const RunSpec &spec);

/// The variables that a run's code has; `simulated` is null where the run isn't simulated.
connection::Environment variablesOf(const flow::Flow &flow,
                                    const RunSpec &spec,
                                    const connection::ConnectionSet &connections,
                                    SimulatedConnections *simulated);

/// What the code of a run works with.
struct WorkerParts
{
    Engine &engine;
    const RunSpec &spec;
    const flow::WorkingFolder &folder;
    const connection::ConnectionSet &connections; ///< as they stand when it asks the engine
    const connection::Environment &variables;
    tool::ToolRegistry &registry;
    SimulatedConnections *simulated; ///< null where the run isn't simulated
    RunReport &report;               ///< is told what it writes and contacts
};

/// The pool of a run's workers, whose questions HostCalls answers. All that the parts refer to must
/// outlive it. Throws as requireTrusted(), and Error EnvironmentFailed where there is no interpreter.
std::unique_ptr<python::WorkerPool> openWorkers(const WorkerParts &of);

} // namespace postern::run

// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/runworkers.h"

#include "engine/run/hostcalls.h"

#include <utility>

namespace postern::run {

void requireTrusted(const RunSpec &spec)
{
    if (spec.trust == flow::Trust::Restricted)
        throw Error(ErrorCode::Refused,
                    tr("The folder is restricted, so its Python code doesn't run."),
                    tr("Trust the folder to run it."));
}

connection::Environment variablesOf(const flow::Flow &flow,
                                    const RunSpec &spec,
                                    const connection::ConnectionSet &connections,
                                    SimulatedConnections *simulated)
{
    return simulated ? connection::environmentBy(flow, spec.environment, simulated->lookup())
                     : connection::environmentOf(flow, spec.environment, connections);
}

std::unique_ptr<python::WorkerPool> openWorkers(const WorkerParts &of)
{
    requireTrusted(of.spec);
    const std::filesystem::path &folder = of.spec.document.location().folder;
    python::WorkerOptions options;
    options.interpreter = of.spec.python.empty() ? python::findInterpreter(folder) : of.spec.python;
    options.folder = of.folder.path();
    options.flowFolder = folder;
    options.unsaved = of.spec.document.unsaved();
    options.environment = of.variables;
    options.hasOwnVariables = of.simulated && of.simulated->hasGiven();
    options.connections = of.connections;
    connection::addRoute(options.environment, of.engine.route());
    if (of.simulated) {
        options.onConnection = of.simulated->lookup();
        exceptLoopbackFromProxy(options.environment);
    }
    if (of.spec.carrier) {
        // Nobody but the carrier answers, so code with a client of its own is refused (audit.py).
        options.environment.emplace_back("POSTERN_OFFLINE", "1");
        options.hasOwnVariables = true;
    }
    options.onHostCall = [calls = std::make_shared<HostCalls>(of.engine,
                                                              of.spec,
                                                              of.connections,
                                                              of.variables,
                                                              of.registry,
                                                              options.interpreter)](
                             python::HostCall call) { return answerBy(calls, std::move(call)); };
    options.onEgress = of.engine.egressCounter();
    options.onLog = logKeeper(of.report);
    options.onUsage = [&report = of.report](const TokenUsage &usage) { report.usage(usage); };
    return of.engine.workers().open(std::move(options), of.spec.workers);
}

} // namespace postern::run

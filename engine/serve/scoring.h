// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/server.h"
#include "engine/run/preparedflow.h"

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace postern::serve {

/// A flow as it is served until the folder is read anew.
struct ServedFlow
{
    std::shared_ptr<run::PreparedFlow> flow;
    std::string name; ///< the folder's
    flow::Flow signature;
    std::vector<run::LineInput> inputs;
    std::set<std::string> hidden; ///< outputs that aren't answered
    Value swagger;
};

/// Makes a flow ready to be served. `included`: the outputs that are answered; empty: all that aren't
/// only for evaluation. Throws Error.
Task<std::shared_ptr<const ServedFlow>> prepareToServe(run::Engine &engine,
                                                       run::RunSpec spec,
                                                       std::set<std::string> included);

/// How an answer went.
struct Scored
{
    int status = 0;
    TokenUsage usage;
    bool reachedNobody = false; ///< a service that the flow needs couldn't be reached
};

/// Answers a request for the flow: one run of it, in the words and the form of prompt flow's server.
/// When the client goes, the run is cancelled. It must be through by `timeout`: else 504, and a worker
/// that hangs is given up.
Task<Scored> score(std::shared_ptr<const ServedFlow> served,
                   const http::ServerRequest &request,
                   http::Responder &responder,
                   std::chrono::milliseconds timeout);

} // namespace postern::serve

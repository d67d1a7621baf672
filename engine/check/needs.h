// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/check/foldertree.h"
#include "engine/flow/flowdocument.h"
#include "engine/tool/tooltable.h"

#include <set>
#include <string>
#include <vector>

namespace postern::check {

/// A connection that a flow names, and what of it is known.
struct NeededConnection
{
    std::string name;
    std::set<std::string> types; ///< "azure_open_ai"; more than one: any of them; empty: unknown
    std::set<std::string> nodes; ///< that name it
};

struct NeededDeployment
{
    std::string name; ///< of the deployment or model
    std::set<std::string> nodes;
};

struct NeededHost
{
    std::string host;
    std::string from; ///< the file that names it
};

struct NeededPackage
{
    std::string name;
    std::string specifier;
    bool isPinned = false;
    std::string file; ///< of the requirement
    int line = 0;
};

/// Who runs the nodes of a tool.
enum class Runner { Engine, Python, StandIn, Nobody };

struct UsedTool
{
    std::string name; ///< "llm", "python", or a package tool's id
    Runner runner = Runner::Engine;
    std::set<std::string> nodes;
};

/// What a flow needs to run, as far as its files show. Lists are sorted by name.
struct FlowNeeds
{
    std::vector<NeededConnection> connections;
    std::vector<NeededDeployment> deployments;
    std::vector<NeededHost> hosts;
    std::vector<NeededPackage> packages; ///< from requirements files
    std::vector<std::string> imports;    ///< modules that are neither Python's nor the folder's
    std::string pythonVersion;           ///< as a file asks for it; empty: none does
    std::vector<std::string> environmentVariables; ///< that its code or it asks for
    std::vector<UsedTool> tools;
};

/// Reads what a flow needs from its own files, of which it runs none. Large ones are left out and
/// named in `skipped`.
FlowNeeds needsOf(const flow::FlowDocument &document,
                  const FoundFlow &found,
                  const tool::ToolTable &tools,
                  std::vector<SkippedPath> &skipped);

} // namespace postern::check
